"""The heavy half of the program: database, reference data, courier and use cases of the person signed in.

Imported in a lane while the password is checked, so that the sign-in page need not wait for it.
"""

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import SystemRandom

from outlet_app.domain.attendance import Gone
from outlet_app.domain.people import Person
from outlet_app.domain.problems import Refused
from outlet_app.models.cards import CardFilter
from outlet_app.models.engine import Database, open_database
from outlet_app.models.errors import NotEnrolled, StorageError
from outlet_app.models.instance import Instance
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.printing.fonts import Faces
from outlet_app.printing.preview import pages_at
from outlet_app.services.counter import Counter, Machine, open_counter
from outlet_app.services.enrolling_again import EnrollingAgain
from outlet_app.services.evacuation import Evacuation
from outlet_app.services.identity import look_at_oneself
from outlet_app.services.library import Library, Shelf, read_library
from outlet_app.services.machine_card import MachineCard
from outlet_app.services.ports import Spooler
from outlet_app.services.reference import Reference
from outlet_app.services.release_views import News
from outlet_app.services.roster import PeopleHere, Roster
from outlet_app.services.salvage import bring_back
from outlet_app.services.stick_desk import StickDesk
from outlet_app.services.sync_centre import SyncCentre
from outlet_app.services.time_check import TimeCheck
from outlet_app.services.upkeep import Upkeep
from outlet_app.sync.accounts import Accounts
from outlet_app.sync.blobs import BlobLane, Carried, fetch
from outlet_app.sync.client import CityClient
from outlet_app.sync.closings import ClosingsTold
from outlet_app.sync.courier import Courier
from outlet_app.sync.engine import SyncEngine
from outlet_app.sync.handing_over import HandingOver
from outlet_app.sync.heart import Heart
from outlet_app.sync.returning import Returning
from outlet_app.sync.trust import pinned_client
from outlet_app.system.blob_files import BlobFiles
from outlet_app.system.clock import Anchor, SystemClock
from outlet_app.system.farewell import FarewellBook
from outlet_app.system.ids import new_id
from outlet_app.system.keystore import KeyStore, SlotShut
from outlet_app.system.machine import machine_binding
from outlet_app.system.parcel_shelf import ParcelShelf
from outlet_app.system.paths import DataFolder
from outlet_app.system.printer_choice import system_spooler
from outlet_app.system.witness import Witness
from outlet_app.version import VERSION

ANCHOR = "clock.anchor"
FACES = (
    "NotoSansSC-Regular", "NotoSansSC-Bold", "NotoSerifSC-Regular", "NotoSerifSC-Bold",
    "HanaMinA", "HanaMinB",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Workplace:
    """What is open while somebody is signed in."""

    database: Database
    counter: Counter
    sync: SyncCentre
    sticks: StickDesk
    evacuation: Evacuation
    again: EnrollingAgain
    time_check: TimeCheck
    machine: MachineCard
    keep_time: Callable[[], None]
    has_newer_data: Callable[[], bool]
    people: PeopleHere

    def news(self) -> News:
        """What came from the city and is still to be told; people are let in and out at once."""
        self.people.follow()
        has_left = self.people.has_left(self.person.staff_no)
        return News(self.counter.releases.unread(), self.has_newer_data(), has_left)

    def is_another_day(self) -> bool:
        """Whether the list of people was followed on an earlier day only: some of it holds from today."""
        return self.people.followed_on != self.people.today()

    @property
    def person(self) -> Person:
        """Who is signed in."""
        return self.counter.person

    def close(self, gone: Gone | None = None) -> None:
        """Write who left and how, then give connection and file back."""
        # Where the disk does not take it, the book shows the stay without an end; leaving is never refused.
        with suppress(StorageError, Refused):
            if gone is not None:
                self.counter.attendance.sign_out(gone)
        self.keep_time()
        self.sync.close()
        self.database.close()


def open_workplace(
    folder: DataFolder,
    resources: Path,
    keystore: KeyStore,
    key: bytes,
    staff_no: str,
    clock: SystemClock,
    spooler: Spooler | None,
) -> Workplace:
    """Open everything for one person; StorageError where the file does not open, NotEnrolled without one.

    Without a spooler of the caller's own, papers go to the system's.
    """
    database = open_database(folder.database, key, backups=folder.backups)
    try:
        # Told now, while the last backup is young, and not by the first page that cannot be read.
        database.check()
        return _furnish(database, folder, resources, keystore, key, staff_no, clock, spooler)
    except BaseException:
        database.close()
        raise


def _furnish(
    database: Database,
    folder: DataFolder,
    resources: Path,
    keystore: KeyStore,
    key: bytes,
    staff_no: str,
    clock: SystemClock,
    spooler: Spooler | None,
) -> Workplace:
    started = clock.now()
    bring_back(database, started)
    here = PeopleHere(Roster(database, keystore, key), keystore, clock)
    # Before anybody is let in: the program may have ended between storing the list and following it.
    here.follow()
    if here.has_left(staff_no):
        raise SlotShut(staff_no)
    with database.reading() as uow:
        instance = uow.instance.required()
        person = uow.people.get(staff_no)
        shelf = _shelf(resources, uow)
        library = read_library(shelf)
        _set_clock(clock, uow)
    if person is None:
        raise NotEnrolled
    witness = Witness(folder.witness)
    look_at_oneself(database, witness, machine_binding())
    machine = Machine(
        database=database,
        key=key,
        keystore=keystore,
        clock=clock,
        new_id=new_id,
        secret_bytes=secrets.token_bytes,
        witness=witness,
        spooler=spooler or system_spooler(pages_at),
        faces=Faces(*(resources / "fonts" / f"{name}.ttf" for name in FACES)),
        attachments=BlobFiles(folder.attachments),
    )
    counter = open_counter(machine, _reference_of(library, instance, clock.now().date()), person)
    counter.answers.warm()
    counter.drafts.sweep()
    counter.attachments.tidy()
    counter.reviews.finish()
    counter.holidays.recompute()
    counter.attendance.sign_in()

    def learn(told: datetime, round_trip: timedelta) -> None:
        clock.learn(told, round_trip)

    heart, accounts, days = Heart(database, clock), Accounts(database, witness), ClosingsTold(database)

    def report(client: CityClient) -> None:
        accounts.tell(client)
        days.tell(client)
        heart.beat(client)

    client = pinned_client(database)
    lane = BlobLane(database, counter.attachments.read_file, machine.attachments.remove, clock.now)

    def carry(city: CityClient) -> Carried:
        sticks.forward(city)
        carried = lane.carry(city)
        handing_over.ask(city)
        return carried

    engine = SyncEngine(
        database,
        client,
        counter.arrivals.cases_changed,
        clock,
        SystemRandom(),
        learn,
        report,
        carry,
    )
    sticks = StickDesk(
        database,
        Courier(database, counter.attachments.read_file, clock.now, heart.reading),
        Returning(database, counter.arrivals.cases_changed, clock.now),
        ParcelShelf(folder.parcels),
        engine.ask,
        clock,
    )
    handing_over = HandingOver(database, sticks.for_city, clock.now)
    evacuation = Evacuation(database, handing_over, FarewellBook(folder), sticks.for_city, engine.ask, clock)
    counter.attachments.from_city = lambda blob: engine.ask(lambda city: fetch(city, blob))
    counter.day_closing.ask_city = lambda asked: engine.ask(lambda city: city.day(asked))
    sync = SyncCentre(database, engine, clock, Upkeep(database, folder.backups, clock))
    sync.begin(started)
    counter.day_closing.level = sync.run_once

    def has_newer_data() -> bool:
        with database.reading() as uow:
            return _shelf(resources, uow) != shelf

    checks = TimeCheck(database, clock, clock.boot, staff_no)
    return Workplace(
        database,
        counter,
        sync,
        sticks,
        evacuation,
        EnrollingAgain(database, client, counter.arrivals.cases_changed, clock, person),
        checks,
        MachineCard(database, counter.reference, folder.root, folder.backups),
        lambda: _keep_time(clock, database),
        has_newer_data,
        here,
    )


def _shelf(resources: Path, uow: UnitOfWork) -> Shelf:
    """The bundled data with the city's packs laid over them, by name."""
    return Shelf(
        catalogues=_laid_over(resources / "catalogue", "catalogue", uow),
        outlets=(resources / "outlets.json").read_bytes(),
        calendars=_laid_over(resources / "calendar", "calendar", uow),
        phrases=(resources / "phrases.json").read_bytes(),
        answers=(resources / "answers.json").read_bytes(),
        sites=(resources / "sites.json").read_bytes(),
        forms=_laid_over(resources / "forms", "forms", uow),
        app_version=VERSION,
        packages=_laid_over(resources / "packages", "packages", uow),
        orders=_held("release", uow),
    )


def _held(kind: str, uow: UnitOfWork) -> list[bytes]:
    packs = (uow.cache.get(kind, ref) for ref in uow.cache.refs(kind))
    return [pack.body for pack in packs if pack is not None]


def _laid_over(folder: Path, kind: str, uow: UnitOfWork) -> list[bytes]:
    bodies = {path.stem: path.read_bytes() for path in sorted(folder.glob("*.json"))}
    bodies |= dict(zip(uow.cache.refs(kind), _held(kind, uow), strict=True))
    return list(bodies.values())


def _reference_of(library: Library, instance: Instance, today: date) -> Reference:
    return library.at(instance.outlet_code, instance.terminal_no, today)


def _set_clock(clock: SystemClock, uow: UnitOfWork) -> None:
    """Carry on the city's time of an earlier start of this boot, and know the latest moment recorded."""
    kept = uow.meta.get(ANCHOR)
    if kept is not None and clock.anchor is None:
        clock.anchor = SystemClock(Anchor.from_text(kept)).anchor
    for card in uow.cards.page(CardFilter(), 1).rows:
        clock.seen(card.registered_at)


def _keep_time(clock: SystemClock, database: Database) -> None:
    if clock.anchor is None:
        return
    with database.unit_of_work() as uow:
        uow.meta.set(ANCHOR, clock.anchor.as_text())
        uow.commit()
