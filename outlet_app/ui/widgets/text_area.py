"""Texts of several lines: grows from one line to three, Tab leaves it."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit

from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.strokes import ENTER
from outlet_app.ui.widgets.text import refresh

MOST_LINES = 3
LONGEST = 2000
HEIGHT = 36
CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class TextArea(QPlainTextEdit):
    """`left` tells that the field was left; what comes beyond `longest` characters is cut."""

    left = Signal()
    typed = Signal(str)

    def __init__(
        self, hint: str = "", *, least: int = 1, most: int = MOST_LINES, longest: int = LONGEST
    ) -> None:
        super().__init__()
        self._least, self._most, self._longest = least, most, longest
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._changed)
        follow(self.restyle)

    def text(self) -> str:
        """What stands in the area."""
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Fill the area from the program."""
        if text != self.toPlainText():
            self.setPlainText(text)

    def set_problem(self, wrong: bool) -> None:
        """Red border and tint, or not."""
        if bool(self.property("problem")) != wrong:
            self.setProperty("problem", wrong)
            refresh(self)

    def restyle(self) -> None:
        """Fit the height to the lines, between the least and the most."""
        line, border = self.fontMetrics().lineSpacing(), 2 * look().border
        around = max(look().s(HEIGHT) - border - line, 0)
        if self.document().documentMargin() != around / 2:
            self.document().setDocumentMargin(around / 2)
            # A margin is no writing that Ctrl+Z could take back.
            self.document().clearUndoRedoStacks()
        lines = min(max(round(self.document().size().height()), self._least), self._most)
        self.setFixedHeight(lines * line + around + border)
        policy = Qt.ScrollBarPolicy
        over = self.document().size().height() > self._most
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if over else policy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif self.room() > 0 or not _writes(event):
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData, /) -> None:
        if source.hasText():
            self.textCursor().insertText(source.text()[: self.room()])
            self.ensureCursorVisible()

    def inputMethodEvent(self, event: QInputMethodEvent, /) -> None:
        said, room = event.commitString(), self.room()
        if len(said) > room:
            event = QInputMethodEvent(event.preeditString(), event.attributes())
            event.setCommitString(said[:room])
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.restyle()

    def room(self) -> int:
        """How much may still be put where the cursor is; what stands behind it never gives way."""
        stays = len(self.toPlainText()) - len(self.textCursor().selectedText())
        return max(self._longest - stays, 0)

    def _changed(self) -> None:
        text = self.toPlainText()
        if len(text) > self._longest:
            self.setPlainText(text[: self._longest])
            return
        self.restyle()
        self.typed.emit(text)


def _writes(event: QKeyEvent) -> bool:
    # Control and Alt together are AltGr, which writes.
    chord = event.modifiers() & CHORD
    alone = chord in (Qt.KeyboardModifier.NoModifier, CHORD)
    return alone and (event.key() in ENTER or (bool(event.text()) and event.text().isprintable()))
