"""The queue: problems first, each row with what happened and what comes next."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal

from outlet_app.services.views import UnsentRow
from outlet_app.ui.pages.sync.state import Pile, Placed, SyncState, counts, rows_of
from outlet_app.ui.parts.list_pane import ListPane
from outlet_app.ui.widgets.boxes import Line, Strip
from outlet_app.ui.widgets.buttons import COMPACT, Button
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell, Column
from outlet_app.ui.widgets.tabs import Tabs
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import sync as words
from outlet_app.wording.states import Words
from outlet_app.wording.timeline import stamp

ROW = 56
LEAST_FOR_TIME = 1340


def explain(one: Placed, online: bool) -> Words:
    """说明 of a row in two lines."""
    row = one.row
    if words.group_of(row.status) == "send_failed":
        return words.explain_failure(row.code, row.tries, row.next_try)
    said = str(row.args.get("reason", "")) if row.code == words.SET_ASIDE else ""
    return words.explain(row.status, row.code, row.at, one.place, online, said)


class QueueCard(Card):
    """`opened` carries the row on Enter, `chosen` the row in view (or None), `turned` the tab."""

    opened = Signal(object)
    chosen = Signal(object)
    turned = Signal(object)
    sync_wanted = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now, self._online = now, True
        self.tabs = Tabs([(word, 0) for word in words.TABS.values()], words.QUEUE)
        self.button = Button(words.SYNC_NOW, "refresh-cw", size=COMPACT)
        super().__init__(words.QUEUE, self.tabs, None, self.button, 4)
        self.table = Table(self._columns(), words.QUEUE, record=lambda one: one.row.case_no, row_height=ROW)
        self.pane = ListPane(self.table, EmptyState("circle-check", words.ALL_SENT))
        self._sent = Label("", "label", "text2")
        self.add((self.pane, 1), Line(), Strip(44, self._sent, None, margins=(16, 0, 8, 0)))
        self.table.opened.connect(lambda one: self.opened.emit(one.row))
        self.table.current_changed.connect(self.chosen)
        self.tabs.chosen.connect(lambda place: self.turned.emit(list(Pile)[place]))
        self.button.clicked.connect(self.sync_wanted)

    def show_state(self, state: SyncState) -> None:
        """Show a reading; the chosen row stays chosen."""
        self.button.setEnabled(not state.busy)
        self.button.setText(words.SYNCING if state.busy else words.SYNC_NOW)
        self.button.restyle()
        self.tabs.choose(list(Pile).index(state.pile))
        self.tabs.show_counts(counts(state))
        if state.view is None:
            return
        self._online = state.view.state.online
        self._show_rows(rows_of(state), state)
        told = state.view.state
        self._sent.setText(words.sent_today(told.sent_today, told.last_sync, self._now()))

    def choose_case(self, case_id: str) -> None:
        """Choose the row of a case another page points to."""
        places = [at for at, one in enumerate(self.table.table_model.rows) if one.row.case_id == case_id]
        if places:
            self.table.choose_row(places[0])

    def _show_rows(self, rows: tuple[Placed, ...], state: SyncState) -> None:
        self.table.show_rows(rows, keep=lambda one: (one.row.case_id, one.row.kind))
        if rows:
            self.pane.show_table()
            return
        self.chosen.emit(None)
        if state.pile is Pile.ALL and state.view:
            last = words.last_sync(state.view.state.last_sync, self._now())
            self.pane.say(words.ALL_SENT, last, "circle-check")
        else:
            self.pane.say(words.NONE_IN_TAB, "", "inbox")

    def _columns(self) -> Sequence[Column[Placed]]:
        title = words.COLUMNS
        return (
            Column("status", title["status"], lambda one: Cell(status=words.chip(one.row.status)), 128),
            Column("case", title["case"], lambda one: self._case(one.row), 288),
            Column("why", title["why"], self._why),
            Column("at", title["at"], self._at, 116, least_width=LEAST_FOR_TIME),
        )

    def _case(self, row: UnsentRow) -> Cell:
        return Cell(words.whose(row.applicant, row.kind), words.row_detail(row.kind, row.case_no))

    def _why(self, one: Placed) -> Cell:
        said = explain(one, self._online)
        return Cell(said.text, said.sub, tone=said.tone)

    def _at(self, one: Placed) -> Cell:
        return Cell(stamp(one.row.at, self._now()), tone="text2")
