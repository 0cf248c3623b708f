"""What mending does to the daily sheet: nothing counts twice, nothing disappears, every identity holds."""

from dataclasses import replace
from datetime import timedelta

from case_lives import DAY, PROMISE, life

from outlet_app.domain.amending import differences
from outlet_app.domain.case import fold, judge
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    Amended,
    AnsweredOnSpot,
    CaseEvent,
    Channel,
    Closed,
    DecisionUndone,
    Fact,
    MaterialsChecked,
    MaterialsTaken,
    Rejected,
    Reopened,
    ResultReached,
    Voided,
)
from outlet_app.domain.identities import broken_identities
from outlet_app.domain.sheet_groups import Spent
from outlet_app.domain.workload import DaySheet, Flow, Intake, day_sheet
from tests.domain.tables import each
from tests.support.builders import OUTLET, at, deferred, event, notice, registered, stamp

ITEMS = range(1, 11)
NO_FLOW = Flow(0, 0, 0, 0, 0, 0, 0, 0, 0)
ANSWER = AnsweredOnSpot("可以网上办理。")
TAKEN, RECEIVED = MaterialsTaken(), MaterialsTaken(for_review=True)
CHECKED = MaterialsChecked(1, (deferred(PROMISE.code),))
ACCEPTED, DEFICIENT = Accepted((stamp(5),)), AcceptedDeficient((PROMISE,), stamp(7, "supplement"))


def sheet(*lives: list[CaseEvent], days: int = 0) -> DaySheet:
    """The day so many days after the tests' day, and every identity of it."""
    told = day_sheet(lives, OUTLET, DAY + timedelta(days=days), at(days=days, minutes=800), ITEMS)
    assert broken_identities(told) == ()
    return told


def then(lived: list[CaseEvent], *facts: Fact, days: int = 0) -> list[CaseEvent]:
    """What happened after, later on the same or another day; each legal."""
    for step, fact in enumerate(facts):
        case = fold(lived)
        if isinstance(fact, DecisionUndone) and case.last_decision:
            fact = DecisionUndone(case.last_decision.op_id, fact.reason)
        told = event(fact, days=days, minutes=30 + len(lived) + step)
        assert judge(case, told) is None, fact.KIND
        lived = [*lived, told]
    return lived


def amended(lived: list[CaseEvent], days: int = 0, **wanted: str) -> list[CaseEvent]:
    return then(lived, Amended(differences(fold(lived), wanted)), days=days)


UNDO = DecisionUndone("", "点错")


def timeless(of: DaySheet) -> DaySheet:
    """The sheet but for how long the work took: a decision pressed a minute later is a minute later."""
    assert of.groups is not None
    return replace(of, groups=replace(of.groups, spent=Spent()))


class TestUndone:
    """A decision taken back was none (ADR 0016)."""

    @each(
        ("before", "first", "second"),
        [
            ((), ANSWER, Rejected("not_in_remit")),
            ((), ANSWER, ANSWER),
            ((), RECEIVED, ANSWER),
            ((TAKEN,), ACCEPTED, Rejected("not_in_remit")),
            ((TAKEN,), ACCEPTED, notice()),
            ((TAKEN,), notice(), ACCEPTED),
            ((CHECKED, TAKEN), DEFICIENT, ACCEPTED),
            ((CHECKED, TAKEN), ACCEPTED, DEFICIENT),
            ((TAKEN,), Rejected("not_in_remit"), ACCEPTED),
            ((TAKEN,), ACCEPTED, ACCEPTED),
        ],
    )
    def test_the_sheet_counts_as_if_only_the_second_had_been_pressed(
        self, before: tuple[Fact, ...], first: Fact, second: Fact
    ) -> None:
        opened = life((0, registered()), *((0, fact) for fact in before))
        pressed_wrong = then(opened, first, UNDO, second)
        pressed_right = then(opened, second)
        assert timeless(sheet(pressed_wrong)) == timeless(sheet(pressed_right))

    @each(
        ("before", "first"),
        [
            ((), ANSWER),
            ((), RECEIVED),
            ((TAKEN,), ACCEPTED),
            ((CHECKED, TAKEN), DEFICIENT),
            ((TAKEN,), notice()),
        ],
    )
    def test_undecided_again_it_waits_and_is_no_result_yet(
        self, before: tuple[Fact, ...], first: Fact
    ) -> None:
        opened = life((0, registered()), *((0, fact) for fact in before))
        told = sheet(then(opened, first, UNDO))
        assert told == sheet(opened)
        assert (told.total.visits, sum(told.total.results.values())) == (0, 0)
        assert told.flow == replace(NO_FLOW, new=1, carried_over=1)

    def test_decided_the_next_morning_it_counts_there(self) -> None:
        lived = then(life((0, registered()), (0, TAKEN)), ACCEPTED, UNDO)
        lived = then(lived, Rejected("not_in_remit"), days=1)
        assert sheet(lived).total.visits == 0
        tomorrow = sheet(lived, days=1)
        assert tomorrow.total.results[Decision.REJECT] == 1
        assert tomorrow.flow == replace(NO_FLOW, carried_in=1, rejected=1)

    def test_taken_back_three_times_it_is_one_visit(self) -> None:
        lived = life((0, registered()), (0, CHECKED), (0, TAKEN))
        for _ in range(3):
            lived = then(lived, ACCEPTED, UNDO)
        told = sheet(then(lived, DEFICIENT))
        assert told.total.visits == 1
        assert told.intake == Intake(waiting_before=0, taken=1, accepted=1, deficient=1)

    def test_an_examination_taken_back_leaves_yesterdays_visit_alone(self) -> None:
        lived = life((-1, registered()), (-1, RECEIVED))
        lived = then(lived, ACCEPTED, UNDO, ACCEPTED)
        assert sheet(lived, days=-1).total.results[Decision.RECEIVE] == 1
        told = sheet(lived)
        assert told.total.visits == 0
        assert told.intake == Intake(waiting_before=1, taken=0, accepted=1, deficient=0)


class TestVoid:
    """作废 is told apart and disturbs no other figure."""

    @each(
        "facts",
        [(), (ANSWER,), (TAKEN,), (TAKEN, ACCEPTED), (TAKEN, notice()), (Rejected("not_in_remit"),)],
    )
    def test_registered_and_voided_the_same_day_it_counts_only_as_void(self, facts: tuple[Fact, ...]) -> None:
        lived = then(life((0, registered()), *((0, fact) for fact in facts)), Voided("duplicate"))
        told = sheet(lived)
        assert told == replace(sheet(), flow=replace(NO_FLOW, voided=1))
        assert sheet(lived, days=1) == sheet(days=1)

    def test_a_case_of_yesterday_leaves_the_stock_and_yesterday_stays_as_it_was(self) -> None:
        lived = life((-1, registered()), (-1, TAKEN), (-1, ACCEPTED))
        before = sheet(lived, days=-1)
        void = then(lived, Voided("wrong_applicant"))
        assert sheet(void, days=-1) == before
        assert sheet(void).flow == replace(NO_FLOW, carried_in=1, left=1, voided=1)

    def test_an_ended_case_was_out_of_stock_already(self) -> None:
        void = then(life((-1, registered()), (-1, ANSWER)), Voided("duplicate"))
        assert sheet(void).flow == replace(NO_FLOW, voided=1)

    def test_closed_and_voided_today_it_is_no_closing(self) -> None:
        lived = life((-1, registered()), (-1, TAKEN), (-1, ACCEPTED))
        void = then(lived, ResultReached(True, "已出具"), Closed(), Voided("duplicate"))
        told = sheet(void)
        assert told.total.closed == 0
        assert told.flow == replace(NO_FLOW, carried_in=1, left=1, voided=1)

    def test_reopened_and_voided_today_it_came_and_went(self) -> None:
        void = then(life((-1, registered()), (-1, ANSWER)), Reopened("录入有误"), Voided("duplicate"))
        assert sheet(void).flow == replace(NO_FLOW, reopened=1, left=1, voided=1)

    def test_one_void_among_others_takes_nothing_from_them(self) -> None:
        good = life((0, registered()), (0, ANSWER))
        void = then(life((0, registered()), (0, ANSWER)), Voided("duplicate"))
        told = sheet(good, void)
        assert (told.total.visits, told.total.closed, told.flow.voided) == (1, 1, 1)


class TestAmended:
    """What was put right the same day counts as it is now; an earlier day stays as it was printed."""

    def test_another_way_of_coming_counts_as_it_was(self) -> None:
        lived = life((0, registered(channel=Channel.COUNTER)), (0, ANSWER))
        assert sheet(amended(lived, channel="phone")).total.channels[Channel.PHONE] == 1
        late = amended(lived, days=1, channel="phone")
        assert sheet(late).total.channels == {**sheet().total.channels, Channel.COUNTER: 1}
        assert sheet(late, days=1).total.visits == 0

    def test_another_item_takes_the_stroke_along(self) -> None:
        lived = life((0, registered(item=2, sub_item="2.1")), (0, ANSWER))
        told = sheet(amended(lived, item="9", sub_item="9.1"))
        assert {line.key: line.visits for line in told.items if line.visits} == {"9": 1}
        assert {line.key: line.closed for line in told.items if line.closed} == {"9": 1}

    def test_a_name_put_right_moves_no_figure(self) -> None:
        lived = life((0, registered()), (0, TAKEN), (0, ACCEPTED))
        assert sheet(amended(lived, contact="刘建萍", request="改")) == sheet(lived)


class TestReopened:
    """更正重开 brings a case back and promises its mending anew."""

    def test_the_old_promise_was_met_and_does_not_run_again(self) -> None:
        lived = life((-9, registered()), (-9, TAKEN), (-9, Accepted((stamp(-4),))))
        lived = [*lived, *life((-8, ResultReached(True, "已出具")), (-8, Closed()))]
        told = sheet(then(lived, Reopened("结果有误", (stamp(3, "rework"),))))
        assert told.flow == replace(NO_FLOW, reopened=1, carried_over=1)
        assert told.total.overdue == 0
