"""The seven situations of a first contact, and what each asks of whoever was asked first."""

from collections.abc import Mapping

from outlet_app.domain.events import Situation

_NAMES: Mapping[Situation, str] = {
    Situation.OWN_NOW: "本岗位职责，能当场办",
    Situation.OWN_LATER: "本岗位职责，不能当场办",
    Situation.COLLEAGUE: "本网点其他岗位的事",
    Situation.ELSEWHERE: "其他网点、部门的事",
    Situation.UNCLEAR: "不清楚由谁办",
    Situation.OUTSIDE: "不属于政府职责",
    Situation.URGENT: "紧急或政策敏感",
}
SITUATION_CHOICES: Mapping[Situation, str] = {one: f"{one.value}　{word}" for one, word in _NAMES.items()}
DUTIES: Mapping[Situation, str] = {
    Situation.OWN_NOW: "当场办理、当场答复",
    Situation.OWN_LATER: "讲清要求和时限",
    Situation.COLLEAGUE: "转给本网点同事",
    Situation.ELSEWHERE: "引导写明去向，或者转办",
    Situation.UNCLEAR: "报负责人确定，时限照算",
    Situation.OUTSIDE: "说明理由，写明去向",
    Situation.URGENT: "马上报告值班领导",
}


def in_ledger(value: object) -> str:
    """The letter; with the city's judgement E（市级认定，登记为 C）."""
    judged, bar, chosen = str(value).partition("|")
    if not bar:
        return judged
    return f"{judged}（市级认定" + (f"，登记为 {chosen}）" if chosen else "）")
