"""The bar under the notice: how it stands, how large it is set, and the ways out of it."""

from PySide6.QtCore import Signal

from outlet_app.ui.parts.notice.state import NoticeState
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.buttons import MAIN, Button, Kind
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.page import ActionBar
from outlet_app.ui.widgets.text import Glyph, Label
from outlet_app.wording import notice as words


class NoticeBar(ActionBar):
    """大字版, back, save, export and, last, the one filled button; `enlarged` carries the choice."""

    enlarged = Signal(bool)

    def __init__(self, back: str = words.BACK) -> None:
        self._back = back
        self.back = Button(back, "arrow-left")
        self.save = Button(words.SAVE, "save")
        self.export = Button(words.EXPORT, "file-down")
        self.large = Check(words.LARGE)
        self.large.setToolTip(words.LARGE_TIP)
        self.print = Button(words.PRINT, "printer", Kind.PRIMARY, MAIN)
        self._glyph = Glyph("info", 20, "text3")
        self.first, self.second = Label("", "strong"), Label("", "caption", "text2")
        lines = Column(None, self.first, self.second, None, gap=0)
        super().__init__(self._glyph, lines, None, self.large, self.back, self.save, self.export, self.print)
        self.large.toggled.connect(self.enlarged)

    def show_state(self, state: NoticeState) -> None:
        """Say what is missing, or that it may be printed."""
        icon, tone, first, second = hint(state)
        self._glyph.show_icon(icon, tone)
        self.first.setText(first)
        self.first.set_tone(tone if tone == "bad" else "text")
        self.second.setText(second)
        self.second.setVisible(bool(second))
        self.setVisible(state.entry is not None)
        self.large.setChecked(state.draft.large)

    def set_compact(self, compact: bool) -> None:
        """Shorter words and no icons in a compact window."""
        faces = (
            (self.back, words.BACK_SHORT, self._back, "arrow-left"),
            (self.save, words.SAVE_SHORT, words.SAVE, "save"),
            (self.export, words.EXPORT_SHORT, words.EXPORT, "file-down"),
            (self.print, words.PRINT, words.PRINT, "printer"),
        )
        for button, short, text, icon in faces:
            button.setText(short if compact else text)
            button.set_icon("" if compact else icon)


def hint(state: NoticeState) -> tuple[str, str, str, str]:
    """Icon, tone and two lines."""
    if state.tried and state.problems:
        return "circle-alert", "bad", words.TO_MEND.format(n=len(state.problems)), ""
    if not state.lines:
        return "info", "text3", words.NO_LINES, ""
    if not state.draft.verified:
        return "info", "text3", words.UNVERIFIED, words.UNVERIFIED_TEXT
    return "circle-check", "ok", words.READY, words.READY_TEXT
