"""What a hand-over and its answer must hold."""

from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import TransferredOut, TransferReturned
from outlet_app.domain.handing import MOST_BOUNCES, ReturnReason
from outlet_app.domain.problems import Refusal


@content.register
def _(fact: TransferredOut, case: Case) -> Refusal | None:
    """After two bounces only a 窗口负责人 names the handler (domain.md §1.4)."""
    if not (fact.to_outlet or fact.to_staff):
        return Refusal("transfer.nowhere")
    if case.bounces >= MOST_BOUNCES and not fact.designated_by:
        return Refusal("transfer.designate", {"n": case.bounces})
    return None


@content.register
def _(fact: TransferReturned, case: Case) -> Refusal | None:
    if case.transfer is not None and case.transfer.fact.designated_by:
        return Refusal("transfer.designated")
    if fact.reason not in tuple(ReturnReason):
        return Refusal("transfer.reason")
    if fact.reason == ReturnReason.MATERIALS_MISSING and not fact.remark.strip():
        return Refusal("transfer.which_materials")
    return None
