"""登录 and 签退 at a real terminal: once each, kept in the book, read in L18, waiting to be sent."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from outlet_app.domain.attendance import Gone
from outlet_app.domain.duty import book_id
from outlet_app.domain.facts.duty import SignedOutHere, SignOutWay
from outlet_app.services.attendance import Attendance
from outlet_app.sync.wire import decode_event
from tests.support.at_the_counter import kinds, text_of
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING, OUTLET

DAY = MORNING.date()
ID = book_id(OUTLET, "01", DAY)
Row = tuple[str, str]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def signed_in(bench: Bench) -> Attendance:
    found = bench.counter().attendance
    found.sign_in()
    return found


def l18(bench: Bench, day: date = DAY) -> list[Row]:
    lines = bench.counter(SUPERVISOR_PERSON).ledgers.view("L18", day, day).lines
    return [(str(one.cells["duty"]), str(one.cells["gap"])) for one in lines]


@pytest.mark.parametrize("way", list(SignOutWay))
def test_each_way_of_leaving_is_written_once(bench: Bench, way: SignOutWay) -> None:
    mine = signed_in(bench)
    bench.clock.forward(minutes=40)
    gone = Gone(way, MORNING + timedelta(minutes=35))
    mine.sign_out(gone)
    mine.sign_out(gone)
    assert kinds(bench, ID) == ["duty.signed_in", "duty.signed_out"]
    with bench.database.reading() as uow:
        entry = uow.journal.of_case(ID)[-1]
    assert decode_event(entry.body).fact == SignedOutHere(way, MORNING, gone.left)
    assert entry.state == "waiting", "it travels as every entry of the book does"
    assert l18(bench) == [("duty.signed_in", "not_on_duty"), ("duty.signed_out", "")]


def test_whoever_never_signed_in_leaves_no_end(bench: Bench) -> None:
    bench.counter().attendance.sign_out(Gone(SignOutWay.QUIT, MORNING))
    assert kinds(bench, ID) == []


def test_a_clock_put_back_meanwhile_makes_no_stay_shorter_than_nothing(bench: Bench) -> None:
    mine = signed_in(bench)
    mine.sign_out(Gone(SignOutWay.QUIT, MORNING - timedelta(hours=3)))
    assert l18(bench) == [("duty.signed_in", "not_on_duty"), ("duty.signed_out", "")]


def test_a_program_that_fell_is_shown_and_nothing_is_invented(bench: Bench) -> None:
    signed_in(bench)
    assert l18(bench) == [("duty.signed_in", "not_on_duty\nnot_yet_signed_out")]
    bench.clock.forward(minutes=3)
    signed_in(bench)
    assert [gap for _, gap in l18(bench)] == [
        "not_on_duty\nnot_signed_out",
        "not_on_duty\nnot_yet_signed_out",
    ]


@pytest.mark.parametrize(
    ("days", "gap"), [(1, "not_signed_out"), (4, "not_signed_out"), (40, "not_yet_signed_out")]
)
def test_the_next_sign_in_shows_that_the_evening_had_no_end(bench: Bench, days: int, gap: str) -> None:
    signed_in(bench)
    bench.clock.forward(days=days)
    signed_in(bench)
    assert l18(bench) == [("duty.signed_in", f"not_on_duty\n{gap}")]


def test_a_night_at_an_open_program_ends_in_the_book_of_the_next_day(bench: Bench) -> None:
    mine = signed_in(bench)
    bench.clock.forward(days=1)
    mine.sign_out(Gone(SignOutWay.CHANGED, bench.clock.now()))
    assert l18(bench) == [("duty.signed_in", "not_on_duty")]
    assert l18(bench, DAY + timedelta(days=1)) == [("duty.signed_out", "")]
    view = bench.counter().duty.view()
    assert [(one.since, one.until) for one in view.stays] == [(MORNING, bench.clock.now())]


def test_the_view_of_the_day_names_everybody(bench: Bench) -> None:
    mine = signed_in(bench)
    mine.sign_out(Gone(SignOutWay.CHANGED, MORNING))
    bench.clock.forward(minutes=5)
    bench.counter(SUPERVISOR_PERSON).attendance.sign_in()
    view = bench.counter().duty.view()
    assert [view.names[one.staff_no] for one in view.stays] == [CLERK_PERSON.name, SUPERVISOR_PERSON.name]


def test_l18_is_printed_with_it(bench: Bench) -> None:
    mine = signed_in(bench)
    bench.clock.forward(minutes=40)
    mine.sign_out(Gone(SignOutWay.LOCKED, MORNING + timedelta(minutes=35)))
    head = bench.counter(SUPERVISOR_PERSON)
    said = text_of(head.papers.pdf(head.ledgers.issue(head.ledgers.view("L18", DAY, DAY)).paper_id))
    for word in ("登录", "签退", "锁屏后换人登录"):
        assert word in said
