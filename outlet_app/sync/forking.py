"""A machine that was set back or copied goes on under a new name and number; nothing it has is lost (D.8)."""

import json
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from outlet_app.failpoints import Failpoint, reach
from outlet_app.models.engine import Database
from outlet_app.models.instance import Instance
from outlet_app.models.restarts import Recovered
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.sync.client import CityClient
from outlet_app.sync.inbound import op_of_entry
from outlet_app.sync.levelling import HEALED, as_healed
from outlet_app.sync.outbound import CasesChanged
from outlet_app.sync.outcomes import Denial
from outlet_app.sync.wire import Code, DeviceKey, Fork, ForkCause, Forked, Own, Recalled

FORK, COPIED = "FORK", "COPIED"
NAMELESS = (FORK, COPIED)
FORKS = "sync.forks"
MOST_A_DAY = 3
_MINTED = "sync.fork.minted"
_RECALL = "sync.recall"
_NAME_BYTES = 16


class Forking:
    """Every step may be cut off and is done again: the new name is kept before the city hears of it."""

    def __init__(self, database: Database, on_cases_changed: CasesChanged) -> None:
        self._database = database
        self._on_cases_changed = on_cases_changed

    def begin_anew(self, client: CityClient, now: datetime) -> None:
        """Ask the city for a new name and go on under it with all that is still unsent.

        Denial(FORK) where this happened too often within a day: then a person has to look.
        """
        old, fork, private = self._minted(now)
        reach(Failpoint.FORK_BEFORE_SENDING)
        forked = client.fork(fork)
        reach(Failpoint.FORK_AFTER_ANSWER)
        with self._database.unit_of_work() as uow:
            _move_on(uow, old, forked, DeviceKey(private, bytes.fromhex(fork.public_key)))
            _remember(uow, now, fork.cause, forked)
            if fork.cause is ForkCause.RESTORED:
                recall = {"instance": old.instance_id, "after": old.acked_seq}
                uow.meta.set(_RECALL, json.dumps(recall))
            uow.commit()

    def fetch_own(self, client: CityClient, now: Callable[[], datetime]) -> int:
        """What the city has of this machine from before it was set back; how many steps were missing here."""
        fetched = 0
        while (told := self._recall()) is not None:
            page = client.own(*told)
            fetched += self._take_back(page, now())
        return fetched

    def _minted(self, now: datetime) -> tuple[Instance, Fork, bytes]:
        with self._database.unit_of_work() as uow:
            old = uow.instance.required()
            kept = json.loads(uow.meta.get(_MINTED) or "{}")
            if kept.get("of") != old.instance_id:
                if len(_lately(uow, now)) >= MOST_A_DAY:
                    raise Denial(Code.FORK)
                key = DeviceKey.make()
                cause = ForkCause.COPIED if old.stopped == COPIED else ForkCause.RESTORED
                kept = {
                    "of": old.instance_id,
                    "name": secrets.token_hex(_NAME_BYTES),
                    "private": key.private.hex(),
                    "public": key.public.hex(),
                    "cause": cause.value,
                }
                uow.meta.set(_MINTED, json.dumps(kept))
                uow.commit()
        fork = Fork(
            instance=old.instance_id,
            new_instance=kept["name"],
            public_key=kept["public"],
            cause=ForkCause(kept["cause"]),
        )
        return old, fork, bytes.fromhex(kept["private"])

    def _recall(self) -> tuple[str, int] | None:
        with self._database.reading() as uow:
            told = json.loads(uow.meta.get(_RECALL) or "{}")
        return (told["instance"], told["after"]) if told else None

    def _take_back(self, page: Recalled, at: datetime) -> int:
        with self._database.unit_of_work() as uow:
            missing = [own for own in page.ops if not uow.journal.has(own.entry.op_id)]
            for own in page.ops:
                if not uow.restarts.has(own.entry.op_id):
                    _recover(uow, page.instance, own, at)
            touched = {op_of_entry(own.entry).case_id or "" for own in missing} - {""}
            self._on_cases_changed(uow, sorted(touched))
            after = {"instance": page.instance, "after": page.ops[-1].seq} if page.more else {}
            uow.meta.set(_RECALL, json.dumps(after))
            healed = json.loads(uow.meta.get(HEALED) or "{}")
            if healed:
                uow.meta.set(HEALED, json.dumps({**healed, "count": healed["count"] + len(missing)}))
            reach(Failpoint.RECALL_BEFORE_COMMIT)
            uow.commit()
        return len(missing)


def _move_on(uow: UnitOfWork, old: Instance, forked: Forked, key: DeviceKey) -> None:
    new = replace(
        old,
        instance_id=forked.instance_id,
        device_id=forked.device_id,
        terminal_no=forked.terminal_no,
        private_key=key.private,
        public_key=key.public,
        epoch=forked.epoch,
        receipt="",
        acked_seq=0,
        next_seq=1,
        stopped=None,
    )
    uow.instance.save(new)
    uow.instance.bump(uow.restarts.move_unsent(old, new))
    # A new terminal number begins its own series; the old ones stay on record under the old name.
    uow.counters.begin_anew(old.instance_id)


def _remember(uow: UnitOfWork, now: datetime, cause: ForkCause, forked: Forked) -> None:
    uow.meta.set(FORKS, json.dumps([*_lately(uow, now), now.isoformat()]))
    uow.meta.set(HEALED, as_healed(cause.value, now, 0, forked.terminal_no))
    uow.meta.set(_MINTED, "")


def _lately(uow: UnitOfWork, now: datetime) -> list[str]:
    told = json.loads(uow.meta.get(FORKS) or "[]")
    return [at for at in told if abs(now - datetime.fromisoformat(at)) < timedelta(days=1)]


def _recover(uow: UnitOfWork, instance_id: str, own: Own, at: datetime) -> None:
    entry, op = own.entry, op_of_entry(own.entry)
    uow.journal.place(op.case_id, entry.op_id, entry.n, entry.v.value, entry.code, op)
    uow.restarts.recover(
        instance_id, Recovered(own.seq, entry.op_id, entry.v.value, entry.code, entry.args, at)
    )
