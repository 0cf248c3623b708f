"""How the city's word on a case speaks."""

from collections.abc import Mapping

from outlet_app.domain.facts.overseeing import DelayDemanded, SituationJudged
from outlet_app.wording.formats import long_day
from outlet_app.wording.situations import SITUATION_CHOICES
from outlet_app.wording.voices.voice import Voice


def _judged(fact: SituationJudged) -> str:
    by = f"认定人：{fact.by_name}" if fact.by_name else ""
    told = (f"应为 {SITUATION_CHOICES[fact.situation]}", f"理由：{fact.reason}", by)
    return "\n".join(part for part in told if part)


def _demanded(fact: DelayDemanded) -> str:
    by = f"要求人：{fact.by_name}" if fact.by_name else ""
    told = (f"{long_day(fact.answer_by)}前说明", fact.note, by)
    return "\n".join(part for part in told if part)


VOICES: Mapping[str, Voice] = {
    SituationJudged.KIND: Voice("市级认定首问情形", "scale", "warn", _judged),
    DelayDemanded.KIND: Voice("市级要求超期说明", "flag", "warn", _demanded),
}
