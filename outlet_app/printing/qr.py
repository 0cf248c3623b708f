"""The two-dimensional code on a paper: level M, drawn as squares, never as an image."""

from collections.abc import Iterator
from dataclasses import dataclass

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from outlet_app.printing.fonts import Faces
from outlet_app.printing.paper import QR
from outlet_app.printing.pen import Box, Pen


def matrix(text: str) -> list[list[bool]]:
    """The modules of the code, row by row, True where black; without the quiet zone."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]


@dataclass(frozen=True, slots=True)
class QrMark:
    """The code, centred in its box; the box around it has to keep the quiet zone free."""

    text: str
    side: float = QR

    def height(self, faces: Faces, width: float) -> float:  # noqa: ARG002
        return self.side

    def draw(self, pen: Pen, box: Box) -> None:
        pen.squares(self._bars(box.x + (box.width - self.side) / 2, box.y))

    def _bars(self, left: float, top: float) -> Iterator[Box]:
        rows = matrix(self.text)
        module = self.side / len(rows)
        for number, row in enumerate(rows):
            for start, length in _stretches(row):
                yield Box(left + start * module, top + number * module, length * module, module)


def _stretches(row: list[bool]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for index, black in enumerate([*row, False]):
        if black and start is None:
            start = index
        elif not black and start is not None:
            yield start, index - start
            start = None
