"""The sheets of 帮办代办: 受理, 委托, the log, papers taken and given, 中止, 续办, 交接 and the end."""

from collections.abc import Mapping

from outlet_app.domain.facts.agency import (
    AgencyActed,
    AgencyBegun,
    AgencyEnded,
    AgencyHanded,
    AgencyMandated,
    AgencyPassed,
    AgencyResumed,
    AgencyStopped,
    Doing,
    HaltReason,
    Mode,
    Power,
)
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms.people import HELPER
from outlet_app.domain.forms.registration import APART, CONTACT_LIMIT, TEXT_LIMIT
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet

LIMIT, LONG_LIST = 300, 2000
# Taken over from the request, which may be that long.
_SCOPE = Field("scope", Kind.TEXT, TEXT_LIMIT, needed=True)
_MANDATE = (
    Field("powers", Kind.TICKS, options=tuple(Power), sent="mandate.powers"),
    Field("since", Kind.DAY, needed=True, sent="mandate.since"),
    Field("until", Kind.DAY, needed=True, sent="mandate.until"),
    Field("address", Kind.LINE, 100, sent="mandate.address"),
    Field("legal", Kind.PERSON, CONTACT_LIMIT, sent="mandate.legal"),
    Field("signed", Kind.SWITCH, sent="mandate.signed"),
)
# Papers are typed one a line and sent one by one (forms/handed.py).
_ROWS = Field("rows", Kind.TEXT, LONG_LIST, sent=APART)
_ALL_ROWS = Field("rows", Kind.TEXT, LONG_LIST, needed=True, sent=APART)
_OTHER = (Field("other", Kind.PERSON, 60, needed=True), Field("purpose", Kind.LINE, 60))
_LEFT, _ALL_LEFT = Field("left", Kind.TEXT, LIMIT), Field("left", Kind.TEXT, LIMIT, needed=True)
_DONE, _ALL_DONE = Field("done", Kind.TEXT, LIMIT), Field("done", Kind.TEXT, LIMIT, needed=True)
_REMARK = Field("remark", Kind.TEXT, LIMIT)
BEGIN = sheet(
    "help",
    Field("mode", Kind.CHOICE, options=tuple(Mode), needed=True),
    *HELPER.fields(),
    _SCOPE,
    *_MANDATE,
    _ROWS,
)
MANDATE = sheet("help_mandate", _SCOPE, *_MANDATE)
LOG = sheet(
    "help_log",
    Field("doing", Kind.CHOICE, options=tuple(Doing), needed=True),
    Field("text", Kind.TEXT, LIMIT, needed=True),
    Field("day", Kind.PAST, needed=True),
    Field("place", Kind.LINE, 60),
    Field("attachments", Kind.LINE, 100),
    Field("minutes", Kind.LINE, 10),
    Field("told", Kind.SWITCH),
    Field("missed", Kind.SWITCH, sent=APART),
    Field("next_step", Kind.LINE, 60),
    Field("next_day", Kind.DAY),
)
TAKE = sheet("help_take", _ALL_ROWS, *_OTHER)
GIVE = sheet("help_give", Field("way", Kind.CHOICE, needed=True), _ALL_ROWS, *_OTHER)
STOP = sheet(
    "help_stop",
    Field("reason", Kind.CHOICE, options=tuple(HaltReason), needed=True),
    _REMARK,
    _DONE,
    _ALL_LEFT,
    _ROWS,
)
# 办结 is chosen among the reasons and sent as none.
END = sheet(
    "help_end", Field("reason", Kind.CHOICE, needed=True, sent=APART), _ALL_DONE, _LEFT, _REMARK, _ROWS
)
RESUME = sheet("help_resume", *HELPER.fields(), _ALL_LEFT, _REMARK)
PASS = sheet("help_pass", *HELPER.fields(), _ALL_LEFT, _DONE, _REMARK)
TOLD: Mapping[type[Fact], Form] = {
    # 现场导办 has no authority, and so none of its days.
    AgencyBegun: BEGIN.without("since", "until"),
    AgencyMandated: MANDATE.without("scope"),
    AgencyActed: LOG,
    AgencyHanded: GIVE,
    AgencyStopped: STOP,
    AgencyEnded: END,
    AgencyResumed: RESUME,
    AgencyPassed: PASS,
}
