"""Who may read a matter of 维权援助: whoever works on it, and the head."""

from outlet_app.domain.case import Case, fold
from outlet_app.domain.events import (
    Accepted,
    AnsweredOnSpot,
    Fact,
    MaterialsChecked,
    MaterialsTaken,
    TransferredOut,
    TransferReturned,
)
from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from outlet_app.domain.people import Person, Role
from outlet_app.domain.veil import FOR_STRANGERS, covered, involved, is_veiled
from tests.support.builders import CLERK, MORNING, OUTLET, event, material, registered

STRANGER, NAMED = "1508260838", "1508260839"
TOLD = registered(item=7, sub_item="7.2", request="乌兰的店铺仿冒商标")
OPINION = OutcomeWritten("R08", MORNING.date(), (Filled("opponent", "乌兰"), Filled("asked", "停止仿冒")))


def case_of(*facts: Fact) -> Case:
    return fold(event(fact, minutes=at) for at, fact in enumerate(facts))


def person(staff_no: str, *roles: Role) -> Person:
    return Person(staff_no, "苏日娜", frozenset(roles or (Role.CLERK,)))


def test_of_item_seven_alone_and_of_those_who_have_no_part_in_it() -> None:
    items = {item: is_veiled(case_of(registered(item=item)), person(STRANGER)) for item in range(12)}
    assert items == {item: item == 7 for item in range(12)}


def test_who_works_on_it_and_the_head_may_read_it() -> None:
    case = case_of(TOLD, MaterialsTaken())
    found = {
        "first contact": is_veiled(case, person(CLERK)),
        "a colleague": is_veiled(case, person(STRANGER)),
        "the head": is_veiled(case, person(STRANGER, Role.SUPERVISOR)),
        "the city": is_veiled(case, person(STRANGER, Role.CITY_ADMIN)),
        "who lists 失信": is_veiled(case, person(STRANGER, Role.CREDIT_OFFICER)),
        "a head who left": is_veiled(
            case, Person(STRANGER, "高云飞", frozenset({Role.SUPERVISOR}), active=False)
        ),
    }
    assert found == {
        "first contact": False, "a colleague": True, "the head": False, "the city": False,
        "who lists 失信": True, "a head who left": True,
    }  # fmt: skip


def test_whoever_was_asked_to_take_it_may_read_it_also_after_giving_it_back() -> None:
    out = TransferredOut(OUTLET, NAMED, "乌兰", "归其承办")
    asked, back = case_of(TOLD, out), case_of(TOLD, out, TransferReturned("not_my_duty"))
    assert {NAMED in involved(asked), NAMED in involved(back)} == {True}
    assert STRANGER not in involved(asked)


def test_whoever_examined_it_has_a_part_in_it() -> None:
    facts = (TOLD, MaterialsChecked(1, (material(),)), MaterialsTaken(), Accepted())
    told = [event(fact, minutes=at, actor=STRANGER if at else CLERK) for at, fact in enumerate(facts)]
    assert STRANGER in involved(fold(told))


def test_what_is_left_of_it_names_nobody_and_stands_as_it_does() -> None:
    case = case_of(TOLD, AnsweredOnSpot("已告知维权途径，对方是乌兰。"), OPINION)
    left = covered(case)
    assert "乌兰" not in repr(left)
    assert (left.case_no, left.state, left.registered.applicant) == (
        case.case_no,
        case.state,
        case.registered.applicant,
    )
    assert (left.registered.request, left.answer, left.written) == ("", "", ())


def test_nobody_counts_as_involved_by_an_empty_number() -> None:
    assert "" not in involved(case_of(TOLD, TransferredOut("1508001001", "", "市级窗口", "需专业人员")))


def test_a_stranger_answers_a_hand_over_and_nothing_else() -> None:
    assert frozenset({"take", "send_back", "designate"}) == FOR_STRANGERS
