"""Row 10 with faketime: the clock of the counter's whole process is false, or jumps while it works (D.9)."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from city_server import schema
from city_server.store import Store
from outlet_app.domain.calendar import CST
from outlet_app.sync import client
from outlet_app.sync.line import Line
from outlet_app.sync.trust import AUTHORITY
from outlet_app.sync.wire import DeviceKey, authority_mark
from outlet_app.system.clock import NOT_BEFORE, wall
from outlet_app.wording.troubles import clauses
from tests.support import oracle
from tests.support.bench import CLERK_PERSON
from tests.support.certificates import Authority
from tests.support.false_clocks import RIGHT, FalseClock
from tests.support.server import ServerProcess, SqliteCity, enrolment_code
from tests.support.walkers import Walker, library

# Between asking and looking a busy machine may let minutes pass; the smallest false hour is far from that.
SOON = timedelta(minutes=8)
HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)
AHEAD_OF_THE_CITY = timedelta(minutes=10)
DEAD_BATTERY = datetime(2000, 1, 1, tzinfo=CST)
NewWindow = Callable[[], Path]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A city of these tests alone, whose clock is right: its numbers are nobody else's."""
    one = ServerProcess(SqliteCity(tmp_path_factory.mktemp("city") / "city.db"))
    yield one
    one.kill()


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FalseClock]:
    """The process with the false clock; every test starts the program in it anew."""
    one = FalseClock(tmp_path_factory.mktemp("false-clock"))
    yield one
    one.close()


@pytest.fixture
def running(clock: FalseClock) -> Iterator[FalseClock]:
    """The clock is right again when the test is over."""
    clock.turn(RIGHT)
    yield clock
    clock.turn(RIGHT)


@pytest.fixture(scope="module")
def outlets() -> Iterator[str]:
    return iter([one.code for one in library().outlets.all])


@pytest.fixture
def window(city: ServerProcess, outlets: Iterator[str], tmp_path: Path) -> NewWindow:
    """Enrolled windows, each at an outlet of its own."""

    def enrolled() -> Path:
        outlet = next(outlets)
        one = Walker(tmp_path / outlet, city.url)
        one.enrol(enrolment_code(city.database, outlet))
        return ready(one)

    return enrolled


def ready(one: Walker, authority: str = "") -> Path:
    """The machine with its clerk, and with whom it believes under TLS; the program is not open."""
    with one.database.unit_of_work() as uow:
        uow.people.put(CLERK_PERSON)
        if authority:
            uow.meta.set(AUTHORITY, authority)
        uow.commit()
    one.close()
    return one.folder


def moment(told: object) -> datetime:
    return datetime.fromisoformat(str(told))


def near(told: object, right: datetime) -> bool:
    return abs(moment(told) - right) < SOON


def date_of(case_no: object) -> str:
    return str(case_no).split("-")[1]


def looked_at_the_wall(at: datetime) -> str:
    """How sure a program is that has just started and has never heard the city."""
    return "suspect" if at < NOT_BEFORE else "wall"


def verdict_of(at: datetime, trust: str) -> tuple[str, str]:
    doubtful = trust == "suspect" or at > wall() + AHEAD_OF_THE_CITY
    return ("applied_warn", "CLOCK") if doubtful else ("applied", "")


def registrations(city: ServerProcess) -> dict[str, tuple[str, str, int]]:
    """Verdict, remark and place in the sending of every case's registration."""
    ops = schema.op.c
    store = Store(city.database.url)
    with store.read() as conn:
        asked = select(ops.case_id, ops.verdict, ops.code, ops.seq, ops.received_at)
        rows = conn.execute(asked.where(ops.kind == "registered")).all()
    store.close()
    assert all(near(row.received_at, wall()) for row in rows), "the city adds when it came"
    return {row.case_id: (row.verdict, row.code, row.seq) for row in rows}


def alike_afterwards(folder: Path, city: ServerProcess) -> None:
    """The machine under a right clock again: quiet comes, and it has what the city has."""
    one = Walker(folder)
    try:
        oracle.quieten([one])
        oracle.alike(one, city)
    finally:
        one.close()


@pytest.mark.parametrize(
    "away",
    [HOUR, -HOUR, DAY, -DAY, YEAR, -YEAR, None],
    ids=["hour-ahead", "hour-behind", "day-ahead", "day-behind", "year-ahead", "year-behind", "dead-battery"],
)
def test_row_10_a_false_clock_stops_no_save_and_no_print_and_the_citys_time_takes_its_place(
    running: FalseClock, city: ServerProcess, window: NewWindow, away: timedelta | None
) -> None:
    away = DEAD_BATTERY - wall() if away is None else away
    folder = window()
    running.turn(away)
    running.do("open", str(folder))
    first = running.do("accept")
    assert near(first["wall"], wall() + away), "the process believes the false clock"
    # Nobody has told it better: saved, numbered and printed by what the machine says, and marked by how sure.
    assert near(first["at"], moment(first["wall"]))
    assert first["trust"] == looked_at_the_wall(moment(first["at"]))
    assert set(first["papers"]) <= set(first["printed"])
    assert first["papers"]
    assert date_of(first["case_no"]) == f"{moment(first['at']):%Y%m%d}"
    told = running.do("sync")
    assert (told["code"], told["waiting"], told["pushed"] > 0) == ("", 0, True)
    second = running.do("accept")
    assert (second["trust"], near(second["at"], wall())) == ("server", True)
    assert near(second["wall"], wall() + away), "nobody touched the machine's own clock"
    # A new start of the program on this boot still knows what the city told.
    running.do("close")
    opened = running.do("open", str(folder))
    third = running.do("accept")
    assert (opened["trust"], third["trust"], near(third["at"], wall())) == ("server", "server", True)
    assert len({one["case_no"] for one in (first, second, third)}) == 3
    assert running.do("sync")["waiting"] == 0
    running.do("close")
    held = registrations(city)
    assert held[first["case_id"]][:2] == verdict_of(moment(first["at"]), first["trust"])
    assert [held[one["case_id"]][:2] for one in (second, third)] == [("applied", "")] * 2
    alike_afterwards(folder, city)


def test_row_10_a_clock_that_jumps_while_the_program_runs_is_doubted_and_no_number_is_given_twice(
    running: FalseClock, city: ServerProcess, window: NewWindow
) -> None:
    folder = window()
    running.do("open", str(folder))
    jumps = (RIGHT, -HOUR, 3 * HOUR, -DAY, YEAR, -DAY, -400 * DAY, YEAR, RIGHT)
    made = []
    for away in jumps:
        running.turn(away)
        made.append((away, running.do("accept")))
    for away, one in made:
        assert near(one["at"], wall() + away)
        assert one["trust"] == ("suspect" if away else looked_at_the_wall(wall())), away
    numbers = [one["case_no"] for _, one in made]
    assert len(set(numbers)) == len(jumps)
    # Back on a date that was used before, its serial goes on.
    for date in {date_of(number) for number in numbers}:
        serials = [number.split("-")[2] for number in numbers if date_of(number) == date]
        assert serials == sorted(serials)
        assert [int(serial[2:]) for serial in serials] == list(range(1, len(serials) + 1))
    assert running.do("sync")["waiting"] == 0
    held = registrations(city)
    told = [held[one["case_id"]] for _, one in made]
    assert [place for _, _, place in told] == sorted(place for _, _, place in told), "in the order they came"
    for (_, one), (verdict, code, _) in zip(made, told, strict=True):
        assert (verdict, code) == verdict_of(moment(one["at"]), one["trust"])
    for away in (-YEAR, YEAR):
        running.turn(away)
        later = running.do("accept")
        assert (later["trust"], near(later["at"], wall())) == ("server", True)
        assert later["case_no"] not in numbers
    running.do("close")
    alike_afterwards(folder, city)


def test_row_10_a_clock_turned_back_between_two_starts_is_doubted_by_the_journal(
    running: FalseClock, city: ServerProcess, window: NewWindow
) -> None:
    folder = window()
    running.do("open", str(folder))
    before = running.do("accept")
    running.do("close")
    running.turn(-DAY)
    assert running.do("open", str(folder))["trust"] == "suspect"
    after = running.do("accept")
    assert (after["trust"], near(after["at"], wall() - DAY)) == ("suspect", True)
    assert after["case_no"] != before["case_no"]
    assert running.do("sync")["waiting"] == 0
    running.do("close")
    assert registrations(city)[after["case_id"]][:2] == ("applied_warn", "CLOCK")
    alike_afterwards(folder, city)


def test_row_10_two_windows_an_hour_apart_are_put_in_the_order_in_which_the_city_heard_them(
    running: FalseClock, city: ServerProcess, window: NewWindow, tmp_path: Path
) -> None:
    folder = window()
    twin = Walker(tmp_path / "other", city.url)
    with Walker(folder).database.reading() as uow:
        outlet = uow.instance.required().outlet_code
    twin.enrol(enrolment_code(city.database, outlet))
    try:
        running.turn(HOUR)
        running.do("open", str(folder))
        ahead = running.do("accept")
        running.do("sync")
        case_id = twin.register()
        twin.sync()
        assert moment(ahead["at"]) > moment(wall().isoformat()), "dated later, heard earlier"
        store = Store(city.database.url)
        with store.read() as conn:
            feed = schema.feed.c
            heard = conn.scalars(
                select(feed.case_id).where(feed.scope == outlet).order_by(feed.version)
            ).all()
        store.close()
        order = list(dict.fromkeys(heard))
        assert order.index(ahead["case_id"]) < order.index(case_id)
        running.do("close")
        oracle.quieten([twin])
        oracle.alike(twin, city)
    finally:
        twin.close()
    alike_afterwards(folder, city)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory, authority: Authority) -> Iterator[ServerProcess]:
    """The same city under TLS; its certificate began yesterday and is over in ninety days."""
    papers = authority.sign()
    told = ["--cert", str(papers.certificate), "--key", str(papers.key), "--ca", str(authority.file)]
    one = ServerProcess(SqliteCity(tmp_path_factory.mktemp("secure") / "city.db"), more=told)
    yield one
    one.kill()


@pytest.fixture
def under_tls(
    secure: ServerProcess,
    authority: Authority,
    outlets: Iterator[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """A window that was enrolled over TLS while its clock was right."""
    outlet = next(outlets)
    one = Walker(tmp_path / outlet, secure.url)

    def enroll(url: str, *told: str | DeviceKey) -> object:
        with closing(Line(url, authority=authority.pem)) as line:
            return client.enroll(url, *told, line)  # type: ignore[arg-type]

    monkeypatch.setattr("tests.support.counter.enroll", enroll)
    one.enrol(enrolment_code(secure.database, outlet))
    return ready(one, authority.pem)


@pytest.mark.parametrize("away", [HOUR, -HOUR], ids=["ahead", "behind"])
def test_row_10_under_tls_an_hour_more_or_less_is_told_by_the_city_as_without(
    running: FalseClock, secure: ServerProcess, under_tls: Path, away: timedelta
) -> None:
    running.turn(away)
    running.do("open", str(under_tls))
    assert near(running.do("accept")["at"], wall() + away)
    assert running.do("sync")["code"] == ""
    after = running.do("accept")
    assert (after["trust"], near(after["at"], wall())) == ("server", True)
    running.do("close")


@pytest.mark.parametrize("away", [YEAR, -YEAR, None], ids=["year-ahead", "year-behind", "dead-battery"])
def test_row_10_under_tls_with_a_year_too_much_nothing_is_sent_or_lost_and_the_date_is_named(
    running: FalseClock, secure: ServerProcess, under_tls: Path, away: timedelta | None
) -> None:
    """What is provably safe is to believe no certificate that is not of now (ADR 0030); all else goes on."""
    away = DEAD_BATTERY - wall() if away is None else away
    before = secure.log()
    running.turn(away)
    running.do("open", str(under_tls))
    made = [running.do("accept") for _ in range(2)]
    for one in made:
        assert near(one["at"], wall() + away)
        assert one["trust"] == looked_at_the_wall(moment(one["at"])), "no time was taken from it either"
        assert set(one["papers"]) <= set(one["printed"])
    told = running.do("sync")
    assert (told["code"], told["pushed"]) == ("server.untimely", 0)
    assert told["waiting"] > 0
    assert secure.log() == before, "not one request came through"
    said = clauses(str(told["code"]))
    assert (said.safe, said.now.partition("；")[0]) == ("办件照常办理，已存本机。", "请先核对本机日期")
    assert running.do("accept")["trust"] == made[-1]["trust"]
    # Somebody puts the date right; nothing else has to be done.
    running.turn(RIGHT)
    assert running.do("sync") == {"code": "", "waiting": 0, "pushed": told["waiting"] * 3 // 2}
    running.do("close")
    held = registrations(secure)
    for one in made:
        assert held[one["case_id"]][:2] == verdict_of(moment(one["at"]), one["trust"])


def test_row_10_under_tls_what_the_city_told_holds_when_the_clock_jumps_and_the_next_line_is_not_begun(
    running: FalseClock, secure: ServerProcess, under_tls: Path
) -> None:
    running.do("open", str(under_tls))
    assert running.do("sync")["code"] == ""
    for away in (YEAR, -YEAR):
        running.turn(away)
        one = running.do("accept")
        assert (one["trust"], near(one["at"], wall())) == ("server", True)
        running.do("hang_up")
        assert running.do("sync")["code"] == "server.untimely"
    running.turn(RIGHT)
    assert (running.do("sync")["code"], running.do("sync")["waiting"]) == ("", 0)
    running.do("close")


@pytest.mark.parametrize("away", [YEAR, -YEAR], ids=["ahead", "behind"])
def test_row_10_a_new_machine_with_a_false_date_is_told_so_and_its_code_is_not_spent(
    running: FalseClock,
    secure: ServerProcess,
    authority: Authority,
    outlets: Iterator[str],
    tmp_path: Path,
    away: timedelta,
) -> None:
    code = f"{enrolment_code(secure.database, next(outlets))}+{authority_mark(authority.pem)}"
    running.turn(away)
    told = running.do("enrol", str(tmp_path), secure.url, code)
    assert told == {"trouble": "server.untimely"}
    assert not (tmp_path / "new.db").exists()
    running.turn(RIGHT)
    assert running.do("enrol", str(tmp_path), secure.url, code) == {"trouble": ""}
