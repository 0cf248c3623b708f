"""The sheets of cases that wait: 暂停, 恢复, 暂不确认, 视为撤回, 不再提醒, and why a limit has passed."""

from collections.abc import Mapping
from datetime import date

from outlet_app.domain.events import DeemedWithdrawn, Paused, ProposalDeclined, Resumed
from outlet_app.domain.facts.carrying import ReminderDropped
from outlet_app.domain.facts.delay import DelayExplained, DelayReason
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms.reading import Values
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet
from outlet_app.domain.problems import Problem
from outlet_app.domain.proposed import LONGEST_QUIET

_REASON = Field("reason", Kind.TEXT, 200, needed=True)
DECLINE = sheet("decline", _REASON, Field("again", Kind.DAY, needed=True, sent="again_on"))
PAUSE = sheet(
    "pause", Field("reason", Kind.CHOICE, needed=True), Field("evidence", Kind.TEXT, 500, needed=True)
)
RESUME = sheet("resume", Field("evidence", Kind.TEXT, 500))
WITHDRAWAL = sheet("deem_withdrawn", _REASON)
DROP = sheet("drop_reminder", _REASON)
EXPLAIN = sheet(
    "explain",
    Field("reason", Kind.CHOICE, options=tuple(DelayReason), needed=True),
    Field("measures", Kind.TEXT, 300, needed=True),
)
TOLD: Mapping[type[Fact], Form] = {
    ProposalDeclined: DECLINE,
    Paused: PAUSE,
    Resumed: RESUME,
    DeemedWithdrawn: WITHDRAWAL,
    ReminderDropped: DROP,
    DelayExplained: EXPLAIN,
}


def decline_problems(said: Values, today: date) -> dict[str, Problem]:
    """A proposal comes again after today, and within a month."""
    day = date.fromisoformat(said["again"])
    return {} if today < day <= today + LONGEST_QUIET else {"again": Problem("decline.again")}
