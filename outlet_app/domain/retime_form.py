"""The sheet of 更正事项和时限: what can still be put right of a case, and why it is (ADR 0037)."""

from dataclasses import replace

from outlet_app.domain.channels import INCOMING
from outlet_app.domain.dossier import Case
from outlet_app.domain.forms.mending import RETIME
from outlet_app.domain.forms.registration import APART, INTAKE
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet
from outlet_app.domain.retiming import FIRST_VISIT, LETTER, PROMISE, offered

# The item and the sub-item are chosen as one.
MATTER = "matter"
_WRITTEN = tuple(way.value for way in INCOMING)
_REPLIES = tuple((way.value, tuple(one.value for one in ways)) for way, ways in INCOMING.items())


def retime_form(case: Case) -> Form:
    """What can still be put right, in the order of the registration; what a letter has, after its channel."""
    fields = [name for name in offered(case) if name != "item"]
    if "channel" in fields:
        rest = (name for name in fields if name not in ("channel", *LETTER))
        fields = ["channel", *LETTER, *rest]
    return sheet(RETIME.code, *map(_field, fields), *RETIME.fields())


def _field(name: str) -> Field:
    if name == "sub_item":
        return Field(MATTER, Kind.CHOICE, needed=True, sent=APART)
    if name == FIRST_VISIT or name.startswith(PROMISE):
        return Field(name, Kind.DAY, needed=True, sent=APART)
    field = replace(INTAKE.field(name), sent=APART)
    if name == "reply_by":
        field = replace(field, narrowed=("channel", _REPLIES))
    if name in LETTER:
        return replace(field, needed=name == "reply_by", told_when=("channel", _WRITTEN))
    return replace(field, needed=True)
