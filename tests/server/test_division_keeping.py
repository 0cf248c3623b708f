"""What the pages of the division remember is forgotten by a rule: forms soon, the record after years."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select

from city_server import clock, migrations
from city_server.division import diary, keeping, once
from city_server.division.places import Place
from city_server.division.sessions import LONGEST_S
from city_server.division_tables import division_deed, division_record
from city_server.migrations import migrate
from tests.support.division import PASSWORD, Visitor, forget_tries, hire, new_number, on
from tests.support.server import CityDatabase, ServerProcess, SqliteCity

WHO = "1508099999"
DAY = 24 * 3600


def days_ago(days: float) -> str:
    return (clock.now() - timedelta(days=days)).isoformat()


def record(conn: Connection, name: str, days: float) -> None:
    row = {"record_id": name, "at": days_ago(days), "staff_no": WHO, "what": "read_case", "about": "x"}
    conn.execute(insert(division_record).values(**row, address=""))


def deed(conn: Connection, name: str, seconds: float | None) -> None:
    at = None if seconds is None else clock.seconds() - int(seconds)
    conn.execute(insert(division_deed).values(once=name, claim="c", said="taken", at=at))


def left(conn: Connection) -> tuple[list[str], list[str]]:
    records = conn.scalars(select(division_record.c.record_id).where(division_record.c.staff_no == WHO))
    deeds = conn.scalars(select(division_deed.c.once).where(division_deed.c.once.startswith(WHO)))
    return sorted(records), sorted(deeds)


def test_the_record_is_kept_for_three_years_and_forms_for_two_sessions(database: CityDatabase) -> None:
    def work(conn: Connection) -> tuple[list[str], list[str]]:
        migrate(conn)
        for name, days in (
            ("new", 0),
            ("two years", 730),
            ("leap", 1097),
            ("over", 1100),
            ("long over", 4000),
        ):
            record(conn, name, days)
        ages = (("now", 0), ("one session", LONGEST_S), ("over", 2 * LONGEST_S + 60), ("undated", None))
        for name, seconds in ages:
            deed(conn, f"{WHO} {name}", seconds)
        keeping.sweep(conn)
        return left(conn)

    assert on(database, work) == (
        ["leap", "new", "two years"],
        [f"{WHO} now", f"{WHO} one session", f"{WHO} undated"],
    )


def test_three_years_are_never_less_than_the_law_asks() -> None:
    # Whatever leap days lie between, the same day three years later is still there.
    assert keeping.RECORD_DAYS >= 3 * 365 + 1
    assert keeping.FORMS_S > LONGEST_S


def test_a_form_is_carried_out_once_and_dated(database: CityDatabase) -> None:
    done: list[str] = []

    def carry() -> str:
        done.append("x")
        return "taken"

    def work(conn: Connection) -> int:
        migrate(conn)
        for _ in range(2):
            assert once.carry_out(conn, WHO, "f" * 32, carry) == "taken"
        keeping.sweep(conn)
        return int(conn.scalar(select(division_deed.c.at)) or 0)

    assert abs(on(database, work) - clock.seconds()) < 60
    assert done == ["x"]


def test_an_upgrade_dates_the_forms_it_finds(tmp_path: Path) -> None:
    def work(conn: Connection) -> list[bool]:
        migrate(conn)
        deed(conn, f"{WHO} before", None)
        migrations._date_deeds(conn)
        return [at is not None for at in conn.scalars(select(division_deed.c.at))]

    assert on(SqliteCity(tmp_path / "city.db"), work) == [True]


@pytest.fixture
def visitor(any_city: ServerProcess) -> Iterator[Visitor]:
    one = Visitor(any_city.url)
    yield one
    one.close()


def test_whoever_signs_in_lets_the_city_forget(any_city: ServerProcess, visitor: Visitor) -> None:
    number = new_number()
    hire(any_city.database, number, PASSWORD)

    def older(conn: Connection) -> None:
        record(conn, f"{number} over", 1200)
        record(conn, f"{number} young", 10)
        deed(conn, f"{WHO} {number}", 3 * DAY)

    on(any_city.database, older)
    # Whatever tests before this one tried from the same address.
    forget_tries(any_city.database)
    door = visitor.go(Place.SIGN_IN)
    page = visitor.send(door, Place.SIGN_IN, staff_no=number, password=PASSWORD)
    assert page.at == Place.TRANSFERS
    records, deeds = on(any_city.database, left)
    assert [name for name in records if name.startswith(number)] == [f"{number} young"]
    assert f"{WHO} {number}" not in deeds
    # What was done just now is among what is remembered.
    found = on(any_city.database, lambda conn: list(diary.lines(conn, number)))
    assert [line.what for line in found] == ["signed_in"]
