"""更换事项: what the fact must hold, what it changes, in which order it may be told, whose slip it was."""

from dataclasses import replace
from datetime import timedelta

from outlet_app.domain.case import Case, apply, fold, judge
from outlet_app.domain.events import (
    Accepted,
    AmendCause,
    CaseEvent,
    Closed,
    Fact,
    MaterialsTaken,
    Voided,
    VoidReason,
    Withdrawn,
)
from outlet_app.domain.exchanging import is_own_slip, is_slip_of
from outlet_app.domain.facts.package import Answered, MemberAdded, MemberExchanged, MemberLine
from outlet_app.domain.forms.told import misfits
from outlet_app.domain.offers import offered
from outlet_app.domain.people import Person, Right, Role
from outlet_app.domain.row_rights import demands, forbidden
from outlet_app.domain.states import State
from tests.support.builders import CLERK, MORNING, SUPERVISOR, event, registered, stamp
from tests.support.packaged import FIRST, JOINED, OPENED, SECOND, SLIP, THIRD, WISHED, stood

S = State
PARENT = (registered(item=0, sub_item=""), OPENED)
CHILD = (registered(), JOINED, MaterialsTaken(for_review=True))
OTHER_CLERK = "1508260838"
WRONG = Voided(VoidReason.WRONG_ITEM, "点错了一行", THIRD.case_no)


def after(*facts: Fact) -> Case:
    case: Case | None = None
    for minute, fact in enumerate(facts):
        one = event(fact, minutes=minute)
        refused = judge(case, one)
        assert refused is None, (fact.KIND, refused)
        case = apply(case, one)
    assert case is not None
    return case


def refusal(case: Case, fact: Fact) -> str:
    found = judge(case, event(fact, minutes=30))
    return found.code if found else ""


def test_one_child_goes_and_one_comes() -> None:
    told = {"slip": (SLIP, S.VOIDED), "wish": (WISHED, S.WITHDRAWN)}
    for name, (fact, ended) in told.items():
        case = after(*PARENT, fact)
        assert case.package is not None
        assert case.package.members == (*OPENED.members, THIRD), name
        assert dict(case.member_states) == {
            FIRST: S.IN_PROGRESS,
            SECOND: ended,
            THIRD.case_id: S.IN_PROGRESS,
        }, name
        assert case.state is S.IN_PROGRESS


def test_what_the_new_item_brought_stands_on_the_parent() -> None:
    brought = replace(SLIP, answers=(Answered("topic", "脱壳"),), due=stamp(9, "package"))
    case = after(*PARENT, brought)
    assert case.package is not None
    assert case.package.answers == (*OPENED.answers, Answered("topic", "脱壳"))
    assert case.package.due == brought.due
    assert [due for due in case.dues if due.rule == "package"] == [brought.due]


def test_what_is_no_exchange_is_refused() -> None:
    case = after(*PARENT)
    another_item = replace(SLIP, gone=replace(SLIP.gone, sub_item="7.2"))
    another_number = replace(SLIP, gone=replace(SLIP.gone, case_no="HH05-1"))
    table = {
        "no reason": (replace(SLIP, reason="　"), "package.no_reason"),
        "no child of it": (replace(SLIP, gone=THIRD), "package.not_a_member"),
        "its item told wrong": (another_item, "package.not_a_member"),
        "its number told wrong": (another_number, "package.not_a_member"),
        "the same item": (replace(SLIP, member=replace(THIRD, sub_item="7.4")), "package.member_there"),
        "an item there is": (replace(SLIP, member=replace(THIRD, sub_item="7.2")), "package.member_there"),
        "no case": (replace(SLIP, member=replace(THIRD, case_id="")), "package.members"),
        "no number": (replace(SLIP, member=replace(THIRD, case_no="")), "package.members"),
        "the child that goes": (replace(SLIP, member=replace(THIRD, case_id=SECOND)), "package.members"),
        "the parent": (replace(SLIP, member=replace(THIRD, case_id=case.case_id)), "package.members"),
        "another promise": (replace(SLIP, due_before=stamp(2, "package")), "amend.outdated"),
        "as it should be": (SLIP, ""),
        "as the applicant wishes": (WISHED, ""),
    }  # fmt: skip
    assert {name: refusal(case, fact) for name, (fact, _) in table.items()} == {
        name: code for name, (_, code) in table.items()
    }


def test_only_a_child_under_way_goes_or_one_that_has_just_gone_so() -> None:
    """The other machines of the outlet may have told of the 作废 before the parent hears why."""
    states = (S.IN_PROGRESS, S.VOIDED, S.WITHDRAWN, S.CLOSED, S.REJECTED, S.TERMINATED)
    found = {}
    for state in states:
        told = () if state is S.IN_PROGRESS else (stood(SECOND, state),)
        case = after(*PARENT, *told)
        found[state] = (refusal(case, SLIP), refusal(case, WISHED))
    ended = "package.member_ended"
    assert found == {
        S.IN_PROGRESS: ("", ""),
        S.VOIDED: ("", ended),
        S.WITHDRAWN: (ended, ""),
        S.CLOSED: (ended, ended),
        S.REJECTED: (ended, ended),
        S.TERMINATED: (ended, ended),
    }


def test_a_child_that_went_already_does_not_free_its_own_item() -> None:
    again = replace(SLIP, member=replace(THIRD, sub_item="7.4"))
    assert refusal(after(*PARENT, stood(SECOND, S.VOIDED)), again) == "package.member_there"


def test_both_ways_of_telling_come_to_the_same() -> None:
    """By the treaty two cases are told apart: the exchange here, the 作废 of the child by another machine."""
    first, then = after(*PARENT, SLIP, stood(SECOND, S.VOIDED)), after(*PARENT, stood(SECOND, S.VOIDED), SLIP)
    assert dict(first.member_states) == dict(then.member_states)
    assert (first.package, first.state, first.dues) == (then.package, then.state, then.dues)


def test_a_parent_that_thought_all_had_ended_is_under_way_again() -> None:
    ended = (stood(FIRST, S.CLOSED), stood(SECOND, S.VOIDED))
    before = after(*PARENT, *ended)
    assert before.state is S.RESULT_OK
    case = apply(before, event(SLIP, minutes=30))
    assert (judge(before, event(SLIP, minutes=30)), case.state, case.ended_at) == (None, S.IN_PROGRESS, None)


def test_it_ends_only_when_the_one_that_came_has_ended() -> None:
    case = after(*PARENT, SLIP, stood(FIRST, S.CLOSED))
    assert refusal(case, Closed("办完")) == "package.children_open"
    came = replace(stood(FIRST, S.CLOSED), member=THIRD.case_id, member_no=THIRD.case_no)
    assert after(*PARENT, SLIP, stood(FIRST, S.CLOSED), came).state is S.RESULT_OK


def test_it_goes_on_from_child_to_child() -> None:
    fourth = MemberLine("case-9", "HH05-20261122-010021-K", "7.4")
    back = MemberExchanged(THIRD, fourth, "原来选对了", due_before=OPENED.due, due=OPENED.due)
    case = after(*PARENT, SLIP, back)
    assert dict(case.member_states) == {
        FIRST: S.IN_PROGRESS,
        SECOND: S.VOIDED,
        THIRD.case_id: S.VOIDED,
        "case-9": S.IN_PROGRESS,
    }


def test_only_an_open_parent_takes_it() -> None:
    ended = (stood(FIRST, S.CLOSED), stood(SECOND, S.VOIDED))
    lives = {
        "closed": ((*PARENT, *ended, Closed("办完")), "state.guard"),
        "a child": (CHILD, "state.guard"),
        "a case of its own": ((registered(), MaterialsTaken(), Accepted()), "state.guard"),
    }
    assert {name: refusal(after(*life), SLIP) for name, (life, _) in lives.items()} == {
        name: code for name, (_, code) in lives.items()
    }


def test_another_outlet_has_no_hand_in_it() -> None:
    """A parent under way moves nowhere by it: what keeps it to the holder are the rights of the row."""
    added = MemberAdded(THIRD, "当时没有提出", due_before=OPENED.due, due=OPENED.due)
    here, case = SLIP, after(*PARENT)
    found = {}
    for name, fact in {"exchanged": here, "added": added}.items():
        elsewhere = replace(event(fact, minutes=30), outlet="1508001001")
        refused = forbidden(case, elsewhere, lambda _: True)
        found[name] = (refused.code if refused else "", forbidden(case, event(fact), lambda _: True))
    assert found == {"exchanged": ("case.elsewhere", None), "added": ("case.elsewhere", None)}


def test_the_step_is_there_while_a_child_is_under_way() -> None:
    clerk = Person(CLERK, "苏日娜", frozenset({Role.CLERK}))
    ended = (stood(FIRST, S.CLOSED), stood(SECOND, S.REJECTED))
    lives = {
        "two under way": (PARENT, True),
        "one under way": ((*PARENT, stood(FIRST, S.CLOSED)), True),
        "none under way": ((*PARENT, *ended), False),
        "closed": ((*PARENT, *ended, Closed("办完")), False),
        "a child": (CHILD, False),
    }
    found = {
        name: "exchange_member" in offered(after(*life), clerk, MORNING.date())
        for name, (life, _) in lives.items()
    }
    assert found == {name: there for name, (_, there) in lives.items()}


def test_the_sheet_takes_a_cause_and_a_reason_of_some_length() -> None:
    long = "长" * 201
    table = {
        "whole": (SLIP, set()),
        "by the applicant": (WISHED, set()),
        "200 characters": (replace(SLIP, reason=long[:200]), set()),
        "201 characters": (replace(SLIP, reason=long), {"reason"}),
        "no reason": (replace(SLIP, reason=""), {"reason"}),
    }
    day = MORNING.date()
    assert {name: set(misfits(fact, day)) for name, (fact, _) in table.items()} == {
        name: wrong for name, (_, wrong) in table.items()
    }


def _voiding(fact: Fact = WRONG, actor: str = CLERK, days: int = 0) -> CaseEvent:
    return event(fact, minutes=40, days=days, actor=actor)


def _asked(case: Case, happened: CaseEvent) -> list[Right]:
    return [one.right for one in demands(case, happened)]


def test_the_own_slip_of_today_needs_no_head() -> None:
    child, alone = after(*CHILD), after(registered(), MaterialsTaken(for_review=True))
    table = {
        "own, today": (child, _voiding(), Right.REGISTER),
        "ended": (after(*CHILD, Withdrawn("不办了")), _voiding(), Right.REOPEN),
        "a colleague's": (child, _voiding(actor=OTHER_CLERK), Right.REOPEN),
        "the next day": (child, _voiding(days=1), Right.REOPEN),
        "no other came": (child, _voiding(replace(WRONG, replaced_by="")), Right.REOPEN),
        "for another reason": (child, _voiding(replace(WRONG, reason="duplicate")), Right.REOPEN),
        "no child of a package": (alone, _voiding(), Right.REOPEN),
        "by the applicant": (child, _voiding(Withdrawn("改为调解", THIRD.case_no)), Right.REGISTER),
    }
    assert {name: _asked(case, happened) for name, (case, happened, _) in table.items()} == {
        name: [right] for name, (_, _, right) in table.items()
    }


def test_whose_slip_it_is() -> None:
    child = after(*CHILD)
    today, tomorrow = MORNING.date(), MORNING.date() + timedelta(days=1)
    table = {
        (CLERK, today): True,
        (CLERK, tomorrow): False,
        (SUPERVISOR, today): False,
        (OTHER_CLERK, today): False,
    }
    assert {key: is_slip_of(child, *key) for key in table} == table
    assert not is_slip_of(after(registered()), CLERK, today)
    assert not is_own_slip(None, _voiding())


def test_the_one_that_went_ends_and_says_what_came() -> None:
    void = after(*CHILD, WRONG)
    assert (void.state, void.voided) == (S.VOIDED, WRONG)
    assert after(*CHILD, Withdrawn("改为调解", THIRD.case_no)).state is S.WITHDRAWN


def test_older_machines_told_less_and_are_understood() -> None:
    assert (Voided("duplicate").replaced_by, Withdrawn("不办了").replaced_by) == ("", "")
    told = MemberExchanged(SLIP.gone, THIRD, "点错", due_before=OPENED.due, due=OPENED.due)
    assert (told.cause, told.answers) == (AmendCause.ENTRY_ERROR, ())
    assert fold([event(PARENT[0]), event(OPENED, minutes=1), event(told, minutes=2)]).member_states
