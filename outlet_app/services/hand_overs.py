"""How far a hand-over has come, as lists and the case's page say it (decisions.md 29)."""

from datetime import datetime

from outlet_app.domain.handing import Transfer, TransferEnd
from outlet_app.domain.offers.transfer import answers_for, is_asked
from outlet_app.domain.people import Person
from outlet_app.services.reading import Reading
from outlet_app.services.reference import Reference
from outlet_app.services.transfer_views import HandOver, Reach


class HandOvers:
    """Looks at transfers as one person of one outlet at one moment."""

    def __init__(self, reference: Reference, person: Person, now: datetime) -> None:
        self._reference = reference
        self._person = person
        self.now = now

    def of(self, reading: Reading) -> HandOver | None:
        """The newest hand-over of a case; None where it was never handed over."""
        sent = reading.case.last_transfer
        if sent is None:
            return None
        here, waits = self._reference.outlet.code, reading.case.pending is not None
        return HandOver(
            to_name=sent.fact.to_name,
            to_outlet=sent.receiver,
            phone=self._reference.phone_of(sent.receiver),
            sender=sent.sender,
            from_outlet=sent.from_outlet,
            sent_at=sent.at,
            receive_by=sent.fact.receive_by.at if sent.fact.receive_by else None,
            reach=_reach(sent, reading, waits=waits),
            stays_here=sent.stays_here,
            asks_me=waits and is_asked(sent, self._person, here),
            is_mine=answers_for(sent, self._person, here),
            late=waits and sent.is_late(self.now),
            op_id=sent.op_id,
            ended_by=sent.ended_by_name,
            reason=sent.reason,
            remark=sent.remark,
        )


def _reach(sent: Transfer, reading: Reading, *, waits: bool) -> Reach:
    if sent.end is not TransferEnd.OPEN:
        return Reach(sent.end.value)
    if not waits:
        return Reach.LAPSED
    if sent.seen_at is not None:
        return Reach.ARRIVED
    states = (step.entry.state for step in reading.steps if step.event.op_id == sent.op_id)
    went = next(states, None) in ("sent", "sent_with_hint")
    return Reach.WITH_CITY if went else Reach.TO_SEND
