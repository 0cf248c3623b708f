"""Once a round a counter tells the city how it is; whatever comes of that, the round stays what it was."""

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from city_server import schema
from city_server.contact import Contact, contacts
from city_server.store import Store
from outlet_app.domain.calendar import CST
from outlet_app.domain.events import AnsweredOnSpot, CaseEvent, ClockTrust
from outlet_app.models.engine import Database, open_database
from outlet_app.models.errors import NotEnrolled
from outlet_app.models.instance import Instance
from outlet_app.sync import forking, wire
from outlet_app.sync.heart import Heart
from outlet_app.sync.outcomes import CaptivePortal, Denial, Interrupted, Offline
from outlet_app.system.clock import FixedClock
from outlet_app.version import VERSION
from tests.support.cities import NewCounter
from tests.support.counter import KEY, Counter, op_of, registration
from tests.support.server import ServerProcess

NOW = datetime(2026, 11, 27, 9, 30, tzinfo=CST)
ME = Instance(
    "inst-1", "dev-1", "1508262001", "HH05", "01", "http://127.0.0.1:1", b"k" * 32, b"p" * 32, "e-1"
)


def known(city: ServerProcess, outlet: str) -> Contact:
    """The one machine of the outlet as the city knows it."""
    with closing(Store(city.database.url)) as store, store.read() as conn:
        (one,) = contacts(conn, outlet)
    return one


def test_after_a_round_the_city_knows_how_the_counter_is(
    city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one = counter(city)
    assert known(city, outlet).beat is None
    one.register(AnsweredOnSpot("可以"))
    report = one.sync()
    assert (report.online, report.error_code) == (True, "")
    found = known(city, outlet)
    assert found.beat is not None
    assert found.at is not None
    assert abs(found.at - datetime.now(CST)) < timedelta(minutes=1)
    told = found.beat
    assert (told.instance, told.queue, told.need_you, told.oldest) == (one.me.instance_id, 0, 0, None)
    assert (told.program, told.stopped, told.trust) == (VERSION, "", "wall")


def test_the_set_of_packs_a_counter_holds_is_the_citys(
    any_city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one = counter(any_city)
    for _ in range(2):
        one.sync()
    told = known(any_city, outlet).beat
    assert told is not None
    with one.database.reading() as uow:
        assert told.catalogue == uow.meta.get("catalogue.etag") != ""


def test_a_counter_that_an_earlier_program_had_stopped_says_that_it_goes_on(
    any_city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one = counter(any_city)
    one.register(AnsweredOnSpot("可以"))
    one.sync()
    with one.database.unit_of_work() as uow:
        uow.instance.stop("EPOCH")
        uow.commit()
    assert one.sync().stopped == ""
    told = known(any_city, outlet).beat
    assert told is not None
    assert (told.stopped, told.queue) == ("", 0)


def lose_the_history_of(one: Counter, city: ServerProcess) -> None:
    """The city has more of this machine than it ever made: it is not the one it says it is."""
    with closing(Store(city.database.url)) as store, store.write() as conn:
        mine = schema.instance.c.instance_id == one.me.instance_id
        conn.execute(update(schema.instance).where(mine).values(last_seq=99))


def test_a_counter_that_is_refused_a_new_name_still_says_how_it_is(
    any_city: ServerProcess, counter: NewCounter, outlet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused for good; that is when the city has to see it, in the same round."""
    monkeypatch.setattr(forking, "MOST_A_DAY", 0)
    one = counter(any_city)
    one.register(AnsweredOnSpot("可以"))
    one.sync()
    lose_the_history_of(one, any_city)
    assert one.sync().stopped == "FORK"
    told = known(any_city, outlet).beat
    assert told is not None
    assert told.stopped == "FORK"


def test_a_counter_that_takes_a_new_name_is_heard_of_under_it_in_the_same_round(
    any_city: ServerProcess, counter: NewCounter, outlet: str
) -> None:
    one = counter(any_city)
    one.register(AnsweredOnSpot("可以"))
    one.sync()
    lose_the_history_of(one, any_city)
    assert one.sync().stopped == ""
    with closing(Store(any_city.database.url)) as store, store.read() as conn:
        found = {told.terminal: told.beat for told in contacts(conn, outlet)}
    assert set(found) == {"01", one.me.terminal_no}
    newest = found[one.me.terminal_no]
    assert newest is not None
    assert (newest.stopped, newest.queue) == ("", 0)


@pytest.fixture
def store(tmp_path: Path) -> Database:
    database = open_database(tmp_path / "counter.db", KEY)
    with database.unit_of_work() as uow:
        uow.instance.save(ME)
        uow.commit()
    return database


class Hearing:
    """A city that hears, or does not."""

    def __init__(self, trouble: Exception | None = None) -> None:
        self.trouble = trouble
        self.heard: list[wire.Beat] = []

    def beat(self, beat: wire.Beat) -> wire.Beaten:
        if self.trouble is not None:
            raise self.trouble
        self.heard.append(beat)
        return wire.Beaten(server_time=NOW)


@pytest.mark.parametrize(
    "trouble",
    [
        Offline("away"),
        CaptivePortal("a page"),
        Interrupted("silence"),
        Denial("NOT_FOUND"),
        Denial("MODE"),
        Denial("BUSY", wait_s=30),
        Denial("SERVER_FAULT"),
        Denial("A_CODE_OF_A_LATER_CITY"),
    ],
    ids=lambda one: f"{type(one).__name__} {one}",
)
def test_a_city_that_does_not_hear_changes_nothing(store: Database, trouble: Exception) -> None:
    city = Hearing(trouble)
    with closing(store):
        Heart(store, FixedClock(NOW)).beat(city)  # type: ignore[arg-type]
    assert city.heard == []


@pytest.mark.parametrize("trust", ClockTrust)
@pytest.mark.parametrize("waiting", [0, 1, 7])
def test_what_is_told_is_what_the_store_says(store: Database, trust: ClockTrust, waiting: int) -> None:
    clock = FixedClock(NOW, trust)
    with closing(store):
        for n in range(waiting):
            at = NOW - timedelta(hours=waiting - n)
            save(store, f"op-{n}", at)
        told = Heart(store, clock).reading()
    assert (told.queue, told.trust, told.at) == (waiting, trust.value, NOW)
    assert told.oldest == (NOW - timedelta(hours=waiting) if waiting else None)


def save(store: Database, op_id: str, at: datetime) -> None:
    event = CaseEvent(op_id, f"case-{op_id}", at, "1508260837", ME.outlet_code, "01", registration())
    with store.unit_of_work() as uow:
        uow.journal.append([op_of(event)])
        uow.commit()


def test_nothing_told_names_a_person_or_a_case(store: Database) -> None:
    with closing(store):
        save(store, "op-1", NOW)
        said = wire.write(Heart(store, FixedClock(NOW)).reading()).decode()
    for private in ("巴特尔", "商标转让", "HH05-", "case-op-1", "1508260837"):
        assert private not in said


def test_a_machine_without_enrolment_has_nothing_to_say(tmp_path: Path) -> None:
    with closing(open_database(tmp_path / "counter.db", KEY)) as empty, pytest.raises(NotEnrolled):
        Heart(empty, FixedClock(NOW)).reading()
