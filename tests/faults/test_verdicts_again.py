"""Rows 3, 4 and 5 to the letter: the stored verdicts, two nodes at once, and not one row written."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace as changed

import pytest
import zstandard
from msgspec.structs import replace
from sqlalchemy import select

from city_server import schema
from city_server.store import Store
from outlet_app.domain.events import AnsweredOnSpot, Closed, FeedbackGiven, MaterialsTaken, StageReached
from outlet_app.sync import wire
from outlet_app.sync.client import CityClient
from outlet_app.sync.outcomes import Denial
from tests.support import faults, oracle
from tests.support.cities import NewCounter, census
from tests.support.counter import Counter, push_of
from tests.support.faults import Fault, Proxy, replay
from tests.support.faulty_city import POISON, SLOW
from tests.support.server import ServerProcess

NewProxy = Callable[[ServerProcess], Proxy]
Another = Callable[[str], ServerProcess]


class Swallowed:
    """Answers that the city gave and the counter never heard."""

    def __init__(self) -> None:
        self.answers: deque[bytes] = deque()
        self.fault = Fault(response=self._swallow)
        self.heard = Fault(response=self._overhear)

    def _swallow(self, data: bytes) -> bytes:
        self.answers.append(data)
        return b""

    def _overhear(self, data: bytes) -> bytes:
        self.answers.append(data)
        return data

    def told(self) -> wire.Pushed:
        """The oldest of them, as it would have been read."""
        return pushed_in(self.answers.popleft())


def pushed_in(answer: bytes) -> wire.Pushed:
    head, _, body = answer.partition(b"\r\n\r\n")
    if b"content-encoding: zstd" in head.lower():
        body = zstandard.ZstdDecompressor().stream_reader(body).read()
    return wire.read(body, wire.Pushed)


def of_all_kinds(one: Counter) -> tuple[str, str]:
    """Cases whose steps the city takes, refuses, refuses for what they lean on, and cannot judge."""
    refused = one.register(AnsweredOnSpot("可以"))
    one.save(refused, Closed("已办结"), FeedbackGiven("明天答复"))
    poisoned = one.register(MaterialsTaken(), StageReached(POISON))
    return refused, poisoned


@pytest.mark.parametrize("meanwhile", ["asked at once", "restarted", "more saved"])
def test_row_03_the_verdicts_given_again_are_those_that_were_lost(
    odd_city: ServerProcess, counter: NewCounter, proxy: NewProxy, outlet: str, meanwhile: str
) -> None:
    line, lost = proxy(odd_city), Swallowed()
    one = counter(odd_city, via=line.url)
    refused, poisoned = of_all_kinds(one)
    line.plan(wire.Path.PUSH, lost.fault, lost.heard)
    assert one.sync().waiting == 7
    held = census(odd_city, outlet)
    if meanwhile == "restarted":
        one.restart()
    if meanwhile == "more saved":
        one.save(refused, FeedbackGiven("后天答复"))
    assert one.sync().waiting == 0
    first, again = lost.told(), lost.told()
    # The same word for word: verdict, reason, what it is about, place and version.
    assert again.results[: len(first.results)] == first.results
    assert {result.v.value for result in first.results} >= {"applied", "rejected", "parked"}
    assert any(result.args for result in first.results)
    if meanwhile != "more saved":
        assert replace(again, server_time=first.server_time) == first
        assert census(odd_city, outlet) == held
    said = {(result.seq, result.v.value, result.code) for result in again.results}
    with one.database.reading() as uow:
        rows = uow.outbox.rows(20)
    assert {(poisoned, "parked")} <= {(row.case_id, row.state) for row in rows}
    kept = one.verdicts(refused) + one.verdicts(poisoned)
    assert sorted(told[1:] for told in kept) == sorted(told[1:] for told in said)
    oracle.nothing_twice(odd_city.database.url)


@pytest.mark.parametrize("path", [wire.Path.HELLO, wire.Path.PULL, wire.Path.HEARTBEAT, wire.Path.CATALOGUE])
def test_row_03_whichever_other_answer_is_lost_the_next_round_is_level(
    any_city: ServerProcess, counter: NewCounter, proxy: NewProxy, outlet: str, path: str
) -> None:
    line = proxy(any_city)
    one, other = counter(any_city, via=line.url), counter(any_city)
    other.register(AnsweredOnSpot("可以"))
    other.sync()
    one.register(AnsweredOnSpot("不可以"))
    line.plan(path, faults.LOSE_ANSWER)
    one.sync()
    assert not line._plans[path], "the answer was lost indeed"
    said = oracle.own_operations(one) | oracle.own_operations(other)
    oracle.quieten([one, other])
    oracle.nothing_lost(said, any_city.database.url)
    oracle.nothing_twice(any_city.database.url)
    oracle.alike(one, any_city)
    assert one.tally()[:2] == (2, 4)


@pytest.fixture
def nodes(city: ServerProcess, another: Another) -> tuple[ServerProcess, ServerProcess]:
    """Two processes before one database, one of them slow; only the database can tell it of the other."""
    return another("odd"), city


def test_row_04_the_same_push_at_two_nodes_at_once_is_judged_by_one_and_answered_alike_by_both(
    nodes: tuple[ServerProcess, ServerProcess], counter: NewCounter, proxy: NewProxy, outlet: str
) -> None:
    line = proxy(nodes[0])
    one = counter(nodes[0], via=line.url)
    one.register(StageReached(SLOW), MaterialsTaken())
    line.plan(wire.Path.PUSH, faults.LOSE_REQUEST)
    one.sync()
    (request,) = line.sent(wire.Path.PUSH)
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda n: replay(nodes[n % 2].port, request), range(4)))
    assert [status for status, _ in told] == [200] * 4
    pushed = [wire.read(content, wire.Pushed) for _, content in told]
    assert len({wire.write(replace(each, server_time=pushed[0].server_time)) for each in pushed}) == 1
    assert census(nodes[0], outlet).tally[:2] == (1, len(pushed[0].results))
    assert one.sync().waiting == 0
    oracle.alike(one, nodes[0])


def test_row_04_a_longer_push_beside_the_one_it_holds_adds_only_its_end(
    nodes: tuple[ServerProcess, ServerProcess], counter: NewCounter, outlet: str
) -> None:
    one = counter(nodes[0])
    one.register(StageReached(SLOW), MaterialsTaken(), FeedbackGiven("明天答复"))
    ops = one.waiting().ops

    def send(n: int) -> wire.Pushed:
        with closing(CityClient(changed(one.me, server_url=nodes[n % 2].url))) as client:
            return client.push(push_of(one.me, ops[: 2 + n]))

    with ThreadPoolExecutor(3) as pool:
        told = list(pool.map(send, range(3)))
    for n, pushed in enumerate(told):
        assert [result.seq for result in pushed.results] == list(range(1, 3 + n))
        assert pushed.results == told[2].results[: 2 + n]
    assert census(nodes[0], outlet).tally[:2] == (1, 4)
    assert one.sync().waiting == 0
    oracle.alike(one, nodes[0])


def everything(server: ServerProcess) -> dict[str, frozenset[tuple[object, ...]]]:
    """Every row of every table of the city."""
    with closing(Store(server.database.url)) as store, store.read() as conn:
        return {
            table.name: frozenset(tuple(row) for row in conn.execute(select(table)))
            for table in schema.METADATA.sorted_tables
        }


def written(before: dict[str, frozenset[tuple[object, ...]]], server: ServerProcess) -> set[str]:
    """The tables in which anything is different now."""
    return {name for name, rows in everything(server).items() if rows != before[name]}


@pytest.fixture
def alone(serve: Callable[..., ServerProcess]) -> ServerProcess:
    """A city in which nobody else can write."""
    return serve()


def test_row_05_a_gap_a_later_half_and_a_stranger_in_between_write_not_one_row(
    alone: ServerProcess, counter: NewCounter
) -> None:
    one = counter(alone)
    one.register(MaterialsTaken(), FeedbackGiven("明天答复"), FeedbackGiven("后天答复"))
    one_case = one.register(AnsweredOnSpot("可以"))
    ops = one.waiting().ops
    with closing(CityClient(one.me)) as client:
        client.push(push_of(one.me, ops[:2]))
        before = everything(alone)
        for first in (3, 4, 5):
            with pytest.raises(Denial) as told:
                client.push(push_of(one.me, ops[first:]))
            assert (told.value.code, told.value.args_told) == ("SEQ_GAP", {"expected": 3})
        skipping = [ops[1], ops[3]]
        with pytest.raises(Denial) as told:
            client.push(push_of(one.me, skipping))
        assert told.value.code == "BAD_OP"
        assert written(before, alone) == set()
        whole = client.push(push_of(one.me, ops))
        assert written(before, alone) >= {"op", "custody", "case_event"}
    assert [result.seq for result in whole.results] == [1, 2, 3, 4, 5, 6]
    assert one.sync().waiting == 0
    assert one.verdicts(one_case)[0] == ("registered", "applied", "")
    oracle.alike(one, alone)


def test_row_05_the_counter_told_of_a_gap_begins_where_the_city_is_and_keeps_what_it_knew(
    any_city: ServerProcess, counter: NewCounter, proxy: NewProxy, outlet: str
) -> None:
    """A receipt of ours says how far the city was; what it says it lacks goes again in the same order."""
    line = proxy(any_city)
    one = counter(any_city, via=line.url)
    first = one.register(AnsweredOnSpot("可以"))
    one.sync()
    with one.database.unit_of_work() as uow:
        uow.outbox.rewind(1)
        uow.commit()
    later = one.register(AnsweredOnSpot("不可以"))
    assert one.sync().waiting == 0
    assert one.verdicts(first) == one.verdicts(later) == [
        ("registered", "applied", ""), ("answered_on_spot", "applied", ""),
    ]  # fmt: skip
    oracle.nothing_twice(any_city.database.url)
    oracle.alike(one, any_city)
    assert census(any_city, outlet).tally[:2] == (2, 4)
