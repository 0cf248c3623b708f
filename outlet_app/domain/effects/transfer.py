"""What a hand-over and its end change in a case; the clocks and the first-contact person never change."""

from dataclasses import replace

from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.events import (
    CaseEvent,
    TransferredOut,
    TransferReturned,
    TransferSeen,
    TransferTaken,
    TransferWithdrawn,
)
from outlet_app.domain.handing import Transfer, TransferEnd
from outlet_app.domain.marking import marked


@effect.register
def _(fact: TransferredOut, case: Case, event: CaseEvent) -> Case:
    sent = Transfer(
        fact, event.at, case.state, op_id=event.op_id, sender=event.actor, from_outlet=event.outlet
    )
    return marked(case, transfer=sent)


@effect.register
def _(fact: TransferTaken, case: Case, event: CaseEvent) -> Case:
    case = _ended(case, event, TransferEnd.TAKEN, remark=fact.remark, name=fact.by_name)
    return marked(case, handler=event.actor, outlet=event.outlet)


@effect.register
def _(fact: TransferReturned, case: Case, event: CaseEvent) -> Case:
    case = _ended(case, event, TransferEnd.RETURNED, fact.reason, fact.remark, fact.by_name)
    return marked(case, bounces=case.bounces + 1)


@effect.register
def _(fact: TransferWithdrawn, case: Case, event: CaseEvent) -> Case:
    return _ended(case, event, TransferEnd.WITHDRAWN, remark=fact.reason)


@effect.register
def _(fact: TransferSeen, case: Case, event: CaseEvent) -> Case:
    sent = case.transfer
    if sent is None or sent.op_id != fact.transfer or sent.seen_at is not None:
        return case
    return marked(case, transfer=replace(sent, seen_at=event.at))


def _ended(
    case: Case, event: CaseEvent, end: TransferEnd, reason: str = "", remark: str = "", name: str = ""
) -> Case:
    if case.transfer is None:
        return case
    told = case.transfer.ended(end, event.at, event.actor, reason, remark, name)
    return marked(case, transfer=None, transfers=(*case.transfers, told))
