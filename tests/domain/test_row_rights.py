"""Who may write what on a case: every kind of fact, on an open and an ended one, by whom, from where."""

from collections.abc import Callable
from dataclasses import replace

from outlet_app.domain.case import fold
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import (
    FACTS,
    Amended,
    AnsweredOnSpot,
    Fact,
    FieldChange,
    LapseWay,
    MaterialsTaken,
    SupplementLapsed,
    TransferredOut,
)
from outlet_app.domain.facts.pledge import Consequence
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.domain.people import Person, Right, Role
from outlet_app.domain.row_rights import HOLDERS, POSTS, Demand, demands, forbidden, not_held
from tests.domain.test_case import SAMPLES
from tests.support.builders import CLERK, OUTLET, SUPERVISOR, event, notice, registered
from tests.support.pledged import drawn

OTHER = "1508001001"
OPEN = fold([event(registered()), event(MaterialsTaken(), minutes=1)])
ENDED = fold([event(registered()), event(AnsweredOnSpot("可以"), minutes=1)])
WORK, HEAD, APPROVE, LIST = Right.REGISTER, Right.REOPEN, Right.APPROVE, Right.DISCREDIT
# What is asked of the actor's post, on an open case; None: of whatever post it is.
ASKED: dict[str, Right | None] = {
    "registered": WORK, "materials_checked": WORK, "materials_taken": WORK, "answered_on_spot": WORK,
    "accepted": WORK, "tracking_started": WORK, "accepted_deficient": WORK, "notice_given": WORK,
    "transferred_out": WORK, "transfer_seen": None, "rejected": WORK, "deemed_accepted": APPROVE,
    "deemed_withdrawn": WORK, "proposal_declined": WORK, "amended": WORK, "retimed": HEAD, "voided": HEAD,
    "paper_voided": None, "work_started": WORK, "feedback_given": WORK, "delay_explained": None,
    "refusal_settled": None,
    "time_confirmed": HEAD, "situation_judged": None, "delay_demanded": None, "consultation_answered": WORK,
    "made_complex": WORK, "stage_reached": WORK, "paused": WORK, "tracking_planned": WORK,
    "follow_up_visited": WORK, "stage_summarised": WORK, "resumed": WORK, "result_reached": WORK,
    "closed": WORK, "withdrawn": WORK, "terminated": APPROVE, "reopened": HEAD, "declaration_reminded": WORK,
    "reminder_dropped": WORK, "carried_on": WORK, "query_deepened": WORK, "due_recomputed": None,
    "paper_issued": None, "attachment_added": None, "attachment_voided": None, "print_failed": None,
    "review_offered": None, "review_ended": None, "supplement_reminded": WORK, "supplement_extended": WORK,
    "supplement_lapsed": WORK, "result_collected": None, "outcome_written": WORK, "pledge_made": WORK,
    "checks_due": WORK, "pledge_checked": WORK, "consequence_drawn": WORK, "discredit_proposed": APPROVE,
    "defence_heard": None, "discredited": LIST, "discredit_dropped": LIST, "credit_repaired": LIST,
    "intent_stated": WORK, "package_opened": WORK, "package_joined": None, "package_noticed": None,
    "member_added": WORK, "member_exchanged": WORK,
    "agency_begun": None, "agency_mandated": None, "agency_acted": None, "agency_handed": None,
    "agency_stopped": None, "agency_resumed": None, "agency_passed": None, "agency_ended": None,
}  # fmt: skip
# These lead where the case came from: only a case that went somewhere can say.
BACK = {
    "transfer_taken", "transfer_returned", "transfer_withdrawn", "correction_taken", "correction_undone",
    "decision_undone", "supplement_taken", "member_stood",
}  # fmt: skip


def of_actor(case: Case | None, fact: Fact) -> Right | None:
    """What is asked of the actor."""
    asked = [one.right for one in demands(case, event(fact, actor="9999999999")) if one.staff_no[0] == "9"]
    return asked[0] if asked else None


def test_every_kind_of_fact_has_its_row() -> None:
    assert set(ASKED) | BACK == set(FACTS)
    assert not set(ASKED) & BACK


def test_what_is_asked_of_the_actor_on_an_open_case() -> None:
    told = {fact.KIND: of_actor(OPEN, fact) for fact in SAMPLES if fact.KIND in ASKED}
    assert told == ASKED


def test_an_ended_case_is_put_right_by_a_head_alone() -> None:
    amended = Amended((FieldChange("request", "一", "二"),))
    told = {
        "open": of_actor(OPEN, amended),
        "ended": of_actor(ENDED, amended),
        "channel of an open one": of_actor(OPEN, _retimed("channel")),
        "channel of an ended one": of_actor(ENDED, _retimed("channel")),
        "matter of an open one": of_actor(OPEN, _retimed("sub_item")),
        "complexity of an open one": of_actor(OPEN, _retimed("complexity")),
        "day of a promise": of_actor(OPEN, _retimed("promise.8.2-A1")),
    }
    assert told == {
        "open": WORK, "ended": HEAD, "channel of an open one": WORK, "channel of an ended one": HEAD,
        "matter of an open one": HEAD, "complexity of an open one": HEAD, "day of a promise": HEAD,
    }  # fmt: skip


def _retimed(field: str) -> Retimed:
    return Retimed((FieldChange(field, "a", "b"),), (), (), "录错")


def _others(fact: Fact) -> list[tuple[str, Right]]:
    return [(one.staff_no, one.right) for one in demands(OPEN, event(fact)) if one.staff_no != CLERK]


def test_whoever_approved_is_asked_as_well() -> None:
    revoked = SupplementLapsed(LapseWay.RESULT_REVOKED, "逾期未补齐", SUPERVISOR)
    designated = TransferredOut(OTHER, "", "市级窗口", "退回两次", designated_by=SUPERVISOR)
    told = [
        _others(notice(approved_by=SUPERVISOR)),
        _others(notice()),
        _others(revoked),
        _others(replace(revoked, approved_by="")),
        _others(drawn(Consequence.STOP)),
        _others(designated),
        _others(replace(designated, designated_by="")),
    ]
    approved, named = [(SUPERVISOR, APPROVE)], [(SUPERVISOR, Right.DESIGNATE)]
    assert told == [approved, [], approved, [], approved, named, []]


POSTS_OF: dict[str, frozenset[Role]] = {
    "clerk": frozenset({Role.CLERK}),
    "head": frozenset({Role.SUPERVISOR}),
    "both": frozenset({Role.CLERK, Role.SUPERVISOR}),
    "officer": frozenset({Role.CREDIT_OFFICER}),
    "clerk and officer": frozenset({Role.CLERK, Role.CREDIT_OFFICER}),
    "admin": frozenset({Role.CITY_ADMIN}),
    "nobody": frozenset(),
}


def _let(right: Right) -> set[str]:
    """Which posts carry a right."""
    return {name for name, roles in POSTS_OF.items() if Person(CLERK, "苏日娜", roles).may(right)}


def test_which_posts_carry_what_is_asked() -> None:
    heads = {"head", "both", "admin"}
    assert {right: _let(right) for right in (WORK, HEAD, APPROVE, Right.DESIGNATE, LIST)} == {
        WORK: heads | {"clerk", "clerk and officer"},
        HEAD: heads,
        APPROVE: heads,
        Right.DESIGNATE: heads,
        LIST: {"officer", "clerk and officer", "admin"},
    }


def test_what_only_the_holder_says_is_refused_from_anywhere_else() -> None:
    kinds = {fact.KIND: not_held(OPEN, event(fact, outlet=OTHER)) for fact in SAMPLES}
    assert {kind for kind, refusal in kinds.items() if refusal} == {one.KIND for one in HOLDERS}
    assert {refusal.code for refusal in kinds.values() if refusal} == {"case.elsewhere"}
    assert {refusal.args["holder"] for refusal in kinds.values() if refusal} == {OUTLET}


def test_the_holder_and_a_case_not_yet_there_are_not_asked_where_they_are() -> None:
    here = [not_held(OPEN, event(fact)) for fact in SAMPLES]
    unborn = [not_held(None, event(fact, outlet=OTHER)) for fact in SAMPLES]
    assert set(here + unborn) == {None}


def test_who_looks_on_may_still_answer_help_print_and_see() -> None:
    beside = {
        "transfer_taken", "transfer_returned", "transfer_withdrawn", "transfer_seen", "agency_acted",
        "agency_handed", "agency_ended", "paper_issued", "print_failed", "review_offered", "review_ended",
        "delay_demanded", "situation_judged", "discredited", "credit_repaired",
    }  # fmt: skip
    assert not beside & {one.KIND for one in HOLDERS}


def _answer(fact: Fact, may: Callable[[Demand], bool], outlet: str = OUTLET) -> str:
    refusal = forbidden(ENDED, event(fact, outlet=outlet), may)
    return refusal.code if refusal else ""


def test_the_place_is_asked_before_the_post() -> None:
    amended = Amended((FieldChange("request", "一", "二"),))
    assert _answer(amended, lambda _one: True) == ""
    assert _answer(amended, lambda _one: False) == "right.missing"
    assert _answer(amended, lambda _one: True, OTHER) == "case.elsewhere"
    assert _answer(amended, lambda _one: False, OTHER) == "case.elsewhere"


def test_one_name_that_does_not_carry_it_is_enough() -> None:
    both = notice(approved_by=SUPERVISOR)
    assert _answer(both, lambda one: one.staff_no != SUPERVISOR) == "right.missing"
    assert _answer(both, lambda one: one.staff_no != CLERK) == "right.missing"
    assert _answer(both, lambda one: one.staff_no in (CLERK, SUPERVISOR)) == ""


def test_the_two_tables_name_facts_that_there_are() -> None:
    known = set(FACTS.values())
    assert known >= HOLDERS
    assert set(POSTS) <= known
