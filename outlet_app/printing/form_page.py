"""A form being set: the blocks our papers are made of, alike on every paper (UI.md §11)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from outlet_app.domain.forms.texts import FormText
from outlet_app.printing.blocks import BLANK_HEIGHT, Block, Choice, Choices, Words, head
from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.facts import FRAME, LABEL, SECOND_LABEL, Fact, facts, worded
from outlet_app.printing.fonts import Face, Faces
from outlet_app.printing.imprint import Imprint, furniture
from outlet_app.printing.letterhead import letterhead
from outlet_app.printing.lines import plain
from outlet_app.printing.notes import notes
from outlet_app.printing.pages import Piece, compose, paragraph, roomiest, whole
from outlet_app.printing.paper import BODY, MM, PORTRAIT, QR_CELL, Sheet
from outlet_app.printing.pen import Pen
from outlet_app.printing.rich import clause, lead, rich
from outlet_app.printing.sections import HEAD_PAD, Section, drawn
from outlet_app.printing.signing import applicant_half, outlet_half, party, signatures
from outlet_app.printing.styles import CLOSE, ROOMY, SNUG, Spacing
from outlet_app.printing.table import ROW, Cell, fixed
from outlet_app.printing.tokens import Run
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
Line = Entry | tuple[Entry, Entry]


@dataclass(frozen=True, slots=True)
class FormPage:
    """Blocks of one form with rows of one least height; everything spans the sheet."""

    imprint: Imprint
    faces: Faces
    least: float = ROW
    sheet: Sheet = PORTRAIT
    space: Spacing = ROOMY

    @property
    def text(self) -> FormText:
        """The words this paper is drawn with."""
        return self.imprint.text

    def title(self) -> tuple[Piece, ...]:
        """The issuing line and the title."""
        return letterhead(self.imprint.division, self.text.title, self.sheet, self.faces, self.space.title)

    def facts(self, about: CaseFacts, pair: tuple[Fact, Fact] | None = None) -> Piece:
        """What the paper is about, with the code at its side, and a last row of two."""
        table = facts(about.rows(), pair, about.scanned, self.faces, self.sheet, self.least)
        return replace(table, gap=self.space.block)

    def fields(self, *rows: Line, frame: str = FRAME, under: bool = False, gap: float = 0) -> Iterator[Piece]:
        """Rows of one or two labelled values; rows under one another in one frame join.

        under: they belong to the heading above. gap: room before the first where they begin a frame.
        """
        for number, row in enumerate(rows):
            before = (HEAD_PAD if under else gap) if number == 0 else 0.0
            yield replace(self._field(row, frame), gap=before, glue=under and number == 0)

    def salutation(self, name: str) -> tuple[Piece, ...]:
        """The applicant's name before a letter, kept with its first line."""
        words = Words(rich(papers.SALUTATION, applicant=name), replace(self.space.letter, indent=0))
        return paragraph(words, self.faces, self.sheet.across, gap=self.space.section)

    def letter(self, key: str, *, opening: bool = False, **values: object) -> Iterator[Piece]:
        """A clause as a paragraph of the letter, kept with what stands before it.

        opening: it stands off, for there is no salutation above it.
        """
        words = Words(clause(self.text, key, **values), self.space.letter)
        gap = self.space.section if opening else 0.0
        lines = paragraph(words, self.faces, self.sheet.across, gap=gap)
        return (replace(one, glue=True) for one in lines)

    def said(self, label: str, key: str, *, first: bool = False, **values: object) -> tuple[Piece, ...]:
        """A clause behind its label; the first of several stands off from what is above."""
        return self._labelled(lead(label, clause(self.text, key, **values)), first=first)

    def spoken(self, label: str, text: str, *, first: bool = False) -> tuple[Piece, ...]:
        """A sentence from the case behind its label."""
        return self._labelled(lead(label, plain(text, Face.SERIF)), first=first)

    def heading(self, title: str) -> Piece:
        """A heading over what follows."""
        words = Words(plain(title, Face.SANS_BOLD), self.space.heading)
        return whole(words, self.faces, self.sheet.across, gap=self.space.section)

    def clauses(self, beginning: str, *, whole: bool = False, **values: object) -> Iterator[Piece]:
        """Every clause whose key begins so, numbered, the first kept with what stands above.

        whole: no page break within, so that a promise stands over its signature.
        """
        keys = [key for key in self.text.clauses if key.startswith(beginning)]
        for number, key in enumerate(keys, 1):
            before = (Run(f"{number}. ", Face.SERIF),) if len(keys) > 1 else ()
            words = Words((*before, *clause(self.text, key, **values)), self.space.tail)
            lines = paragraph(words, self.faces, self.sheet.across)
            yield from (replace(line, glue=line.glue or whole or number == 1) for line in lines)

    def prose(self, text: str) -> Iterator[Piece]:
        """Running text that somebody wrote, paragraph by paragraph, over pages where it is long."""
        for part in text.split("\n"):
            words = Words(plain(part, Face.SERIF), replace(self.space.tail, indent=2))
            lines = paragraph(words, self.faces, self.sheet.across)
            yield from (replace(line, glue=line.glue or number == 0) for number, line in enumerate(lines))

    def section(self, section: Section) -> Iterator[Piece]:
        """A headed table."""
        return drawn(section, self.faces, self.sheet, self.least, self.space)

    def signed(self, about: CaseFacts, by: str, day: str, *refusal: Block) -> Piece:
        """The applicant's half and the outlet's, whose clerk signs as `by`."""
        return self.halves(self.applicant(*refusal), self.outlet(by, about.outlet_phone, day))

    def applicant(self, *more: Block) -> Block:
        """The half for the applicant's own hand."""
        return applicant_half(*more, tall=self.space.seal)

    def beside(self, label: str) -> Block:
        """The half of somebody else who signs at the outlet's side, the days on one line."""
        return party(label, tall=self.space.seal + BLANK_HEIGHT)

    def outlet(self, by: str, phone: str, day: str) -> Block:
        """The half of the outlet, whose clerk signs as `by`, with room for the seal."""
        imprint = self.imprint
        clerk = papers.STAFF.format(name=imprint.clerk, short_no=imprint.short_no)
        return outlet_half(by, clerk, phone, imprint.outlet, day, self.space.seal)

    def halves(
        self,
        left: Block,
        right: Block,
        titles: tuple[str, str] = (papers.SIGN_LEFT, papers.SIGN_RIGHT),
    ) -> Piece:
        """Two who sign, side by side."""
        return signatures(left, right, self.sheet, self.faces, SIGNATURES, self.space.block, titles)

    def notes(self, about: CaseFacts, **values: object) -> Iterator[Piece]:
        """The small type at the end."""
        told = {
            "consult": about.consult_phone,
            "complaint": about.complaint_phone,
            "outlet_phone": about.outlet_phone,
        }
        return notes(self.text, self.faces, self.sheet, self.space, **told, **values)

    def _labelled(self, runs: tuple[Run, ...], *, first: bool) -> tuple[Piece, ...]:
        gap = self.space.section if first else self.space.line
        return paragraph(Words(runs, self.space.tail), self.faces, self.sheet.across, gap=gap)

    def _field(self, row: Line, frame: str) -> Piece:
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
    """The form as PDF, as roomy as one page allows; the same bytes for the same values.

    NoGlyph where a character has no face, DoesNotFit where one row is higher than a page.
    """
    with PRESS:
        make = partial(FormPage, imprint, faces, sheet=sheet)
        roomy = [(least, ROOMY) for least in heights]
        # What needs two pages anyhow is set roomily.
        ways = [*roomy, (heights[-1], SNUG), (heights[-1], CLOSE), roomy[-1]]
        pieces = roomiest(lambda way: tuple(build(make(way[0], space=way[1]))), ways, sheet.room)
        pen = Pen(sheet, faces, imprint.text.title, papers.AUTHOR)
        return compose(pen, sheet, pieces, furniture(imprint, sheet))


def _cells(entry: Entry) -> list[Cell]:
    block = Choices(entry.choices, BODY) if isinstance(entry, Ticks) else worded(entry)
    return [Cell(head(entry.label), pad=0.6 * MM), Cell(block)]
