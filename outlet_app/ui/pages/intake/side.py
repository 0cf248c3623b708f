"""The side of the registration: the live deadline, and the item's seven elements."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from outlet_app.domain.catalogue import ServiceItem
from outlet_app.domain.policies.policy import ITEM
from outlet_app.services.policy_views import Outlook
from outlet_app.services.views import DuePreview
from outlet_app.ui.pages.intake.state import IntakeState
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Column, Scroller, ground
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.day_strip import DayStrip, strip_days
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.key_cap import KeyCap
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import intake as words
from outlet_app.wording.formats import NOTHING
from outlet_app.wording.items import ELEMENTS, element
from outlet_app.wording.policies import season

WIDTH, MOST_SEASONS = 304, 4


class DeadlineCard(Card):
    """办理时限: a large line, the day strip, and small lines."""

    def __init__(self) -> None:
        hint = Label(words.DEADLINE_HINT, "caption", "text3")
        super().__init__(words.DEADLINE, None, hint, 8, padding=(16, 8, 16, 12), gap=6)
        self.title_line = Label(NOTHING, "record")
        self.strip = DayStrip()
        self.small = Paragraph(words.DEADLINE_LATER, 13, "text3")
        self.warning = Paragraph("", 13, "warn")
        self.add(self.title_line, self.strip, self.small, self.warning)

    def show_due(self, title: str, lines: list[str], warnings: list[str], preview: DuePreview | None) -> None:
        """Show another deadline."""
        marks = preview.days if preview else ()
        days = strip_days(marks)
        self.strip.show_days(days, words.strip_spoken(marks) if marks else "")
        self.strip.setVisible(bool(days))
        self.title_line.setText(title)
        self.small.set_text("\n".join(lines))
        self.warning.set_text("\n".join(warnings))
        self.small.setVisible(bool(lines))
        self.warning.setVisible(bool(warnings))


class SeasonsCard(Card):
    """申报期: where today lies for every policy, while the item is about policies."""

    def __init__(self) -> None:
        super().__init__(words.SEASONS, padding=(16, 8, 16, 12), gap=2)
        self._shown: Outlook | None = None
        self.hide()

    def show_state(self, state: IntakeState) -> None:
        """Show the seasons, or nothing where there are none or the item is another."""
        told = state.outlook if state.entry.item == ITEM else None
        self.setVisible(told is not None and bool(told.seasons))
        if told is None or told == self._shown:
            return
        self._shown = told
        self.body.clear()
        # What can be declared today first: the card shares its column with the item's elements.
        in_order = sorted(told.seasons, key=lambda one: not one.season.season.is_open)
        for one in in_order[:MOST_SEASONS]:
            self.add(Paragraph(one.name, 14, "text"))
            tone = "text2" if one.season.season.is_open else "warn"
            self.add(Paragraph(season(one.season, told.today), 13, tone))
        if more := in_order[MOST_SEASONS:]:
            self.add(Paragraph(words.MORE_SEASONS.format(n=len(more)), 13, "text3"))


class ElementsCard(Card):
    """事项要素: all seven, to be scrolled with the keys."""

    def __init__(self, release: str) -> None:
        super().__init__(words.ELEMENTS, None, KeyCap("F6"), 8, caption=release)
        self._texts = {code: Paragraph("", 14, "text") for code in ELEMENTS}
        inner = Column(gap=0, margins=(16, 8, 12, 12))
        for code, paragraph in self._texts.items():
            inner.add(Label(ELEMENTS[code], "caption", "text3"))
            inner.add(paragraph)
            inner.add(8)
        inner.add(None)
        self.scroller = Scroller(inner, words.ELEMENTS)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._empty = EmptyState("list-checks", "", words.ELEMENTS_EMPTY)
        pile = QWidget()
        self._pile = QStackedLayout(pile)
        self._pile.addWidget(self._empty)
        self._pile.addWidget(self.scroller)
        self.add((pile, 1))

    def show_item(self, item: ServiceItem | None, sentence: str) -> None:
        """Show an item's elements, or a sentence where there is none."""
        self._empty.say("", sentence)
        self._pile.setCurrentIndex(1 if item else 0)
        if item is None:
            return
        for code, paragraph in self._texts.items():
            paragraph.set_text(element(item, code))
        self.scroller.verticalScrollBar().setValue(0)


class Side(Column):
    """Both cards."""

    def __init__(self, release: str) -> None:
        self.deadline = DeadlineCard()
        self.seasons = SeasonsCard()
        self.elements = ElementsCard(release)
        self.title = ""
        self._item: int | None = None
        super().__init__(self.deadline, self.seasons, (self.elements, 1), gap=16)
        ground(self, "canvas")

    def restyle(self) -> None:
        super().restyle()
        self.setFixedWidth(look().s(WIDTH))

    def show_seasons(self, state: IntakeState) -> None:
        """What is known of policies for the item chosen."""
        self.seasons.show_state(state)

    def show_state(self, state: IntakeState, item: ServiceItem | None, preview: DuePreview | None) -> None:
        """What the chosen item promises."""
        self.title, lines, warnings = deadline(state, preview)
        self.deadline.show_due(self.title, lines, warnings, preview)
        if state.entry.item != self._item:
            self._item = state.entry.item
            unlisted = self._item == 0
            self.elements.show_item(item, words.ELEMENTS_UNLISTED if unlisted else words.ELEMENTS_EMPTY)


def deadline(state: IntakeState, preview: DuePreview | None) -> tuple[str, list[str], list[str]]:
    """The large line, the small lines and the warnings of the deadline."""
    if state.entry.item == 0:
        return words.DEADLINE_UNLISTED, [], []
    if state.sub_item is None or preview is None:
        return NOTHING, [words.DEADLINE_LATER], []
    title = words.due_title(preview.main, preview.follow_up)
    lines = words.due_lines(preview.main, preview.dues, state.sub_item.clocks, preview.follow_up)
    assumed = any(due.assumed for due in preview.dues)
    warnings = [words.ASSUMED] if assumed else []
    return title, lines, warnings + ([words.OUTSIDE] if preview.falls_outside_business else [])
