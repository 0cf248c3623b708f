"""Corrections, pauses, silence and lapses: what they must hold, and when they may be said."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from outlet_app.domain.calendar import CST
from outlet_app.domain.case import Case, apply, fold, judge
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.dossier import Pause
from outlet_app.domain.events import (
    Accepted,
    CaseEvent,
    CorrectionTaken,
    DeemedAccepted,
    DeemedWithdrawn,
    DueStamp,
    Fact,
    HandedBack,
    MaterialsChecked,
    MaterialsTaken,
    Paused,
    Resumed,
    WorkStarted,
)
from outlet_app.domain.materials import CheckedMaterial, Defect, MaterialState
from outlet_app.domain.problems import Refusal
from outlet_app.domain.states import State
from tests.domain.tables import each
from tests.support.builders import MORNING, SUPERVISOR, at, event, material, notice, registered, stamp

S = MaterialState
MISSING, FAULTY = material(S.MISSING), material(S.FAULTY, "8.2-M2", defects=(Defect("D05"),))
REVIEW = DueStamp("silent_acceptance", ClockKind.WORKDAYS, datetime(2026, 11, 27, 17, 30, tzinfo=CST))
RECEIVED = (
    registered(), MaterialsChecked(1, (MISSING, FAULTY)), MaterialsTaken(for_review=True, review_due=REVIEW),
)  # fmt: skip
TOLD = (*RECEIVED, notice())
WORKING = (*RECEIVED, Accepted((stamp(5),)), WorkStarted())


def case_of(*facts: Fact) -> Case:
    return fold(event(fact, minutes=minute) for minute, fact in enumerate(facts))


def said(case: Case, fact: Fact, moment: datetime, actor: str = SUPERVISOR) -> Refusal | None:
    told = CaseEvent("op-x", "case-1", moment, actor, case.outlet, "01", fact)
    return judge(case, told)


@each(
    ("row", "code"),
    [
        (MISSING, ""),
        (material(S.COMPLETE, version=2), ""),
        (material(S.FAULTY, version=2, defects=(Defect("D04"),)), ""),
        (material(S.COMPLETE), "correction.version"),
        (material(S.COMPLETE, version=3), "correction.version"),
        (material(S.COMPLETE, version=0), "correction.version"),
        (replace(FAULTY, defects=(Defect("D04"),)), "correction.version"),
        (material(code="8.2-M9"), ""),
        (material(code="8.2-M9", version=2), "correction.version"),
    ],
)
def test_nothing_changes_without_another_paper(row: CheckedMaterial, code: str) -> None:
    found = judge(case_of(*TOLD), event(CorrectionTaken((row,)), minutes=30))
    assert (found.code if found else "") == code
    assert found is None or found.args == {"name": row.name}


def test_the_version_rises_with_each_paper_and_only_for_that_row() -> None:
    once = apply(case_of(*TOLD), event(CorrectionTaken((material(S.FAULTY, version=2),)), minutes=30))
    assert [(row.code, row.version) for row in once.materials] == [("8.2-M1", 2), ("8.2-M2", 1)]
    again = apply(once, event(notice(2), minutes=40))
    twice = apply(again, event(CorrectionTaken((material(version=3),)), minutes=50))
    assert [(row.code, row.version) for row in twice.materials] == [("8.2-M1", 3), ("8.2-M2", 1)]
    assert dict(twice.first_versions) == {"8.2-M1": 1, "8.2-M2": 1}


def test_each_correction_remembers_its_notice_and_what_stayed_owed() -> None:
    brought = CorrectionTaken((material(version=2),))
    case = apply(case_of(*TOLD), event(brought, minutes=30))
    (first,) = case.corrections
    assert (first.fact, first.at, first.told_at) == (brought, at(30), at(3))
    assert (first.left, first.resumes) == (("支出凭证",), False)
    case = apply(apply(case, event(notice(2), minutes=40)), event(CorrectionTaken(()), minutes=50))
    assert [one.told_at for one in case.corrections] == [at(3), at(40)]
    assert case.corrections[-1].left == ("支出凭证",)


def test_a_correction_after_acceptance_lets_the_clocks_go_on() -> None:
    told = case_of(*WORKING, notice())
    whole = (material(version=2), material(code="8.2-M2", version=2))
    case = apply(told, event(CorrectionTaken(whole), minutes=60))
    assert (case.corrections[-1].left, case.corrections[-1].resumes) == ((), True)


def test_before_acceptance_a_correction_begins_a_new_examination() -> None:
    renewed = replace(REVIEW, at=at(days=20))
    case = apply(case_of(*TOLD), event(CorrectionTaken((), review_due=renewed), days=12))
    assert (case.state, case.received_at, case.review_due) == (State.RECEIVED, at(days=12), renewed)
    assert (case.correction_due, case.due, case.pauses) == (None, renewed, ())


def test_after_acceptance_a_notice_stops_the_clock_and_the_correction_starts_it_again() -> None:
    told = apply(case_of(*WORKING), event(notice(), days=3))
    assert (told.state, told.paused_at) == (State.CORRECTION_AFTER, at(days=3))
    assert told.pauses == (Pause("correction", at(days=3)),)
    came = apply(told, event(CorrectionTaken((), dues=(stamp(9),)), days=7))
    assert (came.state, came.paused_at, came.dues) == (State.IN_PROGRESS, None, (stamp(9),))
    assert came.pauses == (Pause("correction", at(days=3), at(days=7)),)
    assert came.received_at == case_of(*RECEIVED).received_at


def test_every_pause_is_remembered_with_reason_and_proof() -> None:
    case = case_of(*WORKING)
    for day, fact in (
        (1, Paused("expert_review", "评审委托书 3 号")),
        (3, Resumed((stamp(7),))),
        (4, Paused("external_wait", "市局函 12 号")),
        (8, Resumed((stamp(11),))),
    ):
        case = apply(case, event(fact, days=day))
    assert case.pauses == (
        Pause("expert_review", at(days=1), at(days=3), "评审委托书 3 号"),
        Pause("external_wait", at(days=4), at(days=8), "市局函 12 号"),
    )
    assert case.dues == (stamp(11),)


@each(
    ("reason", "evidence", "holds"),
    [
        ("expert_review", "评审委托书 3 号", True),
        ("expert_review", "", False),
        ("expert_review", " 　", False),
        ("", "评审委托书 3 号", False),
        (" ", " ", False),
        ("a_newer_programs_reason", "函", True),
    ],
)
def test_no_pause_without_reason_and_proof(reason: str, evidence: str, holds: bool) -> None:
    found = judge(case_of(*WORKING), event(Paused(reason, evidence), minutes=30))
    assert found == (None if holds else Refusal("pause.unproved"))


DEEMED = DeemedAccepted(date(2026, 11, 20), (stamp(5),))


@each(
    ("moment", "holds"),
    [
        (at(5), False),
        (datetime(2026, 11, 27, 17, 29, tzinfo=CST), False),
        (datetime(2026, 11, 27, 17, 30, tzinfo=CST), False),
        (datetime(2026, 11, 27, 17, 31, tzinfo=CST), True),
        (datetime(2026, 12, 30, 9, 0, tzinfo=CST), True),
    ],
)
def test_silence_counts_only_after_its_last_moment(moment: datetime, holds: bool) -> None:
    found = said(case_of(*RECEIVED), DEEMED, moment)
    assert found == (None if holds else Refusal("deemed.too_early", {"due": "2026-11-27"}))


@each(("days", "holds"), [(0, False), (5, False), (6, True), (40, True)])
def test_a_receipt_without_a_written_limit_waits_five_calendar_days(days: int, holds: bool) -> None:
    """An older program wrote no limit: the earliest end of working day 5 counts."""
    case = case_of(registered(), MaterialsTaken(for_review=True))
    found = said(case, DEEMED, at(days=days))
    assert (found is None) is holds
    assert found is None or found.code == "deemed.too_early"


@each("day", [date(2026, 11, 19), date(2026, 11, 21), date(2025, 11, 20)])
def test_the_clock_of_a_silent_acceptance_runs_from_the_receipt_and_no_other_day(day: date) -> None:
    found = said(case_of(*RECEIVED), replace(DEEMED, received_on=day), at(days=20))
    assert found == Refusal("deemed.other_day")


def test_a_receipt_in_the_evening_belongs_to_its_own_day_in_beijing() -> None:
    late = datetime(2026, 11, 20, 23, 50, tzinfo=CST)
    facts = (registered(), MaterialsTaken(for_review=True))
    case = fold(replace(event(fact), at=late) for fact in facts)
    assert said(case, DEEMED, late + timedelta(days=10)) is None


def test_a_silent_acceptance_is_one_from_the_day_of_receipt() -> None:
    case = apply(case_of(*RECEIVED), event(DEEMED, days=8, actor=SUPERVISOR))
    assert (case.state, case.accepted_at, case.handler) == (State.ACCEPTED, at(2), SUPERVISOR)
    assert case.due == stamp(5)
    tracked = replace(DEEMED, next_follow_up=date(2026, 12, 20))
    case = apply(case_of(*RECEIVED), event(tracked, days=8))
    assert (case.state, case.next_follow_up) == (State.TRACKING, date(2026, 12, 20))


@each("facts", [TOLD, WORKING, (*TOLD, CorrectionTaken(()), Accepted())])
def test_who_was_told_or_accepted_is_not_silently_accepted(facts: tuple[Fact, ...]) -> None:
    found = said(case_of(*facts), DEEMED, at(days=40))
    assert found is not None
    assert found.code == "state.guard"


END = date(2026, 12, 11)
BACK = (HandedBack("8.2-M2", "支出凭证", 1),)
LAPSED = DeemedWithdrawn("逾期未补正，视为撤回", END, BACK)


@each("before", [TOLD, (*WORKING, notice())])
@each(
    ("moment", "holds"),
    [
        (at(days=1), False),
        (datetime(2026, 12, 11, 17, 30, tzinfo=CST), False),
        (datetime(2026, 12, 11, 17, 30, 1, tzinfo=CST), True),
        (datetime(2027, 1, 5, 9, 0, tzinfo=CST), True),
    ],
)
def test_an_application_lapses_only_after_the_last_moment(
    before: tuple[Fact, ...], moment: datetime, holds: bool
) -> None:
    found = said(case_of(*before), LAPSED, moment)
    assert found == (None if holds else Refusal("lapse.too_early", {"due": "2026-12-11"}))


@each("day", [date(2026, 12, 10), date(2026, 12, 12)])
def test_a_period_that_was_moved_meanwhile_is_not_the_one_that_lapsed(day: date) -> None:
    found = said(case_of(*TOLD), replace(LAPSED, due_on=day), at(days=60))
    assert found == Refusal("lapse.other_day")


@each("reason", ["", "  ", "　"])
def test_a_lapse_says_why(reason: str) -> None:
    found = said(case_of(*TOLD), replace(LAPSED, reason=reason), at(days=60))
    assert found == Refusal("lapse.reason_missing")


def test_a_lapsed_application_ends_and_says_what_went_back() -> None:
    case = apply(case_of(*TOLD), event(LAPSED, days=30))
    assert (case.state, case.is_open, case.outcome) == (State.WITHDRAWN, False, LAPSED.reason)
    assert (case.lapsed, case.ended_at) == (LAPSED, at(days=30))


def test_a_late_correction_is_still_taken_until_somebody_confirms_the_lapse() -> None:
    late = event(CorrectionTaken((material(version=2),)), days=50)
    assert judge(case_of(*TOLD), late) is None
    ended = apply(case_of(*TOLD), event(LAPSED, days=49))
    found = judge(ended, late)
    assert found is not None
    assert found.code == "state.guard"


def test_a_correction_that_came_first_stops_the_lapse() -> None:
    came = apply(case_of(*TOLD), event(CorrectionTaken(()), days=50))
    found = said(came, LAPSED, MORNING + timedelta(days=51))
    assert found is not None
    assert found.code == "state.guard"
