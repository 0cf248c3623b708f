"""Choosing the day: one back, a date field that takes 1120 or 11-20, one on."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal

from outlet_app.ui.pages.workload.state import next_day, read_day
from outlet_app.ui.theme.theme import look
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.buttons import NORMAL, IconButton, Kind
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import workload as words

WIDTH = 160


class DayBar(Row):
    """`went` carries the new day."""

    went = Signal(object)

    def __init__(self, today: Callable[[], date]) -> None:
        self._today, self.day = today, today()
        self.back = IconButton("chevron-left", words.DAY_BEFORE, Kind.PLAIN, NORMAL)
        self.on = IconButton("chevron-right", words.DAY_AFTER, Kind.PLAIN, NORMAL)
        self.field = LineEdit(longest=20, enter_moves=False)
        self.field.setAccessibleName(words.DAY)
        self.message = Label("", "caption", Tone.BAD)
        super().__init__(self.back, self.field, self.on, self.message, gap=4)
        self.back.clicked.connect(lambda: self._go(next_day(self.day, -1)))
        self.on.clicked.connect(lambda: self._go(next_day(self.day, 1)))
        self.field.left.connect(self._read)
        self.field.returnPressed.connect(self._read)
        self.field.typed.connect(lambda _text: self._complain(""))

    def show_day(self, day: date) -> None:
        """Show another day, silently."""
        self.day = day
        self.field.show_text(words.day_line(day))
        self.on.setEnabled(day < self._today())
        self._complain("")

    def restyle(self) -> None:
        super().restyle()
        self.field.setFixedWidth(look().s(WIDTH))

    def _read(self) -> None:
        if self.field.text() == words.day_line(self.day):
            return
        found = read_day(self.field.text(), self._today())
        if found is None:
            self._complain(words.BAD_DAY)
        elif found > self._today():
            self._complain(words.FUTURE_DAY)
        else:
            self._go(found)

    def _complain(self, text: str) -> None:
        self.message.setText(text)
        self.field.set_problem(bool(text))

    def _go(self, day: date) -> None:
        if day <= self._today():
            self.show_day(day)
            self.went.emit(day)
