"""What the city tells of a day that a counter closes: its own scope, by the marks both sides count."""

from datetime import date

import httpx
import pytest

from outlet_app.domain.events import AnsweredOnSpot, MaterialsTaken, PaperIssued, TransferredOut
from outlet_app.domain.numbering import case_number
from outlet_app.sync import wire
from tests.server.test_server_numbers import tell
from tests.support.asking import code_of
from tests.support.cities import NewMachine
from tests.support.machines import Machine
from tests.support.server import ServerProcess

DAY = date(2026, 11, 22)


def ask(one: Machine, *cases: str, day: date = DAY, **changes: object) -> httpx.Response:
    told = {"instance": one.me.instance_id, "day": day, "cases": cases, **changes}
    return one.asker.ask("POST", wire.Path.DIGEST, wire.write(wire.DayAsked(**told)))  # type: ignore[arg-type]


def held(one: Machine, *cases: str, **changes: object) -> wire.DayHeld:
    return wire.read(ask(one, *cases, **changes).content, wire.DayHeld)


def issued(number: str, copy: int = 1) -> PaperIssued:
    return PaperIssued("W04", number, copy, f"{copy}" * 64, 1)


def test_the_cases_asked_for_come_with_their_sums(any_city: ServerProcess, machine: NewMachine) -> None:
    one = machine(any_city)
    case_id, ops = one.opening(AnsweredOnSpot("可以"))
    one.pushed(ops)
    marks = [wire.mark_of(case_id, n, "applied", op.sha256, op.op_id) for n, op in enumerate(ops, 1)]
    (case,) = [told for told in held(one, case_id).cases if told.case == case_id]
    assert case.sum == wire.sum_of(marks)
    assert case.number.startswith("HH05-")


def test_a_case_numbered_on_the_day_is_told_unasked_to_every_machine_of_the_outlet(
    city: ServerProcess, machine: NewMachine
) -> None:
    one, other = machine(city), machine(city)
    number = case_number("HH05", DAY, one.me.terminal_no, 77)
    case_id, ops = one.opening(AnsweredOnSpot("可以"), case_no=number)
    one.pushed(ops)
    found = {told.case: told.number for told in held(other).cases}
    assert found[case_id] == number
    assert case_id not in {told.case for told in held(other, day=date(2026, 11, 23)).cases}


def test_what_the_city_does_not_have_is_left_out(city: ServerProcess, machine: NewMachine) -> None:
    one = machine(city)
    assert "unheard-of" not in {told.case for told in held(one, "unheard-of").cases}


def test_papers_come_with_their_last_print(any_city: ServerProcess, machine: NewMachine) -> None:
    one = machine(any_city)
    number = f"HH05{one.me.terminal_no} 告〔2026〕0031 号"
    case_id, ops = one.opening(AnsweredOnSpot("可以"), issued(number), issued(number, 2))
    assert [verdict for verdict, _, _ in one.told(ops)] == ["applied"] * 4
    (case,) = [told for told in held(one, case_id).cases if told.case == case_id]
    assert case.papers == (wire.DayPaper(number=number, copies=2),)


def test_what_was_refused_counts_for_its_maker_alone(city: ServerProcess, machine: NewMachine) -> None:
    one, other = machine(city), machine(city)
    case_id, ops = one.opening(AnsweredOnSpot("可以"))
    one.pushed([*ops, *one.ops(case_id, MaterialsTaken())])
    counts = []
    for each in (one, other):
        (case,) = [told for told in held(each, case_id).cases if told.case == case_id]
        counts.append(case.sum.count)
    assert counts == [3, 2]


def test_another_outlets_case_is_told_only_once_it_was_sent_here(
    city: ServerProcess, machine: NewMachine
) -> None:
    one, stranger = machine(city), machine(city, at="1508263996")
    case_id, ops = one.opening(MaterialsTaken())
    one.pushed(ops)
    assert case_id not in {told.case for told in held(stranger, case_id).cases}
    one.pushed(one.ops(case_id, TransferredOut("1508263996", "", "城区窗口", "属地办理")))
    assert case_id in {told.case for told in held(stranger, case_id).cases}


def test_of_the_loose_papers_only_the_known_ones_of_the_outlet(
    any_city: ServerProcess, machine: NewMachine
) -> None:
    one = machine(any_city)
    known, unknown = (f"HH05{one.me.terminal_no} 统〔2026〕{n:04} 号" for n in (1, 2))
    tell(one, {}, loose=(known,))
    assert held(one, loose=(unknown, known)).loose == (known,)
    assert held(one).loose == ()


def test_asked_twice_it_says_the_same_and_changes_nothing(city: ServerProcess, machine: NewMachine) -> None:
    one = machine(city)
    case_id, ops = one.opening(AnsweredOnSpot("可以"))
    one.pushed(ops)
    first, again = held(one, case_id), held(one, case_id)
    assert (first.cases, first.loose) == (again.cases, again.loose)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"instance": "f" * 32}, (403, "INSTANCE")),
        ({"cases": ("c",) * (wire.MOST_OF_DAY + 1)}, (413, "TOO_LARGE")),
    ],
)
def test_whoever_asks_for_what_is_not_theirs_gets_nothing(
    city: ServerProcess, machine: NewMachine, changes: dict[str, object], told: tuple[int, str]
) -> None:
    assert code_of(ask(machine(city), **changes)) == told


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"{}",
        b'{"instance":"a","day":"2026-13-40","cases":[]}',
        b'{"instance":"a","day":"2026-11-22","cases":["a b"]}',
        b'{"instance":"a","day":"2026-11-22","cases":[],"loose":["' + b"9" * 101 + b'"]}',
    ],
)
def test_what_is_no_question_is_refused(city: ServerProcess, machine: NewMachine, body: bytes) -> None:
    assert code_of(machine(city).asker.ask("POST", wire.Path.DIGEST, body)) == (400, "BAD_BODY")


def test_an_unsigned_question_gets_nothing(city: ServerProcess, machine: NewMachine) -> None:
    one = machine(city)
    content = wire.write(wire.DayAsked(instance=one.me.instance_id, day=DAY, cases=()))
    forged = one.asker.ask("POST", wire.Path.DIGEST, content, proof={"SIGNATURE": "AAAA"})
    assert forged.status_code == 401
