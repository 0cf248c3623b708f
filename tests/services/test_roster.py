"""The city's list of people followed on a real machine: let in, shut out, again and again to the same end."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from outlet_app.domain.people import Person, Right, Role
from outlet_app.domain.releases.order import Act, Subject
from outlet_app.domain.releases.staff import FirstWord
from outlet_app.services.release_board import ReleaseBoard
from outlet_app.services.roster import PAST, Past, PeopleHere, Roster
from outlet_app.services.sign_in import SignIn
from outlet_app.sync.wire import RELEASE, make_first_word
from outlet_app.system.clock import FixedClock
from outlet_app.system.keystore import FirstWordUsed, SlotShut
from tests.support.at_the_counter import accepted
from tests.support.bench import KEY, SUPERVISOR_PERSON, Bench
from tests.support.builders import CLERK, MORNING, OUTLET, SUPERVISOR
from tests.support.release_plains import only
from tests.support.releasing import signed_order

TODAY = MORNING.date()
NEW, WORD = "1508260999", "Trial-2026"


def row(staff_no: str, name: str, *roles: str, **changes: object) -> dict[str, object]:
    told = {
        "staff_no": staff_no,
        "name": name,
        "outlet": OUTLET,
        "roles": list(roles) or ["clerk"],
        "active": True,
    }
    return told | changes


HEAD_ROW = row(SUPERVISOR, "高云飞", "supervisor")


def hand_down(bench: Bench, number: int, *rows: dict[str, object], **changes: Any) -> None:
    told = {
        "subject": Subject.STAFF,
        "name": f"2026-{number}",
        "outlet": OUTLET,
        "effective_from": TODAY,
        "content": {"version": f"2026-{number}", "people": list(rows)},
    }
    ref, pack = signed_order(number, **{**told, **changes})
    with bench.database.unit_of_work() as uow:
        uow.cache.put(RELEASE, ref, pack, MORNING)
        uow.commit()


def follow(bench: Bench, today: date = TODAY) -> int:
    return Roster(bench.database, bench.keystore, KEY).follow(today)


def people(bench: Bench) -> dict[str, Person]:
    with bench.database.reading() as uow:
        return {one.staff_no: one for one in uow.people.all()}


@pytest.fixture
def first() -> tuple[str, FirstWord]:
    return make_first_word(1, 8, 1)


@pytest.fixture
def with_head(bench: Bench) -> Bench:
    bench.keystore.add(SUPERVISOR, WORD, KEY)
    return bench


def test_without_a_list_nothing_changes(bench: Bench) -> None:
    before = people(bench)
    assert follow(bench) == 0
    assert people(bench) == before


def test_whoever_left_signs_in_no_more_and_keeps_a_name(with_head: Bench) -> None:
    hand_down(with_head, 1, HEAD_ROW, row(CLERK, "苏日娜", active=False))
    assert follow(with_head) == 1
    with pytest.raises(SlotShut):
        SignIn(with_head.keystore).unlock(CLERK, WORD)
    left = people(with_head)[CLERK]
    assert (left.name, left.active, left.may(Right.REGISTER)) == ("苏日娜", False, False)
    assert SignIn(with_head.keystore).unlock(SUPERVISOR, WORD) == KEY
    assert follow(with_head) == 0


def test_a_new_person_gets_in_by_the_first_word_and_sets_an_own_one(
    with_head: Bench, first: tuple[str, FirstWord]
) -> None:
    hand_down(with_head, 1, HEAD_ROW, row(NEW, "王海燕", first=first[1].plain()))
    assert follow(with_head) == 1
    door = SignIn(with_head.keystore)
    with pytest.raises(FirstWordUsed):
        door.unlock(NEW, first[0])
    door.trade(NEW, first[0], "Ulanbuh-2026-c")
    assert door.unlock(NEW, "Ulanbuh-2026-c") == KEY
    # Followed again, at every start: the own word stays.
    assert follow(with_head) == 0
    assert door.unlock(NEW, "Ulanbuh-2026-c") == KEY
    assert people(with_head)[NEW].roles == {Role.CLERK}


def test_a_head_may_be_followed_by_a_new_one_on_a_machine_of_one_key(
    bench: Bench, first: tuple[str, FirstWord]
) -> None:
    """The new slot comes first: the one who leaves does not take the only key along."""
    gone = row(CLERK, "苏日娜", active=False)
    hand_down(bench, 1, gone, row(NEW, "王海燕", "supervisor", first=first[1].plain()))
    follow(bench)
    with pytest.raises(SlotShut):
        bench.keystore.unlock(CLERK, WORD)
    bench.keystore.trade(NEW, first[0], "Ulanbuh-2026-c")
    assert bench.keystore.unlock(NEW, "Ulanbuh-2026-c") == KEY


def test_the_only_key_stays_until_another_is_there(bench: Bench) -> None:
    hand_down(bench, 1, HEAD_ROW, row(CLERK, "苏日娜", active=False))
    follow(bench)
    assert bench.keystore.unlock(CLERK, WORD) == KEY
    assert not people(bench)[CLERK].may(Right.REGISTER)
    bench.keystore.add(SUPERVISOR, WORD, KEY)
    follow(bench)
    with pytest.raises(SlotShut):
        bench.keystore.unlock(CLERK, WORD)


def test_a_program_that_died_between_people_and_slots_goes_on(with_head: Bench, monkeypatch: Any) -> None:
    hand_down(with_head, 1, HEAD_ROW, row(CLERK, "苏日娜", active=False))

    def dies(_staff_no: str) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(with_head.keystore, "shut", dies)
        with pytest.raises(KeyboardInterrupt):
            follow(with_head)
    assert not people(with_head)[CLERK].active
    assert follow(with_head) == 0
    with pytest.raises(SlotShut):
        with_head.keystore.unlock(CLERK, WORD)


def test_whoever_comes_back_has_the_password_of_before(with_head: Bench) -> None:
    hand_down(with_head, 1, HEAD_ROW, row(CLERK, "苏日娜", active=False))
    follow(with_head)
    hand_down(with_head, 2, HEAD_ROW, row(CLERK, "苏日娜"))
    assert follow(with_head) == 1
    assert with_head.keystore.unlock(CLERK, WORD) == KEY
    assert people(with_head)[CLERK].active


@pytest.mark.parametrize(
    "changes",
    [
        {"effective_from": TODAY + timedelta(days=1)},
        {"outlet": "1508022001"},
    ],
)
def test_a_list_of_another_day_or_outlet_moves_nobody(with_head: Bench, changes: dict[str, object]) -> None:
    hand_down(with_head, 1, HEAD_ROW, row(CLERK, "苏日娜", active=False), **changes)
    assert follow(with_head) == 0
    assert with_head.keystore.unlock(CLERK, WORD) == KEY
    if "effective_from" in changes:
        assert follow(with_head, TODAY + timedelta(days=1)) == 1


def test_a_list_taken_back_brings_the_one_before_back(with_head: Bench) -> None:
    hand_down(with_head, 1, HEAD_ROW, row(CLERK, "苏日娜"))
    hand_down(with_head, 2, HEAD_ROW, row(CLERK, "苏日娜", active=False))
    follow(with_head)
    hand_down(with_head, 3, act=Act.WITHDRAW, name="2026-2", reason="有误", content=None, effective_from=None)
    assert follow(with_head) == 1
    assert with_head.keystore.unlock(CLERK, WORD) == KEY


def test_posts_are_the_citys_and_who_lists_by_post_goes_on(with_head: Bench) -> None:
    with with_head.database.unit_of_work() as uow:
        uow.people.put(Person(SUPERVISOR, "高云飞", frozenset({Role.SUPERVISOR, Role.CITY_ADMIN})))
        uow.people.put(Person(CLERK, "苏日娜", frozenset({Role.CLERK, Role.CREDIT_OFFICER})))
        uow.commit()
    hand_down(with_head, 1, HEAD_ROW, row(CLERK, "苏日娜（改名）", "clerk", "supervisor", window="3"))
    assert follow(with_head) == 1
    told = people(with_head)
    assert told[SUPERVISOR].roles == {Role.SUPERVISOR, Role.CITY_ADMIN}
    assert (told[CLERK].name, told[CLERK].window) == ("苏日娜（改名）", "3")
    assert told[CLERK].roles == {Role.CLERK, Role.SUPERVISOR}


def test_somebody_the_list_does_not_name_is_left_alone(with_head: Bench) -> None:
    hand_down(with_head, 1, HEAD_ROW)
    assert follow(with_head) == 0
    assert with_head.keystore.unlock(CLERK, WORD) == KEY


def test_the_open_cases_of_whoever_left_are_named_and_can_be_handed_on(with_head: Bench) -> None:
    case = accepted(with_head).case
    hand_down(with_head, 1, HEAD_ROW, row(CLERK, "苏日娜", active=False))
    follow(with_head)
    (told,) = ReleaseBoard(with_head.database, with_head.reference, with_head.clock).view().rows
    (concerned,) = told.cases
    assert (concerned.case_id, concerned.left) == (case.case_id, "苏日娜")
    assert [(one.turn.value, one.name) for one in told.changes] == [
        ("changed", "高云飞"),
        ("removed", "苏日娜"),
    ]
    detail = with_head.counter(SUPERVISOR_PERSON).cases.detail(case.case_id)
    assert "transfer" in detail.actions


def test_a_list_nobody_can_use_is_set_aside(with_head: Bench) -> None:
    hand_down(with_head, 1, HEAD_ROW | {"roles": ["king"]}, row(CLERK, "苏日娜", active=False))
    assert follow(with_head) == 0
    assert with_head.keystore.unlock(CLERK, WORD) == KEY


def take_back(bench: Bench, number: int, name: str) -> None:
    hand_down(bench, number, act=Act.WITHDRAW, name=name, reason="有误", content=None, effective_from=None)


def test_whom_only_a_list_taken_back_brought_is_out_again(
    with_head: Bench, first: tuple[str, FirstWord]
) -> None:
    hand_down(with_head, 1, HEAD_ROW, row(NEW, "王海燕", first=first[1].plain()))
    follow(with_head)
    with_head.keystore.trade(NEW, first[0], "Ulanbuh-2026-c")
    take_back(with_head, 2, "2026-1")
    assert follow(with_head) == 1
    with pytest.raises(SlotShut):
        with_head.keystore.unlock(NEW, "Ulanbuh-2026-c")
    gone = people(with_head)[NEW]
    assert (gone.name, gone.active, gone.may(Right.REGISTER)) == ("王海燕", False, False)
    # Whoever was here before any list goes on as before, and following again changes nothing.
    assert with_head.keystore.unlock(CLERK, WORD) == KEY
    assert with_head.keystore.unlock(SUPERVISOR, WORD) == KEY
    assert follow(with_head) == 0


def test_whom_only_a_list_taken_back_sent_away_is_back(with_head: Bench) -> None:
    hand_down(with_head, 1, HEAD_ROW, row(CLERK, "苏日娜", active=False))
    follow(with_head)
    take_back(with_head, 2, "2026-1")
    assert follow(with_head) == 1
    assert with_head.keystore.unlock(CLERK, WORD) == KEY
    assert people(with_head)[CLERK].may(Right.REGISTER)
    assert follow(with_head) == 0


def as_they_were(bench: Bench) -> dict[str, Person]:
    """The people of this machine before any list, with posts that differ from what the lists will say."""
    with bench.database.unit_of_work() as uow:
        uow.people.put(Person(SUPERVISOR, "高云飞", frozenset({Role.CLERK, Role.SUPERVISOR}), "1"))
        uow.people.put(Person(CLERK, "苏日娜", frozenset({Role.CLERK, Role.CREDIT_OFFICER}), "2"))
        uow.commit()
    return people(bench)


OTHERWISE = (
    row(SUPERVISOR, "高云（误）", "clerk", window="8"),
    row(CLERK, "苏日娜·𬎆", "clerk", "supervisor", window="9"),
)


def test_the_only_list_taken_back_leaves_names_posts_and_windows_as_they_were(with_head: Bench) -> None:
    before = as_they_were(with_head)
    hand_down(with_head, 1, *OTHERWISE)
    assert follow(with_head) == 2
    listed = people(with_head)
    assert (listed[SUPERVISOR].may(Right.REOPEN), listed[CLERK].may(Right.REOPEN)) == (False, True)
    take_back(with_head, 2, "2026-1")
    assert follow(with_head) == 2
    assert people(with_head) == before
    assert follow(with_head) == 0
    assert people(with_head) == before


def test_whom_only_the_newer_list_named_is_as_before_it_and_the_others_as_the_older_one_says(
    with_head: Bench,
) -> None:
    before = as_they_were(with_head)
    hand_down(with_head, 1, HEAD_ROW)
    follow(with_head)
    hand_down(with_head, 2, *OTHERWISE)
    follow(with_head)
    take_back(with_head, 3, "2026-2")
    assert follow(with_head) == 2
    told = people(with_head)
    assert told[CLERK] == before[CLERK]
    assert (told[SUPERVISOR].name, told[SUPERVISOR].roles, told[SUPERVISOR].window) == (
        "高云飞",
        {Role.SUPERVISOR},
        "",
    )
    # Both are gone in the end: everybody is as before the first one, and not as before the second.
    take_back(with_head, 4, "2026-1")
    assert follow(with_head) == 1
    assert people(with_head) == before


def test_how_somebody_was_is_what_they_were_before_the_first_list_and_not_between_two(
    with_head: Bench,
) -> None:
    before = as_they_were(with_head)
    for number, name in enumerate(("甲", "乙", "丙"), 1):
        hand_down(with_head, number, HEAD_ROW, row(CLERK, name))
        follow(with_head)
    for number, version in enumerate(("2026-3", "2026-2", "2026-1"), 4):
        take_back(with_head, number, version)
    follow(with_head)
    assert people(with_head) == before


def test_whom_a_list_sent_away_is_back_with_the_name_and_post_of_before(with_head: Bench) -> None:
    before = as_they_were(with_head)
    hand_down(with_head, 1, HEAD_ROW, row(CLERK, "改名", "clerk", active=False))
    follow(with_head)
    take_back(with_head, 2, "2026-1")
    follow(with_head)
    assert people(with_head) == before
    assert with_head.keystore.unlock(CLERK, WORD) == KEY


def test_a_head_added_here_stays_as_they_are_while_no_list_names_them(with_head: Bench) -> None:
    """What somebody is by this machine alone, no list that passes them over changes, nor its withdrawal."""
    with with_head.database.unit_of_work() as uow:
        uow.people.put(Person(NEW, "王海燕", frozenset({Role.SUPERVISOR})))
        uow.commit()
    before = people(with_head)[NEW]
    hand_down(with_head, 1, HEAD_ROW)
    follow(with_head)
    take_back(with_head, 2, "2026-1")
    follow(with_head)
    assert people(with_head)[NEW] == before


def test_lists_followed_by_an_earlier_program_are_taken_back_as_far_as_it_kept_it(with_head: Bench) -> None:
    """It kept whom a list brought and sent away, and nothing of names and posts."""
    hand_down(with_head, 1, HEAD_ROW, row(CLERK, "改名", "clerk", active=False))
    follow(with_head)
    with with_head.database.unit_of_work() as uow:
        uow.meta.set(PAST, json.dumps({"brought": [], "sent": [CLERK]}))
        uow.commit()
    # The newer program follows the same list once more before it is taken back.
    assert follow(with_head) == 0
    take_back(with_head, 2, "2026-1")
    assert follow(with_head) == 1
    back = people(with_head)[CLERK]
    assert (back.name, back.active) == ("改名", True)
    assert with_head.keystore.unlock(CLERK, WORD) == KEY


def test_what_is_kept_of_how_people_were_reads_back_as_it_was_written() -> None:
    was = Person(CLERK, "那·䶮", frozenset({Role.CLERK, Role.CREDIT_OFFICER}), "3", active=False)
    past = Past(frozenset({NEW}), frozenset({SUPERVISOR}), {CLERK: was})
    assert Past.read(past.text()) == past
    assert Past.read(None) == Past.read("{}") == Past()


def test_a_program_that_died_while_putting_people_back_goes_on(with_head: Bench, monkeypatch: Any) -> None:
    before = as_they_were(with_head)
    hand_down(with_head, 1, HEAD_ROW, row(CLERK, "改名", active=False))
    follow(with_head)
    take_back(with_head, 2, "2026-1")

    def dies(_people: object, _person: Person) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("outlet_app.models.people.People.put", dies)
        with pytest.raises(KeyboardInterrupt):
            follow(with_head)
    assert not people(with_head)[CLERK].active
    assert follow(with_head) == 2
    assert people(with_head) == before


def test_a_later_list_decides_about_whom_an_earlier_one_brought(
    with_head: Bench, first: tuple[str, FirstWord]
) -> None:
    hand_down(with_head, 1, HEAD_ROW, row(NEW, "王海燕", first=first[1].plain()))
    follow(with_head)
    with_head.keystore.trade(NEW, first[0], "Ulanbuh-2026-c")
    take_back(with_head, 2, "2026-1")
    follow(with_head)
    hand_down(with_head, 3, HEAD_ROW, row(NEW, "王海燕"))
    assert follow(with_head) == 1
    assert with_head.keystore.unlock(NEW, "Ulanbuh-2026-c") == KEY


def test_who_was_sent_away_and_taken_on_again_is_not_sent_away_by_a_list_of_before(with_head: Bench) -> None:
    hand_down(with_head, 1, HEAD_ROW, row(CLERK, "苏日娜", active=False))
    follow(with_head)
    hand_down(with_head, 2, HEAD_ROW, row(CLERK, "苏日娜"))
    follow(with_head)
    take_back(with_head, 3, "2026-2")
    # The list of before counts again, and it says that she has left.
    assert follow(with_head) == 1
    with pytest.raises(SlotShut):
        with_head.keystore.unlock(CLERK, WORD)


def test_a_program_that_died_while_undoing_goes_on(with_head: Bench, monkeypatch: Any) -> None:
    hand_down(with_head, 1, HEAD_ROW, row(CLERK, "苏日娜", active=False))
    follow(with_head)
    take_back(with_head, 2, "2026-1")

    def dies(_staff_no: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(with_head.keystore, "open_again", dies)
        with pytest.raises(KeyboardInterrupt):
            follow(with_head)
    assert follow(with_head) == 0
    assert with_head.keystore.unlock(CLERK, WORD) == KEY


def test_a_staged_list_moves_nobody_until_it_reaches_the_outlet(with_head: Bench) -> None:
    hand_down(with_head, 1, HEAD_ROW, row(CLERK, "苏日娜", active=False), reach=only("1508022001"))
    assert follow(with_head) == 0
    hand_down(
        with_head, 2, act=Act.WIDEN, name="2026-1", content=None, effective_from=None, reach=only(OUTLET)
    )
    assert follow(with_head) == 1
    with pytest.raises(SlotShut):
        with_head.keystore.unlock(CLERK, WORD)


def test_who_leaves_tomorrow_is_out_tomorrow_though_nothing_comes(with_head: Bench) -> None:
    tomorrow = TODAY + timedelta(days=1)
    hand_down(with_head, 1, HEAD_ROW, row(CLERK, "苏日娜", active=False), effective_from=tomorrow)
    clock = FixedClock(MORNING)
    here = PeopleHere(Roster(with_head.database, with_head.keystore, KEY), with_head.keystore, clock)
    assert here.followed_on is None
    assert here.follow() == 0
    assert (here.followed_on == here.today(), here.has_left(CLERK)) == (True, False)
    clock.advance(timedelta(days=1))
    assert here.followed_on != here.today()
    assert here.follow() == 1
    assert (here.followed_on, here.has_left(CLERK), here.has_left(SUPERVISOR)) == (tomorrow, True, False)
