"""Lines of text in the type roles of the design."""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.drawing import brush_on, icon


class Label(QLabel):
    """One line (or wrapped lines) in a type role and a tone; both may change later."""

    def __init__(self, text: str = "", role: str = "body", tone: str = "text", *, wrap: bool = False) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("role", role)
        self.setProperty("tone", tone)

    def set_tone(self, tone: str) -> None:
        """Paint the text in another token colour."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            refresh(self)


class ElidedLabel(Label):
    """A line that gives way: too long for its place, it ends in … and shows all in its tooltip."""

    def __init__(self, text: str = "", role: str = "body", tone: str = "text") -> None:
        super().__init__(text, role, tone)
        self._full = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(1)

    def setText(self, text: str, /) -> None:
        self._full = text
        self._fit()

    def full_text(self) -> str:
        """The text before eliding."""
        return self._full

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, max(self.width(), 1))
        super().setText(shown)
        self.setToolTip(plain_tip(self._full) if shown != self._full else "")
        self.setAccessibleName(self._full)

    def resizeEvent(self, _event: QResizeEvent, /) -> None:
        self._fit()


class Heading(Label):
    """A title that goes on below where one line is not enough."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, "heading", wrap=True)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        # Within several layouts Qt asks for a height before it knows the width.
        tall = max(self.heightForWidth(self.width()), 0)
        if tall != self.height():
            self.setFixedHeight(tall)


class Glyph(QWidget):
    """One icon beside text; silent for assistive technology."""

    def __init__(self, name: str, px: int = 20, color: str = "text2") -> None:
        super().__init__()
        self._name, self._px, self._color = name, px, color
        follow(self.restyle)

    def show_icon(self, name: str, color: str) -> None:
        """Show another icon in another token colour."""
        self._name, self._color = name, color
        self.update()

    def restyle(self) -> None:
        """Keep the design size."""
        self.setFixedSize(QSize(look().s(self._px), look().s(self._px)))
        self.update()

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = brush_on(self)
        icon(painter, self._name, 0, self.height() / 2, self._px, self._color)
        painter.end()


def plain_tip(text: str) -> str:
    """A text as a tooltip: Qt would read what looks like markup in a name."""
    return f"<p>{escape(text)}</p>".replace("\n", "<br>") if {"<", "&"} & set(text) else text


def refresh(widget: QWidget) -> None:
    """Let the style sheet see a changed property."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
