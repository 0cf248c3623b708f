"""A counter with a stick: the real store and engine, and what it packs, carries and takes back in."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from outlet_app.models.outbox import QueueCounts
from outlet_app.services.evacuation import Evacuation
from outlet_app.services.projection import reproject_all
from outlet_app.services.stick_desk import StickDesk
from outlet_app.sync import wire
from outlet_app.sync.blobs import Carried
from outlet_app.sync.client import CityClient
from outlet_app.sync.courier import Courier as Packer
from outlet_app.sync.courier import Delivered, Packed
from outlet_app.sync.handing_over import HandingOver
from outlet_app.sync.heart import Heart
from outlet_app.sync.inbound import PARCEL_KEY
from outlet_app.sync.returning import Returned, Returning
from outlet_app.system.farewell import FarewellBook
from outlet_app.system.parcel_shelf import ParcelShelf
from outlet_app.system.paths import DataFolder
from tests.support.couriers import Courier
from tests.support.server import ServerProcess, enrolment_code


class Outlying(Courier):
    """An outlet's machine whose packets may go by stick."""

    def _open(self) -> None:
        super()._open()
        now = self.clock.now
        self.packer = Packer(self.database, self._plain, now, Heart(self.database, self.clock).reading)
        self.returning = Returning(self.database, reproject_all, now)
        self.shelf = ParcelShelf(self.folder / "parcels")
        self.desk = StickDesk(
            self.database, self.packer, self.returning, self.shelf, self.engine.ask, self.clock
        )
        self.handing_over = HandingOver(self.database, self.desk.for_city, now)
        self.book = FarewellBook(DataFolder(self.folder))
        self.evacuation = Evacuation(
            self.database, self.handing_over, self.book, self.desk.for_city, self.engine.ask, self.clock
        )
        self.engine._carry = self._hand_on_and_carry

    def _hand_on_and_carry(self, city: CityClient) -> Carried:
        """As the workplace does it: others' parcels first, then the own attachments."""
        self.desk.forward(city)
        carried = self.lane.carry(city)
        self.handing_over.ask(city)
        return carried

    def enrol(self, code: str) -> wire.Enrolled:
        """As the program enrols: with the city's keys for parcels."""
        told = super().enrol(code)
        assert told.parcels is not None
        with self.database.unit_of_work() as uow:
            uow.meta.set(PARCEL_KEY, wire.write(told.parcels).decode())
            uow.commit()
        return told

    def pack(self) -> Packed:
        """What is written to the stick now."""
        return self.packer.pack()

    def deliver(self, packed: Packed | bytes) -> Delivered:
        """Hand somebody's parcel to the city, as an online counter."""
        content = packed if isinstance(packed, bytes) else packed.content
        return self.engine.ask(lambda client: self.packer.deliver(content, client))

    def take_back(self, delivered: Delivered | bytes) -> Returned:
        """Take the receipts in."""
        return self.returning.take(delivered if isinstance(delivered, bytes) else delivered.content)

    def counts(self) -> QueueCounts:
        """The queue in numbers."""
        with self.database.reading() as uow:
            return uow.outbox.counts(self.clock.now().date())

    def unsent(self) -> int:
        """How many events have no verdict."""
        with self.database.reading() as uow:
            return uow.outbox.unsent()


def outlying(folder: Path, city: ServerProcess, outlet: str) -> Outlying:
    """An enrolled machine of this outlet."""
    one = Outlying(folder, city.url)
    one.enrol(enrolment_code(city.database, outlet))
    return one


@pytest.fixture
def make(tmp_path: Path, outlet: str) -> Iterator[Callable[..., Outlying]]:
    """Enrolled machines of one outlet, or of another: make(city, at=code)."""
    made: list[Outlying] = []

    def one(city: ServerProcess, at: str = "") -> Outlying:
        made.append(outlying(tmp_path / f"machine-{len(made)}", city, at or outlet))
        return made[-1]

    yield one
    for machine in made:
        machine.close()
