"""How a query found complex speaks."""

from collections.abc import Mapping

from outlet_app.domain.calendar import CST
from outlet_app.domain.facts.query import QueryDeepened
from outlet_app.wording.voices.voice import Voice

LIMIT = "时限 {limits}"
REQUEST = "查询需求：{request}"


def _deepened(fact: QueryDeepened) -> str:
    timed = sorted(due.at for due in fact.dues if due.at)
    limits = "，".join(f"{at.astimezone(CST):%m-%d %H:%M}" for at in timed)
    head = f"{fact.sub_item}　{fact.reason}"
    request = REQUEST.format(request=fact.request) if fact.request else ""
    return "\n".join(part for part in (head, request, limits and LIMIT.format(limits=limits)) if part)


VOICES: Mapping[str, Voice] = {
    QueryDeepened.KIND: Voice("转为复杂查询", "search", "warn", _deepened),
}
