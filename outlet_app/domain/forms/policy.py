"""The sheets of 免申即享: a will by its choice, and the paper on the desk that settles an open line."""

from collections.abc import Mapping
from dataclasses import replace

from outlet_app.domain.facts.policy import IntentChoice, IntentStated
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms.people import REFUSAL, WILL
from outlet_app.domain.forms.reading import Values
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet
from outlet_app.domain.problems import Problem

SIGHTED_YES, SIGHTED_NO = "yes", "no"
_ACCOUNT = ("account_name", "bank", "account_no")
# Who confirms a will can be reached; who declines says why.
_MUST: Mapping[IntentChoice, tuple[str, ...]] = {
    IntentChoice.ACCEPT: ("contact", "phone"),
    IntentChoice.DECLINE: ("reason",),
    IntentChoice.LATER: (),
}
SIGHT = sheet(
    "sight",
    Field("line", Kind.CHOICE, needed=True),
    Field("found", Kind.CHOICE, options=(SIGHTED_YES, SIGHTED_NO), needed=True),
    Field("paper", Kind.LINE, 60, needed=True),
)
TOLD: Mapping[type[Fact], Form] = {
    IntentStated: sheet(
        "intent",
        Field("choice", Kind.CHOICE, options=tuple(IntentChoice), needed=True),
        replace(REFUSAL.field("reason"), needed_when=("choice", (IntentChoice.DECLINE,))),
        *(WILL.field(name) for name in _ACCOUNT),
        replace(WILL.field("consents"), needed=False, needed_when=("choice", (IntentChoice.ACCEPT,))),
    )
}


def will_form(choice: IntentChoice, *, listed: bool) -> Form:
    """What a choice asks: account and consent for a confirmed will only, no name of whoever is listed."""
    form = (WILL if choice is IntentChoice.ACCEPT else REFUSAL).needing(*_MUST[choice])
    return form.without("name") if listed else form


def account_problems(said: Values) -> dict[str, Problem]:
    """户名 is filled in beforehand, so the account counts from its bank or its number on: then whole."""
    told = {name: said.get(name, "") for name in _ACCOUNT}
    if not (told["bank"] or told["account_no"]):
        return {}
    return {name: Problem("field.missing") for name, value in told.items() if not value}
