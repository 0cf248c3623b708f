"""A line above the steps: the registration says 帮办代办, and nobody has taken it up yet."""

from PySide6.QtCore import Signal

from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.text import ElidedLabel, Glyph
from outlet_app.wording import agency as words

HELP = "help"


class HelpStrip(Row):
    """`wanted` asks for the step that takes it up; from then on it stands on F12."""

    wanted = Signal()

    def __init__(self) -> None:
        self.said = ElidedLabel(words.AWAITED, "label", "warn")
        self.button = Button(words.TAKE_UP, "hand-helping", Kind.QUIET, COMPACT)
        super().__init__(Glyph("hand-helping", 18, "warn"), (self.said, 1), self.button, gap=8)
        self.button.clicked.connect(self.wanted)
        self.hide()
