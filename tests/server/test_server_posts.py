"""What a post does not carry takes no effect at the city: who may what, who left, who is on no list."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from city_server.city import query_key_of
from city_server.parked import set_aside, waiting
from city_server.release import BY_UPGRADE, judge_again
from city_server.store import Store
from outlet_app.domain.calendar import CST
from outlet_app.domain.duty import book_id
from outlet_app.domain.events import ClockTrust, Fact, TransferredOut, TransferTaken
from outlet_app.domain.facts.duty import DutyFact, SignedInHere, SignedOutHere, SignOutWay
from outlet_app.sync import wire
from outlet_app.wording.sync import reason
from tests.support.cities import BACKENDS
from tests.support.machines import Machine, Told
from tests.support.packaged import JOINED
from tests.support.postgres import the_cluster
from tests.support.releasing import Office
from tests.support.row_rights import (
    ANSWERED,
    CASES,
    CLERK,
    COLLEAGUE,
    HEAD,
    ROWS,
    SLIP_VOID,
    TAKEN,
    opening,
)
from tests.support.server import CityDatabase, PostgresCity, ServerProcess, SqliteCity, enrolment_code

HERE, THERE, UNLISTED, BARE = "1508262001", "1508022001", "1508001001", "1508212001"
LEFT, MOVED, STRANGER = "1508260444", "1508260555", "1508260999"
APPLIED, MISSING = ("applied", ""), ("rejected", "right.missing")
GONE, AWAY = ("parked", "CLERK_LEFT"), ("parked", "CLERK_ELSEWHERE")
NO_POST, NO_LIST = ("parked", "POST_UNLISTED"), ("parked", "LIST_WITHDRAWN")


def person(staff_no: str, outlet: str, *roles: str, active: bool = True) -> dict[str, Any]:
    return {
        "staff_no": staff_no,
        "name": f"人员{staff_no[-4:]}",
        "outlet": outlet,
        "roles": list(roles or ("clerk",)),
        "window": "",
        "active": active,
    }


PEOPLE = (
    person(HEAD, HERE, "clerk", "supervisor"),
    person(CLERK, HERE),
    person(LEFT, HERE, active=False),
    person("1508020001", THERE, "supervisor"),
    person(MOVED, THERE),
)
# An enrolment code made somebody the head of BARE whom its list, which was taken back, passed over.
FIRST_HEAD, LISTED_HEAD, LISTED, OUT = "1508210002", "1508210001", "1508210837", "1508210444"
TAKEN_BACK = (
    person(LISTED_HEAD, BARE, "clerk", "supervisor"),
    person(LISTED, BARE),
    person(OUT, BARE, active=False),
)


@dataclass(frozen=True)
class City:
    """A server with a list of people that holds from today on, and a key to look up codes with."""

    server: ServerProcess
    store: Store


@pytest.fixture(scope="module", params=BACKENDS)
def city(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """Of this module alone: a list of people would weigh on everybody else's tests."""
    folder: Path = tmp_path_factory.mktemp("posts")
    database: CityDatabase = (
        SqliteCity(folder / "city.db")
        if request.param == "sqlite"
        else PostgresCity(the_cluster(), the_cluster().new_database())
    )
    office = Office(database, folder)
    told = {"version": "2026-1", "people": list(PEOPLE)}
    assert office.sign("publish", office.file(told, "staff.yaml"), group="staff") == 0
    wider = {"version": "2026-2", "people": [*PEOPLE, *TAKEN_BACK]}
    assert office.sign("publish", office.file(wider, "wider.yaml"), group="staff") == 0
    assert office.sign("withdraw", "2026-2", "--reason", "名单有误", group="staff") == 0
    server = ServerProcess(database, more=("--pushes-in-one-go", "1000000", "--pushes-a-second", "1000000"))
    with closing(Store(database.url)) as store:
        yield City(server, store)
    assert server.stop() == 0


@pytest.fixture(scope="module")
def window(city: City) -> Iterator[Machine]:
    one = Machine(city.server, HERE)
    yield one
    one.close()


def ops(one: Machine, case_id: str, actor: str, *facts: Fact, **changes: Any) -> list[wire.PushedOp]:
    made = (one.event(case_id, fact, actor=actor, **changes) for fact in facts)
    return [one.op(wire.encode_event(event)) for event in made]


def opened(one: Machine, *more: Fact) -> str:
    """A case that has come so far, by the head's hand."""
    case_id = str(uuid4())
    assert {told[0] for told in one.told(ops(one, case_id, HEAD, opening(), *more))} == {"applied"}
    return case_id


def plain(told: Told) -> list[tuple[str, str]]:
    return [(verdict, code) for verdict, code, _ in told]


@pytest.mark.parametrize(("name", "actor"), CASES)
def test_a_post_may_write_what_the_table_says(window: Machine, name: str, actor: str) -> None:
    row = ROWS[name]
    case_id = opened(window, *row.before)
    told = plain(window.told(ops(window, case_id, actor, row.fact(actor))))
    assert told == [APPLIED if actor in row.may else MISSING]


@pytest.mark.parametrize(
    ("by", "actor", "fact", "verdict"),
    [
        (CLERK, CLERK, SLIP_VOID, APPLIED),
        (CLERK, HEAD, SLIP_VOID, APPLIED),
        (COLLEAGUE, CLERK, SLIP_VOID, MISSING),
        (CLERK, CLERK, replace(SLIP_VOID, replaced_by=""), MISSING),
        (CLERK, CLERK, replace(SLIP_VOID, reason="duplicate"), MISSING),
    ],
    ids=["own", "the head's", "a colleague's", "none in its place", "for another reason"],
)
def test_who_may_void_a_child_of_a_package_that_was_exchanged(
    window: Machine, by: str, actor: str, fact: Fact, verdict: tuple[str, str]
) -> None:
    case_id = str(uuid4())
    before = ops(window, case_id, by, opening(), JOINED, *TAKEN)
    assert {told[0] for told in window.told(before)} == {"applied"}
    assert plain(window.told(ops(window, case_id, actor, fact))) == [verdict]


@pytest.mark.parametrize(
    ("actor", "verdict"),
    [(CLERK, APPLIED), (HEAD, APPLIED), (STRANGER, APPLIED), (LEFT, GONE), (MOVED, AWAY)],
    ids=["clerk", "head", "added at the counter", "has left", "works elsewhere"],
)
@pytest.mark.parametrize("step", ["opens", "goes on"])
def test_whose_name_stands_under_a_step(
    window: Machine, actor: str, verdict: tuple[str, str], step: str
) -> None:
    if step == "opens":
        told = window.told(ops(window, str(uuid4()), actor, opening()))
    else:
        told = window.told(ops(window, opened(window), actor, *ANSWERED))
    assert plain(told) == [verdict]


@pytest.mark.parametrize(("terminal", "verdict"), [("08", GONE), ("09", APPLIED)])
def test_the_program_may_say_that_somebody_sent_away_is_gone(
    window: Machine, terminal: str, verdict: tuple[str, str]
) -> None:
    """The list that takes a person away signs them out: that entry needs nobody to look at it."""
    now = datetime.now(CST)
    # A terminal of its own: the book of the day is nobody else's.
    book = book_id(HERE, terminal, now.date())
    gone = SignedOutHere(SignOutWay.SENT_AWAY, now, now)
    told: DutyFact = gone if verdict == APPLIED else SignedInHere()
    assert plain(window.told(ops(window, book, LEFT, told, at=now, terminal=terminal))) == [verdict]


def step(one: Machine, actor: str, name: str, by: str = HEAD, **changes: Any) -> list[tuple[str, str]]:
    """What the city says of one row of the table on a case that somebody else brought so far."""
    row, case_id = ROWS[name], str(uuid4())
    before = one.told(ops(one, case_id, by, opening(), *row.before))
    assert {told[0] for told in before} == {"applied"}
    return plain(one.told(ops(one, case_id, actor, row.fact(actor), **changes)))


@pytest.mark.parametrize("name", ROWS)
def test_whom_no_list_names_is_a_clerk_and_more_is_for_a_person_to_say(window: Machine, name: str) -> None:
    """A 窗口负责人 may have added a colleague at the counter; a second head is the city's to make."""
    row = ROWS[name]
    waits = HEAD in row.may and CLERK not in row.may
    expected = MISSING if not row.may else NO_POST if waits else APPLIED
    assert step(window, COLLEAGUE, name) == [expected]


def test_an_approver_no_list_names_is_for_a_person_to_say(window: Machine) -> None:
    """The clerk at work is on the list; whoever she says has approved it is not."""
    row, case_id = ROWS["extend by oneself"], opened(window, *ROWS["extend by oneself"].before)
    assert plain(window.told(ops(window, case_id, CLERK, row.fact(COLLEAGUE)))) == [NO_POST]
    # Nobody has to wait for it: the same takes effect once it bears the name of whom the list has as head.
    assert plain(window.told(ops(window, case_id, CLERK, row.fact(HEAD)))) == [APPLIED]


@pytest.fixture(scope="module")
def bare(city: City) -> Iterator[Machine]:
    """A machine of an outlet whose only list was taken back."""
    one = Machine(city.server, BARE)
    enrolment_code(city.server.database, BARE, FIRST_HEAD)
    yield one
    one.close()


@pytest.mark.parametrize(
    ("actor", "name", "verdict"),
    [
        (LISTED, "answer", APPLIED),
        (LISTED, "reopen", NO_LIST),
        (LISTED_HEAD, "reopen", APPLIED),
        (LISTED_HEAD, "void when it has ended", APPLIED),
        (STRANGER, "answer", APPLIED),
        (STRANGER, "reopen", NO_LIST),
        (FIRST_HEAD, "reopen", APPLIED),
        (OUT, "answer", NO_LIST),
        (OUT, "reopen", NO_LIST),
        (MOVED, "answer", AWAY),
        (LISTED, "extend, approved by a clerk", NO_LIST),
    ],
    ids=str,
)
def test_a_list_that_was_taken_back_gives_nobody_more_than_it_did(
    bare: Machine, actor: str, name: str, verdict: tuple[str, str]
) -> None:
    assert step(bare, actor, name, by=LISTED_HEAD) == [verdict]


@pytest.mark.parametrize(
    ("days", "trust", "verdict"),
    [(-2, ClockTrust.WALL, APPLIED), (-2, ClockTrust.SUSPECT, NO_LIST), (0, ClockTrust.WALL, NO_LIST)],
    ids=["before any list", "before, says a clock nobody believes", "today"],
)
def test_before_the_first_list_the_machines_word_counts_whatever_became_of_the_list(
    bare: Machine, days: int, trust: ClockTrust, verdict: tuple[str, str]
) -> None:
    at = datetime.now(CST) + timedelta(days=days)
    assert step(bare, LISTED, "reopen", by=LISTED_HEAD, at=at, trust=trust) == [verdict]


def test_what_waits_for_a_list_is_told_again_survives_an_upgrade_and_a_person_lets_it_pass(
    city: City, bare: Machine
) -> None:
    row, case_id = ROWS["reopen"], str(uuid4())
    bare.told(ops(bare, case_id, LISTED_HEAD, opening(), *row.before))
    made = ops(bare, case_id, LISTED, row.fact(LISTED))
    before = bare.me
    first = bare.told(made)
    bare.me = before
    assert bare.told(made) == first
    assert plain(first) == [NO_LIST]
    with city.store.write() as conn:
        key = query_key_of(conn)
        assert judge_again(conn, key, [case_id], BY_UPGRADE) == []
        assert [one.code for one in waiting(conn, case_id=case_id)] == ["LIST_WITHDRAWN"]
        (ruling,) = judge_again(conn, key, [case_id], "市级管理员")
    assert ruling.standing.verdict is wire.Verdict.APPLIED


def test_an_unlisted_head_waits_for_a_person_and_not_for_an_upgrade(city: City, window: Machine) -> None:
    row = ROWS["reopen"]
    case_id = opened(window, *row.before)
    assert plain(window.told(ops(window, case_id, COLLEAGUE, row.fact(COLLEAGUE)))) == [NO_POST]
    with city.store.write() as conn:
        key = query_key_of(conn)
        assert judge_again(conn, key, [case_id], BY_UPGRADE) == []
        (ruling,) = judge_again(conn, key, [case_id], "市级管理员")
    assert ruling.standing.verdict is wire.Verdict.APPLIED


@pytest.mark.parametrize(
    ("days", "trust", "verdict"),
    [
        (0, ClockTrust.WALL, GONE),
        (-2, ClockTrust.WALL, APPLIED),
        (-40, ClockTrust.SERVER, APPLIED),
        (-2, ClockTrust.SUSPECT, GONE),
    ],
    ids=["today", "two days before", "long before", "before, says a clock nobody believes"],
)
def test_what_was_made_before_somebody_left_counts(
    window: Machine, days: int, trust: ClockTrust, verdict: tuple[str, str]
) -> None:
    at = datetime.now(CST) + timedelta(days=days)
    told = window.told(ops(window, opened(window), LEFT, *TAKEN, at=at, trust=trust))
    assert plain(told) == [verdict]


def test_a_right_is_that_of_the_day(window: Machine) -> None:
    """Before the list there was none, and the machine's word counted."""
    row = ROWS["reopen"]
    case_id = opened(window, *row.before)
    before = datetime.now(CST) - timedelta(days=2)
    assert plain(window.told(ops(window, case_id, CLERK, row.fact(CLERK), at=before))) == [APPLIED]


def test_an_outlet_without_a_list_is_believed(city: City) -> None:
    with closing(Machine(city.server, UNLISTED)) as far:
        row = ROWS["reopen"]
        assert (
            plain(far.told(ops(far, str(uuid4()), LEFT, opening(), *row.before, row.fact(LEFT))))[-1]
            == APPLIED
        )


def test_the_same_asked_again_gets_the_same_answer(window: Machine) -> None:
    case_id = opened(window)
    made = ops(window, case_id, LEFT, *ANSWERED)
    before = window.me
    first = window.told(made)
    window.me = before
    assert window.told(made) == first
    assert plain(first) == [GONE]


def test_what_leans_on_a_held_step_waits_with_it(window: Machine) -> None:
    case_id = opened(window)
    told = window.told(
        [*ops(window, case_id, LEFT, *TAKEN), *ops(window, case_id, CLERK, ROWS["accept"].fact(CLERK))]
    )
    assert plain(told) == [GONE, ("parked", "DEPENDS")]


def test_a_person_lets_a_held_step_take_effect_and_an_upgrade_does_not(city: City, window: Machine) -> None:
    case_id = opened(window)
    window.told(ops(window, case_id, LEFT, *TAKEN))
    with city.store.write() as conn:
        key = query_key_of(conn)
        assert judge_again(conn, key, [case_id], BY_UPGRADE) == []
        assert [one.code for one in waiting(conn, case_id=case_id)] == ["CLERK_LEFT"]
        (ruling,) = judge_again(conn, key, [case_id], "市级管理员")
    assert ruling.standing.verdict is wire.Verdict.APPLIED
    assert plain(window.told(ops(window, case_id, CLERK, ROWS["accept"].fact(CLERK)))) == [APPLIED]


def test_a_person_sets_a_held_step_aside(city: City, window: Machine) -> None:
    case_id = opened(window)
    (made,) = ops(window, case_id, MOVED, *TAKEN)
    assert plain(window.told([made])) == [AWAY]
    with city.store.write() as conn:
        set_aside(conn, query_key_of(conn), made.op_id, "当天不在本网点", "市级管理员")
    assert plain(window.told(ops(window, case_id, CLERK, *TAKEN))) == [APPLIED]


@pytest.mark.parametrize("name", ["amend while it is open", "give feedback"])
def test_an_outlet_that_only_looks_on_writes_nothing_that_is_the_holders(
    city: City, window: Machine, name: str
) -> None:
    """Handed over and taken: the first outlet still sees the case, and amends it no more."""
    handed = ROWS["hand over"]
    with closing(Machine(city.server, UNLISTED)) as far:
        case_id = opened(far, *handed.before)
        sent = TransferredOut(HERE, "", "陕坝镇网点", "属地办理")
        assert plain(far.told(ops(far, case_id, HEAD, sent))) == [APPLIED]
        taken = ops(window, case_id, CLERK, TransferTaken("", "苏日娜"))
        assert plain(window.told(taken)) == [APPLIED]
        fact = ROWS[name].fact(HEAD)
        assert plain(far.told(ops(far, case_id, HEAD, fact))) == [("rejected", "case.elsewhere")]
        assert plain(window.told(ops(window, case_id, CLERK, fact))) == [APPLIED]


SAID = ("right.missing", "CLERK_LEFT", "CLERK_ELSEWHERE", "POST_UNLISTED", "LIST_WITHDRAWN", "case.elsewhere")


@pytest.mark.parametrize("code", SAID)
def test_each_answer_is_a_sentence_at_the_counter(code: str) -> None:
    happened, now = reason(code)
    assert happened
    assert now
    assert not (set(happened + now) & set("abcdefghijklmnopqrstuvwxyz"))
