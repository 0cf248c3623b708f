"""When a supplement can have come, and when a promise has lapsed."""

from outlet_app.domain.calendar import local_day
from outlet_app.domain.circumstances.comparing import comparable
from outlet_app.domain.circumstances.dispatch import circumstance
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent, SupplementLapsed, SupplementTaken
from outlet_app.domain.problems import Refusal
from outlet_app.domain.promises import overdue


@circumstance.register
def _(fact: SupplementTaken, case: Case, event: CaseEvent) -> Refusal | None:
    """The day of arrival counts, so it lies between the promise and today (domain.md §3.4)."""
    arrived = fact.arrived_on
    if arrived is None or not comparable(case, event, case.accepted_at or event.at):
        return None
    promised = local_day(case.accepted_at) if case.accepted_at else arrived
    return None if promised <= arrived <= event.day else Refusal("supplement.arrival")


@circumstance.register
def _(_fact: SupplementLapsed, case: Case, event: CaseEvent) -> Refusal | None:
    return None if overdue(case.promises, event.day) else Refusal("supplement.not_lapsed")
