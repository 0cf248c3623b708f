"""The steps of a bad review's task never stand on a case."""

from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.dossier import Case
from outlet_app.domain.facts.rectification import TaskFact
from outlet_app.domain.problems import Refusal


@content.register
def _(_fact: TaskFact, _case: Case) -> Refusal | None:
    return Refusal("task.unknown")
