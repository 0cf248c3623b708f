"""Silence and lapse may be said only once their last moment has passed."""

from datetime import datetime, time

from outlet_app.domain.calendar import CST, ONE_DAY, local_day
from outlet_app.domain.circumstances.dispatch import circumstance
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent, DeemedAccepted, DeemedWithdrawn, ProposalDeclined
from outlet_app.domain.periods import SILENT_ACCEPTANCE_WORKDAYS
from outlet_app.domain.problems import Refusal
from outlet_app.domain.proposed import LONGEST_QUIET

_SOONEST = (SILENT_ACCEPTANCE_WORKDAYS + 1) * ONE_DAY


@circumstance.register
def _(fact: DeemedAccepted, case: Case, event: CaseEvent) -> Refusal | None:
    """Where no limit was written down, working day 5 cannot have ended before calendar day 5."""
    limit = case.review_due.at if case.review_due else None
    earliest = datetime.combine(fact.received_on + _SOONEST, time(), CST)
    return _too_early("deemed.too_early", limit or earliest, event)


@circumstance.register
def _(_fact: DeemedWithdrawn, case: Case, event: CaseEvent) -> Refusal | None:
    due = case.correction_due.at if case.correction_due else None
    return _too_early("lapse.too_early", due or event.at, event)


@circumstance.register
def _(fact: ProposalDeclined, _case: Case, event: CaseEvent) -> Refusal | None:
    """It is asked again, and not too late."""
    later = event.day < fact.again_on <= event.day + LONGEST_QUIET
    return None if later else Refusal("decline.day", {"most": LONGEST_QUIET.days})


def _too_early(code: str, limit: datetime, event: CaseEvent) -> Refusal | None:
    return None if event.at > limit else Refusal(code, {"due": local_day(limit).isoformat()})
