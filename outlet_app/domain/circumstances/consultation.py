"""An answer was told after the question came, and not later than it is written down."""

from datetime import timedelta

from outlet_app.domain.circumstances.comparing import comparable
from outlet_app.domain.circumstances.dispatch import circumstance
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.consultation import ConsultationAnswered
from outlet_app.domain.problems import Refusal

# A clerk writes minutes; the registration has seconds.
MINUTE = timedelta(minutes=1)


@circumstance.register
def _(fact: ConsultationAnswered, case: Case, event: CaseEvent) -> Refusal | None:
    if not comparable(case, event, case.registered_at):
        return None
    early = fact.told_at <= case.registered_at - MINUTE
    return Refusal("consultation.told_when") if early or fact.told_at > event.at else None
