"""What stands where there is nothing: an icon, one sentence, at most one action."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.text import Glyph, Label


class EmptyState(QWidget):
    """Title and sentence in the middle of the room it is given."""

    def __init__(self, icon: str, title: str, sentence: str = "", action: QWidget | None = None) -> None:
        super().__init__()
        self._glyph = Glyph(icon, 32, "text3")
        self._title = Label(title, "heading")
        self._sentence = Label(sentence, "label", "text2", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._layout = QVBoxLayout(self)
        self._layout.addStretch(1)
        self._layout.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addWidget(self._title, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addWidget(self._sentence)
        if action:
            self._layout.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
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
        self._layout.setContentsMargins(*(look().s(16),) * 4)
