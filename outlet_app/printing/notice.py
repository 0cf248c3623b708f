"""W04 一次性告知书（补正）: values in, PDF out (domain.md §2.4, UI.md §11)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from outlet_app.domain.events import Delivery
from outlet_app.domain.forms.paper_rows import NOTICE
from outlet_app.printing.blocks import Blank, Choice, Choices, Words
from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.facts import facts
from outlet_app.printing.fonts import Face, Faces
from outlet_app.printing.imprint import Imprint, furniture
from outlet_app.printing.letterhead import letterhead
from outlet_app.printing.lines import in_face
from outlet_app.printing.notes import notes
from outlet_app.printing.notice_sections import (
    FaultyRow,
    MissingRow,
    ReceivedRow,
    RefusedRow,
    faulty,
    joined,
    missing,
    refused,
)
from outlet_app.printing.notice_sections import (
    received_section as received,
)
from outlet_app.printing.pages import Piece, compose, paragraph, roomiest
from outlet_app.printing.paper import BODY, MM, PORTRAIT
from outlet_app.printing.pen import Pen
from outlet_app.printing.rich import clause, lead, rich
from outlet_app.printing.sections import drawn
from outlet_app.printing.signing import applicant_half, outlet_half, signatures
from outlet_app.printing.styles import CLOSE, DENSE, ROOMY, TIGHT, TIGHT_ROW, Spacing
from outlet_app.printing.table import CLOSEST, ROW
from outlet_app.printing.tokens import Run
from outlet_app.printing.turn import PRESS
from outlet_app.wording import papers
from outlet_app.wording.formats import long_day

__all__ = [
    "FaultyRow",
    "MissingRow",
    "NoticeValues",
    "ReceivedRow",
    "RefusedRow",
    "build_notice",
]

SHEET = PORTRAIT
# One page if it can be: closer where that is enough, roomily where two are needed anyhow.
WAYS = (
    (ROW, ROOMY),
    (7.3 * MM, ROOMY),
    (7.3 * MM, CLOSE),
    (TIGHT_ROW, TIGHT),
    (CLOSEST, DENSE),
    (ROW, ROOMY),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeValues(CaseFacts):
    """All that a 一次性告知书 says.

    paused: None before acceptance, when no clock runs yet.
    assumed: the due day was counted without that year's holiday plan.
    """

    imprint: Imprint
    submitted: date
    given_on: date
    received: tuple[ReceivedRow, ...]
    missing: tuple[MissingRow, ...]
    faulty: tuple[FaultyRow, ...]
    correction_workdays: int
    correction_due: date
    refused: tuple[RefusedRow, ...] = ()
    ordinal: int = 1
    assumed: bool = False
    ways: tuple[Delivery, ...] = (Delivery.IN_PERSON, Delivery.POST, Delivery.ELECTRONIC)
    paused: bool | None = None

    @property
    def how_to_bring(self) -> str:
        """窗口、邮寄、线上."""
        return papers.COMMA.join(papers.WAY_NAMES[way] for way in self.ways)

    @property
    def own(self) -> Mapping[str, str]:
        return {
            "submitted": long_day(self.submitted),
            "ordinal": papers.NTH.format(n=self.ordinal),
        }


def build_notice(values: NoticeValues, faces: Faces) -> bytes:
    """The paper as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    with PRESS:
        pieces = roomiest(lambda way: tuple(_pieces(values, faces, *way)), WAYS, SHEET.room)
        pen = Pen(SHEET, faces, values.imprint.text.title, papers.AUTHOR)
        return compose(pen, SHEET, pieces, furniture(values.imprint, SHEET))


def _pieces(values: NoticeValues, faces: Faces, least: float, space: Spacing) -> Iterator[Piece]:
    yield from letterhead(values.imprint.division, values.imprint.text.title, SHEET, faces, space.title)
    yield replace(_party(values, faces, least), gap=space.block)
    salutation = Words(rich(papers.SALUTATION, applicant=values.applicant), replace(space.letter, indent=0))
    yield from paragraph(salutation, faces, SHEET.across, gap=space.section)
    intro = Words(clause(values.imprint.text, "intro", you=values.you), space.letter)
    yield from (replace(piece, glue=True) for piece in paragraph(intro, faces, SHEET.across))
    lists = (
        received(values.received, papers.RECEIVED),
        missing(values.missing, values.how_to_bring),
        faulty(values.faulty),
        refused(values.refused),
    )
    for section in joined(lists) if space.joined else lists:
        yield from drawn(section, faces, least=least, space=space)
    yield from _tail(values, faces, space)
    yield _signatures(values, faces, space)
    phones = {"consult": values.consult_phone, "complaint": values.complaint_phone}
    yield from notes(values.imprint.text, faces, SHEET, space, **phones)


def _party(values: NoticeValues, faces: Faces, least: float) -> Piece:
    return facts(values.rows(NOTICE), values.pair(NOTICE), values.scanned, faces, SHEET, least)


def sentences(values: NoticeValues) -> tuple[tuple[Run, ...], ...]:
    """What is told after the lists: term, lapse, ways, clock, telephones, and that nothing follows."""
    text = values.imprint.text
    clock = {None: "clock_not_started", True: "clock_paused", False: "clock_runs"}
    term = clause(
        text,
        "term",
        days=papers.WORKDAYS.format(n=values.correction_workdays),
        due=long_day(values.correction_due),
        assumed=papers.ASSUMED if values.assumed else "",
    )
    phones = clause(text, "phones", consult=values.consult_phone, complaint=values.complaint_phone)
    return (
        lead(papers.TERM, term),
        lead(papers.LAPSE, clause(text, "lapse", you=values.you)),
        lead(papers.WAYS, clause(text, "ways", ways=values.how_to_bring)),
        lead(papers.CLOCK, clause(text, clock[values.paused])),
        lead(papers.PHONES, phones),
        in_face(clause(text, "only_once", you=values.you), Face.SANS_BOLD),
    )


def _tail(values: NoticeValues, faces: Faces, space: Spacing) -> Iterator[Piece]:
    for number, runs in enumerate(sentences(values)):
        gap = space.line if number else space.section
        yield from paragraph(Words(runs, space.tail), faces, SHEET.across, gap=gap)


def _signatures(values: NoticeValues, faces: Faces, space: Spacing) -> Piece:
    imprint = values.imprint
    left = applicant_half(
        Choices((Choice(papers.REFUSES, False),), BODY),
        Blank(papers.REFUSAL, tall=space.blank),
        Blank(papers.WITNESS, tall=space.blank),
        tall=space.seal,
        blank=space.blank,
    )
    clerk = papers.STAFF.format(name=imprint.clerk, short_no=imprint.short_no)
    day = long_day(values.given_on)
    phone = values.outlet_phone
    right = outlet_half(papers.HANDLED_BY, clerk, phone, imprint.outlet, day, space.seal, space.blank)
    return signatures(left, right, SHEET, faces, "signatures", gap=space.block)
