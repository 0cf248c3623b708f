"""An item added to a package: what the fact must hold, where it leads, what it changes and what it leaves."""

from dataclasses import replace

from outlet_app.domain.case import Case, apply, judge
from outlet_app.domain.events import Closed, Fact
from outlet_app.domain.facts.package import Answered, MemberAdded, MemberLine
from outlet_app.domain.states import State
from tests.support.builders import event, registered, stamp
from tests.support.packaged import FIRST, JOINED, OPENED, SECOND, THIRD, stood

S = State
ADDED = MemberAdded(THIRD, "当时没有提出", (Answered("topic", "脱壳"),), OPENED.due, stamp(9, "package"))
PARENT = (registered(item=0, sub_item=""), OPENED)
ENDED = (stood(FIRST, S.CLOSED), stood(SECOND, S.REJECTED))


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


def test_the_parent_has_one_more_child_under_way() -> None:
    before, case = after(*PARENT), after(*PARENT, ADDED)
    assert case.package is not None
    assert case.package.members == (*OPENED.members, THIRD)
    assert dict(case.member_states) == {**dict(before.member_states), THIRD.case_id: S.IN_PROGRESS}
    assert case.package.answers == (*OPENED.answers, Answered("topic", "脱壳"))
    assert (case.package.due, before.package.due if before.package else None) == (ADDED.due, OPENED.due)
    assert [due for due in case.dues if due.rule == "package"] == [ADDED.due]
    assert case.state is S.IN_PROGRESS


def test_a_parent_whose_children_have_ended_is_under_way_again() -> None:
    assert after(*PARENT, *ENDED).state is S.RESULT_OK
    case = after(*PARENT, *ENDED, ADDED)
    assert (case.state, case.ended_at) == (S.IN_PROGRESS, None)
    none = (stood(FIRST, S.REJECTED), stood(SECOND, S.WITHDRAWN))
    assert after(*PARENT, *none).state is S.RESULT_NO
    assert after(*PARENT, *none, ADDED).state is S.IN_PROGRESS


def test_the_new_child_is_followed_like_the_others() -> None:
    going = after(*PARENT, *ENDED, ADDED)
    assert refusal(going, Closed("办完")) == "package.children_open"
    told = replace(stood(FIRST, S.CLOSED), member=THIRD.case_id, member_no=THIRD.case_no)
    assert after(*PARENT, *ENDED, ADDED, told).state is S.RESULT_OK


def test_what_is_no_child_of_its_own_is_refused() -> None:
    case = after(*PARENT)
    table = {
        "no reason": (replace(ADDED, reason=" "), "package.no_reason"),
        "no case": (replace(ADDED, member=replace(THIRD, case_id="")), "package.members"),
        "no number": (replace(ADDED, member=replace(THIRD, case_no="")), "package.members"),
        "no item": (replace(ADDED, member=replace(THIRD, sub_item="")), "package.members"),
        "the parent itself": (replace(ADDED, member=replace(THIRD, case_id=case.case_id)), "package.members"),
        "a child there is": (replace(ADDED, member=replace(THIRD, case_id=FIRST)), "package.members"),
        "an item there is": (replace(ADDED, member=replace(THIRD, sub_item="7.4")), "package.member_there"),
        "another promise": (replace(ADDED, due_before=stamp(2, "package")), "amend.outdated"),
        "no promise": (replace(ADDED, due_before=None), "amend.outdated"),
        "as it should be": (ADDED, ""),
    }
    assert {name: refusal(case, fact) for name, (fact, _) in table.items()} == {
        name: code for name, (_, code) in table.items()
    }


def test_an_item_is_asked_for_again_only_where_its_child_came_to_nothing() -> None:
    again = replace(ADDED, member=MemberLine("case-9", "HH05-20261122-010021-K", "7.2"))
    table = {
        S.CLOSED: "package.member_there",
        S.REJECTED: "",
        S.WITHDRAWN: "",
        S.TERMINATED: "",
        S.VOIDED: "",
        S.IN_PROGRESS: "package.member_there",
    }
    found = {}
    for state in table:
        told = () if state is S.IN_PROGRESS else (stood(FIRST, state),)
        found[state] = refusal(after(*PARENT, *told), again)
    assert found == table


def test_a_second_child_for_the_item_stands_beside_the_first() -> None:
    again = replace(ADDED, member=MemberLine("case-9", "HH05-20261122-010021-K", "7.2"))
    case = after(*PARENT, stood(FIRST, S.VOIDED), again)
    assert dict(case.member_states)[FIRST] is S.VOIDED
    assert dict(case.member_states)["case-9"] is S.IN_PROGRESS
    twice = replace(
        again, member=MemberLine("case-10", "HH05-20261122-010022-H", "7.2"), due_before=ADDED.due
    )
    assert refusal(case, twice) == "package.member_there"


def test_only_an_open_package_takes_one() -> None:
    table = {
        "under way": (PARENT, ""),
        "all ended": ((*PARENT, *ENDED), ""),
        "all void": ((*PARENT, stood(FIRST, S.VOIDED), stood(SECOND, S.VOIDED)), ""),
        "closed": ((*PARENT, *ENDED, Closed("办完")), "state.guard"),
        "a case of its own": ((registered(),), "state.guard"),
        "a child": ((registered(), JOINED), "state.guard"),
    }
    found = {name: refusal(after(*life), ADDED) for name, (life, _) in table.items()}
    assert found == {name: code for name, (_, code) in table.items()}
