"""A whole counter without a window: real SQLCipher file, real resources, a clock that stands still."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path

from outlet_app.domain.events import ClockTrust
from outlet_app.domain.people import Person, Role
from outlet_app.models.engine import Database, open_database
from outlet_app.models.instance import Instance
from outlet_app.printing.fonts import Faces
from outlet_app.services.counter import Counter, Machine, open_counter
from outlet_app.services.library import Shelf, read_library
from outlet_app.services.reference import Reference
from outlet_app.system.blob_files import BlobFiles
from outlet_app.system.keystore import Cost, KeyStore
from outlet_app.system.spooler import RecordingSpooler
from outlet_app.system.witness import Witness
from tests.support.builders import CLERK, OUTLET, SUPERVISOR
from tests.support.reviewing import CITY_KEY

RESOURCES = Path(__file__).parents[2] / "resources"
KEY = bytes(range(32))
CHEAP = Cost(rounds=1, memory_kib=8, lanes=1)
FACE_FILES = (
    "NotoSansSC-Regular", "NotoSansSC-Bold", "NotoSerifSC-Regular", "NotoSerifSC-Bold",
    "HanaMinA", "HanaMinB",
)  # fmt: skip
CLERK_PERSON = Person(CLERK, "苏日娜", frozenset({Role.CLERK}))
SUPERVISOR_PERSON = Person(SUPERVISOR, "高云飞", frozenset({Role.SUPERVISOR}))


@dataclass
class StoppedClock:
    """Shows what the test says."""

    at: datetime
    sure: ClockTrust = ClockTrust.WALL

    def now(self) -> datetime:
        return self.at

    def trust(self) -> ClockTrust:
        return self.sure

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)


def shelf() -> Shelf:
    """The program's own data files."""
    return Shelf(
        catalogues=[(RESOURCES / "catalogue" / "2025-batch-2.json").read_bytes()],
        outlets=(RESOURCES / "outlets.json").read_bytes(),
        calendars=[path.read_bytes() for path in sorted((RESOURCES / "calendar").glob("*.json"))],
        phrases=(RESOURCES / "phrases.json").read_bytes(),
        answers=(RESOURCES / "answers.json").read_bytes(),
        sites=(RESOURCES / "sites.json").read_bytes(),
        forms=[path.read_bytes() for path in sorted((RESOURCES / "forms").glob("*.json"))],
        app_version="0.1.0",
        packages=[path.read_bytes() for path in sorted((RESOURCES / "packages").glob("*.json"))],
    )


@cache
def faces() -> Faces:
    """The bundled faces."""
    return Faces(*(RESOURCES / "fonts" / f"{name}.ttf" for name in FACE_FILES))


@dataclass
class Bench:
    """One terminal of an outlet, with whoever is signed in."""

    folder: Path
    clock: StoppedClock
    database: Database
    reference: Reference
    spooler: RecordingSpooler
    keystore: KeyStore
    witness: Witness
    machine: Machine = field(init=False)

    def __post_init__(self) -> None:
        serial = count(1)
        self.machine = Machine(
            database=self.database,
            key=KEY,
            keystore=self.keystore,
            clock=self.clock,
            new_id=lambda: f"00000000-0000-7000-8000-{next(serial):012}",
            secret_bytes=lambda n: bytes(range(n)),
            witness=self.witness,
            spooler=self.spooler,
            faces=faces(),
            attachments=BlobFiles(self.folder / "data" / "attachments"),
        )

    def counter(self, person: Person = CLERK_PERSON) -> Counter:
        """The use cases of one person."""
        return open_counter(self.machine, self.reference, person)


def open_bench(folder: Path, at: datetime) -> Bench:
    """A freshly enrolled terminal 01 of 杭锦后旗's county window with two people."""
    (folder / "data").mkdir()
    database = open_database(folder / "data" / "outlet.db", KEY, busy_ms=50)
    with database.unit_of_work() as uow:
        uow.instance.save(
            Instance("inst-1", "dev-1", OUTLET, "HH01", "01", "http://127.0.0.1:1", b"k" * 32, b"p" * 32)
        )
        for person in (CLERK_PERSON, SUPERVISOR_PERSON):
            uow.people.put(person)
        uow.reviews.keep_key(CITY_KEY)
        uow.commit()
    clock = StoppedClock(at)
    keystore = KeyStore(folder / "slots.json", clock.now, CHEAP)
    keystore.add(CLERK, "Trial-2026", KEY)
    witness = Witness(folder / "witness" / "numbers.log")
    reference = read_library(shelf()).at(OUTLET, "01")
    return Bench(folder, clock, database, reference, RecordingSpooler(), keystore, witness)
