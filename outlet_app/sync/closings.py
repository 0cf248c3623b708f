"""Tells the city how days ended here; a sheet stays on the list until it has heard of it."""

import json
from datetime import date, datetime

from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.sync.client import CityClient
from outlet_app.sync.outcomes import Denial, Offline
from outlet_app.sync.wire import DayClosed

_UNTOLD = "closing.untold"


def remember_closing(uow: UnitOfWork, told: DayClosed) -> None:
    """Put a sheet on the list, in the transaction in which it is kept."""
    plain = {
        "day": told.day.isoformat(),
        "edition": told.edition,
        "at": told.at.isoformat(),
        "by": told.by,
        "number": told.number,
        "here": told.here,
        "there": told.there,
        "differing": told.differing,
    }
    uow.meta.set(_UNTOLD, json.dumps([*_list(uow), plain]))


def untold(uow: UnitOfWork) -> tuple[DayClosed, ...]:
    """What the city has not heard of, the oldest first, under the present name."""
    me = uow.instance.required().instance_id
    return tuple(_read(me, one) for one in _list(uow))


class ClosingsTold:
    """Within a round; never raises for the line or the city's refusals."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def tell(self, client: CityClient) -> None:
        """Say what is on the list, one by one."""
        with self._database.reading() as uow:
            waiting = untold(uow)
        for one in waiting:
            try:
                client.closed(one)
            except (Offline, Denial):
                # The next round says it again; nothing depends on it.
                return
            with self._database.unit_of_work() as uow:
                rest = [plain for plain in _list(uow) if _read(one.instance, plain) != one]
                uow.meta.set(_UNTOLD, json.dumps(rest))
                uow.commit()


def _list(uow: UnitOfWork) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(uow.meta.get(_UNTOLD) or "[]")
    return found


def _read(instance: str, plain: dict[str, object]) -> DayClosed:
    return DayClosed(
        instance=instance,
        day=date.fromisoformat(str(plain["day"])),
        edition=int(str(plain["edition"])),
        at=datetime.fromisoformat(str(plain["at"])),
        by=str(plain["by"]),
        number=str(plain["number"]),
        here=str(plain["here"]),
        there=str(plain["there"]),
        differing=int(str(plain["differing"])),
    )
