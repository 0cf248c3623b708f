"""Colleagues: a supervisor adds them, each with a password of an own choice (decisions 22, 23)."""

import contextlib
import errno
import logging

import pytest

from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Refused
from outlet_app.services.sign_in import SignIn
from outlet_app.services.troubles import Trouble
from outlet_app.system import keystore
from outlet_app.system.keystore import LockedOut, UnknownPerson, WrongPassword
from tests.support.bench import CLERK_PERSON, KEY, SUPERVISOR_PERSON, Bench
from tests.support.builders import CLERK, SUPERVISOR

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


FRESH = "Shamo-Yuanfang-9"


def reset(
    bench: Bench, staff_no: str = CLERK, password: str = FRESH, by: Person = SUPERVISOR_PERSON
) -> Person:
    return bench.counter(by).people.reset_password(staff_no, password)


def opens(bench: Bench, staff_no: str, password: str) -> bool:
    """Whether a password opens the store."""
    try:
        return SignIn(bench.keystore).unlock(staff_no, password) == KEY
    except (WrongPassword, LockedOut):
        return False


def test_who_forgot_gets_another_password_and_the_old_one_opens_nothing(bench: Bench) -> None:
    assert reset(bench) == CLERK_PERSON
    assert not opens(bench, CLERK, "Trial-2026")
    assert opens(bench, CLERK, FRESH)


def test_not_even_the_previous_version_of_the_file_opens_with_the_old_one(bench: Bench) -> None:
    reset(bench)
    (bench.folder / "slots.json").unlink()
    assert not opens(bench, CLERK, "Trial-2026")
    assert opens(bench, CLERK, FRESH)


def test_a_lock_out_ends_with_the_new_password(bench: Bench) -> None:
    for _ in range(5):
        assert not opens(bench, CLERK, "not it")
    assert bench.keystore.locked_until(CLERK) is not None
    reset(bench)
    assert bench.keystore.locked_until(CLERK) is None
    assert opens(bench, CLERK, FRESH)


def test_nobody_elses_password_changes(bench: Bench) -> None:
    add(bench)
    reset(bench)
    assert opens(bench, NEW, WORD)
    assert bench.keystore.people() == (CLERK, NEW)


@pytest.mark.parametrize(
    ("by", "staff_no", "code"),
    [
        (CLERK_PERSON, SUPERVISOR, "right.missing"),
        (CLERK_PERSON, CLERK, "right.missing"),
        (SUPERVISOR_PERSON, SUPERVISOR, "person.own_password"),
        (SUPERVISOR_PERSON, "1508260000", "person.unknown"),
        (SUPERVISOR_PERSON, "", "person.unknown"),
        (SUPERVISOR_PERSON, NEW, "person.no_password"),
    ],
)
def test_who_may_not_is_refused_and_nothing_changes(
    bench: Bench, by: Person, staff_no: str, code: str
) -> None:
    with bench.database.unit_of_work() as uow:
        uow.people.put(Person(NEW, "巴特尔", frozenset({Role.CLERK})))
        uow.commit()
    with pytest.raises(Refused) as refused:
        reset(bench, staff_no, by=by)
    assert refused.value.refusal.code == code
    assert bench.keystore.people() == (CLERK,)
    assert opens(bench, CLERK, "Trial-2026")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "password.too_short"),
        ("Ab1-", "password.too_short"),
        ("aaaaaaaaaaaa", "password.too_plain"),
        (f"Aa-{CLERK}", "password.holds_staff_no"),
    ],
)
def test_a_weak_new_password_is_refused_and_the_old_one_holds(bench: Bench, password: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        reset(bench, password=password)
    assert refused.value.refusal.code == code
    assert opens(bench, CLERK, "Trial-2026")


def test_the_last_supervisor_cannot_lock_everybody_out(bench: Bench) -> None:
    """Whoever resets can still sign in: the own slot is the one that cannot be touched."""
    bench.keystore.add(SUPERVISOR, "Fuzeren-2026", KEY)
    for staff_no in (CLERK, SUPERVISOR):
        with contextlib.suppress(Refused):
            reset(bench, staff_no)
    assert opens(bench, SUPERVISOR, "Fuzeren-2026")


def test_a_second_supervisor_may_help_the_first(bench: Bench) -> None:
    bench.keystore.add(SUPERVISOR, "Fuzeren-2026", KEY)
    second = Person(NEW, "巴特尔", frozenset({Role.CLERK, Role.SUPERVISOR}))
    assert reset(bench, SUPERVISOR, by=second) == SUPERVISOR_PERSON
    assert opens(bench, SUPERVISOR, FRESH)


def test_it_is_logged_who_let_whom_and_never_the_password(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        reset(bench)
    assert f"{SUPERVISOR[-4:]} let {CLERK[-4:]} set another password" in caplog.text
    assert FRESH not in caplog.text
    assert CLERK not in caplog.text


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "storage.disk_full"), (errno.EIO, "storage.disk_failed")]
)
def test_a_disk_that_takes_nothing_is_told_and_the_old_password_holds(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def full(*_words: object) -> None:
        raise OSError(number, "no")

    with monkeypatch.context() as patched:
        patched.setattr(keystore, "write_safely", full)
        with pytest.raises(Trouble) as trouble:
            reset(bench)
    assert trouble.value.code == code
    assert opens(bench, CLERK, "Trial-2026")


class TestOwn:
    """修改口令 by whoever knows the present one."""

    def test_the_new_word_opens_and_the_old_one_does_no_more(self, bench: Bench) -> None:
        changed = bench.counter().people.change_own("Trial-2026", WORD)
        assert changed == CLERK_PERSON
        assert SignIn(bench.keystore).unlock(CLERK, WORD) == KEY
        with pytest.raises(WrongPassword):
            SignIn(bench.keystore).unlock(CLERK, "Trial-2026")

    def test_nobody_elses_word_changes(self, bench: Bench) -> None:
        bench.keystore.add(SUPERVISOR, "Head-of-2026", KEY)
        bench.counter().people.change_own("Trial-2026", WORD)
        assert SignIn(bench.keystore).unlock(SUPERVISOR, "Head-of-2026") == KEY

    def test_a_wrong_present_word_changes_nothing_and_counts(self, bench: Bench) -> None:
        people = bench.counter().people
        for left in (4, 3, 2, 1):
            with pytest.raises(WrongPassword) as wrong:
                people.change_own("Trial-2025", WORD)
            assert wrong.value.tries_left == left
        with pytest.raises(LockedOut):
            people.change_own("Trial-2025", WORD)
        with pytest.raises(LockedOut):
            people.change_own("Trial-2026", WORD)
        bench.clock.forward(minutes=16)
        assert SignIn(bench.keystore).unlock(CLERK, "Trial-2026") == KEY

    @pytest.mark.parametrize(
        ("password", "code"),
        [
            ("Ab1-", "password.too_short"),
            ("aaaaaaaaaaaa", "password.too_plain"),
            (f"A-{CLERK}-b", "password.holds_staff_no"),
        ],
    )
    def test_a_weak_new_word_is_refused_before_the_old_one_is_tried(
        self, bench: Bench, password: str, code: str
    ) -> None:
        with pytest.raises(Refused) as refused:
            bench.counter().people.change_own("never asked", password)
        assert refused.value.refusal.code == code
        assert SignIn(bench.keystore).unlock(CLERK, "Trial-2026") == KEY

    def test_a_full_disk_is_told_and_the_old_word_stays(
        self, bench: Bench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_more: object) -> None:
            raise OSError(errno.ENOSPC, "full")

        people = bench.counter().people
        monkeypatch.setattr(bench.keystore, "replace", full)
        with pytest.raises(Trouble) as trouble:
            people.change_own("Trial-2026", WORD)
        assert trouble.value.code == "storage.disk_full"
        assert SignIn(bench.keystore).unlock(CLERK, "Trial-2026") == KEY
