"""W07 容缺受理申请承诺书: the applicant's own promise with its five clauses (domain.md §3.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from outlet_app.domain.events import PromiseLine
from outlet_app.domain.forms.paper_lists import DEFERRED
from outlet_app.domain.forms.spec import Field
from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.facts import Fact
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, set_form
from outlet_app.printing.handed import HandedRow, handed
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.listed import Shown, listed
from outlet_app.printing.pages import Piece
from outlet_app.printing.sections import Section
from outlet_app.wording import papers
from outlet_app.wording.formats import long_day
from outlet_app.wording.forms import promises as words


@dataclass(frozen=True, slots=True)
class PromiseValues:
    """What the applicant hands in, what is owed, and what is promised for it; masked by the caller."""

    imprint: Imprint
    about: CaseFacts
    promised_on: date
    core: tuple[HandedRow, ...]
    deferred: tuple[PromiseLine, ...]
    address: str = ""
    legal: str = ""
    agent: str = ""


def build_promise(values: PromiseValues, faces: Faces) -> bytes:
    """The paper as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_pieces, values))


def _pieces(values: PromiseValues, page: FormPage) -> Iterator[Piece]:
    about = values.about
    yield from page.title()
    yield page.facts(about)
    yield from page.fields(
        Fact(words.ADDRESS, values.address),
        (Fact(words.LEGAL, values.legal), Fact(words.AGENT, values.agent)),
    )
    yield from page.letter("intro", opening=True, me=about.me, matter=about.matter)
    yield from page.section(handed(words.CORE, values.core))
    yield from page.section(owed(words.DEFERRED, DEFERRED, values.deferred))
    yield page.heading(words.PROMISES)
    yield from page.clauses("promise_", me=about.me)
    yield page.signed(about, words.TAKEN_BY, long_day(values.promised_on))
    yield from page.notes(about)


def owed(title: str, of: Field, rows: tuple[PromiseLine, ...]) -> Section:
    """What comes later, in what form and by when; it was not handed in where nothing is said of it."""
    return listed(title, of, rows, _SHOWN, struck=True)


_SHOWN: Shown = {
    "issue": lambda row: row.issue or words.NOT_HANDED_IN,
    "form": lambda row: papers.form_and_copies(row.form, row.copies),
}
