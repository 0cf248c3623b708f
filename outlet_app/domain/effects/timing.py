"""What a confirmed moment leaves in a case."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.timing import TimeConfirmed
from outlet_app.domain.marking import marked


@effect.register
def _(fact: TimeConfirmed, case: Case, _event: CaseEvent) -> Case:
    return marked(case, time_unsure=False, time_confirmed=fact)
