"""A street with one city on a PostgreSQL of its own, where machines walk over failpoints and are killed."""

import shutil
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

from outlet_app.models.blobs import BlobState
from outlet_app.models.upgrade import REVISIONS, SCHEMA_VERSION
from outlet_app.services.troubles import Trouble
from outlet_app.sync.blobs import fetch
from outlet_app.sync.forking import FORK
from tests.support import oracle
from tests.support.bench import CLERK_PERSON
from tests.support.counter import Counter
from tests.support.faults import Proxy
from tests.support.postgres import Cluster
from tests.support.programs import Ended, Held, Program, Programs
from tests.support.server import PostgresCity, enrolment_code
from tests.support.uploading import digest
from tests.support.walkers import Walker, library

NEXT_VERSION = f"""
from alembic import op

revision = "{SCHEMA_VERSION + 1:04d}"
down_revision = "{SCHEMA_VERSION:04d}"


def upgrade():
    op.execute("ALTER TABLE card ADD COLUMN next_year TEXT NOT NULL DEFAULT 'new'")
"""


@dataclass
class Street:
    """The cluster, the city's process, and a line to it that follows the city wherever it starts again."""

    folder: Path
    programs: Programs = field(init=False)
    cluster: Cluster = field(init=False)
    city: Program = field(init=False)
    line: Proxy = field(init=False)
    _walks: int = 0

    def __post_init__(self) -> None:
        with ExitStack() as ending:
            self.programs = Programs(self.folder)
            ending.callback(self.programs.close)
            self.cluster = Cluster()
            ending.callback(self.cluster.stop)
            self.database = PostgresCity(self.cluster, self.cluster.new_database())
            self.city = self.programs.city(self.database)
            self.line = Proxy(self.city.port)
            ending.callback(self.line.close)
            Walker(self.folder / "template").close()
            self.outlets = [one.code for one in library().outlets.all]
            self._ending = ending.pop_all()

    def walk(self, place: str, scenario: str, nth: int, victim: str) -> None:
        """One machine, one neighbour, one fault; then all is mended, and the oracle looks."""
        self._walks += 1
        walk = _Walk(self, f"{place}:%s@{nth}", victim, place.startswith("city."), self._walks)
        try:
            {
                "day": walk.day,
                "first_round": walk.first_round,
                "set_back": walk.set_back,
                "city_set_back": walk.city_set_back,
                "forgotten": walk.forgotten,
                "export": walk.export,
                "bring": walk.bring,
                "take": walk.take,
                "upgrade": walk.upgrade,
            }[scenario]()
            walk.look()
        finally:
            self.mend()
            walk.close()

    def mend(self) -> None:
        """Start again what was killed."""
        if not self.cluster.is_up:
            self.cluster.start()
        if not self.programs.runs(self.city):
            self.city = self.programs.city(self.database)
        self.line.target = self.city.port

    def close(self) -> None:
        """End everything."""
        self._ending.close()


class _Walk:
    def __init__(self, street: Street, fault: str, victim: str, in_city: bool, n: int) -> None:
        self.street, self.fault, self.victim, self.in_city = street, fault, victim, in_city
        self.folder = street.folder / f"walk-{n}"
        self.folder.mkdir()
        self.outlet = street.outlets[n % len(street.outlets)]
        self.said: set[str] = set()
        self.cases: set[str] = set()
        self.one, self.neighbour = (self._enrolled(name) for name in ("one", "neighbour"))
        self._open: list[Counter] = [self.one, self.neighbour]

    def day(self) -> None:
        """A day as any other, with news from the neighbour."""
        self.one.sync()
        self.neighbour.register()
        self.neighbour.sync()
        self._go("day")

    def first_round(self) -> None:
        """The first of all, which brings the packs."""
        self.one.register()
        self._go("rounds")

    def set_back(self) -> None:
        """The machine is restored from a copy older than what it has sent."""
        self.one.register()
        self.one.sync()
        copy = self.folder / "copy"
        self.one.close()
        shutil.copytree(self.one.folder, copy)
        self.one.restart()
        self.one.register()
        self.one.sync()
        self._remember()
        self.one.close()
        shutil.rmtree(self.one.folder)
        shutil.copytree(copy, self.one.folder)
        self.one.restart()
        self.one.register()
        self._go("rounds")

    def city_set_back(self) -> None:
        """The city is restored from a copy; both machines have what it lost."""
        for one in (self.one, self.neighbour):
            one.register()
            one.sync()
        copy = self.street.database.copy()
        for one in (self.one, self.neighbour):
            one.register()
            one.sync()
        self.street.database.set_back(copy)
        self._go("rounds")

    def forgotten(self) -> None:
        """The machine took another name after the copy of the city that is put back now."""
        self.one.register()
        self.one.sync()
        copy = self.street.database.copy()
        self.one.register()
        with self.one.database.unit_of_work() as uow:
            uow.instance.stop(FORK)
            uow.commit()
        self.one.sync()
        self.one.register()
        self.one.sync()
        self.street.database.set_back(copy)
        self._go("rounds")

    def export(self) -> None:
        """A machine writes its parcel to the stick."""
        self._with_stick(self.one)
        self._go("export")
        self._comes_home(self.one, self.neighbour)

    def bring(self) -> None:
        """A machine hands the neighbour's parcel to the city."""
        self._with_stick(self.neighbour)
        self.neighbour.sticks().export(self.neighbour.stick)
        self._go("bring")
        self.one.engine.ask(self.one.sticks().forward)
        with suppress(Trouble):
            # Where the receipt lies on the stick already there is nothing to export.
            self.one.sticks().export(self.one.stick)
        self.neighbour.bring("receipt")
        self._is_empty(self.neighbour)

    def take(self) -> None:
        """A machine takes in the receipt of its parcel."""
        self._with_stick(self.one)
        self.one.sticks().export(self.one.stick)
        self.neighbour.bring("parcel")
        self._go("take")
        self.one.bring("receipt")
        self._is_empty(self.one)

    def _with_stick(self, packer: Walker) -> None:
        for one in (self.one, self.neighbour):
            one.sync()
        packer.stick.mkdir()
        packer.register()

    def _comes_home(self, packer: Walker, carrier: Walker) -> None:
        packer.sticks().export(packer.stick)
        carrier.bring("parcel")
        packer.bring("receipt")
        self._is_empty(packer)

    def _is_empty(self, packer: Walker) -> None:
        with packer.database.reading() as uow:
            assert uow.outbox.unsent() == 0

    def upgrade(self) -> None:
        """The store comes up to the next version."""
        self.one.register()
        self._remember()
        self.one.close()
        shutil.copytree(REVISIONS / "versions", self.folder / "next" / "versions")
        (self.folder / "next" / "versions" / "next_one.py").write_text(NEXT_VERSION)
        self._killed(
            self.street.programs.counter(self.one.folder, "upgrade", self.folder / "next", fail=self._kill)
        )
        self.one.restart()

    def look(self) -> None:
        """I1 to I10, once everything is quiet."""
        machines, url = (self.one, self.neighbour), self.street.database.url
        self._remember()
        oracle.quieten(machines)
        oracle.nothing_lost(self.said, url)
        oracle.nothing_twice(url)
        for one in machines:
            oracle.alike(one, self.street)
        self._papers_stand_behind()
        self._attachments_are_there()

    def close(self) -> None:
        for one in self._open:
            one.close()
        shutil.rmtree(self.folder)

    def _go(self, scenario: str) -> None:
        self._remember()
        self.one.close()
        if self.in_city:
            self._in_the_city(scenario)
        else:
            self._at_the_counter(scenario)
        self.street.mend()
        self.one.restart()

    def _at_the_counter(self, scenario: str) -> None:
        programs, folder = self.street.programs, self.one.folder
        if self.victim == "client":
            self._killed(programs.counter(folder, scenario, fail=self._kill))
            return
        held = Held()
        try:
            walking = programs.counter(folder, scenario, fail=self._hold(held))
            held.meanwhile(self._strike)
            self._lived(programs.wait(walking))
        finally:
            held.close()

    def _in_the_city(self, scenario: str) -> None:
        programs, folder, held = self.street.programs, self.one.folder, Held()
        fail = self._kill if self.victim == "city" else self._hold(held)
        ill = programs.city(self.street.database, fail=fail)
        self.street.line.target = ill.port
        try:
            walking = programs.counter(folder, scenario)
            if self.victim == "client":
                held.meanwhile(lambda: self._killed(walking, kill=True))
            elif self.victim == "postgresql":
                held.meanwhile(self._strike)
                self._lived(programs.wait(walking))
            else:
                assert programs.wait(ill).code == -9
                self._lived(programs.wait(walking))
        finally:
            held.close()
            if programs.runs(ill):
                programs.kill(ill)

    def _strike(self) -> None:
        if self.victim == "city":
            self.street.programs.kill(self.street.city)
        else:
            self.street.cluster.kill()

    def _killed(self, walking: Program, *, kill: bool = False) -> None:
        ended = (self.street.programs.kill if kill else self.street.programs.wait)(walking)
        assert ended.code == -9, ended
        self._heard(ended)

    def _lived(self, ended: Ended) -> None:
        assert ended.code == 0, ended
        self._heard(ended)

    def _heard(self, ended: Ended) -> None:
        """The clerk read it: the case must be somewhere, the paper she holds must be of it."""
        told = [line.split(" ", 1) for line in ended.said]
        self.cases |= {which for what, which in told if what == "saved"}

    def _enrolled(self, name: str) -> Walker:
        folder = self.folder / name
        shutil.copytree(self.street.folder / "template", folder)
        one = Walker(folder, self.street.line.url)
        one.enrol(enrolment_code(self.street.database, self.outlet))
        with one.database.unit_of_work() as uow:
            uow.people.put(CLERK_PERSON)
            uow.commit()
        return one

    def _remember(self) -> None:
        self.said |= oracle.own_operations(self.one) | oracle.own_operations(self.neighbour)

    def _papers_stand_behind(self) -> None:
        """I4: what came out of the printer is in the store, and nothing came out twice with one number."""
        with self.one.database.reading() as uow:
            cases = uow.journal.all_case_ids()
            assert self.cases <= set(cases)
            known = {paper.number for case_id in cases for paper in uow.papers.of_case(case_id)}
        assert set(self.one.printed) <= known
        assert len(set(self.one.printed)) == len(self.one.printed)

    def _attachments_are_there(self) -> None:
        """I10: all that was attached has arrived whole, and no file lies here for nothing."""
        with self.one.database.reading() as uow:
            assert uow.blobs.in_state(BlobState.LOCAL) == ()
            blobs = uow.blobs.in_state(BlobState.CONFIRMED)
        for blob in blobs:
            content = self.one.engine.ask(lambda client, one=blob: fetch(client, one))  # type: ignore[misc]
            assert digest(content) == blob.sha256
        self.one.desk().attachments.tidy()
        assert len(self.one.lie_here()) == len(blobs)

    @property
    def _kill(self) -> str:
        return self.fault % "kill"

    def _hold(self, held: Held) -> str:
        return f"{self.fault % 'hold'}:{held.port}"
