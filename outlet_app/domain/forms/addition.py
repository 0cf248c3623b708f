"""The sheets of 增加事项 and 更换事项: which item, and why; what it needs besides, the package says."""

from collections.abc import Mapping

from outlet_app.domain.events import AmendCause
from outlet_app.domain.facts.package import MemberAdded, MemberExchanged
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms.registration import APART
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet

MEMBER = "member"
WHICH = Field(MEMBER, Kind.CHOICE, needed=True, sent="member.sub_item")
REASON = Field("reason", Kind.TEXT, 200, needed=True)
GONE = Field("gone", Kind.CHOICE, needed=True, sent="gone.case_id")
CAUSE = Field("cause", Kind.CHOICE, options=tuple(AmendCause), needed=True)
# Prints of what becomes void are collected first; no fact says so.
COLLECTED = Field(
    "collected", Kind.SWITCH, needed_when=("cause", (AmendCause.ENTRY_ERROR.value,)), sent=APART
)
TOLD: Mapping[type[Fact], Form] = {
    MemberAdded: sheet("add_member", WHICH, REASON),
    MemberExchanged: sheet("exchange_member", GONE, WHICH, CAUSE, REASON),
}
