"""The ten items as a list: the keys of a table choose, the chosen one is read at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from outlet_app.domain.catalogue import ServiceItem
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.drawing import RIGHT, brush_on, rule, write
from outlet_app.ui.widgets.painted import PaintedButton
from outlet_app.ui.widgets.strokes import is_plain

HEIGHT = 40
KEYS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


class ItemRow(PaintedButton):
    """Number and name; the chosen one is marked like the row of a table."""

    steered = Signal(object)

    def __init__(self, item: ServiceItem) -> None:
        self.item = item
        super().__init__(item.name)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(f"{item.number} {item.name}")
        self.setToolTip(item.name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look().s(160), look().s(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in KEYS and is_plain(event):
            self.steered.emit(Qt.Key(event.key()))
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter, s = brush_on(self), look().s
        ground = "accent_soft" if self.isChecked() else "hover" if self.underMouse() else "surface"
        painter.fillRect(self.rect(), look().color(ground))
        if self.isChecked():
            rule(painter, 0, 0, s(3), self.height(), "accent")
        rule(painter, 0, self.height() - 1, self.width(), 1)
        number = QRectF(0, 0, s(36), self.height())
        write(painter, number, str(self.item.number), color="text3", align=RIGHT)
        name = QRectF(s(48), 0, self.width() - s(56), self.height())
        write(painter, name, self.text(), bold=self.isChecked(), elide=True)
        painter.end()


class ItemList(Column):
    """`chosen` carries the item's number."""

    chosen = Signal(int)

    def __init__(self, items: Sequence[ServiceItem]) -> None:
        self.rows = [ItemRow(item) for item in items]
        super().__init__(*self.rows, None, gap=0)
        for row in self.rows:
            row.toggled.connect(lambda on, row=row: self._toggled(row, on))
            row.steered.connect(lambda key, row=row: self._steer(row, key))

    def current(self) -> ItemRow:
        """The chosen row."""
        return next((row for row in self.rows if row.isChecked()), self.rows[0])

    def choose(self, number: int) -> None:
        """Choose an item by its number."""
        next(row for row in self.rows if row.item.number == number).setChecked(True)

    def _toggled(self, row: ItemRow, on: bool) -> None:
        row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)
        if on:
            self.chosen.emit(row.item.number)

    def _steer(self, row: ItemRow, key: Qt.Key) -> None:
        screen, last = max(self.visibleRegion().boundingRect().height() // row.height(), 1), len(self.rows)
        steps = dict(zip(KEYS, (-1, 1, -screen, screen, -last, last), strict=True))
        at = min(max(self.rows.index(row) + steps[key], 0), last - 1)
        self.rows[at].setChecked(True)
        self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
