"""The line delays, drips and brings requests in another order; nothing is lost and nothing counts twice."""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import httpx
import pytest
from sqlalchemy import select

from city_server import schema
from city_server.store import Store
from outlet_app.domain.events import AnsweredOnSpot, Closed, FeedbackGiven, MaterialsTaken
from outlet_app.models.instance import Instance
from outlet_app.sync import wire
from outlet_app.sync.client import CityClient
from outlet_app.sync.line import Line
from outlet_app.sync.outcomes import Denial
from tests.support import faults, oracle
from tests.support.cities import NewCounter, census
from tests.support.counter import Counter, push_of
from tests.support.faults import Proxy
from tests.support.server import ServerProcess

NewProxy = Callable[[ServerProcess], Proxy]
APPLIED = [("registered", "applied", ""), ("answered_on_spot", "applied", "")]


@pytest.fixture
def apart() -> Iterator[ThreadPoolExecutor]:
    """Other machines at work meanwhile."""
    with ThreadPoolExecutor(4) as pool:
        yield pool


def patient(instance: Instance) -> CityClient:
    """Waits longer than the line ever holds a request back."""
    return CityClient(instance, Line(instance.server_url, httpx.Timeout(2 * faults.PATIENCE_S)))


def in_order_of_arrival(server: ServerProcess, outlet: str) -> list[str]:
    """The cases of an outlet as the city put them in order."""
    feed = schema.feed.c
    with closing(Store(server.database.url)) as store, store.read() as conn:
        asked = select(feed.case_id).where(feed.scope == outlet).order_by(feed.version)
        return list(dict.fromkeys(conn.scalars(asked)))


def all_is_well(server: ServerProcess, outlet: str, said: set[str], *machines: Counter) -> None:
    oracle.quieten(machines)
    oracle.nothing_lost(said, server.database.url)
    oracle.nothing_twice(server.database.url)
    assert {one.tally() for one in machines} == {census(server, outlet).tally}
    assert census(server, outlet).parked == 0


def saved(*machines: Counter) -> set[str]:
    return set().union(*(oracle.own_operations(one) for one in machines))


@pytest.mark.parametrize("others", [1, 3])
def test_row_05_a_push_that_others_overtake_on_the_way_is_taken_in_behind_them(
    any_city: ServerProcess,
    counter: NewCounter,
    proxy: NewProxy,
    apart: ThreadPoolExecutor,
    outlet: str,
    others: int,
) -> None:
    line = proxy(any_city)
    first, *rest = (counter(any_city, via=line.url, client_factory=patient) for _ in range(1 + others))
    slow = first.register(AnsweredOnSpot("先发出"))
    line.overtaken(wire.Path.PUSH, by=others)
    under_way = apart.submit(first.sync)
    line.await_sent(wire.Path.PUSH)
    quick = [one.register(AnsweredOnSpot("后发出")) for one in rest]
    for one in rest:
        assert one.sync().error_code == ""
    assert under_way.result(60).error_code == ""
    assert in_order_of_arrival(any_city, outlet) == [*quick, slow]
    assert first.verdicts(slow) == APPLIED
    all_is_well(any_city, outlet, saved(first, *rest), first, *rest)


def test_row_24_of_two_windows_at_one_case_the_one_the_city_hears_first_wins_whoever_spoke_first(
    city: ServerProcess, counter: NewCounter, proxy: NewProxy, apart: ThreadPoolExecutor, outlet: str
) -> None:
    line = proxy(city)
    one, other = (counter(city, via=line.url, client_factory=patient) for _ in range(2))
    case_id = one.register()
    oracle.quieten([one, other])
    one.save(case_id, AnsweredOnSpot("一号窗口"))
    line.overtaken(wire.Path.PUSH)
    before = len(line.sent(wire.Path.PUSH))
    under_way = apart.submit(one.sync)
    line.await_sent(wire.Path.PUSH, before + 1)
    other.save(case_id, AnsweredOnSpot("二号窗口"))
    assert other.sync().error_code == ""
    assert under_way.result(60).error_code == ""
    assert other.verdicts(case_id)[1] == ("answered_on_spot", "applied", "")
    lost = [told for told in one.verdicts(case_id) if told[1] == "rejected"]
    assert lost == [("answered_on_spot", "rejected", "state.guard")], (
        "the loser sees it, and keeps what it wrote"
    )
    assert one.sync().need_you == 1
    all_is_well(city, outlet, saved(one, other), one, other)


@pytest.mark.parametrize("later", [1, 2])
def test_row_05_a_push_that_arrives_long_after_it_was_sent_again_changes_nothing(
    city: ServerProcess, counter: NewCounter, proxy: NewProxy, outlet: str, later: int
) -> None:
    """The line swallowed it; the counter gave up, sent it again and went on; then it comes after all."""
    line = proxy(city)
    one = counter(city, via=line.url)
    case_id = one.register(AnsweredOnSpot("可以"))
    line.late(wire.Path.PUSH, by=later)
    assert one.sync().error_code == "server.offline"
    assert one.verdicts(case_id) == [("registered", None, ""), ("answered_on_spot", None, "")]
    for n in range(later):
        one.register(MaterialsTaken())
        assert one.sync().pushed == (4 if n == 0 else 2)
    held = census(city, outlet)
    line.settle()
    # Its receipt is an older one of ours, and its operations are known: it hears what was said before.
    assert line.answers_to_nobody == [200]
    assert census(city, outlet) == held
    assert one.verdicts(case_id) == APPLIED
    all_is_well(city, outlet, saved(one), one)


def test_row_05_three_pushes_swallowed_one_after_the_other_come_backwards(
    any_city: ServerProcess, counter: NewCounter, proxy: NewProxy, outlet: str
) -> None:
    line = proxy(any_city)
    one = counter(any_city, via=line.url)
    # The first comes after three others, the second after two, the third after one.
    for by in (3, 2, 1):
        one.register(AnsweredOnSpot("可以"))
        line.late(wire.Path.PUSH, by=by)
        assert one.sync().error_code == "server.offline"
    assert census(any_city, outlet).tally.events == 0
    assert one.sync().pushed == 6
    line.settle()
    assert line.answers_to_nobody == [200, 200, 200]
    all_is_well(any_city, outlet, saved(one), one)
    assert one.tally()[:2] == (3, 6)


def test_row_05_the_second_half_before_the_first_is_a_gap_and_both_are_there_once(
    city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one = counter(city)
    one.register(MaterialsTaken(), FeedbackGiven("明天答复"))
    ops = one.waiting().ops
    with closing(CityClient(one.me)) as client:
        for backwards in (ops[2:], ops[1:]):
            with pytest.raises(Denial) as told:
                client.push(push_of(one.me, backwards))
            assert (told.value.code, told.value.args_told) == ("SEQ_GAP", {"expected": 1})
        assert census(city, outlet).tally.events == 0
        for forwards in (ops[:1], ops[1:2], ops[2:], ops[1:]):
            client.push(push_of(one.me, forwards))
    all_is_well(city, outlet, saved(one), one)


@pytest.mark.parametrize("path", [wire.Path.PULL, wire.Path.HELLO])
def test_row_04_a_question_that_arrives_late_is_answered_to_nobody_and_moves_no_cursor(
    any_city: ServerProcess, counter: NewCounter, proxy: NewProxy, outlet: str, path: str
) -> None:
    line = proxy(any_city)
    one, other = counter(any_city, via=line.url), counter(any_city)
    other.register(AnsweredOnSpot("可以"))
    other.sync()
    line.late(path)
    assert one.sync().error_code == "server.offline"
    assert one.tally().events == 0
    assert one.sync().pulled == 2
    line.settle()
    assert line.answers_to_nobody == [200]
    all_is_well(any_city, outlet, saved(one, other), one, other)


def test_delays_on_the_whole_way_change_nothing_but_the_time(
    any_city: ServerProcess, counter: NewCounter, proxy: NewProxy, outlet: str
) -> None:
    line = proxy(any_city)
    one = counter(any_city, via=line.url)
    for path in (wire.Path.HELLO, wire.Path.PUSH, wire.Path.PULL):
        line.plan(path, faults.delayed(0.1, 0.1))
    case_id = one.register(AnsweredOnSpot("可以"))
    assert (one.sync().pushed, one.verdicts(case_id)) == (2, APPLIED)
    all_is_well(any_city, outlet, saved(one), one)


def hasty(instance: Instance) -> CityClient:
    """Gives up after a silence of half a second."""
    return CityClient(instance, Line(instance.server_url, httpx.Timeout(5, read=0.5)))


def test_row_22_an_answer_that_drips_is_waited_for_as_long_as_it_moves(
    any_city: ServerProcess, counter: NewCounter, proxy: NewProxy, outlet: str
) -> None:
    """Patience is for silence, not for the whole: a slow line still gets through (sync.md D.5)."""
    line = proxy(any_city)
    one = counter(any_city, via=line.url, client_factory=hasty)
    case_id = one.register(AnsweredOnSpot("可以"))
    # Some eight hundred bytes, in all three times longer than the silence it would put up with; a busy
    # machine may fall silent by itself now and then, but not every time.
    line.plan(wire.Path.PUSH, *[faults.dripping(0.002)] * 20)
    assert any(one.sync().pushed for _ in range(20))
    assert one.verdicts(case_id) == APPLIED
    all_is_well(any_city, outlet, saved(one), one)


def test_row_22_an_answer_slower_than_our_patience_is_asked_for_again_and_counts_once(
    any_city: ServerProcess, counter: NewCounter, proxy: NewProxy, outlet: str
) -> None:
    line = proxy(any_city)
    one = counter(any_city, via=line.url, client_factory=hasty)
    case_id = one.register(AnsweredOnSpot("可以"))
    line.plan(wire.Path.PUSH, faults.delayed(after_s=1.0))
    for _ in range(20):
        assert one.sync().error_code == "server.offline"
        if line.sent(wire.Path.PUSH):
            break
    line.await_heard(wire.Path.PUSH)
    assert one.verdicts(case_id)[0] == ("registered", None, "")
    assert census(any_city, outlet).tally.events == 2
    oracle.quieten([one])
    assert one.verdicts(case_id) == APPLIED
    all_is_well(any_city, outlet, saved(one), one)


@pytest.mark.parametrize("seed", [20261127, 31])
def test_whatever_the_order_on_the_line_nothing_is_lost_and_nothing_counts_twice(
    any_city: ServerProcess, counter: NewCounter, proxy: NewProxy, outlet: str, seed: int
) -> None:
    """Three windows of one outlet; each push may be late behind any number of the others."""
    dice, line = random.Random(seed), proxy(any_city)
    machines = [counter(any_city, via=line.url) for _ in range(3)]
    shared = machines[0].register(MaterialsTaken())
    oracle.quieten(machines)
    for _ in range(15):
        one = dice.choice(machines)
        match dice.randrange(3):
            case 0:
                one.register(AnsweredOnSpot("可以"))
            case 1:
                one.save(shared, dice.choice((FeedbackGiven("明天答复"), Closed("办结"))))
        if dice.random() < 0.5:
            line.late(wire.Path.PUSH, by=dice.randint(1, 4))
        one.sync()
    said = saved(*machines)
    oracle.quieten(machines)
    # What is still held back is let through by others that pass.
    line.calm(wire.Path.PUSH)
    for _ in range(20):
        if line.holds:
            machines[0].register()
            machines[0].sync()
    line.settle()
    assert set(line.answers_to_nobody) <= {200}
    all_is_well(any_city, outlet, said, *machines)
