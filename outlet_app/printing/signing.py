"""The signature block: the applicant's half, the outlet's half with room for the seal."""

from dataclasses import dataclass, replace

from outlet_app.printing.blocks import BLANK_HEIGHT, Blank, Block, Gap, Stack, Words, cell, head
from outlet_app.printing.fonts import Face, Faces
from outlet_app.printing.lines import Align, Style, plain
from outlet_app.printing.pages import Piece
from outlet_app.printing.paper import BODY, HALF_PAD, MM, SEAL, Sheet
from outlet_app.printing.pen import Box, Pen
from outlet_app.printing.table import Cell, fixed
from outlet_app.wording import papers


@dataclass(frozen=True, slots=True)
class SealArea:
    """Room for the round seal (42 mm), which by custom covers what is printed there.

    Where it is lower, the seal also covers the line above.
    """

    phone: str
    outlet: str
    day: str
    tall: float = SEAL
    blank: float = BLANK_HEIGHT

    def height(self, faces: Faces, width: float) -> float:  # noqa: ARG002
        return self.tall

    def draw(self, pen: Pen, box: Box) -> None:
        foot = Box(box.x, box.y + self.tall - BLANK_HEIGHT, box.width, BLANK_HEIGHT)
        Blank(papers.PHONE, self.phone, tall=self.blank).draw(pen, box)
        cell(self.outlet, BODY).draw(pen, Box(box.x, box.y + self.blank + 2 * MM, box.width, 0))
        _level(papers.SEAL, Align.LEFT).draw(pen, foot)
        _level(self.day, Align.RIGHT).draw(pen, foot)


def applicant_half(*more: Block, tall: float = SEAL, blank: float = BLANK_HEIGHT) -> Stack:
    """Blanks for the applicant's own hand, then what the form adds; else the date stands at the foot."""
    filling = () if more else (Gap(tall - 2 * blank),)
    signed = _level(papers.SIGNED_AT, Align.RIGHT, blank)
    hand = (Blank(papers.SIGNED_BY, tall=blank), Blank(papers.PHONE, tall=blank))
    return Stack((*hand, *filling, signed, *more))


def party(
    label: str, name: str = "", phone: str = "", day: str = papers.DAY_BLANK, tall: float = SEAL
) -> Stack:
    """One of two who sign: their hand, their telephone, room for a seal, the day."""
    filling = Gap(tall - 3 * BLANK_HEIGHT)
    return Stack((Blank(label, name), Blank(papers.PHONE, phone), filling, _level(day, Align.RIGHT)))


def outlet_half(
    label: str,
    clerk: str,
    phone: str,
    outlet: str,
    day: str,
    tall: float = SEAL,
    blank: float = BLANK_HEIGHT,
) -> Stack:
    """Who signs for the outlet, and the seal."""
    return Stack((Blank(label, clerk, tall=blank), SealArea(phone, outlet, day, tall, blank)))


def signatures(
    left: Block,
    right: Block,
    sheet: Sheet,
    faces: Faces,
    frame: str,
    gap: float,
    titles: tuple[str, str] = (papers.SIGN_LEFT, papers.SIGN_RIGHT),
) -> Piece:
    """Both halves as one piece that never stands alone on a page."""
    widths = (sheet.across / 2, sheet.across / 2)
    heads = [Cell(head(title)) for title in titles]
    halves = [Cell(half, pad=HALF_PAD, top_pad=1.5 * MM, upper=True) for half in (left, right)]
    return replace(fixed(widths, [heads, halves], faces, frame), glue=True, gap=gap)


def stacked(
    upper: Block, lower: Block, sheet: Sheet, faces: Faces, frame: str, gap: float
) -> tuple[Piece, ...]:
    """Both who sign one under the other, each with the full width and its own title."""
    parts = ((papers.SIGN_LEFT, upper), (papers.SIGN_RIGHT, lower))
    pieces = []
    for number, (title, half) in enumerate(parts):
        rows = [[Cell(head(title))], [Cell(half, pad=HALF_PAD, top_pad=1.5 * MM, upper=True)]]
        block = fixed((sheet.across,), rows, faces, frame)
        pieces.append(replace(block, glue=True, gap=0.0 if number else gap))
    return tuple(pieces)


def _level(text: str, align: Align, tall: float = BLANK_HEIGHT) -> Words:
    return Words(plain(text, Face.SERIF), Style(BODY, tall, align))
