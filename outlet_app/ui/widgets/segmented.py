"""The segmented control: a few exclusive words in one frame, the chosen one filled or toned."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen

from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.choice_bar import NONE, ChoiceBar, Part
from outlet_app.ui.widgets.drawing import CENTRE, LEFT, brush_on, icon, rule, text_width, write

ICON = 16
ICON_ROOM = 20


@dataclass(frozen=True, slots=True)
class Segment:
    """A word; with a tone and an icon it is painted like its chip when chosen."""

    text: str
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """Height, text size and side padding of a segmented control, in design pixels."""

    height: int = 36
    px: int = 15
    padding: int = 12


FIELD_SHAPE = Shape()
ROW_SHAPE = Shape(32, 14, 10)


class SegmentPart(Part):
    """One word of the control."""

    def __init__(self, segment: Segment, shape: Shape) -> None:
        self.segment, self.shape = segment, shape
        self.edges = (True, True)
        self.slack = 0
        super().__init__(segment.text)

    def sizeHint(self) -> QSize:
        s = look().s
        wide = text_width(self.segment.text, self.shape.px, True) + 2 * s(self.shape.padding)
        lead = s(ICON_ROOM) if self._has_icon() else 0
        return QSize(max(wide + lead + self.slack, s(32)), s(self.shape.height))

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = brush_on(self)
        painter.setClipPath(self._outline())
        rule(painter, 0, 0, self.width(), self.height(), self._ground())
        if not self.edges[0]:
            rule(painter, 0, 0, 1, self.height(), "line2")
        ink, room = self._ink(), self.whole()
        if self._has_icon():
            lead = look().s(self.shape.padding - 4)
            icon(painter, self.segment.icon, lead, self.height() / 2, ICON, ink)
            room.adjust(lead + look().s(ICON + 4), 0, 0, 0)
        bold, align = self.isChecked(), LEFT if self._has_icon() else CENTRE
        write(painter, room, self.segment.text, px=self.shape.px, bold=bold, color=ink, align=align)
        self._frame(painter)
        painter.end()

    def _frame(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look().color("control" if self.isEnabled() else "line2"), look().border * 2))
        painter.drawPath(self._outline())

    def _has_icon(self) -> bool:
        return bool(self.segment.icon) and self.isChecked()

    def _outline(self) -> QPainterPath:
        path, radius, far = QPainterPath(), look().s(4), look().s(12)
        left, right = self.edges
        path.addRoundedRect(
            self.whole().adjusted(0 if left else -far, 0, 0 if right else far, 0), radius, radius
        )
        return path

    def _ground(self) -> str:
        if self.isChecked() and not self.isEnabled():
            return "sunken"
        if self.isChecked():
            return f"{self.segment.tone}_soft" if self.segment.tone else "accent"
        return "hover" if self.underMouse() and self.isEnabled() else "surface"

    def _ink(self) -> str:
        if not self.isEnabled():
            return "text2" if self.isChecked() else "disabled"
        if self.isChecked():
            return self.segment.tone or "on_accent"
        return "text2"


class Segmented(ChoiceBar):
    """Exclusive words; arrows, digits and clicks choose; none may be chosen at first."""

    def __init__(
        self,
        words: Sequence[str | Segment],
        name: str,
        *,
        current: int = NONE,
        shape: Shape = FIELD_SHAPE,
        vertical_keys: bool = True,
    ) -> None:
        segments = [word if isinstance(word, Segment) else Segment(word) for word in words]
        parts = [SegmentPart(segment, shape) for segment in segments]
        for place, part in enumerate(parts):
            part.edges = (place == 0, place == len(parts) - 1)
        super().__init__(parts, name, vertical_keys=vertical_keys)
        self.choose(current)

    def restyle(self) -> None:
        """Share out the icon's room while nothing is chosen, so that the width never changes."""
        icons = any(isinstance(part, SegmentPart) and part.segment.icon for part in self.parts)
        spare = look().s(ICON_ROOM) if icons and self.current == NONE else 0
        for part in self.parts:
            if isinstance(part, SegmentPart):
                part.slack = spare // len(self.parts)
        super().restyle()
