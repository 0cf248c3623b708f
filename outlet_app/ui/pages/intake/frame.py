"""What stands where on the registration page: form, side and decisions, in a wide and in a compact window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outlet_app.domain.sayings import Place, Spot
from outlet_app.services.drafts import Drafts
from outlet_app.ui.jobs import Lane
from outlet_app.ui.pages.intake.decision_bar import DecisionBar
from outlet_app.ui.pages.intake.drawer import Drawer
from outlet_app.ui.pages.intake.parts import Parts
from outlet_app.ui.pages.intake.state import IntakeState
from outlet_app.ui.parts.draft_page import DraftPage
from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.buttons import Button
from outlet_app.ui.widgets.page import Layout
from outlet_app.wording import intake as words

FIRST_FIELD = "applicant.name"
PHRASES = {"request": Place.REQUEST, "answer": Place.ANSWER}


class IntakeFrame(DraftPage):
    """The pieces in their places and the way of the cursor; what happens in them is the page's."""

    state: IntakeState

    def __init__(self, drafts: Drafts, lane: Lane, made: Parts) -> None:
        super().__init__(words.TITLE, drafts, lane)
        self.fields, self.materials, self.form, self.side = made.fields, made.materials, made.form, made.side
        self.fields.setParent(self)
        self.bar = DecisionBar()
        self.action_bar = self.bar
        self.elements_button = Button(words.ELEMENTS_BUTTON, "list-checks")
        self.tools.add(self.elements_button)
        row = Row((self.form, 1), self.side, gap=16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)
        self._drawer = Drawer(self.side, row, self)
        self.elements_button.clicked.connect(self._drawer.open_drawer)
        self.materials.rebuilt.connect(self._order_tabs)
        self.form.problem_asked.connect(self.form.go)

    def go_back(self) -> bool:
        """Esc closes the drawer."""
        return self._drawer.close_drawer()

    def take_focus(self) -> None:
        """The cursor goes where it was on this page, at first to the name."""
        last = self.form.focusWidget()
        if self.state.is_blank or last is None:
            self.fields.focus(FIRST_FIELD)
        else:
            last.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        self.take_focus()

    def phrase_item(self) -> int | None:
        """The item chosen."""
        return self.state.entry.item

    def phrase_spot(self, field: QWidget) -> Spot | None:
        """Which sentences fit a text of the form."""
        named = (place for name, place in PHRASES.items() if self.fields[name].control is field)
        return next((Spot(place) for place in named), None)

    def panes(self) -> tuple[QWidget, ...]:
        """The form and the elements; in a compact window F6 draws them out."""
        if self.layout_class is Layout.COMPACT:
            self._drawer.open_drawer()
        return (self.form, self.side)

    def set_layout(self, layout: Layout) -> None:
        """The side becomes a drawer in a compact window."""
        super().set_layout(layout)
        compact = layout is Layout.COMPACT
        self._drawer.set_compact(compact)
        self.form.set_compact(compact)
        self.bar.set_compact(compact)
        self.draft.head.set_compact(compact)
        self.elements_button.setVisible(compact)
        self.wants_search = not compact

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._drawer.place()

    def _field_left(self, old: QWidget | None, now: QWidget | None) -> None:
        super()._field_left(old, now)
        self._drawer.focus_moved(now)

    def _order_tabs(self) -> None:
        if self.isVisible():
            self.form.order_tabs([*self.bar.buttons.values(), self.side.elements.scroller])
