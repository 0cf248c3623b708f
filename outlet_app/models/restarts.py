"""What becomes of the queue when the city was set back, or this machine takes a new name."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from outlet_app.models.instance import Instance, Instances
from outlet_app.models.rows.record import EVENT, INSTANCE, OUTBOX
from outlet_app.models.states import WAITING, state_of

_UNANSWERED = {
    "state": WAITING, "verdict": None, "version": None, "next_try": None, "code": "", "args": "{}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recovered:
    """An own event that only the city still had, with what became of it."""

    seq: int
    op_id: str
    verdict: str
    code: str
    args: Mapping[str, object]
    at: datetime


class Restarts:
    """No event leaves the queue by any of it, and none changes its bytes or its id."""

    def __init__(self, connection: Connection, instances: Instances) -> None:
        self._connection = connection
        self._instances = instances

    def lost_after(self, last_seq: int) -> int:
        """The city lost what it had of us after `last_seq`: all of that waits again; how much it is."""
        current = self._instances.required()
        lost = update(OUTBOX).where(OUTBOX.c.instance_id == current.instance_id, OUTBOX.c.seq > last_seq)
        found = self._connection.execute(lost.where(OUTBOX.c.verdict.is_not(None)).values(**_UNANSWERED))
        self._know_only(current, last_seq)
        return found.rowcount

    def move_unsent(self, old: Instance, new: Instance) -> int:
        """Number what one name has not got across anew under another, bytes and order untouched; how many."""
        return self._move(old, old.acked_seq, new, 0)

    def begin_over(self, names: Sequence[tuple[Instance, int]], new: Instance) -> tuple[int, int]:
        """All that the city does not have of several names, each after a sequence number, waits under one.

        In the order in which it was made; how much moved, and how much of it had been answered before.
        """
        moved = answered = 0
        for name, last_seq in names:
            mine = OUTBOX.c.instance_id == name.instance_id, OUTBOX.c.seq > last_seq
            again = update(OUTBOX).where(*mine, OUTBOX.c.verdict.is_not(None)).values(**_UNANSWERED)
            answered += self._connection.execute(again).rowcount
            self._know_only(name, last_seq)
            moved += self._move(name, last_seq, new, moved)
        return moved, answered

    def recover(self, instance_id: str, one: Recovered) -> None:
        """Keep beside an event that came back what the city had said of it."""
        self._connection.execute(
            insert(OUTBOX).values(
                instance_id=instance_id,
                seq=one.seq,
                op_id=one.op_id,
                state=state_of(one.verdict),
                verdict=one.verdict,
                code=one.code,
                args=json.dumps(dict(one.args), ensure_ascii=False),
                tries=0,
                answered_at=one.at,
            )
        )

    def digest_at(self, seq: int) -> str:
        """SHA-256 (hex) of the own event at this place under the name in force, empty where there is none."""
        here = OUTBOX.c.instance_id == self._instances.required().instance_id, OUTBOX.c.seq == seq
        found = select(EVENT.c.sha256).join(OUTBOX, OUTBOX.c.op_id == EVENT.c.op_id).where(*here)
        digest = self._connection.execute(found).scalar_one_or_none()
        return digest.hex() if digest else ""

    def has(self, op_id: str) -> bool:
        """Whether an event is one of this machine's own."""
        found = select(OUTBOX.c.seq).where(OUTBOX.c.op_id == op_id)
        return self._connection.execute(found).scalar_one_or_none() is not None

    def _know_only(self, name: Instance, last_seq: int) -> None:
        acked = {"acked_seq": min(last_seq, name.acked_seq)}
        mine = INSTANCE.c.instance_id == name.instance_id
        self._connection.execute(update(INSTANCE).where(mine).values(acked))

    def _move(self, old: Instance, last_seq: int, new: Instance, behind: int) -> int:
        mine = OUTBOX.c.instance_id == old.instance_id, OUTBOX.c.seq > last_seq
        ordered = select(OUTBOX.c.seq).where(*mine).order_by(OUTBOX.c.seq)
        seqs = self._connection.execute(ordered).scalars().all()
        for place, seq in enumerate(seqs, behind + 1):
            one = OUTBOX.c.instance_id == old.instance_id, OUTBOX.c.seq == seq
            self._connection.execute(
                update(OUTBOX).where(*one).values(instance_id=new.instance_id, seq=place)
            )
        return len(seqs)
