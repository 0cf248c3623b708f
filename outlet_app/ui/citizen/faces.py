"""The pages a citizen sees: five cards, the reasons, the thanks, and a welcome while nobody is asked."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from outlet_app.domain.reviews.answers import LONGEST_TEXT
from outlet_app.domain.reviews.levels import CARDS
from outlet_app.ui.citizen.pieces import LevelCard, Option, Push
from outlet_app.ui.citizen.scale import CENTRE, LEFT, RIGHT, Scale, ScaleOf, icon, write
from outlet_app.ui.citizen.state import OTHER, Talk
from outlet_app.ui.theme.fonts import BADGE
from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.drawing import brush_on
from outlet_app.wording import citizen as words
from outlet_app.wording.fields import sentence
from outlet_app.wording.review_words import FACES, TAGS
from outlet_app.wording.shell import BADGE as SEAL

LEAST_CARD, GAP = 241.0, 20.25
OPTION = (418.0, 76.0)
COLUMNS, ROWS = (40.0, 474.0, 908.0), (226.0, 314.0, 402.0)
FOOT, FOOT_TALL = 674.0, 66.0


class FacePage(QWidget):
    """Paints the head that all pages have: the seal, the service and the outlet."""

    def __init__(self, scale: ScaleOf) -> None:
        super().__init__()
        self._scale = scale
        self.outlet = ""
        self.talk: Talk | None = None
        follow(self.restyle)

    def restyle(self) -> None:
        """Fit to the screen again."""
        self.update()

    def show_talk(self, talk: Talk) -> None:
        """Show a review under way."""
        self.talk = talk
        self.setAccessibleName(" ".join(self.spoken()))
        self.update()

    def spoken(self) -> tuple[str, ...]:
        """What the page says beside its buttons."""
        return ()

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter, scale = brush_on(self), self._scale()
        painter.fillRect(self.rect(), look().color("canvas"))
        self._paint_head(painter, scale)
        if self.talk is not None:
            self.draw(painter, self.talk)
        painter.end()

    def draw(self, painter: QPainter, talk: Talk) -> None:
        """Paint what is the page's own."""

    def line(
        self,
        painter: QPainter,
        text: str,
        y: float,
        px: float,
        *,
        bold: bool = False,
        color: str = "text",
        align: Qt.AlignmentFlag = CENTRE,
        x: float = 40,
        width: float = 1286,
    ) -> None:
        """One line of text around a height of the design."""
        scale = self._scale()
        room = QRectF(scale.rect(x, y - px, width, 2 * px))
        write(painter, scale, room, text, px=px, bold=bold, color=color, align=align)

    def mark(self, painter: QPainter, name: str, centre: tuple[float, float], px: float, color: str) -> None:
        """An icon around a point of the design."""
        scale = self._scale()
        at = scale.rect(*centre, 0, 0)
        icon(painter, scale, name, (at.x(), at.y()), px, color)

    def _paint_head(self, painter: QPainter, scale: Scale) -> None:
        seal = QRectF(scale.rect(40, 33, 48, 48))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look().color("accent"))
        painter.drawRoundedRect(seal, scale.s(6), scale.s(6))
        inner = seal.adjusted(scale.s(4), scale.s(4), -scale.s(4), -scale.s(4))
        painter.setPen(look().color("on_accent"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(inner, scale.s(3), scale.s(3))
        font = scale.font(28, True)
        font.setFamilies([BADGE, *look().families])
        painter.setFont(font)
        painter.drawText(seal, CENTRE, SEAL)
        self.line(painter, words.SERVICE, 46, 22, bold=True, align=LEFT, x=102)
        self.line(painter, self.outlet, 74, 18, color="text2", align=LEFT, x=102)


class Welcome(FacePage):
    """What the second screen shows while nobody is asked; never anything of a case."""

    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        painter = brush_on(self)
        self.line(painter, words.WELCOME, 350, 72, bold=True)
        self.line(painter, self.outlet, 440, 30, color="text2")
        painter.end()


class Levels(FacePage):
    """`pressed` carries the key of a card; `left` ends without one, or with the one pressed before."""

    pressed = Signal(int)
    left = Signal()

    def __init__(self, scale: ScaleOf) -> None:
        super().__init__(scale)
        self.cards = [
            LevelCard(scale, (40 + at * (LEAST_CARD + GAP), 324, LEAST_CARD, 287), level, self)
            for at, level in enumerate(CARDS)
        ]
        self.leave = Push(scale, (1100, FOOT, 226, FOOT_TALL), words.DECLINE, self, key=0)
        for card in self.cards:
            card.clicked.connect(lambda _on=False, card=card: self.pressed.emit(card.level.key))
        self.leave.clicked.connect(self.left)

    def restyle(self) -> None:
        for piece in (*self.cards, self.leave) if hasattr(self, "leave") else ():
            piece.restyle()
        super().restyle()

    def show_talk(self, talk: Talk) -> None:
        said = words.DECLINE if talk.level is None else words.keep(talk.level)
        wide = 226.0 if talk.level is None else 420.0
        self.leave.setText(said)
        self.leave.setAccessibleName(said)
        self.leave.design = (1326 - wide, FOOT, wide, FOOT_TALL)
        self.leave.restyle()
        super().show_talk(talk)

    def spoken(self) -> tuple[str, ...]:
        return (self._ask(), self._about(), words.VOLUNTARY, words.SEALED)

    def draw(self, painter: QPainter, talk: Talk) -> None:
        self.line(painter, self._ask(), 187, 48, bold=True)
        self.line(painter, self._about(), 246, 24, color="text2")
        if talk.failed:
            self.line(painter, words.NOT_KEPT, 288, 24, bold=True, color="bad")
        self.mark(painter, "info", (54, 691), 28, "text2")
        self.line(painter, words.VOLUNTARY, 691, 24, align=LEFT, x=80)
        self.line(painter, words.SEALED, 728, 22, color="text2", align=LEFT, x=80)
        self._paint_count(painter, talk)

    def _paint_count(self, painter: QPainter, talk: Talk) -> None:
        first = talk.level is None
        text = (words.ENDS_IN if first else words.SUBMITS_IN).format(n=talk.left)
        right, y = (self.leave.design[0] - 28, 708) if first else (1326, 648)
        self.line(painter, text, y, 22, color="text2", align=RIGHT, x=right - 400, width=400)

    def _ask(self) -> str:
        return words.ASK_AGAIN if self.talk is not None and self.talk.invitation.again else words.ASK

    def _about(self) -> str:
        if self.talk is None:
            return ""
        told = self.talk.invitation
        return words.asked_about(told.item_name, told.clerk, told.short_no)


class Reasons(FacePage):
    """Eight tags of the level, a sentence, and the wishes; nothing is chosen before somebody does."""

    chose = Signal(int)
    wrote = Signal(str)
    anonymous = Signal()
    call_back = Signal()
    back = Signal()
    withheld = Signal()
    submitted = Signal()

    def __init__(self, scale: ScaleOf) -> None:
        super().__init__(scale)
        places = [(x, y, *OPTION) for y in ROWS for x in COLUMNS]
        self.options = [Option(scale, place, self, at) for at, place in enumerate(places, 1)]
        self.options[OTHER - 1].say(words.OTHER)
        self.text = QLineEdit(self)
        self.text.setPlaceholderText(words.OTHER_HINT)
        self.text.setAccessibleName(words.OTHER)
        self.text.setMaxLength(LONGEST_TEXT)
        self.calls = Option(scale, (40, 572, 852, 70), self)
        self.hides = Option(scale, (908, 572, 418, 70), self, text=words.ANONYMOUS)
        self.again = Push(scale, (40, FOOT, 205, FOOT_TALL), words.BACK, self, icon_name="arrow-left")
        self.none = Push(scale, (261, FOOT, 235, FOOT_TALL), words.WITHHOLD, self, key=0)
        self.submit = Push(
            scale, (1121, FOOT, 205, FOOT_TALL), words.SUBMIT, self, icon_name="check", main=True
        )
        self._connect()
        self.restyle()

    def restyle(self) -> None:
        if not hasattr(self, "submit"):
            return
        scale = self._scale()
        for piece in (*self.options, self.calls, self.hides, self.again, self.none, self.submit):
            piece.restyle()
        self.text.setGeometry(scale.rect(40, 490, 1286, 66))
        self.text.setStyleSheet(f"font-size: {scale.s(24)}px; padding: 0 {scale.s(20)}px;")
        super().restyle()

    def show_talk(self, talk: Talk) -> None:
        for option, tag in zip(self.options, talk.options, strict=False):
            option.say(TAGS[tag])
            option.setChecked(tag in talk.tags)
        self.options[OTHER - 1].setChecked(talk.other)
        self.text.setVisible(talk.other)
        if self.text.text() != talk.text:
            self.text.setText(talk.text)
        self.calls.say(words.CALL_BACK.format(phone=talk.invitation.masked_phone))
        self.calls.setVisible(talk.may_call_back)
        # A row begins at its left; alone, the wish does not hang at the other end.
        self.hides.stand(COLUMNS[-1] if talk.may_call_back else COLUMNS[0])
        self.calls.setChecked(talk.call_back)
        self.hides.setChecked(talk.anonymous)
        self.none.setVisible(talk.level is not None and talk.level.is_bad)
        super().show_talk(talk)

    def spoken(self) -> tuple[str, ...]:
        if self.talk is None or self.talk.level is None:
            return ()
        return (words.chosen(self.talk.level), words.why(self.talk.level), self._trouble(self.talk))

    def draw(self, painter: QPainter, talk: Talk) -> None:
        if talk.level is None:
            return
        title = words.chosen(talk.level)
        scale = self._scale()
        wide = scale.width(title, 44, True) / scale.factor
        self.mark(painter, FACES[talk.level], (683 - wide / 2 - 6, 132), 56, "accent")
        self.line(painter, title, 132, 44, bold=True, x=40 + 34)
        trouble = self._trouble(talk)
        said, color = (trouble, "bad") if trouble else (words.why(talk.level), "text2")
        self.line(painter, said, 190, 24, bold=bool(trouble), color=color)
        count = words.SUBMITS_IN.format(n=talk.left)
        self.line(painter, count, 708, 22, color="text2", align=RIGHT, x=510, width=583)

    def _trouble(self, talk: Talk) -> str:
        if talk.failed:
            return words.NOT_KEPT
        return sentence(talk.problem, words.WINDOW) if talk.problem else ""

    def _connect(self) -> None:
        for option in self.options:
            option.clicked.connect(lambda _on=False, at=option.key: self.chose.emit(at))
        self.text.textEdited.connect(self.wrote)
        self.text.returnPressed.connect(self.submitted)
        self.calls.clicked.connect(self.call_back)
        self.hides.clicked.connect(self.anonymous)
        self.again.clicked.connect(self.back)
        self.none.clicked.connect(self.withheld)
        self.submit.clicked.connect(self.submitted)


class Thanks(FacePage):
    """Five seconds, the same after every review."""

    def spoken(self) -> tuple[str, ...]:
        return (words.THANKS, words.THANKS_TEXT)

    def draw(self, painter: QPainter, talk: Talk) -> None:
        self.mark(painter, "circle-check", (683, 300), 116, "ok")
        self.line(painter, words.THANKS, 415, 52, bold=True)
        self.line(painter, words.THANKS_TEXT, 480, 26, color="text2")
        self.line(painter, words.RETURNS_IN.format(n=talk.left), 726, 22, color="text2")
