"""The notice page's steps, without a window."""

from dataclasses import replace

from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.entry import IntakeEntry, NoticeDraft
from outlet_app.domain.events import Delivery, NoticeLine
from outlet_app.domain.materials import CheckedMaterial, Defect, MaterialState
from outlet_app.ui.parts.notice import state as steps
from outlet_app.ui.parts.notice.state import NoticeState

MISSING = NoticeLine("8.2-M1", "申报书", MaterialState.MISSING, "ORIGINAL", 1, "未提交。", "提交原件。")
FAULTY = NoticeLine(
    "8.2-M3", "支出凭证", MaterialState.FAULTY, "COPY", 1, "未盖章。", "盖章。", (Defect("D05"),)
)
ROWS = (
    CheckedMaterial("8.2-M1", "申报书", MaterialState.MISSING, PaperForm.ORIGINAL, 1),
    CheckedMaterial("8.2-M3", "支出凭证", MaterialState.FAULTY, PaperForm.COPY, 2, defects=(Defect("D05"),)),
    CheckedMaterial("8.2-A1", "承诺书", MaterialState.COMPLETE, PaperForm.ORIGINAL, 1, 1),
)
ENTRY = IntakeEntry(Applicant(ApplicantKind.ENTERPRISE, "禾源"), item=8, sub_item="8.2", materials=ROWS)
FRESH = NoticeDraft((MISSING, FAULTY))


def opened() -> NoticeState:
    return steps.opened(ENTRY, FRESH, None)


def test_a_fresh_notice_waits_for_the_tick() -> None:
    state = opened()
    assert state.lines == (MISSING, FAULTY)
    assert not state.can_print
    assert steps.ticked(state, True).can_print
    assert not NoticeState().can_print


def test_words_found_earlier_are_kept_for_the_same_gap() -> None:
    edited = replace(FAULTY, issue="第 2 页未盖章。")
    earlier = NoticeDraft((MISSING, edited), correction_workdays=5, delivery=Delivery.POST, verified=True)
    state = steps.opened(ENTRY, FRESH, earlier)
    assert state.lines[1].issue == "第 2 页未盖章。"
    assert (state.draft.correction_workdays, state.draft.delivery) == (5, Delivery.POST)
    assert state.draft.verified


def test_another_gap_gets_its_own_words_and_a_new_tick() -> None:
    other = replace(FAULTY, defects=(Defect("D04"),), issue="未签字。")
    earlier = NoticeDraft((MISSING, replace(FAULTY, issue="我写的")), verified=True)
    state = steps.opened(ENTRY, NoticeDraft((MISSING, other)), earlier)
    assert state.lines[1].issue == "未签字。"
    assert not state.draft.verified


def test_a_line_more_or_less_takes_the_tick_back() -> None:
    earlier = NoticeDraft((MISSING,), verified=True)
    assert not steps.opened(ENTRY, FRESH, earlier).draft.verified


def test_writing_changes_one_text() -> None:
    state = steps.written(steps.ticked(opened(), True), "8.2-M1", "remedy", "补交。")
    assert [line.remedy for line in state.lines] == ["补交。", "盖章。"]
    assert state.draft.verified


def test_an_emptied_text_is_told_on_leaving_and_mended_by_typing() -> None:
    state = steps.written(opened(), "8.2-M1", "issue", " ")
    assert state.problems == {}
    state = steps.left_field(state, "lines.8.2-M1.issue")
    assert list(state.problems) == ["lines.8.2-M1.issue"]
    assert steps.written(state, "8.2-M1", "issue", "缺").problems == {}


def test_removing_a_line_makes_its_row_complete() -> None:
    state = steps.removed(steps.ticked(opened(), True), "8.2-M3")
    assert [line.code for line in state.lines] == ["8.2-M1"]
    assert state.entry is not None
    row = state.entry.materials[1]
    assert (row.state, row.handed) == (MaterialState.COMPLETE, 2)
    assert not state.draft.verified
    assert state.removed == "支出凭证"


def test_adding_a_line_makes_its_row_wanting() -> None:
    row = replace(ROWS[2], state=MaterialState.MISSING, handed=0)
    line = replace(MISSING, code="8.2-A1", name="承诺书")
    state = steps.added(steps.ticked(opened(), True), row, line)
    assert [one.code for one in state.lines] == ["8.2-M1", "8.2-M3", "8.2-A1"]
    assert state.entry is not None
    assert {one.code: one.state for one in state.entry.materials}["8.2-A1"] is MaterialState.MISSING
    assert not state.draft.verified


def test_nothing_happens_without_a_registration() -> None:
    empty = NoticeState()
    assert steps.removed(empty, "8.2-M1") == empty
    assert steps.added(empty, ROWS[0], MISSING) == empty


def test_period_and_delivery_are_chosen() -> None:
    state = steps.chose_delivery(steps.chose_period(opened(), 10), Delivery.ELECTRONIC)
    assert (state.draft.correction_workdays, state.draft.delivery) == (10, Delivery.ELECTRONIC)


def test_printing_shows_every_problem_until_it_is_mended() -> None:
    state = steps.tried(steps.written(opened(), "8.2-M1", "issue", ""))
    assert list(state.problems) == ["lines.8.2-M1.issue", "verified"]
    assert state.tried
    state = steps.ticked(steps.written(state, "8.2-M1", "issue", "缺"), True)
    assert state.problems == {}
    assert not state.tried
    assert not steps.tried(state).tried
