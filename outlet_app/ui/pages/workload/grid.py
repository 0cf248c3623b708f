"""A grid of counts: heads in two levels, a frame around the chosen cell, Enter on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView

from outlet_app.domain.sheet_columns import LineColumn
from outlet_app.domain.workload import Line
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.drawing import CENTRE, LEFT, rule
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_delegate import CellDelegate, Index
from outlet_app.ui.widgets.table_model import Cell, Column
from outlet_app.wording import workload as words

HEAD, GROUP = 68, 32
FIGURE_WIDTH, NUMBER_WIDTH = 40, 44
TALLEST, LOWEST = 40, 32
ROOMY = 1180
AT_CENTRE = Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True, slots=True)
class Group:
    """A head over several columns."""

    title: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """One column of counts; `is_late` where more than nothing is bad news."""

    column: LineColumn
    title: str
    is_late: bool = False
    is_bold: bool = False

    def cell(self, line: Line) -> Cell:
        """The count of a row."""
        number = self.column.of(line)
        tone = "text3" if not number else "bad" if self.is_late else "text"
        bold = bool(number) and (self.is_bold or self.is_late or not line.key)
        return Cell(words.number(number), tone=tone, bold=bold)


class GroupHead(QHeaderView):
    """Two levels: group titles above, column titles below; the others take both levels."""

    def __init__(self, grid: "Grid", groups: Sequence[Group], titles: Sequence[str]) -> None:
        super().__init__(Qt.Orientation.Horizontal, grid)
        self._groups, self._titles = groups, list(titles)
        self._grouped = {at for group in groups for at in range(group.first, group.last + 1)}
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(24)

    def rename(self, at: int, title: str) -> None:
        """Give a column another head."""
        self._titles[at] = title
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), look().color("subtle"))
        for at in range(self.count()):
            if not self.isSectionHidden(at):
                self._paint_title(painter, at)
        for group in self._groups:
            self._paint_group(painter, group)
        rule(painter, 0, self.height() - 1, self.width(), 1, "line2")
        painter.end()

    def _paint_title(self, painter: QPainter, at: int) -> None:
        s, x, wide = look().s, self.sectionViewportPosition(at), self.sectionSize(at)
        top = s(GROUP) if at in self._grouped else 0
        named = at == 1
        room = QRectF(x + (s(8) if named else 0), top, wide - (s(8) if named else 0), self.height() - top)
        painter.setFont(look().font(13 if at in self._grouped else 14, at not in self._grouped))
        painter.setPen(look().color("text2"))
        painter.drawText(room, LEFT if named else CENTRE, self._titles[at])
        inner = any(group.first <= at < group.last for group in self._groups)
        rule(painter, x + wide - 1, s(GROUP) if inner else 0, 1, self.height(), "line")

    def _paint_group(self, painter: QPainter, group: Group) -> None:
        x = self.sectionViewportPosition(group.first)
        far = self.sectionViewportPosition(group.last) + self.sectionSize(group.last)
        room = QRect(x, 0, far - x, look().s(GROUP))
        painter.setFont(look().font(14, True))
        painter.setPen(look().color("text2"))
        painter.drawText(QRectF(room), CENTRE, group.title)
        rule(painter, x, look().s(GROUP), far - x - 1, 1, "line")


class GridDelegate(CellDelegate):
    """Small padding, a ground of its own for the total, and the frame around one cell instead of the row."""

    def _paint_ground(self, painter: QPainter, rect: QRectF, index: Index, selected: bool) -> None:
        super()._paint_ground(painter, rect, index, selected)
        if self._is_total(index) and not selected:
            painter.fillRect(rect.adjusted(0, 0, -1, -1), look().color("subtle"))

    def _is_total(self, index: Index) -> bool:
        line = self._table.table_model.rows[index.row()] if isinstance(self._table, Grid) else None
        return line is not None and not line.key

    def _paint_frame(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        if index.column() != self._table.currentIndex().column():
            return
        for x, y, wide, tall in (
            (rect.x(), rect.y(), rect.width(), 2),
            (rect.x(), rect.bottom() - 2, rect.width(), 2),
            (rect.x(), rect.y(), 2, rect.height()),
            (rect.right() - 2, rect.y(), 2, rect.height()),
        ):
            rule(painter, x, y, wide, tall, "focus")

    def _paint_cell(self, painter: QPainter, rect: QRectF, cell: Cell, align: Qt.AlignmentFlag) -> None:
        spare = look().s(10 if align & AT_CENTRE else 4)
        super()._paint_cell(painter, rect.adjusted(-spare, 0, spare, 0), cell, align)


class Grid(Table[Line]):
    """`entered` carries the row and the figure of the cell; `past_end` tells of ↓ on the last row."""

    entered = Signal(object, object)
    past_end = Signal()
    before_start = Signal()

    def __init__(
        self,
        named: str,
        name_of: Callable[[Line], str],
        figures: Sequence[FigureColumn],
        groups: Sequence[Group],
        *,
        has_head: bool = True,
    ) -> None:
        self._figures, self._row = tuple(figures), TALLEST
        columns = (
            Column("no", words.NO, self._number, NUMBER_WIDTH, AT_CENTRE, least_width=ROOMY),
            Column("name", named, lambda line: Cell(name_of(line), bold=not line.key)),
            *(
                Column(str(place), one.title, one.cell, FIGURE_WIDTH, AT_CENTRE)
                for place, one in enumerate(figures)
            ),
        )
        super().__init__(columns, words.TITLE, grid=True)
        self.setItemDelegate(GridDelegate(self, grid=True))
        titles = [column.title for column in columns]
        self._head = GroupHead(self, groups, titles)
        self.setHorizontalHeader(self._head)
        self._head.setVisible(has_head)
        self._prepare_sections()
        self.doubleClicked.connect(lambda _index: self._enter())
        self.restyle()

    def restyle(self) -> None:
        super().restyle()
        self.horizontalHeader().setFixedHeight(look().s(HEAD))
        for at, column in enumerate(self.table_model.columns):
            if column.width is not None:
                self.setColumnWidth(at, look().s(column.width))
        self.verticalHeader().setDefaultSectionSize(look().s(self._row))

    def rename(self, named: str) -> None:
        """Say what the rows stand for."""
        self._head.rename(1, named)

    def fit_rows(self, room: int, rows: int) -> None:
        """Make rows as tall as the room allows, within the limits of the design."""
        self._row = min(max(int(room / look().factor) // max(rows, 1), LOWEST), TALLEST)
        self.verticalHeader().setDefaultSectionSize(look().s(self._row))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other counts; the chosen cell stays chosen."""
        column = max(self.currentIndex().column(), 2)
        self.show_rows(lines, keep=lambda line: line.key)
        self.choose_cell(self.currentIndex().row(), column)
        self._rest()

    def choose_cell(self, row: int, column: int) -> None:
        """Put the frame on a cell."""
        self.setCurrentIndex(self.table_model.index(row, column))

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        row, last = self.currentIndex().row(), self.table_model.rowCount() - 1
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Down and row == last:
            self.past_end.emit()
        elif event.key() == Qt.Key.Key_Up and row == 0:
            self.before_start.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        if self.currentIndex().isValid():
            whole_row = QItemSelectionModel.SelectionFlag.Rows | QItemSelectionModel.SelectionFlag.Select
            self.selectionModel().select(self.currentIndex(), whole_row)

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self._rest()

    def _rest(self) -> None:
        """The total is marked only while the keys are on it."""
        if self._head.isHidden() and not self.hasFocus():
            self.selectionModel().clearSelection()

    def _number(self, line: Line) -> Cell:
        return Cell(
            line.key if line.key.isdigit() and len(line.key) < 3 and line.key != "0" else "", tone="text2"
        )

    def _prepare_sections(self) -> None:
        for at, column in enumerate(self.table_model.columns):
            stretch = column.width is None
            mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Fixed
            self._head.setSectionResizeMode(at, mode)

    def _enter(self) -> None:
        line, column = self.current_row(), self.currentIndex().column() - 2
        if line is not None and column >= 0:
            self.entered.emit(line, self._figures[column].column.figure)
