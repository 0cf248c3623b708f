"""值班、交接班、用印 at a real terminal: counted, proven by 口令, kept, sent, and read in L17 and L18."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from outlet_app.domain.duty import book_id
from outlet_app.domain.facts.duty import AwayReason, DutyHanded, Seal, SealUsed
from outlet_app.domain.people import Person
from outlet_app.domain.problems import Refused
from outlet_app.services.duty import Duty
from outlet_app.sync.wire import decode_event
from outlet_app.system.keystore import UnknownPerson, WrongPassword
from tests.support.at_the_counter import accepted, answered, kinds, notified
from tests.support.bench import CLERK_PERSON, KEY, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import CLERK, MORNING, OUTLET, SUPERVISOR

WORD, WRONG = "Ulanbuh-Shamo-8", "Ulanbuh-Shamo-9"
SEALS = "业务专用章 1 枚"
ID = book_id(OUTLET, "01", MORNING.date())


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    opened.keystore.add(SUPERVISOR, WORD, KEY)
    yield opened
    opened.database.close()


def duty(bench: Bench, person: Person = CLERK_PERSON) -> Duty:
    return bench.counter(person).duty


def ledger(bench: Bench, code: str) -> list[dict[str, object]]:
    day = bench.clock.now().date()
    view = bench.counter(SUPERVISOR_PERSON).ledgers.view(code, day, day)
    return [dict(line.cells) for line in view.lines]


def printed(bench: Bench, paper_id: str) -> None:
    bench.counter().papers.spool(paper_id)


def test_a_day_from_coming_to_going(bench: Bench) -> None:
    assert duty(bench).view().on_duty is None
    duty(bench).begin(SEALS, "扫码枪 1 把")
    bench.clock.forward(hours=2)
    view = duty(bench).view()
    assert (view.on_duty, view.since, view.mine, view.away) == (CLERK_PERSON, MORNING, True, False)
    duty(bench).leave(AwayReason.MEAL, SUPERVISOR)
    assert duty(bench).view().away
    duty(bench).come_back()
    duty(bench).end("锁在保险柜", "明天张三来取件")
    assert duty(bench).view().on_duty is None
    assert kinds(bench, ID) == ["duty.begun", "duty.away", "duty.back", "duty.ended"]


def test_a_hand_over_needs_the_receivers_own_word(bench: Bench) -> None:
    duty(bench).begin(SEALS, "")
    with pytest.raises(WrongPassword):
        duty(bench).hand_over(SUPERVISOR, WRONG, SEALS)
    assert kinds(bench, ID) == ["duty.begun"]
    duty(bench).hand_over(SUPERVISOR, WORD, SEALS, "扫码枪", "委托书一份", "约好三点")
    view = duty(bench, SUPERVISOR_PERSON).view()
    assert (view.on_duty, view.mine) == (SUPERVISOR_PERSON, True)
    assert not duty(bench).view().mine


def test_no_word_is_asked_where_the_rules_say_no(bench: Bench) -> None:
    """A refused hand-over must not cost a try of the 口令."""
    with pytest.raises(Refused, match=r"duty\.not_on"):
        duty(bench).hand_over(SUPERVISOR, WRONG, SEALS)
    duty(bench).begin(SEALS, "")
    with pytest.raises(Refused, match=r"duty\.seals"):
        duty(bench).hand_over(SUPERVISOR, WRONG, " ")
    with pytest.raises(Refused, match=r"duty\.to_whom"):
        duty(bench).hand_over(CLERK, "Trial-2026", SEALS)
    with pytest.raises(WrongPassword) as told:
        duty(bench).hand_over(SUPERVISOR, WRONG, SEALS)
    assert told.value.tries_left == 4


def test_nobody_without_a_slot_takes_over(bench: Bench) -> None:
    duty(bench).begin(SEALS, "")
    assert [one.staff_no for one in duty(bench).view().colleagues] == [SUPERVISOR]
    with pytest.raises(UnknownPerson):
        duty(bench).hand_over("1508269999", WORD, SEALS)


def test_what_is_pending_is_counted_by_the_machine(bench: Bench) -> None:
    duty(bench).begin(SEALS, "")
    accepted(bench)
    notice = notified(bench)
    answered(bench)
    printed(bench, notice.papers[0].paper_id)
    pending = duty(bench).view().pending
    assert (pending.open_cases, pending.correcting, pending.late) == (2, 1, 0)
    assert (pending.unprinted, pending.unsealed) == (1, 1)
    assert pending.unsent > 0
    duty(bench).hand_over(SUPERVISOR, WORD, SEALS)
    with bench.database.reading() as uow:
        last = decode_event(uow.journal.of_case(ID)[-1].body).fact
    assert isinstance(last, DutyHanded)
    assert (last.pending.open_cases, last.pending.unsealed) == (2, 1)


def test_who_was_left_alone_stands_in_and_that_is_written(bench: Bench) -> None:
    duty(bench).begin(SEALS, "")
    duty(bench, SUPERVISOR_PERSON).begin(SEALS, "")
    assert duty(bench, SUPERVISOR_PERSON).view().mine
    lines = ledger(bench, "L18")
    assert [(line["duty"], line["gap"]) for line in lines] == [
        ("duty.begun", ""),
        ("duty.begun", "not_handed_over\nstill_on"),
    ]
    assert str(lines[1]["partner"]).endswith("0837")


def test_a_new_day_has_a_new_book(bench: Bench) -> None:
    duty(bench).begin(SEALS, "")
    bench.clock.forward(days=1)
    assert duty(bench).view().on_duty is None
    duty(bench).begin(SEALS, "")
    assert kinds(bench, ID) == ["duty.begun"]


class TestSeals:
    def test_a_printed_paper_waits_for_its_seal(self, bench: Bench) -> None:
        outcome = accepted(bench)
        (paper,) = outcome.papers
        assert duty(bench).unsealed() == ()
        printed(bench, paper.paper_id)
        (waiting,) = duty(bench).unsealed()
        assert waiting == SealUsed(paper.number, "W05", Seal.BUSINESS, 2, outcome.case.case_no)

    def test_one_call_writes_it_down(self, bench: Bench) -> None:
        printed(bench, accepted(bench).papers[0].paper_id)
        used = duty(bench).seal_latest()
        assert used is not None
        assert duty(bench).unsealed() == ()
        assert duty(bench).seal_latest() is None
        assert kinds(bench, ID) == ["duty.seal_used"]

    def test_the_newest_print_comes_first_and_a_reprint_counts_once(self, bench: Bench) -> None:
        first = accepted(bench)
        printed(bench, first.papers[0].paper_id)
        bench.clock.forward(minutes=5)
        second = notified(bench)
        printed(bench, second.papers[0].paper_id)
        bench.clock.forward(minutes=5)
        again = bench.counter().papers.reprint(first.case.case_id, "W05")
        printed(bench, again.paper_id)
        assert [used.form for used in duty(bench).unsealed()] == ["W05", "W04"]

    def test_a_slip_takes_no_seal(self, bench: Bench) -> None:
        slip = bench.counter().papers.issue(answered(bench).case.case_id, "W01")
        printed(bench, slip.paper_id)
        assert duty(bench).unsealed() == ()

    def test_another_seal_and_other_copies(self, bench: Bench) -> None:
        printed(bench, accepted(bench).papers[0].paper_id)
        (waiting,) = duty(bench).unsealed()
        told = SealUsed(waiting.number, waiting.form, Seal.OFFICIAL, 1, waiting.case_no, "只盖一份")
        duty(bench).use_seal(told)
        assert duty(bench).unsealed() == ()
        with pytest.raises(Refused, match=r"duty\.seal"):
            duty(bench).use_seal(SealUsed(waiting.number, "W05", Seal.PROOF, 0))

    def test_it_stands_in_l17_beside_the_number(self, bench: Bench) -> None:
        outcome = accepted(bench)
        printed(bench, outcome.papers[0].paper_id)
        duty(bench).seal_latest()
        lines = ledger(bench, "L17")
        assert [(line["event"], line["seal"]) for line in lines] == [
            ("paper_issued", ""), ("duty.seal_used", "business|2"),
        ]  # fmt: skip
        assert lines[0]["number"] == lines[1]["number"] == outcome.papers[0].number


def test_l18_tells_who_worked_without_being_on_duty(bench: Bench) -> None:
    answered(bench)
    (line,) = ledger(bench, "L18")
    assert (line["duty"], line["gap"]) == ("worked", "not_on_duty")
    assert str(line["clerk"]).endswith("0837")
    duty(bench).begin(SEALS, "")
    assert [one["gap"] for one in ledger(bench, "L18")] == ["still_on"]


def test_l18_is_printed_and_saved(bench: Bench, tmp_path: Path) -> None:
    duty(bench).begin(SEALS, "扫码枪 1 把、高拍仪 1 台")
    duty(bench).hand_over(SUPERVISOR, WORD, SEALS, "", "𬎆某的委托书", "乌力吉·巴图三点来")
    day = bench.clock.now().date()
    ledgers = bench.counter(SUPERVISOR_PERSON).ledgers
    view = ledgers.view("L18", day, day)
    assert ledgers.issue(view).form == "W19"
    ledgers.export(view, tmp_path / "l18.xlsx")
    assert (tmp_path / "l18.xlsx").stat().st_size > 4_000


def test_a_clerk_reads_no_ledger(bench: Bench) -> None:
    day = bench.clock.now().date()
    with pytest.raises(Refused, match=r"right\.missing"):
        bench.counter().ledgers.view("L18", day, day)


BOOKED: dict[str, tuple[Callable[[Duty], None], str]] = {
    "where the seal is, too long": (lambda one: one.end("章" * 301), "step.misfit"),
    "where the seal is, no paper shows it": (lambda one: one.end("锁在\x07保险柜"), "step.misfit"),
    "where the seal is, unsaid": (lambda one: one.end(" "), "duty.seals"),
    "a note too long": (lambda one: one.end("锁在保险柜", "话" * 301), "step.misfit"),
    "why away, too long": (lambda one: one.leave(AwayReason.OTHER, note="去" * 301), "step.misfit"),
    "why away, unsaid": (lambda one: one.leave(AwayReason.OTHER), "duty.why"),
    "a picture with the seal": (
        lambda one: one.use_seal(SealUsed("0001号", "W04", Seal.OFFICIAL, 1, note="\U0001f33b")),
        "step.misfit",
    ),
    "no copies": (
        lambda one: one.use_seal(SealUsed("0001号", "W04", Seal.OFFICIAL, 0)),
        "duty.seal",
    ),
}


@pytest.mark.parametrize("name", BOOKED)
def test_what_no_sheet_of_the_book_takes_is_written_by_nobody(bench: Bench, name: str) -> None:
    """Whichever way it came: the rules of the book speak first, then its sheets."""
    step, code = BOOKED[name]
    duty(bench).begin(SEALS, "")
    with pytest.raises(Refused) as refused:
        step(duty(bench))
    assert refused.value.refusal.code == code
    assert kinds(bench, ID) == ["duty.begun"]


@pytest.mark.parametrize(("seals", "devices"), [("章" * 301, ""), ("", "扫码枪\U0001f33b")])
def test_coming_with_what_no_sheet_takes_opens_no_book(bench: Bench, seals: str, devices: str) -> None:
    with pytest.raises(Refused) as refused:
        duty(bench).begin(seals, devices)
    assert refused.value.refusal.code == "step.misfit"
    assert duty(bench).view().on_duty is None


def test_a_hand_over_that_does_not_fit_asks_for_no_word(bench: Bench) -> None:
    """It is refused before the receiver's 口令 is looked at, so that no try of it is spent."""
    duty(bench).begin(SEALS, "")
    with pytest.raises(Refused) as refused:
        duty(bench).hand_over(SUPERVISOR, WRONG, "章" * 301)
    assert refused.value.refusal.code == "step.misfit"
    duty(bench).hand_over(SUPERVISOR, WORD, SEALS)
    assert kinds(bench, ID) == ["duty.begun", "duty.handed"]
