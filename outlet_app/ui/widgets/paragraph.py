"""Running text with a line height of 150 % that takes the height its width asks for."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.drawing import brush_on, write

LINE_HEIGHT = 1.5
NARROWEST = 40


class Paragraph(QWidget):
    """Wrapped text in a design size and a token colour."""

    def __init__(self, text: str = "", px: int = 15, color: str = "text2", *, bold: bool = False) -> None:
        super().__init__()
        self._px, self._color, self._bold = px, color, bold
        self._text = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_text(text)
        follow(self.restyle)

    def text(self) -> str:
        """What it says."""
        return self._text

    def set_text(self, text: str, color: str = "") -> None:
        """Say something else, perhaps in another colour."""
        self._text, self._color = text, color or self._color
        self.setAccessibleName(text)
        self.restyle()

    def restyle(self) -> None:
        """Take the height that the present width asks for."""
        self.setFixedHeight(self.heightForWidth(max(self.width(), NARROWEST)))
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int, /) -> int:
        return round(len(self._lines(width)) * self._step())

    def sizeHint(self) -> QSize:
        return QSize(look().s(240), self.heightForWidth(max(self.width(), NARROWEST)))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().s(NARROWEST), round(self._step()))

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        if self.height() != self.heightForWidth(self.width()):
            self.restyle()

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter, step = brush_on(self), self._step()
        for place, line in enumerate(self._lines(self.width())):
            room = QRectF(0, place * step, self.width() + 8, step)
            write(painter, room, line, px=self._px, bold=self._bold, color=self._color)
        painter.end()

    def _step(self) -> float:
        return look().s(self._px) * LINE_HEIGHT

    def _lines(self, width: int) -> list[str]:
        return [line for part in self._text.split("\n") for line in self._broken(part, width)]

    def _broken(self, part: str, width: int) -> list[str]:
        layout = QTextLayout(part, look().font(self._px, self._bold))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        lines: list[str] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, NARROWEST))
            lines.append(part[line.textStart() : line.textStart() + line.textLength()])
        layout.endLayout()
        return lines or [""]
