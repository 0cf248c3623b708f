"""The list of 办件查询: two-line rows, how many there are, pages turned by keys or buttons."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from outlet_app.domain.states import State
from outlet_app.services.views import CaseRow
from outlet_app.ui.pages.cases.state import CasesState, bounds, has_after, has_before, rows, total
from outlet_app.ui.parts.list_pane import ListPane
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Line, Strip
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell, Column
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import cases as words
from outlet_app.wording.attachments import waiting
from outlet_app.wording.states import Standing, Words, state_chip
from outlet_app.wording.statuses import status

ROW = 54
ON_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_PageDown)
BACK_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_PageUp)
WIDE, STANDARD = 1700, 1340


class CaseColumns:
    """Cells of one row; the callables look up what the row only has as codes."""

    def __init__(
        self,
        place: Callable[[CaseRow], Standing],
        item_name: Callable[[CaseRow], str],
        due: Callable[[CaseRow], Words],
    ) -> None:
        self._place, self._item_name, self._due = place, item_name, due

    def all(self) -> Sequence[Column[CaseRow]]:
        """The columns in order."""
        title = words.COLUMNS
        return (
            Column("state", title["state"], lambda row: Cell(status=state_chip(self._place(row))), 120),
            Column("case", title["case"], self._case),
            Column("item", title["item"], lambda row: Cell(self._item_name(row)), 100, least_width=STANDARD),
            Column("due", title["due"], self._due_cell, 120),
            Column("handler", title["handler"], lambda row: Cell(row.handler_name), 108, least_width=WIDE),
        )

    def _case(self, row: CaseRow) -> Cell:
        unsure = status("time_unsure").text if row.time_unsure else ""
        mark = "　".join(filter(None, (unsure, waiting(row.files_waiting, row.files, row.files_elsewhere))))
        # A void case stays in the list, greyed (domain.md §8.2).
        tone = "text3" if row.state is State.VOIDED else "text"
        return Cell(row.applicant or words.UNNAMED, row.case_no, tone=tone, mark=mark)

    def _due_cell(self, row: CaseRow) -> Cell:
        said = self._due(row)
        return Cell(said.text, said.sub, tone=said.tone)


class ListCard(Card):
    """`turned` asks for the next (1) or previous (-1) page, `resized` tells how many rows fit."""

    turned = Signal(int)
    fitted = Signal(int)

    def __init__(self, columns: CaseColumns) -> None:
        super().__init__()
        self.table = Table(columns.all(), words.TITLE, record=lambda row: row.case_no, row_height=ROW)
        self.clear = Button(words.CLEAR, "rotate-cw", Kind.QUIET)
        self.pane = ListPane(self.table, EmptyState("file-search", "", "", self.clear))
        self._count = Label("", "label", "text2")
        self._shown = Label("", "label", "text3")
        self.back = Button(words.BACK, "chevron-left", Kind.GHOST, COMPACT)
        self.on = Button(words.ON, "chevron-right", Kind.GHOST, COMPACT)
        foot = (self._count, self._shown, None, self.back, self.on)
        self.add((self.pane, 1), Line(), Strip(44, *foot, gap=8, margins=(16, 0, 8, 0)))
        self.back.clicked.connect(lambda: self.turned.emit(-1))
        self.on.clicked.connect(lambda: self.turned.emit(1))
        self.table.installEventFilter(self)

    def show_state(self, state: CasesState) -> None:
        """Show a page of the list; the chosen row stays chosen where it is still in it."""
        found = rows(state)
        self.table.show_rows(found, keep=lambda row: row.case_id)
        self._count.setText(words.count(total(state)))
        self._shown.setText(words.shown(*bounds(state)) if found else "")
        self.back.setEnabled(has_before(state))
        self.on.setEnabled(has_after(state))
        if found:
            self.pane.show_table()

    def say(self, title: str, sentence: str, icon: str, *, can_clear: bool) -> None:
        """Say why there are no rows."""
        self.clear.setVisible(can_clear)
        self.pane.say(title, sentence, icon)

    def rows_that_fit(self) -> int:
        """How many whole rows the room shows."""
        head = look().s(36)
        return max((self.pane.height() - head) // look().s(ROW), 1)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.fitted.emit(self.rows_that_fit())

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            row, last = self.table.currentIndex().row(), self.table.table_model.rowCount() - 1
            if event.key() in ON_KEYS and row == last and self.on.isEnabled():
                self.turned.emit(1)
                return True
            if event.key() in BACK_KEYS and row == 0 and self.back.isEnabled():
                self.turned.emit(-1)
                return True
        return super().eventFilter(watched, event)
