"""The sheets of the plain course: 办结, 申请人撤回, a further print, a masked number shown, a scan voided."""

from collections.abc import Mapping

from outlet_app.domain.events import Closed, Withdrawn
from outlet_app.domain.facts.attachment import AttachmentVoided
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms.registration import APART
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet

LIMIT = 500
OTHER = "other"
CLOSE = sheet("close", Field("outcome", Kind.TEXT, LIMIT, needed=True))
# One sentence of both goes with the fact.
WITHDRAW = sheet(
    "withdraw",
    Field("reason", Kind.PICK, needed=True, sent=APART),
    Field("remark", Kind.LINE, LIMIT, needed_when=("reason", (OTHER,)), sent=APART),
)
LOOK = sheet("look", Field("reason", Kind.PICK, needed=True))
WHICH_PAPER = sheet("which_paper", Field("form", Kind.PICK, needed=True))
VOID_SCAN = sheet("void_scan", Field("reason", Kind.TEXT, LIMIT, needed=True))
TOLD: Mapping[type[Fact], Form] = {
    # Older programs closed a case without a word.
    Closed: sheet("close", Field("outcome", Kind.TEXT, LIMIT)),
    # The reason that was chosen stands before the remark.
    Withdrawn: sheet("withdraw", Field("reason", Kind.LINE, LIMIT + 50, needed=True)),
    AttachmentVoided: VOID_SCAN,
}
