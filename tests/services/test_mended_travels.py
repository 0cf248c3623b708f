"""What was mended at one window is mended at the other, as the city judged it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import NoticeDraft
from outlet_app.domain.materials import MaterialState, NoticeCause
from outlet_app.domain.states import State
from outlet_app.services.views import CaseFilter, Outcome
from tests.services.conftest import Enrolled
from tests.support.at_the_counter import accepted, answered, events_of_all, notified
from tests.support.server import ServerProcess

OUTLET = "1508262001"
Two = tuple[Enrolled, Enrolled]


@pytest.fixture
def windows(any_city: ServerProcess, enrolled: Callable[..., Enrolled]) -> Two:
    """Two terminals of one outlet."""
    return enrolled(any_city, outlet=OUTLET), enrolled(any_city, outlet=OUTLET)


def travel(windows: Two) -> None:
    """Sent by the first, fetched by the second; nothing is left to be handled."""
    for one in windows:
        state = one.sync.run_once()
        assert (state.waiting, state.needs_you, state.problem) == (0, 0, "")
    assert events_of_all(windows[0].bench) == events_of_all(windows[1].bench)


def seen(window: Enrolled, made: Outcome) -> object:
    """The case as the window folds it."""
    return window.bench.counter().cases.detail(made.case.case_id).case


def test_a_name_put_right_is_right_there_and_the_old_one_finds_it(windows: Two) -> None:
    here, there = windows
    made = accepted(here.bench)
    here.bench.counter().mending.amend(made.case.case_id, {"applicant.name": "琪琪格"})
    travel(windows)
    for text in ("琪琪格", "其其格"):
        rows = there.bench.counter().cases.page(CaseFilter(text=text)).rows
        assert {row.case_id: row.applicant for row in rows}[made.case.case_id] == "琪琪格"
    assert seen(here, made) == seen(there, made)


def test_a_void_case_is_void_there_with_its_papers(windows: Two) -> None:
    here, there = windows
    made = accepted(here.bench)
    here.bench.counter(here.head).mending.void(made.case.case_id, "duplicate")
    travel(windows)
    case = there.bench.counter().cases.detail(made.case.case_id).case
    assert (case.state, case.void_papers) == (State.VOIDED, (made.papers[0].number,))


def test_a_decision_taken_back_and_taken_anew_is_the_same_there(windows: Two) -> None:
    here, there = windows
    made = answered(here.bench)
    counter = here.bench.counter()
    counter.mending.undo(made.case.case_id, "答错")
    sheet = counter.examining.sheet(made.case.case_id)
    entry = replace(sheet.entry, answer="带营业执照原件。")
    counter.examining.decide(made.case.case_id, entry, Decision.ANSWER)
    travel(windows)
    assert seen(here, made) == seen(there, made)
    assert there.bench.counter().cases.detail(made.case.case_id).case.answer == "带营业执照原件。"


def test_a_case_reopened_here_is_worked_on_there(windows: Two) -> None:
    here, there = windows
    made = answered(here.bench)
    here.bench.counter(here.head).mending.reopen(made.case.case_id, "答复有误")
    travel(windows)
    there.bench.counter().cases.close(made.case.case_id, "已更正答复")
    there.sync.run_once()
    here.sync.run_once()
    assert seen(here, made) == seen(there, made)


def test_a_notice_given_here_is_corrected_there_and_told_again_with_its_cause(windows: Two) -> None:
    """The city judges the cause by the same history, wherever it was written."""
    here, there = windows
    made = notified(here.bench)
    travel(windows)
    examining = there.bench.counter().examining
    sheet = examining.sheet(made.case.case_id)
    brought = {row.code: replace(row, version=2, state=MaterialState.COMPLETE) for row in sheet.rows[1:]}
    entry = replace(sheet.entry, materials=tuple(brought.get(row.code, row) for row in sheet.entry.materials))
    draft: NoticeDraft = examining.draft(sheet, entry)
    assert [line.cause for line in draft.lines] == [NoticeCause.CORRECTION_INCOMPLETE]
    examining.decide(made.case.case_id, entry, Decision.NOTICE, replace(draft, verified=True))
    there.sync.run_once()
    here.sync.run_once()
    assert seen(here, made) == seen(there, made)
    assert len(here.bench.counter().cases.detail(made.case.case_id).case.notices) == 2


def test_who_mends_second_what_was_mended_already_is_told_and_nothing_is_lost(windows: Two) -> None:
    here, there = windows
    made = accepted(here.bench)
    travel(windows)
    here.bench.counter().mending.amend(made.case.case_id, {"applicant.name": "琪琪格"})
    there.bench.counter().mending.amend(made.case.case_id, {"applicant.name": "其琪格"})
    here.sync.run_once()
    state = there.sync.run_once()
    assert state.needs_you == 1
    timeline = there.bench.counter().cases.detail(made.case.case_id).timeline
    late = next(entry for entry in timeline if not entry.counts)
    assert (late.event.fact.KIND, late.code) == ("amended", "amend.outdated")
    rows = there.bench.counter().cases.page(CaseFilter(text="琪琪格")).rows
    assert {row.case_id: row.applicant for row in rows}[made.case.case_id] == "琪琪格"


def test_a_pause_here_moves_the_clock_there(windows: Two) -> None:
    here, there = windows
    made = accepted(here.bench)
    lapses = here.bench.counter().lapses
    lapses.pause(made.case.case_id, "expert_review", "评审委托书 3 号")
    here.bench.clock.forward(days=9)
    lapses.resume(made.case.case_id)
    here.bench.clock.forward(days=-9)
    travel(windows)
    assert seen(here, made) == seen(there, made)
    case = there.bench.counter().cases.detail(made.case.case_id).case
    assert case.dues[0].at is not None
    assert case.dues[0].at > made.case.dues[0].at  # type: ignore[operator]
