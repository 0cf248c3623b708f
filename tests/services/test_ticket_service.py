"""叫号 at a real terminal: called, answered by the registration in one transaction, read in L24, sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from outlet_app.domain.duty import book_id
from outlet_app.domain.events import Channel
from outlet_app.domain.facts.duty import TicketFate
from outlet_app.domain.problems import Refused
from outlet_app.services.tickets import Tickets, TicketView
from tests.support.at_the_counter import accepted, answered, kinds, notified, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING, OUTLET

ID = book_id(OUTLET, "01", MORNING.date())


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def tickets(bench: Bench) -> Tickets:
    return bench.counter().tickets


def told(bench: Bench) -> list[tuple[str, str, str]]:
    """L24: number, fate and case of each line."""
    day = bench.clock.now().date()
    lines = bench.counter(SUPERVISOR_PERSON).ledgers.view("L24", day, day).lines
    return [(str(one.cells["ticket"]), str(one.cells["fate"]), one.case_no) for one in lines]


def test_a_registration_at_the_window_answers_the_number(bench: Bench) -> None:
    assert tickets(bench).view() == TicketView()
    assert tickets(bench).call(" ａ012 ") == "A012"
    assert tickets(bench).view() == TicketView("A012", MORNING, "A013")
    case = answered(bench).case
    assert kinds(bench, ID) == ["duty.ticket_called", "duty.ticket_served"]
    assert tickets(bench).view() == TicketView("", None, "A013")
    assert told(bench) == [("A012", "served", case.case_no)]


@pytest.mark.parametrize("decide", [accepted, notified])
def test_any_decision_that_registers_answers_it(bench: Bench, decide: object) -> None:
    tickets(bench).call("A012")
    case = decide(bench).case  # type: ignore[operator]
    assert told(bench) == [("A012", "served", case.case_no)]


def test_a_second_case_of_the_same_visitor_answers_nothing_more(bench: Bench) -> None:
    tickets(bench).call("A012")
    first = answered(bench).case
    answered(bench)
    assert told(bench) == [("A012", "served", first.case_no)]


def test_a_caller_is_not_who_was_called_to_the_window(bench: Bench) -> None:
    tickets(bench).call("A012")
    answered(bench, channel=Channel.PHONE)
    assert kinds(bench, ID) == ["duty.ticket_called"]
    assert told(bench) == [("A012", "waiting", "")]


def test_a_refused_registration_leaves_the_number_at_the_window(bench: Bench) -> None:
    tickets(bench).call("A012")
    with pytest.raises(Refused):
        answered(bench, request="")
    assert tickets(bench).view().number == "A012"


def test_a_number_without_registration_tells_why_and_the_next_is_called(bench: Bench) -> None:
    tickets(bench).call("A012")
    tickets(bench).end("A012", TicketFate.PASSED, following="a013")
    tickets(bench).end("A013", TicketFate.ASKED, "问税务窗口在哪")
    assert told(bench) == [("A012", "passed", ""), ("A013", "asked", "")]
    assert tickets(bench).view() == TicketView("", None, "A014")


@pytest.mark.parametrize(
    ("fate", "note", "following", "code"),
    [
        (TicketFate.ASKED, "", "", "duty.ticket_why"),
        (TicketFate.ELSEWHERE, " ", "", "duty.ticket_why"),
        (TicketFate.PASSED, "", "乱写", "duty.ticket"),
        (TicketFate.LEFT, "", "A012", "duty.ticket_used"),
    ],
)
def test_what_is_refused_leaves_nothing(
    bench: Bench, fate: TicketFate, note: str, following: str, code: str
) -> None:
    """Both halves or none: a fate is not kept where the next number cannot be called."""
    tickets(bench).call("A012")
    with pytest.raises(Refused) as refused:
        tickets(bench).end("A012", fate, note, following)
    assert refused.value.refusal.code == code
    assert kinds(bench, ID) == ["duty.ticket_called"]


@pytest.mark.parametrize("raw", ["", "   ", "A", "A12B", "第十二号"])
def test_what_is_no_number_is_not_called(bench: Bench, raw: str) -> None:
    with pytest.raises(Refused, match=r"duty\.ticket"):
        tickets(bench).call(raw)
    assert kinds(bench, ID) == []


def test_a_new_day_begins_a_new_queue(bench: Bench) -> None:
    tickets(bench).call("A012")
    bench.clock.forward(days=1)
    assert tickets(bench).view() == TicketView()
    answered(bench)
    assert kinds(bench, ID) == ["duty.ticket_called"]
    assert tickets(bench).call("A001") == "A001"


def test_who_signed_in_stands_in_l18_and_waits_to_be_sent(bench: Bench) -> None:
    bench.counter().attendance.sign_in()
    day = bench.clock.now().date()
    lines = bench.counter(SUPERVISOR_PERSON).ledgers.view("L18", day, day).lines
    assert [(one.cells["duty"], one.cells["gap"]) for one in lines] == [
        ("duty.signed_in", "not_on_duty\nnot_yet_signed_out")
    ]
    with bench.database.reading() as uow:
        assert [entry.state for entry in uow.journal.of_case(ID)] == ["waiting"]
    bench.counter().duty.begin("业务专用章 1 枚", "")
    lines = bench.counter(SUPERVISOR_PERSON).ledgers.view("L18", day, day).lines
    assert [one.cells["gap"] for one in lines] == ["not_yet_signed_out", "still_on"]


def test_l24_is_printed_with_its_figures_and_saved(bench: Bench, tmp_path: Path) -> None:
    tickets(bench).call("A012")
    case = answered(bench).case
    tickets(bench).call("A015")
    tickets(bench).end("A015", TicketFate.ASKED, "问税务窗口在哪")
    day = bench.clock.now().date()
    head = bench.counter(SUPERVISOR_PERSON)
    view = head.ledgers.view("L24", day, day)
    said = text_of(head.papers.pdf(head.ledgers.issue(view).paper_id))
    for words in (
        "叫号登记核查台账",
        "缺A013～A014号",
        "咨询未登记",
        "问税务窗口在哪",
        "叫号登记率",
        "50.0%",
    ):
        assert words in said, words
    assert case.case_no.replace("-", "") in said.replace("-", "")
    head.ledgers.export(view, tmp_path / "l24.xlsx")
    assert (tmp_path / "l24.xlsx").stat().st_size > 4_000
