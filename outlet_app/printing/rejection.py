"""W06 不予受理通知书: values in, PDF out (domain.md §2.2, §2.3)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from outlet_app.domain.forms.decisions import REJECTED
from outlet_app.domain.forms.paper_rows import REJECTION
from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.facts import Fact
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, set_form
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.pages import Piece
from outlet_app.wording import papers
from outlet_app.wording.formats import long_day
from outlet_app.wording.paper_fields import label


@dataclass(frozen=True, slots=True)
class RejectionValues:
    """Why a matter is not taken, on what basis, and where to go instead: `told` by the fields of REJECTED."""

    imprint: Imprint
    about: CaseFacts
    asked_on: date
    given_on: date
    told: Mapping[str, str]


def build_rejection(values: RejectionValues, faces: Faces) -> bytes:
    """The paper as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_pieces, values))


def _pieces(values: RejectionValues, page: FormPage) -> Iterator[Piece]:
    about = values.about
    yield from page.title()
    yield page.facts(about)
    yield from page.salutation(about.called)
    asked = long_day(values.asked_on)
    yield from page.letter("intro", you=about.you, day=asked, matter=about.matter)
    unsaid = {"basis": papers.LISTED.join(page.text.basis)}
    rows = ((one.name, values.told.get(one.name) or unsaid.get(one.name)) for one in REJECTED.fields())
    yield from page.fields(
        *(Fact(label(REJECTION, name), text or papers.NONE) for name, text in rows),
        frame="why",
        gap=page.space.section,
    )
    bureau = papers.bureau(values.imprint.division)
    yield from page.said(papers.HEARING, "hearing", first=True, you=about.you, bureau=bureau)
    yield from page.said(papers.REMEDY_CHANNEL, "remedy", complaint=about.complaint_phone)
    yield from page.said(papers.AGAIN, "again", you=about.you)
    yield page.signed(about, papers.HANDLED_BY, long_day(values.given_on))
    yield from page.notes(about)
