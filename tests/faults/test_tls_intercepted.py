"""Row 7 under TLS: whoever stands in between is no city, hears nothing, and holds nothing up for good."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from outlet_app.domain.events import AnsweredOnSpot
from outlet_app.models.instance import Instance
from outlet_app.services.projection import reproject_all
from outlet_app.sync.client import CityClient
from outlet_app.sync.engine import SyncEngine
from outlet_app.sync.trust import AUTHORITY, pinned_client
from outlet_app.wording.sync import reason
from tests.support import oracle
from tests.support.certificates import DAY, Authority, Papers
from tests.support.counter import Counter
from tests.support.faults import page
from tests.support.interception import Interceptor, Portal
from tests.support.server import ServerProcess, SqliteCity, enrolment_code

Moved = Callable[[str], Counter]


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ours"))


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("theirs"), "gateway")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """One node of the city for this very machine, at which counters are taken on."""
    node = ServerProcess(SqliteCity(tmp_path_factory.mktemp("city") / "city.db"))
    yield node
    node.kill()


@pytest.fixture(scope="module")
def secure(plain: ServerProcess, ours: Authority) -> Iterator[ServerProcess]:
    """Another node of the same city, under TLS."""
    papers = ours.sign()
    more = ["--cert", str(papers.certificate), "--key", str(papers.key), "--ca", str(ours.file)]
    node = ServerProcess(plain.database, more=more)
    yield node
    node.kill()


@pytest.fixture
def moved(tmp_path: Path, plain: ServerProcess, ours: Authority, outlet: str) -> Iterator[Moved]:
    """A counter with something to send, which believes the city's authority and asks at this address."""
    made: list[Counter] = []

    def move(url: str) -> Counter:
        one = Counter(tmp_path / f"counter-{len(made)}", plain.url)
        made.append(one)
        one.enrol(enrolment_code(plain.database, outlet))
        with one.database.unit_of_work() as uow:
            uow.meta.set(AUTHORITY, ours.pem)
            uow.commit()
        believe(one, url)
        return one

    yield move
    for one in made:
        one.close()


def believe(one: Counter, url: str) -> None:
    """Ask at this address from now on, with the client that the program itself makes."""
    with one.database.unit_of_work() as uow:
        facts: Instance = uow.instance.required()
        told = {name: getattr(facts, name) for name in facts.__slots__}
        uow.instance.save(Instance(**{**told, "server_url": url}))
        uow.commit()
    one.engine.close()

    def client(instance: Instance) -> CityClient:
        return pinned_client(one.database)(instance)

    one.engine = SyncEngine(one.database, client, reproject_all, one.clock, Random(1))


@pytest.fixture
def between(secure: ServerProcess) -> Iterator[Callable[..., Interceptor]]:
    stood: list[Interceptor] = []

    def stand(papers: Papers | None = None, answer: bytes = b"") -> Interceptor:
        stood.append(Portal(secure.port, answer) if answer else Interceptor(secure.port, papers))
        return stood[-1]

    yield stand
    for one in stood:
        one.close()


def untouched(one: Counter, case_id: str) -> None:
    """Nothing was believed: every step waits as it did, and no verdict, receipt or page came in."""
    assert one.verdicts(case_id) == [("registered", None, ""), ("answered_on_spot", None, "")]
    assert (one.me.acked_seq, one.me.receipt, one.me.stopped) == (0, "", None)
    assert len(one.waiting().ops) == 2


PAPERS: dict[str, tuple[Callable[[Authority, Authority], Papers], str]] = {
    "a gateway's own authority": (lambda ours, theirs: theirs.sign("gateway"), "server.untrusted"),
    "the city's, for another host": (
        lambda ours, theirs: ours.sign("elsewhere", address="10.9.8.7"), "server.untrusted",
    ),
    "the city's, over": (
        lambda ours, theirs: ours.sign("over", begins=-9 * DAY, ends=-DAY), "server.untimely",
    ),
    "the city's, not yet": (
        lambda ours, theirs: ours.sign("early", begins=DAY, ends=9 * DAY), "server.untimely",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAPERS)
def test_row_07_who_intercepts_the_line_hears_nothing_and_counts_as_offline(
    moved: Moved,
    between: Callable[..., Interceptor],
    secure: ServerProcess,
    ours: Authority,
    theirs: Authority,
    name: str,
) -> None:
    """He would pass everything on to the real city and back: only his papers are wrong."""
    make, code = PAPERS[name]
    stranger = between(make(ours, theirs))
    one = moved(stranger.url)
    case_id = one.register(AnsweredOnSpot("可以"))
    for _ in range(2):
        report = one.sync()
        assert (report.online, report.error_code, report.waiting) == (False, code, 2)
        assert report.next_try_s > 0
    assert stranger.greetings >= 2
    assert stranger.requests == []
    untouched(one, case_id)
    believe(one, secure.url)
    oracle.quieten([one])
    oracle.alike(one, secure)
    assert {verdict for _, verdict, _ in one.verdicts(case_id)} == {"applied"}


def test_row_07_who_has_the_citys_own_papers_is_heard_so_only_the_papers_decide(
    moved: Moved, between: Callable[..., Interceptor], ours: Authority
) -> None:
    """The same road with right papers carries everything: what was refused above was the papers alone."""
    friend = between(ours.sign("friend"))
    one = moved(friend.url)
    one.register(AnsweredOnSpot("可以"))
    assert one.sync().waiting == 0
    assert len(friend.requests) >= 3


PORTALS = {
    "a page in plain words": page("200 OK", body="<html>请先登录</html>".encode()).instead,
    "a redirect in plain words": page("302 Found", "Location: https://portal.example/\r\n").instead,
    "nothing in plain words": page("204 No Content").instead,
    "a TLS alert": b"\x15\x03\x03\x00\x02\x02\x28",
    "noise": bytes(range(256)),
}


@pytest.mark.parametrize("name", PORTALS)
def test_row_07_a_gateway_that_knows_no_tls_counts_as_offline(
    moved: Moved, between: Callable[..., Interceptor], secure: ServerProcess, name: str
) -> None:
    gateway = between(answer=PORTALS[name])
    one = moved(gateway.url)
    case_id = one.register(AnsweredOnSpot("可以"))
    report = one.sync()
    assert (report.online, report.error_code, report.waiting) == (False, "server.offline", 2)
    assert gateway.greetings >= 1
    untouched(one, case_id)
    believe(one, secure.url)
    oracle.quieten([one])
    oracle.alike(one, secure)


def test_row_07_who_steps_in_between_two_requests_gets_none_of_the_later_ones(
    moved: Moved, between: Callable[..., Interceptor], ours: Authority, theirs: Authority
) -> None:
    """The line was the city's until then, and half of the day was sent on it."""
    road = between(ours.sign("road"))
    one = moved(road.url)
    sent = one.register(AnsweredOnSpot("可以"))
    assert one.sync().waiting == 0
    before, receipt = len(road.requests), one.me.receipt
    road.papers = theirs.sign("gateway")
    one.engine.close()
    later = one.register(AnsweredOnSpot("不可以"))
    report = one.sync()
    assert (report.online, report.error_code, report.waiting) == (False, "server.untrusted", 2)
    assert (len(road.requests), one.me.receipt) == (before, receipt)
    assert {verdict for _, verdict, _ in one.verdicts(sent)} == {"applied"}
    assert {verdict for _, verdict, _ in one.verdicts(later)} == {None}
    road.papers = ours.sign("road-again")
    assert one.sync().waiting == 0


@pytest.mark.parametrize("code", ["server.untrusted", "server.untimely", "server.captive"])
def test_row_07_each_of_them_is_said_in_words_of_its_own(code: str) -> None:
    told = {
        one: reason(one)
        for one in ("server.offline", "server.untrusted", "server.untimely", "server.captive")
    }
    assert told[code][0]
    assert [one for one, words in told.items() if words[0] == told[code][0]] == [code]
