"""Scans and photographs as pages: read from any file, made 200 dpi grey, turned, and merged to one PDF."""

import io
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError
from pypdfium2 import PdfiumError
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from outlet_app.domain.attachments import MOST_PAGES
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.printing.turn import GLASS, PRESS

DPI = 200
# A4 at 200 dpi, the long side.
LONGEST = 2339
MOST_PIXELS = 80_000_000
MOST_BYTES = 200 * 1_048_576
PAGE_BYTES = 600_000
_QUALITIES = (72, 60, 48, 36, 24)
_POINTS = 72
_QUARTERS = 4
_LOCKED = 4
_SHRINK = 0.75


@dataclass(frozen=True, slots=True)
class ScanPage:
    """One page as a grey JPEG with its size in pixels; `turned` counts quarters clockwise."""

    jpeg: bytes
    width: int
    height: int
    turned: int = 0

    def turn(self, quarters: int = 1) -> "ScanPage":
        """The page turned clockwise by so many quarters."""
        return replace(self, turned=(self.turned + quarters) % _QUARTERS)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height as it is seen."""
        return (self.height, self.width) if self.turned % 2 else (self.width, self.height)


def read_pages(content: bytes, room: int = MOST_PAGES) -> tuple[ScanPage, ...]:
    """The pages of a PDF, a photograph or a scan, at most `room` of them.

    Refused: scan.empty, scan.file_too_large, scan.not_readable, scan.locked, scan.too_many_pages{found,
    most}, scan.too_many_pixels.
    """
    if not content:
        raise Refused(Refusal("scan.empty"))
    if len(content) > MOST_BYTES:
        raise Refused(Refusal("scan.file_too_large"))
    pages = _pages_of_pdf if b"%PDF-" in content[:1024] else _pages_of_image
    return tuple(pages(content, room))


def thumbnail(page: ScanPage, longest: int) -> bytes:
    """A small JPEG of the page as it is seen."""
    with Image.open(io.BytesIO(page.jpeg)) as image:
        image.draft("L", (longest, longest))
        turned = image.rotate(-90 * page.turned, expand=True) if page.turned else image.copy()
    turned.thumbnail((longest, longest))
    return _jpeg(turned, 80)


def merge(pages: Sequence[ScanPage]) -> bytes:
    """One PDF of the pages in their order, the JPEGs as they are; the same pages give the same bytes."""
    made = io.BytesIO()
    with PRESS:
        canvas = Canvas(made, invariant=1, pageCompression=1)
        for page in pages:
            _draw(canvas, page)
        canvas.save()
    return made.getvalue()


def _draw(canvas: Any, page: ScanPage) -> None:
    width, height = (side * _POINTS / DPI for side in (page.width, page.height))
    seen = (height, width) if page.turned % 2 else (width, height)
    canvas.setPageSize(seen)
    canvas.translate(seen[0] / 2, seen[1] / 2)
    canvas.rotate(-90 * page.turned)
    canvas.drawImage(ImageReader(io.BytesIO(page.jpeg)), -width / 2, -height / 2, width, height)
    canvas.showPage()


def _pages_of_pdf(content: bytes, room: int) -> Iterator[ScanPage]:
    try:
        with GLASS, closing(pypdfium2.PdfDocument(content)) as document:
            count = len(document)
    except PdfiumError as wrong:
        locked = getattr(wrong, "err_code", None) == _LOCKED or "password" in str(wrong).lower()
        raise Refused(Refusal("scan.locked" if locked else "scan.not_readable")) from wrong
    _demand_room(count, room)
    for index in range(count):
        yield _page(_glimpse(content, index))


def _glimpse(content: bytes, index: int) -> Image.Image:
    """One page of a PDF as a grey picture, never larger than a page of paper needs."""
    try:
        with (
            GLASS,
            closing(pypdfium2.PdfDocument(content)) as document,
            closing(document[index]) as page,
        ):
            longest = max(page.get_width(), page.get_height(), 1)
            scale = min(DPI / _POINTS, LONGEST / longest)
            with closing(page.render(scale=scale, grayscale=True)) as bitmap:
                glimpsed: Image.Image = bitmap.to_pil().convert("L")
                return glimpsed
    except PdfiumError as wrong:
        raise Refused(Refusal("scan.not_readable")) from wrong


def _pages_of_image(content: bytes, room: int) -> Iterator[ScanPage]:
    try:
        with Image.open(io.BytesIO(content)) as image:
            _demand_room(getattr(image, "n_frames", 1), room)
            for frame in ImageSequence.Iterator(image):
                if frame.width * frame.height > MOST_PIXELS:
                    raise Refused(Refusal("scan.too_many_pixels"))
                yield _page(_upright(frame))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Refused(Refusal("scan.too_many_pixels")) from bomb
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as wrong:
        raise Refused(Refusal("scan.not_readable")) from wrong


def _upright(frame: Image.Image) -> Image.Image:
    """As the camera held it, grey, on white where it is see-through."""
    # A JPEG can be decoded smaller than it is, which saves most of the time of a photograph.
    frame.draft("L", (LONGEST, LONGEST))
    upright = ImageOps.exif_transpose(frame) or frame
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        clear = upright.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(paper, clear).convert("L")
    return upright.convert("L")


def _page(image: Image.Image) -> ScanPage:
    image.thumbnail((LONGEST, LONGEST))
    while True:
        for quality in _QUALITIES:
            made = _jpeg(image, quality)
            if len(made) <= PAGE_BYTES:
                return ScanPage(made, image.width, image.height)
        image = image.resize((max(1, int(image.width * _SHRINK)), max(1, int(image.height * _SHRINK))))


def _jpeg(image: Image.Image, quality: int) -> bytes:
    made = io.BytesIO()
    image.save(made, "JPEG", quality=quality, optimize=True, dpi=(DPI, DPI))
    return made.getvalue()


def _demand_room(found: int, room: int) -> None:
    if found > room:
        raise Refused(Refusal("scan.too_many_pages", {"found": found, "most": room}))
    if found < 1:
        raise Refused(Refusal("scan.not_readable"))
