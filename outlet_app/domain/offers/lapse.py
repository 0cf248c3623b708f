"""What a missed period proposes, once it has passed: never more than a proposal (decisions.md 16)."""

from datetime import datetime

from outlet_app.domain.catalogue import Authority
from outlet_app.domain.correcting import WAITING
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import DueStamp
from outlet_app.domain.people import Person, Right
from outlet_app.domain.states import State

ACCEPTED, WITHDRAWN = "deem_accepted", "deem_withdrawn"


def lapsed(case: Case, authority: Authority | None, now: datetime) -> str:
    """视为受理 of a FORWARD matter nobody examined in time, 视为撤回 of one nobody corrected; or nothing."""
    if case.state in WAITING:
        return WITHDRAWN if _is_over(case.correction_due, now) else ""
    forwarded = authority is Authority.FORWARD and case.state is State.RECEIVED
    return ACCEPTED if forwarded and _is_over(case.review_due, now) else ""


def proposed_to(person: Person, proposal: str) -> bool:
    """Tell whether the proposal is this person's to confirm: 视为受理 is a 窗口负责人's word."""
    if proposal == ACCEPTED:
        return person.may(Right.APPROVE)
    return proposal == WITHDRAWN and person.may(Right.REGISTER)


def _is_over(due: DueStamp | None, now: datetime) -> bool:
    return due is not None and due.at is not None and now > due.at
