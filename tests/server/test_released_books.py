"""What was handed down is what the city judges and names by, on every node, from the day it holds."""

import json
import logging
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from city_server import cli
from city_server.books import Books, Shelf, read_books
from city_server.division.places import Place
from city_server.packs import read_outlet_table
from city_server.release_tables import release
from city_server.store import Store
from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.calendar import CST
from outlet_app.domain.case import Case
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.events import AnsweredOnSpot, DueStamp, TransferredOut
from outlet_app.services.reading import read_case
from outlet_app.sync.wire import Verdict
from tests.support.cities import NewCounter
from tests.support.counter import Counter
from tests.support.division import Visitor, on, signed_in
from tests.support.releasing import Office, in_days, real_list, signed_order, with_item
from tests.support.server import RESOURCES, CityDatabase, ServerProcess, SqliteCity

BUNDLED, URGENT = "2025-batch-2", ("--reason", "国家局调整材料")
NAME, SUB = "数据知识产权登记辅导服务", "数据知识产权登记材料辅导"
HERE, THERE, CITY = "1508262001", "1508022001", "1508001001"
WHO = Applicant(ApplicantKind.PERSON, "乌兰·巴特尔𬎆", phone="13947812345")


def longer(version: str = "2026-9", since: str = "") -> dict[str, object]:
    return with_item(real_list(version, since or in_days(0)), 11, NAME, SUB)


@pytest.fixture
def office(database: CityDatabase, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    made = Office(database, tmp_path)
    capsys.readouterr()
    return made


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    """The same where it does not matter what the records are kept in."""
    made = Office(SqliteCity(tmp_path / "city.db"), tmp_path)
    capsys.readouterr()
    return made


def books_of(office: Office, shelf: Shelf | None = None) -> Books:
    with closing(Store(office.database.url)) as store, store.read() as conn:
        return shelf.books(conn) if shelf else read_books(conn, RESOURCES)


def a_shelf() -> Shelf:
    return Shelf(RESOURCES, read_outlet_table(RESOURCES))


def test_before_anything_was_handed_down_the_bundled_list_names(office: Office) -> None:
    books = books_of(office)
    assert list(books.catalogues) == [books.newest()] == [BUNDLED]
    assert books.item_name(BUNDLED, 2) == "知识产权业务咨询服务"
    assert (books.item_name(BUNDLED, 11), books.sub_item(BUNDLED, "11.1")) == ("", None)


def test_a_released_item_is_known_to_a_node_that_was_running_before(office: Office) -> None:
    node = a_shelf()
    assert books_of(office, node).newest() == BUNDLED
    assert office.publish(longer(), *URGENT, mode="urgent") == 0
    for books in (books_of(office, node), books_of(office)):
        assert books.newest() == "2026-9"
        assert books.item_name("2026-9", 11) == NAME
        found = books.sub_item("2026-9", "11.1")
        assert found is not None
        assert found.name == SUB
        # A case of the earlier version reads its own list, in which there is no such item.
        assert (books.item_name(BUNDLED, 11), books.sub_item(BUNDLED, "11.1")) == ("", None)


def test_nothing_is_read_twice_that_nobody_changed(desk: Office) -> None:
    assert desk.publish(longer(), *URGENT, mode="urgent") == 0
    node = a_shelf()
    first = books_of(desk, node)
    assert books_of(desk, node) is first
    assert desk.publish(real_list("2027-1")) == 0
    second = books_of(desk, node)
    assert second is not first
    assert list(second.releases[:1]) == list(first.releases)


def test_a_list_that_waits_names_nothing_new_yet_but_is_known(desk: Office) -> None:
    assert desk.publish(longer("2027-1", in_days(30))) == 0
    books = books_of(desk)
    assert (books.newest(), books.item_name("2027-1", 11)) == (BUNDLED, NAME)


def test_what_was_taken_back_goes_on_being_read(desk: Office) -> None:
    assert desk.publish(longer(), *URGENT, mode="urgent") == 0
    assert desk.sign("withdraw", "2026-9", "--reason", "有误") == 0
    books = books_of(desk)
    assert (books.newest(), books.item_name("2026-9", 11)) == (BUNDLED, NAME)


def test_a_staged_list_counts_where_it_reaches(desk: Office) -> None:
    assert desk.publish(longer(), *URGENT, "--outlets", HERE, mode="urgent") == 0
    books = books_of(desk)
    assert [books.newest(one) for one in (HERE, THERE, CITY, "")] == ["2026-9", BUNDLED, BUNDLED, BUNDLED]


def test_figures_name_an_item_as_the_list_that_counts_does_and_forget_none(desk: Office) -> None:
    told = longer()
    told["items"] = [one for one in told["items"] if one["number"] != 9]  # type: ignore[index, attr-defined]
    told["items"][1]["name"] = "知识产权咨询"  # type: ignore[index]
    assert desk.publish(told, *URGENT, mode="urgent") == 0
    names = books_of(desk).item_names()
    assert (names[2], names[11]) == ("知识产权咨询", NAME)
    assert names[9], "cases of an item that fell away are still counted under its name"


def plan(office: Office, version: str, *off: str, reach: tuple[str, ...] = ()) -> int:
    told = {"version": version, "year": 2026, "source": "通知", "off": list(off), "worked": []}
    more = ("--subject", "calendar", *reach)
    return office.publish(told, *more)


DAY = date(2026, 3, 4)


def test_days_are_counted_by_the_released_plan_of_the_outlet(desk: Office) -> None:
    node = a_shelf()
    assert books_of(desk, node).calendar(HERE).is_workday(DAY)
    assert plan(desk, "2026-p", "2026-03-04", reach=("--outlets", HERE)) == 0
    books = books_of(desk, node)
    assert [books.calendar(one).is_workday(DAY) for one in (HERE, THERE, "")] == [False, True, True]
    # The same plans are the same calendar, which remembers what it counted.
    assert books.calendar(THERE) is books.calendar(CITY)


def test_an_order_of_a_newer_program_is_left_out_and_nothing_else(
    desk: Office, caplog: pytest.LogCaptureFixture
) -> None:
    assert desk.publish(longer(), *URGENT, mode="urgent") == 0
    node = a_shelf()
    assert books_of(desk, node).newest() == "2026-9"
    ref, pack = signed_order(9, name="x")
    strange = pack.replace(b'"subject": "catalogue"', b'"subject": "weather"')
    assert strange != pack
    row = {"number": 9, "ref": ref, "outlet": "", "sha256": "0", "pack": strange, "since": "x"}
    on(desk.database, lambda conn: conn.execute(insert(release).values(row)))
    with caplog.at_level(logging.ERROR, logger="city_server.books"):
        books = books_of(desk, node)
    assert (books.newest(), len(books.releases)) == ("2026-9", 1)
    assert ref in caplog.text


@pytest.fixture
def running(tmp_path: Path) -> Iterator[ServerProcess]:
    one = ServerProcess(SqliteCity(tmp_path / "city.db"))
    yield one
    assert one.stop() == 0


@pytest.fixture
def member(running: ServerProcess) -> Iterator[Visitor]:
    one = signed_in(running)
    yield one
    one.close()


def sent() -> TransferredOut:
    return TransferredOut(CITY, "", "市局知识产权科", "需专业人员答复", from_name="其其格")


def handed(one: Counter) -> str:
    told = {"consulting": True, "applicant": WHO, "item": 11, "sub_item": "11.1", "catalogue": "2026-9"}
    case_id = one.register(sent(), **told)
    one.sync()
    return case_id


def case(one: Counter, case_id: str) -> Case:
    """The case as the outlet knows it after a round."""
    one.sync()
    reading = read_case(one.history(case_id))
    assert reading is not None
    return reading.case


def test_a_case_of_a_released_item_is_accepted_shown_by_name_and_answered_by_that_list(
    running: ServerProcess, member: Visitor, counter: NewCounter, tmp_path: Path
) -> None:
    one = counter(running, at=HERE)
    assert Office(running.database, tmp_path).publish(longer(), *URGENT, mode="urgent") == 0
    case_id = handed(one)
    assert {verdict for _, verdict, _ in one.verdicts(case_id)} == {Verdict.APPLIED}
    board = member.go(Place.TRANSFERS)
    assert (NAME in board.text, "事项 11" in board.text) == (True, False)
    page = member.go(Place.TRANSFER, no=case(one, case_id).case_no)
    assert NAME in page.text
    taken = member.send(page, Place.TAKE)
    told = {"answer": "可以登记。", "way": "phone", "told_to": "本人"}
    assert member.send(taken, Place.ANSWER, **told).status == 200
    answered = case(one, case_id).answered
    assert answered is not None
    assert answered.catalogue == "2026-9"


def test_a_name_stays_known_after_the_list_was_taken_back(
    running: ServerProcess, member: Visitor, counter: NewCounter, tmp_path: Path
) -> None:
    office, one = Office(running.database, tmp_path), counter(running, at=HERE)
    assert office.publish(longer(), *URGENT, mode="urgent") == 0
    case_id = handed(one)
    assert office.sign("withdraw", "2026-9", "--reason", "有误") == 0
    assert NAME in member.go(Place.TRANSFER, no=case(one, case_id).case_no).text


def test_the_city_s_list_of_late_cases_counts_by_a_released_plan(
    running: ServerProcess, counter: NewCounter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = counter(running, at=HERE)
    due = DueStamp("answer", ClockKind.WORKDAYS, datetime(2026, 3, 2, 17, 0, tzinfo=CST))
    one.register(consulting=True, dues=(due,))
    one.sync()

    def late() -> object:
        told = ["--database", running.database.url, "--resources", str(RESOURCES), "--all"]
        capsys.readouterr()
        assert cli.main(["overseen", *told, "--at", "2026-03-06T10:00:00+08:00"]) == 0
        (line,) = map(json.loads, capsys.readouterr().out.splitlines())
        return line["overdue_workdays"]

    before = late()
    assert plan(Office(running.database, tmp_path), "2026-p", "2026-03-04", "2026-03-05") == 0
    assert (before, late()) == (4, 2)


def test_an_answer_at_the_counter_under_the_released_list_is_accepted_too(
    running: ServerProcess, counter: NewCounter, tmp_path: Path
) -> None:
    one = counter(running, at=HERE)
    assert Office(running.database, tmp_path).publish(longer(), *URGENT, mode="urgent") == 0
    told = {"consulting": True, "item": 11, "sub_item": "11.1", "catalogue": "2026-9"}
    case_id = one.register(AnsweredOnSpot("可以。"), **told)
    one.sync()
    assert [(kind, verdict) for kind, verdict, _ in one.verdicts(case_id)] == [
        ("registered", Verdict.APPLIED),
        ("answered_on_spot", Verdict.APPLIED),
    ]
