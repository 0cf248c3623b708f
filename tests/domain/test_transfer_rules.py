"""转办 (domain.md §1.4): who may answer, what stays as it is, how often it bounces, and by when."""

from dataclasses import replace
from datetime import datetime

from outlet_app.domain.calendar import CST, BusinessHours, HolidayCalendar
from outlet_app.domain.case import Case, apply, judge
from outlet_app.domain.catalogue import ClockKind, PaperForm
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import (
    Accepted,
    AnsweredOnSpot,
    CaseEvent,
    Closed,
    CorrectionTaken,
    DueStamp,
    Fact,
    FeedbackGiven,
    HandedMaterial,
    MaterialsChecked,
    MaterialsTaken,
    PaperIssued,
    Rejected,
    ResultReached,
    ReviewOffered,
    StageReached,
    Terminated,
    TrackingStarted,
    TransferredOut,
    TransferReturned,
    TransferSeen,
    TransferTaken,
    TransferWithdrawn,
    Withdrawn,
    WorkStarted,
)
from outlet_app.domain.handing import MOST_BOUNCES, ReturnReason, TransferEnd
from outlet_app.domain.offers import offered
from outlet_app.domain.people import Person, Right, Role
from outlet_app.domain.periods import RECEIVING, receiving_due
from outlet_app.domain.states import State
from tests.domain.holiday_plans import CALENDAR
from tests.domain.tables import each
from tests.support.builders import (
    CLERK,
    MORNING,
    OUTLET,
    SUPERVISOR,
    at,
    event,
    material,
    notice,
    registered,
    stamp,
)

DAY = MORNING.date()
FAR, THIRD = "1508022001", "1508001001"
FAR_CLERK, FAR_HEAD = "1508020007", "1508020001"
COLLEAGUE = "1508260838"
DUES = (stamp(1, "feedback"), stamp(3, "answer"))
TO_FAR = TransferredOut(FAR, "", "临河区窗口", "属地办理")
TO_COLLEAGUE = TransferredOut(OUTLET, COLLEAGUE, "乌兰", "商标业务由其承办")
BACK = TransferReturned("not_my_duty")

CLERK_HERE = Person(CLERK, "苏日娜", frozenset({Role.CLERK}))
COLLEAGUE_HERE = Person(COLLEAGUE, "乌兰", frozenset({Role.CLERK}))
HEAD_HERE = Person(SUPERVISOR, "高云飞", frozenset({Role.SUPERVISOR}))
CLERK_THERE = Person(FAR_CLERK, "巴特尔", frozenset({Role.CLERK}))
HEAD_THERE = Person(FAR_HEAD, "其木格", frozenset({Role.SUPERVISOR}))
CITY = Person("1508000001", "市级", frozenset({Role.CITY_ADMIN}))


def told(fact: Fact, actor: str = CLERK, outlet: str = OUTLET, minutes: int = 0) -> CaseEvent:
    """An event by somebody somewhere."""
    return event(fact, minutes=minutes, actor=actor, outlet=outlet)


def here(fact: Fact, actor: str = CLERK) -> CaseEvent:
    """An event at the outlet of the first contact."""
    return told(fact, actor)


def there(fact: Fact, actor: str = FAR_CLERK) -> CaseEvent:
    """An event at the outlet the case was sent to."""
    return told(fact, actor, FAR)


def live(*events: CaseEvent) -> Case:
    """A case by legal events."""
    case: Case | None = None
    for minute, one in enumerate(events):
        happened = replace(one, at=at(minute))
        refusal = judge(case, happened)
        assert refusal is None, (one.fact.KIND, refusal)
        case = apply(case, happened)
    assert case is not None
    return case


def refused(case: Case, happened: CaseEvent) -> str:
    """The code of the refusal, or an empty string."""
    refusal = judge(case, happened)
    return refusal.code if refusal else ""


OPENED = here(registered(dues=DUES))
SENT = live(OPENED, here(TO_FAR))
SENT_TO_COLLEAGUE = live(OPENED, here(TO_COLLEAGUE))
BOUNCED = live(OPENED, here(TO_FAR), there(BACK), here(TO_FAR), there(BACK))


class TestFirstContact:
    """The first-contact person never changes and answers for the case until it is received."""

    def test_until_received_the_sender_and_the_outlet_stay_responsible(self) -> None:
        assert (SENT.handler, SENT.outlet, SENT.first_contact) == (CLERK, OUTLET, CLERK)
        assert SENT.state is State.TRANSFERRED

    def test_whoever_receives_becomes_the_handler_and_nothing_else(self) -> None:
        taken = live(OPENED, here(TO_FAR), there(TransferTaken()))
        assert (taken.handler, taken.outlet, taken.first_contact) == (FAR_CLERK, FAR, CLERK)
        assert (taken.state, taken.pending) == (State.REGISTERED, None)

    def test_through_a_chain_of_hands_the_first_contact_stays(self) -> None:
        onward = TransferredOut(THIRD, "", "市级窗口", "超出权限")
        case = live(
            OPENED,
            here(TO_FAR),
            there(TransferTaken()),
            there(onward),
            told(TransferTaken(), "1508000002", THIRD),
        )
        assert (case.first_contact, case.handler, case.outlet) == (CLERK, "1508000002", THIRD)
        assert [one.end for one in case.transfers] == [TransferEnd.TAKEN, TransferEnd.TAKEN]
        assert [one.from_outlet for one in case.transfers] == [OUTLET, FAR]

    @each(
        "answer", [BACK, TransferReturned("wrong_level"), TransferReturned("materials_missing", "缺委托书")]
    )
    def test_a_return_leaves_the_case_where_it_was(self, answer: TransferReturned) -> None:
        case = live(OPENED, here(TO_FAR), there(answer))
        assert (case.handler, case.outlet, case.state) == (CLERK, OUTLET, State.REGISTERED)
        assert (case.bounces, case.pending) == (1, None)
        last = case.last_transfer
        assert last is not None
        assert (last.end, last.reason, last.remark) == (TransferEnd.RETURNED, answer.reason, answer.remark)
        assert last.ended_by == FAR_CLERK

    def test_a_withdrawal_leaves_the_case_where_it_was_and_is_no_bounce(self) -> None:
        case = live(OPENED, here(TO_FAR), here(TransferWithdrawn("申请人改在本窗口办")))
        assert (case.handler, case.outlet, case.state, case.bounces) == (CLERK, OUTLET, State.REGISTERED, 0)
        last = case.last_transfer
        assert last is not None
        assert (last.end, last.remark) == (TransferEnd.WITHDRAWN, "申请人改在本窗口办")

    def test_the_decision_stays_a_transfer_whatever_becomes_of_it(self) -> None:
        for answer in (there(TransferTaken()), there(BACK), here(TransferWithdrawn("撤"))):
            assert live(OPENED, here(TO_FAR), answer).decision is Decision.TRANSFER


class TestClocks:
    """Clocks neither stop nor restart on a transfer, a return, a withdrawal or a receipt."""

    WAYS = (
        (here(TO_FAR),),
        (here(TO_FAR), there(TransferTaken())),
        (here(TO_FAR), there(BACK)),
        (here(TO_FAR), here(TransferWithdrawn("撤"))),
        (here(TO_FAR), there(BACK), here(TO_COLLEAGUE), told(TransferTaken(), COLLEAGUE)),
        (here(TO_FAR), there(TransferTaken()), there(TransferredOut(THIRD, "", "市级", "权限"))),
    )

    @each("way", WAYS)
    def test_every_clock_is_the_same_before_and_after(self, way: tuple[CaseEvent, ...]) -> None:
        case = live(OPENED, *way)
        assert case.dues == DUES
        assert case.due == DUES[0]

    def test_a_feedback_meets_its_clock_while_nobody_has_received_the_case(self) -> None:
        case = live(OPENED, here(TO_FAR), here(FeedbackGiven("已转临河区窗口。")))
        assert case.dues == DUES[1:]


WAYS_IN = {
    State.REGISTERED: (OPENED,),
    State.RECEIVED: (OPENED, here(MaterialsTaken())),
    State.ACCEPTED: (OPENED, here(MaterialsTaken()), here(Accepted())),
    State.IN_PROGRESS: (OPENED, here(MaterialsTaken()), here(Accepted()), here(WorkStarted())),
    State.TRACKING: (OPENED, here(TrackingStarted(at(0, days=30).date()))),
}


@each("state", WAYS_IN)
@each("answer", [there(TransferTaken()), there(BACK), here(TransferWithdrawn("撤"))])
def test_a_case_is_handed_over_from_any_working_state_and_comes_back_to_it(
    state: State, answer: CaseEvent
) -> None:
    gone = live(*WAYS_IN[state], here(TO_FAR))
    assert gone.pending is not None
    assert gone.pending.came_from is state
    assert live(*WAYS_IN[state], here(TO_FAR), answer).state is state


class TestWhoAnswers:
    """A transfer is answered where it was sent to, once."""

    @each("answer", [TransferTaken(), BACK])
    @each("place", [OUTLET, THIRD])
    def test_no_other_outlet_answers(self, answer: Fact, place: str) -> None:
        assert refused(SENT, told(answer, FAR_CLERK, place)) == "transfer.not_here"

    @each("answer", [TransferTaken(), BACK])
    def test_within_an_outlet_not_the_sender_himself(self, answer: Fact) -> None:
        assert refused(SENT_TO_COLLEAGUE, here(answer)) == "transfer.own"
        assert refused(SENT_TO_COLLEAGUE, here(answer, COLLEAGUE)) == ""

    @each("to", [OUTLET, ""])
    def test_an_outlet_left_out_means_the_own_one(self, to: str) -> None:
        case = live(OPENED, here(replace(TO_COLLEAGUE, to_outlet=to)))
        assert case.pending is not None
        assert (case.pending.stays_here, case.pending.receiver) == (True, OUTLET)
        assert refused(case, here(TransferTaken(), COLLEAGUE)) == ""

    @each("first", [there(TransferTaken()), there(BACK), here(TransferWithdrawn("撤"))])
    @each("second", [there(TransferTaken()), there(BACK), here(TransferWithdrawn("撤"))])
    def test_the_first_answer_counts_and_every_later_one_is_refused(
        self, first: CaseEvent, second: CaseEvent
    ) -> None:
        gone = isinstance(first.fact, TransferTaken) and isinstance(second.fact, TransferWithdrawn)
        code = "case.elsewhere" if gone else "state.guard"
        assert refused(live(OPENED, here(TO_FAR), first), second) == code

    def test_only_the_holder_withdraws(self) -> None:
        assert refused(SENT, there(TransferWithdrawn("撤"))) == "case.elsewhere"

    @each(
        "fact",
        [
            MaterialsTaken(),
            AnsweredOnSpot("。"),
            TransferredOut(THIRD, "", "市级", "权限"),
            Rejected("not_in_remit"),
            TrackingStarted(at(0, days=30).date()),
        ],
    )
    def test_what_moves_a_case_is_written_where_it_is_held(self, fact: Fact) -> None:
        taken = live(OPENED, here(TO_FAR), there(TransferTaken()))
        refusal = judge(taken, here(fact))
        assert refusal is not None
        assert (refusal.code, refusal.args) == ("case.elsewhere", {"holder": FAR})
        assert refused(taken, there(fact)) == ""

    @each(
        "fact",
        [
            MaterialsChecked(1, (material(),)),
            FeedbackGiven("已告知申请人。"),
            StageReached("检索中"),
            PaperIssued("W13", "HH0101 转〔2026〕0001 号", 1, "0" * 64, 1),
            ReviewOffered("intake"),
            TransferSeen("op-1"),
        ],
    )
    def test_what_leaves_a_case_where_it_stands_may_be_written_by_whoever_sees_it(self, fact: Fact) -> None:
        taken = live(OPENED, here(TO_FAR), there(TransferTaken()))
        assert refused(taken, here(fact)) == ""

    def test_the_sender_may_still_end_the_case_while_nobody_has_received_it(self) -> None:
        assert refused(SENT, here(Rejected("not_in_remit"))) == ""
        assert refused(SENT, here(Withdrawn("申请人撤回"))) == ""
        assert refused(SENT, there(Terminated("失联"))) == "case.elsewhere"
        ended = live(OPENED, here(TO_FAR), here(Rejected("not_in_remit")))
        assert (ended.pending, refused(ended, there(TransferTaken()))) == (None, "state.guard")


class TestReasons:
    """退回 only for the three reasons."""

    def test_there_are_three(self) -> None:
        assert tuple(ReturnReason) == ("not_my_duty", "wrong_level", "materials_missing")

    @each("reason", ["", "busy", "NOT_MY_DUTY", "不属本岗位"])
    def test_no_other_reason_holds(self, reason: str) -> None:
        assert refused(SENT, there(TransferReturned(reason))) == "transfer.reason"

    @each(
        ("remark", "code"),
        [("", "transfer.which_materials"), (" ", "transfer.which_materials"), ("委托书", "")],
    )
    def test_missing_materials_are_named(self, remark: str, code: str) -> None:
        assert refused(SENT, there(TransferReturned("materials_missing", remark))) == code

    def test_a_transfer_to_nobody_is_refused(self) -> None:
        assert refused(live(OPENED), here(TransferredOut("", "", "", "。"))) == "transfer.nowhere"


class TestBounces:
    """After two bounces only a 窗口负责人 can name the handler (指定承办)."""

    def test_two_are_the_most(self) -> None:
        assert MOST_BOUNCES == 2
        assert BOUNCED.bounces == 2

    def test_after_one_bounce_it_may_be_sent_again(self) -> None:
        assert refused(live(OPENED, here(TO_FAR), there(BACK)), here(TO_FAR)) == ""

    def test_after_two_it_needs_a_name_under_it(self) -> None:
        assert refused(BOUNCED, here(TO_FAR)) == "transfer.designate"
        assert refused(BOUNCED, here(replace(TO_FAR, designated_by=SUPERVISOR), SUPERVISOR)) == ""

    def test_the_bounces_of_different_receivers_count_together(self) -> None:
        case = live(OPENED, here(TO_FAR), there(BACK), here(TO_COLLEAGUE), here(BACK, COLLEAGUE))
        assert refused(case, here(TO_FAR)) == "transfer.designate"

    def test_withdrawals_do_not_count(self) -> None:
        again = (here(TO_FAR), here(TransferWithdrawn("撤")))
        assert refused(live(OPENED, *again, *again, *again), here(TO_FAR)) == ""

    def test_a_named_handler_cannot_return_it_but_must_take_it(self) -> None:
        named = live(OPENED, here(TO_FAR), there(BACK), here(TO_FAR), there(BACK),
                     here(replace(TO_FAR, designated_by=SUPERVISOR), SUPERVISOR))  # fmt: skip
        assert refused(named, there(BACK)) == "transfer.designated"
        assert refused(named, there(TransferTaken())) == ""
        assert refused(named, here(TransferWithdrawn("另行指定"))) == ""


class TestSeen:
    """对方已收到: the receiving machine's own word, which may come late or twice and harms nothing."""

    def test_it_marks_the_transfer_it_names_once(self) -> None:
        op_id = SENT.transfer.op_id if SENT.transfer else ""
        seen = apply(SENT, told(TransferSeen(op_id), FAR_CLERK, FAR, 7))
        again = apply(seen, told(TransferSeen(op_id), FAR_CLERK, FAR, 9))
        assert seen.transfer is not None
        assert seen.transfer.seen_at == at(7)
        assert again.transfer == seen.transfer

    def test_another_transfer_is_not_touched(self) -> None:
        assert apply(SENT, there(TransferSeen("op-other"))).transfer == SENT.transfer

    @each("end", [there(TransferTaken()), there(BACK), here(TransferWithdrawn("撤"))])
    def test_it_may_come_after_the_answer_and_changes_nothing(self, end: CaseEvent) -> None:
        case = live(OPENED, here(TO_FAR), end)
        late = there(TransferSeen("op-1"))
        assert refused(case, late) == ""
        after = apply(case, late)
        assert (after.state, after.transfers, after.handler) == (case.state, case.transfers, case.handler)

    def test_a_new_transfer_has_not_been_seen(self) -> None:
        first = SENT.transfer.op_id if SENT.transfer else ""
        again = apply(apply(apply(SENT, there(TransferSeen(first))), there(BACK)), here(TO_FAR))
        assert again.transfer is not None
        assert again.transfer.seen_at is None


class TestWhatTravels:
    """What is told with a transfer is kept with it."""

    def test_work_done_bundle_and_limit_stay_with_the_transfer(self) -> None:
        by = DueStamp(RECEIVING, ClockKind.HOURS, at(120))
        bundle = (
            HandedMaterial("营业执照", 1, PaperForm.COPY),
            HandedMaterial("申报书", 2, PaperForm.ORIGINAL),
        )
        fact = replace(TO_FAR, done="已核对主体资格", receive_by=by, materials=bundle, urgent=True)
        case = live(OPENED, here(fact), there(TransferTaken("原件收到")))
        last = case.last_transfer
        assert last is not None
        assert (last.fact, last.sender, last.remark) == (fact, CLERK, "原件收到")

    @each(("minutes", "late"), [(119, False), (120, False), (121, True)])
    def test_a_transfer_is_late_after_its_limit(self, minutes: int, late: bool) -> None:
        fact = replace(TO_FAR, receive_by=DueStamp(RECEIVING, ClockKind.HOURS, at(120)))
        sent = live(OPENED, here(fact)).pending
        assert sent is not None
        assert sent.is_late(at(minutes)) is late

    def test_one_without_a_limit_is_never_late_nor_is_one_answered(self) -> None:
        assert SENT.pending is not None
        assert not SENT.pending.is_late(at(0, days=9))
        fact = replace(TO_FAR, receive_by=DueStamp(RECEIVING, ClockKind.HOURS, at(120)))
        taken = live(OPENED, here(fact), there(TransferTaken())).last_transfer
        assert taken is not None
        assert not taken.is_late(at(0, days=9))


HOURS = BusinessHours()


def when(text: str) -> datetime:
    """A moment of November 2026."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=CST)


class TestReceiveBy:
    """Two working hours, never later than half of the time left."""

    @each(
        ("sent", "limit", "by"),
        [
            ("11-20T09:05", None, "11-20T11:05"),
            ("11-20T09:05", "11-25T17:30", "11-20T11:05"),
            ("11-20T11:00", None, "11-20T15:30"),
            ("11-20T16:30", None, "11-23T09:30"),
            ("11-20T12:30", None, "11-20T16:30"),
            ("11-20T17:30", None, "11-23T10:30"),
            ("11-21T10:00", None, "11-23T10:30"),
            ("11-20T09:05", "11-20T11:05", "11-20T10:05"),
            ("11-20T16:00", "11-21T16:00", "11-21T04:00"),
            ("11-20T16:30", "11-23T17:30", "11-22T05:00"),
            ("11-20T09:05", "11-20T09:05", "11-20T09:05"),
            ("11-20T09:05", "11-19T17:30", "11-20T09:05"),
            ("09-30T16:30", None, "10-08T09:30"),
        ],
    )
    def test_by_when_it_must_be_answered(self, sent: str, limit: str | None, by: str) -> None:
        found = receiving_due(when(sent), when(limit) if limit else None, CALENDAR, HOURS)
        assert (found.at, found.rule, found.assumed) == (when(by), RECEIVING, False)

    def test_in_a_year_without_a_plan_it_says_so(self) -> None:
        sent = datetime(2027, 1, 4, 9, 0, tzinfo=CST)
        found = receiving_due(sent, None, CALENDAR, HOURS)
        assert (found.at, found.assumed) == (datetime(2027, 1, 4, 11, 0, tzinfo=CST), True)
        assert receiving_due(sent, None, HolidayCalendar(), HOURS).assumed

    @each("days", range(30))
    def test_it_is_never_before_the_sending_nor_after_half_of_the_rest(self, days: int) -> None:
        sent, limit = at(days * 97), at(0, days=days)
        by = receiving_due(sent, limit, CALENDAR, HOURS).at
        assert by is not None
        assert sent <= by
        assert by - sent <= max(limit - sent, by - by) / 2


# Steps of other paths that are open at the same time.
OTHERS = {"feedback", "withdraw", "amend", "amend_party", "void", "undo"}


class TestOffers:
    """Which steps are open to whom."""

    @each(
        ("person", "place", "steps"),
        [
            (CLERK_THERE, FAR, {"take", "send_back"}),
            (HEAD_THERE, FAR, {"take", "send_back"}),
            (CLERK_HERE, OUTLET, {"take_back"}),
            (HEAD_HERE, OUTLET, {"take_back"}),
            (COLLEAGUE_HERE, OUTLET, set()),
            (CITY, THIRD, set()),
        ],
    )
    def test_a_transfer_to_another_outlet(self, person: Person, place: str, steps: set[str]) -> None:
        assert offered(SENT, person, DAY, place) - OTHERS == steps

    @each(
        ("person", "steps"),
        [
            (COLLEAGUE_HERE, {"take", "send_back"}),
            (HEAD_HERE, {"take", "send_back", "take_back"}),
            (CLERK_HERE, {"take_back"}),
            (CLERK_THERE, set()),
        ],
    )
    def test_a_transfer_to_a_colleague_waits_for_him_or_the_head(
        self, person: Person, steps: set[str]
    ) -> None:
        assert offered(SENT_TO_COLLEAGUE, person, DAY, OUTLET) - OTHERS == steps

    def test_a_transfer_to_a_named_person_of_another_outlet_waits_for_him_or_the_head(self) -> None:
        case = live(OPENED, here(replace(TO_FAR, to_staff="1508020009")))
        assert offered(case, CLERK_THERE, DAY, FAR) == set()
        assert offered(case, HEAD_THERE, DAY, FAR) == {"take", "send_back"}

    def test_a_designated_transfer_is_only_taken(self) -> None:
        fact = replace(TO_FAR, designated_by=SUPERVISOR)
        assert offered(live(OPENED, here(fact, SUPERVISOR)), CLERK_THERE, DAY, FAR) == {"take"}

    @each("state", WAYS_IN)
    def test_a_working_case_may_be_handed_on_by_its_holder(self, state: State) -> None:
        case = live(*WAYS_IN[state])
        assert "transfer" in offered(case, CLERK_HERE, DAY, OUTLET)
        assert "transfer" not in offered(case, CLERK_THERE, DAY, FAR)

    @each(
        "more",
        [
            (here(AnsweredOnSpot("。")),),
            (here(MaterialsTaken()), here(notice())),
            (here(MaterialsTaken()), here(Accepted()), here(ResultReached(True, "。"))),
            (here(Rejected("x")),),
        ],
    )
    def test_a_case_that_waits_or_has_ended_is_not_handed_on(self, more: tuple[CaseEvent, ...]) -> None:
        steps = offered(live(OPENED, *more), HEAD_HERE, DAY, OUTLET)
        assert not steps & {"transfer", "designate"}

    def test_after_two_bounces_only_the_head_names(self) -> None:
        assert "designate" in offered(BOUNCED, HEAD_HERE, DAY, OUTLET)
        assert not offered(BOUNCED, CLERK_HERE, DAY, OUTLET) & {"transfer", "designate"}
        assert not offered(BOUNCED, HEAD_HERE, DAY, OUTLET) & {"transfer"}

    def test_a_side_that_has_let_go_looks_on_and_prints_what_it_issued(self) -> None:
        paper = here(PaperIssued("W13", "HH0101 转〔2026〕0001 号", 1, "0" * 64, 1))
        taken = live(OPENED, here(TO_FAR), paper, there(TransferTaken()))
        assert offered(taken, CLERK_HERE, DAY, OUTLET) == {"reprint"}
        assert "transfer" in offered(taken, CLERK_THERE, DAY, FAR)

    def test_without_a_place_the_steps_are_the_holders(self) -> None:
        assert offered(SENT, CLERK_HERE, DAY) == offered(SENT, CLERK_HERE, DAY, OUTLET)

    @each(("role", "may"), [(Role.CLERK, False), (Role.SUPERVISOR, True), (Role.CITY_ADMIN, True)])
    def test_whose_post_names_the_handler(self, role: Role, may: bool) -> None:
        assert Person(CLERK, "苏日娜", frozenset({role})).may(Right.DESIGNATE) is may


def test_a_correction_is_taken_where_the_case_is_held() -> None:
    told_once = live(OPENED, here(MaterialsTaken()), here(TO_FAR), there(TransferTaken()), there(notice()))
    brought = CorrectionTaken((material(),))
    assert refused(told_once, here(brought)) == "case.elsewhere"
    assert refused(told_once, there(brought)) == ""


def test_a_closing_is_written_where_the_case_is_held() -> None:
    done = live(OPENED, here(MaterialsTaken()), here(Accepted()), here(ResultReached(True, "报告")))
    assert refused(done, there(Closed())) == "case.elsewhere"
    assert refused(done, here(Closed())) == ""


def test_an_unanswered_transfer_is_the_last_one() -> None:
    assert SENT.last_transfer is SENT.transfer
    assert live(OPENED).last_transfer is None
