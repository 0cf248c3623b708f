"""What a counter keeps of reviews: counts without names, sealed bytes, the city's key."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from store_builders import KEY, an_instance, an_op

from outlet_app.models.engine import Database, open_database
from outlet_app.models.reviews import CityKey, Pending
from outlet_app.models.sqlcipher import connect
from outlet_app.models.upgrade import REVISIONS, SCHEMA_VERSION, bring_up

DAY, NEXT = date(2026, 11, 20), date(2026, 11, 21)
PRESSED = Pending("case-1", "consult", "op-9", "2026-11-20T09:05:00+08:00", b"sealed")


def counted(store: Database, *reviews: tuple[date, int, int]) -> None:
    with store.unit_of_work() as uow:
        for review in reviews:
            uow.reviews.count(*review)
        uow.commit()


def tally(store: Database, first: date = DAY, last: date = DAY) -> dict[tuple[int, int], int]:
    with store.reading() as uow:
        return dict(uow.reviews.tally(first, last))


def test_reviews_are_counted_by_day_item_and_level(store: Database) -> None:
    counted(store, (DAY, 2, 5), (DAY, 2, 5), (DAY, 2, 1), (DAY, 8, 5), (NEXT, 2, 5))
    assert tally(store) == {(2, 5): 2, (2, 1): 1, (8, 5): 1}
    assert tally(store, NEXT, NEXT) == {(2, 5): 1}
    assert tally(store, DAY, NEXT) == {(2, 5): 3, (2, 1): 1, (8, 5): 1}
    assert tally(store, date(2026, 1, 1), date(2026, 11, 19)) == {}


def test_a_level_taken_back_leaves_no_trace(store: Database) -> None:
    counted(store, (DAY, 2, 1))
    with store.unit_of_work() as uow:
        uow.reviews.uncount(DAY, 2, 1)
        uow.reviews.count(DAY, 2, 5)
        uow.commit()
    assert tally(store) == {(2, 5): 1}


def test_no_count_falls_below_nought(store: Database) -> None:
    counted(store, (DAY, 2, 1))
    with store.unit_of_work() as uow:
        uow.reviews.uncount(DAY, 2, 1)
        with pytest.raises(IntegrityError):
            uow.reviews.uncount(DAY, 2, 1)


def test_a_pressed_card_is_kept_until_it_is_settled(store: Database) -> None:
    with store.unit_of_work() as uow:
        uow.reviews.press(PRESSED)
        uow.commit()
    with store.unit_of_work() as uow:
        assert uow.reviews.pressed("case-1", "consult") == PRESSED
        assert uow.reviews.pressed("case-1", "result") is None
        assert uow.reviews.pressed("case-2", "consult") is None
        uow.reviews.settle(PRESSED)
        uow.commit()
    with store.reading() as uow:
        assert uow.reviews.all_pressed() == ()


def test_another_card_of_the_same_service_replaces_the_first(store: Database) -> None:
    later = Pending("case-1", "consult", "op-9", PRESSED.at, b"sealed anew")
    other = Pending("case-0", "intake", "op-8", "2026-11-20T08:00:00+08:00", b"another")
    with store.unit_of_work() as uow:
        for one in (PRESSED, later, other):
            uow.reviews.press(one)
        assert uow.reviews.all_pressed() == (other, later)


def test_the_newest_key_of_the_city_is_the_one_to_seal_to(store: Database) -> None:
    with store.unit_of_work() as uow:
        assert uow.reviews.key() is None
        for key in (CityKey("aa", "cc"), CityKey("aa", "cc"), CityKey("bb", "cc")):
            uow.reviews.keep_key(key)
            assert uow.reviews.key() == key


def test_no_table_joins_a_case_with_a_level(store: Database) -> None:
    """Decisions 18: the counts name nobody, and what names somebody is sealed."""
    with store.reading() as uow:
        rows = uow._connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        columns = {
            table: {row[1] for row in uow._connection.exec_driver_sql(f"PRAGMA table_info('{table}')")}
            for (table,) in rows.all()
        }
    assert columns["review_tally"] == {"day", "item", "level", "count"}
    naming = {"case_id", "op_id", "case_no", "applicant_name", "actor", "handler"}
    assert [table for table, told in columns.items() if "level" in told and told & naming] == []
    assert columns["review_pending"] == {"case_id", "occasion", "op_id", "at", "body"}


def test_a_file_of_the_first_version_comes_up_with_its_data_and_takes_reviews(tmp_path: Path) -> None:
    first = tmp_path / "first" / "versions"
    first.mkdir(parents=True)
    shutil.copy(REVISIONS / "versions" / "first_schema.py", first)
    path = tmp_path / "outlet.db"
    bring_up(path, KEY, tmp_path / "backups", target=1, revisions=first.parent)
    raw = connect(path, KEY)
    assert raw.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'review%'").fetchone() == (0,)
    raw.execute("INSERT INTO meta VALUES ('made', 'before reviews')")
    raw.close()
    store = open_database(path, KEY, backups=tmp_path / "backups")
    with store.unit_of_work() as uow:
        assert uow.meta.get("made") == "before reviews"
        uow.instance.save(an_instance())
        uow.journal.append([an_op("op-1")])
        uow.reviews.count(DAY, 2, 5)
        uow.commit()
    assert tally(store) == {(2, 5): 1}
    store.close()
    raw = connect(path, KEY)
    assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    raw.close()
    assert list((tmp_path / "backups").glob("*.backup"))
