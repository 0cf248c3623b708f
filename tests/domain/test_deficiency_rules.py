"""What client and city allow on a 容缺 case: promise, supplement, more time, lapse, the result held back."""

from dataclasses import replace
from datetime import date

from outlet_app.domain.case import Case, apply, judge
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.events import (
    AcceptedDeficient,
    Closed,
    CorrectionTaken,
    Fact,
    LapseWay,
    MaterialsChecked,
    MaterialsTaken,
    Paused,
    PromiseLine,
    ReminderStage,
    ReminderWay,
    ResultReached,
    Resumed,
    SupplementExtended,
    SupplementLapsed,
    SupplementReminded,
    SupplementTaken,
    Terminated,
    Withdrawn,
    WorkStarted,
)
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.states import State
from tests.domain.tables import each
from tests.support.builders import SUPERVISOR, at, deferred, event, material, notice, registered, stamp

A1 = PromiseLine("8.2-A1", "信用承诺书", date(2026, 11, 24))
A2 = PromiseLine("8.2-A2", "账户证明", date(2026, 11, 26), PaperForm.COPY)
ANOTHER = PromiseLine("8.2-A9", "另一份", date(2026, 11, 30))
ROWS = (material(), deferred("8.2-A1"), deferred("8.2-A2", "账户证明"))
TAKEN = (registered(), MaterialsChecked(1, ROWS), MaterialsTaken())
# Day 4 is the 24th, day 6 the 26th.
ACCEPTED = AcceptedDeficient((A1, A2), stamp(4, "supplement"), (stamp(9),))
EARLY = replace(ACCEPTED, issue_first=True)
CAME_1 = SupplementTaken((material(code="8.2-A1"),))
CAME_2 = SupplementTaken((material(code="8.2-A2"),))
BOTH = SupplementTaken((material(code="8.2-A1"), material(code="8.2-A2")))
RESULT = ResultReached(True, "已出具预审意见")
RETURNED = SupplementLapsed(LapseWay.RETURNED, "逾期未补齐")


def live(*facts: Fact, days: int = 0) -> Case:
    """A case by legal facts, those after the acceptance so many days later."""
    case: Case | None = None
    for minute, fact in enumerate(facts):
        happened = event(fact, minutes=minute, days=0 if minute < 4 else days)
        assert judge(case, happened) is None, (fact.KIND, judge(case, happened))
        case = apply(case, happened)
    assert case is not None
    return case


def refused(case: Case, fact: Fact, *, days: int = 0, actor: str = SUPERVISOR) -> str:
    """Why the fact may not follow so many days later; empty where it may."""
    found = judge(case, event(fact, minutes=99, days=days, actor=actor))
    return found.code if found else ""


DEFICIENT = (*TAKEN, ACCEPTED)


def with_row(row: CheckedMaterial) -> tuple[Fact, ...]:
    return (registered(), MaterialsChecked(1, (material(), row)), MaterialsTaken())


class TestThePromise:
    @each(
        ("row", "code"),
        [
            (deferred(), ""),
            (replace(deferred(), core=True), "promise.not_allowed"),
            (replace(deferred(), may_follow=False), "promise.not_allowed"),
            (replace(deferred(), state=MaterialState.COMPLETE), "promise.not_allowed"),
            (replace(deferred(), state=MaterialState.UNDECIDED), "promise.not_allowed"),
            (replace(deferred(), state=MaterialState.EXEMPT), "promise.not_allowed"),
            (replace(deferred(), state=MaterialState.NOT_NEEDED), "promise.not_allowed"),
            (replace(deferred(), state=MaterialState.MISSING), ""),
            (deferred("8.2-A9"), "promise.not_allowed"),
        ],
    )
    def test_only_a_gap_that_may_follow_is_promised(self, row: CheckedMaterial, code: str) -> None:
        assert refused(live(*with_row(row)), replace(ACCEPTED, promises=(A1,))) == code

    def test_never_a_paper_nobody_looked_at(self) -> None:
        case = live(registered(), MaterialsTaken())
        assert refused(case, ACCEPTED) == "promise.not_allowed"

    def test_one_bad_line_among_good_ones_is_enough(self) -> None:
        stranger = PromiseLine("8.2-M1", "申报书", date(2026, 11, 24))
        assert refused(live(*TAKEN), replace(ACCEPTED, promises=(A1, stranger))) == "promise.not_allowed"

    @each(
        ("change", "code"),
        [
            ({"promises": ()}, "promise.empty"),
            ({"volunteered": False}, "promise.not_volunteered"),
            ({"authorised": False}, "promise.not_authorised"),
        ],
    )
    def test_the_city_asks_for_the_same(self, change: dict[str, object], code: str) -> None:
        assert refused(live(*TAKEN), replace(ACCEPTED, **change)) == code  # type: ignore[arg-type]

    def test_the_case_owes_both_papers_and_is_handled_by_who_accepted(self) -> None:
        case = live(*DEFICIENT)
        assert (case.state, case.promises, case.supplement_due) == (
            State.ACCEPTED_DEFICIENT,
            (A1, A2),
            stamp(4, "supplement"),
        )
        assert case.due == stamp(4, "supplement")


class TestTheSupplement:
    def test_in_part_the_case_waits_for_the_next_day_promised(self) -> None:
        case = live(*DEFICIENT, CAME_1)
        assert (case.state, case.promises) == (State.ACCEPTED_DEFICIENT, (A2,))
        assert case.supplement_due == stamp(6, "supplement")

    def test_in_full_it_goes_back_to_the_ordinary_course_and_clock(self) -> None:
        for told in ((BOTH,), (CAME_1, CAME_2), (CAME_2, CAME_1)):
            case = live(*DEFICIENT, *told)
            assert (case.state, case.promises, case.supplement_due) == (State.ACCEPTED, (), None)
            assert case.due == stamp(9)
            assert refused(case, RESULT) == ""

    def test_the_checklist_shows_what_came(self) -> None:
        case = live(*DEFICIENT, BOTH)
        assert [row.state for row in case.materials] == [MaterialState.COMPLETE] * 3

    def test_a_faulty_paper_leaves_the_promise_open(self) -> None:
        faulty = SupplementTaken((material(MaterialState.FAULTY, "8.2-A1"),))
        case = live(*DEFICIENT, faulty)
        assert (case.state, case.promises) == (State.ACCEPTED_DEFICIENT, (A1, A2))
        assert live(*DEFICIENT, faulty, BOTH).state is State.ACCEPTED

    @each(
        ("fact", "code"),
        [
            (SupplementTaken(()), "supplement.empty"),
            (SupplementTaken((material(),)), "supplement.not_promised"),
            (SupplementTaken((material(code="8.2-A1"), material(code="8.2-A9"))), "supplement.not_promised"),
        ],
    )
    def test_only_what_was_promised_is_taken(self, fact: Fact, code: str) -> None:
        assert refused(live(*DEFICIENT), fact) == code

    def test_what_came_already_is_not_owed_any_more(self) -> None:
        assert refused(live(*DEFICIENT, CAME_1), CAME_1) == "supplement.not_promised"

    def test_a_case_that_owes_nothing_takes_none(self) -> None:
        assert refused(live(*DEFICIENT, BOTH, WorkStarted()), CAME_1) == "supplement.nothing_owed"
        assert refused(live(*TAKEN), CAME_1) == "state.guard"

    @each(
        ("arrived", "days", "code"),
        [
            (None, 5, ""),
            ("2026-11-20", 5, ""),
            ("2026-11-25", 5, ""),
            ("2026-11-19", 5, "supplement.arrival"),
            ("2026-11-26", 5, "supplement.arrival"),
            ("2026-11-21", 0, "supplement.arrival"),
        ],
    )
    def test_it_arrived_between_the_acceptance_and_today(
        self, arrived: str | None, days: int, code: str
    ) -> None:
        day = date.fromisoformat(arrived) if arrived else None
        assert refused(live(*DEFICIENT), replace(CAME_1, arrived_on=day), days=days) == code

    @each(
        ("arrived", "days", "late"),
        [
            (None, 4, ()),
            (None, 5, ("8.2-A1",)),
            ("2026-11-24", 9, ()),
            ("2026-11-25", 9, ("8.2-A1",)),
        ],
    )
    def test_the_day_of_arrival_decides_whether_it_was_late(
        self, arrived: str | None, days: int, late: tuple[str, ...]
    ) -> None:
        day = date.fromisoformat(arrived) if arrived else None
        case = live(*DEFICIENT, replace(CAME_1, arrived_on=day), days=days)
        assert case.deficit is not None
        assert case.deficit.late == late
        assert case.promises == (A2,)

    def test_a_late_paper_is_taken_all_the_same(self) -> None:
        case = live(*DEFICIENT, BOTH, days=30)
        assert case.state is State.ACCEPTED
        assert case.deficit is not None
        assert case.deficit.late == ("8.2-A1", "8.2-A2")


class TestTheResultIsHeldBack:
    WORKING = (*DEFICIENT, WorkStarted())

    @each("result", [RESULT, ResultReached(False, "不予支持")])
    def test_no_result_before_the_supplement(self, result: Fact) -> None:
        assert refused(live(*self.WORKING), result) == "supplement.result_held"
        assert refused(live(*self.WORKING, CAME_1), result) == "supplement.result_held"
        assert refused(live(*self.WORKING, BOTH), result) == ""

    def test_not_even_by_way_of_a_correction_or_a_pause(self) -> None:
        corrected = live(*DEFICIENT, notice(), CorrectionTaken((material(),)))
        resumed = live(*self.WORKING, Paused("expert_review", "评审委托书 3 号"), Resumed())
        assert refused(corrected, RESULT) == "supplement.result_held"
        assert refused(resumed, RESULT) == "supplement.result_held"

    def test_work_may_go_on_and_papers_come_meanwhile(self) -> None:
        for before, after in (
            ((WorkStarted(),), State.IN_PROGRESS),
            ((WorkStarted(), Paused("expert_review", "评审委托书 3 号")), State.SUSPENDED),
            ((notice(),), State.CORRECTION_AFTER),
        ):
            case = live(*DEFICIENT, *before, BOTH)
            assert (case.state, case.promises) == (after, ())

    def test_a_low_risk_sub_item_may_give_its_result_first_but_not_close(self) -> None:
        case = live(*TAKEN, EARLY, WorkStarted(), RESULT)
        assert case.state is State.RESULT_OK
        assert refused(case, Closed("已交付")) == "supplement.result_held"
        supplied = live(*TAKEN, EARLY, WorkStarted(), RESULT, BOTH)
        assert (supplied.state, refused(supplied, Closed("已交付"))) == (State.RESULT_OK, "")

    def test_the_applicant_may_still_withdraw(self) -> None:
        assert refused(live(*DEFICIENT), Withdrawn("不办了")) == ""


class TestMoreTime:
    LATER = tuple(replace(one, due=date(2026, 11, 30)) for one in (A1, A2))
    MORE = SupplementExtended(LATER, stamp(10, "supplement"), 2, "银行系统升级", SUPERVISOR)

    def test_it_moves_every_day_and_the_clock(self) -> None:
        case = live(*DEFICIENT, self.MORE)
        assert (case.promises, case.supplement_due) == (self.LATER, stamp(10, "supplement"))
        assert case.state is State.ACCEPTED_DEFICIENT

    @each(
        ("change", "code"),
        [
            ({"workdays": 5}, ""),
            ({"workdays": 6}, "supplement.too_long"),
            ({"workdays": 0}, "supplement.too_long"),
            ({"workdays": -1}, "supplement.too_long"),
            ({"approved_by": ""}, "supplement.needs_approval"),
            ({"reason": ""}, "supplement.needs_reason"),
            ({"reason": "  "}, "supplement.needs_reason"),
            ({"promises": LATER[:1]}, "supplement.other_materials"),
            (
                {"promises": (*LATER, ANOTHER)},
                "supplement.other_materials",
            ),
            ({"workdays": 12, "force_majeure": True}, ""),
            ({"workdays": 12, "force_majeure": True, "reason": ""}, "supplement.needs_reason"),
            ({"workdays": 12, "force_majeure": True, "approved_by": ""}, "supplement.needs_approval"),
        ],
    )
    def test_its_bounds(self, change: dict[str, object], code: str) -> None:
        assert refused(live(*DEFICIENT), replace(self.MORE, **change)) == code  # type: ignore[arg-type]

    def test_once_only_but_for_acts_of_god(self) -> None:
        case = live(*DEFICIENT, self.MORE)
        assert refused(case, self.MORE) == "supplement.extended_before"
        flood = replace(self.MORE, force_majeure=True, reason="洪水", workdays=9)
        assert refused(case, flood) == ""
        assert refused(live(*DEFICIENT, flood), self.MORE) == ""

    def test_also_after_the_day_has_passed(self) -> None:
        assert refused(live(*DEFICIENT), self.MORE, days=9) == ""

    def test_not_where_nothing_is_owed(self) -> None:
        assert refused(live(*DEFICIENT, BOTH), self.MORE) == "supplement.nothing_owed"
        assert refused(live(*DEFICIENT, Withdrawn("不办了")), self.MORE) == "state.guard"


class TestTheLapse:
    @each(("days", "code"), [(4, "supplement.not_lapsed"), (5, ""), (40, "")])
    def test_a_promise_lapses_when_its_day_is_over(self, days: int, code: str) -> None:
        assert refused(live(*DEFICIENT), RETURNED, days=days) == code

    def test_the_first_day_missed_is_enough(self) -> None:
        assert refused(live(*DEFICIENT, CAME_2), RETURNED, days=5) == ""
        assert refused(live(*DEFICIENT, CAME_1), RETURNED, days=5) == "supplement.not_lapsed"

    @each(
        ("change", "code"),
        [
            ({}, ""),
            ({"reason": " "}, "supplement.needs_reason"),
            ({"way": LapseWay.ACCEPTANCE_REVOKED}, "supplement.needs_approval"),
            ({"way": LapseWay.ACCEPTANCE_REVOKED, "approved_by": SUPERVISOR}, ""),
            ({"way": LapseWay.RESULT_REVOKED, "approved_by": SUPERVISOR}, "supplement.other_way"),
        ],
    )
    def test_how_a_case_without_result_ends(self, change: dict[str, object], code: str) -> None:
        assert refused(live(*DEFICIENT), replace(RETURNED, **change), days=9) == code  # type: ignore[arg-type]

    @each(
        ("change", "code"),
        [
            ({}, "supplement.other_way"),
            ({"way": LapseWay.ACCEPTANCE_REVOKED, "approved_by": SUPERVISOR}, "supplement.other_way"),
            ({"way": LapseWay.RESULT_REVOKED}, "supplement.needs_approval"),
            ({"way": LapseWay.RESULT_REVOKED, "approved_by": SUPERVISOR}, ""),
        ],
    )
    def test_a_result_given_early_is_revoked(self, change: dict[str, object], code: str) -> None:
        case = live(*TAKEN, EARLY, WorkStarted(), RESULT)
        assert refused(case, replace(RETURNED, **change), days=9) == code  # type: ignore[arg-type]

    def test_nobody_ends_a_case_with_result_as_an_ordinary_termination(self) -> None:
        case = live(*TAKEN, EARLY, WorkStarted(), RESULT)
        assert refused(case, Terminated("失联")) == "state.guard"
        assert refused(live(*DEFICIENT), Terminated("失联")) == ""

    def test_the_case_is_over_and_says_why(self) -> None:
        case = live(*DEFICIENT, RETURNED, days=9)
        assert (case.state, case.outcome, case.is_open) == (State.TERMINATED, "逾期未补齐", False)
        assert case.ended_at == at(4, days=9)

    def test_not_where_nothing_is_owed(self) -> None:
        assert refused(live(*DEFICIENT, BOTH, WorkStarted()), RETURNED, days=9) == "supplement.nothing_owed"


class TestReminders:
    TOLD = SupplementReminded(ReminderStage.ONE_BEFORE, ReminderWay.SMS, "请于 2026年11月24日前补齐")

    def test_they_are_kept_with_the_day_they_were_about(self) -> None:
        case = live(*DEFICIENT, self.TOLD)
        assert case.deficit is not None
        assert case.deficit.reminded == ((A1.due, ReminderStage.ONE_BEFORE),)

    def test_only_while_something_is_owed(self) -> None:
        assert refused(live(*DEFICIENT, BOTH), self.TOLD) == "supplement.nothing_owed"
        assert refused(live(*DEFICIENT, Withdrawn("不办了")), self.TOLD) == "state.guard"
