"""事项清单: every item of the release in force with its elements and materials; beside it 培训活动."""

from datetime import date
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from outlet_app.domain.catalogue import Catalogue, ServiceItem, SubItem
from outlet_app.domain.policies.policy import ITEM
from outlet_app.domain.scanning import Scan
from outlet_app.services.policy_views import Outlook
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Office
from outlet_app.ui.pages.items.item_list import ItemList
from outlet_app.ui.pages.items.training_pane import TrainingPane
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Column, Line, Row, Scroller
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.page import Layout, Page
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.segmented import Segmented
from outlet_app.ui.widgets.text import ElidedLabel, Label
from outlet_app.wording import items as words
from outlet_app.wording import training as training_words
from outlet_app.wording.policies import season

LIST_WIDTH, NARROW_LIST = 344, 280
LIST, TRAININGS = 0, 1


class Seer(Protocol):
    """Who knows the seasons of policies."""

    def outlook(self, code: str = "") -> Outlook: ...


class ItemsPage(Page):
    """Reading only; 按这个事项登记 opens the registration with the item chosen.

    `list_wanted` carries the item whose list of materials is wanted on paper.
    """

    list_wanted = Signal(object)

    def __init__(
        self,
        catalogue: Catalogue,
        office: Office,
        trainings: TrainingPane | None = None,
        policies: Seer | None = None,
        lane: Lane | None = None,
    ) -> None:
        super().__init__(words.TITLE)
        self._catalogue, self._office = catalogue, office
        self._policies, self._lane, self._outlook = policies, lane, Outlook(date.min)
        self.item = catalogue.items[0]
        self.trainings = trainings
        self._release = Label(words.in_force(catalogue), "label", "text2")
        self.head.add(self._release)
        views = (training_words.ITEMS_VIEW, training_words.TITLE)
        self.views = Segmented(views, training_words.VIEWS, current=LIST)
        count = words.LIST_COUNT.format(n=len(catalogue.items))
        self.list = ItemList(catalogue.items)
        self._list_card = Card(words.LIST, None, caption=count)
        self._list_card.add((Scroller(self.list, words.LIST), 1))
        self.name = ElidedLabel("", "heading")
        self.start = Button(words.START, "file-plus", Kind.PRIMARY, COMPACT)
        self.print_list = Button(words.LISTED, "printer", size=COMPACT)
        self._body = Column(gap=0, margins=(20, 12, 20, 16))
        self.scroller = Scroller(self._body)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self.list.chosen.connect(self.show_item)
        self.start.clicked.connect(lambda: self.go_to.emit(PageKey.INTAKE, self.item.number))
        self.print_list.clicked.connect(self.print_current)
        self.list.choose(self.item.number)
        self.set_layout(self.layout_class)

    def activated(self, what: object = None) -> None:
        """Shown: the keys are on the list; the seasons of policies are read anew."""
        self._read_seasons()
        if isinstance(what, int):
            self.list.choose(what)
            self._show_view(LIST)
        self._take_keys()

    def refresh(self) -> None:
        """F5: the activities as they stand now."""
        if self.trainings is not None:
            self.trainings.refresh()

    def print_current(self) -> None:
        """F9: the list of what the item asks for, or the sign-in sheet of the activity."""
        if self.trainings is not None and self._at_trainings:
            self.trainings.print()
        else:
            self.list_wanted.emit(self.item)

    def take_scan(self, scan: object) -> bool:
        """A receipt under the scanner at an activity signs its owner in."""
        if self.trainings is None or not self._at_trainings or not isinstance(scan, Scan):
            return False
        return self.trainings.take_scan(scan)

    def go_back(self) -> bool:
        """Esc: from an activity back to the list of activities."""
        return self.trainings is not None and self._at_trainings and self.trainings.go_back()

    def panes(self) -> tuple[QWidget, ...]:
        """The list and what is read."""
        if self.trainings is not None and self._at_trainings:
            return (self.trainings.list, self.trainings.card)
        return (self._list_card, self.scroller)

    def set_layout(self, layout: Layout) -> None:
        """A narrower list in a compact window."""
        super().set_layout(layout)
        wide = NARROW_LIST if layout is Layout.COMPACT else LIST_WIDTH
        self._list_card.setFixedWidth(look().s(wide))
        if self.trainings is not None:
            self.trainings.set_layout(layout)
        self._show_release()

    def show_item(self, number: int) -> None:
        """Read another item."""
        self.item = self._catalogue.item(number)
        self.name.setText(self.item.name)
        self.scroller.setAccessibleName(self.item.name)
        self._body.clear()
        for code, title in words.ELEMENTS.items():
            self._add_text(title, words.element(self.item, code))
        if number == ITEM:
            self._add_seasons()
        self._add_variants(self.item)
        self._body.add(None)
        self.scroller.verticalScrollBar().setValue(0)

    def _lay_out(self) -> None:
        reader = Card()
        head = Row((self.name, 1), self.print_list, self.start, margins=(20, 8, 12, 8))
        reader.add(head, Line(), (self.scroller, 1))
        self._pile = QStackedLayout(self)
        self._pile.addWidget(Row(self._list_card, (reader, 1), gap=16))
        if self.trainings is not None:
            self.tools.add(self.views)
            self._pile.addWidget(self.trainings)
            self.views.chosen.connect(self._show_view)

    @property
    def _at_trainings(self) -> bool:
        return self._pile.currentIndex() == TRAININGS

    def _show_view(self, view: int) -> None:
        self.views.choose(view)
        self._pile.setCurrentIndex(view)
        self._show_release()
        if view == TRAININGS:
            self.refresh()
        self._take_keys()

    def _show_release(self) -> None:
        """Which list is in force, where the bar has the room to say it whole."""
        self._release.setVisible(self.layout_class is not Layout.COMPACT and not self._at_trainings)

    def _take_keys(self) -> None:
        first = self.trainings.table if self.trainings and self._at_trainings else self.list.current()
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _read_seasons(self) -> None:
        if self._policies is not None and self._lane is not None:
            self._lane.run(self._policies.outlook, self._know_seasons, owner=self)

    def _know_seasons(self, found: Done[Outlook] | Failed) -> None:
        # Without an answer the list says what it said before; the lane has logged why.
        if isinstance(found, Done) and found.value != self._outlook:
            self._outlook = found.value
            if self.item.number == ITEM:
                self.show_item(ITEM)

    def _add_seasons(self) -> None:
        if not self._outlook.seasons:
            return
        self._body.add(Line())
        self._body.add(8)
        self._body.add(Label(words.SEASONS, "heading"))
        for one in self._outlook.seasons:
            tone = "text2" if one.season.season.is_open else "warn"
            told = f"{one.name}：{season(one.season, self._outlook.today)}"
            self._body.add(Paragraph(told, 14, tone))
        self._body.add(8)

    def _add_text(self, title: str, text: str) -> None:
        self._body.add(Label(title, "caption", "text3"))
        self._body.add(Paragraph(text, 15, "text"))
        self._body.add(10)

    def _add_variants(self, item: ServiceItem) -> None:
        self._body.add(Line())
        self._body.add(8)
        self._body.add(Label(words.VARIANTS, "heading"))
        for sub in item.sub_items:
            self._body.add(8)
            self._body.add(Label(words.variant(sub), "strong"))
            for line in _materials(sub):
                self._body.add(Paragraph(line, 14, "text2"))


def _materials(sub: SubItem) -> list[str]:
    return [words.material(one) for one in sub.materials] or [words.NO_MATERIALS]
