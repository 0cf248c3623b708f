"""The pen: draws set lines, rules, boxes and squares on a PDF page whose y runs down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from outlet_app.printing.fonts import Face, Faces
from outlet_app.printing.lines import BASELINE, Line, Style
from outlet_app.printing.paper import THIN, Sheet

BLACK = (0.0, 0.0, 0.0)
RED = (0.75, 0.0, 0.0)
FILL, FILL_AND_STROKE = 0, 2
THICKENING = 0.03
PALE = 0.85


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the page: left, upper edge, width, height."""

    x: float
    y: float
    width: float
    height: float


class Pen:
    """One PDF being drawn; the same strokes give the same bytes."""

    def __init__(self, sheet: Sheet, faces: Faces, title: str, author: str) -> None:
        self.faces = faces
        self._height = sheet.height
        self._zoom = sheet.zoom
        self._bytes = BytesIO()
        self._colour = BLACK
        faces.enrol()
        self._is_begun = False
        self._whole: Any = Canvas(
            self._bytes,
            pagesize=(sheet.width * sheet.zoom, sheet.height * sheet.zoom),
            invariant=1,
            pageCompression=1,
            initialFontName=Face.SERIF.value,
            lang="zh-CN",
        )
        self._whole.setTitle(title)
        self._whole.setAuthor(author)
        self._whole.setSubject(title)

    def turn(self) -> None:
        """End the page."""
        self._whole.showPage()
        self._is_begun = False

    def finish(self) -> bytes:
        """The whole PDF."""
        self._whole.save()
        return self._bytes.getvalue()

    def lines(self, lines: Sequence[Line], style: Style, x: float, y: float) -> None:
        """Draw set lines, the first one's box beginning at y."""
        self._ink(RED if style.red else BLACK)
        for number, line in enumerate(lines):
            middle = y + (number + 0.5) * style.leading
            self.line(line, style.size, x, middle + BASELINE * style.size)
        self._ink(BLACK)

    def line(self, line: Line, size: float, x: float, baseline: float) -> None:
        """Draw one set line on its baseline."""
        for placed in line.placed:
            self._token(placed.token.text, placed.token.face, size, x + placed.x, baseline)

    def rule(self, x: float, y: float, to_x: float, width: float = THIN) -> None:
        """Draw a level rule."""
        self._canvas.setLineWidth(width)
        self._canvas.line(x, self._height - y, to_x, self._height - y)

    def frame(self, box: Box, width: float = THIN) -> None:
        """Draw the outline of a box."""
        self._canvas.setLineWidth(width)
        self._canvas.rect(box.x, self._height - box.y - box.height, box.width, box.height)

    def tick(self, box: Box) -> None:
        """Draw a check mark into a box."""
        path = self._canvas.beginPath()
        path.moveTo(*self._within(box, 0.18, 0.5))
        path.lineTo(*self._within(box, 0.42, 0.78))
        path.lineTo(*self._within(box, 0.84, 0.2))
        self._canvas.setLineWidth(1.3)
        self._canvas.drawPath(path)

    def squares(self, boxes: Iterable[Box]) -> None:
        """Fill boxes in one stroke, so that no seams show between them."""
        path = self._canvas.beginPath()
        for box in boxes:
            path.rect(box.x, self._height - box.y - box.height, box.width, box.height)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def across(self, text: Line, size: float, centre: tuple[float, float], angle: float) -> None:
        """Write one line in light grey over the page, turned about its middle, as a mark of what is void."""
        self._canvas.saveState()
        self._canvas.translate(centre[0], self._height - centre[1])
        self._canvas.rotate(angle)
        self._canvas.setFillGray(PALE)
        for placed in text.placed:
            x = placed.x - text.width / 2
            self._canvas.setFont(placed.token.face.value, size)
            self._canvas.drawString(x, -size * 0.36, placed.token.text)
        self._canvas.restoreState()

    @property
    def _canvas(self) -> Any:
        """The page; enlarged by its first stroke, so that no empty page follows the last."""
        if not self._is_begun:
            self._is_begun = True
            if self._zoom != 1:
                self._whole.scale(self._zoom, self._zoom)
        return self._whole

    def _ink(self, colour: tuple[float, float, float]) -> None:
        if colour != self._colour:
            self._colour = colour
            self._canvas.setFillColorRGB(*colour)
            self._canvas.setStrokeColorRGB(*colour)

    def _within(self, box: Box, across: float, down: float) -> tuple[float, float]:
        return box.x + across * box.width, self._height - box.y - down * box.height

    def _token(self, text: str, face: Face, size: float, x: float, baseline: float) -> None:
        for drawn_by, piece in self.faces.pieces(text, face):
            self._piece(piece, drawn_by, size, x, baseline, thick=face.bold and not drawn_by.bold)
            x += self.faces.width(piece, drawn_by) * size

    def _piece(self, text: str, face: Face, size: float, x: float, baseline: float, thick: bool) -> None:
        if not text.strip():
            return
        written = self._canvas.beginText(x, self._height - baseline)
        written.setFont(face.value, size)
        if thick:
            self._canvas.setLineWidth(size * THICKENING)
            written.setTextRenderMode(FILL_AND_STROKE)
        written.textOut(text)
        if thick:
            written.setTextRenderMode(FILL)
        self._canvas.drawText(written)
