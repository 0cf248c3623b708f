"""撤销补正收件 over a real store: the applicant's time runs on, the receipt is void, the bounds are told."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from outlet_app.domain.correcting import entry_of
from outlet_app.domain.decisions import Decision
from outlet_app.domain.dossier import Case
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.views import PaperView
from tests.support.at_the_counter import kinds, notified
from tests.support.bench import SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def taken(bench: Bench, decision: Decision | None = None) -> tuple[Case, tuple[PaperView, ...]]:
    """A notice of Friday answered on Monday: everything came."""
    case = notified(bench).case
    bench.clock.forward(days=3)
    counter = bench.counter()
    sheet = counter.examining.sheet(case.case_id)
    rows = tuple(
        replace(row, state=MaterialState.COMPLETE, version=row.version + 1, handed=row.copies)
        if row.needs_correction else row
        for row in sheet.case.materials
    )  # fmt: skip
    made = counter.examining.decide(case.case_id, entry_of(sheet.case, rows), decision)
    return made.case, made.papers


def untake(bench: Bench, case: Case, **told: object) -> Case:
    return bench.counter().mending.untake(case.case_id, "收错件", **told)  # type: ignore[arg-type]


def test_the_case_waits_again_with_its_old_day(bench: Bench) -> None:
    case, papers = taken(bench)
    assert case.state is State.RECEIVED
    after = untake(bench, case)
    assert after.state is State.CORRECTION
    assert after.correction_due is not None
    assert after.correction_due.at is not None
    assert f"{after.correction_due.at:%Y-%m-%d}" == "2026-12-11"
    assert after.review_due is None
    assert [row.state for row in after.materials if row.needs_correction] != []
    assert kinds(bench, case.case_id)[-2:] == ["paper_voided", "correction_undone"]
    assert after.void_papers == (papers[0].number,)


def test_it_can_be_taken_in_again(bench: Bench) -> None:
    case, _ = taken(bench)
    untake(bench, case)
    assert "correct" in bench.counter().cases.detail(case.case_id).actions
    sheet = bench.counter().examining.sheet(case.case_id)
    rows = tuple(
        replace(row, state=MaterialState.COMPLETE, version=row.version + 1) if row.needs_correction else row
        for row in sheet.case.materials
    )
    made = bench.counter().examining.decide(case.case_id, entry_of(sheet.case, rows), None)
    assert made.case.state is State.RECEIVED
    assert len(made.case.corrections) == 1


def test_a_printed_receipt_must_be_back(bench: Bench) -> None:
    case, papers = taken(bench)
    bench.counter().papers.spool(papers[0].paper_id)
    assert bench.counter().mending.untaking(case.case_id).printed == (papers[0].number,)
    with pytest.raises(Refused, match=r"untake\.paper_out"):
        untake(bench, case)
    assert kinds(bench, case.case_id)[-1] == "paper_issued"
    assert untake(bench, case, collected=True).state is State.CORRECTION


def test_the_bounds_are_told_before_anything_is_asked(bench: Bench) -> None:
    case, _ = taken(bench)
    other = bench.counter(SUPERVISOR_PERSON).mending.untaking(case.case_id).refusal
    assert other is not None
    assert other.code == "untake.other_person"
    bench.clock.forward(days=1)
    late = bench.counter().mending.untaking(case.case_id).refusal
    assert late is not None
    assert late.code == "untake.other_day"
    with pytest.raises(Refused, match=r"untake\.other_day"):
        untake(bench, case)


def test_what_was_decided_with_it_is_undone_first(bench: Bench) -> None:
    case, _ = taken(bench, Decision.ACCEPT)
    refused = bench.counter().mending.untaking(case.case_id).refusal
    assert refused is not None
    assert refused.code == "untake.not_last"
    back = bench.counter().mending.undo(case.case_id, "点错", collected=True)
    assert back.state is State.RECEIVED
    assert untake(bench, back).state is State.CORRECTION


def test_a_case_without_one_has_nothing_to_take_back(bench: Bench) -> None:
    case = notified(bench).case
    assert "untake" not in bench.counter().cases.detail(case.case_id).actions
    with pytest.raises(Refused, match=r"untake\.not_last"):
        untake(bench, case)


def test_it_is_offered_to_whoever_took_it_in(bench: Bench) -> None:
    case, _ = taken(bench)
    assert "untake" in bench.counter().cases.detail(case.case_id).actions
    assert "untake" not in bench.counter(SUPERVISOR_PERSON).cases.detail(case.case_id).actions


def test_l10_tells_that_it_came_and_went(bench: Bench) -> None:
    case, _ = taken(bench)
    untake(bench, case)
    day = bench.clock.now().date()
    lines = bench.counter(SUPERVISOR_PERSON).ledgers.view("L10", day, day).lines
    assert [line.cells["event"] for line in lines] == ["correction_taken", "correction_undone"]
    assert lines[0].cells["held"] == lines[1].cells["held"] != ""
