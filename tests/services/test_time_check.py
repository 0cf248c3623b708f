"""时间待核: a clock that cannot be right marks what it dates, is asked about once, and stops nothing."""

import logging

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import ClockTrust
from outlet_app.models.errors import StorageError
from outlet_app.services.projection import rebuild
from outlet_app.services.time_check import TimeCheck
from outlet_app.services.views import CaseDetail, CaseFilter, CaseRow
from tests.support.at_the_counter import accepted, answered, held, history, notified, text_of
from tests.support.bench import Bench
from tests.support.builders import CLERK

SUSPECT, WALL = ClockTrust.SUSPECT, ClockTrust.WALL


def row_of(bench: Bench, case_id: str) -> CaseRow:
    """A case as the list shows it."""
    return next(row for row in bench.counter().cases.page(CaseFilter()).rows if row.case_id == case_id)


def detail_of(bench: Bench, case_id: str) -> CaseDetail:
    """A case in full."""
    return bench.counter().cases.detail(case_id)


def test_a_case_of_a_sound_clock_is_not_marked(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    assert not row_of(bench, case_id).time_unsure
    assert not detail_of(bench, case_id).case.time_unsure


def test_list_detail_and_course_know_of_a_doubtful_time(bench: Bench) -> None:
    bench.clock.sure = SUSPECT
    case_id = accepted(bench).case.case_id
    detail = detail_of(bench, case_id)
    assert row_of(bench, case_id).time_unsure
    assert detail.row.time_unsure
    assert detail.case.time_unsure
    assert {one.event.trust for one in detail.timeline} == {SUSPECT}


def test_a_later_doubt_marks_the_step_and_the_case(bench: Bench) -> None:
    case_id = accepted(bench).case.case_id
    before = len(history(bench, case_id))
    bench.clock.sure = SUSPECT
    bench.clock.forward(hours=-3)
    bench.counter().cases.close(case_id, "已交付")
    trusts = [one.event.trust for one in reversed(detail_of(bench, case_id).timeline)]
    assert set(trusts[:before]) == {WALL}
    assert set(trusts[before:]) == {SUSPECT}
    assert row_of(bench, case_id).time_unsure


def test_the_mark_stays_when_the_clock_is_sound_again(bench: Bench) -> None:
    bench.clock.sure = SUSPECT
    case_id = accepted(bench).case.case_id
    bench.clock.sure = ClockTrust.SERVER
    bench.counter().cases.close(case_id, "已交付")
    assert row_of(bench, case_id).time_unsure


def test_the_mark_is_made_anew_from_the_journal(bench: Bench) -> None:
    bench.clock.sure = SUSPECT
    marked = accepted(bench).case.case_id
    bench.clock.sure = WALL
    plain = answered(bench).case.case_id
    with bench.database.unit_of_work() as uow:
        rebuild(uow)
        uow.commit()
    assert (row_of(bench, marked).time_unsure, row_of(bench, plain).time_unsure) == (True, False)


@pytest.mark.parametrize("make", [answered, accepted, notified])
def test_a_doubtful_clock_prevents_no_save(bench: Bench, make) -> None:
    bench.clock.sure = SUSPECT
    bench.clock.forward(days=-900)
    outcome = make(bench)
    assert row_of(bench, outcome.case.case_id).decision in Decision
    for paper in outcome.papers:
        bench.counter().papers.spool(paper.paper_id)
    assert len(bench.spooler.jobs) == len(outcome.papers)


def test_the_paper_says_nothing_of_it(bench: Bench) -> None:
    bench.clock.sure = SUSPECT
    (paper,) = accepted(bench).papers
    said = text_of(bench.counter().papers.pdf(paper.paper_id))
    assert "受理通知书" in said
    assert "待核" not in said


@pytest.fixture
def check(bench: Bench) -> TimeCheck:
    return TimeCheck(bench.database, bench.clock, "boot-1", CLERK)


@pytest.mark.parametrize("trust", list(ClockTrust))
def test_only_a_doubtful_time_is_asked_about(bench: Bench, check: TimeCheck, trust: ClockTrust) -> None:
    bench.clock.sure = trust
    assert check.is_due() is (trust is SUSPECT)


@pytest.mark.parametrize("right", [True, False])
def test_one_look_is_enough_for_a_boot_whoever_signs_in(
    bench: Bench, check: TimeCheck, right: bool, caplog: pytest.LogCaptureFixture
) -> None:
    bench.clock.sure = SUSPECT
    with caplog.at_level(logging.INFO):
        check.note(right)
    assert not check.is_due()
    assert not TimeCheck(bench.database, bench.clock, "boot-1", "1508260838").is_due()
    assert TimeCheck(bench.database, bench.clock, "boot-2", CLERK).is_due()
    assert f"{CLERK[-4:]} looked at the date: {'right' if right else 'wrong'}" in caplog.text
    assert CLERK not in caplog.text


def test_a_look_changes_no_trust(bench: Bench, check: TimeCheck) -> None:
    bench.clock.sure = SUSPECT
    check.note(True)
    assert row_of(bench, accepted(bench).case.case_id).time_unsure


def test_a_look_that_could_not_be_kept_is_asked_for_again(bench: Bench, check: TimeCheck) -> None:
    bench.clock.sure = SUSPECT
    with held(bench.database), pytest.raises(StorageError):
        check.note(True)
    assert check.is_due()


def test_the_clock_of_the_machine_names_its_boot() -> None:
    from outlet_app.system.clock import SystemClock, boot_id

    assert SystemClock().boot == boot_id()
    assert SystemClock(boot=lambda: "boot-7").boot == "boot-7"
