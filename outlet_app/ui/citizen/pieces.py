"""What a citizen can press: large, equal, named, and drawn at the scale of the screen."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from outlet_app.domain.reviews.levels import Level
from outlet_app.ui.citizen.scale import CENTRE, Scale, ScaleOf, icon, panel, write
from outlet_app.ui.theme.theme import follow
from outlet_app.ui.widgets.drawing import brush_on
from outlet_app.wording import citizen as words
from outlet_app.wording.review_words import FACES, LEVELS

Place = tuple[float, float, float, float]


class Piece(QAbstractButton):
    """Stands at a place of the design; Enter presses it like Space."""

    def __init__(self, scale: ScaleOf, place: Place, text: str, host: QWidget) -> None:
        super().__init__(host)
        self._scale, self.design = scale, place
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(self.restyle)

    def restyle(self) -> None:
        """Stand where the design puts it on this screen."""
        self.setGeometry(self._scale().rect(*self.design))
        self.update()

    def whole(self) -> QRectF:
        """The whole area, for painting."""
        return QRectF(self.rect())

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.isAutoRepeat():
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = brush_on(self)
        self.draw(painter, self._scale())
        painter.end()

    def draw(self, painter: QPainter, scale: Scale) -> None:
        """Paint the piece."""

    def _cap(self, painter: QPainter, scale: Scale, key: int, centre: tuple[float, float]) -> None:
        side = scale.s(36)
        box = QRectF(centre[0] - side / 2, centre[1] - side / 2, side, side)
        panel(painter, scale, box, "subtle", "control", radius=6, width=1)
        write(painter, scale, box, str(key), px=22, bold=True, color="text2", align=CENTRE)


_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class LevelCard(Piece):
    """One of five alike: face, word and key; no colour tells which to take."""

    def __init__(self, scale: ScaleOf, place: Place, level: Level, host: QWidget) -> None:
        self.level = level
        super().__init__(scale, place, LEVELS[level], host)
        self.setAccessibleDescription(words.key_of_card(level.key))

    def draw(self, painter: QPainter, scale: Scale) -> None:
        ground = "sunken" if self.isDown() else "hover" if self.underMouse() else "surface"
        panel(painter, scale, self.whole(), ground, "control", radius=12, width=2)
        middle = self.width() / 2
        icon(painter, scale, FACES[self.level], (middle, scale.s(84)), 100, "accent")
        line = QRectF(0, scale.s(150), self.width(), scale.s(48))
        write(painter, scale, line, self.text(), px=32, bold=True, align=CENTRE)
        self._cap(painter, scale, self.level.key, (middle, scale.s(248)))


class Option(Piece):
    """A reason or a wish that goes on and off, with its key where it has one."""

    def __init__(self, scale: ScaleOf, place: Place, host: QWidget, key: int = 0, text: str = "") -> None:
        self.key = key
        super().__init__(scale, place, text, host)
        self.setCheckable(True)

    def say(self, text: str) -> None:
        """Offer something else."""
        self.setText(text)
        self.setAccessibleName(text)
        self.update()

    def stand(self, x: float) -> None:
        """Begin elsewhere in its row."""
        self.design = (x, *self.design[1:])
        self.restyle()

    def draw(self, painter: QPainter, scale: Scale) -> None:
        on, s = self.isChecked(), scale.s
        ground = "accent_soft" if on else "hover" if self.underMouse() else "surface"
        ink = "accent" if on else "control"
        panel(painter, scale, self.whole(), ground, ink, radius=8, width=3 if on else 2)
        middle = self.height() / 2
        box = QRectF(s(20), middle - s(17), s(34), s(34))
        panel(painter, scale, box, "accent" if on else "surface", ink, radius=6, width=2)
        if on:
            icon(painter, scale, "check", (box.center().x(), middle), 26, "on_accent")
        room = self.whole().adjusted(s(70), 0, -s(58 if self.key else 16), 0)
        if scale.width(self.text(), 24, True) <= room.width():
            write(painter, scale, room, self.text(), px=24, bold=on)
        else:
            write(painter, scale, room, words.in_two(self.text()), px=22, bold=on, wrap=True)
        if self.key:
            self._cap(painter, scale, self.key, (self.width() - s(36), middle))


class Push(Piece):
    """A plain or the one filled button at the foot."""

    def __init__(
        self,
        scale: ScaleOf,
        place: Place,
        text: str,
        host: QWidget,
        *,
        icon_name: str = "",
        main: bool = False,
        key: int | None = None,
    ) -> None:
        self._icon, self._main, self.key = icon_name, main, key
        super().__init__(scale, place, text, host)

    def draw(self, painter: QPainter, scale: Scale) -> None:
        s = scale.s
        panel(painter, scale, self.whole(), self._ground(), self._line(), radius=8, width=1)
        ink = "on_accent" if self._main else "text"
        wide = scale.width(self.text(), 24, self._main)
        lead, tail = s(40) if self._icon else 0, s(50) if self.key is not None else 0
        x = (self.width() - wide - lead - tail) / 2
        if self._icon:
            icon(painter, scale, self._icon, (x + s(14), self.height() / 2), 28, ink)
        room = QRectF(x + lead, 0, wide + s(8), self.height())
        write(painter, scale, room, self.text(), px=24, bold=self._main, color=ink)
        if self.key is not None:
            self._cap(painter, scale, self.key, (x + lead + wide + s(32), self.height() / 2))

    def _ground(self) -> str:
        if self._main:
            return "accent_press" if self.isDown() else "accent_hover" if self.underMouse() else "accent"
        return "sunken" if self.isDown() else "hover" if self.underMouse() else "surface"

    def _line(self) -> str:
        return self._ground() if self._main else "control"
