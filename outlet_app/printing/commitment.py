"""W09 告知承诺书: the organ tells, the applicant promises, both in one paper (domain.md §3.6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from outlet_app.domain.facts.pledge import PledgeLine
from outlet_app.domain.forms.paper_lists import PROOFS
from outlet_app.printing.blocks import Choice
from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.facts import Fact
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, Ticks, set_form
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.listed import listed
from outlet_app.printing.pages import Piece
from outlet_app.wording import papers
from outlet_app.wording.formats import long_day
from outlet_app.wording.forms import promises as words


@dataclass(frozen=True, slots=True)
class CommitmentValues:
    """What is told and promised, with the proofs it replaces.

    checking: of exempt, online, on_site, assisted. open_as: to whom and for how long the promise is
    published; empty where it is not.
    """

    imprint: Imprint
    about: CaseFacts
    promised_on: date
    proofs: tuple[PledgeLine, ...]
    checking: frozenset[str]
    basis: str = ""
    open_as: str = ""


def build_commitment(values: CommitmentValues, faces: Faces) -> bytes:
    """The paper as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_pieces, values))


def _pieces(values: CommitmentValues, page: FormPage) -> Iterator[Piece]:
    about = values.about
    yield from page.title()
    yield page.facts(about)
    yield page.heading(words.TOLD)
    yield from page.fields(
        Fact(words.MATTER, about.matter),
        Fact(words.BASIS, values.basis or papers.LISTED.join(page.text.basis)),
        Ticks(words.CHECKING, _checks(values.checking)),
        Ticks(words.PUBLIC, _public(values.open_as)),
        frame="told",
        under=True,
    )
    yield from page.clauses("tell_", bureau=papers.bureau(values.imprint.division))
    yield from page.section(listed(words.PROOFS, PROOFS, values.proofs, struck=True))
    yield page.heading(words.PROMISED)
    yield from page.clauses("promise_", whole=True, me=about.me)
    right = page.outlet(papers.HANDLED_BY, about.outlet_phone, long_day(values.promised_on))
    yield page.halves(page.beside(papers.SIGNED_BY), right, words.TITLES)
    yield from page.notes(about)


def _checks(chosen: frozenset[str]) -> tuple[Choice, ...]:
    return tuple(Choice(label, code in chosen) for code, label in words.CHECKS.items())


def _public(open_as: str) -> tuple[Choice, ...]:
    told = words.OPEN_AS.format(scope=open_as) if open_as else words.OPEN
    return Choice(words.CLOSED, not open_as), Choice(told, bool(open_as))
