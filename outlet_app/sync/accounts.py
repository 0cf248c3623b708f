"""Tells the city which numbers this machine gave out, whenever that changed (sync.md D.13)."""

from hashlib import sha256
from typing import Protocol

from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.sync.client import CityClient
from outlet_app.sync.outcomes import Denial, Offline
from outlet_app.sync.wire import GivenSeries, LoosePaper, Numbers, write

TOLD = "sync.numbers"
_ASIDE = "/"


class Witness(Protocol):
    """What lies outside the store and outlives it."""

    def high_water(self, instance_id: str) -> dict[str, int]:
        """The highest number of each series ever handed out under an enrolment."""


class Accounts:
    """Counters and witness together: a store that was set back knows less than was printed."""

    def __init__(self, database: Database, witness: Witness) -> None:
        self._database = database
        self._witness = witness

    def tell(self, client: CityClient) -> None:
        """Say it where it is new; never raises for the line or the city's refusals."""
        numbers = self.reading()
        told = sha256(write(numbers)).hexdigest()
        with self._database.reading() as uow:
            if uow.meta.get(TOLD) == told:
                return
        try:
            client.numbers(numbers)
        except (Offline, Denial):
            # The next round says it again; nothing depends on it.
            return
        with self._database.unit_of_work() as uow:
            uow.meta.set(TOLD, told)
            uow.commit()

    def reading(self) -> Numbers:
        """All series under all names; NotEnrolled without an enrolment."""
        with self._database.reading() as uow:
            me = uow.instance.required()
            given = given_series(uow, self._witness)
            return Numbers(
                instance=me.instance_id,
                unsent=uow.outbox.unsent(),
                series=tuple(
                    GivenSeries(terminal=terminal, series=series, last=last)
                    for (terminal, series), last in sorted(given.items())
                ),
                loose=tuple(
                    LoosePaper(number=one.number, form=one.form)
                    for one in uow.papers.untold()
                    if one.number.startswith(me.outlet_sign)
                ),
            )


def given_series(uow: UnitOfWork, witness: Witness) -> dict[tuple[str, str], int]:
    """The highest serial by terminal number and series, under every name this machine has had."""
    me = uow.instance.required()
    found: dict[tuple[str, str], int] = {}
    terminals = {one.instance_id: one.terminal_no for one in uow.instance.all()}
    told = [(name.rpartition(_ASIDE), last) for name, last in uow.counters.all().items()]
    known = [(under or me.instance_id, series, last) for (under, _, series), last in told]
    for name in terminals:
        known += [(name, series, last) for series, last in witness.high_water(name).items()]
    for name, series, last in known:
        if name in terminals:
            key = terminals[name], series
            found[key] = max(last, found.get(key, 0))
    return found
