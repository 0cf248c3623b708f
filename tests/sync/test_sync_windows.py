"""Two windows of one outlet over a real city: each learns when the other was last heard of."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.events import AnsweredOnSpot
from outlet_app.domain.windows import Window, unheard
from outlet_app.models.windows import kept_windows
from outlet_app.sync import wire
from outlet_app.sync.client import CityClient
from outlet_app.sync.neighbours import learn_windows
from outlet_app.sync.outcomes import Interrupted
from tests.support.cities import NewCounter
from tests.support.counter import Counter
from tests.support.server import ServerProcess


def beside(one: Counter) -> dict[str, datetime]:
    """Who stands beside a counter, as it knows it."""
    with one.database.reading() as uow:
        return {window.terminal: window.heard for window in kept_windows(uow.meta)}


class Broken(CityClient):
    """A line that greets, and breaks before anything is pulled."""

    def pull(self, epoch: str, version: int, limit: int) -> wire.Pulled:
        raise Interrupted("the line broke")


def test_each_window_learns_of_the_other(city: ServerProcess, counter: NewCounter) -> None:
    one, two = counter(city), counter(city)
    case_id = two.register(AnsweredOnSpot("可以"))
    two.sync()
    assert list(beside(two)) == ["01"]
    assert one.sync().error_code == ""
    assert list(beside(one)) == ["02"]
    assert abs(beside(one)["02"] - datetime.now(CST)) < timedelta(minutes=5)
    assert [kind for kind, _, _ in one.verdicts(case_id)] == ["registered", "answered_on_spot"]


def test_offline_the_other_grows_silent_and_its_moment_stands(
    any_city: ServerProcess, counter: NewCounter
) -> None:
    one, two = counter(any_city), counter(any_city)
    two.sync()
    one.sync()
    heard = beside(one)["02"]
    one.restart()
    assert beside(one) == {"02": heard}
    with one.database.reading() as uow:
        known = kept_windows(uow.meta)
    assert unheard(known, heard + timedelta(minutes=15)) == ()
    assert unheard(known, heard + timedelta(minutes=16)) == (Window("02", heard),)


def test_a_round_that_breaks_before_the_pull_vouches_for_nothing(
    any_city: ServerProcess, counter: NewCounter
) -> None:
    one, two = counter(any_city, client_factory=Broken), counter(any_city)
    two.register(AnsweredOnSpot("可以"))
    two.sync()
    assert one.sync().online is False
    assert beside(one) == {}


def test_an_outlet_with_one_machine_keeps_nobody(any_city: ServerProcess, counter: NewCounter) -> None:
    one = counter(any_city)
    one.sync()
    assert beside(one) == {}


def told(*windows: tuple[str, datetime]) -> tuple[wire.WindowHeard, ...]:
    return tuple(wire.WindowHeard(terminal=terminal, heard=heard) for terminal, heard in windows)


def test_a_city_that_tells_of_nobody_any_more_leaves_nobody(
    any_city: ServerProcess, counter: NewCounter
) -> None:
    one = counter(any_city)
    learn_windows(one.database, told(("02", datetime(2026, 11, 18, 1, 12, tzinfo=UTC))))
    assert beside(one) == {"02": datetime(2026, 11, 18, 9, 12, tzinfo=CST)}
    one.sync()
    assert beside(one) == {}


def hello(windows: Iterable[bytes]) -> bytes:
    return (
        b'{"server_time":"2026-11-18T09:12:00+08:00","epoch":"e","proto":1,"min":1,"nonce":"n",'
        b'"catalogue":"c","limits":{},"windows":[' + b",".join(windows) + b"]}"
    )


def test_a_hello_of_an_earlier_city_tells_of_nobody() -> None:
    content = hello([]).replace(b',"windows":[]', b"")
    assert wire.read(content, wire.Hello).windows == ()


def test_a_later_city_may_say_more_of_a_window() -> None:
    one = b'{"terminal":"02","heard":"2026-11-18T09:12:00+08:00","queue":3,"colour":"red"}'
    assert wire.read(hello([one]), wire.Hello).windows == told(
        ("02", datetime(2026, 11, 18, 9, 12, tzinfo=CST))
    )


@pytest.mark.parametrize(
    "window",
    [
        b'{"terminal":"2","heard":"2026-11-18T09:12:00+08:00"}',
        b'{"terminal":"002","heard":"2026-11-18T09:12:00+08:00"}',
        '{"terminal":"窗口","heard":"2026-11-18T09:12:00+08:00"}'.encode(),
        b'{"terminal":"0\\n","heard":"2026-11-18T09:12:00+08:00"}',
        b'{"terminal":"02\\n","heard":"2026-11-18T09:12:00+08:00"}',
        b'{"terminal":"02","heard":"2026-11-18T09:12:00"}',
        b'{"terminal":"02","heard":"yesterday"}',
        b'{"terminal":"02"}',
        b'{"heard":"2026-11-18T09:12:00+08:00"}',
        b"null",
    ],
)
def test_a_window_of_another_shape_is_no_answer_of_the_treaty(window: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        wire.read(hello([window]), wire.Hello)
