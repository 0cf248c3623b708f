"""W29 终止办理通知书: why it cannot be gone on with, and what goes back against a signature (§15.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, set_form
from outlet_app.printing.handed import HandedRow, handed
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.pages import Piece
from outlet_app.wording.formats import long_day
from outlet_app.wording.forms import termination as words


@dataclass(frozen=True, slots=True)
class TerminationValues:
    """The day, why, and what goes back; without rows nothing of the applicant's lies here."""

    imprint: Imprint
    about: CaseFacts
    ended_on: date
    reason: str
    rows: tuple[HandedRow, ...]


def build_termination(values: TerminationValues, faces: Faces) -> bytes:
    """The paper as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_pieces, values))


def _pieces(values: TerminationValues, page: FormPage) -> Iterator[Piece]:
    about, day = values.about, long_day(values.ended_on)
    yield from page.title()
    yield page.facts(about)
    yield from page.salutation(about.called)
    yield from page.letter(
        "returned" if values.rows else "intro", you=about.you, matter=about.matter, day=day
    )
    yield from page.spoken(words.REASON, values.reason, first=True)
    yield from page.section(handed(words.RETURNED, values.rows))
    yield from page.said(words.AGAIN, "again", first=True, you=about.you)
    yield from page.said(words.REMEDY, "remedy", complaint=about.complaint_phone)
    yield page.signed(about, words.HANDLED_BY, day)
    yield from page.notes(about)
