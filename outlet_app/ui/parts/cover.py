"""What lies over the whole window at sign-in and lock: a sign, a card, and the choice of display."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.boxes import Column, Row, Scroller, ground
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.display_choice import DisplayChoice
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import sign_in as words

CARD_WIDTH = 440
LOW = 600
EYE = 42


class Cover(QWidget):
    """Brand above, card in the middle, size and colours below; low windows lose the brand and scroll."""

    def __init__(self, brand: QWidget, card: QWidget, version: str) -> None:
        super().__init__()
        ground(self, "canvas")
        # The gap below the brand goes with it: a low window needs the room.
        self.brand, self.card = Column(Row(None, brand, None), 24, gap=0), card
        self.choice = DisplayChoice()
        foot = Row((self.choice, 1), Label(words.VERSION.format(version=version), "label", "text3"))
        middle = Scroller(Column(None, self.brand, Row(None, card, None), None, None, gap=0))
        self._column = Column((middle, 1), foot, gap=8, margins=(32, 8, 32, 12))
        fill(self, self._column)
        follow(self.restyle)

    def restyle(self) -> None:
        """Scale the card and drop the brand where the window is low."""
        self.card.setFixedWidth(look().s(CARD_WIDTH))
        self.brand.setVisible(self.height() / look().factor >= LOW)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.choice.offer_for(self.width())
        self.restyle()


class PasswordEdit(Row):
    """A hidden line with an eye that shows it while it is pressed in."""

    def __init__(self, name: str) -> None:
        self.line = LineEdit(enter_moves=False, tail=EYE)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(name)
        self.eye = Button("", "eye", Kind.GHOST, COMPACT, name=words.SHOW_PASSWORD)
        self.eye.setToolTip(words.SHOW_PASSWORD)
        self.eye.setCursor(Qt.CursorShape.ArrowCursor)
        inside = QHBoxLayout(self.line)
        inside.setContentsMargins(0, 0, 2, 0)
        inside.addStretch(1)
        inside.addWidget(self.eye)
        super().__init__((self.line, 1))
        self.setFocusProxy(self.line)
        self.eye.clicked.connect(self._turn)

    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed and hide what comes next."""
        self.line.clear()
        self._show(False)

    def set_problem(self, wrong: bool) -> None:
        """Mark the line, as a field does with its control."""
        self.line.set_problem(wrong)

    def _turn(self) -> None:
        self._show(self.line.echoMode() is QLineEdit.EchoMode.Password)

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self.eye.set_icon("eye-off" if shown else "eye")
        name = words.HIDE_PASSWORD if shown else words.SHOW_PASSWORD
        self.eye.setAccessibleName(name)
        self.eye.setToolTip(name)


def fill(host: QWidget, widget: QWidget) -> None:
    """Let one widget take the whole of another."""
    layout = QVBoxLayout(host)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(widget)


def card_of(*items: object) -> Card:
    """A card with the wide padding of the covers."""
    card = Card(padding=(32, 24, 32, 24), gap=10)
    card.add(*items)  # type: ignore[arg-type]
    return card
