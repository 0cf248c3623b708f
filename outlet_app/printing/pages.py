"""From pieces to pages: what fits, what stays together, which heads are repeated, and the frames."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

from outlet_app.printing.blocks import Block, Words
from outlet_app.printing.cannot import DoesNotFit
from outlet_app.printing.fonts import Faces
from outlet_app.printing.paper import FRAME, MM, Sheet
from outlet_app.printing.pen import Box, Pen

_W = TypeVar("_W")
SLACK = 0.01
# A page that would stay empty for more than this parts a tall row instead.
LOOSE = 30 * MM
Furnish = Callable[[Pen, int, int], None]


@dataclass(frozen=True, slots=True)
class Piece:
    """The smallest thing a page break leaves whole.

    gap: room before it, dropped at the top of a page. glue: stays on the page of the piece before.
    repeat: drawn again above it where a page begins with it. frame: neighbours of one name are framed.
    part: cuts it for so much room, or gives nothing; asked only where much of the page would stay empty.
    """

    height: float
    draw: Callable[[Pen, float, float], None]
    gap: float = 0.0
    glue: bool = False
    repeat: "Piece | None" = None
    frame: str = ""
    new_page: bool = False
    part: "Callable[[float], tuple[Piece, Piece] | None]" = lambda _room: None


@dataclass(frozen=True, slots=True)
class Spot:
    """A piece at its height on the page."""

    y: float
    piece: Piece


Page = tuple[Spot, ...]


def whole(block: Block, faces: Faces, width: float, gap: float = 0.0, glue: bool = False) -> Piece:
    """A block that no page break parts."""
    tall = block.height(faces, width)
    return Piece(tall, lambda pen, x, y: block.draw(pen, Box(x, y, width, tall)), gap, glue)


def paragraph(words: Words, faces: Faces, width: float, gap: float = 0.0) -> tuple[Piece, ...]:
    """A paragraph line by line; neither its first nor its last line stands alone on a page."""
    lines = words.set(faces, width)
    last = len(lines) - 1
    return tuple(
        Piece(
            words.style.leading,
            lambda pen, x, y, line=line: pen.lines([line], words.style, x, y),  # type: ignore[misc]
            gap=0.0 if number else gap,
            glue=number == 1 or (number == last and number > 0),
        )
        for number, line in enumerate(lines)
    )


def paginate(pieces: Sequence[Piece], room: float) -> tuple[Page, ...]:
    """Lay the pieces on pages of this height; DoesNotFit if one is higher than a page."""
    pages: list[Page] = []
    left = list(pieces)
    while left:
        page, left = _fill(left, room, first=not pages)
        pages.append(tuple(_spots(_with_head(page, first=not pages))))
    return tuple(pages)


def roomiest(build: Callable[[_W], Sequence[Piece]], ways: Sequence[_W], room: float) -> Sequence[Piece]:
    """What `build` makes in the first way (a row height …) that needs one page only, else in the last."""
    for way in ways:
        pieces = build(way)
        if len(paginate(pieces, room)) == 1:
            break
    return pieces


def compose(pen: Pen, sheet: Sheet, pieces: Sequence[Piece], furnish: Furnish) -> bytes:
    """Draw the pieces page by page, with head line and foot by `furnish(pen, page, pages)`."""
    pages = paginate(pieces, sheet.room)
    for number, page in enumerate(pages, 1):
        furnish(pen, number, len(pages))
        for spot in page:
            spot.piece.draw(pen, sheet.side, sheet.top + spot.y)
        for box in _frames(page, sheet):
            pen.frame(box, FRAME)
        pen.turn()
    return pen.finish()


def _fill(pieces: list[Piece], room: float, first: bool) -> tuple[list[Piece], list[Piece]]:
    """What goes on the page, and what is left for the next."""
    repeat = None if first else pieces[0].repeat
    ends = [repeat.height if repeat else 0.0]
    for index, piece in enumerate(pieces):
        top = ends[-1] + (piece.gap if index else 0.0)
        if index and piece.new_page:
            return pieces[:index], pieces[index:]
        if top + piece.height > room + SLACK:
            return _broken(pieces, index, room, (*ends, top))
        ends.append(top + piece.height)
    return pieces, []


def _broken(
    pieces: list[Piece], index: int, room: float, ends: Sequence[float]
) -> tuple[list[Piece], list[Piece]]:
    """The piece at the index does not fit: go on with it, or with what it is glued to, on the next page."""
    cut = _cut(pieces, index)
    *_, top = ends
    if room - ends[cut] > LOOSE and (parts := pieces[index].part(room - top)):
        above = replace(parts[0], gap=pieces[index].gap, glue=pieces[index].glue)
        return [*pieces[:index], above], [parts[1], *pieces[index + 1 :]]
    return pieces[:cut], pieces[cut:]


def _cut(pieces: Sequence[Piece], index: int) -> int:
    if index == 0:
        raise DoesNotFit
    cut = index
    while cut and pieces[cut].glue:
        cut -= 1
    return cut or index


def _with_head(pieces: Sequence[Piece], first: bool) -> list[Piece]:
    repeat = None if first else pieces[0].repeat
    return [repeat, *pieces] if repeat else list(pieces)


def _spots(pieces: Sequence[Piece]) -> Iterator[Spot]:
    y = 0.0
    for index, piece in enumerate(pieces):
        y += piece.gap if index else 0.0
        yield Spot(y, piece)
        y += piece.height


def _frames(page: Page, sheet: Sheet) -> Iterator[Box]:
    for name, group in groupby(page, lambda spot: spot.piece.frame):
        spots = list(group)
        if name:
            top, last = spots[0].y, spots[-1]
            yield Box(sheet.side, sheet.top + top, sheet.across, last.y + last.piece.height - top)
