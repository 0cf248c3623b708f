"""W01 首问登记单 as a slip, 80 mm wide and as long as it has to be (domain.md §1.3, §2.3)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Channel
from outlet_app.domain.forms.paper_rows import CASE_NO, QUERY_CODE, SLIP, rows_of
from outlet_app.printing.acceptance import Limit
from outlet_app.printing.blocks import Block, Gap, Words, centred
from outlet_app.printing.case_facts import CaseFacts, Staff
from outlet_app.printing.fonts import Face, Faces
from outlet_app.printing.imprint import Imprint, mark_void
from outlet_app.printing.lines import Align, Style, plain
from outlet_app.printing.pages import Piece, compose, whole
from outlet_app.printing.paper import BODY, CELL, MM, SMALL, THIN, Sheet
from outlet_app.printing.pen import Box, Pen
from outlet_app.printing.qr import QrMark
from outlet_app.printing.rich import clause, lead, rich
from outlet_app.printing.turn import PRESS
from outlet_app.wording import papers
from outlet_app.wording.channels import CHANNELS
from outlet_app.wording.formats import UNNUMBERED, fours, long_moment, stamp
from outlet_app.wording.forms import slip as words
from outlet_app.wording.paper_fields import label

WIDTH, SIDE, EDGE = 80 * MM, 4 * MM, 4 * MM
ACROSS = WIDTH - 2 * SIDE
ROW = Style(CELL, CELL * 1.45)
FINE = Style(SMALL, SMALL * 1.4)
CODE, FOOT = 13.0, 8.5


@dataclass(frozen=True, slots=True)
class SlipValues:
    """A registration as its owner takes it along; decision None while nothing is decided."""

    imprint: Imprint
    about: CaseFacts
    registered_at: datetime
    channel: Channel
    first_contact: Staff
    decision: Decision | None
    limits: tuple[Limit, ...] = ()

    @property
    def told(self) -> Mapping[str, Sequence[str]]:
        """What every row of the slip says, by its name."""
        about = self.about
        return {
            "registered_at": (long_moment(self.registered_at),),
            "channel": (CHANNELS[self.channel],),
            "applicant.name": (about.applicant or UNNUMBERED,),
            "matter": (about.matter,),
            "decision": (words.DECISIONS[self.decision] if self.decision else words.WAITING,),
            "limits": tuple(papers.limit(one.rule, one.due) for one in self.limits),
            "first_contact": (self.first_contact.told,),
            "outlet_phone": (about.outlet_phone,),
            **{name: (text,) for name, text in about.more.items()},
        }


@dataclass(frozen=True, slots=True)
class _Rule:
    """A level rule with some air."""

    def height(self, faces: Faces, width: float) -> float:  # noqa: ARG002
        return 3 * MM

    def draw(self, pen: Pen, box: Box) -> None:
        pen.rule(box.x, box.y + 1.5 * MM, box.x + box.width, THIN)


def build_slip(values: SlipValues, faces: Faces) -> bytes:
    """The slip as PDF, one page; the same bytes for the same values. NoGlyph, DoesNotFit."""
    with PRESS:
        pieces = [whole(block, faces, ACROSS) for block in _blocks(values)]
        sheet = _sheet(pieces)
        pen = Pen(sheet, faces, values.imprint.text.title, papers.AUTHOR)

        def furnish(pen: Pen, _page: int, _pages: int) -> None:
            if values.imprint.voided:
                mark_void(pen, sheet)

        return compose(pen, sheet, pieces, furnish)


def _sheet(pieces: list[Piece]) -> Sheet:
    long = sum(piece.height for piece in pieces) + 2 * EDGE
    return Sheet(WIDTH, long, SIDE, 0, EDGE, EDGE)


def _blocks(values: SlipValues) -> Iterator[Block]:
    about, imprint = values.about, values.imprint
    yield _middle(imprint.outlet, BODY, Face.SANS_BOLD)
    yield _middle(imprint.text.title, 16, Face.SERIF_BOLD)
    yield centred(papers.NUMBER_LINE.format(number=imprint.shown_number), SMALL)
    yield _Rule()
    yield _middle(label(SLIP, CASE_NO), SMALL, Face.SANS)
    yield _middle(about.case_no, CODE, Face.SANS_BOLD)
    yield _middle(label(SLIP, QUERY_CODE), SMALL, Face.SANS)
    yield _middle(fours(about.query_code), CODE, Face.SANS_BOLD)
    yield Gap(2 * MM)
    yield QrMark(about.scanned)
    yield Gap(2 * MM)
    yield centred(papers.SCAN, SMALL)
    yield _Rule()
    yield from _told(values)
    yield _Rule()
    yield from _small(values)


def _told(values: SlipValues) -> Iterator[Block]:
    """The rows of the slip's form, those without anything left out; a limit a row."""
    told = values.told
    for row in rows_of(SLIP):
        texts = told.get(row.name, ())
        yield from (_row(label(SLIP, row.name), text) for text in texts if text)
        if row.name == "limits" and any(limit.due.assumed for limit in values.limits):
            yield Words(plain(papers.ASSUMED, Face.SERIF), FINE)


def _small(values: SlipValues) -> Iterator[Block]:
    imprint, about = values.imprint, values.about
    yield Words(clause(imprint.text, "first"), FINE)
    told = {"consult": about.consult_phone, "complaint": about.complaint_phone}
    for note in imprint.text.notes:
        yield Words(rich(note, **told, outlet_phone=about.outlet_phone), FINE)
    yield Gap(1 * MM)
    for line in _foot(imprint):
        yield Words(plain(line, Face.SANS), Style(FOOT, FOOT * 1.4))


def _foot(imprint: Imprint) -> Iterator[str]:
    text = imprint.text
    yield words.FOOT.format(form=text.code, edition=text.edition, n=imprint.copy_no)
    yield words.PRINTED_AT.format(at=stamp(imprint.printed_at))
    if imprint.preview:
        yield papers.FOOT_PREVIEW
    if imprint.voided:
        yield papers.FOOT_VOIDED.format(reason=imprint.voided)


def _middle(text: str, size: float, face: Face) -> Words:
    return Words(plain(text, face), Style(size, size * 1.4, Align.CENTRE))


def _row(label: str, text: str) -> Words:
    return Words(lead(label, plain(text, Face.SERIF)), ROW)
