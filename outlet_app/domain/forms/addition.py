"""The sheet of 增加事项 to a package: which item, and why now; what it needs besides, the package says."""

from collections.abc import Mapping

from outlet_app.domain.facts.package import MemberAdded
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet

MEMBER = "member"
WHICH = Field(MEMBER, Kind.CHOICE, needed=True, sent="member.sub_item")
REASON = Field("reason", Kind.TEXT, 200, needed=True)
TOLD: Mapping[type[Fact], Form] = {MemberAdded: sheet("add_member", WHICH, REASON)}
