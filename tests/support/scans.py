"""Files as they come from scanners, telephones and people: right ones and hostile ones."""

import io
from random import Random

from PIL import Image, ImageDraw
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from outlet_app.printing.scans import ScanPage, read_pages


def picture(width: int = 620, height: int = 877, mode: str = "RGB", mark: str = "1") -> Image.Image:
    """A white sheet with a black corner top left and a mark in it."""
    image = Image.new(mode, (width, height), "white" if mode not in ("1", "L") else 255)
    draw = ImageDraw.Draw(image)
    ink = "black" if mode not in ("1", "L") else 0
    draw.rectangle((0, 0, width // 4, height // 8), fill=ink)
    draw.text((width // 2, height // 2), mark, fill=ink)
    return image


def noise(width: int, height: int) -> Image.Image:
    """What compresses worst."""
    return Image.frombytes("L", (width, height), Random(3).randbytes(width * height))


def photo(image: Image.Image | None = None, kind: str = "JPEG", **how: object) -> bytes:
    """The picture as a file."""
    made = io.BytesIO()
    (image or picture()).save(made, kind, **how)  # type: ignore[arg-type]
    return made.getvalue()


def pdf(pages: int = 1, size: tuple[float, float] = (595, 842), password: str = "") -> bytes:
    """A PDF with its page numbers."""
    made = io.BytesIO()
    lock = StandardEncryption(password, ownerPassword="owner") if password else None
    canvas = Canvas(made, pagesize=size, invariant=1, encrypt=lock)
    for number in range(1, pages + 1):
        canvas.setFontSize(72)
        canvas.drawString(size[0] / 3, size[1] / 2, str(number))
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def page(mark: str = "1") -> ScanPage:
    """One page ready to be merged; another mark is another page."""
    return read_pages(photo(picture(310, 438, mark=mark)))[0]
