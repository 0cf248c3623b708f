"""A parent and its children: each child is a case of its own, the parent follows and is closed last (§5)."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from outlet_app.domain.case import apply, judge
from outlet_app.domain.courses import course
from outlet_app.domain.decisions import Decision
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import (
    Accepted,
    Amended,
    AnsweredOnSpot,
    Closed,
    CorrectionTaken,
    DecisionUndone,
    Fact,
    FeedbackGiven,
    FieldChange,
    MaterialsChecked,
    MaterialsTaken,
    PaperIssued,
    Paused,
    PrintFailed,
    Rejected,
    Reopened,
    ResultReached,
    Terminated,
    TransferredOut,
    TransferWithdrawn,
    Voided,
    Withdrawn,
)
from outlet_app.domain.facts.attachment import AttachmentAdded
from outlet_app.domain.facts.package import MemberStood, PackageJoined
from outlet_app.domain.following import noted, open_members, parent_state, standing
from outlet_app.domain.offers import offered
from outlet_app.domain.people import Person, Role
from outlet_app.domain.states import State
from outlet_app.domain.stock import steps
from tests.support.builders import (
    CLERK,
    MORNING,
    OUTLET,
    SUPERVISOR,
    event,
    material,
    notice,
    registered,
    stamp,
)
from tests.support.packaged import FIRST, JOINED, NOTICED, OPENED, SECOND, opened, stood

S = State
DAY = MORNING.date()
CLERK_HERE = Person(CLERK, "苏日娜", frozenset({Role.CLERK}))
HEAD = Person(SUPERVISOR, "高云飞", frozenset({Role.SUPERVISOR}))
PARENT: tuple[Fact, ...] = (registered(item=0, sub_item=""), MaterialsChecked(1, (material(),)), OPENED)
CHILD: tuple[Fact, ...] = (registered(), JOINED, MaterialsChecked(1, (material(),)), MaterialsTaken())


def after(*facts: Fact) -> Case:
    """A case by legal facts alone."""
    case: Case | None = None
    for minute, fact in enumerate(facts):
        happened = event(fact, minutes=minute)
        refused = judge(case, happened)
        assert refused is None, (fact.KIND, refused)
        case = apply(case, happened)
    assert case is not None
    return case


def refusal(case: Case, fact: Fact) -> str:
    said = judge(case, event(fact, minutes=90))
    return said.code if said else ""


def test_a_parent_is_under_way_from_the_start_and_decides_nothing() -> None:
    case = after(*PARENT)
    assert (case.state, case.decision, case.served) == (S.IN_PROGRESS, None, ())
    assert case.package == OPENED
    assert dict(case.member_states) == {FIRST: S.IN_PROGRESS, SECOND: S.IN_PROGRESS}
    assert case.due == OPENED.due
    assert case.received_at == MORNING + timedelta(minutes=2)
    assert after(registered(), replace(OPENED, handed=False, due=None)).received_at is None


def test_a_child_is_a_case_like_any_other_that_knows_its_parent() -> None:
    case = after(*CHILD, Accepted((stamp(),)))
    assert (case.joined, case.package) == (JOINED, None)
    assert (case.state, case.handler) == (S.ACCEPTED, CLERK)


def test_where_a_parent_stands_is_told_by_its_children_alone() -> None:
    """Every pair of ways two children can stand: one refused never stops the other."""
    ways = (S.IN_PROGRESS, S.CLOSED, S.REJECTED, S.WITHDRAWN, S.TERMINATED, S.VOIDED)
    found = {
        pair: parent_state(dict(zip((FIRST, SECOND), pair, strict=True))) for pair in product(ways, ways)
    }
    expected = {
        pair: S.IN_PROGRESS if S.IN_PROGRESS in pair else S.RESULT_OK if S.CLOSED in pair else S.RESULT_NO
        for pair in product(ways, ways)
    }
    assert found == expected


def test_a_parent_follows_every_pair_of_ends_in_either_order() -> None:
    ends = (S.CLOSED, S.REJECTED, S.WITHDRAWN, S.TERMINATED, S.VOIDED)
    for first, second in product(ends, ends):
        for order in ((FIRST, SECOND), (SECOND, FIRST)):
            told = dict(zip(order, (first, second), strict=True))
            half = after(*PARENT, stood(order[0], first))
            assert half.state is S.IN_PROGRESS, (first, order)
            assert open_members(half) == (order[1],)
            whole = after(*PARENT, *(stood(child, state) for child, state in told.items()))
            assert whole.state is (S.RESULT_OK if S.CLOSED in (first, second) else S.RESULT_NO)
            assert open_members(whole) == ()
            assert whole.ended_at is None


def test_a_child_that_goes_on_takes_the_parent_with_it() -> None:
    both = (*PARENT, stood(FIRST, S.CLOSED), stood(SECOND, S.REJECTED))
    assert after(*both, stood(FIRST, S.IN_PROGRESS)).state is S.IN_PROGRESS
    assert after(*both, stood(FIRST, S.VOIDED)).state is S.RESULT_NO
    closed = after(*both, Closed("集成办结束"))
    assert (closed.state, closed.outcome) == (S.CLOSED, "集成办结束")
    again = after(*both, Closed("集成办结束"), stood(FIRST, S.IN_PROGRESS))
    assert (again.state, again.ended_at) == (S.IN_PROGRESS, None)
    still = after(*both, Closed("集成办结束"), stood(FIRST, S.VOIDED))
    assert (still.state, still.ended_at) == (S.CLOSED, closed.ended_at)


def test_what_is_told_twice_changes_nothing_and_by_a_stranger_is_refused() -> None:
    case = after(*PARENT, stood(FIRST, S.CLOSED))
    table = {
        stood(FIRST, S.CLOSED): "",
        stood(FIRST, S.REJECTED): "",
        stood(SECOND, S.IN_PROGRESS): "",
        stood(SECOND, S.CLOSED): "",
        MemberStood("case-9", S.CLOSED): "package.not_a_member",
        MemberStood("", S.CLOSED): "package.not_a_member",
        stood(SECOND, S.RECEIVED): "package.not_a_member",
        stood(SECOND, S.TRANSFERRED): "package.not_a_member",
        stood(SECOND, S.RESULT_OK): "package.not_a_member",
    }
    assert {fact: refusal(case, fact) for fact in table} == table
    assert refusal(after(registered()), stood(FIRST, S.CLOSED)) == "state.guard"
    assert (
        refusal(after(*CHILD, Accepted(), ResultReached(True, "报告")), stood(FIRST, S.CLOSED))
        == "package.none"
    )
    assert noted(case, "case-9") is None
    assert noted(case, FIRST) is S.CLOSED


def test_a_parent_names_its_children_once_and_not_itself() -> None:
    case = after(registered(item=0, sub_item=""))
    table = {
        opened("case-2"): "",
        opened("case-2", "case-3", "case-4"): "",
        opened(): "package.members",
        opened("case-2", "case-2"): "package.members",
        opened("case-1", "case-2"): "package.members",
        opened("case-2", ""): "package.members",
    }
    assert {fact: refusal(case, fact) for fact in table} == table


def test_a_child_has_one_parent_and_a_parent_has_none() -> None:
    table = {
        JOINED: "",
        replace(JOINED, parent=""): "package.parent_missing",
        replace(JOINED, parent="case-1"): "package.parent_missing",
        replace(JOINED, parent_no=""): "package.parent_missing",
    }
    assert {fact: refusal(after(registered()), fact) for fact in table} == table
    assert refusal(after(registered(), JOINED), JOINED) == "package.nested"
    assert refusal(after(registered(), JOINED), OPENED) == "package.nested"
    assert refusal(after(*PARENT), JOINED) == "package.follows"
    assert refusal(after(*PARENT), OPENED) == "package.follows"
    assert refusal(after(*CHILD), JOINED) == "state.guard"


def test_what_was_decided_before_joins_no_package() -> None:
    """Sent away and come back, a case stands where it began, and has had its first decision."""
    sent = TransferredOut("1508001001", "", "市级窗口", "需专业人员答复")
    came_back = after(registered(), sent, TransferWithdrawn("改在本窗口办"))
    assert (came_back.state, came_back.decision) == (S.REGISTERED, Decision.TRANSFER)
    assert refusal(came_back, OPENED) == "package.decided"
    assert refusal(came_back, JOINED) == "package.decided"


def test_nothing_is_done_on_a_parent_but_what_belongs_to_it() -> None:
    case = after(*PARENT)
    table: dict[Fact, str] = {
        AnsweredOnSpot("可以"): "package.follows",
        MaterialsTaken(): "package.follows",
        Accepted(): "package.follows",
        notice(): "package.follows",
        Rejected("not_in_remit"): "package.follows",
        CorrectionTaken((material(),)): "package.follows",
        TransferredOut("1508001001", "", "市级窗口", "需专业人员答复"): "package.follows",
        Paused("expert_review", "评审委托书"): "package.follows",
        ResultReached(True, "报告"): "package.follows",
        FeedbackGiven("由专利科核实"): "package.follows",
        Withdrawn("申请人撤回"): "package.follows",
        Terminated("失联"): "package.follows",
        Reopened("录入有误"): "package.follows",
        DecisionUndone("op", "点错"): "package.follows",
        Closed("办完"): "package.children_open",
        Voided("duplicate"): "package.children_first",
        NOTICED: "",
        Amended((FieldChange("request", case.registered.request, "改"),)): "",
        PaperIssued("W04", "HH0501 告〔2026〕0001 号", 1, "0" * 64, 1): "",
        PrintFailed("HH0501 告〔2026〕0001 号", 1, "printer.none"): "",
        MaterialsChecked(2, (material(),)): "",
        AttachmentAdded("", "0" * 64, 412_000, 2): "",
    }  # fmt: skip
    assert {fact.KIND: refusal(case, fact) for fact in table} == {f.KIND: said for f, said in table.items()}


def test_a_parent_closes_last_and_is_void_last() -> None:
    one = after(*PARENT, stood(FIRST, S.CLOSED))
    said = judge(one, event(Closed("办完"), minutes=9))
    assert said is not None
    assert (said.code, said.args) == ("package.children_open", {"n": 1})
    assert refusal(after(*PARENT, stood(FIRST, S.CLOSED), stood(SECOND, S.WITHDRAWN)), Closed("办完")) == ""
    void_one = after(*PARENT, stood(FIRST, S.VOIDED), stood(SECOND, S.CLOSED))
    assert refusal(void_one, Voided("duplicate")) == "package.children_first"
    void_all = after(*PARENT, stood(FIRST, S.VOIDED), stood(SECOND, S.VOIDED), Voided("duplicate"))
    assert void_all.state is S.VOIDED
    assert refusal(void_all, stood(FIRST, S.IN_PROGRESS)) == "state.guard"


def test_the_one_notice_stands_on_the_parent_once_and_starts_no_clock_there() -> None:
    case = after(*PARENT, NOTICED)
    (given,) = case.notices
    assert (given.ordinal, given.lines, given.due) == (1, NOTICED.lines, NOTICED.due)
    assert (case.state, case.correction_due, case.due) == (S.IN_PROGRESS, None, OPENED.due)
    assert case.told_at == MORNING + timedelta(minutes=3)
    assert refusal(case, NOTICED) == "package.noticed"
    assert refusal(after(*PARENT), replace(NOTICED, lines=())) == "package.noticed"
    assert refusal(after(*CHILD), NOTICED) == "package.none"


def test_what_a_child_tells_is_how_it_ended_or_that_it_goes_on() -> None:
    lives: dict[State, tuple[Fact, ...]] = {
        S.RECEIVED: CHILD,
        S.CORRECTION: (*CHILD, notice()),
        S.ACCEPTED: (*CHILD, Accepted()),
        S.RESULT_OK: (*CHILD, Accepted(), ResultReached(True, "报告")),
        S.TRANSFERRED: (*CHILD, TransferredOut("1508001001", "", "市级窗口", "需专业人员答复")),
        S.CLOSED: (*CHILD, Accepted(), ResultReached(True, "报告"), Closed("报告")),
        S.REJECTED: (*CHILD, Rejected("not_in_remit")),
        S.WITHDRAWN: (*CHILD, Withdrawn("不办了")),
        S.TERMINATED: (*CHILD, Terminated("失联")),
        S.VOIDED: (*CHILD, Voided("duplicate")),
    }
    for state, life in lives.items():
        case = after(*life)
        assert case.state is state
        assert standing(case) is (state if not case.is_open else S.IN_PROGRESS)


def test_which_steps_are_offered_on_a_parent() -> None:
    paper = PaperIssued("W04", "HH0501 告〔2026〕0001 号", 1, "0" * 64, 1)
    amend = {"amend", "amend_party"}
    # How it came in is put right as long as a child is there to follow; an item is added until it is closed.
    # Exchanged is a child under way.
    live = {*amend, "retime", "add_member", "exchange_member"}
    going = {*amend, "add_member"}
    ended = (stood(FIRST, S.CLOSED), stood(SECOND, S.REJECTED))
    void = (stood(FIRST, S.VOIDED), stood(SECOND, S.VOIDED))
    table: dict[tuple[Fact, ...], tuple[set[str], set[str]]] = {
        PARENT: ({*live}, {*live}),
        (*PARENT, paper): ({*live, "reprint"}, {*live, "reprint", "void_paper"}),
        (*PARENT, stood(FIRST, S.CLOSED)): ({*live}, {*live}),
        (*PARENT, *ended): ({*going, "close"}, {*going, "close"}),
        (*PARENT, *void): ({*going, "close"}, {*going, "close", "void"}),
        (*PARENT, *ended, Closed("办完")): (set(), {*amend}),
    }  # fmt: skip
    for life, (clerk, head) in table.items():
        assert offered(after(*life), CLERK_HERE, DAY) == clerk
        assert offered(after(*life), HEAD, DAY) == head


def test_a_child_is_offered_what_any_case_is() -> None:
    alone, child = (after(*(fact for fact in CHILD if fact is not skipped)) for skipped in (JOINED, None))
    assert isinstance(JOINED, PackageJoined)
    # Matter and channel are the whole package's.
    assert offered(child, HEAD, DAY) == offered(alone, HEAD, DAY) - {"retime"} != frozenset()


def test_the_daily_sheet_counts_the_children_and_not_the_parent() -> None:
    until = MORNING + timedelta(hours=3)
    parent = [event(fact, minutes=at) for at, fact in enumerate(PARENT)]
    child = [event(fact, minutes=at) for at, fact in enumerate(CHILD)]
    assert course(steps(parent), OUTLET, DAY, until) is None
    seen = course(steps(child), OUTLET, DAY, until)
    assert seen is not None
    assert [one.move.value for one in seen.moved_today] == ["new"]
    assert course(steps(parent), OUTLET, date(2026, 11, 21), until + timedelta(days=1)) is None
