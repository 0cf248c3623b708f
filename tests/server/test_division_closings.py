"""日结情况: the city keeps how each outlet's day ended, and the division sees who has not closed."""

from collections.abc import Iterator
from contextlib import closing as closed_after
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from city_server import clock, schema
from city_server.closing_tables import day_closing
from city_server.closings import End, OutletDay, Sheet, closings
from city_server.division.places import Place
from city_server.store import Store
from outlet_app.domain.calendar import CST
from outlet_app.sync import wire
from outlet_app.wording import division_sentences as say
from tests.support.asking import code_of
from tests.support.cities import NewMachine
from tests.support.division import Visitor, signed_in
from tests.support.machines import Machine
from tests.support.server import ServerProcess, SqliteCity

DAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 17, 35, tzinfo=CST)
SAME, OTHER = "1A2B-3C4D", "FFFF-0000"


@pytest.fixture
def lone_city(tmp_path: Path) -> Iterator[ServerProcess]:
    """A city of one's own: every outlet on its page is this test's."""
    city = ServerProcess(SqliteCity(tmp_path / "city.db"))
    yield city
    city.kill()


@pytest.fixture
def member(lone_city: ServerProcess) -> Iterator[Visitor]:
    one = signed_in(lone_city)
    yield one
    one.close()


def ended(one: Machine, **changes: object) -> wire.DayClosed:
    told: dict[str, object] = {
        "instance": one.me.instance_id,
        "day": DAY,
        "edition": 1,
        "at": AT,
        "by": "1508260001",
        "number": "HH0501 核〔2026〕0001 号",
        "here": SAME,
        "there": SAME,
        "differing": 0,
    }
    return wire.DayClosed(**{**told, **changes})  # type: ignore[arg-type]


def tell(one: Machine, **changes: object) -> int:
    answer = one.asker.ask("POST", wire.Path.CLOSINGS, wire.write(ended(one, **changes)))
    return int(answer.status_code)


def kept(city: ServerProcess, day: date = DAY) -> dict[str, OutletDay]:
    with closed_after(Store(city.database.url)) as store, store.read() as conn:
        return {one.outlet: one for one in closings(conn, day)}


def sheet(**changes: object) -> Sheet:
    told: dict[str, object] = {
        "terminal": "01", "edition": 1, "at": AT, "by": "1", "number": "x", "here": SAME, "there": SAME,
        "differing": 0,
    }  # fmt: skip
    return Sheet(**{**told, **changes})  # type: ignore[arg-type]


ENDS: dict[str, tuple[dict[str, object], End]] = {
    "the same code": ({}, End.AGREED),
    "another code": ({"there": OTHER}, End.DIFFERS),
    "the same code and a difference": ({"differing": 1}, End.DIFFERS),
    "the city was not asked": ({"there": ""}, End.UNCHECKED),
    "not asked, whatever else": ({"there": "", "differing": 3}, End.UNCHECKED),
}


@pytest.mark.parametrize("how", ENDS)
def test_how_a_sheet_ended(how: str) -> None:
    changes, end = ENDS[how]
    assert sheet(**changes).end is end


OF_OUTLETS: dict[str, tuple[tuple[Sheet, ...], End]] = {
    "no sheet": ((), End.OPEN),
    "one": ((sheet(),), End.AGREED),
    "a colleague's window differs": ((sheet(), sheet(terminal="02", there=OTHER)), End.AGREED),
    "nobody reached the city": ((sheet(there=""), sheet(terminal="02", there="")), End.UNCHECKED),
    "one did and it differs": ((sheet(there=""), sheet(terminal="02", differing=2)), End.DIFFERS),
}


@pytest.mark.parametrize("how", OF_OUTLETS)
def test_an_outlets_day_is_as_good_as_its_best_sheet(how: str) -> None:
    sheets, end = OF_OUTLETS[how]
    assert OutletDay("1508262001", "甲", sheets).end is end


def test_what_a_machine_told_is_kept_once(any_city: ServerProcess, machine: NewMachine, outlet: str) -> None:
    one = machine(any_city)
    assert [tell(one), tell(one), tell(one, here=OTHER)] == [200, 200, 200]
    (found,) = kept(any_city)[outlet].sheets
    assert found == Sheet("01", 1, AT, "1508260001", "HH0501 核〔2026〕0001 号", SAME, SAME, 0)
    with closed_after(Store(any_city.database.url)) as store, store.read() as conn:
        mine = day_closing.select().where(day_closing.c.outlet == outlet)
        assert len(conn.execute(mine).all()) == 1


def test_the_last_edition_of_each_machine_counts_and_the_earlier_ones_are_kept(
    any_city: ServerProcess, machine: NewMachine, outlet: str
) -> None:
    one, two = machine(any_city), machine(any_city)
    tell(one, there="", edition=1)
    tell(one, there=OTHER, differing=4, edition=2)
    tell(one, edition=3)
    tell(two, there="")
    sheets = kept(any_city)[outlet].sheets
    assert [(told.terminal, told.edition, told.end) for told in sheets] == [
        ("01", 3, End.AGREED),
        ("02", 1, End.UNCHECKED),
    ]
    with closed_after(Store(any_city.database.url)) as store, store.read() as conn:
        mine = day_closing.select().where(day_closing.c.outlet == outlet)
        assert len(conn.execute(mine).all()) == 4


def test_a_day_nobody_closed_is_open_where_a_machine_is_in_use(
    any_city: ServerProcess, machine: NewMachine, outlet: str
) -> None:
    one = machine(any_city)
    tell(one)
    assert kept(any_city)[outlet].end is End.AGREED
    assert kept(any_city, DAY + timedelta(days=1))[outlet].end is End.OPEN


def test_an_outlet_without_a_machine_in_use_owes_nothing(
    any_city: ServerProcess, machine: NewMachine, outlet: str
) -> None:
    one = machine(any_city)
    with closed_after(Store(any_city.database.url)) as store, store.write() as conn:
        mine = schema.device.c.device_id == one.me.device_id
        conn.execute(schema.device.update().where(mine).values(mode="revoked"))
    assert outlet not in kept(any_city)


WRONG: dict[str, bytes] = {
    "no code": b'"here":""',
    "a code of another shape": b'"here":"1a2b-3c4d"',
    "a day that is none": b'"day":"2026-02-31"',
    "an edition before the first": b'"edition":0',
    "a moment without a zone": b'"at":"2026-11-20T17:35:00"',
    "a name for a number": '"by":"巴特尔"'.encode(),
    "a control character": b'"number":"x\\u0000"',
    "fewer than none": b'"differing":-1',
}
RIGHT: dict[str, bytes] = {
    "here": b'"here":"1A2B-3C4D"',
    "day": b'"day":"2026-11-20"',
    "edition": b'"edition":1',
    "at": b'"at":"2026-11-20T17:35:00+08:00"',
    "by": b'"by":"1508260001"',
    "number": '"number":"HH0501 核〔2026〕0001 号"'.encode(),
    "differing": b'"differing":0',
}


@pytest.mark.parametrize("how", WRONG)
def test_what_is_no_closing_is_refused(any_city: ServerProcess, machine: NewMachine, how: str) -> None:
    one = machine(any_city)
    field = WRONG[how].split(b'"')[1].decode()
    whole = wire.write(ended(one))
    assert RIGHT[field] in whole
    answer = one.asker.ask("POST", wire.Path.CLOSINGS, whole.replace(RIGHT[field], WRONG[how]))
    assert code_of(answer) == (400, "BAD_BODY")


def test_a_closing_is_told_in_ones_own_name_and_signed(any_city: ServerProcess, machine: NewMachine) -> None:
    one, other = machine(any_city), machine(any_city)
    told = wire.write(ended(one, instance=other.me.instance_id))
    assert code_of(one.asker.ask("POST", wire.Path.CLOSINGS, told)) == (403, "INSTANCE")
    forged = one.asker.ask("POST", wire.Path.CLOSINGS, wire.write(ended(one)), proof={"SIGNATURE": "AAAA"})
    assert code_of(forged) == (401, "SIGNATURE")


def test_the_page_names_first_who_has_not_closed(
    lone_city: ServerProcess, member: Visitor, machine: NewMachine
) -> None:
    good, bad, late = (machine(lone_city, at=code) for code in ("1508001001", "1508212001", "1508262001"))
    tell(good)
    tell(bad, there=OTHER, differing=3, number="WY0101 核〔2026〕0002 号")
    text = member.go(Place.CLOSINGS, day=DAY.isoformat()).text
    assert "1 个网点未日结，1 个网点不符，1 个网点相符" in text
    assert late.me.outlet_code == "1508262001"
    places = [text.rindex("未日结"), text.index("3 处不符"), text.rindex("相符")]
    assert places == sorted(places)
    for told in ("1A2B-3C4D", "FFFF-0000", "WY0101 核〔2026〕0002 号", "第 1 版", "11月20日"):
        assert told in text


def test_without_a_day_it_is_the_last_working_day(
    lone_city: ServerProcess, member: Visitor, machine: NewMachine
) -> None:
    machine(lone_city)
    page = member.go(Place.CLOSINGS)
    assert page.status == 200
    assert "1 个网点未日结" in page.text
    earlier = [link for link in page.links if link.startswith(Place.CLOSINGS + "?day=")]
    days = [date.fromisoformat(link.partition("=")[2]) for link in earlier]
    assert days[0] < days[-1] <= clock.now().date()
    assert member.go(Place.CLOSINGS, day=days[0].isoformat()).status == 200


@pytest.mark.parametrize("told", ["", "gestern", "2026-02-31", "9999-12-31", "0001-01-01", "\x00", "1" * 500])
def test_a_day_that_is_none_shows_the_last_working_day(member: Visitor, told: str) -> None:
    usual, found = member.go(Place.CLOSINGS), member.go(Place.CLOSINGS, day=told)
    assert (found.status, found.links) == (200, usual.links)


def test_a_city_without_machines_says_so(member: Visitor) -> None:
    assert "还没有登记网点的终端" in member.go(Place.CLOSINGS).text


def test_nobody_sees_it_who_is_not_signed_in(lone_city: ServerProcess) -> None:
    stranger = Visitor(lone_city.url)
    assert stranger.go(Place.CLOSINGS).at == Place.SIGN_IN
    stranger.close()


SAID: dict[tuple[str, int], str] = {
    ("open", 0): "未日结",
    ("unchecked", 0): "未与市局核对",
    ("differs", 12): "12 处不符",
    ("agreed", 0): "相符",
}


@pytest.mark.parametrize(("end", "differing"), SAID)
def test_each_end_has_its_words(end: str, differing: int) -> None:
    assert say.closing(end, differing) == SAID[end, differing]
    assert End(end) in End


def test_only_what_there_is_is_counted() -> None:
    assert say.closings({"open": 0, "unchecked": 2, "differs": 0, "agreed": 76}) == (
        "2 个网点未与市局核对，76 个网点相符"
    )
    assert say.closings(dict.fromkeys(End, 0)) == ""
