"""A second pair of eyes at the desk: who can approve, and that only the own 口令 does it."""

from datetime import timedelta

import pytest

from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Refused
from outlet_app.system.keystore import LockedOut, WrongPassword
from tests.support.bench import CLERK_PERSON, KEY, SUPERVISOR_PERSON, Bench
from tests.support.builders import CLERK, SUPERVISOR

SECOND = Person("1508260002", "乌日娜", frozenset({Role.SUPERVISOR}))
WORD = "Second-2026"


@pytest.fixture
def with_head(bench: Bench) -> Bench:
    """The bench with a 窗口负责人 who can sign in here."""
    bench.keystore.add(SUPERVISOR, WORD, KEY)
    return bench


def add(bench: Bench, person: Person, *, slot: bool = True) -> None:
    with bench.database.unit_of_work() as uow:
        uow.people.put(person)
        uow.commit()
    if slot:
        bench.keystore.add(person.staff_no, WORD, KEY)


def names(bench: Bench, person: Person = CLERK_PERSON) -> list[str]:
    return [one.staff_no for one in bench.counter(person).approvals.approvers()]


def test_a_clerk_is_approved_by_any_head_of_this_machine(with_head: Bench) -> None:
    add(with_head, SECOND)
    assert names(with_head) == [SUPERVISOR, SECOND.staff_no]


def test_a_head_without_a_slot_here_cannot_approve_here(bench: Bench) -> None:
    assert names(bench) == []
    add(bench, SECOND, slot=False)
    assert names(bench) == []


def test_a_head_is_approved_by_another_and_by_herself_only_where_there_is_no_other(with_head: Bench) -> None:
    assert names(with_head, SUPERVISOR_PERSON) == [SUPERVISOR]
    add(with_head, SECOND)
    assert names(with_head, SUPERVISOR_PERSON) == [SECOND.staff_no]


def test_somebody_who_has_left_approves_nothing(with_head: Bench) -> None:
    add(with_head, Person(SECOND.staff_no, SECOND.name, SECOND.roles, active=False))
    assert names(with_head) == [SUPERVISOR]


def test_the_own_word_approves_and_signs_nobody_in(with_head: Bench) -> None:
    before = with_head.keystore.remembered()
    assert with_head.counter().approvals.approve(SUPERVISOR, WORD) == SUPERVISOR
    assert with_head.keystore.remembered() == before


def test_another_word_does_not_and_is_counted(with_head: Bench) -> None:
    approvals = with_head.counter().approvals
    for _ in range(4):
        with pytest.raises(WrongPassword):
            approvals.approve(SUPERVISOR, "Trial-2026")
    with pytest.raises(LockedOut):
        approvals.approve(SUPERVISOR, "Trial-2026")
    with pytest.raises(LockedOut):
        approvals.approve(SUPERVISOR, WORD)
    with_head.clock.at += timedelta(minutes=16)
    assert approvals.approve(SUPERVISOR, WORD) == SUPERVISOR


@pytest.mark.parametrize("staff_no", [CLERK, "1508269999", ""])
def test_who_is_no_head_is_refused_whatever_is_typed(with_head: Bench, staff_no: str) -> None:
    with pytest.raises(Refused) as caught:
        with_head.counter().approvals.approve(staff_no, "Trial-2026")
    assert caught.value.refusal.code == "right.missing"
