"""A labelled control whose message stands at the right end of the label line: nothing reflows."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.boxes import begins_left
from outlet_app.ui.widgets.drawing import RIGHT, brush_on, icon, text_width, write
from outlet_app.ui.widgets.painted import Painted
from outlet_app.ui.widgets.text import plain_tip

HEIGHT = 22
ICON = 16
GAP = 4
ICONS = {
    Tone.OK: "circle-check",
    Tone.BAD: "circle-alert",
    Tone.WARN: "triangle-alert",
    Tone.INFO: "info",
    Tone.MUTE: "info",
}
INKS = {Tone.MUTE: "text3"}


@dataclass(frozen=True, slots=True)
class Message:
    """What the label line says at its right end."""

    text: str
    tone: Tone = Tone.BAD


class LabelLine(Painted):
    """Label, red star, hint, and the message, which takes the hint's room when both do not fit."""

    def __init__(self, label: str, hint: str, required: bool) -> None:
        self.label, self.hint, self.required = label, hint, required
        self.message: Message | None = None
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(text_width(self.label, 14) + look().s(12), look().s(HEIGHT))

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = brush_on(self)
        used = self._paint_label(painter)
        room = self.width() - self._paint_message(painter, used) - used
        if self.hint and room >= text_width(self.hint, 13):
            hint = QRectF(used, 0, room, self.height())
            write(painter, hint, self.hint, px=13, color="text3")
        painter.end()

    def _paint_label(self, painter: QPainter) -> int:
        s, wide = look().s, text_width(self.label, 14)
        write(painter, self.whole(), self.label, px=14, color="text2")
        if self.required:
            write(painter, self.whole().adjusted(wide + s(GAP), 0, 0, 0), "*", px=14, bold=True, color="bad")
            wide += s(GAP) + text_width("*", 14, True)
        return wide + s(GAP * 2)

    def _paint_message(self, painter: QPainter, used: int) -> int:
        if not self.message:
            return 0
        lead = look().s(ICON + GAP)
        ink = INKS.get(self.message.tone, self.message.tone.value)
        wide = min(text_width(self.message.text, 13) + 2, self.width() - used - lead)
        words = QRectF(self.width() - wide, 0, wide, self.height())
        icon(painter, ICONS[self.message.tone], words.x() - lead, self.height() / 2, ICON, ink)
        write(painter, words, self.message.text, px=13, color=ink, align=RIGHT, elide=True)
        return wide + lead + look().s(GAP)


class Field(QWidget):
    """Label line above a control; `say` and `clear` never move the control."""

    def __init__(self, label: str, control: QWidget, *, hint: str = "", required: bool = False) -> None:
        super().__init__()
        self.control = control
        self.line = LabelLine(label, hint, required)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self.line)
        self._layout.addWidget(control, 0, begins_left(control))
        self.setFocusProxy(control)
        self._name_control()
        follow(self.restyle)

    def restyle(self) -> None:
        """Scale the gap between label and control."""
        self._layout.setSpacing(look().s(2))

    def say(self, text: str, tone: Tone = Tone.BAD) -> None:
        """Show a message; a BAD one also marks the control."""
        self._show(Message(text, tone))

    def tell(self, text: str, tone: Tone = Tone.BAD) -> None:
        """Show a message, or take it away where there is none."""
        self._show(Message(text, tone) if text else None)

    def clear(self) -> None:
        """Take the message away."""
        self._show(None)

    def clear_of(self, tone: Tone) -> None:
        """Take the message away if it is one of this tone."""
        if self.line.message is not None and self.line.message.tone is tone:
            self._show(None)

    @property
    def message(self) -> str:
        """What is said at present, or nothing."""
        return self.line.message.text if self.line.message else ""

    @property
    def is_wrong(self) -> bool:
        return self.line.message is not None and self.line.message.tone is Tone.BAD

    def rename(self, label: str, *, required: bool | None = None, hint: str | None = None) -> None:
        """Give the field another label (the code field follows the applicant's kind)."""
        self.line.label = label
        self.line.required = self.line.required if required is None else required
        self.line.hint = self.line.hint if hint is None else hint
        self._name_control()
        self.line.restyle()

    def _name_control(self) -> None:
        if not self.line.label:
            return
        self.control.setAccessibleName(self.line.label)

    def _show(self, message: Message | None) -> None:
        if message == self.line.message:
            return
        self.line.message = message
        self.line.setToolTip(plain_tip(message.text) if message else "")
        self.line.update()
        self.control.setAccessibleDescription(message.text if message else "")
        mark = getattr(self.control, "set_problem", None)
        if mark:
            mark(self.is_wrong)
