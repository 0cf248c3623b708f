"""When each machine was last heard of, and how it said it was."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from city_server import clock, schema
from city_server.callers import Caller, Mode, own_instance
from city_server.contact_tables import heartbeat
from city_server.store import add_missing
from outlet_app.domain.calendar import CST
from outlet_app.sync.wire import Beat, read, write

SILENT = timedelta(hours=1)
WAITS_LONG = timedelta(minutes=15)
CLOCK_OFF = timedelta(minutes=2)
_DOUBTED = "suspect"
STICK = "stick"
# A stick travels with a person: after a week somebody asks where it is.
STICK_SILENT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Contact:
    """One machine as the city knows it; `at` and `beat` are None for one that was never heard of."""

    outlet: str
    name: str
    terminal: str
    mode: str
    at: datetime | None
    beat: Beat | None
    by_stick: bool = False

    @property
    def clock_off(self) -> timedelta:
        """By how much its clock was ahead of the city's when it last spoke; a stick takes its time."""
        told = self.beat.at - self.at if self.beat and self.at else timedelta()
        return max(told, timedelta()) if self.by_stick else told

    @property
    def waited(self) -> timedelta:
        """For how long its oldest unanswered event had waited then, by its own clock.

        What a stick tells of waits no more: the events came with it.
        """
        if self.by_stick:
            return timedelta()
        return self.beat.at - self.beat.oldest if self.beat and self.beat.oldest else timedelta()


def keep(conn: Connection, caller: Caller, beat: Beat, way: str = "") -> None:
    """Remember the report as the newest of its machine. Denied INSTANCE where it speaks for another.

    way: STICK where it came in a parcel; one that is no newer than what is known changes nothing then.
    """
    own_instance(conn, caller, beat.instance)
    mine = heartbeat.c.device_id == caller.device_id
    known = conn.scalar(select(heartbeat.c.told).where(mine)) if way else None
    if known is not None and read(known.encode(), Beat).at >= beat.at:
        return
    told = {"at": clock.seconds(), "told": write(beat).decode(), "way": way}
    add_missing(conn, heartbeat, [{"device_id": caller.device_id, **told}])
    conn.execute(update(heartbeat).where(mine).values(told))


def heard_at(at: int, told: str, way: str) -> datetime:
    """Until when a machine's work is here: its report's arrival, by stick the moment it was packed."""
    came = datetime.fromtimestamp(at, CST)
    return min(came, read(told.encode(), Beat).at.astimezone(CST)) if way else came


def contacts(conn: Connection, outlet: str = "") -> tuple[Contact, ...]:
    """Every machine taken on, by outlet and terminal; those of one outlet where it is named."""
    devices, outlets = schema.device.c, schema.outlet.c
    asked = (
        select(
            devices.outlet,
            outlets.name,
            devices.terminal_no,
            devices.mode,
            heartbeat.c.at,
            heartbeat.c.told,
            heartbeat.c.way,
        )
        .join(schema.outlet, outlets.code == devices.outlet)
        .outerjoin(heartbeat, heartbeat.c.device_id == devices.device_id)
        .order_by(devices.outlet, devices.terminal_no)
    )
    if outlet:
        asked = asked.where(devices.outlet == outlet)
    return tuple(
        Contact(
            row.outlet,
            row.name,
            row.terminal_no,
            row.mode,
            None if row.at is None else datetime.fromtimestamp(row.at, CST),
            None if row.told is None else read(row.told.encode(), Beat),
            row.way == STICK,
        )
        for row in conn.execute(asked)
    )


def troubles(one: Contact, now: datetime, newest_packs: str = "") -> Iterator[str]:
    """What somebody should look at, in plain words; nothing for a machine that is well, or given up."""
    if one.mode == Mode.REVOKED:
        return
    if one.beat is None or one.at is None:
        yield "never heard of"
        return
    if now - one.at > (STICK_SILENT if one.by_stick else SILENT):
        yield "silent"
    if one.beat.stopped:
        yield f"stopped ({one.beat.stopped})"
    if one.waited > WAITS_LONG:
        yield "events wait"
    if one.beat.need_you:
        yield f"{one.beat.need_you} refused"
    if one.beat.trust == _DOUBTED or abs(one.clock_off) > CLOCK_OFF:
        yield "clock"
    if newest_packs and one.beat.catalogue != newest_packs:
        yield "old data"
