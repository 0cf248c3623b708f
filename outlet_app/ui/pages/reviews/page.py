"""服务评价: invite whoever was served today; the head reads the day in numbers."""

from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outlet_app.services.reference import Reference
from outlet_app.services.review_views import ReviewDay, ServiceRow
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.reviews.day import DayCard
from outlet_app.ui.pages.reviews.services import ServicesCard
from outlet_app.ui.pages.reviews.state import Read, ReviewsState, failed, loaded
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.page import Layout, Page
from outlet_app.ui.widgets.segmented import Segmented
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import reviews as words

SIDE = 344
SERVICES, DAY = 0, 1


class ReviewDesk(Protocol):
    """What is read for the page."""

    @property
    def may_see(self) -> bool: ...
    def services(self) -> tuple[ServiceRow, ...]: ...
    def day(self) -> ReviewDay: ...


class ReviewsPage(Page):
    """`review_wanted` carries the case whose last service is to be rated."""

    review_wanted = Signal(str)

    def __init__(self, desk: ReviewDesk, reference: Reference, lanes: Lanes, feedback: Feedback) -> None:
        super().__init__(words.TITLE)
        self._desk, self._reference, self._lanes, self._feedback = desk, reference, lanes, feedback
        self.state = ReviewsState()
        self._leads = desk.may_see
        self._secret = Label(words.SECRET, "label", "text2")
        self.head.add(self._secret)
        self.services = ServicesCard(self._item_name, self._leads)
        self.day = DayCard(self._item_name)
        self.switch = Segmented((words.services(self._leads), words.TODAY), words.TITLE, current=SERVICES)
        self.tools.add(self.switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Row((self.services, 1), (self.day, 0), gap=16), 1)
        self.services.button.clicked.connect(lambda: self.review_wanted.emit(self.subject()))
        self.services.table.opened.connect(lambda row: self.go_to.emit(PageKey.CASES, row.case_no))
        self.switch.chosen.connect(self._show_half)
        self.set_layout(self.layout_class)
        follow(self.restyle)

    def activated(self, _what: object = None) -> None:
        """Shown: read what is new and put the keys on the list."""
        self._show_half(SERVICES)
        self.refresh()
        self.services.table.setFocus()

    def refresh(self) -> None:
        """F5, and after every review: read again; what is on show stays until the answer comes."""
        self.services.pane.begin()
        self._lanes.desk.run(self._ask, self._answer, owner=self)

    def subject(self) -> str:
        """The case of the chosen service."""
        row = self.services.table.current_row()
        return row.case_id if row is not None else ""

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 walks through."""
        return (self.services, self.day) if self._leads else (self.services,)

    def set_layout(self, layout: Layout) -> None:
        """Side by side, or one at a time in a compact window."""
        super().set_layout(layout)
        compact = layout is Layout.COMPACT
        self.switch.setVisible(compact and self._leads)
        self._secret.setVisible(layout >= Layout.STANDARD)
        self.wants_search = not compact
        self._show_half(self.switch.current)
        self.restyle()

    def restyle(self) -> None:
        """Scale the side column."""
        if self.layout_class is Layout.COMPACT:
            self.day.setMinimumWidth(0)
            self.day.setMaximumWidth(16_777_215)
        else:
            self.day.setFixedWidth(look().s(SIDE))

    def _ask(self) -> Read:
        return Read(self._desk.services(), self._desk.day() if self._leads else None)

    def _answer(self, outcome: Done[Read] | Failed) -> None:
        if isinstance(outcome, Failed):
            self._change(failed(self.state))
            tell(self._feedback, outcome.error)
        else:
            self._change(loaded(self.state, outcome.value))

    def _change(self, state: ReviewsState) -> None:
        self.state = state
        self.services.show_state(state)
        if state.read is not None and state.read.day is not None:
            self.day.show_day(state.read.day)

    def _show_half(self, half: int) -> None:
        self.switch.choose(half)
        compact = self.layout_class is Layout.COMPACT
        self.services.setVisible(not compact or half == SERVICES)
        # Whoever may not read numbers has no card for them, not an empty one (UI.md §4).
        self.day.setVisible(self._leads and (not compact or half == DAY))

    def _item_name(self, number: int) -> str:
        item = self._reference.item_of(number)
        return item.short_name if item else words.OUTSIDE_LIST
