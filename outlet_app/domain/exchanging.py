"""更换事项: how the child that goes ends, and whose slip it was (domain.md §5)."""

from collections.abc import Mapping
from datetime import date

from outlet_app.domain.calendar import local_day
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import AmendCause, CaseEvent, Voided, VoidReason
from outlet_app.domain.states import State

GONE_AS: Mapping[AmendCause, State] = {
    AmendCause.ENTRY_ERROR: State.VOIDED,
    AmendCause.APPLICANT_CHANGED: State.WITHDRAWN,
}


def is_slip_of(case: Case, staff_no: str, day: date) -> bool:
    """Whether this person chose the item of an open child the same day: the bounds of 撤销决定."""
    mine = case.is_open and case.joined is not None and case.first_contact == staff_no
    return mine and local_day(case.registered_at) == day


def is_own_slip(case: Case | None, event: CaseEvent) -> bool:
    """Whether a 作废 only puts right what its author chose wrong today, with another child in its place."""
    fact = event.fact
    if case is None or not isinstance(fact, Voided) or fact.reason != VoidReason.WRONG_ITEM:
        return False
    return bool(fact.replaced_by) and is_slip_of(case, event.actor, local_day(event.at))
