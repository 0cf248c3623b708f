"""培训活动 beside the service-item list: the activities of the outlet, and the chosen one."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from outlet_app.domain.scanning import Scan
from outlet_app.domain.training.activity import Activity
from outlet_app.services.papers import Papers
from outlet_app.services.training_views import TrainingDetail, TrainingsView
from outlet_app.services.trainings import Trainings
from outlet_app.services.views import PaperView
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.office import Office
from outlet_app.ui.pages.items.training_card import TrainingCard
from outlet_app.ui.pages.items.training_steps import TrainingSteps
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.list_pane import ListPane
from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.boxes import Column as Pile
from outlet_app.ui.widgets.boxes import Line, Row
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.page import Layout
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell, Column
from outlet_app.wording import training as words

WIDTHS = {Layout.NARROW: 600, Layout.STANDARD: 640, Layout.WIDE: 760}


class TrainingPane(QWidget):
    """Reads in the desk lane; the sheet is made and kept first, then handed to the printer."""

    def __init__(
        self, trainings: Trainings, papers: Papers, office: Office, lanes: Lanes, feedback: Feedback
    ) -> None:
        super().__init__()
        self._use, self._papers = trainings, papers
        self._lanes, self._feedback = lanes, feedback
        self.layout_class = Layout.STANDARD
        self._shows_card = False
        self.chosen = ""
        self.detail: TrainingDetail | None = None
        self.table: Table[Activity] = Table(_columns(), words.TITLE, record=lambda row: row.plan.title)
        self.pane = ListPane(self.table, EmptyState("users", *words.NONE))
        self.new = Button(words.NEW, "plus", Kind.PRIMARY, COMPACT)
        self.reach = Paragraph("", 13, "text2")
        self.list = Card(words.TITLE, Row(None, self.new))
        self.list.add((self.pane, 1), Line(), Pile(self.reach, gap=0, margins=(16, 8, 16, 10)))
        self.card = TrainingCard()
        self.steps = TrainingSteps(self, trainings, lanes.desk, feedback, office.now)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Row((self.list, 1), (self.card, 0), gap=16))
        self._connect()
        self.card.show_detail(None)
        follow(self.restyle)

    def refresh(self) -> None:
        """Read the list and the chosen activity again."""
        self.pane.begin()
        self._lanes.desk.run(self._use.all, self._answer, owner=self)

    def print(self) -> None:
        """F9: the sign-in sheet of the chosen activity."""
        if self.chosen:
            activity_id = self.chosen
            self._lanes.desk.run(lambda: self._use.print(activity_id), self._made, owner=self)

    def take_scan(self, scan: Scan) -> bool:
        """Sign in whoever holds the receipt; false where no activity is chosen that people come to."""
        if self.detail is None or "sign_in" not in self.detail.allowed:
            return False
        self.steps.sign_in_by(self.detail.activity, scan)
        return True

    def go_back(self) -> bool:
        """Esc: from the activity back to the list."""
        if self.table.hasFocus():
            return False
        self._show_half(card=False)
        self.table.setFocus()
        return True

    def restyle(self) -> None:
        """Scale the card's width."""
        if self.layout_class is Layout.COMPACT:
            self.card.setMinimumWidth(0)
            self.card.setMaximumWidth(16_777_215)
        else:
            self.card.setFixedWidth(look().s(WIDTHS[self.layout_class]))

    def set_layout(self, layout: Layout) -> None:
        """Side by side, or one at a time in a compact window."""
        self.layout_class = layout
        self._show_half(card=self._shows_card)
        self.restyle()

    def _connect(self) -> None:
        self.table.current_changed.connect(self._choose)
        self.table.opened.connect(lambda _row: self._go())
        self.new.clicked.connect(self.steps.plan)
        self.card.acted.connect(self._act)
        self.card.print_wanted.connect(self.print)
        self.steps.changed.connect(self._changed)

    def _changed(self, activity_id: str) -> None:
        self.chosen = activity_id or self.chosen
        self.refresh()

    def _go(self) -> None:
        """Enter on an activity: to its people, or to the step that comes next."""
        self._show_half(card=True)
        if self.detail and self.detail.activity.holding:
            self.card.seats.setFocus()
            return
        shown = [button for button in self.card.buttons.values() if button.isVisible()]
        (*shown, self.card.print)[0].setFocus()

    def _show_half(self, *, card: bool) -> None:
        compact = self.layout_class is Layout.COMPACT
        self._shows_card = card
        self.list.setVisible(not compact or not card)
        self.card.setVisible(not compact or card)

    def _answer(self, outcome: Done[TrainingsView] | Failed) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
            return
        view, wanted = outcome.value, self.chosen
        self.reach.set_text(words.reach(view.reach))
        self.table.show_rows(view.activities, keep=lambda row: row.activity_id)
        places = [row.activity_id for row in view.activities]
        if wanted in places:
            self.table.choose_row(places.index(wanted))
        if places:
            self.pane.show_table()
        else:
            self.pane.say(*words.NONE, "users")
        self._choose(self.table.current_row(), again=True)

    def _choose(self, row: Activity | None, *, again: bool = False) -> None:
        activity_id = row.activity_id if row is not None else ""
        if activity_id == self.chosen and not again:
            return
        self.chosen = activity_id
        if not activity_id:
            self._show(None)
            return
        self._lanes.desk.run(
            lambda: self._use.detail(activity_id), lambda told: self._told(activity_id, told), owner=self
        )

    def _told(self, activity_id: str, outcome: Done[TrainingDetail] | Failed) -> None:
        if activity_id != self.chosen:
            return
        if isinstance(outcome, Failed):
            self._show(None)
            tell(self._feedback, outcome.error)
        else:
            self._show(outcome.value)

    def _show(self, detail: TrainingDetail | None) -> None:
        self.detail = detail
        self.card.show_detail(detail)

    def _act(self, code: str) -> None:
        if self.detail is not None and code in self.detail.allowed:
            self.steps.ask(code, self.detail.activity, self.card.seats.current_row())

    def _made(self, outcome: Done[PaperView] | Failed) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
            return
        paper = outcome.value
        self.refresh()
        self._lanes.press.run(
            lambda: self._papers.spool(paper.paper_id), lambda done: self._printed(done, paper), owner=self
        )

    def _printed(self, outcome: Done[int] | Failed, paper: PaperView) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error, icon="printer")
        else:
            self._feedback.toast(words.PRINTED, paper.number)


def _columns() -> tuple[Column[Activity], ...]:
    title, told = words.COLUMNS, _cell
    return (
        Column("at", title["at"], told(words.at), 104, whole=True),
        Column("title", title["title"], told(lambda row: row.plan.title)),
        Column("seats", title["seats"], told(words.seats), 112),
        Column("state", title["state"], lambda row: Cell(status=words.chip(row.state)), 104),
    )


def _cell(say: Callable[[Activity], str]) -> Callable[[Activity], Cell]:
    return lambda row: Cell(say(row))
