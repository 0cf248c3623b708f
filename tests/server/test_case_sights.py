"""The city's list reads the cases that may stand on it; what older programs left is read anew."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, update

from city_server import cli, overseeing, sights
from city_server.books import read_books
from city_server.migrations import migrate
from city_server.overseeing import Overseen, overseen
from city_server.schema import case_event, case_head, case_number, op_body
from city_server.sights import Sight, fill, sight_of
from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import AnsweredOnSpot, DueStamp, FeedbackGiven, Situation, TransferredOut
from outlet_app.domain.records import Record
from tests.support import tasks as t
from tests.support.cities import BACKENDS, NewCounter
from tests.support.counter import CLERK, Counter
from tests.support.division import on
from tests.support.postgres import the_cluster
from tests.support.server import RESOURCES, PostgresCity, ServerProcess, SqliteCity

CITY = "1508001001"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=CST)
LATE = DueStamp("answer", ClockKind.WORKDAYS, NOON)
FAR_OFF = DueStamp("answer", ClockKind.WORKDAYS, datetime(2100, 3, 2, 12, 0, tzinfo=CST))


@pytest.fixture(scope="module", params=BACKENDS)
def running(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServerProcess]:
    """A city of these tests alone: older programs are played in it."""
    cluster = the_cluster() if request.param == "postgresql" else None
    file = tmp_path_factory.mktemp("sights") / "city.db"
    one = ServerProcess(PostgresCity(cluster, cluster.new_database()) if cluster else SqliteCity(file))
    yield one
    assert one.stop() == 0


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """The same where it does not matter what the records are kept in."""
    one = ServerProcess(SqliteCity(tmp_path_factory.mktemp("sights") / "city.db"))
    yield one
    assert one.stop() == 0


@pytest.fixture
def spoilt(tmp_path: Path) -> Iterator[ServerProcess]:
    """One that nobody can use after the test."""
    one = ServerProcess(SqliteCity(tmp_path / "city.db"))
    yield one
    assert one.stop() == 0


def question(one: Counter, *more: object, due: DueStamp | None = None, **changes: object) -> str:
    told = {"consulting": True, "dues": (due,) if due else (), **changes}
    case_id = one.register(*more, **told)  # type: ignore[arg-type]
    one.sync()
    return case_id


def kept(server: ServerProcess, case_id: str) -> Sight:
    heads = case_head.c
    asked = select(heads.seen, heads.is_open, heads.look_from, heads.sub_item).where(heads.case_id == case_id)
    return on(server.database, lambda conn: Sight(*conn.execute(asked).one()))


def listed(server: ServerProcess, at: datetime, outlet: str) -> list[Overseen]:
    return on(server.database, lambda conn: list(overseen(conn, at, read_books(conn, RESOURCES), outlet)))


def change(server: ServerProcess, values: Mapping[str, object], *cases: str) -> None:
    heads = update(case_head).where(case_head.c.case_id.in_(cases))
    on(server.database, lambda conn: conn.execute(heads.values(**values)))


@pytest.fixture
def folded(monkeypatch: pytest.MonkeyPatch) -> list[Record]:
    """Every record that is folded for the list."""
    found: list[Record] = []
    real = sights.fold

    def watched(events: object) -> Record:
        found.append(real(events))  # type: ignore[arg-type]
        return found[-1]

    monkeypatch.setattr(sights, "fold", watched)
    return found


def test_the_head_of_a_case_says_what_it_is_of_and_from_when_to_look(
    running: ServerProcess, counter: NewCounter
) -> None:
    one = counter(running)
    case_id = question(one, due=LATE)
    assert kept(running, case_id) == Sight(1, True, int(NOON.timestamp()), "2.1")
    one.save(case_id, AnsweredOnSpot("可以。"))
    one.sync()
    assert kept(running, case_id) == Sight(2, False, None, "")


def test_what_presses_at_once_is_looked_at_from_the_beginning_of_time(
    alone: ServerProcess, counter: NewCounter
) -> None:
    case_id = question(counter(alone), situation=Situation.URGENT)
    assert kept(alone, case_id) == Sight(1, True, 0, "2.1")


def test_the_city_s_own_word_moves_the_head_too(alone: ServerProcess, counter: NewCounter) -> None:
    case_id = question(counter(alone), due=LATE)
    number = on(alone.database, lambda conn: case_no(conn, case_id))
    told = ["--database", alone.database.url, "--by", "1508000021", "--case", number]
    words = ["--until", "2100-03-01", "--reason", "请说明"]
    assert cli.main(["word", "demand", *told, *words]) == 0
    assert kept(alone, case_id) == Sight(2, True, 0, "2.1")


def case_no(conn: Connection, case_id: str) -> str:
    row = case_number.c
    return str(conn.scalar(select(row.case_no).where(row.case_id == case_id)))


def test_only_what_may_stand_on_the_list_is_read(
    alone: ServerProcess, counter: NewCounter, outlet: str, folded: list[Record]
) -> None:
    one = counter(alone)
    late, quiet = question(one, due=LATE), question(one, due=FAR_OFF)
    others = question(one), question(one, AnsweredOnSpot("可以。"), due=LATE)

    def read(at: datetime) -> tuple[list[str], set[str]]:
        """What is listed, and what of ours was folded for it."""
        folded.clear()
        lines = listed(alone, at, outlet)
        ours = {record.case_id for record in folded if isinstance(record, Case)} & {late, quiet, *others}
        return [line.handler for line in lines], ours

    assert read(NOON - timedelta(seconds=1)) == ([], set())
    assert read(NOON + timedelta(days=3)) == ([CLERK], {late})
    assert read(datetime(2100, 4, 1, tzinfo=CST)) == ([CLERK, CLERK], {late, quiet})


LIVES: dict[str, dict[str, object]] = {
    "late": {"due": LATE},
    "far off": {"due": FAR_OFF},
    "without a limit": {},
    "urgent": {"situation": Situation.URGENT},
    "unclear": {"situation": Situation.UNCLEAR, "due": FAR_OFF},
}


def test_the_list_is_what_reading_every_case_would_make_of_it(
    running: ServerProcess, counter: NewCounter, outlet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = counter(running)
    by = DueStamp("receiving", ClockKind.HOURS, NOON + timedelta(days=1))
    sent = TransferredOut(CITY, "", "市级窗口", "需专业人员答复", receive_by=by)
    for told in LIVES.values():
        question(one, **told)  # type: ignore[arg-type]
        question(one, sent, **told)  # type: ignore[arg-type]
        question(one, AnsweredOnSpot("可以。"), **told)  # type: ignore[arg-type]
    moments = [NOON + timedelta(days=step) for step in (-1, 0, 2, 9)] + [datetime(2101, 1, 1, tzinfo=CST)]
    quick = [listed(running, at, outlet) for at in moments]
    monkeypatch.setattr(overseeing, "may_ask", lambda _now: case_head.c.events >= 0)
    assert quick == [listed(running, at, outlet) for at in moments]
    assert [len(lines) for lines in quick] == [4, 4, 8, 8, 9]


OLDER: dict[str, dict[str, object]] = {
    "nothing kept": {"seen": None, "is_open": None, "look_from": None, "sub_item": None},
    "left behind by an older program": {"seen": 0, "is_open": False, "look_from": None, "sub_item": ""},
}


@pytest.mark.parametrize("left", OLDER)
def test_what_an_older_program_left_is_on_the_list_all_the_same(
    left: str, alone: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one = counter(alone)
    case_id = question(one, due=LATE)
    change(alone, OLDER[left], case_id)
    assert len(listed(alone, NOON + timedelta(days=3), outlet)) == 1
    # The next thing that happens to it brings its head up to date.
    one.save(case_id, FeedbackGiven("由知识产权科核对"))
    one.sync()
    assert kept(alone, case_id) == Sight(2, True, int(NOON.timestamp()), "2.1")


@pytest.mark.parametrize("left", OLDER)
def test_the_upgrade_looks_once_at_every_case(left: str, running: ServerProcess, counter: NewCounter) -> None:
    one = counter(running)
    late, over = question(one, due=LATE), question(one, AnsweredOnSpot("可以。"), due=LATE)
    before = kept(running, late), kept(running, over)
    change(running, OLDER[left], late, over)
    on(running.database, fill)
    assert (kept(running, late), kept(running, over)) == before


def test_the_upgrade_goes_on_where_a_case_cannot_be_read(
    spoilt: ServerProcess, counter: NewCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = counter(spoilt)
    cases = sorted(question(one, due=LATE) for _ in range(3))
    change(spoilt, OLDER["nothing kept"], *cases)
    heads = select(case_head.c.case_id)
    monkeypatch.setattr(sights, "_AT_A_TIME", 1)

    def spoil(conn: Connection) -> None:
        first = select(case_event.c.op_id).where(case_event.c.case_id == cases[0]).scalar_subquery()
        conn.execute(update(op_body).where(op_body.c.op_id == first).values(bytes=b"{"))

    on(spoilt.database, spoil)
    on(spoilt.database, fill)
    assert sorted(on(spoilt.database, lambda conn: list(conn.scalars(heads)))) == cases
    assert [kept(spoilt, one).seen for one in cases] == [None, 1, 1]


def test_a_head_without_events_is_not_looked_at_for_ever(tmp_path: Path) -> None:
    database = SqliteCity(tmp_path / "city.db")
    row = {"case_id": "empty", "events": 0, "has_gap": False, "query_hash": ""}

    def made(conn: Connection) -> Sight:
        migrate(conn)
        conn.execute(insert(case_head).values(row))
        fill(conn)
        heads = case_head.c
        return Sight(*conn.execute(select(heads.seen, heads.is_open, heads.look_from, heads.sub_item)).one())

    assert on(database, made) == Sight(0, False, None, "")


def test_a_record_that_is_no_case_has_nothing_to_look_at() -> None:
    assert sight_of(t.task_after(t.opened()), 3) == Sight(3, False, None, "")
    assert sight_of(None, 0) == Sight(0, False, None, "")


def test_a_case_that_comes_back_is_looked_at_again(alone: ServerProcess, counter: NewCounter) -> None:
    one = counter(alone)
    by = DueStamp("receiving", ClockKind.HOURS, NOON)
    case_id = question(one, due=FAR_OFF)
    first = kept(alone, case_id).look_from
    one.save(case_id, TransferredOut(CITY, "", "市级窗口", "需专业人员答复", receive_by=by))
    one.sync()
    assert (first, kept(alone, case_id).look_from) == (int(FAR_OFF.at.timestamp()), int(NOON.timestamp()))  # type: ignore[union-attr]


def test_the_command_prints_what_the_page_shows(
    alone: ServerProcess, counter: NewCounter, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one = counter(alone)
    question(one, due=LATE)
    question(one, due=FAR_OFF)
    capsys.readouterr()
    told = ["--database", alone.database.url, "--resources", str(RESOURCES), "--outlet", outlet]
    assert cli.main(["overseen", *told, "--at", "2026-03-06T12:00:00+08:00"]) == 0
    (line,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert line["concerns"] == ["unanswered", "unexplained"]
