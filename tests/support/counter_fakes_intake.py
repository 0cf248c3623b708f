"""A counter for the intake pages: the real use cases on a real encrypted file, lanes the test drives."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import Catalogue
from outlet_app.domain.events import ClockTrust
from outlet_app.domain.people import Person, Role
from outlet_app.models.engine import open_database
from outlet_app.models.instance import Instance
from outlet_app.printing.fonts import Faces
from outlet_app.services.counter import Counter, Machine, open_counter
from outlet_app.services.library import Shelf, read_library
from outlet_app.services.reference import Reference
from outlet_app.system.keystore import Cost, KeyStore
from outlet_app.system.spooler import RecordingSpooler
from outlet_app.system.witness import Witness
from outlet_app.ui.jobs import Done, Failed, Lanes, attempt
from outlet_app.ui.theme import theme

RESOURCES = Path(__file__).parents[2] / "resources"
NOW = datetime(2026, 11, 18, 10, 42, tzinfo=CST)
OUTLET = "1508262001"
KEY = bytes(range(32))
CLERK = Person("1508260837", "苏日娜", frozenset({Role.CLERK}))
COLLEAGUE = Person("1508260412", "王海燕", frozenset({Role.SUPERVISOR}))
FACE_FILES = (
    "NotoSansSC-Regular", "NotoSansSC-Bold", "NotoSerifSC-Regular", "NotoSerifSC-Bold",
    "HanaMinA", "HanaMinB",
)  # fmt: skip


@cache
def reference() -> Reference:
    """The program's own data, seen from 杭锦后旗's county window."""
    shelf = Shelf(
        catalogues=[(RESOURCES / "catalogue" / "2025-batch-2.json").read_bytes()],
        outlets=(RESOURCES / "outlets.json").read_bytes(),
        calendars=[path.read_bytes() for path in sorted((RESOURCES / "calendar").glob("*.json"))],
        phrases=(RESOURCES / "phrases.json").read_bytes(),
        app_version="0.1.0",
    )
    return read_library(shelf).at(OUTLET, "01")


def catalogue() -> Catalogue:
    """The ten items."""
    return reference().catalogue


@cache
def faces() -> Faces:
    """The bundled faces."""
    return Faces(*(RESOURCES / "fonts" / f"{name}.ttf" for name in FACE_FILES))


def dress(app: QApplication) -> None:
    """Fonts, icons and colours, once a process."""
    try:
        theme.look()
    except RuntimeError:
        theme.install_theme(app, RESOURCES / "fonts", RESOURCES / "icons")


class Lane:
    """Work waits until the test lets it run."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Callable[[], Any], Callable[[Any], None]]] = []

    def run(
        self, work: Callable[[], Any], then: Callable[[Done[Any] | Failed], None], *, owner: QObject
    ) -> None:
        """Queue the work."""
        self.waiting.append((work, then))

    def close(self, patience_ms: int = 0) -> bool:
        """Forget what waits."""
        self.waiting.clear()
        return True

    def drain(self) -> int:
        """Do all that waits, also what that brings about; how many pieces there were."""
        done = 0
        while self.waiting:
            work, then = self.waiting.pop(0)
            then(attempt(work, "test"))
            done += 1
        return done


@dataclass
class Watch:
    """A clock the test turns."""

    at: datetime = NOW

    def now(self) -> datetime:
        """The time it shows."""
        return self.at

    def trust(self) -> ClockTrust:
        """Never sure."""
        return ClockTrust.WALL

    def turn(self, **by: float) -> None:
        """Move it on."""
        self.at += timedelta(**by)


@dataclass
class Desk:
    """One terminal with a clerk signed in; a test may put a failing use case in the counter's place."""

    counter: Counter
    watch: Watch
    spooler: RecordingSpooler
    desk: Lane = field(default_factory=Lane)
    courier: Lane = field(default_factory=Lane)
    press: Lane = field(default_factory=Lane)

    @property
    def lanes(self) -> Lanes:
        return Lanes(self.desk, self.courier, self.press)

    def drain(self) -> None:
        """Let every lane work until nothing waits."""
        while self.desk.drain() + self.press.drain() + self.courier.drain():
            continue


def open_desk(folder: Path, watch: Watch | None = None) -> Desk:
    """A freshly enrolled terminal 01 with two people."""
    watch = watch or Watch()
    (folder / "data").mkdir(parents=True, exist_ok=True)
    database = open_database(folder / "data" / "outlet.db", KEY)
    with database.unit_of_work() as uow:
        uow.instance.save(
            Instance("inst-1", "dev-1", OUTLET, "HH01", "01", "http://127.0.0.1:1", b"k" * 32, b"p" * 32)
        )
        for person in (CLERK, COLLEAGUE):
            uow.people.put(person)
        uow.commit()
    serial, spooler = count(1), RecordingSpooler()
    machine = Machine(
        database=database,
        key=KEY,
        keystore=KeyStore(folder / "slots.json", watch.now, Cost(1, 8, 1)),
        clock=watch,
        new_id=lambda: f"00000000-0000-7000-8000-{next(serial):012}",
        secret_bytes=lambda n: bytes(range(n)),
        witness=Witness(folder / "witness" / "numbers.log"),
        spooler=spooler,
        faces=faces(),
    )
    return Desk(open_counter(machine, reference(), CLERK), watch, spooler)


class Failing:
    """Stands in for a use case: the named methods raise, the others go through."""

    def __init__(self, real: object, **errors: Exception) -> None:
        self.real, self.errors = real, errors

    def __getattr__(self, name: str) -> Any:
        if name not in self.errors:
            return getattr(self.real, name)

        def fail(*_args: object) -> None:
            raise self.errors[name]

        return fail


def window_of(widget: QWidget) -> QWidget:
    """The window a widget stands in."""
    return widget.window()
