"""A counter without a screen: the real encrypted store, the real engine, and facts to send."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

import httpx
from uuid6 import uuid7

from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.events import CaseEvent, Channel, ClockTrust, Fact, Registered
from outlet_app.models.engine import Database, open_database
from outlet_app.models.instance import Instance
from outlet_app.models.journal import Entry, Op
from outlet_app.services.projection import reproject_all
from outlet_app.sync import wire
from outlet_app.sync.client import CityClient, enroll
from outlet_app.sync.engine import SyncEngine, SyncReport
from outlet_app.sync.heart import Heart
from outlet_app.sync.line import Line
from outlet_app.system.clock import SystemClock

KEY = bytes(range(32))
CLERK = "1508260837"
_serial = count(1)
ClientFactory = Callable[[Instance], CityClient]


def quick_client(instance: Instance) -> CityClient:
    """A client that loses patience soon, so that tests of silence are short."""
    return CityClient(instance, Line(instance.server_url, httpx.Timeout(5)))


def registration(**changes: object) -> Registered:
    """A registration with a number of its own."""
    told: dict[str, object] = {
        "case_no": f"HH05-20261122-01{next(_serial):04}-T",
        "query_code": "8K2M4QXZ",
        "channel": Channel.COUNTER,
        "applicant": Applicant(ApplicantKind.PERSON, "巴特尔"),
        "item": 2,
        "sub_item": "2.1",
        "catalogue": "2025-batch-2",
        "request": "商标转让怎么办",
    }
    return Registered(**{**told, **changes})  # type: ignore[arg-type]


def push_of(me: Instance, ops: Sequence[wire.PushedOp], **changes: object) -> wire.Push:
    """A push of these operations as this instance would say it."""
    told: dict[str, object] = {
        "instance": me.instance_id,
        "epoch": me.epoch,
        "receipt": me.receipt,
        "first_seq": ops[0].seq if ops else me.acked_seq + 1,
        "outlet": me.outlet_code,
        "ops": tuple(ops),
    }
    return wire.Push(**{**told, **changes})  # type: ignore[arg-type]


class Counter:
    """One machine. `server_url` may lead through a faulty line."""

    def __init__(self, folder: Path, server_url: str, client_factory: ClientFactory = quick_client) -> None:
        self.folder = folder
        self.server_url = server_url
        self.clock = SystemClock()
        self.trust = ClockTrust.WALL
        self.times: list[tuple[datetime, timedelta]] = []
        self._client_factory = client_factory
        self._open()

    def _open(self) -> None:
        self.folder.mkdir(exist_ok=True)
        self.database: Database = open_database(self.folder / "counter.db", KEY)
        self.engine = SyncEngine(
            self.database,
            self._client_factory,
            reproject_all,
            self.clock,
            Random(1),
            lambda told, took: self.times.append((told, took)),
            Heart(self.database, self.clock).beat,
        )

    @property
    def me(self) -> Instance:
        """The enrolment in force."""
        with self.database.reading() as uow:
            return uow.instance.required()

    def enrol(self, code: str) -> wire.Enrolled:
        """Take the machine on and keep the enrolment."""
        key = wire.DeviceKey.make()
        told = enroll(self.server_url, code, key, secrets.token_hex(16))
        with self.database.unit_of_work() as uow:
            uow.instance.save(
                Instance(
                    instance_id=told.instance_id,
                    device_id=told.device_id,
                    outlet_code=told.outlet.code,
                    outlet_sign=told.outlet.sign,
                    terminal_no=told.terminal_no,
                    server_url=self.server_url,
                    private_key=key.private,
                    public_key=key.public,
                    epoch=told.epoch,
                )
            )
            uow.commit()
        return told

    def register(self, *more: Fact, **changes: object) -> str:
        """Save a registration and what follows at once; the new case's id."""
        case_id = str(uuid7())
        self.save(case_id, registration(**changes), *more)
        return case_id

    def save(self, case_id: str, *facts: Fact) -> list[str]:
        """Save facts of a case in one transaction, as the counter does; their op ids."""
        events = [self.event(case_id, fact) for fact in facts]
        self.save_raw([op_of(event) for event in events])
        return [event.op_id for event in events]

    def event(self, case_id: str, fact: Fact) -> CaseEvent:
        """An event of this machine, not yet saved."""
        me, op_id, now = self.me, str(uuid7()), self.clock.now()
        return CaseEvent(op_id, case_id, now, CLERK, me.outlet_code, me.terminal_no, fact, self.trust)

    def save_raw(self, ops: list[Op]) -> None:
        """Save operations as they are."""
        with self.database.unit_of_work() as uow:
            uow.journal.append(ops)
            reproject_all(uow, sorted({op.case_id for op in ops if op.case_id}))
            uow.commit()

    def sync(self) -> SyncReport:
        """One round with the city."""
        return self.engine.run_once()

    def waiting(self, most: int = 200) -> wire.Push:
        """The push this machine would send now."""
        with self.database.reading() as uow:
            batch = uow.outbox.batch(most, 10**9)
        ops = [wire.PushedOp(seq=o.seq, op_id=o.op_id, sha256=o.sha256, b=wire.Raw(o.body)) for o in batch]
        return push_of(self.me, ops)

    def history(self, case_id: str) -> tuple[Entry, ...]:
        """The events of a case as stored here."""
        with self.database.reading() as uow:
            return uow.journal.of_case(case_id)

    def verdicts(self, case_id: str) -> list[tuple[str, str | None, str]]:
        """Kind, verdict and reason of each event of a case."""
        return [(one.kind, one.verdict, one.code) for one in self.history(case_id)]

    def tally(self) -> wire.Tally:
        """Count and digest of what took effect, as this machine knows it."""
        with self.database.reading() as uow:
            cases = uow.journal.of_cases(uow.journal.all_case_ids())
        return wire.tally_of(
            (case_id, one.case_n, one.sha256)
            for case_id, entries in cases.items()
            for one in entries
            if one.case_n is not None
        )

    def restart(self) -> None:
        """End the program and start it again."""
        self.close()
        self._open()

    def close(self) -> None:
        """End the program."""
        self.engine.close()
        self.database.close()


def op_of(event: CaseEvent) -> Op:
    """The event as the journal takes it."""
    return Op(
        event.op_id,
        event.fact.KIND,
        event.fact.KV,
        event.case_id,
        event.at.isoformat(),
        event.actor,
        wire.encode_event(event),
    )
