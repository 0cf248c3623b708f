"""Banners for lasting states: a toned strip with an icon, a title, a text and perhaps buttons."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.drawing import brush_on, panel
from outlet_app.ui.widgets.text import Glyph, Label

ICONS = {
    Tone.OK: "circle-check",
    Tone.WARN: "triangle-alert",
    Tone.BAD: "circle-alert",
    Tone.INFO: "info",
    Tone.MUTE: "info",
}
TITLE_TONES = (Tone.OK, Tone.WARN, Tone.BAD)


class Banner(QWidget):
    """One per page; says what lasts, what follows from it and what can be done."""

    def __init__(self, tone: Tone, title: str, text: str = "", *actions: QWidget, icon: str = "") -> None:
        super().__init__()
        self._layout = QHBoxLayout(self)
        self._glyph = Glyph(ICONS[tone], 24, tone.value)
        self._title = Label("", "heading")
        self._text = Label("", "body", wrap=True)
        self._layout.addWidget(self._glyph)
        self._layout.addWidget(Column(self._title, self._text, gap=0), 1)
        for action in actions:
            self._layout.addWidget(action)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_message(tone, title, text, icon=icon)
        follow(self.restyle)

    def show_message(self, tone: Tone, title: str, text: str = "", *, icon: str = "") -> None:
        """Say something else."""
        self.tone = tone
        self._glyph.show_icon(icon or ICONS[tone], tone.value)
        self._title.setText(title)
        self._title.set_tone(tone.value if tone in TITLE_TONES else "text")
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.update()

    def restyle(self) -> None:
        """Scale the padding."""
        s = look().s
        self._layout.setContentsMargins(s(16), s(8), s(12), s(8))
        self._layout.setSpacing(s(12))
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(look().s(160), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = brush_on(self)
        ground, line = f"{self.tone}_soft", f"{self.tone}_line"
        panel(painter, self.rect().toRectF(), ground, line, radius=6)
        painter.end()
