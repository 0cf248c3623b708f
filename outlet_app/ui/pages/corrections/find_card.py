"""Who comes back: a field for the scanner, a number or a name, and the cases that wait."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from outlet_app.domain.problems import Problem
from outlet_app.services.views import CaseRow
from outlet_app.ui.parts.list_pane import ListPane
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Column, Line, Row, Strip
from outlet_app.ui.widgets.buttons import Button, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.strokes import is_plain
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell
from outlet_app.ui.widgets.table_model import Column as TableColumn
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import corrections as words
from outlet_app.wording.fields import sentence
from outlet_app.wording.states import Standing, due_chip, state_chip
from outlet_app.wording.statuses import Status

PAUSE_MS = 250
FIELD_WIDTH = 560
STANDARD, WIDE = 1340, 1700
DOWN = (Qt.Key.Key_Down, Qt.Key.Key_PageDown)


class FindEdit(LineEdit):
    """↓ goes into the list."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in DOWN and is_plain(event):
            self.down.emit()
            return
        super().keyPressEvent(event)


class FindCard(Card):
    """`asked(text)` on Enter, `narrowed(text)` while it is typed, `opened` carries a row."""

    asked = Signal(str)
    narrowed = Signal(str)
    opened = Signal(object)

    def __init__(self, place: Callable[[CaseRow], Standing], item_name: Callable[[CaseRow], str]) -> None:
        super().__init__()
        self.setAccessibleName(words.TITLE)
        self._place, self._item_name = place, item_name
        self.edit = FindEdit(words.FIND_HINT, lead="scan-line", longest=200, enter_moves=False)
        self.field = Field(words.FIND, self.edit)
        self.button = Button(words.FIND_KEY, "search", Kind.PRIMARY)
        self.title, self._hint = Label(words.WAITING, "strong"), Label(words.WAITING_HINT, "caption", "text3")
        self.table: Table[CaseRow] = Table(self._columns(), words.WAITING, record=lambda row: row.case_no)
        self.pane = ListPane(self.table, EmptyState("inbox", *words.NOTHING))
        top = Row((self.field, 0), Column(None, self.button, gap=0), None, gap=12, margins=(20, 12, 16, 12))
        head = Strip(40, self.title, None, self._hint, margins=(20, 0, 16, 0))
        self.add(top, Line(), head, Line(), (self.pane, 1))
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(lambda: self.narrowed.emit(self.edit.text().strip()))
        self._connect()
        self.restyle()

    def begin(self) -> None:
        """Ready for the next visitor: an empty field with the cursor, and all that waits."""
        self._pause.stop()
        self.edit.blockSignals(True)
        self.edit.clear()
        self.edit.blockSignals(False)
        self.field.clear()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_rows(self, rows: Sequence[CaseRow], *, searched: bool) -> None:
        """What waits, or what was found."""
        self.field.clear()
        self.title.setText(words.FOUND.format(n=len(rows)) if searched else words.WAITING)
        self.table.show_rows(rows, keep=lambda row: row.case_id)
        if rows:
            self.pane.show_table()
        else:
            self.pane.say(*words.NOTHING, "inbox")

    def say(self, problem: Problem) -> None:
        """Why nothing was opened; what was typed stays and is replaced by the next scan."""
        self.field.say(sentence(problem, words.FIND))
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()

    def say_unread(self) -> None:
        """The store did not answer."""
        self.pane.say(*words.UNREAD, "triangle-alert")

    def restyle(self) -> None:
        super().restyle()
        if hasattr(self, "field"):
            self.field.setFixedWidth(look().s(FIELD_WIDTH))

    def _connect(self) -> None:
        self.edit.returnPressed.connect(self._enter)
        self.button.clicked.connect(self._enter)
        self.edit.textEdited.connect(lambda _text: self._typed())
        self.edit.down.connect(self.table.setFocus)
        self.table.opened.connect(self.opened)

    def _typed(self) -> None:
        self.field.clear()
        self._pause.start(PAUSE_MS)

    def _enter(self) -> None:
        self._pause.stop()
        text, row = self.edit.text().strip(), self.table.current_row()
        if text:
            self.asked.emit(text)
        elif row is not None and not self.pane.is_empty:
            self.opened.emit(row)

    def _columns(self) -> Sequence[TableColumn[CaseRow]]:
        title = words.COLUMNS
        return (
            TableColumn("state", title["state"], lambda row: Cell(status=self._state(row)), 132),
            TableColumn("due", title["due"], lambda row: Cell(status=due_chip(self._place(row))), 164),
            TableColumn("case_no", title["case_no"], lambda row: Cell(row.case_no), 204, whole=True),
            TableColumn("applicant", title["applicant"], lambda row: Cell(row.applicant or words.UNNAMED)),
            TableColumn(
                "item", title["item"], lambda row: Cell(self._item_name(row)), 120, least_width=STANDARD
            ),
            TableColumn(
                "handler", title["handler"], lambda row: Cell(row.handler_name), 108, least_width=WIDE
            ),
        )

    def _state(self, row: CaseRow) -> Status:
        return words.TO_REVIEW if row.state in words.REVIEWED else state_chip(self._place(row))
