"""签退: what ends a stay at a terminal, what only shows that nobody ended it."""

from dataclasses import replace
from datetime import datetime, timedelta

from outlet_app.domain.attendance import Stay, stays, unended
from outlet_app.domain.duty import Book, apply, book_id, is_book, judge
from outlet_app.domain.events import CaseEvent, Fact
from outlet_app.domain.facts.duty import DutyBegun, SignedInHere, SignedOutHere, SignOutWay
from outlet_app.domain.ledgers.duty import COLUMNS, duty_lines
from tests.domain.tables import each
from tests.support.builders import CLERK, MORNING, OUTLET, event, registered

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


def test_what_is_a_book() -> None:
    table = {book_id(OUTLET, "01", DAY): True, "duty-x": True, "": False, "0199a1b2": False}
    assert {which: is_book(which) for which in table} == table
