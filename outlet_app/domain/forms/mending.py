"""The sheets of what is undone, reopened, put right or void, and of papers issued, voided and renewed."""

from collections.abc import Mapping

from outlet_app.domain.events import (
    AmendCause,
    Amended,
    CorrectionUndone,
    DecisionUndone,
    PaperVoided,
    Reopened,
    Voided,
    VoidReason,
)
from outlet_app.domain.facts.refusal import Handling, RefusalSettled
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms.registration import APART
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet

LIMIT = 200
_REASON = Field("reason", Kind.TEXT, LIMIT, needed=True)
# Prints in somebody's hands are collected before a decision is taken back; no fact says so.
_UNDO = sheet("undo", _REASON, Field("collected", Kind.SWITCH, needed=True, sent=APART))
_UNTAKE = sheet(
    "untake",
    _REASON,
    Field("back", Kind.SWITCH, needed=True, sent=APART),
    Field("collected", Kind.SWITCH, needed=True, sent=APART),
)
REOPEN = sheet("reopen", _REASON)
VOID = sheet(
    "void",
    Field("reason", Kind.CHOICE, options=tuple(VoidReason), needed=True),
    Field("note", Kind.TEXT, LIMIT, needed_when=("reason", (VoidReason.OTHER,))),
)
_SETTLE = sheet(
    "settle",
    Field("way", Kind.CHOICE, options=tuple(Handling), needed=True),
    Field("note", Kind.TEXT, LIMIT, needed=True),
    # A paper that cannot be fetched back is void all the same.
    Field("collected", Kind.SWITCH, sent=APART),
)
ISSUE = sheet("issue_paper", Field("form", Kind.CHOICE, needed=True), Field("large", Kind.SWITCH))
VOID_PAPER = sheet("void_paper", Field("number", Kind.CHOICE, needed=True), _REASON)
RENEW = sheet(
    "renew",
    Field("papers", Kind.TICKS, needed=True, sent=APART),
    Field("reason", Kind.LINE, LIMIT, needed=True, sent=APART),
)
# What is put right stands before these (domain/amend_forms.py, domain/retime_form.py).
AMEND = sheet(
    "amend",
    Field("cause", Kind.CHOICE, options=tuple(AmendCause), needed=True),
    Field("note", Kind.LINE, LIMIT),
)
RETIME = sheet("retime", Field("reason", Kind.LINE, LIMIT, needed=True))
TOLD: Mapping[type[Fact], Form] = {
    DecisionUndone: _UNDO,
    CorrectionUndone: _UNTAKE,
    Reopened: REOPEN,
    Amended: AMEND,
    Retimed: RETIME,
    Voided: VOID,
    RefusalSettled: _SETTLE,
    # A paper also falls with what was said, at length, of an untrue pledge.
    PaperVoided: sheet("void_paper", Field("reason", Kind.TEXT, 300, needed=True)),
}


def undo_form(*, printed: bool) -> Form:
    """撤销决定; printed: papers of it are to be collected."""
    return _UNDO if printed else _UNDO.without("collected")


def untake_form(*, printed: bool) -> Form:
    """撤销补正收件, the same way."""
    return _UNTAKE if printed else _UNTAKE.without("collected")


def settle_form(*, printed: bool) -> Form:
    """处理完毕; printed: papers of the refused steps are to be fetched back."""
    return _SETTLE if printed else _SETTLE.without("collected")
