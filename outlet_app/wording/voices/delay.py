"""How an explanation of a delay speaks."""

from collections.abc import Mapping

from outlet_app.domain.facts.delay import DelayExplained
from outlet_app.wording.oversight import REASONS
from outlet_app.wording.voices.voice import Voice


def _explained(fact: DelayExplained) -> str:
    return f"{REASONS.get(fact.reason, fact.reason)}\n措施：{fact.measures}"


VOICES: Mapping[str, Voice] = {
    DelayExplained.KIND: Voice("超期说明", "file-pen", "warn", _explained),
}
