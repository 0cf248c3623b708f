"""A transfer is answered where it was sent to, and not by the one who sent it."""

from outlet_app.domain.circumstances.dispatch import circumstance
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent, TransferReturned, TransferTaken
from outlet_app.domain.problems import Refusal


@circumstance.register(TransferTaken)
@circumstance.register(TransferReturned)
def _(_fact: TransferTaken | TransferReturned, case: Case, event: CaseEvent) -> Refusal | None:
    sent = case.transfer
    if sent is None:
        return None
    if event.outlet != sent.receiver:
        return Refusal("transfer.not_here", {"receiver": sent.fact.to_name})
    if sent.stays_here and event.actor == sent.sender:
        return Refusal("transfer.own")
    return None
