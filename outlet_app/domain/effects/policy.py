"""What a stated will changes in a case."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.policy import IntentStated
from outlet_app.domain.marking import marked


@effect.register
def _(fact: IntentStated, case: Case, _event: CaseEvent) -> Case:
    return marked(case, intent=fact)
