"""What stands where there is nothing: an icon, one sentence, at most one action."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.text import Glyph, Label


class EmptyState(QWidget):
    """Title and sentence in the middle of the room it is given; slim: one line where room is scarce."""

    def __init__(
        self, icon: str, title: str, sentence: str = "", action: QWidget | None = None, *, slim: bool = False
    ) -> None:
        super().__init__()
        self._slim = slim
        self._glyph = Glyph(icon, 20 if slim else 32, "text3")
        self._title = Label(title, "heading")
        self._sentence = Label(sentence, "label", "text2", wrap=not slim)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        middle = Qt.AlignmentFlag.AlignVCenter if slim else Qt.AlignmentFlag.AlignHCenter
        self._layout: QBoxLayout = QHBoxLayout(self) if slim else QVBoxLayout(self)
        self._layout.addStretch(1)
        self._layout.addWidget(self._glyph, 0, middle)
        self._layout.addWidget(self._title, 0, middle)
        self._layout.addWidget(self._sentence)
        if action:
            self._layout.addWidget(action, 0, middle)
        self._layout.addStretch(1)
        self.say(title, sentence)
        follow(self.restyle)

    def say(self, title: str, sentence: str = "", icon: str = "") -> None:
        """Say something else."""
        if icon:
            self._glyph.show_icon(icon, "text3")
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.setAccessibleName(f"{title} {sentence}".strip())

    def restyle(self) -> None:
        """Scale the gaps."""
        self._layout.setSpacing(look().s(8))
        side, above = look().s(16), look().s(8 if self._slim else 16)
        self._layout.setContentsMargins(side, above, side, above)
