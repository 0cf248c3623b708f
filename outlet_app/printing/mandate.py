"""W10 授权委托书: who acts for whom, in what, how far and until when (domain.md §4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from outlet_app.printing.blocks import Choice
from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.facts import Fact
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, Ticks, set_form
from outlet_app.printing.handed import HandedRow, handed
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.pages import Piece
from outlet_app.printing.signing import party
from outlet_app.wording.formats import long_day
from outlet_app.wording.forms import assistance as words


@dataclass(frozen=True, slots=True)
class Party:
    """One side of the mandate; the form legally needs its number in full (UI.md §11)."""

    name: str
    id_number: str = ""
    phone: str = ""
    address: str = ""
    legal: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class MandateValues:
    """A mandate; powers: fill, submit, receive, pay, correct, collect; never without an end."""

    imprint: Imprint
    about: CaseFacts
    principal: Party
    agent: Party
    powers: frozenset[str]
    since: date
    until: date
    materials: tuple[HandedRow, ...] = ()


def build_mandate(values: MandateValues, faces: Faces) -> bytes:
    """The paper as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_pieces, values))


def _pieces(values: MandateValues, page: FormPage) -> Iterator[Piece]:
    yield from page.title()
    yield from _sides(values, page)
    yield page.heading(words.MANDATE)
    term = words.FROM_TO.format(since=long_day(values.since), until=long_day(values.until))
    powers = (Choice(label, code in values.powers) for code, label in words.POWERS.items())
    yield from page.fields(
        Fact(words.MATTER, values.about.matter),
        Ticks(words.POWERS_LABEL, tuple(powers)),
        Fact(words.TERM, term),
        frame="mandate",
        under=True,
    )
    yield from page.section(handed(words.MATERIALS, values.materials))
    yield from page.said(words.EXCLUDED, "exclusions", first=True)
    for label, key in ((words.DECLARE, "declare"), (words.REVOKE, "revoke"), (words.FEE, "fee")):
        yield from page.said(label, key)
    signs = party(words.PRINCIPAL_SIGNS), party(words.AGENT_SIGNS)
    yield page.halves(*signs, words.TITLES)
    yield from page.notes(values.about)


def _sides(values: MandateValues, page: FormPage) -> Iterator[Piece]:
    one, other = values.principal, values.agent
    yield page.heading(words.PRINCIPAL)
    yield from page.fields(
        Fact(words.NAME, one.name),
        (Fact(words.ID, one.id_number), Fact(words.PHONE, one.phone)),
        (Fact(words.ADDRESS, one.address), Fact(words.LEGAL, one.legal)),
        frame="principal",
        under=True,
    )
    yield page.heading(words.AGENT)
    yield from page.fields(
        Fact(words.NAME, other.name),
        (Fact(words.ID, other.id_number), Fact(words.PHONE, other.phone)),
        Fact(words.UNIT, other.unit),
        frame="agent",
        under=True,
    )
