"""Buttons: plain, primary, danger, quiet and ghost; with an icon or as an icon alone."""

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.drawing import LEFT, brush_on, icon, panel, text_width, write
from outlet_app.ui.widgets.painted import PaintedButton
from outlet_app.ui.widgets.text import plain_tip


class Kind(StrEnum):
    """What a button weighs on the page."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"
    QUIET = "quiet"
    GHOST = "ghost"


class Size(NamedTuple):
    """Height and side padding in design pixels."""

    height: int
    padding: int


COMPACT = Size(32, 10)
NORMAL = Size(36, 14)
MAIN = Size(40, 14)
ICON_PX = 18
GAP = 6


class Face(NamedTuple):
    """Ground, border and ink of a button in one state."""

    fill: str | None
    line: str | None
    ink: str


FACES = {
    Kind.PLAIN: (
        Face("surface", "control", "text"),
        Face("hover", "text3", "text"),
        Face("sunken", "control", "text"),
    ),
    Kind.PRIMARY: (
        Face("accent", "accent", "on_accent"),
        Face("accent_hover", "accent_hover", "on_accent"),
        Face("accent_press", "accent_press", "on_accent"),
    ),
    Kind.DANGER: (
        Face("surface", "bad", "bad"),
        Face("bad_soft", "bad", "bad"),
        Face("bad_soft", "bad", "bad"),
    ),
    Kind.QUIET: (
        Face(None, None, "accent_text"),
        Face("accent_soft", None, "accent_text"),
        Face("accent_soft", None, "accent_text"),
    ),
    Kind.GHOST: (
        Face(None, None, "text2"),
        Face("hover", None, "text2"),
        Face("sunken", None, "text"),
    ),
}
DISABLED = Face("subtle", "line2", "disabled")
# Where every border is white and thick, what cannot be pressed has a thin grey one.
DISABLED_BARE = Face("subtle", "disabled", "disabled")
DISABLED_FLAT = Face(None, None, "disabled")


class Button(PaintedButton):
    """A button with a word, perhaps an icon before it and a mnemonic in it ('受理(&S)')."""

    def __init__(
        self, text: str, icon_name: str = "", kind: Kind = Kind.PLAIN, size: Size = NORMAL, *, name: str = ""
    ) -> None:
        self.kind, self.icon_name, self.size_class = kind, icon_name, size
        super().__init__(text)
        self.setAccessibleName(name or text.replace("&", ""))

    def set_kind(self, kind: Kind) -> None:
        """Give the button another weight; its place and its size do not move."""
        self.kind = kind
        self.update()

    def set_icon(self, icon_name: str) -> None:
        """Show another icon, or none."""
        self.icon_name = icon_name
        self.restyle()

    def sizeHint(self) -> QSize:
        s = look().s
        width = self._content_width() + 2 * s(self._padding())
        return QSize(max(width, s(self.size_class.height)), s(self.size_class.height))

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = brush_on(self)
        face = self._face()
        panel(painter, self.whole(), face.fill, face.line, width=look().border if self.isEnabled() else 1)
        self._write(painter, face.ink)
        painter.end()

    def _padding(self) -> int:
        return 8 if self.kind in (Kind.QUIET, Kind.GHOST) else self.size_class.padding

    def _label(self) -> str:
        return self.text().replace("&", "")

    def _content_width(self) -> int:
        # Always measured bold, so that a change of weight never moves a neighbour.
        words = text_width(self._label(), 15, True)
        return words + (look().s(ICON_PX + GAP) if self.icon_name else 0)

    def _write(self, painter: QPainter, ink: str) -> None:
        bold = self.kind is Kind.PRIMARY
        words = text_width(self._label(), 15, bold)
        lead = look().s(ICON_PX + GAP) if self.icon_name else 0
        x = self._start(words + lead)
        if self.icon_name:
            icon(painter, self.icon_name, x, self.height() / 2, ICON_PX, ink)
        room = QRectF(x + lead, 0, words + 4, self.height())
        write(painter, room, self.text(), bold=bold, color=ink, align=LEFT, mnemonic=True)

    def _start(self, content: int) -> float:
        """Where icon and word begin: in the middle of the button."""
        return (self.width() - content) / 2

    def _face(self) -> Face:
        if not self.isEnabled():
            bordered = DISABLED_BARE if look().border > 1 else DISABLED
            return DISABLED_FLAT if self.kind in (Kind.QUIET, Kind.GHOST) else bordered
        rest, hover, press = FACES[self.kind]
        return press if self.isDown() else hover if self.underMouse() else rest


class IconButton(Button):
    """An icon alone, with a tooltip and an accessible name (verb and object)."""

    def __init__(self, icon_name: str, name: str, kind: Kind = Kind.GHOST, size: Size = COMPACT) -> None:
        super().__init__("", icon_name, kind, size, name=name)
        self.setToolTip(plain_tip(name))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = look().s(self.size_class.height)
        return QSize(side, side)

    def _write(self, painter: QPainter, ink: str) -> None:
        px = look().s(ICON_PX)
        icon(painter, self.icon_name, (self.width() - px) / 2, self.height() / 2, ICON_PX, ink)
