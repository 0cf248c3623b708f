"""签退: what ends a stay at a terminal, what only shows that nobody ended it, and how L18 says both."""

from dataclasses import replace
from datetime import datetime, timedelta

from outlet_app.domain.attendance import Stay, stays, unended
from outlet_app.domain.duty import Book, apply, book_id, is_book, judge
from outlet_app.domain.events import CaseEvent, Fact
from outlet_app.domain.facts.duty import DutyBegun, SignedInHere, SignedOutHere, SignOutWay
from outlet_app.domain.ledgers.duty import COLUMNS, duty_lines
from outlet_app.wording import duty as said
from outlet_app.wording import ledgers as words
from tests.domain.tables import each
from tests.support.builders import CLERK, MORNING, OUTLET, at, event, registered

OTHER = "1508260838"
DAY, NIGHT = MORNING.date(), 24 * 60
IN = SignedInHere(has_end=True)
CHANGED, LOCKED, QUIT = SignOutWay.CHANGED, SignOutWay.LOCKED, SignOutWay.QUIT
Told = tuple[int, str, Fact]


def minute(minutes: int) -> datetime:
    return MORNING + timedelta(minutes=minutes)


def out(since: int, left: int, way: SignOutWay = CHANGED) -> SignedOutHere:
    return SignedOutHere(way, minute(since), minute(left))


def told(*rows: Told, terminal: str = "01") -> list[CaseEvent]:
    """Entries at minutes after the morning; whatever the day, each in its own book."""
    found = (replace(event(fact, minutes=at, actor=who), terminal=terminal) for at, who, fact in rows)
    return [replace(one, case_id=book_id(OUTLET, terminal, one.day)) for one in found]


def books(*events: CaseEvent) -> list[Book]:
    made: dict[str, Book] = {}
    for one in events:
        book = made.get(one.case_id)
        assert judge(book, one) is None, one.fact
        made[one.case_id] = apply(book, one)
    return list(made.values())


@each(
    ("rows", "expected"),
    [
        ([], []),
        ([(0, CLERK, IN)], [Stay(CLERK, minute(0))]),
        ([(0, CLERK, IN), (9, CLERK, out(0, 9))], [Stay(CLERK, minute(0), minute(9), CHANGED)]),
        # The lock came before: the desk was empty from then on.
        ([(0, CLERK, IN), (9, CLERK, out(0, 4, LOCKED))], [Stay(CLERK, minute(0), minute(4), LOCKED)]),
        # No end, and somebody signs in again: whoever it is, the first stay was cut off.
        (
            [(0, CLERK, IN), (5, CLERK, IN)],
            [Stay(CLERK, minute(0), is_cut=True), Stay(CLERK, minute(5))],
        ),
        (
            [(0, CLERK, IN), (5, OTHER, IN), (9, OTHER, out(5, 9, QUIT))],
            [Stay(CLERK, minute(0), is_cut=True), Stay(OTHER, minute(5), minute(9), QUIT)],
        ),
        # What an older program wrote tells nothing by the end that is missing.
        (
            [(0, CLERK, SignedInHere()), (5, OTHER, IN)],
            [Stay(CLERK, minute(0)), Stay(OTHER, minute(5))],
        ),
        # An end belongs to the sign-in it names, and to nobody else's.
        (
            [(0, CLERK, IN), (9, OTHER, out(0, 9))],
            [Stay(CLERK, minute(0)), Stay(OTHER, minute(0), minute(9), CHANGED)],
        ),
        # The program stayed open over night: today's book has the end alone.
        ([(NIGHT, CLERK, out(0, NIGHT))], [Stay(CLERK, minute(0), minute(NIGHT), CHANGED)]),
        ([(0, CLERK, IN), (NIGHT, CLERK, out(0, 30))], [Stay(CLERK, minute(0), minute(30), CHANGED)]),
    ],
)
def test_from_when_to_when(rows: list[Told], expected: list[Stay]) -> None:
    assert list(stays(told(*rows))) == expected


def test_the_other_terminal_cuts_nobody_off() -> None:
    here, there = told((0, CLERK, IN)), told((5, OTHER, IN), terminal="02")
    assert set(unended([*here, *there]).values()) == {False}
    assert [one.is_cut for one in stays([*there, *here])] == [False, False]


@each(
    ("rows", "gaps"),
    [
        ([(0, CLERK, IN)], ["not_on_duty\nnot_yet_signed_out"]),
        ([(0, CLERK, IN), (1, CLERK, DutyBegun())], ["not_yet_signed_out", "still_on"]),
        ([(0, CLERK, IN), (9, CLERK, out(0, 9))], ["not_on_duty", ""]),
        (
            [(0, CLERK, IN), (5, OTHER, IN)],
            ["not_on_duty\nnot_signed_out", "not_on_duty\nnot_yet_signed_out"],
        ),
        ([(0, CLERK, SignedInHere()), (5, OTHER, SignedInHere())], ["not_on_duty", "not_on_duty"]),
        # Only the next morning shows that the evening before was never ended.
        ([(0, CLERK, IN), (NIGHT, OTHER, IN)], ["not_on_duty\nnot_signed_out"]),
        ([(0, CLERK, IN), (NIGHT, CLERK, out(0, NIGHT)), (NIGHT + 1, OTHER, IN)], ["not_on_duty"]),
    ],
)
def test_what_l18_finds_missing(rows: list[Told], gaps: list[str]) -> None:
    found = duty_lines(books(*told(*rows)), (), DAY, DAY)
    assert [one.cells["gap"] for one in found] == gaps
    assert all(set(one.cells) == set(COLUMNS) for one in found)


def test_l18_tells_how_and_since_when() -> None:
    (line,) = duty_lines(books(*told((50, CLERK, out(0, 42, LOCKED)))), (), DAY, DAY)
    assert line.at == minute(50)
    assert words.cell("duty", line.cells["duty"]) == "签退"
    assert (
        words.cell("said", line.cells["said"])
        == "11-20 周五 09:05 登录，11-20 周五 09:47 离开（锁屏后换人登录）"
    )
    assert said.FORMATS["gap"]("not_on_duty\nnot_signed_out") == "未登记到岗、未签退"
    assert said.FORMATS["gap"]("not_yet_signed_out") == "尚未签退"


def test_leaving_is_no_work_but_a_registration_is() -> None:
    made = told((0, CLERK, IN), (9, CLERK, out(0, 9)))
    work = event(registered(), minutes=3, actor=CLERK)
    assert [one.cells["duty"] for one in duty_lines(books(*made), [*made, work], DAY, DAY)] == [
        "duty.signed_in", "worked", "duty.signed_out",
    ]  # fmt: skip
    assert len(duty_lines(books(*made), made, DAY, DAY)) == 2


def test_no_stay_ends_before_it_began() -> None:
    table = {(5, 9): "", (5, 5): "", (5, 4): "duty.signed_out"}
    found = {(since, left): judge(None, told((9, CLERK, out(since, left)))[0]) for since, left in table}
    assert {key: one.code if one else "" for key, one in found.items()} == table


def test_nobody_is_put_on_duty_or_off_it() -> None:
    (book,) = books(*told((0, CLERK, IN), (1, CLERK, DutyBegun()), (9, CLERK, out(0, 9))))
    assert (book.on_duty, book.away, book.served) == (CLERK, False, {CLERK})


def test_how_the_dialog_says_a_day() -> None:
    names = {CLERK: "苏日娜", OTHER: "乌力吉·巴图"}
    table: dict[tuple[Stay, ...], str] = {
        (): "没有记录。",
        (Stay(CLERK, at()),): "苏日娜 09:05 起，尚未签退",
        (Stay(CLERK, at(), is_cut=True),): "苏日娜 09:05 起，未签退",
        (Stay(OTHER, at(), at(60), CHANGED),): "乌力吉·巴图 09:05—10:05（换人登录）",
        (Stay("1508269999", at(), at(60), QUIT),): "9999 09:05—10:05（退出程序）",
        (Stay(CLERK, at(days=-1), at(30), SignOutWay.HANDED),): ("苏日娜 11-19 周四 09:05—09:35（交接）"),
        (Stay(CLERK, at(), at(60), SignOutWay.SENT_AWAY),): "苏日娜 09:05—10:05（不再是本网点人员）",
    }
    assert {told: said.stays(told, names) for told in table} == table
    many = tuple(Stay(CLERK, at(one), is_cut=one < 6) for one in range(7))
    lines = said.stays(many, names).split("\n")
    assert len(lines) == said.STAYS_SHOWN + 1
    assert lines[-2:] == ["苏日娜 09:11 起，尚未签退", "另有 3 次，见值班与交接班台账"]
    assert set(said.WAYS) == set(SignOutWay)


def test_what_is_a_book() -> None:
    table = {book_id(OUTLET, "01", DAY): True, "duty-x": True, "": False, "0199a1b2": False}
    assert {which: is_book(which) for which in table} == table
