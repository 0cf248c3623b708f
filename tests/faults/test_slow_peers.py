"""Row 22: peers that bring a byte at a time, many at once; the city goes on with others and lets them go.

The city of these tests waits three seconds instead of twenty or thirty, and has forty lines instead of 2,000.
"""

import select
import selectors
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress

import httpx
import psutil
import pytest

from city_server import bodies, patience
from outlet_app.domain.events import AnsweredOnSpot, FeedbackGiven
from outlet_app.sync import wire
from tests.support.cities import NewCounter, NewMachine, census
from tests.support.counter import Counter, push_of
from tests.support.faulty_city import HURRIED_LINES
from tests.support.machines import Machine
from tests.support.server import ServerProcess, SqliteCity

PATIENCE_S = 3.0
# Where the machine is busy the city notices later; without any bound it would be never.
AT_MOST_S = 30.0
PUSH = b"POST /v1/push HTTP/1.1\r\nHost: city\r\nWK-Proto: 1\r\nContent-Length: 60000\r\n\r\n"
# What comes at once, and what then comes byte by byte.
DRIPS = {
    "nothing at all": (b"", b""),
    "a first line": (b"", b"GET /v1/hello HTTP/1.1" + b" " * 10_000),
    "a head without end": (b"GET /v1/hello HTTP/1.1\r\nHost: city\r\n", b"X-Slow: 1\r\n" * 1_000),
    "a push": (PUSH, b"x" * 10_000),
    "an attachment": (PUSH.replace(b"/v1/push", b"/v1/blobs"), b"x" * 10_000),
    "a form of the division": (PUSH.replace(b"/v1/push", b"/division/sign-in"), b"x" * 10_000),
    "a body for a place there is not": (PUSH.replace(b"/v1/push", b"/nowhere"), b"x" * 10_000),
    "a body nobody asked for": (PUSH.replace(b"POST /v1/push", b"GET /v1/hello"), b"x" * 10_000),
    "a second request behind a first": (b"GET /nowhere HTTP/1.1\r\nHost: city\r\n\r\n", b"GET /v1/hel" * 900),
}
OF_EACH = 4


@pytest.fixture(scope="module")
def hurried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A city of these tests alone: its lines are counted."""
    one = ServerProcess(
        SqliteCity(tmp_path_factory.mktemp("city") / "city.db"), faults=f"hurried:{PATIENCE_S}"
    )
    yield one
    one.kill()


class Drip:
    """One peer: `first` comes at once, `then` byte by byte; what it hears until the city lets it go."""

    def __init__(self, port: int, name: str, first: bytes, then: bytes) -> None:
        self.name = name
        self.line = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.line.sendall(first)
        self._then = iter(then)
        self.heard = b""

    def drip(self) -> None:
        """One more byte; whether the line is closed shows when it is read."""
        with suppress(StopIteration, ConnectionError):
            self.line.send(bytes([next(self._then)]))

    def has_ended(self) -> bool:
        """Whether nothing more comes from the city."""
        try:
            part = self.line.recv(65536)
        except ConnectionError:
            return True
        self.heard += part
        return not part


class Crowd:
    """Many of them; all let drip together until the city has closed every one."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._stack = ExitStack()
        self._selector = self._stack.enter_context(selectors.DefaultSelector())
        self.all: list[Drip] = []

    def join(self, name: str, first: bytes, then: bytes) -> None:
        """One more peer."""
        one = Drip(self._port, name, first, then)
        self._stack.callback(one.line.close)
        self._selector.register(one.line, selectors.EVENT_READ, one)
        self.all.append(one)

    @property
    def left(self) -> list[str]:
        """Those the city still has."""
        return sorted(key.data.name for key in self._selector.get_map().values())

    def turn(self) -> None:
        """A byte of each, and a look at who was let go."""
        for key in list(self._selector.get_map().values()):
            key.data.drip()
        for key, _ in self._selector.select(timeout=0.05):
            if key.data.has_ended():
                self._selector.unregister(key.fileobj)

    def turn_until(self, is_enough: Callable[[], bool]) -> None:
        """Drip on until it is so."""
        began = time.monotonic()
        while not is_enough():
            assert time.monotonic() - began < AT_MOST_S, f"still waited for: {self.left}"
            self.turn()

    def close(self) -> None:
        """Everybody hangs up."""
        self._stack.close()


@pytest.fixture
def crowd(hurried: ServerProcess) -> Iterator[Crowd]:
    """Nobody yet."""
    one = Crowd(hurried.port)
    yield one
    one.close()


def sends_as_always(one: Counter, hurried: ServerProcess, outlet: str) -> None:
    """A counter's round is as if nobody else were there."""
    case_id = one.register(AnsweredOnSpot("可以"))
    report = one.sync()
    assert (report.error_code, report.waiting) == ("", 0)
    assert {verdict for _, verdict, _ in one.verdicts(case_id)} == {"applied"}
    assert census(hurried, outlet).tally == one.tally()


def test_row_22_whatever_drips_is_let_go_in_time_and_a_counter_sends_meanwhile(
    hurried: ServerProcess, counter: NewCounter, crowd: Crowd, outlet: str
) -> None:
    one = counter(hurried)
    for _ in range(OF_EACH):
        for name, (first, then) in DRIPS.items():
            crowd.join(name, first, then)
    crowd.turn()
    sends_as_always(one, hurried, outlet)
    crowd.turn_until(lambda: not crowd.left)
    heard = {each.name: each.heard.split(b"\r\n")[0] for each in crowd.all}
    assert heard == {
        **dict.fromkeys(DRIPS, b""),
        "a push": b"HTTP/1.1 503 Service Unavailable",
        "an attachment": b"HTTP/1.1 503 Service Unavailable",
        "a form of the division": b"HTTP/1.1 400 Bad Request",
        "a body for a place there is not": b"HTTP/1.1 404 Not Found",
        "a body nobody asked for": b"HTTP/1.1 503 Service Unavailable",
        "a second request behind a first": b"HTTP/1.1 404 Not Found",
    }
    assert not hurried.has_ended
    sends_as_always(one, hurried, outlet)


@pytest.mark.parametrize("told", ["a push", "a head without end"])
def test_row_22_where_all_lines_are_taken_whoever_keeps_the_city_waiting_longest_gives_way(
    hurried: ServerProcess, counter: NewCounter, crowd: Crowd, outlet: str, told: str
) -> None:
    one = counter(hurried)
    for n in range(2 * HURRIED_LINES):
        crowd.join(str(n), *DRIPS[told])
    sends_as_always(one, hurried, outlet)
    crowd.turn_until(lambda: not crowd.left)


def has_a_line(city: ServerProcess, port: int) -> bool:
    """Whether the city's process still holds the line that comes from this port."""
    held = psutil.Process(city.process.pid).net_connections("tcp")
    return any(one.raddr and one.raddr.port == port for one in held)


def test_row_22_who_asks_and_never_listens_is_let_go_too(
    hurried: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one = counter(hurried)
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        line.settimeout(10)
        line.connect(("127.0.0.1", hurried.port))
        line.sendall(b"GET /v1/openapi.json HTTP/1.1\r\nHost: city\r\n\r\n" * 200)
        sends_as_always(one, hurried, outlet)
        began, here = time.monotonic(), line.getsockname()[1]
        while has_a_line(hurried, here):
            assert time.monotonic() - began < AT_MOST_S
            select.select([], [], [], 0.05)
    sends_as_always(one, hurried, outlet)


def brought_slowly(city: ServerProcess, one: Machine, content: bytes) -> httpx.Response:
    """A push in fourteen pieces; the whole takes longer than the city waits for a pause."""

    def dripping() -> Iterator[bytes]:
        for at in range(0, len(content), len(content) // 14):
            threading.Event().wait(PATIENCE_S / 10)
            yield content[at : at + len(content) // 14]

    headers = one.asker.headers("POST", wire.Path.PUSH, content, {})
    began = time.monotonic()
    with httpx.Client(base_url=city.url, trust_env=False, timeout=AT_MOST_S) as line:
        answer = line.post(wire.Path.PUSH, content=dripping(), headers=headers)
    assert answer.is_error or time.monotonic() - began > PATIENCE_S
    return answer


def test_row_22_a_body_that_comes_slowly_and_moves_is_taken(
    hurried: ServerProcess, machine: NewMachine
) -> None:
    """Longer under way than the city waits for a pause, and quicker than the slowest it bears."""
    one = machine(hurried)
    content = wire.write(push_of(one.me, one.opening(*[FeedbackGiven("明天答复" * 50)] * 4)[1]))
    began = time.monotonic()
    answer = brought_slowly(hurried, one, content)
    # A machine that stood still for seconds has paused indeed: then the city was right, and it comes again.
    while answer.status_code == 503 and time.monotonic() - began < AT_MOST_S:
        answer = brought_slowly(hurried, one, content)
    assert {told.v for told in wire.read(answer.content, wire.Pushed).results} == {"applied"}


def test_row_22_how_long_a_body_may_take() -> None:
    """The real bounds: a pause of half a minute, and 200 bytes a second on the whole after that."""
    assert (bodies.SILENCE_SECONDS, bodies.SLOWEST_BYTES_A_SECOND) == (30, 200)
    table = {
        (0, 0.0): 30.0,
        (0, 29.0): 1.0,
        (0, 31.0): -1.0,
        (31, 31.0): -0.845,
        (4_000, 40.0): 10.0,
        (1_000 * 300, 300.0): 30.0,
        (300, 300.0): -268.5,
    }
    assert {told: bodies.patience_s(*told) for told in table} == pytest.approx(table)
    assert (patience.HEAD_SECONDS, patience.UNHEARD_SECONDS) == (20, 120)


LIMITS = {(1_024, 4_096): (4_096, 4_096), (1_024, 1 << 20): (65_536, 1 << 20), (2_048, -1): (65_536, -1)}


@pytest.mark.parametrize("before", LIMITS)
def test_row_22_a_machine_that_begins_with_few_files_gives_the_city_as_many_as_it_may(
    before: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [before]
    monkeypatch.setattr(patience.resource, "getrlimit", lambda _: now[-1])
    monkeypatch.setattr(patience.resource, "setrlimit", lambda _, told: now.append(told))
    for _ in range(2):
        patience.make_room()
    assert now == [before, LIMITS[before]]
