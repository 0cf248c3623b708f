"""The sheets of 差评整改: 指派, 核实, 定性, 整改, 延期, 申诉 and 归档."""

from collections.abc import Iterable, Mapping

from outlet_app.domain.facts.rectification import (
    Finding,
    Ground,
    TaskAppealed,
    TaskClassified,
    TaskClosed,
    TaskExtended,
    TaskMended,
    TaskVerified,
)
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms.registration import APART
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet

LIMIT, SHORT = 500, 60
_REASON = Field("reason", Kind.TEXT, LIMIT, needed=True)
VERIFY = sheet(
    "verify",
    Field("how", Kind.LINE, SHORT, needed=True),
    Field("found", Kind.TEXT, LIMIT, needed=True),
)
# 立行立改 needs no reason, whatever puts the matter off does.
CLASSIFY = sheet(
    "classify",
    Field("finding", Kind.CHOICE, options=tuple(Finding), needed=True),
    Field(
        "reason",
        Kind.TEXT,
        LIMIT,
        needed_when=("finding", tuple(one for one in Finding if one is not Finding.AT_ONCE)),
    ),
)
MEND = sheet(
    "mend",
    Field("measures", Kind.TEXT, LIMIT, needed=True),
    Field("who", Kind.PERSON, SHORT, needed=True, sent="responsible"),
    Field("reply", Kind.TEXT, LIMIT, needed=True),
)
EXTEND = sheet("extend", Field("day", Kind.DAY, needed=True, sent=APART), _REASON)
APPEAL = sheet("appeal", Field("ground", Kind.CHOICE, options=tuple(Ground), needed=True), _REASON)
CLOSE = sheet("close", Field("archive", Kind.LINE, SHORT, needed=True, sent="archive_no"))
TOLD: Mapping[type[Fact], Form] = {
    TaskVerified: VERIFY,
    TaskClassified: CLASSIFY,
    TaskMended: MEND,
    TaskExtended: EXTEND,
    TaskAppealed: APPEAL,
    TaskClosed: CLOSE,
}


def assign_form(people: Iterable[tuple[str, str]]) -> Form:
    """指派: a tick for each colleague, by 工号 and as they are called."""
    return sheet("assign", *(Field(number, Kind.SWITCH, label=name, sent=APART) for number, name in people))
