"""How the events of 告知承诺 and of 失信 speak."""

from collections.abc import Mapping

from outlet_app.domain.facts.credit import (
    CreditRepaired,
    DefenceHeard,
    DiscreditDropped,
    Discredited,
    DiscreditProposed,
)
from outlet_app.domain.facts.pledge import ChecksDue, ConsequenceDrawn, PledgeChecked, PledgeMade
from outlet_app.wording.pledge import ACTS, CONSEQUENCES, RESULTS, WAYS
from outlet_app.wording.voices.voice import Voice


def _made(fact: PledgeMade) -> str:
    names = "、".join(line.name for line in fact.lines)
    open_as = f"，公开：{fact.open_as}" if fact.open_as else "，不公开"
    return f"以承诺代替 {names}{open_as}"


def _due(fact: ChecksDue) -> str:
    return f"{fact.due.at:%m-%d} 前核查" if fact.due.at else ""


def _checked(fact: PledgeChecked) -> str:
    return f"{RESULTS[fact.result]}，{WAYS[fact.way]}，{fact.checked_on:%m-%d}\n{fact.evidence}"


def _drawn(fact: ConsequenceDrawn) -> str:
    until = f"，{fact.rectify_by:%m-%d} 前改正" if fact.rectify_by else ""
    number = f"，{fact.paper_no}" if fact.paper_no else ""
    return f"{CONSEQUENCES[fact.step]}{number}{until}：{fact.reason}"


def _proposed(fact: DiscreditProposed) -> str:
    told = f"{fact.told_on:%m-%d} 告知，{fact.defend_until:%m-%d} 前可以陈述申辩"
    return f"{ACTS[fact.act]}：{fact.grounds}\n{told}"


def _heard(fact: DefenceHeard) -> str:
    return fact.text if fact.made else "申请人未提出"


VOICES: Mapping[str, Voice] = {
    PledgeMade.KIND: Voice("告知承诺", "handshake", "info", _made),
    ChecksDue.KIND: Voice("承诺待核查", "clock", "mute", _due),
    PledgeChecked.KIND: Voice("核查承诺", "shield-check", "info", _checked),
    ConsequenceDrawn.KIND: Voice("承诺不实处理", "scale", "warn", _drawn),
    DiscreditProposed.KIND: Voice("提请认定失信", "flag", "warn", _proposed),
    DefenceHeard.KIND: Voice("陈述申辩", "message-square-text", "mute", _heard),
    Discredited.KIND: Voice(
        "认定失信", "flag", "warn", lambda fact: f"期限至 {fact.until:%Y-%m-%d}：{fact.reason}"
    ),
    DiscreditDropped.KIND: Voice("不予认定失信", "circle-check", "mute", lambda fact: fact.reason),
    CreditRepaired.KIND: Voice("信用修复", "circle-check", "ok", lambda fact: fact.reason),
}
