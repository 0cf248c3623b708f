"""This machine's identity towards the city, and its place in the numbering of what it sends."""

from dataclasses import asdict, dataclass, field

from sqlalchemy import Connection, bindparam, func, insert, select, update

from outlet_app.models.errors import NotEnrolled
from outlet_app.models.rows.record import INSTANCE

_FACTS = [column for column in INSTANCE.columns if column.name != "ordinal"]
_NEWEST = select(*_FACTS).order_by(INSTANCE.c.ordinal.desc()).limit(1)
_BUMP = (
    update(INSTANCE)
    .where(INSTANCE.c.ordinal == select(func.max(INSTANCE.c.ordinal)).scalar_subquery())
    .values(next_seq=INSTANCE.c.next_seq + bindparam("count"))
    .returning(INSTANCE.c.instance_id, INSTANCE.c.next_seq)
)


@dataclass(frozen=True, slots=True)
class Instance:
    """One enrolment; `stopped` holds FORK or EPOCH once this version must no longer send."""

    instance_id: str
    device_id: str
    outlet_code: str
    outlet_sign: str
    terminal_no: str
    server_url: str
    private_key: bytes = field(repr=False)
    public_key: bytes
    epoch: str = ""
    receipt: str = ""
    acked_seq: int = 0
    next_seq: int = 1
    stopped: str | None = None


class Instances:
    """The enrolments of this machine; the newest one counts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def current(self) -> Instance | None:
        """The enrolment in force, None before the first."""
        row = self._connection.execute(_NEWEST).one_or_none()
        return None if row is None else Instance(**row._mapping)

    def all(self) -> tuple[Instance, ...]:
        """Every enrolment this machine has had, the first one first."""
        rows = self._connection.execute(select(*_FACTS).order_by(INSTANCE.c.ordinal))
        return tuple(Instance(**row._mapping) for row in rows)

    def required(self) -> Instance:
        """The enrolment in force; raises NotEnrolled."""
        found = self.current()
        if found is None:
            raise NotEnrolled
        return found

    def save(self, instance: Instance) -> None:
        """Keep an enrolment, replacing the facts of one with the same id."""
        values = asdict(instance)
        known = self._connection.execute(
            update(INSTANCE).where(INSTANCE.c.instance_id == instance.instance_id).values(values)
        )
        if not known.rowcount:
            self._connection.execute(insert(INSTANCE).values(values))

    def bump(self, count: int) -> int:
        """Take `count` numbers in a row for events to send and return the first."""
        return self.take(count)[1]

    def take(self, count: int) -> tuple[str, int]:
        """The same in one statement, with the enrolment the numbers belong to."""
        row = self._connection.execute(_BUMP, {"count": count}).one_or_none()
        if row is None:
            raise NotEnrolled
        return row.instance_id, row.next_seq - count

    def turn_to(self, epoch: str) -> None:
        """Follow the city into another epoch; a receipt of the old one proves nothing there."""
        self._connection.execute(
            update(INSTANCE)
            .where(INSTANCE.c.instance_id == self.required().instance_id)
            .values(epoch=epoch, receipt="", stopped=None)
        )

    def stop(self, reason: str) -> None:
        """Send nothing more under this enrolment (decisions.md 28)."""
        self._connection.execute(
            update(INSTANCE)
            .where(INSTANCE.c.instance_id == self.required().instance_id)
            .values(stopped=reason)
        )
