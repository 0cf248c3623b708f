"""A small table to type in: a blank row always waits below, cells copied from a sheet spread over it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from outlet_app.ui.parts.find_edit import Ask, Offer, OfferEdit
from outlet_app.ui.widgets.boxes import Column, Row
from outlet_app.ui.widgets.text import ElidedLabel, Label
from outlet_app.wording import rows_edit as words

MOST_ROWS = 60
LONGEST = 200
GAP = 4
_STEPS = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}


class Cell(OfferEdit):
    """`spread` carries what was copied from several cells; `moved` the rows to go; `ask` offers."""

    spread = Signal(str)
    moved = Signal(int)

    def __init__(self, name: str, ask: Ask | None = None) -> None:
        super().__init__(ask or _nothing_known, longest=LONGEST)
        self.setAccessibleName(name)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        # The arrows go through an open list first, and through the rows without one.
        if self.is_offering:
            super().keyPressEvent(event)
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            copied = QGuiApplication.clipboard().text().strip("\r\n")
            if "\t" in copied or "\n" in copied:
                self.spread.emit(copied)
                return
        if event.key() in _STEPS:
            self.moved.emit(_STEPS[event.key()])
            return
        super().keyPressEvent(event)


def _nothing_known(_text: str, _offer: Offer) -> None:
    """A cell of plain words."""


class RowsEdit(Column):
    """What stands in it is read row by row; a row without a word is none.

    asks: what the cells of a column offer while one types, by the column's place.
    """

    def __init__(
        self,
        columns: Sequence[tuple[str, int]],
        rows: Sequence[Sequence[str]] = (),
        asks: Mapping[int, Ask] | None = None,
    ) -> None:
        self._columns, self._asks = tuple(columns), asks or {}
        self.cells: list[list[Cell]] = []
        self._body = Column(gap=GAP)
        self.note = Label("", "caption", "warn")
        self.note.hide()
        head = Row(*((ElidedLabel(name, "caption", "text2"), share) for name, share in columns), gap=GAP)
        super().__init__(head, self._body, self.note, gap=GAP)
        self._put(0, 0, rows)
        self._keep_one_blank()

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Every row that says something, as wide as the columns."""
        read = (tuple(cell.text().strip() for cell in row) for row in self.cells)
        return tuple(row for row in read if any(row))

    def text(self) -> str:
        """The same as one text: cells parted by tabs, rows by line ends."""
        return "\n".join("\t".join(row) for row in self.rows())

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason, /) -> None:
        self.cells[0][0].setFocus(reason)

    def _keep_one_blank(self) -> None:
        if len(self.cells) < MOST_ROWS and (not self.cells or any(one.text() for one in self.cells[-1])):
            self._add_row()

    def _add_row(self) -> None:
        place = len(self.cells)
        row = [self._cell(place, at) for at in range(len(self._columns))]
        self.cells.append(row)
        shares = zip(row, self._columns, strict=True)
        line = Row(*((cell, share) for cell, (_, share) in shares), gap=GAP)
        self._body.add(line)
        line.show()
        _in_order(row, self.cells[place - 1][-1] if place else None)

    def _cell(self, row: int, at: int) -> Cell:
        cell = Cell(words.cell_name(row + 1, self._columns[at][0]), self._asks.get(at))
        cell.textChanged.connect(self._keep_one_blank)
        cell.moved.connect(lambda step: self._go(row + step, at))
        cell.spread.connect(lambda copied: self._spread(row, at, copied))
        return cell

    def _go(self, row: int, at: int) -> None:
        if 0 <= row < len(self.cells):
            self.cells[row][at].setFocus(Qt.FocusReason.TabFocusReason)

    def _spread(self, row: int, at: int, copied: str) -> None:
        self._put(row, at, [line.split("\t") for line in copied.splitlines()])

    def _put(self, row: int, at: int, rows: Sequence[Sequence[str]]) -> None:
        """What goes beyond the last row is told, what goes beyond the last column is put into the last."""
        fitting = rows[: MOST_ROWS - row]
        for place, copied in enumerate(fitting, row):
            while place >= len(self.cells):
                self._add_row()
            for cell, text in zip(
                self.cells[place][at:], _folded(copied, len(self._columns) - at), strict=False
            ):
                cell.show_text(text.strip())
        lost = len(rows) - len(fitting)
        self.note.setText(words.cut(MOST_ROWS, lost) if lost else "")
        self.note.setVisible(bool(lost))


def _folded(copied: Sequence[str], room: int) -> list[str]:
    """The cells, with those that have no column of their own in the last."""
    if len(copied) <= room:
        return list(copied)
    return [*copied[: room - 1], " ".join(copied[room - 1 :])]


def _in_order(row: Sequence[QWidget], before: QWidget | None) -> None:
    """Tab goes through a row and then to the next."""
    for first, second in zip([before, *row], row, strict=False):
        if first is not None:
            QWidget.setTabOrder(first, second)
