"""When a query may be found complex: once, with its reason, within item 1 (domain.md §9.1)."""

from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.decisions import Decision
from outlet_app.domain.dossier import Case
from outlet_app.domain.facts.query import QUERY_ITEM, QueryDeepened
from outlet_app.domain.problems import Refusal


@content.register
def _(fact: QueryDeepened, case: Case) -> Refusal | None:
    told = case.registered
    within = told.item == QUERY_ITEM and fact.sub_item.partition(".")[0] == str(QUERY_ITEM)
    if not within or fact.sub_item == told.sub_item or case.decision is not Decision.ANSWER:
        return Refusal("query.none")
    if case.deepened is not None:
        return Refusal("query.once")
    if not fact.reason.strip():
        return Refusal("query.no_reason")
    return None if any(due.at for due in fact.dues) else Refusal("query.no_clock")
