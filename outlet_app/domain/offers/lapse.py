"""What a missed period proposes, once it has passed: never more than a proposal (decisions.md 16)."""

from datetime import datetime

from outlet_app.domain.calendar import HolidayCalendar
from outlet_app.domain.catalogue import Authority
from outlet_app.domain.correcting import WAITING
from outlet_app.domain.deadlines import remaining_workdays
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import DueStamp
from outlet_app.domain.people import Person, Right
from outlet_app.domain.proposed import DEEM_ACCEPTED, DEEM_WITHDRAWN
from outlet_app.domain.states import State

ACCEPTED, WITHDRAWN = DEEM_ACCEPTED, DEEM_WITHDRAWN


def lapsed(case: Case, authority: Authority | None, now: datetime) -> str:
    """视为受理 of a FORWARD matter nobody examined in time, 视为撤回 of one nobody corrected; or nothing."""
    if case.state in WAITING:
        return WITHDRAWN if _is_over(case.correction_due, now) else ""
    forwarded = authority is Authority.FORWARD and case.state is State.RECEIVED
    return ACCEPTED if forwarded and _is_over(case.review_due, now) else ""


def falls_silent(case: Case, authority: Authority | None, now: datetime, calendar: HolidayCalendar) -> bool:
    """Tell whether silence will soon mean acceptance: one working day is left at most (domain.md §2.6)."""
    due = case.review_due.at if case.review_due else None
    if authority is not Authority.FORWARD or case.state is not State.RECEIVED or due is None or now > due:
        return False
    return remaining_workdays(due, now, calendar) <= 1


def proposed_to(person: Person, proposal: str) -> bool:
    """Tell whether the proposal is this person's to confirm: 视为受理 is a 窗口负责人's word."""
    if proposal == ACCEPTED:
        return person.may(Right.APPROVE)
    return proposal == WITHDRAWN and person.may(Right.REGISTER)


def _is_over(due: DueStamp | None, now: datetime) -> bool:
    return due is not None and due.at is not None and now > due.at
