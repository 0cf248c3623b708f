"""What an explanation of a delay leaves in a case."""

from dataclasses import replace

from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.delay import DelayExplained


@effect.register
def _(fact: DelayExplained, case: Case, _event: CaseEvent) -> Case:
    return replace(case, delay=fact, demanded=None)
