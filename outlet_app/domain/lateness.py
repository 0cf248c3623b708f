"""Whether a limit of a case has passed."""

from datetime import datetime

from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import DueStamp
from outlet_app.domain.states import State

IMMEDIATE_RESPONSE = "response"
_WAITING_FOR_OTHERS = frozenset({State.CORRECTION, State.CORRECTION_AFTER, State.SUSPENDED})


def is_overdue(case: Case, moment: datetime) -> bool:
    """Tell whether a limit of the case had passed at the moment, or before it ended.

    While the applicant has to act or the clock is paused nothing is overdue; an immediate response has
    been given with the first decision.
    """
    if case.state in _WAITING_FOR_OTHERS:
        return False
    reached = case.ended_at or moment
    return any(stamp.at is not None and stamp.at < reached for stamp in case.dues if not _met(stamp, case))


def _met(stamp: DueStamp, case: Case) -> bool:
    at_once = stamp.kind is ClockKind.INSTANT and stamp.rule == IMMEDIATE_RESPONSE
    return at_once and case.decision is not None
