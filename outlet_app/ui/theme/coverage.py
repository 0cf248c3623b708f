"""Tells which characters the paper's own faces can draw, read from the font files and from no system font."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from struct import Struct, unpack_from

# Bold and regular of a family draw the same characters; the paper's faces are those of the screen.
PAPER_FILES = ("NotoSerifSC-Bold.ttf", "NotoSansSC-Regular.ttf", "HanaMinA.ttf", "HanaMinB.ttf")
WINDOWS_FULL = (3, 10)
GROUPS_AT = 16
_DIRECTORY = Struct(">4sIII")
_GROUP = Struct(">III")
Span = tuple[int, int]


class PaperFaces:
    """The faces of a folder; each file's character map is read when a character is first asked about."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def without_glyph(self, text: str) -> str:
        """The characters of the text that no paper can draw, in order, each once."""
        lost = [char for char in text if not self._draws(ord(char))]
        return "".join(dict.fromkeys(lost))

    def _draws(self, point: int) -> bool:
        return any(_holds(spans_of(self._folder / name), point) for name in PAPER_FILES)


@cache
def spans_of(file: Path) -> tuple[Span, ...]:
    """First and last code point of each stretch that a TrueType file has glyphs for, in order."""
    with file.open("rb") as font:
        (count,) = unpack_from(">H", font.read(12), 4)
        tables = _DIRECTORY.iter_unpack(font.read(count * _DIRECTORY.size))
        start, size = next((at, size) for tag, _, at, size in tables if tag == b"cmap")
        font.seek(start)
        return tuple(_spans(font.read(size)))


def _spans(cmap: bytes) -> Iterable[Span]:
    (count,) = unpack_from(">H", cmap, 2)
    places = {
        unpack_from(">HH", cmap, at): unpack_from(">I", cmap, at + 4)[0] for at in range(4, 4 + count * 8, 8)
    }
    start = places[WINDOWS_FULL]
    (groups,) = unpack_from(">I", cmap, start + 12)
    room = cmap[start + GROUPS_AT : start + GROUPS_AT + groups * _GROUP.size]
    return ((first, last) for first, last, _glyph in _GROUP.iter_unpack(room))


def _holds(spans: tuple[Span, ...], point: int) -> bool:
    at = bisect_right(spans, (point, 0x7FFFFFFF)) - 1
    return at >= 0 and spans[at][0] <= point <= spans[at][1]
