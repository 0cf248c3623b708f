"""A machine that was set back or copied goes on under a new name and number; nothing it has is lost (D.8)."""

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from outlet_app.failpoints import Failpoint, reach
from outlet_app.models.engine import Database
from outlet_app.models.instance import Instance
from outlet_app.models.restarts import Recovered
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.sync.client import CityClient
from outlet_app.sync.inbound import op_of_entry
from outlet_app.sync.levelling import EPOCH, HEALED, as_healed
from outlet_app.sync.outbound import CasesChanged
from outlet_app.sync.outcomes import Denial
from outlet_app.sync.standing import mode_said
from outlet_app.sync.wire import Code, DeviceKey, Enrolled, Fork, ForkCause, Forked, Own, Recalled

FORK, COPIED = "FORK", "COPIED"
NAMELESS = (FORK, COPIED)
FORKS = "sync.forks"
MOST_A_DAY = 3
_MINTED = "sync.fork.minted"
_RECALL = "sync.recall"
_NAME_BYTES = 16
ClientOf = Callable[[Instance], CityClient]
# Asks to be taken on: key, instance, the numbers the machine printed under, the one it wishes for.
EnrolOf = Callable[[DeviceKey, str, tuple[str, ...], str], Enrolled]
# The city knows one of our names after all.
KNOWN = "KNOWN"


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
            _move_on(uow, old, _renamed(old, forked, DeviceKey(private, bytes.fromhex(fork.public_key))))
            _remember(uow, now, fork.cause, forked)
            if fork.cause is ForkCause.RESTORED:
                recall = {"instance": old.instance_id, "after": old.acked_seq}
                uow.meta.set(_RECALL, json.dumps(recall))
            uow.commit()

    def be_known_again(self, client_of: ClientOf, now: datetime) -> bool:
        """For a city set back to before it knew our name: ask under the newest of ours that it knows.

        False where it knows none. All that it lost of this machine waits again under the new name, in its
        order; the terminal number stays where the city has given it to nobody else since.
        """
        with self._database.reading() as uow:
            names = uow.instance.all()
        found = _newest_known(names[:-1], client_of)
        if found is None:
            return False
        at, held = found
        old, fork, private = self._minted(now, names[at])
        forked = client_of(names[at]).fork(fork)
        new = _renamed(old, forked, DeviceKey(private, bytes.fromhex(fork.public_key)))
        recall = self._recall()
        is_kept = recall is not None and recall[0] in {one.instance_id for one in names[: at + 1]}
        self._start_over(names[at:], held, new, now, recalls=is_kept)
        return True

    def enrol_again(self, client_of: ClientOf, enrol: EnrolOf, now: datetime) -> Enrolled:
        """For a machine of whose names the city knows none: be taken on with a new one-time code.

        All it ever made waits again under the new name. Denial(KNOWN) where the city knows it after all:
        then the next round heals it by itself, and a code would make two machines of one.
        """
        with self._database.reading() as uow:
            names = uow.instance.all()
        if _newest_known(names, client_of) is not None:
            raise Denial(KNOWN)
        old, asked, private = self._minted(now, names[-1])
        key = DeviceKey(private, bytes.fromhex(asked.public_key))
        terminals = tuple(dict.fromkeys(one.terminal_no for one in names))
        told = enrol(key, asked.new_instance, terminals, asked.terminal)
        self._start_over(names, 0, _renamed(old, told, key), now, recalls=False)
        return told

    def fetch_own(self, client: CityClient, now: Callable[[], datetime]) -> int:
        """What the city has of this machine from before it was set back; how many steps were missing here."""
        fetched = 0
        while (told := self._recall()) is not None:
            page = client.own(*told)
            fetched += self._take_back(page, now())
        return fetched

    def _start_over(
        self, names: tuple[Instance, ...], held: int, new: Instance, now: datetime, *, recalls: bool
    ) -> None:
        with self._database.unit_of_work() as uow:
            _begin_over(uow, names, held, new, now)
            if not recalls:
                # Of a name that it does not know the city has nothing to give back.
                uow.meta.set(_RECALL, "{}")
            reach(Failpoint.FORGOTTEN_BEFORE_COMMIT)
            uow.commit()

    def _minted(self, now: datetime, under: Instance | None = None) -> tuple[Instance, Fork, bytes]:
        with self._database.unit_of_work() as uow:
            old = uow.instance.required()
            kept, mode = json.loads(uow.meta.get(_MINTED) or "{}"), mode_said(uow)
            if kept.get("of") != old.instance_id:
                if len(_lately(uow, now)) >= MOST_A_DAY:
                    raise Denial(Code.FORK)
                key = DeviceKey.make()
                cause = ForkCause.COPIED if old.stopped == COPIED else ForkCause.RESTORED
                is_ours = under is not None and old.stopped not in NAMELESS
                kept = {
                    "of": old.instance_id,
                    "name": secrets.token_hex(_NAME_BYTES),
                    "private": key.private.hex(),
                    "public": key.public.hex(),
                    "cause": (ForkCause.FORGOTTEN if is_ours else cause).value,
                    "terminal": old.terminal_no if is_ours else "",
                }
                uow.meta.set(_MINTED, json.dumps(kept))
                uow.commit()
        fork = Fork(
            instance=(under or old).instance_id,
            new_instance=kept["name"],
            public_key=kept["public"],
            cause=ForkCause(kept["cause"]),
            terminal=kept.get("terminal", ""),
            mode=mode,
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


def _newest_known(names: Sequence[Instance], client_of: ClientOf) -> tuple[int, int] | None:
    """Which of a machine's names the city still knows, and how far it has the operations made under it."""
    for at in reversed(range(len(names))):
        try:
            hello = client_of(names[at]).hello()
        except Denial as denial:
            if denial.code != Code.NO_DEVICE:
                raise
        else:
            return at, hello.you.last_seq if hello.you else 0
    return None


def _begin_over(uow: UnitOfWork, names: Sequence[Instance], held: int, new: Instance, now: datetime) -> None:
    old = names[-1]
    uow.instance.save(new)
    moved, lost = uow.restarts.begin_over([(one, 0 if n else held) for n, one in enumerate(names)], new)
    uow.instance.bump(moved)
    what = EPOCH
    if new.terminal_no != old.terminal_no:
        what = ForkCause.FORGOTTEN.value
        uow.counters.begin_anew(old.instance_id)
    if uow.cursors.get(old.outlet_code) is None:
        uow.cursors.set(old.outlet_code, old.epoch, 0)
    uow.meta.set(FORKS, json.dumps([*_lately(uow, now), now.isoformat()]))
    uow.meta.set(HEALED, as_healed(what, now, lost, new.terminal_no))
    uow.meta.set(_MINTED, "")


def _renamed(old: Instance, forked: Forked | Enrolled, key: DeviceKey) -> Instance:
    return replace(
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


def _move_on(uow: UnitOfWork, old: Instance, new: Instance) -> None:
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
