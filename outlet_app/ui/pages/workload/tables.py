"""Counts by item or by person with a total that stays in view."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from outlet_app.domain.courses import Special
from outlet_app.domain.sheet_columns import LINE, line_spans
from outlet_app.domain.workload import Line
from outlet_app.ui.pages.workload.grid import HEAD, LOWEST, FigureColumn, Grid, Group
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Column, Row
from outlet_app.wording import sheet_columns as columns
from outlet_app.wording import workload as words

# Number and name stand before the figures.
_BEFORE = 2
FIGURES = tuple(
    FigureColumn(
        one, words.head(one.figure), is_late=one.figure is Special.OVERDUE, is_bold=one.figure is None
    )
    for one in LINE
)
GROUPS = tuple(Group(columns.PARTS[one.of], _BEFORE + one.first, _BEFORE + one.last) for one in line_spans())


class CountTable(Column):
    """Rows above, the total below them; ↓ and ↑ go across. `entered`: row and figure of a cell."""

    entered = Signal(object, object)

    def __init__(self, named: str, name_of: Callable[[Line], str]) -> None:
        self.rows = Grid(named, name_of, FIGURES, GROUPS)
        self.total = Grid(named, name_of, FIGURES, (), has_head=False)
        self._beside = QWidget()
        super().__init__((self.rows, 1), Row((self.total, 1), self._beside, gap=0), gap=0)
        self.total.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.entered.connect(self.entered)
        self.total.entered.connect(self.entered)
        self.rows.past_end.connect(lambda: self._cross(self.rows, self.total, 0))
        self.total.before_start.connect(lambda: self._cross(self.total, self.rows, self._last()))
        self.rows.verticalScrollBar().rangeChanged.connect(lambda *_range: self._line_up())

    def rename(self, named: str) -> None:
        """Say what the rows stand for: items or persons."""
        self.rows.rename(named)

    def show_lines(self, lines: Sequence[Line], total: Line | None) -> None:
        """Show counts; without a total (one's own row) there is none below."""
        self.rows.show_lines(lines)
        self.total.setVisible(total is not None)
        self.total.show_lines((total,) if total else ())
        self._fit()

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    def restyle(self) -> None:
        super().restyle()
        self._fit()

    def _fit(self) -> None:
        """Share the height out over all rows, the total among them."""
        count = self.rows.table_model.rowCount() + 1
        room = self.height() - look().s(HEAD)
        for grid in (self.rows, self.total):
            grid.fit_rows(room, count)
        tall = self.total.verticalHeader().defaultSectionSize()
        self.total.setFixedHeight(max(tall, look().s(LOWEST)))
        self._line_up()

    def _line_up(self) -> None:
        bar = self.rows.verticalScrollBar()
        self._beside.setFixedWidth(bar.sizeHint().width() if bar.maximum() else 0)

    def _last(self) -> int:
        return self.rows.table_model.rowCount() - 1

    def _cross(self, left: Grid, entered: Grid, row: int) -> None:
        if entered.isVisible() and entered.table_model.rowCount():
            entered.choose_cell(row, left.currentIndex().column())
            entered.setFocus()
