"""Windows of two outlets with all their use cases, on one real city: for matters that travel."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

from outlet_app.domain.outlets import OutletKind
from outlet_app.domain.people import Person, Role
from outlet_app.services.counter import Counter as Desk
from outlet_app.services.counter import Machine, open_counter
from outlet_app.services.library import Library, read_library
from outlet_app.services.transfer_views import HandOver
from outlet_app.services.views import CaseFilter, UnsentRow
from outlet_app.sync.blobs import BlobLane, fetch
from outlet_app.sync.engine import SyncEngine, SyncReport
from outlet_app.system.blob_files import BlobFiles
from outlet_app.system.ids import new_id
from outlet_app.system.keystore import KeyStore
from outlet_app.system.spooler import RecordingSpooler
from outlet_app.system.witness import Witness
from tests.support.bench import CHEAP, faces, shelf
from tests.support.counter import KEY, Counter, quick_client
from tests.support.server import ServerProcess, enrolment_code

NewWindow = Callable[..., "Window"]


class Window:
    """A counter with a person at it: the real store, the real engine, the use cases over them."""

    def __init__(self, folder: Path, server: ServerProcess, outlet: str, person: Person, url: str) -> None:
        self.counter = Counter(folder, url)
        told = self.counter.enrol(enrolment_code(server.database, outlet))
        self.outlet, self.person = outlet, person
        with self.counter.database.unit_of_work() as uow:
            uow.people.put(person)
            uow.commit()
        clock = self.counter.clock
        machine = Machine(
            database=self.counter.database,
            key=KEY,
            keystore=KeyStore(folder / "slots.json", clock.now, CHEAP),
            clock=clock,
            new_id=new_id,
            secret_bytes=secrets.token_bytes,
            witness=Witness(folder / "witness" / "numbers.log"),
            spooler=RecordingSpooler(),
            faces=faces(),
            attachments=BlobFiles(folder / "attachments"),
        )
        reference = library_with(outlet).at(outlet, told.terminal_no, clock.now().date())
        self.desk: Desk = open_counter(machine, reference, person)
        self.counter.engine.close()
        lane = BlobLane(
            self.counter.database, self.desk.attachments.read_file, machine.attachments.remove, clock.now
        )
        self.counter.engine = SyncEngine(
            self.counter.database,
            quick_client,
            self.desk.arrivals.cases_changed,
            clock,
            Random(3),
            carry=lane.carry,
        )
        self.desk.attachments.from_city = lambda blob: self.counter.engine.ask(lambda city: fetch(city, blob))

    def sync(self) -> SyncReport:
        """One round with the city."""
        return self.counter.sync()

    def hand_over(self, case_id: str) -> HandOver:
        """How far the hand-over of a case has come, as its page says."""
        found = self.desk.cases.detail(case_id).hand_over
        assert found is not None
        return found

    def sees(self, case_no: str) -> bool:
        """Whether the case is found here."""
        return bool(self.desk.cases.page(CaseFilter(text=case_no)).rows)

    def troubles(self) -> tuple[UnsentRow, ...]:
        """What is shown as 需您处理."""
        return tuple(row for row in self.desk.desk.view().unsent if row.status == "needs_you")

    def close(self) -> None:
        """End the program."""
        self.counter.close()


def library_with(code: str) -> Library:
    """The program's own data, with an outlet that the table does not have."""
    library = read_library(shelf())
    outlets = library.outlets
    if any(one.code == code for one in outlets.all):
        return library
    more = replace(
        outlets.of_kind(OutletKind.COMMUNITY)[0],
        code=code,
        sign=f"W{chr(65 + int(code[-3]))}{code[-2:]}",
        phone="",
    )
    return replace(library, outlets=replace(outlets, all=(*outlets.all, more)))


def clerk(staff_no: str, name: str, *, head: bool = False) -> Person:
    """Somebody at a window."""
    return Person(staff_no, name, frozenset({Role.SUPERVISOR if head else Role.CLERK}))
