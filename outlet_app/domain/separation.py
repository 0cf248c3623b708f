"""收审分离: whoever helps an applicant never examines or approves the same case (domain.md §4)."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    CaseEvent,
    DeemedAccepted,
    Fact,
    NoticeGiven,
    Rejected,
    ResultReached,
    SupplementExtended,
    Terminated,
    TrackingStarted,
)
from outlet_app.domain.facts.pledge import ConsequenceDrawn, PledgeChecked
from outlet_app.domain.problems import Refusal
from outlet_app.domain.states import State

EXAMINING: tuple[type[Fact], ...] = (
    NoticeGiven, Accepted, AcceptedDeficient, TrackingStarted, Rejected, DeemedAccepted, ResultReached,
    SupplementExtended, PledgeChecked, ConsequenceDrawn, Terminated,
)  # fmt: skip
_EXAMINING = frozenset(EXAMINING)
_STEPS = frozenset({"examine", "tell", "extend", "deem_accepted", "verify", "consequence", "terminate"})
# 办结 of a case that has no result yet gives one.
_RESULT_OPEN = frozenset({State.ACCEPTED, State.IN_PROGRESS})


def examiners(known: tuple[str, ...], event: CaseEvent) -> tuple[str, ...]:
    """Who has examined or approved a case, with the event's own actor where it does so."""
    if type(event.fact) not in _EXAMINING or event.actor in known:
        return known
    return (*known, event.actor)


def separated(case: Case, event: CaseEvent) -> Refusal | None:
    """Why a helper may not say it; None for everybody else."""
    if type(event.fact) in _EXAMINING and event.actor in case.helped_by:
        return Refusal("agency.examiner_helps")
    return None


def withheld(case: Case, staff_no: str) -> frozenset[str]:
    """The steps not offered to somebody who helps in the case."""
    if staff_no not in case.helped_by:
        return frozenset()
    return _STEPS | {"close"} if case.state in _RESULT_OPEN else _STEPS
