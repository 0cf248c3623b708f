"""How the delivery of a result speaks."""

from collections.abc import Mapping

from outlet_app.domain import events as ev
from outlet_app.wording.voices.voice import Voice


def _collected(fact: ev.ResultCollected) -> str:
    names = "、".join(one.name for one in fact.documents)
    return f"{fact.collector}领取：{names}"


VOICES: Mapping[str, Voice] = {
    ev.ResultCollected.KIND: Voice("领取结果", "hand-helping", "ok", _collected),
}
