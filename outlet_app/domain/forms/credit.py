"""The sheets of 失信: proposing and hearing at the outlet, listing, dropping and repairing at the city."""

from collections.abc import Mapping

from outlet_app.domain.credit import CreditAct
from outlet_app.domain.facts.credit import (
    CreditRepaired,
    DefenceHeard,
    DiscreditDropped,
    Discredited,
    DiscreditProposed,
)
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms.registration import APART
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet

LIMIT = 300
PROPOSAL = sheet(
    "proposal",
    Field("act", Kind.CHOICE, options=tuple(CreditAct), needed=True),
    Field("grounds", Kind.TEXT, LIMIT, needed=True),
    Field("told", Kind.PAST, needed=True, sent="told_on"),
    Field("until", Kind.DAY, needed=True, sent="defend_until"),
)
# Whoever was silent is ticked, and then nothing was said; the fact says whether a defence was made.
DEFENCE = sheet(
    "defence",
    Field("text", Kind.TEXT, LIMIT, needed_when=("silent", ("",))),
    Field("silent", Kind.SWITCH, sent=APART),
)
LISTING = sheet(
    "listing", Field("until", Kind.DAY, needed=True), Field("reason", Kind.TEXT, LIMIT, needed=True)
)
REASON = sheet("reason", Field("reason", Kind.TEXT, LIMIT, needed=True))
_HEARD = sheet("defence", Field("text", Kind.TEXT, LIMIT))
TOLD: Mapping[type[Fact], Form] = {
    DiscreditProposed: PROPOSAL,
    DefenceHeard: _HEARD,
    Discredited: LISTING,
    DiscreditDropped: REASON,
    CreditRepaired: REASON,
}
