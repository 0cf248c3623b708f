"""The pop-up under a field: it lists choices and never takes the focus, so composition goes on."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.drawing import brush_on, icon, panel, rule, text_width, write

MOST_ROWS = 8
ONE_LINE, TWO_LINES, FOOT = 40, 52, 36
SIDE, NEAR = 16, 12


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One row: text with hits (start, length), a second line, an icon; `value` is the caller's."""

    text: str
    value: object = None
    hits: tuple[tuple[int, int], ...] = ()
    sub: str = ""
    icon: str = ""
    accent: bool = False


class SuggestPopup(QWidget):
    """Moves through rows by `move`; `picked` on a click; the field passes it its keys."""

    picked = Signal(object)

    def __init__(self, field: QWidget, foot: str = "") -> None:
        super().__init__(field.window())
        self._field, self._foot = field, foot
        self.rows: tuple[Suggestion, ...] = ()
        self.current = 0
        self._first = 0
        self._most = MOST_ROWS
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setMouseTracking(True)
        self.hide()
        follow(self.restyle)

    def offer(self, rows: Sequence[Suggestion], current: int = 0) -> None:
        """Show rows under the field, or hide when there are none."""
        self.rows = tuple(rows)
        self.current = min(max(current, 0), max(len(rows) - 1, 0))
        self._first = 0
        if not rows:
            self.hide()
            return
        self._place()
        self._keep_in_view()
        self.show()
        self.raise_()
        self._speak()

    def move_by(self, steps: int) -> None:
        """Choose another row."""
        self.current = min(max(self.current + steps, 0), len(self.rows) - 1)
        self._keep_in_view()
        self._speak()

    def chosen(self) -> Suggestion | None:
        """The row that Enter takes."""
        return self.rows[self.current] if self.isVisible() and self.rows else None

    def restyle(self) -> None:
        """Measure again where it is open."""
        if self.isVisible():
            self._place()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        row = self._row_at(event.position().y())
        if row is not None and row != self.current:
            self.current = row
            self.update()

    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        if (row := self._row_at(event.position().y())) is not None:
            self.picked.emit(self.rows[row])

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        self.move_by(-1 if event.angleDelta().y() > 0 else 1)
        event.accept()

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = brush_on(self)
        panel(painter, self.rect().toRectF(), "surface", "control", width=look().border)
        tall = self._row_height()
        for place, row in enumerate(self.rows[self._first : self._first + self._most]):
            room = QRectF(1, 1 + place * tall, self.width() - 2, tall)
            self._paint_row(painter, room, row, self._first + place == self.current)
        if self._foot:
            foot = QRectF(look().s(SIDE), self.height() - look().s(FOOT), self.width(), look().s(FOOT) - 1)
            write(painter, foot, self._foot, px=13, color="text3")
        painter.end()

    def _paint_row(self, painter: QPainter, room: QRectF, row: Suggestion, current: bool) -> None:
        s = look().s
        if current:
            painter.fillRect(room, look().color("accent_soft"))
            rule(painter, room.x(), room.y(), s(3), room.height(), "accent")
        if self._two_lines():
            rule(painter, room.x(), room.bottom() - 1, room.width(), 1)
        lead = s(SIDE if self._two_lines() or row.icon else NEAR)
        if row.icon:
            icon(painter, row.icon, lead, room.center().y(), 20, "accent_text" if row.accent else "text2")
            lead += s(32)
        words = QRectF(lead, room.y(), room.right() - lead - s(8), room.height())
        if row.sub:
            below = QRectF(words.x(), room.y() + s(28), words.width(), s(20))
            write(painter, below, row.sub, px=13, color="text3", elide=True)
            words.setRect(words.x(), room.y() + s(4), words.width(), s(24))
        self._paint_text(painter, words, row)

    def _paint_text(self, painter: QPainter, room: QRectF, row: Suggestion) -> None:
        if not row.hits:
            color = "accent_text" if row.accent else "text"
            write(painter, room, row.text, color=color, elide=True)
            return
        x = room.x()
        for words, hit in _split(row.text, row.hits):
            piece = QRectF(x, room.y(), max(room.right() - x, 0), room.height())
            write(painter, piece, words, bold=hit, color="accent_text" if hit else "text", elide=True)
            wide = text_width(words, 15, hit)
            if hit:
                rule(painter, x, room.bottom() - 1, min(wide, piece.width()), 1, "accent_text")
            x += wide

    def _speak(self) -> None:
        row = self.rows[self.current]
        self.setAccessibleName(f"{row.text} {row.sub}".strip())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self.update()

    def _place(self) -> None:
        host = self._field.window()
        if self.parentWidget() is not host:
            self.setParent(host)
        s, gap = look().s, look().s(6)
        top = self._field.mapTo(host, QPoint(0, 0))
        below = host.height() - top.y() - self._field.height() - gap
        above = top.y() - gap
        self._most = min(len(self.rows), MOST_ROWS)
        foot = s(FOOT) if self._foot else 0
        room = max(below, above)
        self._most = max(min(self._most, (room - foot - 2) // self._row_height()), 1)
        tall = self._most * self._row_height() + foot + 2
        wide = max(self._field.width(), min(s(520), host.width() - top.x() - gap) if self._two_lines() else 0)
        fits = tall <= below or below >= above
        y = top.y() + self._field.height() + gap if fits else top.y() - gap - tall
        self.setGeometry(top.x(), y, wide, tall)

    def _two_lines(self) -> bool:
        return any(row.sub for row in self.rows)

    def _row_height(self) -> int:
        return look().s(TWO_LINES if self._two_lines() else ONE_LINE)

    def _row_at(self, y: float) -> int | None:
        row = self._first + int((y - 1) // self._row_height())
        within = y >= 1 and row < min(self._first + self._most, len(self.rows))
        return row if within else None

    def _keep_in_view(self) -> None:
        self._first = min(self._first, self.current)
        self._first = max(self._first, self.current - self._most + 1)


def _split(text: str, hits: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    pieces, at = [], 0
    for start, length in sorted(hits):
        pieces += [(text[at:start], False), (text[start : start + length], True)]
        at = start + length
    return [(words, hit) for words, hit in [*pieces, (text[at:], False)] if words]
