"""The sheets of 容缺 after the acceptance: 补齐, 提醒, 延长 and 逾期未补齐."""

from collections.abc import Mapping

from outlet_app.domain.events import (
    LapseWay,
    ReminderWay,
    SupplementExtended,
    SupplementLapsed,
    SupplementReminded,
)
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms.reading import Values
from outlet_app.domain.forms.registration import APART
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet
from outlet_app.domain.problems import Problem
from outlet_app.domain.promises import MOST_EXTENSION

_REASON = Field("reason", Kind.TEXT, 200, needed=True)
# What is wrong is asked for where something came faulty; the rows tell that, not this form.
SUPPLEMENT = sheet(
    "supplement",
    Field("day", Kind.PAST, needed=True, sent=APART),
    Field("remark", Kind.LINE, 200, sent=APART),
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


def extension_problems(said: Values, *, used: bool) -> dict[str, Problem]:
    """One extension of five working days, but for 不可抗力 (domain.md §3.4); `used`: there was one."""
    if said["force"]:
        return {}
    if used:
        return {"force": Problem("supplement.used")}
    return {"days": Problem("supplement.most")} if int(said["days"]) > MOST_EXTENSION else {}
