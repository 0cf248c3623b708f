"""差评整改 on 服务评价: the list, and the chosen one beside it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outlet_app.services.papers import Papers
from outlet_app.services.rectifying import Rectifying
from outlet_app.services.task_views import QuarterView, TaskDetail, TaskRow
from outlet_app.services.views import PaperView
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.office import Office
from outlet_app.ui.pages.reviews.task_detail import TaskCard
from outlet_app.ui.pages.reviews.task_steps import TaskSteps
from outlet_app.ui.pages.reviews.tasks import TasksCard
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.buttons import Kind
from outlet_app.ui.widgets.page import Layout
from outlet_app.wording import rectification as words

WIDTHS = {Layout.NARROW: 520, Layout.STANDARD: 572, Layout.WIDE: 680}
COPIES = 1
Read = tuple[tuple[TaskRow, ...], QuarterView | None]


class TasksPane(QWidget):
    """`found` tells whether there is anything to see here."""

    found = Signal(bool)

    def __init__(
        self,
        rectifying: Rectifying,
        papers: Papers,
        item_name: Callable[[int], str],
        office: Office,
        lanes: Lanes,
        feedback: Feedback,
        *,
        leads: bool,
    ) -> None:
        super().__init__()
        self._use, self._papers, self._office = rectifying, papers, office
        self._lanes, self._feedback, self._leads = lanes, feedback, leads
        self.layout_class = Layout.STANDARD
        self.chosen = ""
        self.detail: TaskDetail | None = None
        self._shows_detail = False
        self.list = TasksCard(item_name)
        self.card = TaskCard(item_name)
        self.steps = TaskSteps(self, rectifying, lanes.desk, feedback, office.now, self._my_name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Row((self.list, 1), (self.card, 0), gap=16))
        self.list.table.current_changed.connect(self._choose)
        self.list.table.opened.connect(lambda _row: self._open())
        self.card.acted.connect(self._act)
        self.card.print_wanted.connect(self.print)
        self.steps.changed.connect(self.refresh)
        self.card.show_detail(None, office.now())
        follow(self.restyle)

    def refresh(self) -> None:
        """Read the list and the chosen one again."""
        self.list.pane.begin()
        self._lanes.desk.run(self._read, self._answer, owner=self)

    def print(self) -> None:
        """The paper of the chosen task: made and kept first, then handed to the printer."""
        if self.detail is not None:
            task_id = self.detail.row.task_id
            self._lanes.desk.run(lambda: self._use.print(task_id), self._made, owner=self)

    def go_back(self) -> bool:
        """Esc in a compact window: from the task back to the list."""
        if self.layout_class is not Layout.COMPACT or not self._shows_detail:
            return False
        self._show_half(detail=False)
        self.list.table.setFocus()
        return True

    def set_layout(self, layout: Layout) -> None:
        """Side by side, or one at a time in a compact window."""
        self.layout_class = layout
        self._show_half(detail=self._shows_detail)
        self.restyle()

    def restyle(self) -> None:
        """Scale the detail's width."""
        if self.layout_class is Layout.COMPACT:
            self.card.setMinimumWidth(0)
            self.card.setMaximumWidth(16_777_215)
        else:
            self.card.setFixedWidth(look().s(WIDTHS[self.layout_class]))

    def _read(self) -> Read:
        return self._use.tasks(), self._use.quarter() if self._leads else None

    def _answer(self, outcome: Done[Read] | Failed) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
            return
        rows, quarter = outcome.value
        self.list.show_rows(rows)
        self.list.show_quarter(quarter)
        self.found.emit(bool(rows) or self._leads)
        row = self.list.table.current_row()
        self._choose(row, again=True)

    def _choose(self, row: TaskRow | None, *, again: bool = False) -> None:
        task_id = row.task_id if row is not None else ""
        if task_id == self.chosen and not again:
            return
        self.chosen = task_id
        if not task_id:
            self._show(None)
            return
        self._lanes.desk.run(
            lambda: self._use.detail(task_id), lambda told: self._told(task_id, told), owner=self
        )

    def _told(self, task_id: str, outcome: Done[TaskDetail] | Failed) -> None:
        if task_id != self.chosen:
            return
        if isinstance(outcome, Failed):
            self._show(None)
            tell(self._feedback, outcome.error)
        else:
            self._show(outcome.value)

    def _show(self, detail: TaskDetail | None) -> None:
        self.detail = detail
        self.card.show_detail(detail, self._office.now())

    def _act(self, code: str) -> None:
        if self.detail is not None:
            self.steps.ask(code, self.detail)

    def _made(self, outcome: Done[PaperView] | Failed) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
            return
        paper = outcome.value
        self.refresh()
        self._lanes.press.run(
            lambda: self._papers.spool(paper.paper_id, COPIES),
            lambda done: self._printed(done, paper),
            owner=self,
        )

    def _printed(self, outcome: Done[int] | Failed, paper: PaperView) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error, icon="printer")
        else:
            self._feedback.toast(words.PRINTED, paper.number)

    def _open(self) -> None:
        if self.layout_class is Layout.COMPACT:
            self._show_half(detail=True)
        shown = [button for button in self.card.buttons.values() if button.isVisible()]
        main = [button for button in shown if button.kind is Kind.PRIMARY]
        (*main, *shown, self.card.print)[0].setFocus()

    def _show_half(self, *, detail: bool) -> None:
        compact = self.layout_class is Layout.COMPACT
        self._shows_detail = detail
        self.list.setVisible(not compact or not detail)
        self.card.setVisible(not compact or detail)

    def _my_name(self) -> str:
        return self._office.person.name if self._office.person else ""
