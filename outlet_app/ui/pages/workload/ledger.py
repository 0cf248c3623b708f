"""Named numbers side by side, the whole first and each person's below it; spoken as sentences."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from outlet_app.ui.pages.workload.grid import Group
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.drawing import CENTRE, LEFT, brush_on, rule, write
from outlet_app.ui.widgets.painted import Painted
from outlet_app.wording import workload as words

GROUP, HEAD, BODY, ROW = 32, 48, 56, 36
WIDEST, NAME = 132, 208
Told = tuple[str, Sequence[int]]


class Ledger(Painted):
    """Heads, some under a common one, over rows of numbers; a single row needs no name and is larger."""

    def __init__(self, name: str, names: Sequence[str], groups: Sequence[Group] = ()) -> None:
        self._name, self._names, self._groups = name, tuple(names), tuple(groups)
        self.rows: tuple[Told, ...] = (("", (0,) * len(self._names)),)
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_numbers(self, numbers: Sequence[int]) -> None:
        """Show other numbers."""
        self.show_rows((("", tuple(numbers)),))

    def show_rows(self, rows: Sequence[Told]) -> None:
        """Show other rows, each with its name."""
        self.rows = tuple(rows)
        self.setAccessibleName(f"{self._name}：{'；'.join(map(self._spoken, self.rows))}")
        self.updateGeometry()
        self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(look().s(480), self._head() + len(self.rows) * self._tall())

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter, width, left = brush_on(self), self._width(), self._left()
        whole = left + width * len(self._names)
        painter.fillRect(QRectF(0, 0, whole, self._head()), look().color("subtle"))
        for place, name in enumerate(self._names):
            self._paint_column(painter, place, name)
        for group in self._groups:
            x, far = left + group.first * width, left + (group.last + 1) * width
            room = QRectF(x, 0, far - x, look().s(GROUP))
            write(painter, room, group.title, px=14, bold=True, color="text2", align=CENTRE)
            rule(painter, x, look().s(GROUP), far - x, 1)
        for place, row in enumerate(self.rows):
            self._paint_row(painter, place, row)
        for y in (0, self._head(), self.height() - 1):
            rule(painter, 0, y, whole, 1, "line2")
        rule(painter, 0, 0, 1, self.height(), "line2")
        if left:
            write(
                painter,
                QRectF(0, 0, left, self._head()),
                words.CLERK,
                px=14,
                bold=True,
                color="text2",
                align=CENTRE,
            )
            rule(painter, left - 1, 0, 1, self.height())
        painter.end()

    def _paint_column(self, painter: QPainter, place: int, name: str) -> None:
        width, grouped = self._width(), self._is_grouped(place)
        x, top = self._left() + place * width, look().s(GROUP) if grouped else 0
        painter.setFont(look().font(13 if grouped else 14, not grouped))
        painter.setPen(look().color("text2"))
        flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
        painter.drawText(QRectF(x + 4, top, width - 8, self._head() - top), flags, name)
        inner = any(group.first <= place < group.last for group in self._groups)
        rule(painter, x + width - 1, look().s(GROUP) if inner else 0, 1, self.height())

    def _paint_row(self, painter: QPainter, place: int, row: Told) -> None:
        name, numbers = row
        tall, left, width = self._tall(), self._left(), self._width()
        y, first = self._head() + place * tall, place == 0
        alone = not left
        if left:
            room = QRectF(look().s(8), y, left - look().s(16), tall)
            write(painter, room, name, px=14, bold=first and name == words.TOTAL, align=LEFT)
        for at, number in enumerate(numbers):
            body = QRectF(left + at * width, y, width, tall)
            tone = "text" if number else "text3"
            bold = bool(number) and (alone or name == words.TOTAL)
            size = 18 if alone else 15
            write(painter, body, words.number(number), px=size, bold=bold, color=tone, align=CENTRE)
        if place:
            rule(painter, 0, y, left + width * len(self._names), 1)

    def _spoken(self, row: Told) -> str:
        plain = (name.replace("\n", "") for name in self._names)
        told = "，".join(f"{name} {n}" for name, n in zip(plain, row[1], strict=True))
        return f"{row[0]} {told}".lstrip()

    def _head(self) -> int:
        return look().s(GROUP + HEAD) if self._groups else look().s(HEAD)

    def _tall(self) -> int:
        return look().s(ROW if self._left() else BODY)

    def _left(self) -> int:
        """How wide the names of the rows are; a row without one needs no room for it."""
        return look().s(NAME) if any(name for name, _ in self.rows) else 0

    def _width(self) -> float:
        return min((self.width() - self._left()) / len(self._names), look().s(WIDEST))

    def _is_grouped(self, place: int) -> bool:
        return any(group.first <= place <= group.last for group in self._groups)
