"""Uses of the seal and the number called stand in the case's own course, where they belong in time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from outlet_app.domain.facts.duty import Seal, SealUsed
from outlet_app.services.views import TimelineEntry
from outlet_app.wording.timeline import tell, title_of
from tests.support.at_the_counter import accepted, answered, kinds
from tests.support.bench import SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def course(bench: Bench, case_id: str) -> tuple[TimelineEntry, ...]:
    """The course as the page shows it, the newest first."""
    return bench.counter().cases.detail(case_id).timeline


def titles(bench: Bench, case_id: str) -> list[str]:
    return [title_of(one.event.fact.KIND) for one in course(bench, case_id)]


def sealed(bench: Bench) -> tuple[str, str]:
    """An acceptance printed and sealed; its case and the number of the paper."""
    made = accepted(bench)
    bench.clock.forward(minutes=2)
    bench.counter().papers.spool(made.papers[0].paper_id)
    used = bench.counter().duty.seal_latest()
    assert used is not None
    return made.case.case_id, used.number


def test_the_use_of_the_seal_stands_after_its_paper(bench: Bench) -> None:
    case_id, number = sealed(bench)
    first = course(bench, case_id)[0]
    assert isinstance(first.event.fact, SealUsed)
    assert (first.who, first.counts, first.verdict) == ("苏日娜", True, "waiting")
    assert tell(first.event.fact).text == f"受理通知书 {number}\n业务专用章 2 份"
    assert titles(bench, case_id)[1] == "生成文书"


def test_what_came_after_stands_above_it(bench: Bench) -> None:
    case_id, _ = sealed(bench)
    bench.clock.forward(minutes=10)
    bench.counter(SUPERVISOR_PERSON).cases.withdraw(case_id, "不办了")
    assert titles(bench, case_id)[:3] == ["申请人撤回", "用印", "生成文书"]


def test_the_journal_of_the_case_is_as_it_was(bench: Bench) -> None:
    case_id, _ = sealed(bench)
    assert "duty.seal_used" not in kinds(bench, case_id)
    assert bench.counter().cases.detail(case_id).case.events == len(kinds(bench, case_id))


def test_other_cases_papers_are_not_told_here(bench: Bench) -> None:
    case_id, _ = sealed(bench)
    other = accepted(bench).case.case_id
    assert "用印" not in titles(bench, other)
    assert titles(bench, case_id).count("用印") == 1


def test_each_use_is_told_with_its_seal_and_note(bench: Bench) -> None:
    case_id, number = sealed(bench)
    again = SealUsed(number, "W05", Seal.OFFICIAL, 1, "", "补盖公章")
    bench.counter().duty.use_seal(again)
    told = [
        tell(one.event.fact).text for one in course(bench, case_id) if isinstance(one.event.fact, SealUsed)
    ]
    assert told == [f"受理通知书 {number}\n公章 1 份\n补盖公章", f"受理通知书 {number}\n业务专用章 2 份"]


def test_a_reprint_of_another_day_is_sealed_in_that_days_book(bench: Bench) -> None:
    case_id, _ = sealed(bench)
    bench.clock.forward(days=3)
    paper = bench.counter().papers.reprint(case_id, "W05")
    bench.counter().papers.spool(paper.paper_id)
    bench.counter().duty.seal_latest()
    assert titles(bench, case_id).count("用印") == 2


def test_the_number_that_was_called_stands_with_the_registration(bench: Bench) -> None:
    bench.counter().tickets.call("A012")
    case_id = answered(bench).case.case_id
    entries = course(bench, case_id)
    assert [tell(one.event.fact).text for one in entries if one.event.fact.KIND == "duty.ticket_served"] == [
        "A012 号"
    ]
    assert "叫号" in titles(bench, case_id)


def test_without_a_book_the_course_is_the_cases_own(bench: Bench) -> None:
    case_id = answered(bench).case.case_id
    assert len(course(bench, case_id)) == len(kinds(bench, case_id))
