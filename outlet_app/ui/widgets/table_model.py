"""What a table shows: columns that turn a row into cells, asked only for what is on screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from outlet_app.wording.statuses import Status

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a text with an optional second line, or a chip; a mark warns behind the second line."""

    text: str = ""
    sub: str = ""
    status: Status | None = None
    tone: str = "text"
    bold: bool = False
    icon: str = ""
    mark: str = ""

    def spoken(self) -> str:
        """The cell as one phrase, for tooltips and assistive technology."""
        word = self.status.text if self.status else self.text
        return " ".join(part for part in (word, self.sub, self.mark) if part)


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column of design width (None takes the rest), hidden below an effective window width.

    A `whole` column (record numbers) is never elided: it widens to its rows.
    """

    key: str
    title: str
    cell: Callable[[T], Cell]
    width: int | None = None
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    least_width: int = 0
    sort: Callable[[T], Any] | None = None
    whole: bool = False


class TableModel(QAbstractTableModel, Generic[T]):
    """Rows of any kind behind columns; `rows` may be a lazy sequence."""

    sorted_by = Signal(str, bool)

    def __init__(self, columns: Sequence[Column[T]], record: Callable[[T], str] | None = None) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._record = record
        self.rows: Sequence[T] = ()
        self.order: tuple[int, bool] | None = None

    def show_rows(self, rows: Sequence[T]) -> None:
        """Replace every row, kept in the order last chosen."""
        self.beginResetModel()
        self.rows = rows
        self._apply_order()
        self.endResetModel()

    def record_number(self, row: int) -> str:
        """What Ctrl+C copies from a row."""
        return self._record(self.rows[row]) if self._record else ""

    def rowCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> Any:
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int((column.align | Qt.AlignmentFlag.AlignVCenter).value)
        if role not in (CELL, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        cell = column.cell(self.rows[index.row()])
        return cell if role == CELL else cell.spoken()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole, /
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int((self.columns[section].align | Qt.AlignmentFlag.AlignVCenter).value)
        return self._titled(section) if role == Qt.ItemDataRole.DisplayRole else None

    def sort_rows(self, section: int, ascending: bool) -> None:
        """Order by a column that can be ordered; rows equal in it keep their place."""
        if self.columns[section].sort is None:
            return
        self.order = (section, ascending)
        self.beginResetModel()
        self._apply_order()
        self.endResetModel()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self.sorted_by.emit(self.columns[section].key, ascending)

    def _apply_order(self) -> None:
        if self.order and (key := self.columns[self.order[0]].sort):
            self.rows = sorted(self.rows, key=key, reverse=not self.order[1])

    def _titled(self, section: int) -> str:
        title = self.columns[section].title
        if not self.order or self.order[0] != section:
            return title
        return f"{title} {'↑' if self.order[1] else '↓'}"
