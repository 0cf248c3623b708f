"""What a machine may still do, who decided it and since when (sync.md D.10)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from city_server import clock, schema
from city_server.callers import Mode
from city_server.mode_tables import device_mode, hand_over_receipt
from outlet_app.domain.events import ClockTrust
from outlet_app.sync.wire import (
    REVIEW_KIND,
    UNREADABLE_KIND,
    Unreadable,
    decode_event,
    glance,
    read_sealed_review,
)

LONGEST_REASON = 500


class UnknownMachine(LookupError):  # noqa: N818 - said to the administrator as it is
    """No machine of this outlet has this terminal number."""


class NotPossible(ValueError):  # noqa: N818 - said to the administrator as it is
    """From its present mode (the argument) a machine does not come into the wished one."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One decision about a machine."""

    mode: Mode
    by: str
    reason: str = ""


# A machine that had to hand over may be written off, and one that was lost is called back when it is found;
# a destroyed key comes back never.
_FROM: dict[Mode, frozenset[Mode]] = {
    Mode.ACTIVE: frozenset({Mode.SUSPENDED}),
    Mode.SUSPENDED: frozenset({Mode.ACTIVE}),
    Mode.EVACUATE: frozenset({Mode.ACTIVE, Mode.SUSPENDED, Mode.REVOKED}),
    Mode.REVOKED: frozenset({Mode.ACTIVE, Mode.SUSPENDED, Mode.EVACUATE}),
}


def turn(conn: Connection, outlet: str, terminal: str, wanted: Turn) -> Mode:
    """Put a machine into another mode; the one it was in. Again the same changes nothing.

    UnknownMachine, NotPossible. It holds from the machine's next request on.
    """
    devices = schema.device
    named = (devices.c.outlet == outlet) & (devices.c.terminal_no == terminal)
    row = conn.execute(select(devices).where(named).with_for_update()).one_or_none()
    if row is None:
        raise UnknownMachine(terminal)
    before = Mode(row.mode)
    if before is not wanted.mode:
        if before not in _FROM[wanted.mode] or (
            before is Mode.REVOKED and _is_destroyed(conn, row.device_id)
        ):
            raise NotPossible(before.value)
        put(conn, row.device_id, wanted)
    return before


def _is_destroyed(conn: Connection, device_id: str) -> bool:
    told = hand_over_receipt.c
    found = select(told.device_id).where(told.device_id == device_id, told.destroyed_at != "")
    return conn.scalar(found) is not None


def put(conn: Connection, device_id: str, wanted: Turn) -> None:
    """Write a mode down with who decided it."""
    said = device_mode.c
    last = conn.scalar(select(func.max(said.no)).where(said.device_id == device_id)) or 0
    row = {"device_id": device_id, "no": last + 1, "mode": wanted.mode.value, "at": clock.stamp()}
    conn.execute(insert(device_mode).values(**row, by=wanted.by, reason=wanted.reason))
    mine = update(schema.device).where(schema.device.c.device_id == device_id)
    conn.execute(mine.values(mode=wanted.mode.value))


# From the loosest to the strictest.
_STRICTNESS = tuple(Mode)
SAID_BY_MACHINE = "said by the machine, which the city had forgotten"


def carry_over(conn: Connection, device_id: str, told: str, before: str = "") -> None:
    """Let a new name be bound by what was decided about the machine under its names before.

    told: the mode the machine says of itself; before: the device it was. The stricter of what the city knows
    and what the machine says holds: only a person lets anybody off. Whoever was lost hands over.
    """
    known = Mode.ACTIVE
    if before:
        for no, row in enumerate(_decisions(conn, before), start=1):
            conn.execute(insert(device_mode).values(**{**row, "device_id": device_id, "no": no}))
            known = Mode(str(row["mode"]))
    said = Mode(told) if told in tuple(Mode) else Mode.ACTIVE
    if _STRICTNESS.index(said) > _STRICTNESS.index(known):
        put(conn, device_id, Turn(said, "", SAID_BY_MACHINE))
        known = said
    if known is Mode.REVOKED:
        put(conn, device_id, Turn(Mode.EVACUATE, "", SAID_BY_MACHINE))
        known = Mode.EVACUATE
    conn.execute(update(schema.device).where(schema.device.c.device_id == device_id).values(mode=known.value))


def _decisions(conn: Connection, device_id: str) -> list[dict[str, object]]:
    mine = select(device_mode).where(device_mode.c.device_id == device_id).order_by(device_mode.c.no)
    return [dict(row) for row in conn.execute(mine).mappings()]


@dataclass(frozen=True, slots=True)
class Barred:
    """From when on; None for all of it: whoever holds a lost machine may set its clock as he likes."""

    since: datetime | None

    def holds(self, body: bytes) -> bool:
        """Whether an operation was made after the revocation, or at a moment nobody can vouch for."""
        kind = glance(body).kind
        if kind == UNREADABLE_KIND:
            # A placeholder waits for a person by itself.
            return False
        if kind == REVIEW_KIND:
            review = read_sealed_review(body)
            return review is None or self.since is None or review.at > self.since
        try:
            event = decode_event(body)
        except Unreadable:
            return True
        return self.since is None or event.at > self.since or event.trust is ClockTrust.SUSPECT


def is_barred(conn: Connection, device_id: str, mode: str) -> Barred | None:
    """What may not take effect of a machine without a person's word; None where all of it may.

    Of one that was ever lost nothing may, also after it was found.
    """
    if mode not in (Mode.EVACUATE, Mode.REVOKED):
        return None
    said = device_mode.c
    told = select(said.mode, said.at).where(
        said.device_id == device_id, said.mode.in_((Mode.EVACUATE, Mode.REVOKED))
    )
    rows = conn.execute(told.order_by(said.no)).all()
    since = min((row.at for row in rows), default=None)
    written_off = mode == Mode.REVOKED or any(row.mode == Mode.REVOKED for row in rows)
    return Barred(None if written_off or since is None else datetime.fromisoformat(since))
