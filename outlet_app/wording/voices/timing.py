"""How a confirmed moment speaks."""

from collections.abc import Mapping

from outlet_app.domain.calendar import CST
from outlet_app.domain.facts.timing import TimeConfirmed
from outlet_app.wording.voices.voice import Voice


def _confirmed(fact: TimeConfirmed) -> str:
    return f"实际为 {fact.moment.astimezone(CST):%Y-%m-%d %H:%M}\n依据：{fact.proof}"


VOICES: Mapping[str, Voice] = {
    TimeConfirmed.KIND: Voice("核定时间", "clock-alert", "ok", _confirmed),
}
