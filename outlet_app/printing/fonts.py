"""The faces of our papers: which of them draws a character, how wide it is, and what none can draw."""

import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from outlet_app.printing.cannot import NoGlyph

Source = bytes | Path
BLOCK = 100


class Face(StrEnum):
    """A face by its part on the paper; the two HANA faces only ever stand in for the others."""

    SANS = "sans"
    SANS_BOLD = "sans_bold"
    SERIF = "serif"
    SERIF_BOLD = "serif_bold"
    HANA_A = "hana_a"
    HANA_B = "hana_b"

    @property
    def bold(self) -> bool:
        """Whether a stand-in has to be thickened to match."""
        return self in (Face.SANS_BOLD, Face.SERIF_BOLD)


# Serif and sans each have a few characters that no other face has.
_OTHER = {
    Face.SANS: Face.SERIF,
    Face.SERIF: Face.SANS,
    Face.SANS_BOLD: Face.SERIF_BOLD,
    Face.SERIF_BOLD: Face.SANS_BOLD,
}


class Faces:
    """The six faces, each read at its first use; to be used under PRESS only."""

    def __init__(
        self,
        sans: Source,
        sans_bold: Source,
        serif: Source,
        serif_bold: Source,
        hana_a: Source,
        hana_b: Source,
    ) -> None:
        self._sources = dict(zip(Face, (sans, sans_bold, serif, serif_bold, hana_a, hana_b), strict=True))
        self._fonts: dict[Face, _PaperFont] = {}
        self._drawn_by: dict[tuple[Face, str], Face] = {}

    def pieces(self, text: str, face: Face) -> Iterator[tuple[Face, str]]:
        """Cut the text into stretches that one face draws; NoGlyph if a character has none."""
        for drawn_by, chars in groupby(text, lambda char: self.face_of(char, face)):
            yield drawn_by, "".join(chars)

    def width(self, text: str, face: Face) -> float:
        """The width of the text in em; NoGlyph if a character has no face."""
        return sum(self._font(self.face_of(char, face)).em(char) for char in text)

    def face_of(self, char: str, wanted: Face) -> Face:
        """The wanted face, or the first stand-in that has the character: what one face draws, all do."""
        found = self._drawn_by.get((wanted, char))
        if found is None:
            found = self._drawn_by[wanted, char] = self._search(char, wanted)
        return found

    def enrol(self) -> None:
        """Give ReportLab these faces under their names, which another set may have held before."""
        self._font(Face.SERIF)
        for font in self._fonts.values():
            font.take_its_name()

    def _search(self, char: str, wanted: Face) -> Face:
        for face in (wanted, Face.HANA_A, Face.HANA_B, _OTHER.get(wanted, Face.SERIF)):
            if self._font(face).has(char):
                return face
        raise NoGlyph(char)

    def _font(self, face: Face) -> "_PaperFont":
        if face not in self._fonts:
            self._fonts[face] = _PaperFont(face, self._sources[face])
            self._fonts[face].take_its_name()
        return self._fonts[face]


class _PaperFont(TTFont):  # type: ignore[misc]
    """A TrueType face whose text can be copied out of the PDF also beyond the first plane."""

    def __init__(self, face: Face, source: Source) -> None:
        opened = BytesIO(source) if isinstance(source, bytes) else str(source)
        super().__init__(face.value, opened, asciiReadable=False, shapable=False)

    def take_its_name(self) -> None:
        # registerFont keeps, in silence, whoever came first under a name or a face.
        pdfmetrics._fonts[self.fontName] = self

    def has(self, char: str) -> bool:
        return ord(char) in self.face.charToGlyph

    def em(self, char: str) -> float:
        return float(self.face.getCharWidth(ord(char))) / 1000

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab's name
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        # ReportLab writes a character beyond U+FFFF as five digits, which no reader understands.
        for number, subset in enumerate(subsets):
            name = f"{SUBSETN(number).decode()}+{self.face.name.decode()}"
            doc.idToObject[f"toUnicodeCMap:{name}"].content = _to_unicode(name, subset)


def printable(text: str) -> str:
    """The text without what leaves no ink: controls but the line feed, format marks, odd spaces."""
    return "".join(_visible(char) for char in text.replace("\r\n", "\n").replace("\r", "\n"))


def _visible(char: str) -> str:
    if char in "\n\u3000":
        return char
    kind = unicodedata.category(char)
    if kind == "Zs" or char == "\t":
        return " "
    return "" if kind in ("Cc", "Cf", "Zl", "Zp") else char


def _to_unicode(name: str, subset: list[int]) -> str:
    points = (chr(point).encode("utf-16-be").hex().upper() for point in subset)
    pairs = [f"<{code:02X}> <{point}>" for code, point in enumerate(points)]
    blocks = [pairs[start : start + BLOCK] for start in range(0, len(pairs), BLOCK)]
    listed = (f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return "\n".join((_CMAP_HEAD.format(name=name, last=len(subset) - 1), *listed, _CMAP_TAIL))


_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry ({name})
/Ordering ({name})
/Supplement 0
>> def
/CMapName /{name} def
/CMapType 2 def
1 begincodespacerange
<00> <{last:02X}>
endcodespacerange"""
_CMAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
