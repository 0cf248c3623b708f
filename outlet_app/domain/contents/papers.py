"""What giving out a result must hold."""

from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import ResultCollected
from outlet_app.domain.problems import Refusal


@content.register
def _(fact: ResultCollected, case: Case) -> Refusal | None:
    if case.collected is not None:
        return Refusal("result.collected_already")
    if not fact.documents or not fact.collector:
        return Refusal("result.nothing_given")
    return None if case.accepted_at is not None else Refusal("result.none")
