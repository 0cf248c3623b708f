"""How reminders and further registrations speak."""

from collections.abc import Mapping

from outlet_app.domain.facts.carrying import CarriedOn, DeclarationReminded, ReminderDropped
from outlet_app.wording.voices.voice import Voice

REMINDED = "{name}（{policy}）\n{opens:%Y-%m-%d} 起可以申报，到时在工作台提示"
CARRIED = "{case_no}（{sub_item}）"


def _reminded(fact: DeclarationReminded) -> str:
    return REMINDED.format(name=fact.name, policy=fact.policy, opens=fact.opens)


def _dropped(fact: ReminderDropped) -> str:
    return fact.reason


def _carried(fact: CarriedOn) -> str:
    return CARRIED.format(case_no=fact.case_no, sub_item=fact.sub_item)


VOICES: Mapping[str, Voice] = {
    DeclarationReminded.KIND: Voice("申报提醒", "calendar-check", "info", _reminded),
    ReminderDropped.KIND: Voice("不再提醒", "ban", "warn", _dropped),
    CarriedOn.KIND: Voice("转入办理", "arrow-right", "ok", _carried),
}
