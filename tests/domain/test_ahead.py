"""What the list of 帮办代办 says is to be done next."""

from dataclasses import replace
from datetime import date, timedelta

from outlet_app.domain.ahead import NEAR_DAYS, SILENT_DAYS, Ahead, Step, ahead, listed
from outlet_app.domain.case import Case, apply
from outlet_app.domain.events import (
    Accepted,
    AnsweredOnSpot,
    Fact,
    MaterialsTaken,
    ResultReached,
    Withdrawn,
    WorkStarted,
)
from outlet_app.domain.facts.agency import AgencyMandated, Doing, HaltReason, Mode, Way
from tests.domain.tables import each
from tests.support import packaged
from tests.support.agencies import (
    DAY,
    FORMS,
    LAST_DAY,
    LICENCE,
    RESUMED,
    acted,
    begun,
    by_helper,
    ended,
    handed,
    mandate,
    stopped,
)
from tests.support.builders import SUPERVISOR, event, notice, registered, stamp

OPEN = (registered(assisted=True), MaterialsTaken(for_review=True))
AFTER_A_WEEK = DAY + timedelta(days=SILENT_DAYS)
PLAN = acted(next_step="到市局取件", next_day=date(2026, 11, 24))
TOLD = acted(told=True, day=date(2026, 11, 25))


def case_of(*facts: Fact) -> Case:
    """A case by its facts, taken as legal."""
    case: Case | None = None
    for minute, fact in enumerate(facts):
        case = apply(case, event(fact, minutes=minute, actor=SUPERVISOR))
    assert case is not None
    return case


@each(
    ("facts", "day", "wanted"),
    [
        ((), DAY, Ahead(Step.BEGIN)),
        ((begun(), ended()), DAY, Ahead(Step.BEGIN)),
        ((begun(), ended(HaltReason.WITHDRAWN)), DAY, Ahead(Step.BEGIN)),
        ((begun(), stopped()), DAY, Ahead(Step.RESUME)),
        ((begun(), stopped()), LAST_DAY + timedelta(days=9), Ahead(Step.RESUME)),
        ((begun(), stopped(), RESUMED), DAY, Ahead(Step.GO_ON, AFTER_A_WEEK)),
        ((begun(),), DAY, Ahead(Step.GO_ON, AFTER_A_WEEK)),
        ((begun(),), AFTER_A_WEEK - timedelta(days=1), Ahead(Step.GO_ON, AFTER_A_WEEK)),
        ((begun(),), AFTER_A_WEEK, Ahead(Step.TELL, AFTER_A_WEEK)),
        ((begun(), TOLD), AFTER_A_WEEK, Ahead(Step.GO_ON, date(2026, 12, 2))),
        ((begun(), acted(told=True)), AFTER_A_WEEK, Ahead(Step.TELL, AFTER_A_WEEK)),
        ((begun(), PLAN), DAY, Ahead(Step.PLANNED, date(2026, 11, 24), "到市局取件")),
        ((begun(), PLAN), AFTER_A_WEEK, Ahead(Step.PLANNED, date(2026, 11, 24), "到市局取件")),
        ((begun(), acted(next_step="等通知")), DAY, Ahead(Step.PLANNED, None, "等通知")),
        ((begun(), PLAN, acted()), DAY, Ahead(Step.GO_ON, AFTER_A_WEEK)),
        ((begun(), PLAN), LAST_DAY - timedelta(days=NEAR_DAYS), Ahead(Step.EXPIRING, LAST_DAY)),
        ((begun(),), LAST_DAY, Ahead(Step.EXPIRING, LAST_DAY)),
        ((begun(),), LAST_DAY + timedelta(days=1), Ahead(Step.RENEW, LAST_DAY)),
        ((begun(), PLAN), LAST_DAY + timedelta(days=1), Ahead(Step.RENEW, LAST_DAY)),
        (
            (begun(), AgencyMandated(mandate(until=date(2027, 2, 1)))),
            LAST_DAY + timedelta(days=1),
            Ahead(Step.TELL, AFTER_A_WEEK),
        ),
        ((begun(Mode.ON_SITE),), LAST_DAY + timedelta(days=1), Ahead(Step.TELL, AFTER_A_WEEK)),
        ((begun(), notice(due=stamp(21, "correction"))), DAY, Ahead(Step.CORRECT, date(2026, 12, 11))),
        ((begun(), PLAN, notice(due=replace(stamp(), at=None))), DAY, Ahead(Step.CORRECT)),
        ((begun(), Accepted(), notice(due=stamp(9))), DAY, Ahead(Step.CORRECT, date(2026, 11, 29))),
        ((begun(), Accepted(), WorkStarted(), ResultReached(True, "同意")), DAY, Ahead(Step.FETCH)),
        ((begun(), Accepted(), WorkStarted(), ResultReached(False, "不予")), DAY, Ahead(Step.FETCH)),
        ((begun(), Withdrawn("不办了")), DAY, Ahead(Step.GIVE_BACK)),
        ((begun(), Withdrawn("不办了"), handed(Way.OUT, LICENCE, FORMS)), DAY, Ahead(Step.FINISH)),
        ((begun(), Withdrawn("不办了")), LAST_DAY + timedelta(days=1), Ahead(Step.RENEW, LAST_DAY)),
    ],
)  # fmt: skip
def test_the_one_step_that_presses_most(facts: tuple[Fact, ...], day: date, wanted: Ahead) -> None:
    assert ahead(case_of(*OPEN, *facts), day) == wanted


def test_a_case_that_ended_at_once_is_only_to_be_finished() -> None:
    case = case_of(registered(), begun(materials=()), AnsweredOnSpot("可以"))
    assert ahead(case, DAY) == Ahead(Step.FINISH)


def test_a_step_is_late_from_the_day_after_its_own() -> None:
    step = Ahead(Step.PLANNED, DAY)
    days = [step.late(DAY + timedelta(days=n)) for n in (-1, 0, 1)]
    assert days == [False, False, True]
    assert not Ahead(Step.FETCH).late(LAST_DAY)


def test_only_what_was_told_counts_as_told() -> None:
    case = case_of(*OPEN, begun(), acted(told=True), acted(day=date(2026, 11, 26)))
    assert ahead(case, AFTER_A_WEEK) == Ahead(Step.TELL, AFTER_A_WEEK)


def test_a_log_written_in_advance_of_nothing_plans_nothing() -> None:
    case = apply(case_of(*OPEN, begun()), by_helper(acted(Doing.TALK)))
    assert ahead(case, DAY).step is Step.GO_ON


class TestListed:
    """Which cases an outlet sees to."""

    HERE, ELSEWHERE = "1508262001", "1508261001"

    def test_a_running_help_is_its_helpers_outlets(self) -> None:
        case = case_of(*OPEN, begun())
        away = replace(case, outlet=self.ELSEWHERE)
        assert [listed(one, self.HERE) for one in (case, away)] == [True, True]
        assert not listed(away, self.ELSEWHERE)
        assert listed(case_of(*OPEN, begun(), stopped()), self.HERE)

    def test_an_ended_help_is_nobodys(self) -> None:
        assert not listed(case_of(*OPEN, begun(), ended()), self.HERE)

    def test_whoever_asked_waits_where_the_case_is_held(self) -> None:
        asked = case_of(*OPEN)
        assert listed(asked, self.HERE)
        assert not listed(asked, self.ELSEWHERE)
        assert not listed(case_of(registered()), self.HERE)

    def test_the_parent_of_a_package_is_not_helped_in(self) -> None:
        assert not listed(replace(case_of(*OPEN), package=packaged.opened("a", "b")), self.HERE)
