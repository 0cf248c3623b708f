"""What the daily sheet says of a day."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from case_lives import (
    CLERKS,
    DAY,
    FACTS,
    OTHER,
    PROMISE,
    chance_lives,
    days_around,
    elsewhere,
    helping,
    life,
    many_lives,
)

from outlet_app.domain.calendar import CST
from outlet_app.domain.case import Case, fold
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.courses import is_overdue
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    AnsweredOnSpot,
    CaseEvent,
    Channel,
    Closed,
    CorrectionTaken,
    DecisionUndone,
    DueStamp,
    Fact,
    MaterialsChecked,
    MaterialsTaken,
    Paused,
    Rejected,
    Reopened,
    ResultReached,
    ReviewOffered,
    TrackingStarted,
    TransferredOut,
    TransferTaken,
    Withdrawn,
    WorkStarted,
)
from outlet_app.domain.identities import broken_identities
from outlet_app.domain.stock import steps
from outlet_app.domain.workload import DaySheet, Flow, Intake, Line, day_sheet, sheet_of
from tests.domain.chance import Draw, by_chance
from tests.domain.tables import each
from tests.support import pledged
from tests.support.builders import OUTLET, at, deferred, material, notice, registered, stamp

ITEMS = range(1, 11)
EVENING = datetime(2026, 11, 20, 17, 30, tzinfo=CST)
CLERK, COLLEAGUE = CLERKS[OUTLET]
ANSWER = AnsweredOnSpot("可以网上办理。")
TAKEN, ACCEPTED = MaterialsTaken(), Accepted((stamp(5),))
RESULT, CLOSED = ResultReached(True, "已出具报告"), Closed("已交付")
TO_THE_CITY = TransferredOut(OTHER, "", "市级窗口", "需专业人员答复")
NO_FLOW = Flow(0, 0, 0, 0, 0, 0, 0, 0, 0)


def sheet(
    *cases: list[CaseEvent], outlet: str = OUTLET, day: date = DAY, as_of: datetime = EVENING
) -> DaySheet:
    return day_sheet(cases, outlet, day, as_of, ITEMS)


def item(of: DaySheet, number: int) -> Line:
    return next(line for line in of.items if line.key == str(number))


def consultation(**changes: object) -> Fact:
    return registered(item=2, sub_item="2.1", **changes)


def test_an_empty_day_has_every_row_and_only_noughts() -> None:
    empty = sheet()
    assert [line.key for line in empty.items] == [*map(str, ITEMS), "0"]
    assert empty.clerks == ()
    assert (empty.total.visits, empty.flow, empty.offered) == (0, NO_FLOW, 0)
    assert empty.total.satisfaction is None


def test_a_consultation_answered_at_once_is_a_visit_and_a_closing() -> None:
    told = sheet(life((0, consultation(channel=Channel.PHONE, assisted=True)), (0, ANSWER)))
    row = item(told, 2)
    assert (row.visits, row.channels[Channel.PHONE], row.results[Decision.ANSWER]) == (1, 1, 1)
    assert (row.assisted, row.closed, row.overdue) == (1, 1, 0)
    assert told.flow == replace(NO_FLOW, new=1, closed=1)
    assert item(told, 8).visits == 0


@each(
    ("facts", "result"),
    [
        ((ANSWER,), Decision.ANSWER),
        ((TAKEN, ACCEPTED), Decision.ACCEPT),
        ((TrackingStarted(date(2026, 12, 20)),), Decision.ACCEPT),
        ((TAKEN, notice(1)), Decision.NOTICE),
        ((TAKEN, AcceptedDeficient((PROMISE,), stamp(7))), Decision.DEFICIENT),
        ((TO_THE_CITY,), Decision.TRANSFER),
        ((Rejected("not_in_remit"),), Decision.REJECT),
        ((MaterialsTaken(for_review=True),), Decision.RECEIVE),
    ],
)
def test_the_first_decision_is_the_result_whatever_comes_later(
    facts: tuple[Fact, ...], result: Decision
) -> None:
    told = sheet(life((0, registered()), *((0, fact) for fact in facts)))
    assert {one for one, count in told.total.results.items() if count} == {result}
    assert told.total.visits == 1


def test_later_work_on_an_old_case_is_no_new_visit() -> None:
    old = life((-2, registered()), (-2, TAKEN), (-2, ACCEPTED), (-1, WorkStarted()), (0, RESULT), (0, CLOSED))
    told = sheet(old)
    assert (told.total.visits, told.total.closed) == (0, 1)
    assert told.flow == replace(NO_FLOW, carried_in=1, closed=1)
    assert sheet(old, day=DAY - timedelta(days=2)).total.visits == 1


def test_a_notice_stays_the_result_after_the_correction_is_accepted() -> None:
    corrected = life(
        (0, registered()), (0, TAKEN), (0, notice(1)), (1, CorrectionTaken((material(),))), (1, ACCEPTED)
    )
    today, tomorrow = (
        sheet(corrected),
        sheet(corrected, day=DAY + timedelta(days=1), as_of=at(days=1, minutes=500)),
    )
    assert today.total.results[Decision.NOTICE] == 1
    assert tomorrow.total.visits == 0
    assert tomorrow.intake == Intake(waiting_before=1, taken=0, accepted=1, deficient=0)


def test_matters_outside_the_list_have_the_last_row() -> None:
    told = sheet(life((0, registered(item=0, sub_item="")), (0, ANSWER)))
    assert told.items[-1].key == "0"
    assert told.items[-1].visits == 1


def test_an_item_of_another_release_gets_a_row_and_is_not_lost() -> None:
    told = sheet(life((0, registered(item=17)), (0, ANSWER)))
    assert [line.key for line in told.items[-2:]] == ["17", "0"]
    assert broken_identities(told) == ()


class TestClerks:
    def test_each_stroke_goes_to_the_one_who_did_it(self) -> None:
        mine = life(
            (0, registered()), (0, TAKEN), (0, ACCEPTED), (0, WorkStarted()), (0, RESULT), (0, CLOSED)
        )
        closed_by_colleague = [*mine[:-1], replace(mine[-1], actor=COLLEAGUE)]
        told = sheet(closed_by_colleague)
        assert [(line.key, line.visits, line.closed) for line in told.clerks] == [
            (CLERK, 1, 0),
            (COLLEAGUE, 0, 1),
        ]

    def test_a_clerk_on_duty_has_a_row_without_work(self) -> None:
        told = day_sheet([], OUTLET, DAY, EVENING, ITEMS, clerks=[COLLEAGUE])
        assert [line.key for line in told.clerks] == [COLLEAGUE]

    def test_a_clerk_sees_the_own_row(self) -> None:
        told = sheet(life((0, registered()), (0, ANSWER)))
        assert told.clerk(CLERK).visits == 1
        assert told.clerk(COLLEAGUE).visits == 0


class TestFlow:
    def test_a_transfer_counts_when_the_other_side_takes_it(self) -> None:
        sent = life((0, registered()), (0, TO_THE_CITY), (1, TransferTaken()))
        sent[-1] = elsewhere(sent[-1])
        tomorrow, late = DAY + timedelta(days=1), at(days=1, minutes=500)
        assert sheet(sent).flow == replace(NO_FLOW, new=1, carried_over=1)
        assert sheet(sent, day=tomorrow, as_of=late).flow == replace(NO_FLOW, carried_in=1, transferred_out=1)
        there = sheet(sent, outlet=OTHER, day=tomorrow, as_of=late)
        assert there.flow == replace(NO_FLOW, transferred_in=1, carried_over=1)
        assert there.total.visits == 0

    def test_a_transfer_within_the_outlet_moves_nothing(self) -> None:
        told = sheet(life((-1, registered()), (0, TO_THE_CITY), (0, TransferTaken())))
        assert told.flow == replace(NO_FLOW, carried_in=1, carried_over=1)

    def test_reopening_brings_a_case_back_into_the_stock(self) -> None:
        told = sheet(life((-1, registered()), (-1, ANSWER), (0, Reopened("录入有误"))))
        assert told.flow == replace(NO_FLOW, reopened=1, carried_over=1)

    def test_closing_and_reopening_on_one_day_leave_it_where_it_was(self) -> None:
        undone = life((0, registered()), (0, ANSWER), (0, Reopened("录入有误")))
        assert sheet(undone).flow == replace(NO_FLOW, new=1, carried_over=1)
        again = [*undone, *life((0, RESULT), (0, CLOSED))]
        assert sheet(again).flow == replace(NO_FLOW, new=1, closed=1)
        assert sheet(again).total.closed == 1

    def test_leaving_and_refusing_have_their_own_columns(self) -> None:
        left = life((0, registered()), (0, TAKEN), (0, Withdrawn("申请人撤回")))
        refused = life((-1, registered()), (0, Rejected("not_in_remit")))
        assert sheet(left, refused).flow == replace(NO_FLOW, carried_in=1, new=1, left=1, rejected=1)

    def test_what_was_taken_yesterday_may_be_accepted_today(self) -> None:
        waiting = life((-1, registered()), (-1, MaterialsTaken(for_review=True)), (0, ACCEPTED))
        fresh = life((0, registered()), (0, TAKEN), (0, AcceptedDeficient((PROMISE,), stamp(7))))
        assert sheet(waiting, fresh).intake == Intake(waiting_before=1, taken=1, accepted=2, deficient=1)

    def test_a_pledge_is_counted_beside_the_missing_papers_and_each_case_once(self) -> None:
        rows = MaterialsChecked(1, (material(), pledged.pledged()))
        begun = ((0, registered()), (0, rows), (0, TAKEN), (0, pledged.pledge()))
        pledge = life(*begun, (0, ACCEPTED))
        tracked = life((0, registered()), (0, rows), (0, pledged.pledge()), (0, TrackingStarted(DAY)))
        ordinary = life((0, registered()), (0, TAKEN), (0, ACCEPTED))
        owed = MaterialsChecked(1, (deferred(), pledged.pledged()))
        both = life(
            (0, registered()),
            (0, owed),
            (0, TAKEN),
            (0, pledged.pledge()),
            (0, AcceptedDeficient((PROMISE,), stamp(7))),
        )
        told = sheet(pledge, both, ordinary, tracked)
        intake = told.intake
        assert (intake.deficient, intake.pledged, intake.both, intake.promised) == (1, 2, 1, 2)
        assert broken_identities(told) == ()

    def test_taken_back_it_is_not_counted(self) -> None:
        rows = MaterialsChecked(1, (material(), pledged.pledged()))
        told = life((0, registered()), (0, rows), (0, TAKEN), (0, pledged.pledge()), (0, ACCEPTED))
        undone = life((0, DecisionUndone(told[-1].op_id, "点错")))
        assert sheet([*told, *undone]).intake.pledged == 0

    def test_a_taken_case_that_comes_by_transfer_can_be_accepted(self) -> None:
        sent = life((-1, registered()), (-1, TAKEN), (-1, TO_THE_CITY), (0, TransferTaken()), (0, ACCEPTED))
        there = sheet([*sent[:3], *map(elsewhere, sent[3:])], outlet=OTHER)
        assert there.intake == Intake(waiting_before=0, taken=1, accepted=1, deficient=0)


class TestTheDay:
    def test_midnight_here_divides_the_days(self) -> None:
        first, second = life((0, registered()), (0, ANSWER))
        late = datetime.fromisoformat("2026-11-20T15:59:59+00:00")
        early = datetime.fromisoformat("2026-11-20T16:00:00+00:00")
        of_today = [replace(first, at=late), replace(second, at=late)]
        of_tomorrow = [replace(first, at=early), replace(second, at=early)]
        tonight = datetime(2026, 11, 22, tzinfo=CST)
        assert sheet(of_today, of_tomorrow, as_of=tonight).total.visits == 1

    def test_the_sheet_ends_when_it_was_asked_for(self) -> None:
        one = life((0, registered()), (0, ANSWER))
        told = sheet(one, as_of=one[0].at - timedelta(minutes=1))
        assert (told.total.visits, told.until) == (0, one[0].at - timedelta(minutes=1))

    def test_a_past_day_is_counted_up_to_its_midnight(self) -> None:
        assert sheet(as_of=at(days=9)).until == datetime(2026, 11, 21, tzinfo=CST)


class TestOverdue:
    LATE = (stamp(-1),)

    def test_an_open_case_past_its_limit_counts_for_its_handler(self) -> None:
        told = sheet(life((-3, registered(dues=self.LATE)), (-3, TAKEN), (-3, Accepted())))
        assert (item(told, 8).overdue, told.clerk(CLERK).overdue) == (1, 1)

    def test_a_case_closed_too_late_counts_for_the_one_who_closed_it(self) -> None:
        late = life((-3, registered(dues=self.LATE)), (0, ANSWER))
        told = sheet([late[0], replace(late[1], actor=COLLEAGUE)])
        assert told.clerk(COLLEAGUE).overdue == 1
        assert sheet(late, day=DAY + timedelta(days=1), as_of=at(days=1, minutes=500)).total.overdue == 0

    def test_a_case_within_its_limit_or_without_one_never_counts(self) -> None:
        no_date = DueStamp("feedback", ClockKind.PERIOD, None)
        running = life((-3, registered(dues=(no_date, stamp(1)))), (-3, TAKEN), (-3, Accepted()))
        in_time = life((-3, registered(dues=(stamp(1),))), (0, ANSWER))
        assert sheet(running, in_time).total.overdue == 0

    def test_a_case_closed_in_time_never_counts(self) -> None:
        assert sheet(life((-3, registered(dues=self.LATE)), (-2, ANSWER))).total.overdue == 0

    @each(
        "facts",
        [(TAKEN, notice(1)), (TAKEN, ACCEPTED, WorkStarted(), Paused("expert_review", "评审委托书 3 号"))],
    )
    def test_nothing_is_overdue_while_others_have_to_act(self, facts: tuple[Fact, ...]) -> None:
        case = fold(life((-3, registered(dues=self.LATE)), *((-3, fact) for fact in facts)))
        assert not is_overdue(case, EVENING)

    def test_an_immediate_response_is_given_with_the_first_decision(self) -> None:
        response = DueStamp("response", ClockKind.INSTANT, at(days=-1))
        undecided = fold(life((-3, registered(dues=(response,)))))
        decided = fold(life((-3, registered(dues=(response,))), (-3, TAKEN), (-3, Accepted())))
        assert is_overdue(undecided, EVENING)
        assert not is_overdue(decided, EVENING)


class TestReviews:
    def reviewed(self, reviews: dict[tuple[int, int], int]) -> DaySheet:
        return day_sheet([], OUTLET, DAY, EVENING, ITEMS, reviews=reviews)

    def test_levels_three_to_five_are_satisfied(self) -> None:
        told = self.reviewed({(2, level): 1 for level in range(1, 6)})
        assert (told.total.rated, told.total.satisfied, told.total.satisfaction) == (5, 3, 0.6)

    def test_an_item_with_few_reviews_does_not_show_them(self) -> None:
        told = self.reviewed({(2, 5): 4, (8, 5): 4, (8, 1): 1})
        assert item(told, 2).rated is None
        assert (item(told, 8).rated, item(told, 8).satisfied) == (5, 4)
        assert told.total.rated == 9

    def test_no_clerk_has_reviews(self) -> None:
        told = day_sheet([], OUTLET, DAY, EVENING, ITEMS, [CLERK], {(2, 5): 9})
        assert told.clerk(CLERK).rated is None

    def test_what_was_offered_is_counted_beside_it(self) -> None:
        assert sheet(life((0, registered()), (0, ANSWER), (0, ReviewOffered("consult")))).offered == 1


def test_chance_knows_every_fact_that_moves_a_case() -> None:
    seen = {type(step.fact) for told in many_lives() for step in told}
    assert {type(fact) for fact in (*FACTS, *helping(DAY))} <= seen


def was_a_visit(case: Case) -> bool:
    """Decided and not taken back, and not found void on the day of the decision."""
    if case.decided_at is None:
        return False
    return case.voided is None or case.ended_at is None or case.ended_at.date() != case.decided_at.date()


@by_chance(4)
def test_the_identities_hold_on_every_day_of_any_legal_lives(draw: Draw) -> None:
    cases = chance_lives(draw.whole(0, 10_000), 4)
    paths = [tuple(steps(events)) for events in cases]
    ends = [path[-1].after for path in paths]
    assert ends == list(map(fold, cases))
    visits = 0
    for outlet in CLERKS:
        carried = 0
        for day in days_around():
            told = sheet_of(paths, outlet, day, at(days=30), ITEMS)
            assert broken_identities(told) == ()
            assert told.flow.carried_in == carried
            carried = told.flow.carried_over
            visits += told.total.visits
        assert carried == sum(case.is_open and case.outlet == outlet for case in ends if not case.package)
    assert visits == sum(map(was_a_visit, ends))
