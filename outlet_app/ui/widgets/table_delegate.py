"""Paints table cells: one or two lines, chips, selection bar and the frame around the current row."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.chip import paint_chip
from outlet_app.ui.widgets.drawing import icon, rule, text_width, write
from outlet_app.ui.widgets.table_model import CELL, Cell
from outlet_app.ui.widgets.text import plain_tip

Index = QModelIndex | QPersistentModelIndex
PADDING = 12
ICON = 18


class CellDelegate(QStyledItemDelegate):
    """The one delegate of every table."""

    def __init__(self, table: QTableView, *, grid: bool = False) -> None:
        super().__init__(table)
        self._table, self._grid = table, grid

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index, /
    ) -> bool:
        """Show in full what is elided."""
        cell = index.data(CELL)
        if event.type() != QEvent.Type.ToolTip or not isinstance(cell, Cell):
            return super().helpEvent(event, view, option, index)
        room = QRectF(option.rect).width() - 2 * look().s(PADDING)
        cut = text_width(cell.text, 15, cell.bold) > room or text_width(cell.sub, 13) > room
        QToolTip.showText(event.globalPos(), plain_tip(cell.spoken()) if cut else "", view)
        return True

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index, /) -> QSize:
        return QSize(look().s(64), look().s(40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        rect = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, index, selected)
        cell = index.data(CELL)
        if isinstance(cell, Cell):
            self._paint_cell(painter, rect, cell, self._alignment(index))
        if selected and self._table.hasFocus():
            self._paint_frame(painter, rect, index)
        painter.restore()

    def _alignment(self, index: Index) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))

    def _paint_ground(self, painter: QPainter, rect: QRectF, index: Index, selected: bool) -> None:
        hovered = getattr(self._table, "hovered_row", -1) == index.row()
        ground = "accent_soft" if selected else "hover" if hovered else "surface"
        painter.fillRect(rect, look().color(ground))
        rule(painter, rect.x(), rect.bottom() - 1, rect.width(), 1)
        if self._grid:
            rule(painter, rect.right() - 1, rect.y(), 1, rect.height())
        if selected and index.column() == self._edges()[0]:
            rule(painter, rect.x(), rect.y(), look().s(3), rect.height(), "accent")

    def _paint_cell(self, painter: QPainter, rect: QRectF, cell: Cell, align: Qt.AlignmentFlag) -> None:
        room = rect.adjusted(look().s(PADDING), 0, -look().s(PADDING), -1)
        if cell.status:
            painter.save()
            painter.setClipRect(rect)
            paint_chip(painter, room.x(), room.center().y(), cell.status)
            painter.restore()
            return
        if cell.icon:
            icon(painter, cell.icon, room.x(), room.center().y(), ICON, cell.tone)
            room.adjust(look().s(ICON + 6), 0, 0, 0)
        self._paint_lines(painter, room, cell, align)

    def _paint_lines(self, painter: QPainter, room: QRectF, cell: Cell, align: Qt.AlignmentFlag) -> None:
        if not cell.sub:
            write(painter, room, cell.text, bold=cell.bold, color=cell.tone, align=align, elide=True)
            return
        s, middle = look().s, room.center().y()
        first = QRectF(room.x(), middle - s(22), room.width(), s(22))
        second = QRectF(room.x(), middle - s(1), room.width(), s(20))
        write(painter, first, cell.text, bold=cell.bold, color=cell.tone, align=align, elide=True)
        if cell.mark:
            self._paint_mark(painter, second, cell)
        write(painter, second, cell.sub, px=13, color="text3", align=align, elide=True)

    def _paint_mark(self, painter: QPainter, line: QRectF, cell: Cell) -> None:
        """The mark right behind the second line, which gives way where both do not fit."""
        gap, wide = look().s(12), text_width(cell.mark, 13) + 2
        left = min(line.x() + text_width(cell.sub, 13) + gap, line.right() - wide)
        write(painter, QRectF(left, line.y(), wide, line.height()), cell.mark, px=13, color="warn")
        line.setRight(left - gap / 2)

    def _paint_frame(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        first, last = self._edges()
        rule(painter, rect.x(), rect.y(), rect.width(), 2, "focus")
        rule(painter, rect.x(), rect.bottom() - 2, rect.width(), 2, "focus")
        if index.column() == first:
            rule(painter, rect.x(), rect.y(), 2, rect.height(), "focus")
        if index.column() == last:
            rule(painter, rect.right() - 2, rect.y(), 2, rect.height(), "focus")

    def _edges(self) -> tuple[int, int]:
        model = self._table.model()
        count = model.columnCount() if model else 0
        shown = [at for at in range(count) if not self._table.isColumnHidden(at)]
        return (shown[0], shown[-1]) if shown else (0, 0)
