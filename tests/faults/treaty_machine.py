"""Chance plays a day of three counters and a city that goes wrong; afterwards the invariants must hold.

Checked when everything is quiet again (sync.md D.14): I1 what was said to be saved is in the city, I2 nothing
took effect twice, I3 no number names two cases, I5 and I6 every machine of an outlet has what the city has,
I7 the chains are whole, I8 quiet comes within a bounded number of rounds, I9 every event has one verdict.
I4 (papers) and I10 (attachments) have their own tests.
"""

import atexit
import contextlib
import shutil
import tempfile
from collections import deque
from collections.abc import Callable
from functools import cache
from pathlib import Path
from unittest.mock import patch

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from outlet_app.domain.events import AnsweredOnSpot, Closed, Fact, FeedbackGiven, MaterialsTaken
from outlet_app.models.instance import Instance
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.sync.client import CityClient, enroll
from tests.support import counter as counters
from tests.support import oracle
from tests.support.city_here import ADDRESS, LOSE_ANSWER, LOSE_REQUEST, TWICE, CityHere, LineHere
from tests.support.counter import Counter
from tests.support.server import enrolment_code

OUTLETS = ("1508262001", "1508262001", "1508263000")
MOST_MACHINES = 5
FACTS: tuple[Callable[[], Fact], ...] = (
    lambda: AnsweredOnSpot("可以"),
    MaterialsTaken,
    lambda: FeedbackGiven("已电话告知"),
    lambda: Closed("办结"),
)


class Killed(BaseException):
    """The process ends here and now."""


@cache
def templates() -> Path:
    """An empty counter and an empty city, brought to their schemas once."""
    folder = Path(tempfile.mkdtemp(prefix="treaty-"))
    atexit.register(shutil.rmtree, folder)
    Counter(folder / "counter", ADDRESS).close()
    CityHere(folder / "city.db").close()
    return folder


class Treaty(RuleBasedStateMachine):
    """Three machines of two outlets and one city; every rule is something that happens in a year."""

    outlets: tuple[str, ...] = OUTLETS
    most_machines = MOST_MACHINES

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="treaty-"))
        shutil.copyfile(templates() / "city.db", self.folder / "city.db")
        self.city = CityHere(self.folder / "city.db")
        self.plans: dict[Path, deque[str]] = {}
        self.machines: list[Counter] = []
        self.said: set[str] = set()
        self.city_copy: str = ""
        self.copies: dict[int, tuple[Path, set[str]]] = {}

    @initialize()
    def take_on(self) -> None:
        for n, outlet in enumerate(self.outlets):
            one = self._open(self.folder / f"machine-{n}", templates() / "counter")
            code = enrolment_code(self.city.database, outlet)
            with patch.object(counters, "enroll", self._enroll):
                one.enrol(code)

    @rule(which=st.integers(0, 99), facts=st.lists(st.sampled_from(FACTS), max_size=2))
    def register(self, which: int, facts: list[Callable[[], Fact]]) -> None:
        one = self._machine(which)
        before = self._own(one)
        one.register(*(fact() for fact in facts))
        self.said |= self._own(one) - before

    @rule(which=st.integers(0, 99), case=st.integers(0, 99), fact=st.sampled_from(FACTS))
    def go_on(self, which: int, case: int, fact: Callable[[], Fact]) -> None:
        one = self._machine(which)
        with one.database.reading() as uow:
            cases = uow.journal.all_case_ids()
        if cases:
            self.said |= set(one.save(cases[case % len(cases)], fact()))

    @rule(which=st.integers(0, 99))
    def sync(self, which: int) -> None:
        self._machine(which).sync()

    @rule(
        which=st.integers(0, 99),
        good=st.integers(0, 8),
        faults=st.lists(st.sampled_from((LOSE_REQUEST, LOSE_ANSWER, TWICE)), min_size=1, max_size=3),
    )
    def sync_over_a_bad_line(self, which: int, good: int, faults: list[str]) -> None:
        one = self._machine(which)
        plan = self.plans[one.folder]
        plan.extend([""] * good + faults)
        one.sync()
        plan.clear()

    @rule(which=st.integers(0, 99), commit=st.integers(1, 6), after=st.booleans())
    def killed_while_syncing(self, which: int, commit: int, after: bool) -> None:
        one, left = self._machine(which), [commit]
        whole = UnitOfWork.commit

        def dying(uow: UnitOfWork) -> None:
            left[0] -= 1
            if left[0] == 0 and not after:
                raise Killed
            whole(uow)
            if left[0] == 0:
                raise Killed

        with patch.object(UnitOfWork, "commit", dying), contextlib.suppress(Killed):
            one.sync()
        one.restart()

    @rule()
    def city_starts_again(self) -> None:
        self.city.restart()

    @rule()
    def city_is_copied(self) -> None:
        self.city_copy = self.city.database.copy()

    @precondition(lambda self: bool(self.city_copy))
    @rule()
    def city_is_set_back(self) -> None:
        lost = self._in_the_city()
        self.city.set_back(self.city_copy)
        lost -= self._in_the_city()
        # What only the city still had, after the disk it came from was set back, nobody can bring again.
        self.said -= lost.difference(*(self._own(one) for one in self.machines))

    @rule(which=st.integers(0, 99))
    def machine_is_copied(self, which: int) -> None:
        at = which % len(self.machines)
        target = self.folder / f"copy-{at}"
        shutil.rmtree(target, ignore_errors=True)
        one = self.machines[at]
        one.close()
        shutil.copytree(one.folder, target)
        one.restart()
        self.copies[at] = (target, self._own(one))

    @precondition(lambda self: bool(self.copies))
    @rule(which=st.integers(0, 99))
    def machine_is_set_back(self, which: int) -> None:
        at = sorted(self.copies)[which % len(self.copies)]
        copy, had = self.copies[at]
        one = self.machines[at]
        # What nobody but this disk ever had is gone with it; of everything else nothing may be missing.
        self.said -= self._own(one) - had - self._in_the_city()
        one.close()
        shutil.rmtree(one.folder)
        shutil.copytree(copy, one.folder)
        one.restart()

    @precondition(lambda self: bool(self.copies) and len(self.machines) < self.most_machines)
    @rule(which=st.integers(0, 99))
    def a_copy_is_started_beside_it(self, which: int) -> None:
        at = sorted(self.copies)[which % len(self.copies)]
        self._open(self.folder / f"machine-{len(self.machines)}", self.copies[at][0])

    @invariant()
    def chains_are_whole(self) -> None:
        for one in self.machines:
            with one.database.reading() as uow:
                assert uow.journal.verify_chain() is None

    def teardown(self) -> None:
        try:
            if self.machines:
                oracle.quieten(self.machines)
                self._check()
        finally:
            for one in self.machines:
                one.close()
            self.city.close()
            shutil.rmtree(self.folder)

    def _check(self) -> None:
        url = self.city.database.url
        oracle.nothing_lost(self.said, url)
        oracle.nothing_twice(url)
        for one in self.machines:
            oracle.alike(one, self.city)

    def _in_the_city(self) -> set[str]:
        return oracle.in_the_city(self.city.database.url)

    def _own(self, one: Counter) -> set[str]:
        return oracle.own_operations(one)

    def _machine(self, which: int) -> Counter:
        return self.machines[which % len(self.machines)]

    def _open(self, folder: Path, template: Path) -> Counter:
        shutil.copytree(template, folder)
        plan = self.plans[folder] = deque()

        def client(instance: Instance) -> CityClient:
            return CityClient(instance, LineHere(self.city, plan))

        one = Counter(folder, ADDRESS, client)
        self.machines.append(one)
        return one

    def _enroll(self, _url: str, *told: object) -> object:
        return enroll(ADDRESS, *told, LineHere(self.city, deque()))  # type: ignore[arg-type]
