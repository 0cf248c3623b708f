"""Reads a finished PDF back as a person would: its text by line, its ink, its boxes, its fonts."""

import base64
import ctypes
import re
import zlib
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

MM = 72 / 25.4
DARK = 128


@dataclass(frozen=True)
class Box:
    """A drawn box in points, y down from the top edge of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


def page_texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


def squashed(text: str) -> str:
    """Without any white space, for a paper's line breaks are not its words."""
    return re.sub(r"\s", "", text)


def words_of(pdf: bytes) -> str:
    return squashed("".join(page_texts(pdf)))


def characters(pdf: bytes, page: int = 0) -> list[tuple[str, Box]]:
    """Every inked character and where it stands."""
    document = pypdfium2.PdfDocument(pdf)
    sheet = document[page]
    height = sheet.get_height()
    read = sheet.get_textpage()
    found: list[tuple[str, Box]] = []
    held = 0
    for index in range(read.count_chars()):
        unit = pdfium.FPDFText_GetUnicode(read, index)
        if 0xD800 <= unit < 0xDC00:
            held = unit
            continue
        char = chr(0x10000 + ((held - 0xD800) << 10) + unit - 0xDC00) if held else chr(unit)
        held = 0
        if char.isprintable() and not char.isspace():
            left, bottom, right, top = read.get_charbox(index, loose=True)
            found.append((char, Box(left, height - top, right, height - bottom)))
    return found


def place_of(pdf: bytes, wanted: str, page: int = 0) -> Box:
    """Where a text stands that is set on one line; AssertionError if the page has none."""
    found = characters(pdf, page)
    text = "".join(char for char, _ in found)
    assert wanted in text, (wanted, text)
    boxes = [box for _, box in found[text.index(wanted) :][: len(wanted)]]
    return Box(
        boxes[0].left, min(box.top for box in boxes), boxes[-1].right, max(box.bottom for box in boxes)
    )


def drawn_boxes(pdf: bytes, page: int = 0) -> list[Box]:
    """Everything drawn with lines or fills, as bounding boxes."""
    document = pypdfium2.PdfDocument(pdf)
    sheet = document[page]
    height = sheet.get_height()
    found = []
    for drawn in sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = drawn.get_bounds()
        found.append(Box(left, height - top, right, height - bottom))
    return found


class Ink:
    """A page as grey pixels, asked in points."""

    def __init__(self, pdf: bytes, page: int = 0, scale: float = 4) -> None:
        bitmap = pypdfium2.PdfDocument(pdf)[page].render(scale=scale, grayscale=True)
        self._scale = scale
        self._stride = bitmap.stride
        self._pixels = bytes(bitmap.buffer)
        self.width, self.height = bitmap.width, bitmap.height

    def at(self, x: float, y: float) -> bool:
        """Whether the paper is dark there."""
        return self._pixels[int(y * self._scale) * self._stride + int(x * self._scale)] < DARK

    def amount(self, box: Box) -> int:
        """How many pixels of the box are dark."""
        left, right = int(box.left * self._scale), int(box.right * self._scale)
        rows = range(int(box.top * self._scale), int(box.bottom * self._scale))
        return sum(
            pixel < DARK
            for row in rows
            for pixel in self._pixels[row * self._stride + left : row * self._stride + right]
        )


def font_names(pdf: bytes) -> set[str]:
    return {name.decode() for name in re.findall(rb"/BaseFont /([^\s/]+)", pdf)}


def font_descriptors(pdf: bytes) -> list[bytes]:
    return re.findall(rb"<<[^<>]*/Type /FontDescriptor[^<>]*>>", pdf)


def streams(pdf: bytes) -> list[bytes]:
    """All streams of the file, unpacked."""
    return [_unpacked(packed.strip()) for packed in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)]


def _unpacked(packed: bytes) -> bytes:
    if packed.endswith(b"~>"):
        packed = base64.a85decode(packed[:-2])
    return zlib.decompress(packed)


def check_boxes(pdf: bytes, page: int = 0) -> list[Box]:
    """The drawn check boxes, in reading order; their ticks are smaller."""
    side = (3.7 * MM, 4 * MM)
    drawn = drawn_boxes(pdf, page)
    small = [box for box in drawn if side[0] < box.width < side[1] and side[0] < box.height < side[1]]
    return sorted(small, key=lambda box: (round(box.top), box.left))


def colour_of(pdf: bytes, wanted: str) -> tuple[int, int, int]:
    """The colour a text of the first page begins with."""
    read = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    start = read.get_text_range().index(wanted)
    shades = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFText_GetFillColor(read, start, *shades)
    return tuple(shade.value for shade in shades[:3])
