"""How what came of refused steps speaks."""

from collections.abc import Mapping

from outlet_app.domain.facts.refusal import Handling, RefusalSettled
from outlet_app.wording.voices.voice import Voice

WAYS: Mapping[Handling, str] = {Handling.AGAIN: "已重新办理", Handling.NOTHING: "不需要再办"}


def _settled(fact: RefusalSettled) -> str:
    way = WAYS[Handling(fact.way)] if fact.way in tuple(Handling) else fact.way
    return f"{way}\n{fact.note}"


VOICES: Mapping[str, Voice] = {
    RefusalSettled.KIND: Voice("未接收的已处理完毕", "circle-check", "mute", _settled),
}
