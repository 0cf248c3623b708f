"""办件流转: how the stock of open cases moved, and what was taken and accepted."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from outlet_app.domain.workload import Flow, Intake
from outlet_app.ui.pages.workload.grid import Group
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.drawing import CENTRE, brush_on, rule, write
from outlet_app.ui.widgets.painted import Painted
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import workload as words

GROUP, HEAD, BODY = 32, 48, 56
WIDEST = 132
FLOW_GROUPS = (Group(words.ARRIVED, 1, 3), Group(words.GONE, 4, 7))


class Ledger(Painted):
    """Named numbers side by side, some under a common head; spoken as one sentence."""

    def __init__(self, name: str, names: Sequence[str], groups: Sequence[Group] = ()) -> None:
        self._name, self._names, self._groups = name, tuple(names), tuple(groups)
        self.numbers: tuple[int, ...] = (0,) * len(self._names)
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_numbers(self, numbers: Sequence[int]) -> None:
        """Show other numbers."""
        self.numbers = tuple(numbers)
        plain = (name.replace("\n", "") for name in self._names)
        spoken = "，".join(f"{name} {n}" for name, n in zip(plain, self.numbers, strict=True))
        self.setAccessibleName(f"{self._name}：{spoken}")
        self.restyle()

    def sizeHint(self) -> QSize:
        return QSize(look().s(480), self._head() + look().s(BODY))

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter, width = brush_on(self), self._width()
        painter.fillRect(QRectF(0, 0, width * len(self._names), self._head()), look().color("subtle"))
        for place, name in enumerate(self._names):
            self._paint_column(painter, place, name)
        for group in self._groups:
            x, far = group.first * width, (group.last + 1) * width
            room = QRectF(x, 0, far - x, look().s(GROUP))
            write(painter, room, group.title, px=14, bold=True, color="text2", align=CENTRE)
            rule(painter, x, look().s(GROUP), far - x, 1)
        whole = width * len(self._names)
        for y in (0, self._head(), self.height() - 1):
            rule(painter, 0, y, whole, 1, "line2")
        rule(painter, 0, 0, 1, self.height(), "line2")
        painter.end()

    def _paint_column(self, painter: QPainter, place: int, name: str) -> None:
        width, grouped = self._width(), self._is_grouped(place)
        x, top = place * width, look().s(GROUP) if grouped else 0
        painter.setFont(look().font(13 if grouped else 14, not grouped))
        painter.setPen(look().color("text2"))
        flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
        painter.drawText(QRectF(x + 4, top, width - 8, self._head() - top), flags, name)
        body = QRectF(x, self._head(), width, look().s(BODY))
        number = self.numbers[place]
        tone = "text" if number else "text3"
        write(painter, body, words.number(number), px=18, bold=bool(number), color=tone, align=CENTRE)
        inner = any(group.first <= place < group.last for group in self._groups)
        rule(painter, x + width - 1, look().s(GROUP) if inner else 0, 1, self.height())

    def _head(self) -> int:
        return look().s(GROUP + HEAD) if self._groups else look().s(HEAD)

    def _width(self) -> float:
        return min(self.width() / len(self._names), look().s(WIDEST))

    def _is_grouped(self, place: int) -> bool:
        return any(group.first <= place <= group.last for group in self._groups)


class FlowView(Column):
    """Both ledgers under their names."""

    def __init__(self) -> None:
        self.stock = Ledger(words.STOCK, tuple(words.FLOW.values()), FLOW_GROUPS)
        self.taken = Ledger(words.INTAKE, tuple(words.TAKINGS.values()))
        super().__init__(
            Label(words.STOCK, "strong"),
            self.stock,
            12,
            Label(words.INTAKE, "strong"),
            self.taken,
            None,
            gap=8,
            margins=(16, 12, 16, 12),
        )

    def show_flow(self, flow: Flow, intake: Intake) -> None:
        """Show a day."""
        self.stock.show_numbers([getattr(flow, name) for name in words.FLOW])
        self.taken.show_numbers([getattr(intake, name) for name in words.TAKINGS])
