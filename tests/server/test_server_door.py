"""Who is let in at once, who waits, who is sent away and until when."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

import pytest

from city_server.door import IN_LINE, LONGEST_WAIT_S, Busy, Door, Pace


class Time:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = 1_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def time() -> Time:
    return Time()


def live(story: Callable[[], Awaitable[None]]) -> None:
    """Run a story to its end on a loop of its own."""

    async def bounded() -> None:
        async with asyncio.timeout(20):
            await story()

    asyncio.run(bounded())


async def turned_away(entry: object) -> Busy:
    """Who should not get in: how he was sent away."""
    try:
        async with entry:  # type: ignore[attr-defined]
            raise AssertionError("was let in")
    except Busy as busy:
        return busy


def test_as_many_as_there_are_places_are_inside_at_once(time: Time) -> None:
    door = Door(Pace(at_once=3), time)

    async def story() -> None:
        async with AsyncExitStack() as inside:
            for n in range(3):
                await inside.enter_async_context(door.admit())
                assert door.inside == n + 1
            assert (await turned_away(door.admit())).status == 503
        assert door.inside == 0
        async with door.admit():
            assert door.inside == 1

    live(story)


def test_who_breaks_inside_gives_the_place_back(time: Time) -> None:
    door = Door(Pace(at_once=1), time)

    async def story() -> None:
        for _ in range(3):
            with pytest.raises(RuntimeError):
                async with door.admit():
                    raise RuntimeError
            assert door.inside == 0

    live(story)


def test_those_sent_away_are_told_different_times(time: Time) -> None:
    """A fleet that comes back at once shall not come back at once again."""
    door = Door(Pace(at_once=2), time)

    async def story() -> None:
        async with door.admit(), door.admit():
            time.at += 4.0
        async with door.admit(), door.admit():
            waits = [(await turned_away(door.admit())).wait_s for _ in range(400)]
        assert waits == sorted(waits)
        assert waits[0] == 1
        assert waits[-1] == LONGEST_WAIT_S or waits[-1] > 60
        # No second is promised to more than the node can serve in it.
        most = max(waits.count(second) for second in set(waits) - {LONGEST_WAIT_S, 1})
        assert most <= 6

    live(story)


def test_the_slower_the_node_the_longer_the_wait(time: Time) -> None:
    async def last_wait(takes_s: float) -> int:
        door = Door(Pace(at_once=2), time)
        for _ in range(60):
            async with door.admit():
                time.at += takes_s
        async with door.admit(), door.admit():
            return [(await turned_away(door.admit())).wait_s for _ in range(50)][-1]

    async def story() -> None:
        quick, slow = await last_wait(0.01), await last_wait(1.0)
        assert quick == 1
        assert 20 <= slow <= 30

    live(story)


def test_promised_times_pass(time: Time) -> None:
    door = Door(Pace(at_once=1), time)

    async def story() -> None:
        async with door.admit():
            for _ in range(100):
                await turned_away(door.admit())
            time.at += 1_000
            assert (await turned_away(door.admit())).wait_s == 1

    live(story)


@pytest.mark.parametrize("wait", [0, -3, 0.2, 1])
def test_nobody_is_told_to_come_at_once(wait: float) -> None:
    assert Busy(503, wait).wait_s == 1


@pytest.mark.parametrize("wait", [120, 121, 1e9])
def test_nobody_is_sent_away_for_ever(wait: float) -> None:
    assert Busy(503, wait).wait_s == LONGEST_WAIT_S


def test_a_machine_may_push_a_backlog_in_one_go_and_then_keeps_its_pace(time: Time) -> None:
    door = Door(Pace(pushes_a_second=5, in_one_go=60), time)

    async def pushes(wanted: int) -> int:
        sent_away = []
        for _ in range(wanted):
            try:
                async with door.admit_push("one"):
                    pass
            except Busy as busy:
                sent_away.append((busy.status, busy.wait_s))
        assert set(sent_away) <= {(429, 1)}
        return wanted - len(sent_away)

    async def story() -> None:
        assert await pushes(100) == 60
        time.at += 1
        assert await pushes(100) == 5
        time.at += 3_600
        assert await pushes(100) == 60

    live(story)


def test_the_pace_of_one_machine_is_not_that_of_another(time: Time) -> None:
    door = Door(Pace(in_one_go=1), time)

    async def story() -> None:
        async with door.admit_push("one"):
            pass
        assert (await turned_away(door.admit_push("one"))).status == 429
        async with door.admit_push("other"):
            pass

    live(story)


def test_pushes_of_a_machine_wait_for_each_other_and_the_ninth_goes_away(time: Time) -> None:
    door = Door(Pace(at_once=9), time)
    order: list[str] = []

    async def story() -> None:
        leave = asyncio.Event()

        async def first() -> None:
            async with door.admit_push("one"):
                order.append("first in")
                await leave.wait()
                order.append("first out")

        async def later(name: str) -> None:
            async with door.admit_push("one"):
                assert door.inside == 1
                order.append(f"{name} in")
                await asyncio.sleep(0)
                order.append(f"{name} out")

        tasks = [asyncio.create_task(first())]
        await asyncio.sleep(0)
        names = [str(n) for n in range(2, IN_LINE + 1)]
        tasks += [asyncio.create_task(later(name)) for name in names]
        await asyncio.sleep(0)
        # Those who wait take no place from the others.
        assert (order, door.inside) == (["first in"], 1)
        assert (await turned_away(door.admit_push("one"))).status == 429
        async with door.admit_push("other"):
            order.append("other in")
        leave.set()
        await asyncio.gather(*tasks)
        expected = [f"{name} {way}" for name in names for way in ("in", "out")]
        assert order == ["first in", "other in", "first out", *expected]
        async with door.admit_push("one"):
            assert door.inside == 1

    live(story)


def test_whoever_gives_up_waiting_frees_the_turn(time: Time) -> None:
    door = Door(Pace(), time)

    async def story() -> None:
        async with door.admit_push("one"):
            waiting = asyncio.create_task(turned_away(door.admit_push("one")))
            await asyncio.sleep(0)
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
        async with door.admit_push("one"):
            assert door.inside == 1

    live(story)


def test_a_full_node_sends_pushes_away_too(time: Time) -> None:
    door = Door(Pace(at_once=1), time)

    async def story() -> None:
        async with door.admit():
            assert (await turned_away(door.admit_push("one"))).status == 503

    live(story)


def test_made_up_machines_fill_no_memory(time: Time) -> None:
    door = Door(Pace(in_one_go=1, pushes_a_second=5), time)

    async def story() -> None:
        for n in range(25_000):
            time.at += 0.001
            async with door.admit_push(f"made-up-{n}"):
                pass
        assert len(door._machines) <= 10_001

    live(story)


def test_a_machine_at_its_bound_is_not_forgotten_among_the_made_up(time: Time) -> None:
    door = Door(Pace(in_one_go=1, pushes_a_second=0.0001), time)

    async def story() -> None:
        async with door.admit_push("one"):
            pass
        for n in range(10_500):
            async with door.admit_push(f"made-up-{n}"):
                pass
        assert (await turned_away(door.admit_push("one"))).status == 429

    live(story)
