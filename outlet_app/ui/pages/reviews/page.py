"""服务评价: invite whoever was served today; the head reads the day in numbers."""

from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from outlet_app.services.papers import Papers
from outlet_app.services.rectifying import Rectifying
from outlet_app.services.reference import Reference
from outlet_app.services.review_views import ReviewDay, ServiceRow
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Office
from outlet_app.ui.pages.reviews.day import DayCard
from outlet_app.ui.pages.reviews.services import ServicesCard
from outlet_app.ui.pages.reviews.state import Read, ReviewsState, failed, loaded
from outlet_app.ui.pages.reviews.tasks_pane import TasksPane
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.page import Layout, Page
from outlet_app.ui.widgets.segmented import Segmented
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import rectification as task_words
from outlet_app.wording import reviews as words

SIDE = 344
SERVICES, DAY = 0, 1
FIRST, TASKS = 0, 1


class ReviewDesk(Protocol):
    """What is read for the page."""

    @property
    def may_see(self) -> bool: ...
    def services(self) -> tuple[ServiceRow, ...]: ...
    def day(self) -> ReviewDay: ...


class ReviewsPage(Page):
    """`review_wanted` carries the case whose last service is to be rated."""

    review_wanted = Signal(str)

    def __init__(
        self,
        desk: ReviewDesk,
        rectifying: Rectifying,
        papers: Papers,
        reference: Reference,
        office: Office,
        lanes: Lanes,
        feedback: Feedback,
    ) -> None:
        super().__init__(words.TITLE)
        self._desk, self._reference, self._lanes, self._feedback = desk, reference, lanes, feedback
        self.state = ReviewsState()
        self._leads = desk.may_see
        self._secret = Label(words.SECRET, "label", "text2")
        self.head.add(self._secret)
        self.services = ServicesCard(self._item_name, self._leads)
        self.day = DayCard(self._item_name)
        self.switch = Segmented((words.services(self._leads), words.TODAY), words.TITLE, current=SERVICES)
        self.tasks = TasksPane(
            rectifying, papers, self._item_name, office, lanes, feedback, leads=self._leads
        )
        self.views = Segmented((task_words.SERVICES_VIEW, task_words.TITLE), task_words.VIEWS, current=FIRST)
        self.views.hide()
        self.tools.add(self.switch)
        self.tools.add(self.views)
        self._pile = QStackedLayout(self)
        self._pile.addWidget(Row((self.services, 1), (self.day, 0), gap=16))
        self._pile.addWidget(self.tasks)
        self.services.button.clicked.connect(lambda: self.review_wanted.emit(self.subject()))
        self.services.table.opened.connect(lambda row: self.go_to.emit(PageKey.CASES, row.case_no))
        self.switch.chosen.connect(self._show_half)
        self.views.chosen.connect(self._show_view)
        self.tasks.found.connect(self._found)
        self.set_layout(self.layout_class)
        follow(self.restyle)

    def activated(self, _what: object = None) -> None:
        """Shown: read what is new and put the keys on the list."""
        self._show_half(SERVICES)
        self.refresh()
        self._list.setFocus()

    def refresh(self) -> None:
        """F5, and after every review: read again; what is on show stays until the answer comes."""
        self.services.pane.begin()
        self._lanes.desk.run(self._ask, self._answer, owner=self)
        self.tasks.refresh()

    def subject(self) -> str:
        """The case of the chosen service."""
        row = self.services.table.current_row()
        return row.case_id if row is not None and not self._at_tasks else ""

    def print_current(self) -> None:
        """F9: the paper of the chosen bad review."""
        if self._at_tasks:
            self.tasks.print()

    def go_back(self) -> bool:
        """Esc: from a bad review back to the list."""
        return self._at_tasks and self.tasks.go_back()

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 walks through."""
        if self._at_tasks:
            return (self.tasks.list, self.tasks.card)
        return (self.services, self.day) if self._leads else (self.services,)

    def set_layout(self, layout: Layout) -> None:
        """Side by side, or one at a time in a compact window."""
        super().set_layout(layout)
        compact = layout is Layout.COMPACT
        self.tasks.set_layout(layout)
        self._show_secret()
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

    @property
    def _at_tasks(self) -> bool:
        return self._pile.currentIndex() == TASKS

    @property
    def _list(self) -> QWidget:
        return self.tasks.list.table if self._at_tasks else self.services.table

    def _found(self, any_tasks: bool) -> None:
        # Whoever has nothing to do with a bad review does not learn that there is one.
        self.views.setVisible(any_tasks)
        if not any_tasks and self._at_tasks:
            self._show_view(FIRST)

    def _show_view(self, view: int) -> None:
        self.views.choose(view)
        self._pile.setCurrentIndex(view)
        self._show_secret()
        self._show_half(self.switch.current)
        self._list.setFocus()

    def _show_secret(self) -> None:
        self._secret.setVisible(self.layout_class >= Layout.STANDARD and not self._at_tasks)

    def _show_half(self, half: int) -> None:
        self.switch.choose(half)
        compact = self.layout_class is Layout.COMPACT
        self.switch.setVisible(compact and self._leads and not self._at_tasks)
        self.services.setVisible(not compact or half == SERVICES)
        # Whoever may not read numbers has no card for them, not an empty one (UI.md §4).
        self.day.setVisible(self._leads and (not compact or half == DAY))

    def _item_name(self, number: int) -> str:
        item = self._reference.item_of(number)
        return item.short_name if item else words.OUTSIDE_LIST
