"""A whole counter without a window that walks through a day of its life: `FOLDER SCENARIO`.

day        a case with its paper, printed; a scan attached; two rounds with the city
rounds     two rounds, whatever they have to put right
export     its parcel onto the stick that lies beside its folder
bring      what lies on that stick, to the city
take       the receipts that lie on it
upgrade    the store comes up to the next version: `FOLDER upgrade REVISIONS`

Each line it says, "saved CASE" or "printed NUMBER", is what the clerk was told.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypinyin

from outlet_app.domain.decisions import Decision
from outlet_app.models.upgrade import SCHEMA_VERSION, bring_up
from outlet_app.services.counter import Counter as Desk
from outlet_app.services.counter import Machine, open_counter
from outlet_app.services.library import Library, read_library
from outlet_app.services.projection import reproject_all
from outlet_app.services.stick_desk import StickDesk
from outlet_app.sync.courier import Courier as Packer
from outlet_app.sync.heart import Heart
from outlet_app.sync.returning import Returning
from outlet_app.system.ids import new_id
from outlet_app.system.keystore import KeyStore
from outlet_app.system.parcel_shelf import ParcelShelf
from outlet_app.system.witness import Witness
from tests.support.bench import CHEAP, CLERK_PERSON, KEY, faces, shelf
from tests.support.couriers import Courier
from tests.support.entries import search_report
from tests.support.scans import page

CHUNK = 2_000
ROUNDS = 2


@cache
def library() -> Library:
    """The bundled data, read once."""
    return read_library(shelf())


@dataclass
class Printer:
    """Paper comes out: a number in a file is a paper in somebody's hand."""

    file: Path

    def spool(self, pdf: bytes, title: str, copies: int, printer: str = "") -> None:
        with self.file.open("a") as out:
            out.write(f"{title}\n")

    def printers(self) -> tuple[str, ...]:
        return ()


class Walker(Courier):
    """A courier with a desk, a witness and a printer."""

    def __init__(self, folder: Path, server_url: str = "") -> None:
        super().__init__(folder, server_url, chunk=CHUNK)

    @property
    def witness(self) -> Witness:
        return Witness(self.folder / "witness" / "numbers.log")

    @property
    def printed(self) -> list[str]:
        """The numbers of all papers that came out."""
        file = self.folder / "printed"
        return file.read_text().splitlines() if file.exists() else []

    def desk(self) -> Desk:
        """The use cases of its clerk."""
        return open_counter(
            Machine(
                database=self.database,
                key=KEY,
                keystore=KeyStore(self.folder / "slots.json", self.clock.now, CHEAP),
                clock=self.clock,
                new_id=new_id,
                secret_bytes=lambda n: bytes(range(n)),
                witness=self.witness,
                spooler=Printer(self.folder / "printed"),
                faces=faces(),
                attachments=self.files,
            ),
            library().at(self.me.outlet_code, self.me.terminal_no),
            CLERK_PERSON,
        )

    def sticks(self) -> StickDesk:
        """What it does with a stick."""
        now = self.clock.now
        return StickDesk(
            self.database,
            Packer(self.database, self._plain, now, Heart(self.database, self.clock).reading),
            Returning(self.database, reproject_all, now),
            ParcelShelf(self.folder / "parcels"),
            self.engine.ask,
            self.clock,
        )

    @property
    def stick(self) -> Path:
        """The stick that goes between the machines of a walk."""
        return self.folder.parent / "stick"

    def bring(self, ending: str) -> None:
        """Take in what lies on the stick under names that end so."""
        self.sticks().bring([one for one in self.stick.glob(f"*.{ending}") if not one.name.startswith(".")])


def warm() -> None:
    """What every walker needs and none changes, before the first fork."""
    library()
    faces()
    pypinyin.pinyin("热身")


def tell(what: str, which: str) -> None:
    """The clerk reads it on the screen."""
    print(what, which, flush=True)


def day(one: Walker) -> None:
    """What passes every place of a counter's own work and of a round that goes well."""
    desk = one.desk()
    outcome = desk.intake.decide(search_report(desk.reference), Decision.ACCEPT)
    tell("saved", outcome.case.case_id)
    for paper in outcome.papers:
        desk.papers.spool(paper.paper_id)
        tell("printed", paper.number)
    desk.attachments.add(outcome.case.case_id, "", [page(new_id())])
    rounds(one)


def rounds(one: Walker) -> None:
    for _ in range(ROUNDS):
        one.sync()


_SCENARIOS: Mapping[str, Callable[[Walker], object]] = {
    "day": day,
    "rounds": rounds,
    "export": lambda one: one.sticks().export(one.stick),
    "bring": lambda one: one.bring("parcel"),
    "take": lambda one: one.bring("receipt"),
}


def main(told: Sequence[str]) -> int:
    """Play one scenario."""
    folder, scenario, *more = told
    if scenario == "upgrade":
        target = SCHEMA_VERSION + 1
        store = Path(folder) / "counter.db"
        bring_up(store, KEY, Path(folder) / "backups", target=target, revisions=Path(more[0]))
        return 0
    one = Walker(Path(folder))
    _SCENARIOS[scenario](one)
    one.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
