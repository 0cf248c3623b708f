"""A machine without a store: enrolled with a real city, it sends what it is told and keeps nothing."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

import httpx

from outlet_app.domain.events import CaseEvent, ClockTrust, Fact
from outlet_app.models.instance import Instance
from outlet_app.sync import wire
from outlet_app.sync.client import enroll
from outlet_app.system.clock import SystemClock
from tests.support.asking import Asker
from tests.support.counter import CLERK, push_of, registration
from tests.support.server import ServerProcess, enrolment_code

Told = list[tuple[str, str, int | None]]


class Machine:
    """Counts its own sequence; `me` holds the receipt of the last push that was answered."""

    def __init__(self, city: ServerProcess, outlet: str) -> None:
        key = wire.DeviceKey.make()
        taken = enroll(city.url, enrolment_code(city.database, outlet), key, secrets.token_hex(16))
        self.me = Instance(
            instance_id=taken.instance_id,
            device_id=taken.device_id,
            outlet_code=taken.outlet.code,
            outlet_sign=taken.outlet.sign,
            terminal_no=taken.terminal_no,
            server_url=city.url,
            private_key=key.private,
            public_key=key.public,
            epoch=taken.epoch,
        )
        self.asker = Asker(city, self)
        self._seq = 0

    def event(self, case_id: str, fact: Fact, **changes: object) -> CaseEvent:
        """An event of this machine, now."""
        now = SystemClock().now()
        made = CaseEvent(
            str(uuid4()),
            case_id,
            now,
            CLERK,
            self.me.outlet_code,
            self.me.terminal_no,
            fact,
            ClockTrust.WALL,
        )
        return replace(made, **changes)  # type: ignore[arg-type]

    def op(self, body: bytes, op_id: str = "") -> wire.PushedOp:
        """The operation of these bytes at the next place of the sequence."""
        self._seq += 1
        named = op_id or wire.glance(body).op or str(uuid4())
        return wire.PushedOp(seq=self._seq, op_id=named, sha256=wire.op_digest(body), b=wire.Raw(body))

    def ops(self, case_id: str, *facts: Fact) -> list[wire.PushedOp]:
        """Facts of a case as operations, in order."""
        return [self.op(wire.encode_event(self.event(case_id, fact))) for fact in facts]

    def opening(self, *more: Fact, **changes: object) -> tuple[str, list[wire.PushedOp]]:
        """A new case: its id and its operations, the registration first."""
        case_id = str(uuid4())
        return case_id, self.ops(case_id, registration(**changes), *more)

    def send(self, ops: Sequence[wire.PushedOp], **changes: object) -> httpx.Response:
        """Push, and keep the receipt of a right answer."""
        answer = self.asker.push(push_of(self.me, ops, **changes))
        if answer.status_code == 200:
            pushed = wire.read(answer.content, wire.Pushed)
            self.me = replace(self.me, receipt=pushed.receipt, acked_seq=pushed.acked_seq)
        return answer

    def pushed(self, ops: Sequence[wire.PushedOp], **changes: object) -> wire.Pushed:
        """The right answer to a push."""
        answer = self.send(ops, **changes)
        assert answer.status_code == 200, answer.content
        return wire.read(answer.content, wire.Pushed)

    def told(self, ops: Sequence[wire.PushedOp], **changes: object) -> Told:
        """Verdict, reason and place of each operation."""
        return [(one.v.value, one.code, one.n) for one in self.pushed(ops, **changes).results]

    def pages(self, limit: int = 500, after: int = 0) -> list[wire.Pulled]:
        """Every page of the own outlet's changes."""
        found: list[wire.Pulled] = []
        while not found or found[-1].more:
            start = found[-1].version if found else after
            found.append(wire.read(self.asker.pull(after=start, limit=limit).content, wire.Pulled))
        return found

    def close(self) -> None:
        """Give the connection back."""
        self.asker.close()
