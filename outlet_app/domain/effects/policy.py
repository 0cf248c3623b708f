"""What a stated will changes in a case."""

from dataclasses import replace

from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.policy import IntentStated


@effect.register
def _(fact: IntentStated, case: Case, _event: CaseEvent) -> Case:
    return replace(case, intent=fact)
