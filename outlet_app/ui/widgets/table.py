"""The table: rows chosen by keys or mouse, columns that give way, the record number on Ctrl+C."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.drawing import text_width
from outlet_app.ui.widgets.strokes import ENTER, held, is_plain
from outlet_app.ui.widgets.table_delegate import PADDING, CellDelegate
from outlet_app.ui.widgets.table_model import Column, Index, TableModel

T = TypeVar("T")
HEAD = 36
LOOKED_AT = 20


class Table(QTableView, Generic[T]):
    """`opened` on Enter or double click, `current_changed` when another row is chosen (a row or None)."""

    opened = Signal(object)
    current_changed = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[T]],
        name: str,
        *,
        record: Callable[[T], str] | None = None,
        row_height: int = 40,
        grid: bool = False,
    ) -> None:
        super().__init__()
        self.table_model: TableModel[T] = TableModel(columns, record)
        self.hovered_row = -1
        self._fitted = 0.0
        self._row_height = row_height
        self.setModel(self.table_model)
        self.setItemDelegate(CellDelegate(self, grid=grid))
        self.setAccessibleName(name)
        self._prepare_view()
        self._prepare_head()
        self.doubleClicked.connect(lambda _index: self._open())
        follow(self.restyle)

    def show_rows(self, rows: Sequence[T], *, keep: Callable[[T], object] | None = None) -> None:
        """Show other rows; the row equal in `keep` stays chosen, else the one at the same place."""
        row, current = self.currentIndex().row(), self.current_row()
        wanted = keep(current) if keep and current is not None else None
        scrolled = self.verticalScrollBar().value()
        self.table_model.show_rows(rows)
        self._fit_columns()
        found = self._place_of(wanted, keep) if keep and wanted is not None else -1
        self.choose_row(found if found >= 0 else max(row, 0))
        self.verticalScrollBar().setValue(scrolled)

    def current_row(self) -> T | None:
        """The chosen row."""
        row = self.currentIndex().row()
        return self.table_model.rows[row] if 0 <= row < len(self.table_model.rows) else None

    def choose_row(self, row: int) -> None:
        """Choose by place; beyond the end means the last."""
        last = self.table_model.rowCount() - 1
        if last >= 0:
            self.setCurrentIndex(self.table_model.index(min(row, last), self._first_column()))

    def currentChanged(self, current: Index, previous: Index, /) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row() or not previous.isValid():
            self.current_changed.emit(self.current_row())

    def restyle(self) -> None:
        """Scale rows, head and columns."""
        s = look().s
        self.verticalHeader().setDefaultSectionSize(s(self._row_height))
        self.horizontalHeader().setFixedHeight(s(HEAD))
        self._fit_columns()
        self._hide_columns()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in ENTER and is_plain(event):
            self._open()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and is_plain(event):
            self.choose_row(0 if event.key() == Qt.Key.Key_Home else self.table_model.rowCount() - 1)
        elif held(event) == Qt.KeyboardModifier.ControlModifier and event.key() in (
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
        ):
            self.table_model.sort_rows(self.currentIndex().column(), event.key() == Qt.Key.Key_Up)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose_row(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(int(event.position().y())))

    def leaveEvent(self, event: QEvent, /) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._hide_columns()

    def _prepare_view(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _prepare_head(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(24)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(32)
        head.sectionClicked.connect(self._sort)
        for at, column in enumerate(self.table_model.columns):
            mode = (
                QHeaderView.ResizeMode.Stretch if column.width is None else QHeaderView.ResizeMode.Interactive
            )
            head.setSectionResizeMode(at, mode)

    def _hide_columns(self) -> None:
        effective = self.window().width() / look().factor
        for at, column in enumerate(self.table_model.columns):
            hide = column.least_width > effective
            if self.isColumnHidden(at) != hide:
                self.setColumnHidden(at, hide)

    def _fit_columns(self) -> None:
        """Give columns their design width; one that must be whole gets what its first rows need."""
        rows = self.table_model.rows
        seen = [rows[at] for at in range(min(len(rows), LOOKED_AT))]
        for at, column in enumerate(self.table_model.columns):
            if column.width is None:
                continue
            texts = [column.cell(row).text for row in seen] if column.whole else []
            needed = max((text_width(text) for text in texts), default=0) + 2 * look().s(PADDING)
            wide = max(look().s(column.width), needed)
            if self.columnWidth(at) < wide or self._fitted != look().factor:
                self.setColumnWidth(at, wide)
        self._fitted = look().factor

    def _first_column(self) -> int:
        return next((at for at in range(len(self.table_model.columns)) if not self.isColumnHidden(at)), 0)

    def _place_of(self, wanted: object, keep: Callable[[T], Any]) -> int:
        return next((at for at, row in enumerate(self.table_model.rows) if keep(row) == wanted), -1)

    def _sort(self, section: int) -> None:
        order = self.table_model.order
        self.table_model.sort_rows(section, not (order and order[0] == section and order[1]))

    def _copy(self) -> None:
        row = self.currentIndex().row()
        if row >= 0 and (number := self.table_model.record_number(row)):
            QGuiApplication.clipboard().setText(number)

    def _open(self) -> None:
        if (row := self.current_row()) is not None:
            self.opened.emit(row)

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()
