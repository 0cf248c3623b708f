"""The sheets after a 告知承诺: its verification, and what follows an untrue one."""

from collections.abc import Mapping

from outlet_app.domain.catalogue import CheckWay
from outlet_app.domain.facts.pledge import CheckResult, Consequence, ConsequenceDrawn, PledgeChecked
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet

LIMIT = 300
CHECK = sheet(
    "verify",
    Field("code", Kind.CHOICE, needed=True),
    Field("way", Kind.CHOICE, options=tuple(CheckWay), needed=True),
    Field("result", Kind.CHOICE, options=tuple(CheckResult), needed=True),
    Field("evidence", Kind.TEXT, LIMIT, needed=True),
    Field("day", Kind.PAST, needed=True, sent="checked_on"),
)
# Where no paper told the decision, there is none to be revoked and the field is not asked.
DRAWING = sheet(
    "consequence",
    Field("step", Kind.CHOICE, options=tuple(Consequence), needed=True),
    Field("reason", Kind.TEXT, LIMIT, needed=True),
    Field("until", Kind.DAY, needed_when=("step", (Consequence.RECTIFY,)), sent="rectify_by"),
    Field("paper", Kind.CHOICE, needed_when=("step", (Consequence.REVOKE,)), sent="paper_no"),
)
TOLD: Mapping[type[Fact], Form] = {PledgeChecked: CHECK, ConsequenceDrawn: DRAWING.without("paper")}
