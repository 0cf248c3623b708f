"""What a query found complex changes in a case: the matter, its clocks, and that it is open again."""

from dataclasses import replace

from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.effects.joining import merged
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.query import QueryDeepened
from outlet_app.domain.marking import marked


@effect.register
def _(fact: QueryDeepened, case: Case, event: CaseEvent) -> Case:
    """What was answered stays in the case; the number, the query code and the first contact do too."""
    told = case.registered
    deeper = replace(told, sub_item=fact.sub_item, request=fact.request or told.request)
    longer = tuple(due for due in case.dues if due.kind is not ClockKind.INSTANT)
    return marked(
        case,
        registered=deeper,
        dues=merged(longer, fact.dues),
        deepened=fact,
        ended_at=None,
        handler=event.actor,
    )
