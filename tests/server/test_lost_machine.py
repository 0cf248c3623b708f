"""A machine that was stolen or burnt: given up, its numbers accounted for, and called back if it turns up."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from city_server.callers import Mode
from city_server.contact import STICK_SILENT, Contact, heard_at, troubles
from outlet_app.domain.calendar import CST
from outlet_app.models.windows import keep_lost, kept_lost
from outlet_app.sync import wire
from outlet_app.sync.neighbours import learn_windows
from outlet_app.sync.standing import mode_kept
from tests.faults.test_custody_by_stick import cut_off, there_and_back
from tests.server.test_server_numbers import CASES, book, case_no, lines, tell
from tests.support.beating import beat_of
from tests.support.calling_back import put, signed_for, turned
from tests.support.cities import NewMachine, census
from tests.support.machines import Machine
from tests.support.server import ServerProcess, SqliteCity
from tests.support.sticks import Outlying, outlying
from tests.support.uploading import scan

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def lone_city(tmp_path: Path) -> Iterator[ServerProcess]:
    """A city of one's own in one file: its whole book is read."""
    city = ServerProcess(SqliteCity(tmp_path / "city.db"))
    yield city
    city.kill()


@pytest.fixture
def pair(any_city: ServerProcess, tmp_path: Path, outlet: str) -> Iterator[tuple[Outlying, Outlying]]:
    """A machine and its neighbour."""
    both = tuple(outlying(tmp_path / name, any_city, outlet) for name in ("one", "other"))
    yield both  # type: ignore[misc]
    for machine in both:
        machine.close()


def beats(one: Machine, **how: object) -> None:
    told = wire.write(beat_of(one.me, **how))  # type: ignore[arg-type]
    assert one.asker.ask("POST", wire.Path.HEARTBEAT, told).status_code == 200


def test_what_a_lost_machine_printed_and_never_sent_is_stranded_with_why(
    lone_city: ServerProcess, machine: NewMachine, capsys: Capture
) -> None:
    one = machine(lone_city)
    one.pushed(one.opening(case_no=case_no(1))[1])
    tell(one, {CASES: 4}, unsent=6)
    beats(one, queue=6)
    assert book(lone_city, capsys)[1][0]["why"] == "on_the_way"
    capsys.readouterr()
    assert turned(lone_city, "revoke", one, "--lost", "--reason", "被盗") == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"{one.me.outlet_code} 01: active -> revoked"
    assert said[1].startswith("last heard of ")
    assert said[1].endswith(" on the line, 6 events waited")
    assert said[2:] == ["stranded in case:2026-11-22: 2–4"]
    code, (found,) = book(lone_city, capsys)
    assert (code, found["missing"], found["why"]) == (0, [2, 3, 4], "lost")
    assert "stranded, the machine is lost: 2–4" in lines(lone_city, capsys)[0]


def test_a_machine_that_was_never_heard_of_strands_nothing_that_is_known(
    lone_city: ServerProcess, machine: NewMachine, capsys: Capture
) -> None:
    one = machine(lone_city)
    capsys.readouterr()
    assert turned(lone_city, "revoke", one, "--lost") == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "never heard of",
        "no number is missing as far as it told",
    ]


def test_a_gap_of_a_machine_that_handed_everything_over_is_explained_by_nothing(
    any_city: ServerProcess, pair: tuple[Outlying, Outlying], capsys: Capture
) -> None:
    one, _ = pair
    put(any_city, "revoke", one)
    one.sync()
    assert signed_for(any_city, one) == [(0, 0, False)]
    put(any_city, "revoke", one, "--lost")
    neighbour_told = hello_lost(pair[1])
    assert neighbour_told == ()


def hello_lost(one: Outlying) -> tuple[str, ...]:
    return one.engine.ask(lambda client: client.hello()).lost


def test_the_neighbours_are_told_and_their_ledger_says_why(
    any_city: ServerProcess, pair: tuple[Outlying, Outlying]
) -> None:
    one, other = pair
    other.sync()
    with other.database.reading() as uow:
        assert kept_lost(uow.meta) == frozenset()
    put(any_city, "revoke", one, "--lost")
    assert hello_lost(other) == (one.me.terminal_no,)
    other.sync()
    with other.database.reading() as uow:
        assert kept_lost(uow.meta) == {one.me.terminal_no}
    put(any_city, "revoke", one)
    other.sync()
    with other.database.reading() as uow:
        assert kept_lost(uow.meta) == frozenset()


def test_what_is_kept_of_lost_machines_survives_and_follows_the_city(pair: tuple[Outlying, Outlying]) -> None:
    one, _ = pair
    for told in (("02", "09"), ("02",), ()):
        learn_windows(one.database, (), told)
        with one.database.reading() as uow:
            assert kept_lost(uow.meta) == frozenset(told)
    with one.database.unit_of_work() as uow:
        keep_lost(uow.meta, ("09", "02"))
        uow.commit()
    one.restart()
    with one.database.reading() as uow:
        assert kept_lost(uow.meta) == {"02", "09"}


def test_a_lost_machine_that_turns_up_is_refused_and_told_so_and_keeps_its_work(
    any_city: ServerProcess, pair: tuple[Outlying, Outlying], outlet: str
) -> None:
    one, _ = pair
    one.register()
    put(any_city, "revoke", one, "--lost")
    report = one.sync()
    assert (report.error_code, report.waiting) == ("MODE", 1)
    with one.database.reading() as uow:
        assert mode_kept(uow) == Mode.REVOKED.value
    assert census(any_city, outlet).tally.events == 0


def test_a_lost_machine_that_turns_up_is_called_back_and_handed_over_whole(
    any_city: ServerProcess, pair: tuple[Outlying, Outlying], outlet: str
) -> None:
    one, other = pair
    case_id = one.register()
    content = scan(7_000)
    one.attach(content, case_id)
    put(any_city, "revoke", one, "--lost")
    one.sync()
    put(any_city, "revoke", one)
    for _ in range(4):
        assert one.sync().error_code == ""
    state = one.evacuation.state()
    assert (state.leaves, state.signed_events, state.signed_files) == (True, 2, 1)
    # Whoever had it could set its clock: nothing counts before a person has looked.
    assert {verdict[1:] for verdict in one.verdicts(case_id)} == {("parked", "REVOKED")}
    assert census(any_city, outlet).parked == 2
    other.sync()
    assert hello_lost(other) == ()


def test_a_lost_machine_without_a_line_is_handed_over_by_stick(
    any_city: ServerProcess, pair: tuple[Outlying, Outlying], outlet: str
) -> None:
    one, other = pair
    cut_off(one)
    one.register()
    put(any_city, "revoke", one, "--lost")
    told = there_and_back(one, other)
    assert (told.events, told.signed) == (1, False)
    with one.database.reading() as uow:
        assert mode_kept(uow) == Mode.REVOKED.value
    assert census(any_city, outlet).parked == 1
    put(any_city, "revoke", one)
    assert not there_and_back(one, other).signed
    assert there_and_back(one, other).signed
    assert one.evacuation.state().signed_events == 1


def test_a_machine_whose_keys_are_gone_comes_back_never(
    any_city: ServerProcess, pair: tuple[Outlying, Outlying], capsys: Capture
) -> None:
    one, _ = pair
    put(any_city, "revoke", one)
    one.sync()
    told = wire.HandOver(instance=one.me.instance_id, last_seq=0, destroyed=True)
    one.engine.ask(lambda client: client.hand_over(told))
    for verb in ("revoke", "resume", "suspend"):
        capsys.readouterr()
        assert turned(any_city, verb, one) == 1
        assert "revoked" in capsys.readouterr().err


def test_a_later_word_of_the_city_is_about_all_that_was_made_by_then(
    any_city: ServerProcess, pair: tuple[Outlying, Outlying]
) -> None:
    one, _ = pair
    put(any_city, "revoke", one)
    one.sync()
    one.register()
    one.sync()
    one.sync()
    assert signed_for(any_city, one) == [(1, 0, False)]


NOW = datetime(2026, 11, 27, 9, 30, tzinfo=CST)


def contact(
    mode: str = "active", ago: timedelta | None = None, stick: bool = False, **how: object
) -> Contact:
    at = None if ago is None else NOW - ago
    told = {"instance": "i", "at": at, "trust": "server", "queue": 0, "need_you": 0, "program": "1", **how}
    beat = None if at is None else wire.Beat(**told)  # type: ignore[arg-type]
    return Contact("1508001001", "甲", "01", mode, at, beat, stick)


LONG_AGO = NOW - timedelta(days=30)
SEEN: dict[str, tuple[Contact, list[str]]] = {
    "lost": (contact("revoked", timedelta(days=9), queue=3, oldest=LONG_AGO), []),
    "lost, never heard of": (contact("revoked"), []),
    "active, never heard of": (contact(), ["never heard of"]),
    "called back and silent": (contact("revoked_evacuate", timedelta(days=9)), ["silent"]),
    "silent on the line": (contact("active", timedelta(hours=2)), ["silent"]),
    "by stick yesterday": (contact("active", timedelta(days=1), stick=True), []),
    "by stick, all of it waited": (
        contact("active", timedelta(days=1), stick=True, queue=9, oldest=LONG_AGO),
        [],
    ),
    "by stick, packed long before": (
        contact("active", timedelta(days=1), stick=True, at=NOW - timedelta(days=3)),
        [],
    ),
    "by stick, from a clock ahead": (
        contact("active", timedelta(days=1), stick=True, at=NOW + timedelta(days=3)),
        ["clock"],
    ),
    "by stick, long ago": (contact("active", STICK_SILENT + timedelta(hours=1), stick=True), ["silent"]),
    "by stick, refused": (contact("active", timedelta(days=1), stick=True, need_you=2), ["2 refused"]),
}


@pytest.mark.parametrize("how", SEEN)
def test_the_city_looks_at_whom_somebody_can_still_do_something_for(how: str) -> None:
    one, told = SEEN[how]
    assert list(troubles(one, NOW)) == told


HEARD: dict[str, tuple[str, timedelta, timedelta]] = {
    "the line: when it arrived": ("", timedelta(hours=-5), timedelta()),
    "a stick: when it was packed": ("stick", timedelta(hours=-5), timedelta(hours=-5)),
    "a stick from a clock ahead: when it arrived": ("stick", timedelta(hours=5), timedelta()),
}


@pytest.mark.parametrize("how", HEARD)
def test_a_window_vouches_for_its_work_until_it_was_packed(how: str) -> None:
    way, off, expected = HEARD[how]
    beat = contact("active", timedelta(), at=NOW + off).beat
    told = wire.write(beat).decode()
    assert heard_at(int(NOW.timestamp()), told, way) == NOW + expected


def test_a_city_with_nobody_lost_tells_of_nobody(any_city: ServerProcess, machine: NewMachine) -> None:
    one = machine(any_city)
    answer = one.asker.ask("GET", wire.hello_target(one.me.instance_id))
    assert wire.read(answer.content, wire.Hello).lost == ()
    assert one.asker.hello().lost == ()
