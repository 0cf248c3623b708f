"""日结核对 as the city keeps it: per outlet and day the codes compared, whether they agreed, who signed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Connection, select

from city_server import clock, schema
from city_server.callers import Caller, Mode, own_instance
from city_server.closing_tables import day_closing
from city_server.denial import Denied
from city_server.store import add_missing
from outlet_app.sync.wire import Accounted, Code, DayClosed


class End(StrEnum):
    """How an outlet's day stands, the worst first."""

    OPEN = "open"
    UNCHECKED = "unchecked"
    DIFFERS = "differs"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The last sheet of a machine of the day; `there` is empty where the city was not asked."""

    terminal: str
    edition: int
    at: datetime
    by: str
    number: str
    here: str
    there: str
    differing: int

    @property
    def end(self) -> End:
        """Whether both sides agreed."""
        if not self.there:
            return End.UNCHECKED
        return End.AGREED if self.here == self.there and not self.differing else End.DIFFERS


@dataclass(frozen=True, slots=True)
class OutletDay:
    """One outlet with machines in use, and the last sheet of each that closed the day."""

    outlet: str
    name: str
    sheets: tuple[Sheet, ...]

    @property
    def end(self) -> End:
        """The best of its sheets: whichever machine closed it, the outlet's day is compared."""
        return max((one.end for one in self.sheets), key=list(End).index, default=End.OPEN)


def keep_closing(conn: Connection, caller: Caller, told: DayClosed) -> Accounted:
    """Keep how a day ended; told again it changes nothing. Denied: INSTANCE, BAD_BODY without a code."""
    own_instance(conn, caller, told.instance)
    if not told.here or not told.number.isprintable():
        raise Denied(Code.BAD_BODY)
    row: dict[str, object] = {
        "outlet": caller.outlet,
        "day": told.day,
        "terminal": caller.terminal_no,
        "edition": told.edition,
        "at": told.at.isoformat(),
        "by": told.by,
        "number": told.number,
        "here": told.here,
        "there": told.there,
        "differing": told.differing,
        "heard": clock.seconds(),
    }
    add_missing(conn, day_closing, [row])
    return Accounted(server_time=clock.now())


def closings(conn: Connection, day: date) -> tuple[OutletDay, ...]:
    """How the day stands at every outlet with a machine in use: the open ones first, then by code."""
    device, outlets = schema.device.c, schema.outlet.c
    at_work = select(device.outlet, outlets.name).join(schema.outlet, outlets.code == device.outlet)
    rows = conn.execute(at_work.where(device.mode != Mode.REVOKED.value).distinct())
    names = {row.outlet: row.name for row in rows}
    sheets: dict[str, dict[str, Sheet]] = {}
    asked = select(day_closing).where(day_closing.c.day == day).order_by(day_closing.c.edition)
    for row in conn.execute(asked):
        told = (row.edition, datetime.fromisoformat(row.at), row.by, row.number, row.here, row.there)
        sheets.setdefault(row.outlet, {})[row.terminal] = Sheet(row.terminal, *told, row.differing)
    found = [OutletDay(code, name, _in_order(sheets.get(code, {}).values())) for code, name in names.items()]
    return tuple(sorted(found, key=lambda one: (list(End).index(one.end), one.outlet)))


def _in_order(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    return tuple(sorted(sheets, key=lambda one: one.terminal))
