"""What lies over the clerk's work while somebody else's answer is awaited: no level, no key, no case."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from outlet_app.ui.parts.cover import card_of, fill
from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.boxes import Column, Row, ground
from outlet_app.ui.widgets.buttons import MAIN, Button
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.text import Glyph, Label
from outlet_app.wording import citizen as words

# Long enough for a click to end here before the keys go back to the citizen.
RETURN_MS = 700
CARD_WIDTH = 480


class Waiting(QWidget):
    """`given_up`: the clerk says that nobody stands there any more; `came`: the keys must go back."""

    given_up = Signal()
    came = Signal()

    def __init__(self) -> None:
        super().__init__()
        ground(self, "canvas")
        self.text = Paragraph(words.UNDER_WAY_TEXT)
        self.leave = Button(words.GIVE_UP, "x", size=MAIN)
        # The keys are the citizen's: Space and Enter press nothing here.
        self.leave.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._return = QTimer(self, singleShot=True, interval=RETURN_MS)
        head = Row(Glyph("star", 24), Label(words.UNDER_WAY, "title"), None)
        self.card = card_of(head, self.text, self.leave)
        fill(self, Column(None, Row(None, self.card, None), None))
        self.leave.clicked.connect(self.given_up)
        self._return.timeout.connect(self._send_back)
        follow(self.restyle)

    def restyle(self) -> None:
        """Scale the card."""
        self.card.setFixedWidth(look().s(CARD_WIDTH))

    def set_beside(self, beside: bool) -> None:
        """Only a clerk with a screen of the own sees this and may end it."""
        self.leave.setVisible(beside)

    def show_again(self, again: bool) -> None:
        """Whether a later word is asked for, so that the clerk can tell the citizen what to type."""
        self.text.set_text(words.AGAIN_TEXT if again else words.UNDER_WAY_TEXT)

    def show_pressed(self, pressed: bool) -> None:
        """A card was pressed (which one is not known here): only the citizen ends it now."""
        self.leave.setEnabled(not pressed)

    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        super().mousePressEvent(event)
        self._return.start()

    def event(self, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self._return.start()
        return super().event(event)

    def _send_back(self) -> None:
        if self.isVisible():
            self.came.emit()
