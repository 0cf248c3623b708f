"""Toasts: bottom right, five seconds, at most three; errors stay; they never take the focus."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.banner import ICONS
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.buttons import IconButton
from outlet_app.ui.widgets.drawing import brush_on, panel, rule
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.text import Glyph, Label
from outlet_app.wording.shell import CLOSE

SECONDS = 5
MOST = 3
WIDE, GAP = 440, 8


@dataclass(frozen=True, slots=True)
class Notice:
    """What a toast said, for the history."""

    tone: Tone
    title: str
    text: str
    at: datetime


class Toast(QWidget):
    """One message with a close button."""

    gone = Signal(object)

    def __init__(self, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self.notice = notice
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(Glyph(ICONS[notice.tone], 24, notice.tone.value))
        lines = Column(Label(notice.title, "strong", wrap=True), gap=0)
        if notice.text:
            lines.add(Paragraph(notice.text, 14))
        self._layout.addWidget(lines, 1)
        close = IconButton("x", f"{CLOSE} {notice.title}")
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(lambda: self.gone.emit(self))
        self._layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{notice.title} {notice.text}".strip())
        if notice.tone is not Tone.BAD:
            QTimer.singleShot(SECONDS * 1_000, self, lambda: self.gone.emit(self))
        follow(self.restyle)

    def restyle(self) -> None:
        """Scale the padding and take the height that the texts ask for."""
        s = look().s
        self._layout.setContentsMargins(s(16), s(8), s(8), s(8))
        self._layout.setSpacing(s(12))
        self.setFixedWidth(min(s(WIDE), self._host.width() - s(32)))
        self.resize(self.width(), self._layout.totalHeightForWidth(self.width()))

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter, tone = brush_on(self), self.notice.tone
        panel(painter, self.rect().toRectF(), "surface", f"{tone}_line", radius=4, width=look().border)
        rule(painter, 0, 0, look().s(4), self.height(), tone.value)
        painter.end()


class ToastStack(QObject):
    """Places toasts over a window, above the bars at its foot, newest below; keeps the history."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._foot = 32
        self.toasts: list[Toast] = []
        self.history: list[Notice] = []
        window.installEventFilter(self)
        follow(self._arrange)

    def show(self, notice: Notice) -> None:
        """Show a message and have it read aloud."""
        self.history.append(notice)
        toast = Toast(notice, self._window)
        toast.gone.connect(self._take_away)
        self.toasts.append(toast)
        if len(self.toasts) > MOST:
            # An error stays until it is closed: what was done since must not push it away.
            passing = [one for one in self.toasts[:-1] if one.notice.tone is not Tone.BAD]
            self._take_away((passing or self.toasts)[0])
        toast.show()
        self._arrange()
        QAccessible.updateAccessibility(QAccessibleEvent(toast, QAccessible.Event.Alert))

    def keep_off(self, foot: int) -> None:
        """The height in design pixels at the window's foot that toasts leave free."""
        self._foot = foot
        self._arrange()

    def clear(self) -> None:
        """Take every toast away (the window is locked)."""
        for toast in tuple(self.toasts):
            self._take_away(toast)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)

    def _take_away(self, toast: Toast) -> None:
        if toast in self.toasts:
            self.toasts.remove(toast)
            toast.hide()
            toast.deleteLater()
            self._arrange()

    def _arrange(self) -> None:
        s = look().s
        bottom = self._window.height() - s(self._foot) - s(16)
        for toast in reversed(self.toasts):
            toast.restyle()
            box = QRectF(self._window.width() - toast.width() - s(16), bottom - toast.height(), 0, 0)
            toast.move(box.topLeft().toPoint())
            toast.raise_()
            bottom -= toast.height() + s(GAP)
