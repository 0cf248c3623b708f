"""How the events of 容缺 speak."""

from collections.abc import Mapping

from outlet_app.domain import events as ev
from outlet_app.wording.deficiency import LAPSE_WAYS, REMINDER_STAGES, REMINDER_WAYS
from outlet_app.wording.voices.course import counts
from outlet_app.wording.voices.voice import Voice


def _promised(fact: ev.AcceptedDeficient) -> str:
    return _owed(fact.promises)


def _owed(promises: tuple[ev.PromiseLine, ...]) -> str:
    days = {line.due for line in promises}
    if len(days) == 1:
        return f"{'、'.join(line.name for line in promises)}，补至 {min(days):%m-%d}"
    return "；".join(f"{line.name}，补至 {line.due:%m-%d}" for line in promises)


def _taken(fact: ev.SupplementTaken) -> str:
    arrived = f"，{fact.arrived_on:%m-%d} 收到" if fact.arrived_on else ""
    return f"{'、'.join(row.name for row in fact.materials)}（{counts(fact.materials)}）{arrived}"


def _reminded(fact: ev.SupplementReminded) -> str:
    return f"{REMINDER_STAGES[fact.stage]}，{REMINDER_WAYS[fact.way]}\n{fact.text}"


def _extended(fact: ev.SupplementExtended) -> str:
    why = "不可抗力，" if fact.force_majeure else f"{fact.workdays} 个工作日，"
    until = f"改至 {fact.due.at:%m-%d}" if fact.due.at else ""
    return f"{why}{until}：{fact.reason}"


def _lapsed(fact: ev.SupplementLapsed) -> str:
    return f"{LAPSE_WAYS[fact.way]}：{fact.reason}"


VOICES: Mapping[str, Voice] = {
    ev.AcceptedDeficient.KIND: Voice("容缺受理", "hourglass", "info", _promised),
    ev.SupplementTaken.KIND: Voice("容缺补齐", "inbox", "mute", _taken),
    ev.SupplementReminded.KIND: Voice("提醒补齐", "phone", "mute", _reminded),
    ev.SupplementExtended.KIND: Voice("延长补齐期限", "hourglass", "warn", _extended),
    ev.SupplementLapsed.KIND: Voice("逾期未补齐，终止", "ban", "mute", _lapsed),
}
