"""What becomes of an unfinished registration while the window is locked: kept, or not, and another try."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent

from outlet_app.ui.widgets.boxes import Column, Row
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.text import Glyph, Label
from outlet_app.wording import drafts as words
from outlet_app.wording.troubles import clauses

AGAIN_MS = 5_000
Keep = Callable[[Callable[[bool], None]], None]


class DraftNote(Column):
    """`keep` saves and tells whether the store has it; while it has not, that is asked again and again."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self._round = 0
        self._glyph = Glyph("file-pen", 18)
        self.told = Label("", "body", "text2")
        self.more = Paragraph("", 14)
        self.again = Button(words.AGAIN, "refresh-cw", Kind.QUIET, COMPACT)
        super().__init__(Row(self._glyph, (self.told, 1), self.again), self.more, gap=2)
        self._pause = QTimer(self, interval=AGAIN_MS, singleShot=True)
        self._pause.timeout.connect(self._ask)
        self.again.clicked.connect(self.begin)
        self._say(words.KEPT)

    def begin(self) -> None:
        """Keep what there is; until the answer comes, say only that."""
        self._say(words.KEEPING)
        self._ask()

    def hideEvent(self, event: QHideEvent, /) -> None:
        super().hideEvent(event)
        self._pause.stop()

    def _ask(self) -> None:
        self._pause.stop()
        self._round += 1
        mine = self._round
        self._keep(lambda kept: self._answer(kept) if mine == self._round else None)

    def _answer(self, kept: bool) -> None:
        if kept:
            self._say(words.KEPT)
            return
        found = clauses(words.NOT_SAVED)
        self._say(found.happened, found.safe + found.now, "warn")
        self._pause.start(AGAIN_MS)

    def _say(self, text: str, more: str = "", tone: str = "text2") -> None:
        wrong = tone == "warn"
        self._glyph.show_icon("triangle-alert" if wrong else "file-pen", tone)
        self.told.setText(text)
        self.told.set_tone(tone)
        self.more.set_text(more)
        self.more.setVisible(wrong)
        self.again.setVisible(wrong)
