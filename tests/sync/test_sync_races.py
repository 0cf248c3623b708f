"""Many at once, and anything in any order: nothing skipped, nothing lost, nothing twice."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from outlet_app.domain.events import AnsweredOnSpot, FeedbackGiven, MaterialsTaken
from outlet_app.sync import wire
from tests.support import faults
from tests.support.cities import NewCounter, census
from tests.support.counter import Counter
from tests.support.faults import Proxy
from tests.support.server import ServerProcess

NewProxy = Callable[[ServerProcess], Proxy]
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
