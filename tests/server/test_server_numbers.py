"""The city's book of numbers: complete, or the gap is named with why (sync.md D.13)."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from city_server import cli
from outlet_app.domain.events import AnsweredOnSpot, PaperIssued, PaperVoided, Voided
from outlet_app.domain.numbering import case_number
from outlet_app.sync import wire
from tests.server.test_server_forks import begun, granted
from tests.support.asking import code_of
from tests.support.cities import NewMachine
from tests.support.machines import Machine
from tests.support.server import ServerProcess, SqliteCity

CASES, PAPERS = "case:2026-11-22", "paper:告:2026"
Serve = Callable[..., ServerProcess]
Capture = pytest.CaptureFixture[str]


def case_no(serial: int, terminal: str = "01") -> str:
    return case_number("HH05", date(2026, 11, 22), terminal, serial)


def paper_no(serial: int, terminal: str = "01") -> str:
    return f"HH05{terminal} 告〔2026〕{serial:04} 号"


def issued(serial: int, terminal: str = "01") -> PaperIssued:
    return PaperIssued("W04", paper_no(serial, terminal), 1, "a" * 64, 1)


def tell(
    one: Machine, given: dict[str, int], loose: tuple[str, ...] = (), **changes: object
) -> httpx.Response:
    told: dict[str, object] = {
        "instance": one.me.instance_id,
        "unsent": 0,
        "series": tuple(
            wire.GivenSeries(terminal=one.me.terminal_no, series=name, last=last)
            for name, last in given.items()
        ),
        "loose": tuple(wire.LoosePaper(number=number, form="W17") for number in loose),
    }
    numbers = wire.Numbers(**{**told, **changes})  # type: ignore[arg-type]
    return one.asker.ask("POST", wire.Path.NUMBERS, wire.write(numbers))


def book(server: ServerProcess, capsys: Capture, *more: str) -> tuple[int, list[dict[str, object]]]:
    capsys.readouterr()
    code = cli.main(["numbers", "--database", server.database.url, "--json", *more])
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def lines(server: ServerProcess, capsys: Capture, command: str = "numbers") -> list[str]:
    capsys.readouterr()
    cli.main([command, "--database", server.database.url])
    return capsys.readouterr().out.splitlines()


@pytest.fixture
def lone_city(tmp_path: Path) -> Iterator[ServerProcess]:
    """A city of one's own in one file: its whole book is read."""
    city = ServerProcess(SqliteCity(tmp_path / "city.db"))
    yield city
    city.kill()


def a_day(one: Machine) -> None:
    """Four numbers of cases, one of them void; three papers, one void, one of no case."""
    for serial in (1, 2):
        one.pushed(one.opening(AnsweredOnSpot("可以"), case_no=case_no(serial))[1])
    void, ops = one.opening(case_no=case_no(3))
    one.pushed([*ops, *one.ops(void, issued(1), PaperVoided(paper_no(1), "重复"), Voided("误登记"))])
    one.pushed(one.opening(issued(2), case_no=case_no(4))[1])
    assert tell(one, {CASES: 4, PAPERS: 3}, (paper_no(3),)).status_code == 200


def test_a_whole_day_is_accounted_for(serve: Serve, machine: NewMachine, capsys: Capture) -> None:
    city = serve()
    a_day(machine(city))
    code, found = book(city, capsys)
    assert (code, [(one["series"], one["last"], one["missing"]) for one in found]) == (
        0, [(CASES, 4, []), (PAPERS, 3, [])],
    )  # fmt: skip
    assert [(one["used"], one["void"], one["loose"], one["held"]) for one in found] == [
        (3, 1, 0, 0), (1, 1, 1, 0),
    ]  # fmt: skip
    assert lines(city, capsys)[-1] == "7 numbers, 0 missing without explanation"


def test_a_number_nobody_can_explain_is_named_and_the_command_fails(
    lone_city: ServerProcess, machine: NewMachine, capsys: Capture
) -> None:
    one = machine(lone_city)
    one.pushed(one.opening(case_no=case_no(1))[1])
    one.pushed(one.opening(case_no=case_no(5))[1])
    tell(one, {CASES: 6})
    code, (found,) = book(lone_city, capsys)
    assert (code, found["missing"], found["why"]) == (1, [2, 3, 4, 6], "")
    assert lines(lone_city, capsys) == [
        "HH0501 case:2026-11-22: 1–6, used 2, void 0, of no case 0, held back 0; MISSING: 2–4, 6",
        "6 numbers, 4 missing without explanation",
    ]


def test_what_waits_at_the_counter_is_on_the_way(
    lone_city: ServerProcess, machine: NewMachine, capsys: Capture
) -> None:
    one = machine(lone_city)
    one.pushed(one.opening(case_no=case_no(1))[1])
    tell(one, {CASES: 3}, unsent=4)
    code, (found,) = book(lone_city, capsys)
    assert (code, found["missing"], found["why"]) == (0, [2, 3], "on_the_way")
    one.pushed([op for serial in (2, 3) for op in one.opening(case_no=case_no(serial))[1]])
    tell(one, {CASES: 3})
    assert book(lone_city, capsys)[1][0]["missing"] == []


def test_what_the_old_number_of_a_set_back_machine_printed_is_stranded(
    lone_city: ServerProcess, machine: NewMachine, capsys: Capture
) -> None:
    one = machine(lone_city)
    one.pushed(one.opening(case_no=case_no(1))[1])
    new = begun(lone_city, granted(one)[0])
    # The witness outlived the store: it knows numbers of the old name that no store has any more.
    old = wire.GivenSeries(terminal="01", series=CASES, last=3)
    fresh = wire.GivenSeries(terminal="02", series=CASES, last=1)
    new.pushed(new.opening(case_no=case_no(1, "02"))[1])
    answer = tell(new, {}, series=(old, fresh))
    assert answer.status_code == 200
    code, found = book(lone_city, capsys)
    assert (code, [(one["terminal"], one["missing"], one["why"]) for one in found]) == (
        0, [("01", [2, 3], "set_back"), ("02", [], "")],
    )  # fmt: skip
    assert "stranded, the machine was set back: 2–3" in lines(lone_city, capsys)[0]
    (line,) = lines(lone_city, capsys, "forks")
    assert line.startswith(f"{one.me.outlet_code} 01 → 02 restored ")
    new.close()


def test_a_copy_explains_nothing_away(lone_city: ServerProcess, machine: NewMachine, capsys: Capture) -> None:
    one = machine(lone_city)
    tell(one, {CASES: 2})
    begun(lone_city, granted(one, cause="copied")[0]).close()
    assert (book(lone_city, capsys)[0], book(lone_city, capsys)[1][0]["why"]) == (1, "")


def test_a_number_the_city_holds_without_effect_is_accounted_for(
    lone_city: ServerProcess, machine: NewMachine, capsys: Capture
) -> None:
    one = machine(lone_city)
    one.pushed(one.opening(case_no=case_no(1))[1])
    assert one.told(one.opening(case_no=case_no(1))[1]) == [("parked", "CASE_NO_TAKEN", None)]
    case_id, ops = one.opening(case_no=case_no(2))
    one.pushed(ops)
    assert one.told(one.ops(case_id, issued(1)))[0][0] == "applied"
    other, ops = one.opening(case_no=case_no(3))
    one.pushed(ops)
    assert one.told(one.ops(other, issued(1)))[0][1] == "PAPER_NO_TAKEN"
    strange = one.op(wire.encode_event(one.event("case-x", issued(2))))
    assert one.told([strange])[0][0] == "rejected"
    _, found = book(lone_city, capsys)
    assert [(one["used"], one["held"], one["missing"]) for one in found] == [(3, 0, []), (1, 1, [])]


def test_what_was_said_once_is_not_taken_back_by_a_store_that_was_set_back(
    lone_city: ServerProcess, machine: NewMachine, capsys: Capture
) -> None:
    one = machine(lone_city)
    for last in (9, 4, 7):
        tell(one, {CASES: last})
    assert book(lone_city, capsys)[1][0]["last"] == 9


def test_one_outlet_may_be_asked_for_alone(
    lone_city: ServerProcess, machine: NewMachine, capsys: Capture
) -> None:
    a_day(machine(lone_city))
    assert book(lone_city, capsys, "--outlet", "1508001001") == (0, [])


REFUSED: dict[str, tuple[dict[str, object], tuple[int, str]]] = {
    "another's terminal": ({"terminal": "09"}, (400, "BAD_BODY")),
    "no series": ({"series": ""}, (400, "BAD_BODY")),
    "a control character": ({"series": "case:\x00"}, (400, "BAD_BODY")),
    "a series too long": ({"series": "案" * 41}, (400, "BAD_BODY")),
    "more than fits a number": ({"last": 10_000}, (400, "BAD_BODY")),
}


@pytest.mark.parametrize("how", REFUSED)
def test_what_is_none_of_ones_own_is_refused(any_city: ServerProcess, machine: NewMachine, how: str) -> None:
    one = machine(any_city)
    changes, expected = REFUSED[how]
    plain: dict[str, object] = {"terminal": "01", "series": CASES, "last": 3, **changes}
    series = (wire.GivenSeries(**plain),)  # type: ignore[arg-type]
    assert code_of(tell(one, {}, series=series)) == expected


@pytest.mark.parametrize("number", ["", "HH05", paper_no(1, "09"), paper_no(1).replace("HH05", "HH06")])
def test_a_loose_paper_of_somebody_else_is_refused(
    any_city: ServerProcess, machine: NewMachine, number: str
) -> None:
    one = machine(any_city)
    assert code_of(tell(one, {}, (number,))) == (400, "BAD_BODY")


def test_numbers_are_told_in_ones_own_name_and_signed(any_city: ServerProcess, machine: NewMachine) -> None:
    one, other = machine(any_city), machine(any_city)
    answer = tell(one, {}, instance=other.me.instance_id)
    assert code_of(answer) == (403, "INSTANCE")
    content = wire.write(wire.Numbers(instance=one.me.instance_id, unsent=0, series=(), loose=()))
    forged = one.asker.ask("POST", wire.Path.NUMBERS, content, proof={"SIGNATURE": "AAAA"})
    assert code_of(forged) == (401, "SIGNATURE")
    assert code_of(one.asker.ask("POST", wire.Path.NUMBERS, b"[]")) == (400, "BAD_BODY")
