"""W20 免申即享意愿确认书: take, decline or wait, the account checked, the consent given (domain.md §6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from outlet_app.printing.blocks import Choice
from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.facts import Fact
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, Ticks, set_form
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.pages import Piece
from outlet_app.wording.formats import long_day
from outlet_app.wording.forms import review as words


@dataclass(frozen=True, slots=True)
class PolicyPart:
    """The policy as the city published it, and why it fits."""

    number: str
    name: str
    document_no: str
    valid: str
    standard: str
    match: str


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
    yield from page.fields(
        Fact(words.POLICY_NAME, policy.name),
        (Fact(words.POLICY_NO, policy.number), Fact(words.VALID, policy.valid)),
        Fact(words.DOCUMENT_NO, policy.document_no),
        Fact(words.STANDARD, policy.standard),
        Fact(words.MATCH, policy.match),
        frame="policy",
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
