"""The sheets of a decision: 不予受理, 容缺受理 and 告知承诺."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.facts.intake import Rejected
from outlet_app.domain.facts.pledge import PledgeMade
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms.registration import APART
from outlet_app.domain.forms.spec import Field, Form, Kind, Section, sheet

LIMIT = 200


class RejectReason(StrEnum):
    """Why 不予受理: none of the list, none of this city's, still not in order, another reason."""

    NOT_LISTED = "not_listed"
    NOT_HERE = "not_here"
    STILL_WRONG = "still_wrong"
    OTHER = "other"


# Whoever has a matter for somebody else is told where to go (domain.md §1.6).
ELSEWHERE = (RejectReason.NOT_LISTED, RejectReason.NOT_HERE)
_HERE = (RejectReason.STILL_WRONG, RejectReason.OTHER)
_BASIS, _INSTEAD = "basis", "instead"
# The reason is sent in its words, as the paper tells it.
REJECT = sheet(
    "reject",
    Field("reason", Kind.CHOICE, options=tuple(RejectReason), needed=True, sent=APART),
    Field(_BASIS, Kind.LINE, LIMIT, needed_when=("reason", _HERE)),
    Field(_INSTEAD, Kind.LINE, LIMIT, needed_when=("reason", ELSEWHERE)),
)
# Nobody promises for the applicant (domain.md §3.6).
PLEDGE = sheet(
    "pledge",
    Field("told", Kind.SWITCH, needed=True, lack="pledge.not_told"),
    Field("signed", Kind.SWITCH, needed=True, lack="pledge.not_signed"),
    Field("open_as", Kind.LINE, 60),
)
# The conditions of 容缺 that are ticked, by their codes in domain/deficiency.py, which reads this room.
_TICKS = {"volunteered": "promise.volunteered", "authorised": "promise.authorised"}
# As it is sent and printed: the reason in its words, the rest as it was filled in.
REJECTED = sheet(
    "reject",
    Field("reason", Kind.LINE, LIMIT, needed=True),
    Field(_BASIS, Kind.LINE, LIMIT),
    Field(_INSTEAD, Kind.LINE, LIMIT),
)
TOLD: Mapping[type[Fact], Form] = {Rejected: REJECTED, PledgeMade: PLEDGE}


def reject_form(*, guides: bool) -> Form:
    """不予受理; whoever is guided elsewhere is told where, whatever the reason."""
    return REJECT.needing(_INSTEAD) if guides else REJECT


def promise_form(asked: Sequence[str], latest: Mapping[str, date]) -> Form:
    """容缺受理: what only the people at the counter can say, then the day and the form of each material.

    asked: the conditions to be ticked. latest: the last day of each material by its code (decisions 16).
    """
    ticks = (Field(one, Kind.SWITCH, needed=True, lack=_TICKS[one], sent=APART) for one in asked)
    terms = (Section(code, _term(code, until)) for code, until in latest.items())
    return Form("promise", 1, (Section("conditions", tuple(ticks)), *terms))


def due_field(code: str) -> str:
    """The name of the field with the day that a material comes."""
    return f"due.{code}"


def form_field(code: str) -> str:
    """The name of the field with the form in which a material comes."""
    return f"form.{code}"


def _term(code: str, until: date) -> tuple[Field, ...]:
    return (
        Field(due_field(code), Kind.AHEAD, 40, needed=True, until=until, lack="date.unreadable", sent=APART),
        Field(form_field(code), Kind.CHOICE, options=tuple(PaperForm), needed=True, sent=APART),
    )
