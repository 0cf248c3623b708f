"""The sheets of the endings that are no plain 办结: 不予支持, and 终止办理 by a 窗口负责人."""

from collections.abc import Mapping
from enum import StrEnum

from outlet_app.domain.events import Terminated
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms.registration import APART
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet

LIMIT = 200


class Ground(StrEnum):
    """Why a matter cannot be brought to its end though nobody withdrew it (domain.md §15.1)."""

    LOST_TOUCH = "lost_touch"
    UNTRUE = "untrue"
    MOOT = "moot"
    FORCE = "force"
    OTHER = "other"


DENY = sheet("deny", Field("outcome", Kind.TEXT, 500, needed=True))
TERMINATE = sheet(
    "terminate",
    Field("ground", Kind.CHOICE, options=tuple(Ground), needed=True, sent=APART),
    Field("note", Kind.TEXT, LIMIT, needed=True, sent=APART),
)
# The fact holds both as one text.
TOLD: Mapping[type[Fact], Form] = {
    Terminated: sheet("terminate", Field("reason", Kind.TEXT, 300, needed=True)),
}
