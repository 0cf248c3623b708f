"""W20 免申即享意愿确认书: take, decline or wait, the account checked, the consent given (domain.md §6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from outlet_app.domain.facts.policy import PolicyPin
from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.policies.matching import MatchLine
from outlet_app.printing.blocks import Choice
from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.facts import Fact
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, Ticks, set_form
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.pages import Piece
from outlet_app.wording.formats import long_day
from outlet_app.wording.forms import intent as words
from outlet_app.wording.policies import on_paper


@dataclass(frozen=True, slots=True)
class PolicyPart:
    """The policy as the city published it, and line by line why it fits, by the register of a day."""

    pin: PolicyPin
    truth: Truth
    lines: tuple[MatchLine, ...]
    register_as_of: date | None = None


@dataclass(frozen=True, slots=True)
class IntentValues:
    """The applicant's will; choice: accept, decline, later, or empty to be ticked by hand.

    account_no: in full, for the form legally needs it (UI.md §11).
    """

    imprint: Imprint
    about: CaseFacts
    confirmed_on: date
    policy: PolicyPart
    choice: str = ""
    why: str = ""
    account_name: str = ""
    bank: str = ""
    account_no: str = ""
    consents: bool = False


def build_intent(values: IntentValues, faces: Faces) -> bytes:
    """The paper as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_pieces, values))


def _pieces(values: IntentValues, page: FormPage) -> Iterator[Piece]:
    about = values.about
    yield from page.title()
    yield page.facts(about)
    yield from page.letter("intro", opening=True, you=about.you)
    yield from _policy(values.policy, page)
    yield page.heading(words.CHOICE)
    yield from _will(values, page)
    yield from page.said(words.REFUSING, "refuse", first=True, you=about.you)
    yield page.heading(words.PROMISES)
    yield from page.clauses("promise_", whole=True, me=about.me)
    yield page.signed(about, words.TAKEN_BY, long_day(values.confirmed_on))
    yield from page.notes(about)


def _policy(policy: PolicyPart, page: FormPage) -> Iterator[Piece]:
    yield page.heading(words.POLICY)
    told = policy.pin
    yield from page.fields(
        Fact(words.POLICY_NAME, told.name),
        (Fact(words.POLICY_NO, told.number), Fact(words.POLICY_VERSION, told.version)),
        (Fact(words.DOCUMENT_NO, told.document_no), Fact(words.POLICY_BASIS, told.basis)),
        Fact(words.VALID, words.span(told.valid_from, told.valid_until)),
        Fact(words.SEASON, words.span(told.opens, told.closes)),
        Fact(words.STANDARD, told.standard),
        frame="policy",
        under=True,
    )
    yield page.heading(words.MATCH)
    yield from page.fields(
        Fact(words.RESULT, words.matched(policy.truth, policy.register_as_of)),
        *(Fact(stands, text) for stands, text in on_paper(policy.lines)),
        frame="match",
        under=True,
    )


def _will(values: IntentValues, page: FormPage) -> Iterator[Piece]:
    choices = (Choice(label, code == values.choice) for code, label in words.CHOICES.items())
    return page.fields(
        Ticks(words.CHOICE, tuple(choices)),
        Fact(words.WHY, values.why),
        (Fact(words.ACCOUNT_NAME, values.account_name), Fact(words.BANK, values.bank)),
        Fact(words.ACCOUNT_NO, values.account_no, code=bool(values.account_no)),
        Ticks(words.CONSENT_LABEL, (Choice(words.CONSENT, values.consents),)),
        frame="will",
        under=True,
    )
