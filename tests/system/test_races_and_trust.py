"""Many starts at once, and a clock that is asked how sure it is at every turn of its fate."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.events import ClockTrust
from outlet_app.system.clock import NOT_BEFORE, Anchor, FixedClock, SystemClock
from outlet_app.system.paths import APP, DataFolder, default_folder
from outlet_app.system.single_instance import AlreadyRunning, SingleInstance
from outlet_app.system.spooler import LpSpooler, RecordingSpooler, SpoolerTrouble

ROOT = Path(__file__).parents[2]
STARTING = """
import sys
from pathlib import Path
from outlet_app.system.single_instance import AlreadyRunning, SingleInstance
print("ready", flush=True)
sys.stdin.readline()
try:
    SingleInstance(Path(sys.argv[1])).acquire()
    print("held", flush=True)
except AlreadyRunning:
    print("refused", flush=True)
sys.stdin.read()
"""


def starting(lock: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", STARTING, str(lock)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def said(one: "subprocess.Popen[str]") -> str:
    assert one.stdout is not None
    return one.stdout.readline().strip()


def go(one: "subprocess.Popen[str]") -> None:
    assert one.stdin is not None
    one.stdin.write("go\n")
    one.stdin.flush()


def test_of_many_starts_at_one_moment_one_gets_the_folder(tmp_path: Path) -> None:
    starts = [starting(tmp_path / "lock") for _ in range(6)]
    assert [said(one) for one in starts] == ["ready"] * 6
    for one in starts:
        go(one)
    told = [said(one) for one in starts]
    assert sorted(told) == ["held", *["refused"] * 5]
    with pytest.raises(AlreadyRunning):
        SingleInstance(tmp_path / "lock").acquire()
    for one in starts:
        one.communicate(timeout=10)
    with SingleInstance(tmp_path / "lock"):
        assert (tmp_path / "lock").stat().st_mode & 0o077 == 0


def test_a_killed_program_gives_the_folder_to_the_next(tmp_path: Path) -> None:
    first, second = starting(tmp_path / "lock"), starting(tmp_path / "lock")
    assert (said(first), said(second)) == ("ready", "ready")
    go(first)
    assert said(first) == "held"
    first.kill()
    first.communicate(timeout=10)
    go(second)
    assert said(second) == "held"
    second.communicate(timeout=10)


START = datetime(2026, 11, 20, 9, 0, tzinfo=CST)


class Machine:
    """A computer whose clock, ticks and boots are in our hand."""

    def __init__(self, at: datetime = START) -> None:
        self.time, self.ticks, self.boot = at, 5_000_000_000, "boot-1"

    def clock(self, anchor: Anchor | None = None) -> SystemClock:
        return SystemClock(anchor, wall=lambda: self.time, tick_ns=lambda: self.ticks, boot=lambda: self.boot)

    def live(self, span: timedelta, wall_moves: timedelta | None = None) -> None:
        """Time goes by; the wall clock may move by something else."""
        self.ticks += int(span.total_seconds() * 1e9)
        self.time += span if wall_moves is None else wall_moves


def minutes(n: float) -> timedelta:
    return timedelta(minutes=n)


# What the machine starts at, how long it lives, by what its wall clock moves meanwhile → how sure it is.
WALLS = [
    (START, minutes(0), minutes(0), ClockTrust.WALL),
    (START, minutes(60), minutes(60), ClockTrust.WALL),
    (START, timedelta(days=30), timedelta(days=30), ClockTrust.WALL),
    (START, minutes(60), minutes(69), ClockTrust.WALL),
    (START, minutes(60), minutes(51), ClockTrust.WALL),
    (START, minutes(60), minutes(70), ClockTrust.WALL),
    (START, minutes(60), minutes(71), ClockTrust.SUSPECT),
    (START, minutes(60), minutes(49), ClockTrust.SUSPECT),
    (START, minutes(60), minutes(0), ClockTrust.SUSPECT),
    (START, minutes(1), timedelta(days=365), ClockTrust.SUSPECT),
    (START, minutes(1), -timedelta(days=365), ClockTrust.SUSPECT),
    (START, minutes(1), timedelta(hours=8), ClockTrust.SUSPECT),
    (NOT_BEFORE, minutes(1), minutes(1), ClockTrust.WALL),
    (NOT_BEFORE - minutes(5), minutes(1), minutes(1), ClockTrust.SUSPECT),
    (NOT_BEFORE - minutes(5), minutes(6), minutes(6), ClockTrust.WALL),
    (datetime(2000, 1, 1, tzinfo=CST), minutes(1), minutes(1), ClockTrust.SUSPECT),
    (datetime(1970, 1, 1, 8, tzinfo=CST), minutes(1), minutes(1), ClockTrust.SUSPECT),
    (datetime(2040, 1, 1, tzinfo=CST), minutes(1), minutes(1), ClockTrust.WALL),
]


@pytest.mark.parametrize(("at", "span", "moves", "trust"), WALLS)
def test_how_far_a_wall_clock_is_believed(
    at: datetime, span: timedelta, moves: timedelta, trust: ClockTrust
) -> None:
    machine = Machine(at)
    clock = machine.clock()
    machine.live(span, moves)
    assert clock.trust() is trust
    assert clock.now() == at + moves


@pytest.mark.parametrize(
    ("journal", "trust"),
    [
        (-timedelta(days=9), ClockTrust.WALL),
        (minutes(0), ClockTrust.WALL),
        (minutes(1.9), ClockTrust.WALL),
        (minutes(2), ClockTrust.WALL),
        (minutes(2.1), ClockTrust.SUSPECT),
        (timedelta(days=1), ClockTrust.SUSPECT),
    ],
)
def test_a_clock_behind_the_last_saved_event_is_doubted(journal: timedelta, trust: ClockTrust) -> None:
    clock = Machine().clock()
    clock.seen(START - timedelta(days=99))
    clock.seen(START + journal)
    clock.seen(START - timedelta(days=99))
    assert clock.trust() is trust


@pytest.mark.parametrize(
    ("since", "trust"),
    [
        (minutes(0), ClockTrust.SERVER),
        (timedelta(hours=23, minutes=59), ClockTrust.SERVER),
        (timedelta(hours=24), ClockTrust.DERIVED),
        (timedelta(days=30), ClockTrust.DERIVED),
    ],
)
@pytest.mark.parametrize("wall", [minutes(0), timedelta(days=365), -timedelta(days=9000)])
def test_the_citys_word_outlives_whatever_the_wall_clock_does(
    since: timedelta, trust: ClockTrust, wall: timedelta
) -> None:
    machine = Machine()
    clock = machine.clock()
    told = START + timedelta(minutes=17)
    clock.learn(told, timedelta(0))
    machine.live(since, wall)
    assert (clock.now(), clock.trust()) == (told + since, trust)


@pytest.mark.parametrize("trip", [0.0, 0.2, 3.0, 60.0])
def test_half_the_way_is_added_to_what_the_city_said(trip: float) -> None:
    clock = Machine().clock()
    anchor = clock.learn(START, timedelta(seconds=trip))
    assert clock.now() == anchor.told == START + timedelta(seconds=trip / 2)


@pytest.mark.parametrize("zone", ["+00:00", "-11:00", "+14:00", "+05:30"])
def test_the_citys_word_is_kept_in_our_zone_and_survives_as_text(zone: str) -> None:
    machine = Machine()
    told = START.astimezone(datetime.fromisoformat(f"2026-01-01T00:00:00{zone}").tzinfo)
    anchor = machine.clock().learn(told, timedelta(0))
    assert anchor.told.utcoffset() == timedelta(hours=8)
    again = Anchor.from_text(anchor.as_text())
    assert again == anchor
    assert machine.clock(again).now() == START.astimezone(UTC)


@pytest.mark.parametrize(("boot", "kept"), [("boot-1", True), ("boot-2", False), ("", False)])
def test_the_citys_word_holds_for_one_boot(boot: str, kept: bool) -> None:
    machine = Machine()
    anchor = machine.clock().learn(START + minutes(9), timedelta(0))
    machine.boot = boot
    clock = machine.clock(anchor)
    assert (clock.anchor is not None) is kept
    assert clock.trust() is (ClockTrust.SERVER if kept else ClockTrust.WALL)


def test_a_new_word_replaces_the_old_one() -> None:
    machine = Machine()
    clock = machine.clock()
    clock.learn(START, timedelta(0))
    machine.live(timedelta(days=2))
    assert clock.trust() is ClockTrust.DERIVED
    clock.learn(START - timedelta(days=1), timedelta(0))
    assert (clock.now(), clock.trust()) == (START - timedelta(days=1), ClockTrust.SERVER)


def test_a_fixed_clock_tells_our_zone() -> None:
    clock = FixedClock(datetime(2026, 11, 20, 1, 0, tzinfo=UTC))
    assert clock.now().isoformat() == "2026-11-20T09:00:00+08:00"
    assert clock.trust() is ClockTrust.WALL


def test_a_user_has_one_real_and_one_trial_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_folder(trial=False).root == tmp_path / APP
    assert default_folder(trial=True).root == tmp_path / f"{APP}-trial"


ROOMS = {
    "database": "data/outlet.db",
    "slots": "keys/slots.json",
    "witness": "witness/numbers.log",
    "backups": "backups",
    "logs": "logs",
    "preferences": "preferences.json",
    "lock": "running.lock",
}


@pytest.mark.parametrize("room", ROOMS)
def test_each_thing_lies_in_its_own_room(room: str, tmp_path: Path) -> None:
    assert getattr(DataFolder(tmp_path), room) == tmp_path / ROOMS[room]


@pytest.mark.parametrize(
    ("title", "copies", "printer"),
    [
        ("受理通知书", 2, ""),
        ("HH0501 告〔2026〕0031 号", 1, "window_1"),
        ("--help", 3, ""),
        ("$(reboot)", 1, "a b"),
        ("a;b|c", 1, "`x`"),
        ("", 1, ""),
    ],
)
def test_what_lp_is_asked_is_a_list_of_words_and_no_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, title: str, copies: int, printer: str
) -> None:
    told = tmp_path / "told"
    lp = tmp_path / "lp"
    lp.write_text(
        f'#!/bin/sh\nfor word in "$@"; do printf "%s\\n" "$word"; done > {told}\ncat > {told}.pdf\n'
    )
    lp.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    LpSpooler().spool(b"%PDF-1.7 bytes", title, copies, printer)
    named = ["-d", printer] if printer else []
    assert told.read_text(encoding="utf-8").split("\n")[:-1] == [
        "-t",
        title,
        "-n",
        str(copies),
        "-o",
        "media=A4",
        "-o",
        "sides=one-sided",
        *named,
        "-",
    ]
    assert (tmp_path / "told.pdf").read_bytes() == b"%PDF-1.7 bytes"


@pytest.mark.parametrize("code", ["printer.none", "printer.failed", "printer.timeout", "printer.unchosen"])
def test_a_printers_trouble_says_its_code_and_what_it_heard(code: str) -> None:
    assert str(SpoolerTrouble(code)) == code
    assert str(SpoolerTrouble(code, "out of paper")) == f"{code}: out of paper"
    spooler = RecordingSpooler()
    spooler.trouble = code
    with pytest.raises(SpoolerTrouble) as told:
        spooler.spool(b"", "", 1)
    assert told.value.code == code
