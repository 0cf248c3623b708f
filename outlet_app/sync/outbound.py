"""Sends what waits, in order, and keeps each answer in one local transaction (sync.md D.4, D.5)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from outlet_app.failpoints import Failpoint, reach
from outlet_app.models.engine import Database
from outlet_app.models.instance import Instance
from outlet_app.models.outbox import Outgoing, Verdict
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.sync.backoff import BatchSize
from outlet_app.sync.client import CityClient
from outlet_app.sync.outcomes import Denial, Interrupted
from outlet_app.sync.pipeline import Ahead
from outlet_app.sync.wire import Push, Pushed, PushedOp, Raw, Result, glance, op_digest, placeholder

_QUEUE_READ = 100_000
_NO_CASE = "unknown"
CasesChanged = Callable[[UnitOfWork, Sequence[str]], object]


class Outbound:
    """Pushes batch after batch; `in_flight` names the sequence numbers of the last one tried."""

    def __init__(self, database: Database, on_cases_changed: CasesChanged, size: BatchSize) -> None:
        self._database = database
        self._on_cases_changed = on_cases_changed
        self._size = size
        self._single_until = 0
        self._read: Sequence[Outgoing] = ()
        self.in_flight: tuple[int, ...] = ()

    def drain(self, client: CityClient, now: Callable[[], datetime]) -> Iterator[int]:
        """Push until nothing waits; yields how many each push answered. Raises what ended it early."""
        # What was read ahead in an earlier round may be another name's by now.
        self._read = ()
        with Ahead[Push, Pushed](client.push) as ahead:
            while True:
                instance, batch = self._next()
                self.in_flight = tuple(op.seq for op in batch)
                if not batch:
                    return
                reach(Failpoint.PUSH_BEFORE_SENDING)
                pushed = self._deliver(ahead, instance, batch)
                reach(Failpoint.PUSH_AFTER_ANSWER)
                if pushed is not None:
                    self._send_on(ahead, instance, batch, pushed)
                    self._keep(batch, pushed, now())
                    yield len(batch)

    def _next(self) -> tuple[Instance, Sequence[Outgoing]]:
        with self._database.reading() as uow:
            instance = uow.instance.required()
            if instance.acked_seq < self._single_until:
                self._size.one()
            first = instance.acked_seq + 1
            if self._read and self._read[0].seq == first and len(self._read) <= self._size.ops:
                return instance, self._read
            return instance, uow.outbox.batch(self._size.ops, self._size.bytes)

    def _send_on(
        self, ahead: Ahead[Push, Pushed], instance: Instance, batch: Sequence[Outgoing], pushed: Pushed
    ) -> None:
        """Send what comes next while this answer is being kept; the receipt for it is in the answer.

        Should keeping it fail, the city is asked about both again and says the same.
        """
        self._read = ()
        last = batch[-1].seq
        if last < self._single_until or pushed.acked_seq != last:
            return
        with self._database.reading() as uow:
            self._read = uow.outbox.batch(self._size.ops, self._size.bytes, after=last)
        if self._read:
            as_kept = replace(instance, acked_seq=last, receipt=pushed.receipt, epoch=pushed.epoch)
            ahead.send(push_of(as_kept, [as_is(op) for op in self._read]))

    def _deliver(
        self, ahead: Ahead[Push, Pushed], instance: Instance, batch: Sequence[Outgoing]
    ) -> Pushed | None:
        """The answer, or None where the next try must be smaller."""
        try:
            pushed = self._twice(ahead, instance, batch)
        except Interrupted:
            self._size.halve()
            raise
        except Denial as denial:
            if not (denial.is_about_size or denial.is_about_body):
                raise
            self._read = ()
            if len(batch) > 1:
                self._divide(denial, batch)
                return None
            pushed = ahead.answer(push_of(instance, [self._stand_in(batch[0])]))
        self._size.grow()
        return pushed

    def _twice(self, ahead: Ahead[Push, Pushed], instance: Instance, batch: Sequence[Outgoing]) -> Pushed:
        push = push_of(instance, [as_is(op) for op in batch])
        try:
            return ahead.answer(push)
        except Denial as denial:
            if not denial.is_about_body:
                raise
        # The line may have damaged the body once; the same bytes are sent again before anybody is blamed.
        return ahead.answer(push)

    def _divide(self, denial: Denial, batch: Sequence[Outgoing]) -> None:
        if denial.is_about_size:
            self._size.halve()
        else:
            self._single_until = batch[-1].seq

    def _keep(self, batch: Sequence[Outgoing], pushed: Pushed, at: datetime) -> None:
        with self._database.unit_of_work() as uow:
            keep_answer(uow, pushed, batch[-1].seq, at, self._on_cases_changed)
            uow.commit()

    def _stand_in(self, op: Outgoing) -> PushedOp:
        with self._database.reading() as uow:
            cases = {row.op_id: row.case_id for row in uow.outbox.rows(_QUEUE_READ)}
        body = placeholder(op.op_id, cases.get(op.op_id) or glance(op.body).case or _NO_CASE, op.sha256)
        return PushedOp(seq=op.seq, op_id=op.op_id, sha256=op_digest(body), b=Raw(body))


def keep_answer(
    uow: UnitOfWork, pushed: Pushed, last_seq: int, at: datetime, on_cases_changed: CasesChanged
) -> None:
    """Verdicts, receipt and how far the city has us, in the caller's transaction; by line or by stick."""
    changed = uow.outbox.record(
        [_verdict(result) for result in pushed.results],
        # The city may hold more of us than we asked about; those verdicts are still to be heard.
        acked_seq=min(pushed.acked_seq, last_seq),
        receipt=pushed.receipt,
        epoch=pushed.epoch,
        at=at,
    )
    if changed:
        on_cases_changed(uow, changed)


def push_of(instance: Instance, ops: Sequence[PushedOp]) -> Push:
    """The message by which these operations are sent."""
    return Push(
        instance=instance.instance_id,
        epoch=instance.epoch,
        receipt=instance.receipt,
        first_seq=ops[0].seq,
        outlet=instance.outlet_code,
        ops=tuple(ops),
    )


def as_is(op: Outgoing) -> PushedOp:
    """An event as it travels, its bytes untouched."""
    return PushedOp(seq=op.seq, op_id=op.op_id, sha256=op.sha256, b=Raw(op.body))


def _verdict(result: Result) -> Verdict:
    return Verdict(result.seq, result.v.value, result.code, result.n, result.version, result.args)
