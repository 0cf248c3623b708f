"""The card of what the city does not have yet: problems first, each with its one action."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from outlet_app.services.views import UnsentRow
from outlet_app.ui.widgets.boxes import Column, Line, Scroller, Strip
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.text import ElidedLabel, Glyph
from outlet_app.wording import home as words
from outlet_app.wording import sync as sending

ROW = 56
MOST_ROWS = 12
ACTIONS = {"needs_you": words.HANDLE, "send_failed": words.SEND_AGAIN}


def line_of(row: UnsentRow) -> tuple[str, str]:
    """What is said under a row's title, and its token colour."""
    group = sending.group_of(row.status)
    if group == "send_failed":
        return sending.failure_in_short(row.code, row.next_try), "bad"
    if group in ("needs_you", "parked"):
        return sending.reason(row.code)[0], "warn" if group == "needs_you" else "text3"
    return sending.saved(row.at), "text3"


class UnsentLine(Strip):
    """One case; `pressed` is its action."""

    pressed = Signal(object)

    def __init__(self, row: UnsentRow) -> None:
        chip = sending.chip(row.status)
        text, tone = line_of(row)
        title = sending.row_title(row.applicant or words.UNNAMED, row.kind)
        body = Column(None, ElidedLabel(title), ElidedLabel(text, "caption", tone), None, gap=0)
        super().__init__(ROW, Glyph(chip.icon, 20, chip.tone), (body, 1), gap=10, margins=(16, 0, 4, 0))
        self.setAccessibleName(f"{chip.text} {title} {text}")
        action = ACTIONS.get(sending.group_of(row.status), "")
        self.button = Button(action, kind=Kind.QUIET, size=COMPACT, name=f"{action} {title}")
        self.button.clicked.connect(lambda: self.pressed.emit(row))
        self.add(self.button)
        self.button.setVisible(bool(action))


class UnsentList(QWidget):
    """The rows themselves; `resent` on a retry, `handled` carries a row that needs the clerk."""

    resent = Signal()
    handled = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[UnsentLine] = []
        self._rows: tuple[UnsentRow, ...] | None = None
        self._list = Column(gap=0)
        self._scroller = Scroller(self._list, words.UNSENT)
        self._empty = EmptyState("circle-check", words.ALL_SENT)
        # Hidden it still asks for its height, which a low window does not have for the rows.
        self._empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._layout = QStackedLayout(self)
        self._layout.addWidget(self._scroller)
        self._layout.addWidget(self._empty)

    def show_rows(self, rows: tuple[UnsentRow, ...], total: int) -> None:
        """Show the queue's head; unchanged rows are left alone, so that the focus stays."""
        self._layout.setCurrentWidget(self._scroller if rows else self._empty)
        if rows != self._rows:
            self._rows = rows
            self._fill(rows, total)

    def _fill(self, rows: tuple[UnsentRow, ...], total: int) -> None:
        focused = any(line.button.hasFocus() for line in self.lines)
        self._list.clear()
        self.lines = [UnsentLine(row) for row in rows[:MOST_ROWS]]
        for line in self.lines:
            line.pressed.connect(self._act)
            self._list.add(line)
            self._list.add(Line())
        if total > len(self.lines):
            more = ElidedLabel(words.more_unsent(total - len(self.lines)), "caption", "text3")
            self._list.add(Strip(40, (more, 1), margins=(16, 0, 8, 0)))
        self._list.add(None)
        busy = [line for line in self.lines if line.button.text()]
        if focused and busy:
            busy[0].show()  # a layout shows what is new later, and the focus needs it now
            busy[0].button.setFocus()

    def _act(self, row: UnsentRow) -> None:
        if sending.group_of(row.status) == "needs_you":
            self.handled.emit(row)
        else:
            self.resent.emit()


class UnsentCard(Card):
    """The list under its head; `sync_wanted` on the button and on a retry."""

    sync_wanted = Signal()
    handled = Signal(object)

    def __init__(self) -> None:
        self.button = Button(words.SYNC_NOW, "refresh-cw", size=COMPACT)
        super().__init__(words.UNSENT, None, self.button, 4)
        self.list = UnsentList()
        self.add((self.list, 1))
        self.button.clicked.connect(self.sync_wanted)
        self.list.resent.connect(self.sync_wanted)
        self.list.handled.connect(self.handled)

    def show_rows(self, rows: tuple[UnsentRow, ...], total: int) -> None:
        """Show the queue's head and how many there are in all."""
        self.caption.setText(words.cases(total) if total else "")
        self.list.show_rows(rows, total)
