"""The sheets of the duty book: 到岗, 交接, 离岗, 下班 and 用印."""

from collections.abc import Mapping
from dataclasses import replace

from outlet_app.domain.duty import MOST_COPIES
from outlet_app.domain.facts.duty import (
    AwayReason,
    DutyAway,
    DutyBegun,
    DutyEnded,
    DutyHanded,
    Seal,
    SealUsed,
)
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet

LIMIT = 300
_SEALS = Field("seals", Kind.LINE, LIMIT)
_ALL_SEALS = replace(_SEALS, needed=True)
_DEVICES = Field("devices", Kind.LINE, LIMIT)
_NOTE = Field("note", Kind.TEXT, LIMIT)
BEGIN = sheet("begin", _SEALS, _DEVICES, _NOTE)
# Whoever takes over proves it by a 口令, which is no field of any form.
HAND = sheet(
    "hand",
    _ALL_SEALS,
    _DEVICES,
    Field("papers", Kind.LINE, LIMIT),
    _NOTE,
    Field("to", Kind.CHOICE, needed=True),
)
LEAVE = sheet(
    "leave",
    Field("reason", Kind.CHOICE, options=tuple(AwayReason), needed=True),
    Field("stand_in", Kind.CHOICE),
    replace(_NOTE, needed_when=("reason", (AwayReason.OTHER,))),
)
END = sheet("end", _ALL_SEALS, _NOTE)
SEAL = sheet(
    "seal",
    Field("number", Kind.CHOICE, needed=True),
    Field("seal", Kind.CHOICE, options=tuple(Seal), needed=True),
    Field("copies", Kind.COUNT, 4, needed=True, most=MOST_COPIES),
    _NOTE,
)
TOLD: Mapping[type[Fact], Form] = {
    DutyBegun: BEGIN,
    DutyHanded: HAND,
    DutyAway: LEAVE,
    DutyEnded: END,
    SealUsed: SEAL,
}
