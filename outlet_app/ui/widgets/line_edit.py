"""One-line fields: height, icon, error state, Enter to the next field, text under composition."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QStyle, QStyleOptionFrame

from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.drawing import brush_on, icon
from outlet_app.ui.widgets.strokes import ENTER, held
from outlet_app.ui.widgets.text import refresh

HEIGHT = 36
LONGEST = 500
LEAD_PX = 18
# What Qt keeps free at either side of the text.
QT_MARGIN = 2
BREAKS = re.compile(r"\r\n|[\t\n\v\f\r\x85\u2028\u2029]")


class LineEdit(QLineEdit):
    """`typed` carries the text with what an input method still composes; `left` tells it was left."""

    typed = Signal(str)
    left = Signal()

    def __init__(
        self,
        hint: str = "",
        *,
        lead: str = "",
        longest: int = LONGEST,
        enter_moves: bool = True,
        tail: int = 0,
        brief: str = "",
    ) -> None:
        """lead: an icon before the text. tail: room kept behind it for a button, in design px.

        brief: the hint where the field is too narrow for the whole one.
        """
        super().__init__()
        self._lead, self._enter_moves, self._tail = lead, enter_moves, tail
        self._hint, self._brief = hint, brief
        self._composing = ""
        self.setPlaceholderText(hint)
        self.setMaxLength(longest)
        self.textChanged.connect(self._changed)
        self.editingFinished.connect(self.left)
        follow(self.restyle)

    def restyle(self) -> None:
        """Keep the design height and leave room for the icon."""
        self.setFixedHeight(look().s(HEIGHT))
        lead = look().s(LEAD_PX + 8) if self._lead else 0
        self.setTextMargins(lead, 0, look().s(self._tail), 0)
        self._fit_hint()

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit_hint()

    def hint_room(self) -> int:
        """How wide a hint is seen whole."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inner = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        margins = self.textMargins()
        return inner.width() - margins.left() - margins.right() - 2 * QT_MARGIN

    def set_problem(self, wrong: bool) -> None:
        """Red border and tint, or not."""
        if bool(self.property("problem")) != wrong:
            self.setProperty("problem", wrong)
            refresh(self)

    def show_text(self, text: str) -> None:
        """Fill the field from the program and show its beginning."""
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if self._enter_moves and event.key() in ENTER and self._answers(event):
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent, /) -> None:
        self._composing = event.preeditString()
        super().inputMethodEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        if self._lead:
            painter = brush_on(self)
            icon(painter, self._lead, look().s(10), self.height() / 2, LEAD_PX, "text3")
            painter.end()

    def _fit_hint(self) -> None:
        if self._brief:
            fits = self.fontMetrics().horizontalAdvance(self._hint) <= self.hint_room()
            self.setPlaceholderText(self._hint if fits else self._brief)

    def _answers(self, event: QKeyEvent) -> bool:
        if isinstance(self.window(), QDialog):
            event.ignore()
            return True
        return self._moves(event)

    def _moves(self, event: QKeyEvent) -> bool:
        modifiers = held(event)
        if modifiers == Qt.KeyboardModifier.NoModifier:
            self.returnPressed.emit()
            return self.focusNextPrevChild(True)
        return modifiers == Qt.KeyboardModifier.ShiftModifier and self.focusNextPrevChild(False)

    def _changed(self) -> None:
        text, at = self.text(), self.cursorPosition()
        if BREAKS.search(text):
            # Copied from a page of several lines: a break nobody sees would be an error nobody understands.
            before = BREAKS.sub(" ", text[:at].lstrip("\r\n"))
            self.setText(BREAKS.sub(" ", text.strip("\r\n")))
            self.setCursorPosition(len(before))
            return
        self._tell()

    def _tell(self) -> None:
        at = self.cursorPosition()
        composing = self._composing.replace("'", "")
        self.typed.emit(self.text()[:at] + composing + self.text()[at:])
