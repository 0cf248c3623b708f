"""Colleagues: a supervisor adds them, each with a password of an own choice (decisions 22, 23)."""

import pytest

from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Refused
from outlet_app.services.sign_in import SignIn
from outlet_app.system.keystore import LockedOut, UnknownPerson, WrongPassword
from tests.support.bench import CLERK_PERSON, KEY, SUPERVISOR_PERSON, Bench
from tests.support.builders import CLERK

NEW, WORD = "1508260999", "Window-2026"


def add(bench: Bench, by: Person = SUPERVISOR_PERSON, staff_no: str = NEW, password: str = WORD) -> Person:
    return bench.counter(by).people.add(staff_no, "巴特尔", frozenset({Role.CLERK}), password)


def test_a_colleague_who_was_added_opens_the_same_store(bench: Bench) -> None:
    added = add(bench)
    assert SignIn(bench.keystore).unlock(NEW, WORD) == KEY
    assert added in bench.counter().people.all()
    assert bench.counter().cases.handlers()[-1] == (NEW, "巴特尔")


def test_only_a_supervisor_adds(bench: Bench) -> None:
    with pytest.raises(Refused) as refused:
        add(bench, by=CLERK_PERSON)
    assert refused.value.refusal.code == "right.missing"
    assert NEW not in bench.keystore.people()


def test_a_known_number_is_refused_and_keeps_its_password(bench: Bench) -> None:
    with pytest.raises(Refused) as refused:
        add(bench, staff_no=CLERK)
    assert (refused.value.refusal.code, refused.value.refusal.args) == ("person.exists", {"staff_no": CLERK})
    assert SignIn(bench.keystore).unlock(CLERK, "Trial-2026") == KEY


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("Ab1-", "password.too_short"),
        ("aaaaaaaaaaaa", "password.too_plain"),
        (f"Aa-{NEW}", "password.holds_staff_no"),
    ],
)
def test_a_weak_password_is_refused_and_keeps_nobody(bench: Bench, password: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        add(bench, password=password)
    assert refused.value.refusal.code == code
    assert len(bench.counter().people.all()) == 2


@pytest.mark.parametrize(
    "staff_no", ["", "0999", "15082609990", "150826099x", "１５０８２６０９９９", "1508260999 "]
)
def test_a_staff_number_has_ten_digits(bench: Bench, staff_no: str) -> None:
    with pytest.raises(Refused) as refused:
        add(bench, staff_no=staff_no)
    assert refused.value.refusal.code == "person.staff_no"


def test_the_password_is_nowhere_in_the_folder(bench: Bench) -> None:
    add(bench)
    bench.database.close()
    for file in bench.folder.rglob("*"):
        if file.is_file():
            assert WORD.encode() not in file.read_bytes(), file
            assert KEY not in file.read_bytes(), file


def test_me_is_who_signed_in(bench: Bench) -> None:
    assert bench.counter().people.me() == CLERK_PERSON
    assert bench.counter(SUPERVISOR_PERSON).person == SUPERVISOR_PERSON


def test_five_wrong_passwords_close_the_slot_for_a_quarter_of_an_hour(bench: Bench) -> None:
    sign_in = SignIn(bench.keystore)
    left = []
    for _ in range(4):
        with pytest.raises(WrongPassword) as wrong:
            sign_in.unlock(CLERK, "not it")
        left.append(wrong.value.tries_left)
    with pytest.raises(LockedOut) as locked:
        sign_in.check(CLERK, "not it")
    assert left == [4, 3, 2, 1]
    assert (locked.value.until - bench.clock.now()).total_seconds() == 900
    with pytest.raises(LockedOut):
        sign_in.unlock(CLERK, "Trial-2026")
    bench.clock.forward(minutes=15)
    assert sign_in.unlock(CLERK, "Trial-2026") == KEY


def test_signing_in_is_remembered_by_number_only(bench: Bench) -> None:
    sign_in = SignIn(bench.keystore)
    assert (sign_in.has_anyone(), sign_in.people(), sign_in.remembered()) == (True, (CLERK,), ())
    sign_in.unlock(CLERK, "Trial-2026")
    assert sign_in.remembered() == (CLERK,)
    with pytest.raises(UnknownPerson):
        sign_in.unlock("1508260000", "Trial-2026")
