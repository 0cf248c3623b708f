"""The core of the treaty's tests with two nodes asked in turn: nothing is in the memory of one alone."""

from collections import Counter as Tally
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from outlet_app.domain.events import AnsweredOnSpot, MaterialsTaken
from outlet_app.sync import wire
from tests.server.test_server_custody import *  # noqa: F403 - run again with the city of this module
from tests.server.test_server_feeds import *  # noqa: F403
from tests.server.test_server_same_answer import *  # noqa: F403
from tests.support.beating import beat_of
from tests.support.cities import NewCounter, NewMachine, census
from tests.support.nodes import Pair
from tests.support.server import ServerProcess
from tests.sync.test_sync_races import *  # noqa: F403
from tests.sync.test_sync_rounds import *  # noqa: F403
from tests.sync.test_sync_transfers import *  # noqa: F403


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    both = Pair()
    yield both
    assert both.stop() == 0


@pytest.fixture
def city(pair: Pair) -> ServerProcess:
    """In place of the one server of the other modules."""
    return pair


@pytest.fixture
def any_city(pair: Pair) -> ServerProcess:
    """The same."""
    return pair


def test_a_round_is_shared_between_both(pair: Pair, counter: NewCounter) -> None:
    one = counter(pair)
    del pair.line.asked[:]
    one.register(AnsweredOnSpot("可以"))
    assert one.sync().error_code == ""
    told = Tally(pair.line.asked)
    assert len(told) == 2
    assert max(told.values()) - min(told.values()) <= 1


def test_a_nonce_of_one_node_holds_at_the_other(pair: Pair, machine: NewMachine) -> None:
    one = machine(pair)
    for _ in range(4):
        answer = one.asker.ask("POST", wire.Path.HEARTBEAT, wire.write(beat_of(one.me)))
        assert answer.status_code == 200


def test_one_push_to_both_nodes_at_once_takes_effect_once(
    pair: Pair, machine: NewMachine, outlet: str
) -> None:
    one = machine(pair)
    _, ops = one.opening(MaterialsTaken())
    push = wire.Push(
        instance=one.me.instance_id,
        epoch=one.me.epoch,
        receipt="",
        first_seq=1,
        outlet=outlet,
        ops=tuple(ops),
    )
    body = wire.write(push)
    with ThreadPoolExecutor(6) as pool:
        told = list(pool.map(lambda _: one.asker.ask("POST", wire.Path.PUSH, body), range(6)))
    assert [answer.status_code for answer in told] == [200] * 6
    assert len({wire.read(answer.content, wire.Pushed).receipt for answer in told}) == 1
    assert census(pair, outlet).tally.events == 2


def test_one_node_dies_and_the_other_goes_on(counter: NewCounter, outlet: str) -> None:
    own = Pair()
    try:
        one = counter(own)
        one.register(AnsweredOnSpot("一"))
        assert one.sync().waiting == 0
        own.nodes[0].kill()
        one.register(AnsweredOnSpot("二"))
        for _ in range(12):
            one.engine.hurry()
            if one.sync().waiting == 0:
                break
        assert census(own, outlet).tally.cases == 2
        assert census(own, outlet).tally == one.tally()
    finally:
        assert own.stop() == 0


def test_one_node_is_stopped_for_an_upgrade_while_counters_work(counter: NewCounter, outlet: str) -> None:
    own = Pair()
    try:
        one = counter(own)
        for n in range(6):
            one.register(AnsweredOnSpot(str(n)))
            if n == 2:
                assert own.nodes[1].stop() == 0
            for _ in range(12):
                one.engine.hurry()
                if one.sync().waiting == 0:
                    break
        assert census(own, outlet).tally == one.tally()
        assert census(own, outlet).tally.cases == 6
    finally:
        assert own.stop() == 0
