"""What an explanation of a delay must hold."""

from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.dossier import Case
from outlet_app.domain.facts.delay import DelayExplained, DelayReason
from outlet_app.domain.problems import Refusal


@content.register
def _(fact: DelayExplained, _case: Case) -> Refusal | None:
    if fact.reason not in tuple(DelayReason):
        return Refusal("delay.reason")
    return None if fact.measures.strip() else Refusal("delay.measures")
