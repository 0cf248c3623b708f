"""Which decision Ctrl+Z means: the person's last of the day that stands, and why it cannot be taken back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import RejectDetail
from outlet_app.services.mending import LastDecided
from tests.services.test_untaking import taken
from tests.support.at_the_counter import accepted, answered, notified
from tests.support.bench import SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.entries import search_report


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def latest(bench: Bench) -> LastDecided | None:
    return bench.counter().mending.latest()


def told(bench: Bench) -> tuple[str, str]:
    """The case meant, and why its decision stays; empty where it may be taken back."""
    found = latest(bench)
    assert found is not None
    refusal = found.undoing.refusal
    return found.case.case_no, refusal.code if refusal else ""


def test_a_day_without_decisions_has_none(bench: Bench) -> None:
    assert latest(bench) is None


def test_it_is_the_last_one_with_its_papers(bench: Bench) -> None:
    answered(bench)
    bench.clock.forward(minutes=5)
    made = accepted(bench)
    found = latest(bench)
    assert found is not None
    assert found.case.case_id == made.case.case_id
    assert found.undoing.numbers == tuple(paper.number for paper in made.papers)
    assert (found.undoing.refusal, found.undoing.printed) == (None, ())


@pytest.mark.parametrize("decision", ["answer", "accept", "notice", "reject"])
def test_every_kind_of_decision_is_found_and_can_be_taken_back(bench: Bench, decision: str) -> None:
    counter = bench.counter()
    made = {
        "answer": lambda: answered(bench),
        "accept": lambda: accepted(bench),
        "notice": lambda: notified(bench),
        "reject": lambda: counter.intake.decide(
            search_report(bench.reference),
            Decision.REJECT,
            RejectDetail("不属于本清单事项", "说明", "科技局"),
        ),
    }[decision]()
    assert told(bench) == (made.case.case_no, "")
    case = counter.mending.undo(made.case.case_id, "按错了")
    assert case.last_decision is None
    assert set(case.void_papers) == {paper.number for paper in made.papers}
    assert latest(bench) is None, "what was taken back is no decision any more"


def test_taken_back_the_one_before_is_the_last(bench: Bench) -> None:
    first = answered(bench).case
    bench.clock.forward(minutes=1)
    second = accepted(bench).case
    bench.counter().mending.undo(second.case_id, "按错了")
    assert told(bench) == (first.case_no, "")


def test_a_decision_that_was_worked_on_is_named_and_stays(bench: Bench) -> None:
    answered(bench)
    bench.clock.forward(minutes=1)
    made = accepted(bench).case
    bench.clock.forward(minutes=1)
    bench.counter().cases.close(made.case_id, "报告已交付")
    assert told(bench) == (made.case_no, "undo.not_last"), "an older one is not what the clerk means"


def test_only_the_persons_own_count(bench: Bench) -> None:
    mine = accepted(bench).case
    bench.clock.forward(minutes=1)
    head = bench.counter(SUPERVISOR_PERSON)
    theirs = head.intake.decide(
        replace(search_report(bench.reference), request="另一件"), Decision.ACCEPT
    ).case
    assert told(bench) == (mine.case_no, "")
    found = head.mending.latest()
    assert found is not None
    assert found.case.case_no == theirs.case_no


def test_the_day_ends_at_midnight(bench: Bench) -> None:
    made = accepted(bench).case
    bench.clock.at = bench.clock.at.replace(hour=23, minute=59)
    assert told(bench) == (made.case_no, "")
    bench.clock.forward(minutes=1)
    assert latest(bench) is None


def test_a_paper_handed_out_is_named_for_collecting(bench: Bench) -> None:
    made = accepted(bench)
    counter = bench.counter()
    counter.papers.spool(made.papers[0].paper_id)
    found = latest(bench)
    assert found is not None
    assert found.undoing.printed == (made.papers[0].number,)


def test_asking_changes_nothing(bench: Bench) -> None:
    accepted(bench)
    before = bench.counter().written()
    latest(bench)
    latest(bench)
    assert bench.counter().written() == before


class TestTakings:
    """补正收件, which is no decision, is within the reach of Ctrl+Z too."""

    def test_the_last_taking_is_meant_with_its_receipt(self, bench: Bench) -> None:
        case, papers = taken(bench)
        found = latest(bench)
        assert found is not None
        assert (found.case.case_id, found.is_taking) == (case.case_id, True)
        assert found.undoing.numbers == tuple(paper.number for paper in papers)
        assert (found.undoing.refusal, found.undoing.printed) == (None, ())

    def test_taken_back_it_is_not_meant_any_more(self, bench: Bench) -> None:
        case, _ = taken(bench)
        bench.counter().mending.untake(case.case_id, "收错件")
        assert latest(bench) is None, "the notice was of Friday"

    def test_whichever_came_last_is_meant(self, bench: Bench) -> None:
        case, _ = taken(bench)
        bench.clock.forward(minutes=3)
        second = answered(bench).case
        found = latest(bench)
        assert found is not None
        assert (found.case.case_id, found.is_taking) == (second.case_id, False)
        bench.counter().mending.undo(second.case_id, "按错了")
        again = latest(bench)
        assert again is not None
        assert (again.case.case_id, again.is_taking) == (case.case_id, True)

    def test_decided_in_the_same_moment_the_decision_is_meant(self, bench: Bench) -> None:
        case, _ = taken(bench, Decision.ACCEPT)
        found = latest(bench)
        assert found is not None
        assert (found.case.case_id, found.is_taking) == (case.case_id, False)

    def test_with_a_receipt_out_it_is_asked_for(self, bench: Bench) -> None:
        _, papers = taken(bench)
        bench.counter().papers.spool(papers[0].paper_id)
        found = latest(bench)
        assert found is not None
        assert found.undoing.printed == (papers[0].number,)

    def test_a_colleague_s_is_not_meant(self, bench: Bench) -> None:
        taken(bench)
        assert bench.counter(SUPERVISOR_PERSON).mending.latest() is None

    def test_the_next_day_it_is_not_meant(self, bench: Bench) -> None:
        taken(bench)
        bench.clock.forward(days=1)
        assert latest(bench) is None
