"""W14 材料移交单: every original ticked off, both sign (domain.md §1.4, §4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.facts import Fact
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, set_form
from outlet_app.printing.handed import HandedRow, handed
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.pages import Piece
from outlet_app.printing.signing import party
from outlet_app.wording.formats import long_moment
from outlet_app.wording.forms import handing as words


@dataclass(frozen=True, slots=True)
class HandoverValues:
    """Papers that change hands: giver and taker as they are called, and why."""

    imprint: Imprint
    about: CaseFacts
    at: datetime
    giver: str
    taker: str
    purpose: str
    rows: tuple[HandedRow, ...]


def build_handover(values: HandoverValues, faces: Faces) -> bytes:
    """The paper as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_pieces, values))


def _pieces(values: HandoverValues, page: FormPage) -> Iterator[Piece]:
    yield from page.title()
    yield page.facts(values.about)
    yield from page.fields(
        Fact(words.GIVER, values.giver),
        Fact(words.TAKER, values.taker),
        Fact(words.PURPOSE, values.purpose),
        Fact(words.HANDED_AT, long_moment(values.at)),
    )
    yield from page.section(handed(words.HANDED, values.rows))
    yield from page.said(words.CHECKED, "check", first=True)
    yield page.halves(party(words.GIVEN_BY), party(words.TAKEN_BY), words.HAND_TITLES)
    yield from page.notes(values.about)
