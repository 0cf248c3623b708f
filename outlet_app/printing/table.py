"""Tables: cells over several rows and columns, rows that never split, heads that come again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from outlet_app.printing.blocks import Block, Gap, Words
from outlet_app.printing.fonts import Faces
from outlet_app.printing.pages import Piece
from outlet_app.printing.paper import MM, THIN
from outlet_app.printing.pen import Box, Pen

PAD = 1.8 * MM
TOP_PAD = 0.95 * MM
ROW = 8 * MM
LEAST_LINES = 2
# In rows as low as this the leading of the words is air enough.
CLOSEST = 5.6 * MM


@dataclass(frozen=True, slots=True)
class Cell:
    """A block in the grid; `cols` and `rows` say how far it reaches, `upper` holds it at the top."""

    block: Block
    cols: int = 1
    rows: int = 1
    pad: float = PAD
    top_pad: float = TOP_PAD
    upper: bool = False

    def draw(self, pen: Pen, box: Box) -> None:
        """Draw the block within its padding, in the middle of the box unless it is held up."""
        inner = box.width - 2 * self.pad
        tall = self.block.height(pen.faces, inner)
        drop = self.top_pad if self.upper else (box.height - tall) / 2
        self.block.draw(pen, Box(box.x + self.pad, box.y + drop, inner, tall))


Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class _Seat:
    """A cell with its place in the grid."""

    cell: Cell
    row: int
    col: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows laid out at their heights; drawn as one."""

    seats: tuple[_Seat, ...]
    lefts: tuple[float, ...]
    tops: tuple[float, ...]

    @property
    def height(self) -> float:
        """From the first rule to the last."""
        return self.tops[-1]

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw rules and contents, the contents in the middle of their cells."""
        for seat in self.seats:
            box = self._box(seat, x, y)
            pen.frame(box, THIN)
            seat.cell.draw(pen, box)

    def _box(self, seat: _Seat, x: float, y: float) -> Box:
        left, right = self.lefts[seat.col], self.lefts[seat.col + seat.cell.cols]
        top, bottom = self.tops[seat.row], self.tops[seat.row + seat.cell.rows]
        return Box(x + left, y + top, right - left, bottom - top)


def grid(widths: Sequence[float], rows: Sequence[Row], faces: Faces, least: float = ROW) -> Grid:
    """Lay rows out: each as high as its highest cell, none lower than `least`."""
    seats = tuple(_seated(rows))
    lefts = _running(widths)
    heights = [least] * len(rows)
    for seat in sorted(seats, key=lambda one: one.cell.rows):
        span = heights[seat.row : seat.row + seat.cell.rows]
        inner = lefts[seat.col + seat.cell.cols] - lefts[seat.col] - 2 * seat.cell.pad
        air = 0.0 if least <= CLOSEST and not seat.cell.upper else 2 * seat.cell.top_pad
        missing = seat.cell.block.height(faces, inner) + air - sum(span)
        # Where every row is low, the one that has to hold more would look like a gap.
        grown = range(
            seat.row if least <= CLOSEST else seat.row + seat.cell.rows - 1, seat.row + seat.cell.rows
        )
        for row in grown:
            heights[row] += max(0.0, missing) / len(grown)
    return Grid(seats, lefts, _running(heights))


def fixed(
    widths: Sequence[float], rows: Sequence[Row], faces: Faces, frame: str, least: float = ROW
) -> Piece:
    """Rows that stay together."""
    laid = grid(widths, rows, faces, least)
    return Piece(laid.height, laid.draw, frame=frame)


def table(
    widths: Sequence[float],
    head: Sequence[Row],
    body: Iterable[Row],
    faces: Faces,
    frame: str,
    least: float = ROW,
) -> tuple[Piece, ...]:
    """A table whose head comes again on every page and never stands there without a row.

    A row stays whole, unless it is tall and much of a page would stay empty for it.
    """
    top = fixed(widths, head, faces, frame, least)

    def whole(row: Row) -> Piece:
        return replace(fixed(widths, [row], faces, frame, least), repeat=top, part=partial(part, row))

    def part(row: Row, room: float) -> tuple[Piece, Piece] | None:
        halves = _parted(widths, row, faces, room)
        above = whole(halves[0]) if halves else None
        return (above, whole(halves[1])) if halves and above and above.height <= room else None

    rows = map(whole, body)
    return top, *(replace(row, glue=number == 0) for number, row in enumerate(rows))


@dataclass(frozen=True, slots=True)
class _Cut:
    """A cell above and below a page break; 0 lines where it stands above whole."""

    above: Cell
    below: Cell
    lines_above: int = 0
    lines_below: int = 0


def _parted(widths: Sequence[float], row: Row, faces: Faces, room: float) -> tuple[Row, Row] | None:
    """The row above and below a page break, on neither side a line alone; None where that cannot be."""
    lefts = _running(widths)
    cuts: list[_Cut] = []
    for seat in _seated([row]):
        inner = lefts[seat.col + seat.cell.cols] - lefts[seat.col] - 2 * seat.cell.pad
        found = _cut(seat.cell, faces, inner, room - 2 * seat.cell.top_pad)
        if found is None:
            return None
        cuts.append(found)
    fewest = min(max(cut.lines_above for cut in cuts), max(cut.lines_below for cut in cuts))
    return ([cut.above for cut in cuts], [cut.below for cut in cuts]) if fewest >= LEAST_LINES else None


def _cut(cell: Cell, faces: Faces, inner: float, room: float) -> _Cut | None:
    if cell.block.height(faces, inner) <= room:
        return _Cut(cell, replace(cell, block=Gap(0)))
    halves = cell.block.part(faces, inner, room) if isinstance(cell.block, Words) else None
    if halves is None:
        return None
    above, below = halves
    lines = len(above.lines), len(below.lines)
    return _Cut(replace(cell, block=above), replace(cell, block=below), *lines)


def _seated(rows: Sequence[Row]) -> Iterator[_Seat]:
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        col = 0
        for cell in row:
            while (number, col) in taken:
                col += 1
            yield _Seat(cell, number, col)
            taken |= {(number + down, col + on) for down in range(cell.rows) for on in range(cell.cols)}


def _running(sizes: Sequence[float]) -> tuple[float, ...]:
    edges = [0.0]
    for size in sizes:
        edges.append(edges[-1] + size)
    return tuple(edges)
