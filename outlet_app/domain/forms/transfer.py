"""The sheets of a hand-over: 转办 and 指定承办, 接收, 退回, 撤回."""

from collections.abc import Mapping

from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.facts.transfer import (
    TransferredOut,
    TransferReturned,
    TransferTaken,
    TransferWithdrawn,
)
from outlet_app.domain.forms.registration import APART
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet
from outlet_app.domain.handing import ReturnReason

LIMIT, SENTENCE_LIMIT = 300, 500
# Outlet, person and name are chosen as one; the papers are sent row by row.
_TO = Field("to", Kind.CHOICE, needed=True, lack="transfer.to", sent=APART)
_REASON, _DONE = Field("reason", Kind.TEXT, LIMIT, needed=True), Field("done", Kind.TEXT, LIMIT)
_URGENT = Field("urgent", Kind.SWITCH)
SEND = sheet("transfer", _TO, _REASON, _DONE, Field("papers", Kind.SWITCH, sent=APART), _URGENT)
TAKE = sheet("take", Field("remark", Kind.TEXT, LIMIT))
RETURN = sheet(
    "send_back",
    Field("reason", Kind.PICK, options=tuple(ReturnReason), needed=True),
    Field("remark", Kind.LINE, SENTENCE_LIMIT, needed_when=("reason", (ReturnReason.MATERIALS_MISSING,))),
)
TAKE_BACK = sheet("take_back", Field("reason", Kind.TEXT, SENTENCE_LIMIT, needed=True))
TOLD: Mapping[type[Fact], Form] = {
    TransferredOut: SEND,
    TransferTaken: TAKE,
    TransferReturned: RETURN,
    TransferWithdrawn: TAKE_BACK,
}


def send_form(*, papers: bool) -> Form:
    """转办; papers: some lie on the desk that can go with it."""
    return SEND if papers else SEND.without("papers")
