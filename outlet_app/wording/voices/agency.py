"""How 帮办代办 speaks in the timeline."""

from collections.abc import Iterable, Mapping

from outlet_app.domain.facts.agency import (
    AgencyActed,
    AgencyBegun,
    AgencyEnded,
    AgencyHanded,
    AgencyMandated,
    AgencyPassed,
    AgencyResumed,
    AgencyStopped,
    Helper,
    Mandate,
)
from outlet_app.domain.facts.transfer import HandedMaterial
from outlet_app.wording.agency import DOINGS, NO_ANSWER, WAYS
from outlet_app.wording.forms.assistance import MODES, POWERS, REASONS
from outlet_app.wording.voices.voice import Voice


def _begun(fact: AgencyBegun) -> str:
    signed = _mandate(fact.mandate) if fact.mandate else ""
    handed = f"收到材料：{_rows(fact.materials)}" if fact.materials else ""
    return _lines(f"{MODES[fact.mode]}，{_helper(fact.helper)}", fact.scope, signed, handed)


def _mandated(fact: AgencyMandated) -> str:
    return _lines(_mandate(fact.mandate), fact.scope)


def _acted(fact: AgencyActed) -> str:
    place = f"，{fact.place}" if fact.place else ""
    told = "已告知委托人" if fact.told else ""
    head = f"{fact.day:%m-%d} {DOINGS[fact.doing]}{place}{'' if fact.reached else NO_ANSWER}"
    enclosed = f"附件：{fact.attachments}" if fact.attachments else ""
    day = f"（{fact.next_day:%m-%d}）" if fact.next_day else ""
    further = f"下一步：{fact.next_step}{day}" if fact.next_step or day else ""
    return _lines(head, fact.text, enclosed, told, further)


def _handed(fact: AgencyHanded) -> str:
    return _lines(f"{WAYS[fact.way]}，{fact.other}：{_rows(fact.rows)}", fact.purpose)


def _stopped(fact: AgencyStopped) -> str:
    return _lines(REASONS[fact.reason], fact.remark, f"未办：{fact.left}", _back(fact.returned))


def _resumed(fact: AgencyResumed) -> str:
    return _lines(_helper(fact.helper), fact.remark, f"未办：{fact.left}")


def _ended(fact: AgencyEnded) -> str:
    why = REASONS[fact.reason] if fact.reason else REASONS["finished"]
    left = f"未办：{fact.left}" if fact.left else ""
    return _lines(why, fact.remark, f"已办：{fact.done}", left, _back(fact.returned))


def _mandate(mandate: Mandate) -> str:
    powers = "、".join(word for code, word in POWERS.items() if code in mandate.powers)
    return f"{powers}，{mandate.since:%Y-%m-%d} 至 {mandate.until:%Y-%m-%d}"


def _helper(helper: Helper) -> str:
    return f"{helper.name} {helper.staff_no[-4:]}，电话 {helper.phone}"


def _rows(rows: Iterable[HandedMaterial]) -> str:
    return "、".join(f"{row.name} {row.copies} 份" for row in rows)


def _back(rows: tuple[HandedMaterial, ...]) -> str:
    return f"退还：{_rows(rows)}" if rows else ""


def _lines(*parts: str) -> str:
    return "\n".join(filter(None, parts))


VOICES: Mapping[str, Voice] = {
    AgencyBegun.KIND: Voice("帮办代办受理", "user-check", "info", _begun),
    AgencyMandated.KIND: Voice("授权委托", "file-check", "info", _mandated),
    AgencyActed.KIND: Voice("帮办代办", "clipboard-list", "info", _acted),
    AgencyHanded.KIND: Voice("材料移交", "inbox", "info", _handed),
    AgencyStopped.KIND: Voice("帮办代办中止", "hourglass", "warn", _stopped),
    AgencyResumed.KIND: Voice("帮办代办续办", "circle-dot", "info", _resumed),
    AgencyPassed.KIND: Voice("帮办代办人员交接", "forward", "info", _resumed),
    AgencyEnded.KIND: Voice("帮办代办办结", "circle-check", "ok", _ended),
}
