"""Whom the city trusts with 失信 beside its first head: appointed at its own window, and nowhere else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.discredit import Standing
from outlet_app.domain.people import RIGHTS, Person, Right, Role
from outlet_app.domain.problems import Refused
from tests.services import test_pledging as pledging
from tests.services.test_pledging import CITY_PERSON, as_city
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench
from tests.support.builders import CLERK, SUPERVISOR

BOTH = frozenset({Role.CLERK, Role.CREDIT_OFFICER})


def refused(work: Callable[[], object]) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refused) as caught:
        work()
    return caught.value.refusal.code, dict(caught.value.refusal.args)


def person(bench: Bench, staff_no: str) -> Person:
    return next(one for one in bench.counter().people.all() if one.staff_no == staff_no)


@pytest.mark.parametrize(
    ("role", "lists", "appoints"),
    [
        (Role.CLERK, False, False),
        (Role.SUPERVISOR, False, False),
        (Role.CREDIT_OFFICER, True, False),
        (Role.CITY_ADMIN, True, True),
    ],
)
def test_who_lists_and_who_appoints(role: Role, lists: bool, appoints: bool) -> None:
    one = Person("1508000009", "萨仁", frozenset({role}))
    assert (one.may(Right.DISCREDIT), one.may(Right.APPOINT)) == (lists, appoints)


def test_every_role_has_its_rights_and_an_officer_this_one_alone() -> None:
    assert set(RIGHTS) == set(Role)
    assert RIGHTS[Role.CREDIT_OFFICER] == {Right.DISCREDIT}
    assert Right.APPOINT not in RIGHTS[Role.SUPERVISOR]


def test_a_retired_officer_lists_nothing() -> None:
    assert not Person("1508000009", "萨仁", BOTH, active=False).may(Right.DISCREDIT)


def test_the_head_of_the_citys_window_appoints_a_colleague(bench: Bench) -> None:
    told = bench.counter(CITY_PERSON).people.appoint(CLERK, officer=True)
    assert told.roles == BOTH
    assert person(bench, CLERK) == told
    assert told.may(Right.DISCREDIT)
    assert told.may(Right.REGISTER)


def test_and_takes_it_back(bench: Bench) -> None:
    people = bench.counter(CITY_PERSON).people
    before = person(bench, CLERK)
    people.appoint(CLERK, officer=True)
    people.appoint(CLERK, officer=True)
    assert people.appoint(CLERK, officer=False) == before
    assert people.appoint(CLERK, officer=False) == before


@pytest.mark.parametrize("by", [CLERK_PERSON, SUPERVISOR_PERSON, replace(CLERK_PERSON, roles=BOTH)])
def test_nobody_else_appoints(bench: Bench, by: Person) -> None:
    before = person(bench, SUPERVISOR)
    work = bench.counter(by).people.appoint
    assert refused(lambda: work(SUPERVISOR, officer=True)) == ("right.missing", {})
    assert person(bench, SUPERVISOR) == before


def test_whoever_is_not_known_is_refused_by_number(bench: Bench) -> None:
    work = bench.counter(CITY_PERSON).people.appoint
    told = refused(lambda: work("1508269999", officer=True))
    assert told == ("person.unknown", {"staff_no": "1508269999"})


def test_the_post_itself_is_not_touched(bench: Bench) -> None:
    with bench.database.unit_of_work() as uow:
        uow.people.put(replace(CITY_PERSON, staff_no="1508000003", name="乌兰"))
        uow.commit()
    work = bench.counter(CITY_PERSON).people.appoint
    assert refused(lambda: work("1508000003", officer=False)) == ("person.lists_by_post", {"name": "乌兰"})


def proposed(bench: Bench) -> str:
    """A proposal of the outlet, heard, with the city's own window now in front of the same file."""
    case = pledging.TestDiscredit().proposed(bench)
    bench.counter().credit.hear(case.case_id, "账户由配偶代开")
    as_city(bench)
    return case.case_id


def test_an_officer_lists_and_repairs_what_the_outlet_proposed(bench: Bench) -> None:
    case_id = proposed(bench)
    officer = bench.counter(bench.counter(CITY_PERSON).people.appoint(CLERK, officer=True))
    assert {"discredit_list", "discredit_drop"} <= officer.cases.detail(case_id).actions
    officer.credit.enter(case_id, date(2027, 11, 20), "事实清楚")
    assert "repair" in officer.cases.detail(case_id).actions
    case = officer.credit.repair(case_id, "已改正")
    assert case.credit is not None
    assert case.credit.standing is Standing.REPAIRED


def test_a_colleague_who_was_not_appointed_is_offered_nothing_of_it(bench: Bench) -> None:
    case_id = proposed(bench)
    colleague = bench.counter(CLERK_PERSON)
    assert not {"discredit_list", "discredit_drop"} & colleague.cases.detail(case_id).actions
    work = colleague.credit.enter
    assert refused(lambda: work(case_id, date(2027, 11, 20), "属实"))[0] == "right.missing"


def test_who_was_dismissed_lists_no_more_and_what_was_listed_stays(bench: Bench) -> None:
    case_id = proposed(bench)
    people = bench.counter(CITY_PERSON).people
    bench.counter(people.appoint(CLERK, officer=True)).credit.enter(case_id, date(2027, 11, 20), "事实清楚")
    dismissed = bench.counter(people.appoint(CLERK, officer=False))
    assert refused(lambda: dismissed.credit.repair(case_id, "已改正"))[0] == "right.missing"
    case = dismissed.cases.detail(case_id).case
    assert case.credit is not None
    assert case.credit.standing is Standing.LISTED
