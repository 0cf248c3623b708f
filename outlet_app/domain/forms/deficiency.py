"""The sheets of 容缺 after the acceptance: 补齐, 提醒, 延长 and 逾期未补齐."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from outlet_app.domain.events import (
    LapseWay,
    ReminderWay,
    SupplementExtended,
    SupplementLapsed,
    SupplementReminded,
)
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms.reading import Values
from outlet_app.domain.forms.registration import APART, ON
from outlet_app.domain.forms.spec import Field, Form, Kind, Section, sheet
from outlet_app.domain.problems import Problem
from outlet_app.domain.promises import MOST_EXTENSION

_REASON = Field("reason", Kind.TEXT, 200, needed=True)
COMPLETE, FAULTY, NOT_COME = "complete", "faulty", ""
_BROUGHT, _IS_FAULTY = "brought", ("faulty", (ON,))
# What is wrong is asked for where something came faulty, which the rows of the materials tell.
SUPPLEMENT = sheet(
    "supplement",
    Field("faulty", Kind.SWITCH, sent=APART),
    Field("day", Kind.PAST, 40, needed=True, sent=APART, lack="date.unreadable"),
    Field("remark", Kind.LINE, 200, sent=APART, told_when=_IS_FAULTY, needed_when=_IS_FAULTY),
)
REMIND = sheet(
    "remind",
    Field("way", Kind.CHOICE, options=tuple(ReminderWay), needed=True),
    Field("text", Kind.TEXT, 500, needed=True),
)
EXTEND = sheet(
    "extend",
    Field("days", Kind.CHOICE, needed=True, sent="workdays"),
    Field("force", Kind.SWITCH, sent="force_majeure"),
    _REASON,
)
LAPSE = sheet("lapse", Field("way", Kind.CHOICE, options=tuple(LapseWay), needed=True), _REASON)
TOLD: Mapping[type[Fact], Form] = {
    SupplementReminded: REMIND,
    SupplementExtended: EXTEND,
    SupplementLapsed: LAPSE,
}


def supplement_form(codes: Sequence[str]) -> Form:
    """补齐: whether each promised material came and how, on which day, and what is wrong with it."""
    came = (
        Field(brought_field(code), Kind.CHOICE, options=(COMPLETE, FAULTY, NOT_COME), sent=APART)
        for code in codes
    )
    return replace(SUPPLEMENT, sections=(Section("materials", tuple(came)), *SUPPLEMENT.sections))


def brought_field(code: str) -> str:
    """The name of the field that tells whether a material came."""
    return f"{_BROUGHT}.{code}"


def supplement_problems(said: Values) -> dict[str, Problem]:
    """Something came, or there is nothing to keep; said at the first material."""
    came = [name for name in said if name.startswith(f"{_BROUGHT}.")]
    return {} if any(said[name] for name in came) else {came[0]: Problem("supplement.nothing")}


def extension_problems(said: Values, *, used: bool) -> dict[str, Problem]:
    """One extension of five working days, but for 不可抗力 (domain.md §3.4); `used`: there was one."""
    if said["force"]:
        return {}
    if used:
        return {"force": Problem("supplement.used")}
    return {"days": Problem("supplement.most")} if int(said["days"]) > MOST_EXTENSION else {}
