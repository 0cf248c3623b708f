"""Papers as pictures: page counts and pages rendered from the PDF's own bytes."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pypdfium2

from outlet_app.printing.turn import GLASS

Picture = tuple[int, int, bytes]
POINTS_AN_INCH = 72
WHITE = (255, 255, 255, 255)


def page_count(pdf: bytes) -> int:
    """How many pages the PDF has."""
    with GLASS, closing(pypdfium2.PdfDocument(pdf)) as document:
        return len(document)


def render_page(pdf: bytes, index: int, width_px: int) -> Picture:
    """A page (from 0) as width, height and BGRA bytes, rows without padding; IndexError past the end."""
    with GLASS, closing(pypdfium2.PdfDocument(pdf)) as document:
        if not 0 <= index < len(document):
            raise IndexError(index)
        with closing(document[index]) as page:
            return _picture(page, width_px / page.get_width())


def pages_at(pdf: bytes, dpi: int) -> Iterator[Picture]:
    """Every page at a printer's resolution, one at a time."""
    for index in range(page_count(pdf)):
        with GLASS, closing(pypdfium2.PdfDocument(pdf)) as document, closing(document[index]) as page:
            picture = _picture(page, dpi / POINTS_AN_INCH)
        yield picture


def _picture(page: Any, scale: float) -> Picture:
    bitmap = page.render(
        scale=scale, fill_color=WHITE, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRA, rev_byteorder=False
    )
    try:
        tight = bitmap.width * 4
        pixels = memoryview(bitmap.buffer).cast("B")
        rows = (bytes(pixels[row * bitmap.stride :][:tight]) for row in range(bitmap.height))
        return bitmap.width, bitmap.height, b"".join(rows)
    finally:
        bitmap.close()
