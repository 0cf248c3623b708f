"""What giving out a result leaves in a case."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.events import CaseEvent, ResultCollected
from outlet_app.domain.judged import Collection
from outlet_app.domain.marking import marked


@effect.register
def _(fact: ResultCollected, case: Case, event: CaseEvent) -> Case:
    return marked(case, collected=Collection(fact, event.at))
