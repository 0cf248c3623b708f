"""Many at once, and anything in any order: nothing skipped, nothing lost, nothing twice."""

import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path

import pytest

from outlet_app.domain.events import AnsweredOnSpot, FeedbackGiven, MaterialsTaken
from outlet_app.sync import wire
from tests.support import faults, oracle
from tests.support.cities import NewCounter, census
from tests.support.counter import Counter
from tests.support.faults import Proxy
from tests.support.server import ServerProcess

NewProxy = Callable[[ServerProcess], Proxy]
Another = Callable[[str], ServerProcess]
PATIENCE_S = 30.0
A_MOMENT_S = 0.4
FAULTS = (
    faults.LOSE_ANSWER,
    faults.LOSE_REQUEST,
    faults.CUT_REQUEST,
    faults.CUT_ANSWER,
    faults.FLIP_REQUEST,
    faults.FLIP_ANSWER,
    faults.page("302 Found", "Location: http://portal.example/\r\n"),
)


def test_row_25_no_version_is_ever_passed_over(city: ServerProcess, counter: NewCounter, outlet: str) -> None:
    writers = [counter(city) for _ in range(4)]
    reader = counter(city)

    def write(one: Counter) -> None:
        for _ in range(5):
            one.register(MaterialsTaken())
            assert one.sync().error_code == ""

    with ThreadPoolExecutor(5) as pool:
        working = [pool.submit(write, one) for one in writers]
        while not all(done.done() for done in working):
            assert reader.sync().error_code == ""
        for done in working:
            done.result()
    reader.sync()
    assert reader.tally() == census(city, outlet).tally
    assert reader.tally()[:2] == (20, 40)


@contextmanager
def in_the_middle_of(pipe: Path) -> Iterator[None]:
    """The push has its versions and has not committed; on leaving it may."""
    began = time.monotonic()
    while True:
        try:
            end = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
            break
        except OSError:
            assert time.monotonic() - began < PATIENCE_S, "the push never came so far"
            threading.Event().wait(0.01)
    pipe.unlink()
    try:
        yield
    finally:
        os.close(end)


@pytest.mark.parametrize("city", ["postgresql"], indirect=True)
def test_row_25_of_two_slow_transactions_the_later_one_is_not_shown_before_the_earlier(
    city: ServerProcess, counter: NewCounter, another: Another, outlet: str, tmp_path: Path
) -> None:
    """The loss of sync.md D.6, played: whoever has the earlier version commits last, on another node.

    SQLite lets nobody else write meanwhile, so there is nothing to play.
    """
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    slow, quick, reader = counter(another(f"held:{pipe}")), counter(city), counter(city)
    saved = {slow.register(MaterialsTaken()), quick.register(MaterialsTaken())}
    reader.sync()
    with ThreadPoolExecutor(2) as pool:
        earlier = pool.submit(slow.sync)
        with in_the_middle_of(pipe):
            later = pool.submit(quick.sync)
            # Time enough for a city that lets it pass; one that makes it wait is left waiting.
            wait([later], timeout=A_MOMENT_S)
            reader.sync()
        wait([earlier, later])
    # No more than a turn of each: what was passed over once is never asked for again.
    oracle.quieten([slow, quick, reader])
    assert cases_of(reader) == saved
    oracle.alike(reader, city)
    assert census(city, outlet).tally.events == 4


def cases_of(one: Counter) -> set[str]:
    with one.database.reading() as uow:
        return set(uow.journal.all_case_ids())


def test_row_24_many_windows_writing_into_one_case_are_put_in_one_order(
    city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    machines = [counter(city) for _ in range(4)]
    case_id = machines[0].register(MaterialsTaken())
    for one in machines:
        one.sync()

    def write(one: Counter) -> None:
        for _ in range(5):
            one.save(case_id, FeedbackGiven("明天答复"))
            assert one.sync().error_code == ""

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(write, one) for one in machines]:
            done.result()
    settle(machines)
    assert [entry.case_n for entry in machines[0].history(case_id)] == list(range(1, 23))
    assert {one.tally() for one in machines} == {census(city, outlet).tally}


@pytest.mark.parametrize("seed", [20261122, 7])
def test_none_lost_none_twice_whatever_happens(
    city: ServerProcess, counter: NewCounter, proxy: NewProxy, outlet: str, seed: int
) -> None:
    dice = random.Random(seed)
    line = proxy(city)
    machines = [counter(city, via=line.url), counter(city, via=line.url)]
    cases: dict[int, list[str]] = {0: [], 1: []}
    saved: list[str] = []
    for _ in range(40):
        who = dice.randrange(2)
        one = machines[who]
        match dice.choice(("register", "register", "more", "sync", "fault", "fault", "restart")):
            case "register":
                first = dice.choice((AnsweredOnSpot("可以"), MaterialsTaken()))
                cases[who].append(one.register(first))
                saved += [entry.op_id for entry in one.history(cases[who][-1])]
            case "more" if cases[who]:
                saved += one.save(dice.choice(cases[who]), FeedbackGiven("明天答复"))
            case "fault":
                line.plan(dice.choice((wire.Path.PUSH, wire.Path.PULL, wire.Path.HELLO)), dice.choice(FAULTS))
                one.sync()
            case "restart":
                one.restart()
            case _:
                one.sync()
    settle(machines)
    for who, one in enumerate(machines):
        kept = [entry.op_id for case_id in cases[who] for entry in one.history(case_id)]
        assert len(kept) == len(set(kept)), f"seed {seed}"
        assert set(kept) <= set(saved)
    held = census(city, outlet)
    assert machines[0].tally() == machines[1].tally() == held.tally
    assert held.tally.events + held.rejected == len(saved)
    assert held.parked == 0


def settle(machines: list[Counter]) -> None:
    """Sync until a whole turn brings nothing new; planned faults may still be in the way."""
    for _ in range(60):
        reports = [one.sync() for one in machines]
        if all(r.online and not (r.waiting or r.pushed or r.pulled or r.error_code) for r in reports):
            return
    raise AssertionError(f"did not come to rest: {reports}")
