"""A query is found complex on the day of its registration, so that nothing is gained by waiting (§9.1)."""

from outlet_app.domain.calendar import local_day
from outlet_app.domain.circumstances.dispatch import circumstance
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.query import QueryDeepened
from outlet_app.domain.problems import Refusal


@circumstance.register
def _(_fact: QueryDeepened, case: Case, event: CaseEvent) -> Refusal | None:
    same = local_day(event.at) == local_day(case.registered_at)
    return None if same else Refusal("query.other_day")
