"""The card of what is due: tabs with counts, the list, and in a narrow window the queue as a tab."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal

from outlet_app.services.views import CaseRow, ReminderView
from outlet_app.ui.pages.home.proposal_strip import ProposalStrip
from outlet_app.ui.pages.home.reminder_strip import ReminderStrip
from outlet_app.ui.pages.home.state import HomeState, Pile, counts, rows_of
from outlet_app.ui.pages.home.unsent import UnsentList
from outlet_app.ui.parts.list_pane import ListPane
from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.buttons import COMPACT, Button
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.page import Layout
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell, Column
from outlet_app.ui.widgets.tabs import Tabs
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import home as words
from outlet_app.wording.oversight import PRINT_LIST, told
from outlet_app.wording.states import Standing, due_chip, step
from outlet_app.wording.timeline import moment

WIDE, STANDARD = 1700, 1340


class TodoColumns:
    """Cells of one row; `place` and `item_name` look up what the row only has as codes."""

    def __init__(
        self,
        place: Callable[[CaseRow], Standing],
        item_name: Callable[[CaseRow], str],
        now: Callable[[], datetime],
    ) -> None:
        self._place, self._item_name, self._now = place, item_name, now

    def all(self) -> Sequence[Column[CaseRow]]:
        """The columns in order; the last two only in a wide window."""
        title = words.COLUMNS
        return (
            Column("due", title["due"], lambda row: Cell(status=due_chip(self._place(row))), 180),
            Column("case_no", title["case_no"], lambda row: Cell(row.case_no), 204, whole=True),
            Column("applicant", title["applicant"], lambda row: Cell(row.applicant or words.UNNAMED)),
            Column("item", title["item"], lambda row: Cell(self._item_name(row)), 100, least_width=STANDARD),
            Column("step", title["step"], lambda row: Cell(self._step(row)), 168),
            Column("due_at", title["due_at"], self._due_at, 160, least_width=WIDE),
            Column("handler", title["handler"], lambda row: Cell(row.handler_name), 108, least_width=WIDE),
        )

    def _step(self, row: CaseRow) -> str:
        return told(row.concerns) or step(self._place(row))

    def _due_at(self, row: CaseRow) -> Cell:
        at = row.due.at if row.due else None
        return Cell(moment(at, self._now()) if at else "—")


class TodoCard(Card):
    """`opened` carries the row on Enter; `chose` the tab; `reminded` the reminder whose text was copied;
    `print_wanted` asks for 超期清单.
    """

    opened = Signal(object)
    chose = Signal(object)
    reminded = Signal(object)
    print_wanted = Signal()

    def __init__(self, columns: TodoColumns) -> None:
        self.tabs = Tabs([(word, 0) for word in words.TABS.values()], words.TODO)
        self._hint = Label(words.OPEN_HINT, "caption", "text3")
        super().__init__(words.TODO, self.tabs, None, self._hint, 8)
        self.table = Table(columns.all(), words.TODO, record=lambda row: row.case_no)
        self.pane = ListPane(self.table, EmptyState("inbox", *words.NO_TODO))
        self.unsent = UnsentList()
        self.reminder = ReminderStrip()
        self._reminders: dict[str, ReminderView] = {}
        self.proposal = ProposalStrip()
        self.print_list = Button(PRINT_LIST, "printer", size=COMPACT)
        self._print_list = Row(None, self.print_list, margins=(12, 8, 12, 8))
        self.add((self.pane, 1), (self.unsent, 1), self._print_list, self.proposal, self.reminder)
        self.print_list.clicked.connect(self.print_wanted)
        self.table.opened.connect(self.opened)
        self.tabs.chosen.connect(lambda place: self.chose.emit(list(Pile)[place]))
        self.table.current_changed.connect(self._show_reminder)
        self.reminder.copied.connect(self.reminded)
        self.set_layout(Layout.STANDARD)
        self._offer(Pile.OVERSEE, offered=False)

    def show_state(self, state: HomeState) -> None:
        """Show a reading; the chosen row stays chosen."""
        self.tabs.choose(list(Pile).index(state.pile))
        self.tabs.show_counts(counts(state))
        self.unsent.setVisible(state.pile is Pile.UNSENT)
        self.pane.setVisible(state.pile is not Pile.UNSENT)
        self._print_list.setVisible(state.pile is Pile.OVERSEE)
        if state.view:
            self._offer(Pile.OVERSEE, offered=state.view.leads)
            self.unsent.show_rows(state.view.unsent, state.view.unsent_total)
            self._reminders = {one.case.case_id: one for one in state.view.reminders}
            self._show_rows(state)

    def set_layout(self, layout: Layout) -> None:
        """The tabs need the room of the head: first its hint goes, then its title; the queue comes last."""
        self._hint.setVisible(layout is Layout.WIDE)
        self.title.setVisible(layout >= Layout.STANDARD)
        self._offer(Pile.UNSENT, offered=layout is Layout.COMPACT)

    def _offer(self, pile: Pile, *, offered: bool) -> None:
        tab = self.tabs.tabs[list(Pile).index(pile)]
        tab.setVisible(offered)
        tab.setEnabled(offered)

    def _show_rows(self, state: HomeState) -> None:
        rows = rows_of(state)
        self.table.show_rows(rows, keep=lambda row: row.case_id)
        if rows:
            self.pane.show_table()
        else:
            self.pane.say(*words.NONE_IN_TAB.get(state.pile, words.NO_TODO), "inbox")
        self._show_reminder(self.table.current_row() if rows else None)

    def _show_reminder(self, row: CaseRow | None) -> None:
        """The reminder of the chosen row, where one is due, and what is proposed for it."""
        on_show = row is not None and self.pane.isVisibleTo(self)
        self.proposal.show_row(row if on_show else None)
        self.reminder.show_reminder(self._reminders.get(row.case_id) if row and on_show else None)
