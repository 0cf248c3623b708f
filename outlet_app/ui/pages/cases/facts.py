"""The facts of one case: what, who, when, by when; masked numbers are shown for a while on a reason."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from outlet_app.ui.pages.cases.state import REVEAL_SECONDS
from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.text import ElidedLabel, Label
from outlet_app.wording import cases as words

NAME_WIDTH = 64
ROW_HEIGHT = 28
WHOLE_LINES = ("request", "answer", "callback", "incoming")
PLACES = ("item", "handler", "id", "contact", "when", "due")


class MaskedFact(Row):
    """A masked number with 显示; the full one goes by itself after a minute."""

    wanted = Signal(str)

    def __init__(self, what: str) -> None:
        self._what, self._before, self._masked = what, "", ""
        self.value = ElidedLabel()
        self.button = Button(words.SHOW, kind=Kind.QUIET, size=COMPACT)
        self._timer = QTimer(singleShot=True, interval=REVEAL_SECONDS * 1_000)
        super().__init__((self.value, 1), self.button, gap=4)
        self._timer.setParent(self)
        self._timer.timeout.connect(self.hide_number)
        self.button.clicked.connect(self._press)

    @property
    def is_revealed(self) -> bool:
        """Whether the full number is on show."""
        return self._timer.isActive()

    def show_masked(self, masked: str, before: str = "") -> None:
        """Show another case's number, masked."""
        self._before, self._masked = before, masked
        self.button.setVisible("*" in masked)
        self.hide_number()

    def reveal(self, number: str) -> None:
        """Show the full number for a minute."""
        self._timer.start()
        self.value.setText(f"{self._before}{number}")
        self._name(words.HIDE)

    def hide_number(self) -> None:
        """Back to the mask."""
        self._timer.stop()
        self.value.setText(f"{self._before}{self._masked}" or words.NOT_GIVEN)
        self._name(words.SHOW)

    def _name(self, verb: str) -> None:
        self.button.setText(verb)
        self.button.setAccessibleName(f"{verb} {words.FACTS[self._what]}")
        self.button.restyle()

    def _press(self) -> None:
        if self.is_revealed:
            self.hide_number()
        else:
            self.wanted.emit(self._what)


class FactsGrid(QWidget):
    """Names left, values right, in two columns; long texts take a whole line."""

    reveal_wanted = Signal(str)  # "id" or "contact"

    def __init__(self) -> None:
        super().__init__()
        self.masked = {what: MaskedFact(what) for what in ("id", "contact")}
        self.values = {key: ElidedLabel() for key in (*PLACES, *WHOLE_LINES) if key not in self.masked}
        self.names = {key: Label(words.FACTS[key], "label", "text3") for key in (*PLACES, *WHOLE_LINES)}
        self._grid = QGridLayout(self)
        for place, key in enumerate(PLACES):
            self._put(key, place // 2, place % 2 * 2, 1)
        for place, key in enumerate(WHOLE_LINES):
            self._put(key, len(PLACES) // 2 + place, 0, 3)
            # A window must not grow for a line that no case has needed yet.
            self._show_line(key, False)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        for masked in self.masked.values():
            masked.wanted.connect(self.reveal_wanted)
        follow(self.restyle)

    def show_facts(self, facts: dict[str, tuple[str, str]]) -> None:
        """Show values by key, each with its token colour; a whole line without a value is left out."""
        for key, value in self.values.items():
            text, tone = facts.get(key, ("", "text"))
            value.setText(text or words.NOT_GIVEN)
            value.set_tone(tone if text else "text3")
            self._show_line(key, bool(text) or key in PLACES)

    def restyle(self) -> None:
        """Scale gaps and heights."""
        s = look().s
        self._grid.setContentsMargins(s(20), s(8), s(12), s(8))
        self._grid.setHorizontalSpacing(s(8))
        self._grid.setVerticalSpacing(0)
        for name in self.names.values():
            name.setFixedWidth(s(NAME_WIDTH))
            name.setFixedHeight(s(ROW_HEIGHT))

    def _put(self, key: str, row: int, column: int, span: int) -> None:
        value: QWidget = self.masked[key] if key in self.masked else self.values[key]
        self._grid.addWidget(self.names[key], row, column)
        self._grid.addWidget(value, row, column + 1, 1, span)

    def _show_line(self, key: str, shown: bool) -> None:
        self.names[key].setVisible(shown)
        self.values[key].setVisible(shown)
