"""The record line of an unfinished registration: 草稿, and when it was last kept."""

from datetime import datetime

from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.chip import Chip
from outlet_app.ui.widgets.text import Glyph, Label
from outlet_app.wording import drafts as words
from outlet_app.wording.formats import clock
from outlet_app.wording.statuses import Status, status


class DraftHead(Row):
    """In a compact window the deadline stands here too, since its card is behind F6."""

    def __init__(self) -> None:
        self.chip = Chip(status("draft"))
        self._warning = Glyph("triangle-alert", 16, "warn")
        self.told = Label("", "caption", "text3")
        self.due = Chip(Status("", "clock", "info"), 32)
        self._is_compact = False
        super().__init__(self.chip, self._warning, self.told, self.due)
        self.begin()
        self._arrange()

    def begin(self) -> None:
        """A fresh page has no draft yet."""
        self._say("", "text3")

    def show_saved(self, at: datetime) -> None:
        """10:42 已自动保存."""
        self._say(words.SAVED.format(time=clock(at)), "text3")

    def show_resumed(self, at: datetime) -> None:
        """已恢复 10:42 的草稿."""
        self._say(words.RESUMED.format(time=clock(at)), "text3")

    def show_failed(self) -> None:
        """未能保存，正在重试."""
        self._say(words.FAILED, "warn")

    def show_due(self, title: str) -> None:
        """The nearest limit, or nothing."""
        self.due.show_status(Status(title, "clock", "info"))
        self._arrange()

    def set_compact(self, compact: bool) -> None:
        """Show the deadline, or leave it to its card."""
        self._is_compact = compact
        self._arrange()

    def _say(self, text: str, tone: str) -> None:
        self.told.setText(text)
        self.told.set_tone(tone)
        self._warning.setVisible(tone == "warn")
        self.chip.setVisible(bool(text))

    def _arrange(self) -> None:
        self.due.setVisible(self._is_compact and bool(self.due.status.text))
