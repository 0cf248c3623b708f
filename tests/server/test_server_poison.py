"""One operation that no database can take parks alone; what stands behind it in the queue goes through."""

import secrets
from uuid import uuid4

import pytest

from outlet_app.domain.events import AnsweredOnSpot, MaterialsTaken, PaperIssued, TransferredOut
from outlet_app.sync import wire
from tests.support.asking import code_of
from tests.support.cities import NewCounter, NewMachine, census
from tests.support.counter import registration
from tests.support.server import ServerProcess

SHA = "ab" * 32


def paper(number: str, copy_no: int = 1) -> PaperIssued:
    return PaperIssued("W04", number, copy_no, SHA, 1)


def transfer(to_outlet: str, to_staff: str = "") -> TransferredOut:
    return TransferredOut(to_outlet, to_staff, "市级窗口", "需专业人员答复")


def long_noise(length: int) -> str:
    """Text of a length that no database squeezes into less."""
    return secrets.token_hex(length // 2 + 1)[:length]


POISONS = {
    "an outlet with a nought in it": lambda: transfer("15\x00"),
    "an outlet with a line end": lambda: transfer("1508\n"),
    "an outlet of 101 characters": lambda: transfer(long_noise(101)),
    "an outlet without end": lambda: transfer(long_noise(10_000)),
    "a paper number with a nought in it": lambda: paper("HH\x00"),
    "a paper number of 101 characters": lambda: paper(long_noise(101)),
    "a paper number without end": lambda: paper(long_noise(10_000)),
    "a copy before the first": lambda: paper(long_noise(20), -1),
    "a copy larger than a number of the database": lambda: paper(long_noise(20), 2**31),
    "a copy larger than any number": lambda: paper(long_noise(20), 2**62),
}


@pytest.mark.parametrize("poison", POISONS)
def test_the_queue_goes_on_behind_it(
    city: ServerProcess, machine: NewMachine, outlet: str, poison: str
) -> None:
    one = machine(city)
    _, ill = one.opening(POISONS[poison]())
    _, well = one.opening(AnsweredOnSpot("可以"))
    assert one.told([*ill, *well]) == [
        ("applied", "", 1),
        ("parked", "UNREADABLE", None),
        ("applied", "", 1),
        ("applied", "", 2),
    ]
    held = census(city, outlet)
    assert (held.parked, held.rejected, held.tally.events) == (1, 0, 3)


@pytest.mark.parametrize("case_no", ["\x00", "HH05\t", long_noise(101), long_noise(10_000)])
def test_a_registration_with_such_a_number_parks_with_what_leans_on_it(
    city: ServerProcess, machine: NewMachine, outlet: str, case_no: str
) -> None:
    one = machine(city)
    _, ill = one.opening(MaterialsTaken(), case_no=case_no)
    _, well = one.opening()
    assert one.told([*ill, *well]) == [
        ("parked", "UNREADABLE", None),
        ("parked", "DEPENDS", None),
        ("applied", "", 1),
    ]
    assert len(census(city, outlet).case_numbers) == 1


def test_a_counter_is_not_held_up_either(city: ServerProcess, counter: NewCounter) -> None:
    one = counter(city)
    ill = one.register(transfer(long_noise(5_000)))
    report = one.sync()
    assert (report.waiting, report.need_you, report.error_code) == (0, 0, "")
    assert one.verdicts(ill)[1][1:] == ("parked", "UNREADABLE")


MOMENTS = {
    "the last hour there is": "9999-12-31T23:00:00Z",
    "the last year there is": "9999-01-01T00:00:00+08:00",
    "the first hour there is, further east": "0001-01-01T00:00:00+14:00",
    "no zone": "2026-11-27T09:00:00",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_moment_that_cannot_be_told_in_every_zone_parks_alone(
    city: ServerProcess, machine: NewMachine, outlet: str, moment: str
) -> None:
    one = machine(city)
    _, well = one.opening(AnsweredOnSpot("可以"))
    event = one.event(str(uuid4()), MaterialsTaken())
    told = event.at.isoformat().encode()
    ill = one.op(wire.encode_event(event).replace(told, MOMENTS[moment].encode()))
    _, more = one.opening()
    assert [verdict[:2] for verdict in one.told([*well, ill, *more])] == [
        ("applied", ""), ("applied", ""), ("parked", "UNREADABLE"), ("applied", ""),
    ]  # fmt: skip
    assert census(city, outlet).parked == 1


@pytest.mark.parametrize("moment", ["9998-12-31T20:00:00Z", "0002-01-01T00:00:00+14:00"])
def test_the_last_moments_that_can_be_told_hold_up_nobody(
    city: ServerProcess, machine: NewMachine, moment: str
) -> None:
    one = machine(city)
    event = one.event(str(uuid4()), registration())
    body = wire.encode_event(event).replace(event.at.isoformat().encode(), moment.encode())
    _, more = one.opening(AnsweredOnSpot("可以"))
    told = one.told([*more, one.op(body)])
    assert [verdict for verdict, _, _ in told[:2]] == ["applied"] * 2
    assert told[2][0] == ("applied_warn" if moment > "2027" else "applied")


WELL = {
    "an outlet of 100 characters": lambda: transfer(long_noise(100)),
    "no outlet, but a colleague": lambda: transfer("", "1508260838"),
    "an outlet in Han": lambda: transfer("巴彦淖尔"),
    "a paper number of 100 characters": lambda: paper("告" * 60 + long_noise(40)),
    "the last copy there is": lambda: paper(long_noise(20), 2**31 - 1),
    "a copy nought": lambda: paper(long_noise(20), 0),
    "an answer with a nought in it": lambda: AnsweredOnSpot("一\x00二"),
    "an answer with a lone mark": lambda: AnsweredOnSpot("一\ufffe二"),
    "an answer of 100 000 characters": lambda: AnsweredOnSpot("字" * 100_000),
    "an empty answer": lambda: AnsweredOnSpot(""),
}


@pytest.mark.parametrize("what", WELL)
def test_what_both_databases_can_take_takes_effect_on_both(
    city: ServerProcess, machine: NewMachine, what: str
) -> None:
    one = machine(city)
    _, ops = one.opening(WELL[what]())
    assert one.told(ops) == [("applied", "", 1), ("applied", "", 2)]


@pytest.mark.parametrize("told", ["%00", "%0A", "a%00b", "%ff%fe", "%E5%B7%B4", "", "x" * 3000])
def test_an_instance_nobody_could_have_is_nobodys(
    city: ServerProcess, machine: NewMachine, told: str
) -> None:
    asker = machine(city).asker
    here = f"scope={asker.me.outlet_code}&epoch={asker.me.epoch}&after=0&limit=9"
    for target in (f"{wire.Path.HELLO}?instance={told}", f"{wire.Path.PULL}?instance={told}&{here}"):
        assert code_of(asker.ask("GET", target)) == (403, "INSTANCE")
