"""叫号: how numbers are written, what may be told of one, and L24 (domain.md §1.6 item 1)."""

from dataclasses import replace
from datetime import timedelta

from outlet_app.domain.duty import Book, apply, book_id, fold, judge
from outlet_app.domain.events import CaseEvent, Fact
from outlet_app.domain.facts.duty import (
    DutyBegun,
    SignedInHere,
    TicketCalled,
    TicketEnded,
    TicketFate,
    TicketServed,
)
from outlet_app.domain.ledgers import LEDGERS, SumOf
from outlet_app.domain.ledgers.duty import duty_lines
from outlet_app.domain.ledgers.tickets import CODE, COLUMNS, ticket_lines, ticket_sums
from outlet_app.domain.problems import Problem
from outlet_app.domain.tickets import calls_by, next_ticket, read_ticket
from tests.domain.tables import each
from tests.support.builders import CLERK, MORNING, OUTLET, event, registered

OTHER = "1508260838"
DAY = MORNING.date()
CASE_NO = "HH05-20261120-010001-T"


def call(number: str) -> TicketCalled:
    return TicketCalled(number)


def end(number: str, fate: TicketFate = TicketFate.PASSED, note: str = "") -> TicketEnded:
    return TicketEnded(number, fate, note)


def served(number: str) -> TicketServed:
    return TicketServed(number, CASE_NO)


def told(fact: Fact, minutes: int = 0, actor: str = CLERK, terminal: str = "01") -> CaseEvent:
    which = book_id(OUTLET, terminal, DAY)
    return replace(event(fact, minutes=minutes, actor=actor, case_id=which), terminal=terminal)


def book(*facts: Fact, terminal: str = "01", start: int = 0, actor: str = CLERK) -> Book:
    """The book after these, each legal when it was written."""
    made: Book | None = None
    for minutes, fact in enumerate(facts, start):
        one = told(fact, minutes, actor, terminal)
        assert judge(made, one) is None, fact.KIND
        made = apply(made, one)
    assert made is not None
    return made


def test_how_a_number_is_read() -> None:
    table = {
        "A012": "A012", " a 012 ": "A012", "Ａ０１２": "A012", "12": "12", "007": "007",
        "综12": "综12", "A-5": "A-5", "VIP00003": "VIP00003", "": "", "A": "", "A12B": "", "ABCDEFG1": "",
        "A123456": "", "１２３": "123", "A٣": "", "号码": "",
    }  # fmt: skip
    found = {raw: read_ticket(raw) for raw in table}
    assert {raw: "" if isinstance(one, Problem) else one.text for raw, one in found.items()} == table


def test_every_call_counts_for_whoever_called() -> None:
    def by(who: str, fact: Fact) -> CaseEvent:
        return replace(event(fact), actor=who)

    told = {
        (): {},
        (by(CLERK, served("A001")), by(CLERK, end("A002"))): {},
        (by(CLERK, call("A001")),): {CLERK: 1},
        (by(CLERK, call("A001")), by(CLERK, end("A001")), by(CLERK, call("A001"))): {CLERK: 2},
        (by(OTHER, call("A002")), by(CLERK, call("A001")), by(OTHER, call("B01"))): {CLERK: 1, OTHER: 2},
        (by(CLERK, SignedInHere()), by(CLERK, DutyBegun())): {},
    }
    assert {events: calls_by(events) for events in told} == told
    assert list(calls_by((by(OTHER, call("A002")), by(CLERK, call("A001"))))) == [CLERK, OTHER]


def test_which_number_comes_next() -> None:
    table = {
        "A012": "A013",
        "A099": "A100",
        "9": "10",
        "009": "010",
        "综19": "综20",
        "A999": "A1000",
        "x": "",
    }
    assert {number: next_ticket(number) for number in table} == table


@each(
    ("before", "fact", "refused"),
    [
        ((), call("A001"), ""),
        ((), call("a001"), "duty.ticket"),
        ((), call("乱写"), "duty.ticket"),
        ((), end("A001"), "duty.ticket_none"),
        ((), served("A001"), "duty.ticket_none"),
        ((call("A001"),), call("A002"), "duty.ticket_open"),
        ((call("A001"),), call("A001"), "duty.ticket_open"),
        ((call("A001"),), end("A002"), "duty.ticket_none"),
        ((call("A001"),), served("A002"), "duty.ticket_none"),
        ((call("A001"),), TicketServed("A001", ""), "duty.ticket_none"),
        ((call("A001"),), served("A001"), ""),
        ((call("A001"),), end("A001"), ""),
        ((call("A001"),), end("A001", TicketFate.LEFT), ""),
        ((call("A001"),), end("A001", TicketFate.ASKED), "duty.ticket_why"),
        ((call("A001"),), end("A001", TicketFate.ASKED, "  "), "duty.ticket_why"),
        ((call("A001"),), end("A001", TicketFate.ASKED, "问地址"), ""),
        ((call("A001"),), end("A001", TicketFate.ELSEWHERE), "duty.ticket_why"),
        ((call("A001"),), end("A001", TicketFate.ELSEWHERE, "税务窗口"), ""),
        ((call("A001"), served("A001")), call("A001"), "duty.ticket_used"),
        ((call("A001"), end("A001", TicketFate.LEFT)), call("A001"), "duty.ticket_used"),
        ((call("A001"), end("A001")), call("A001"), ""),
        ((call("A001"), end("A001"), call("A001"), served("A001")), call("A001"), "duty.ticket_used"),
        ((call("A001"), served("A001")), end("A001"), "duty.ticket_none"),
        ((call("A001"), served("A001")), call("A002"), ""),
    ],
)
def test_what_may_be_told_of_a_number(before: tuple[Fact, ...], fact: Fact, refused: str) -> None:
    one = judge(book(*before) if before else None, told(fact, 30))
    assert (one.code if one else "") == refused


def test_nobody_need_be_on_duty_to_call_and_a_call_puts_nobody_on_duty() -> None:
    made = book(SignedInHere(), call("A001"))
    assert (made.on_duty, made.ticket, made.served) == ("", "A001", frozenset())
    assert fold(made.events) == made
    assert book(DutyBegun(), call("A001"), SignedInHere()).on_duty == CLERK


def rows(*books: Book) -> list[tuple[str, str, str, str]]:
    found = ticket_lines(books, DAY, DAY)
    assert all(set(line.cells) == set(COLUMNS) for line in found)
    return [
        (str(one.cells["ticket"]), str(one.cells["fate"]), one.case_no, str(one.cells["queue"]))
        for one in found
    ]


def test_every_number_tells_what_became_of_it() -> None:
    made = book(
        call("A001"), served("A001"),
        call("A002"), end("A002"),
        call("A003"), end("A003", TicketFate.ASKED, "问地址"),
        call("A004"), end("A004", TicketFate.LEFT),
        call("A002"), served("A002"),
        call("A005"), end("A005", TicketFate.ELSEWHERE, "税务"),
        call("A006"),
    )  # fmt: skip
    assert rows(made) == [
        ("A001", "served", CASE_NO, ""),
        ("A002", "passed", "", ""),
        ("A003", "asked", "", "asked"),
        ("A004", "left", "", ""),
        ("A002", "served", CASE_NO, ""),
        ("A005", "elsewhere", "", ""),
        ("A006", "waiting", "", "waiting"),
    ]
    assert [line.cells["said"] for line in ticket_lines([made], DAY, DAY)][2] == "问地址"


def test_numbers_called_nowhere_are_named_over_all_terminals() -> None:
    """One machine serves several windows: what the other window called is not missing here."""
    first = book(call("A001"), served("A001"), call("A003"), served("A003"), call("A009"))
    second = book(call("A002"), served("A002"), call("B050"), terminal="02", start=20, actor=OTHER)
    assert [row[3] for row in rows(first)] == ["", "missing|A002|A002", "", "missing|A004|A008", "waiting"]
    assert [row[3] for row in rows(first, second)] == ["", "", "missing|A004|A008", "waiting", "", "waiting"]


def test_other_days_are_not_looked_at() -> None:
    made = book(call("A001"), served("A001"), call("A004"))
    before = DAY - timedelta(days=1)
    assert ticket_lines([made], before, before) == ()
    assert ticket_lines([], DAY, DAY) == ()


def test_how_many_numbers_have_a_registration() -> None:
    mine = book(call("A001"), served("A001"), call("A002"), end("A002"), call("A002"), served("A002"))
    other = book(call("A003"), end("A003", TicketFate.LEFT), terminal="02", start=20, actor=OTHER)
    found = ticket_sums(ticket_lines([mine, other], DAY, DAY))
    assert [(one.kind, one.name, one.all, one.some) for one in found] == [
        (SumOf.WHOLE, "", 3, 2),
        (SumOf.CLERK, CLERK, 2, 2),
        (SumOf.CLERK, OTHER, 1, 0),
    ]
    assert ticket_sums(ticket_lines([], DAY, DAY)) == ()
    assert LEDGERS[CODE].sums is ticket_sums


def test_a_bare_sign_in_stands_in_l18() -> None:
    """Who opened the terminal without going on duty is seen, also where nothing was done (§1.6 item 10)."""
    alone = book(SignedInHere())
    assert [(one.cells["duty"], one.cells["gap"]) for one in duty_lines([alone], (), DAY, DAY)] == [
        ("duty.signed_in", "not_on_duty")
    ]
    on_duty = book(SignedInHere(), DutyBegun())
    gaps = [one.cells["gap"] for one in duty_lines([on_duty], on_duty.events, DAY, DAY)]
    assert gaps == ["", "still_on"]


def test_signing_in_is_no_work_but_a_registration_is() -> None:
    made = book(SignedInHere(), SignedInHere())
    work = event(registered(), minutes=9, actor=CLERK)
    lines = duty_lines([made], [*made.events, work], DAY, DAY)
    assert [one.cells["duty"] for one in lines] == ["duty.signed_in", "duty.signed_in", "worked"]


def test_calls_stand_in_l24_and_not_in_l18() -> None:
    made = book(DutyBegun(), call("A001"), served("A001"))
    assert [one.cells["duty"] for one in duty_lines([made], (), DAY, DAY)] == ["duty.begun"]
