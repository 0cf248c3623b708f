"""24 小时 run as the outlet's table says, on the page and in what is written down (domain.md §11.4)."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.deadlines import H24Mode
from outlet_app.domain.decisions import Decision
from tests.services.test_transfers import TO_FAR, asked
from tests.support.bench import Bench, open_bench
from tests.support.entries import consultation

FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=CST)
DUE = {
    H24Mode.NATURAL: "11-21 16:00",
    H24Mode.ROLL: "11-23 09:30",
    H24Mode.BUSINESS_HOURS: "11-26 11:30",
}


def bench_of(folder: Path, mode: H24Mode, at: datetime = FRIDAY) -> Bench:
    """A terminal of an outlet whose 24 hours run that way."""
    bench = open_bench(folder, at)
    bench.reference = replace(bench.reference, outlet=replace(bench.reference.outlet, h24_mode=mode))
    return bench


@pytest.mark.parametrize("mode", H24Mode)
def test_a_question_of_a_friday_afternoon(tmp_path: Path, mode: H24Mode) -> None:
    bench = bench_of(tmp_path, mode)
    intake = bench.counter().intake
    preview = intake.due_preview("2.9")
    case = intake.decide(asked(bench), Decision.TRANSFER, TO_FAR).case
    feedback = next(due for due in case.dues if due.rule == "feedback")
    assert preview.main is not None
    assert f"{feedback.at:%m-%d %H:%M}" == DUE[mode]
    told = {due.rule: due.at for due in preview.dues}
    assert told["feedback"] == feedback.at
    bench.database.close()


@pytest.mark.parametrize(("mode", "warned"), [(H24Mode.NATURAL, True), (H24Mode.ROLL, False)])
def test_the_page_warns_where_nobody_is_there_at_the_end(tmp_path: Path, mode: H24Mode, warned: bool) -> None:
    bench = bench_of(tmp_path, mode)
    assert bench.counter().intake.due_preview("7.2").falls_outside_business is warned
    bench.database.close()


@pytest.mark.parametrize("mode", H24Mode)
def test_working_days_run_alike_whatever_the_hours_do(tmp_path: Path, mode: H24Mode) -> None:
    bench = bench_of(tmp_path, mode)
    case = bench.counter().intake.decide(asked(bench), Decision.TRANSFER, TO_FAR).case
    answer = next(due for due in case.dues if due.rule == "answer")
    assert f"{answer.at:%m-%d %H:%M}" == "11-25 17:30"
    bench.database.close()


def test_a_question_found_complex_counts_as_its_outlet_does(tmp_path: Path) -> None:
    bench = bench_of(tmp_path, H24Mode.ROLL)
    entry = consultation(applicant=asked(bench).applicant)
    case = bench.counter().intake.decide(entry, Decision.TRANSFER, TO_FAR).case
    deeper = bench.counter().consultations.make_complex(case.case_id, "核对受让人资格")
    assert f"{deeper.dues[0].at:%m-%d %H:%M}" == DUE[H24Mode.ROLL]
    bench.database.close()


def test_a_plan_that_arrives_counts_a_complex_question_again(tmp_path: Path) -> None:
    late = datetime(2026, 12, 31, 9, 0, tzinfo=CST)
    bench = bench_of(tmp_path, H24Mode.NATURAL, late)
    known = bench.reference.calendar
    bench.reference = replace(
        bench.reference, calendar=replace(known, years=tuple(one for one in known.years if one.year < 2027))
    )
    entry = consultation(applicant=asked(bench).applicant)
    case = bench.counter().intake.decide(entry, Decision.TRANSFER, TO_FAR).case
    before = bench.counter().consultations.make_complex(case.case_id, "核对受让人资格").dues
    assert [due.assumed for due in before] == [False, True]
    bench.counter().holidays.recompute()
    after = bench.counter().cases.detail(case.case_id).case.dues
    assert [(due.rule, due.kind) for due in after] == [(due.rule, due.kind) for due in before]
    bench.database.close()
