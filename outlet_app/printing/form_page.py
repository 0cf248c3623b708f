"""A form being set: the blocks our papers are made of, alike on every paper (UI.md §11)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from outlet_app.domain.forms.texts import FormText
from outlet_app.printing.blocks import Block, Choice, Choices, Words, head
from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.facts import FRAME, LABEL, SECOND_LABEL, Fact, facts, worded
from outlet_app.printing.fonts import Faces
from outlet_app.printing.imprint import Imprint, furniture
from outlet_app.printing.letterhead import letterhead
from outlet_app.printing.notes import notes
from outlet_app.printing.pages import Piece, compose, paragraph, roomiest
from outlet_app.printing.paper import BODY, MM, PORTRAIT, QR_CELL, Sheet
from outlet_app.printing.pen import Pen
from outlet_app.printing.rich import clause, lead, rich
from outlet_app.printing.sections import Section, drawn
from outlet_app.printing.signing import applicant_half, outlet_half, signatures
from outlet_app.printing.styles import LETTER_STYLE, TAIL_GAP, TAIL_STYLE
from outlet_app.printing.table import ROW, Cell, fixed
from outlet_app.printing.turn import PRESS
from outlet_app.wording import papers

ROW_HEIGHTS = (10 * MM, 9 * MM, 8 * MM, 7.3 * MM)
SIGNATURES = "signatures"


@dataclass(frozen=True, slots=True)
class Ticks:
    """A label with its check boxes."""

    label: str
    choices: tuple[Choice, ...]


Entry = Fact | Ticks


@dataclass(frozen=True, slots=True)
class FormPage:
    """Blocks of one form with rows of one least height; everything spans the sheet."""

    imprint: Imprint
    faces: Faces
    least: float = ROW
    sheet: Sheet = PORTRAIT

    @property
    def text(self) -> FormText:
        """The words this paper is drawn with."""
        return self.imprint.text

    def title(self) -> tuple[Piece, ...]:
        """The issuing line and the title."""
        return letterhead(self.imprint.division, self.text.title, self.sheet, self.faces)

    def facts(self, about: CaseFacts, pair: tuple[Fact, Fact] | None = None, gap: float = 4 * MM) -> Piece:
        """What the paper is about, with the code at its side, and a last row of two."""
        table = facts(about.beside_code(), pair, about.scanned, self.faces, self.sheet, self.least)
        return replace(table, gap=gap)

    def fields(
        self, *rows: Entry | tuple[Entry, Entry], frame: str = FRAME, gap: float = 0
    ) -> Iterator[Piece]:
        """Rows of one or two labelled values; rows under one another in one frame join."""
        for number, row in enumerate(rows):
            yield replace(self._field(row, frame), gap=0 if number else gap)

    def salutation(self, name: str) -> tuple[Piece, ...]:
        """The applicant's name before a letter, kept with its first line."""
        words = Words(rich(papers.SALUTATION, applicant=name), replace(LETTER_STYLE, indent=0))
        return paragraph(words, self.faces, self.sheet.across, gap=3 * MM)

    def letter(self, key: str, **values: object) -> Iterator[Piece]:
        """A clause as a paragraph of the letter, kept with what stands before it."""
        words = Words(clause(self.text, key, **values), LETTER_STYLE)
        return (replace(one, glue=True) for one in paragraph(words, self.faces, self.sheet.across))

    def said(self, label: str, key: str, gap: float = TAIL_GAP, **values: object) -> tuple[Piece, ...]:
        """A clause behind its label."""
        words = Words(lead(label, clause(self.text, key, **values)), TAIL_STYLE)
        return paragraph(words, self.faces, self.sheet.across, gap=gap)

    def section(self, section: Section) -> Iterator[Piece]:
        """A headed table."""
        return drawn(section, self.faces, self.sheet, self.least)

    def signed(self, about: CaseFacts, by: str, day: str, *refusal: Block, gap: float = 4 * MM) -> Piece:
        """The applicant's half and the outlet's, whose clerk signs as `by`."""
        clerk = papers.STAFF.format(name=self.imprint.clerk, short_no=self.imprint.short_no)
        right = outlet_half(by, clerk, about.outlet_phone, self.imprint.outlet, day)
        return self.halves(applicant_half(*refusal), right, gap=gap)

    def halves(
        self,
        left: Block,
        right: Block,
        titles: tuple[str, str] = (papers.SIGN_LEFT, papers.SIGN_RIGHT),
        gap: float = 4 * MM,
    ) -> Piece:
        """Two who sign, side by side."""
        return signatures(left, right, self.sheet, self.faces, SIGNATURES, gap, titles)

    def notes(self, about: CaseFacts, **values: object) -> Iterator[Piece]:
        """The small type at the end."""
        told = {
            "consult": about.consult_phone,
            "complaint": about.complaint_phone,
            "outlet_phone": about.outlet_phone,
        }
        return notes(self.text, self.faces, self.sheet, **told, **values)

    def _field(self, row: Entry | tuple[Entry, Entry], frame: str) -> Piece:
        if isinstance(row, tuple):
            rest = self.sheet.across - LABEL - QR_CELL
            widths: Sequence[float] = (LABEL, rest - SECOND_LABEL, SECOND_LABEL, QR_CELL)
            cells = [cell for entry in row for cell in _cells(entry)]
        else:
            widths, cells = (LABEL, self.sheet.across - LABEL), _cells(row)
        return fixed(widths, [cells], self.faces, frame, self.least)


def set_form(
    imprint: Imprint,
    faces: Faces,
    build: Callable[[FormPage], Iterable[Piece]],
    sheet: Sheet = PORTRAIT,
    heights: Sequence[float] = ROW_HEIGHTS,
) -> bytes:
    """The form as PDF, its rows as high as one page allows; the same bytes for the same values.

    NoGlyph where a character has no face, DoesNotFit where one row is higher than a page.
    """
    with PRESS:
        make = partial(FormPage, imprint, faces, sheet=sheet)
        pieces = roomiest(lambda least: tuple(build(make(least))), heights, sheet.room)
        pen = Pen(sheet, faces, imprint.text.title, papers.AUTHOR)
        return compose(pen, sheet, pieces, furniture(imprint, sheet))


def _cells(entry: Entry) -> list[Cell]:
    block = Choices(entry.choices, BODY) if isinstance(entry, Ticks) else worded(entry)
    return [Cell(head(entry.label), pad=0.6 * MM), Cell(block)]
