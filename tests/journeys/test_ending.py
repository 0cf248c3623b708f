"""Ctrl+C and the system's request end whatever `dev.py run` and `tour` started, and nobody prints a word."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from outlet_app.system.paths import DataFolder
from tests.architecture.house import HOME
from tour.city import City
from tour.ending import ENDED, Ending, end
from tour.trial import prepare

PATIENCE_S = 60
HEARING = """
import signal, sys, time
signal.signal(signal.SIGINT, lambda *_: sys.exit(7))
print("up", flush=True)
time.sleep(60)
"""
DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", flush=True)
time.sleep(60)
"""
DOOR = "import sys, dev; sys.exit(dev.call(sys.executable, '-m', *sys.argv[1:], apart=True))"


def until(what: str, holds: Callable[[], object]) -> None:
    """Wait for something another process does."""
    end_of_patience = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end_of_patience, f"waited in vain for {what}"
        time.sleep(0.02)


def holding(word: str) -> dict[int, str]:
    """The processes that were started with a word, by number."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and int(folder.name) != os.getpid():
            try:
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            if word in line:
                found[int(folder.name)] = line
    return found


def waiting_for(number: int) -> set[int]:
    """The signals a stopped process has not been able to hear."""
    told = dict(line.split(":", 1) for line in Path(f"/proc/{number}/status").read_text().splitlines())
    pending = int(told["ShdPnd"], 16)
    return {one for one in range(1, 32) if pending >> (one - 1) & 1}


class Door:
    """`dev.py` at work on a data folder of the test."""

    def __init__(self, *words: str, word: str) -> None:
        self.word = word
        environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
        self.process = subprocess.Popen(
            [sys.executable, "-c", DOOR, *words],
            cwd=HOME,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def runs(self, module: str) -> bool:
        """Whether a process of this module is at work on the folder."""
        return any(module in line for line in holding(self.word).values())

    def ask(self, request: signal.Signals) -> None:
        """Ask as a terminal or the system does: only the door hears it."""
        os.kill(self.process.pid, request)

    def told(self) -> tuple[int, str]:
        """How it ended and what it said, once nothing of it is left."""
        said, complained = self.process.communicate(timeout=PATIENCE_S)
        until("everything to end", lambda: not holding(self.word))
        return self.process.returncode, (said + complained).decode()


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trial folder that was started once before."""
    folder = DataFolder(tmp_path_factory.mktemp("trial-to-end"))
    folder.prepare(trial=True)
    city = City(folder.root / "city")
    city.start()
    try:
        prepare(folder, city)
    finally:
        city.stop()
    return folder.root


@pytest.fixture
def opened(trial: Path) -> Iterator[Callable[[], Door]]:
    doors: list[Door] = []

    def start() -> Door:
        doors.append(Door("tour.trial", "--data", str(trial), word=str(trial)))
        return doors[-1]

    yield start
    for door in doors:
        door.process.kill()
        door.process.wait()
        for number in holding(door.word):
            os.kill(number, signal.SIGKILL)


# From the first imports to the window; the words are what stands in the process list by then.
MOMENTS = ("-m tour.trial", "city_server serve", "outlet_app --trial")


@pytest.mark.parametrize("request_", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_request_ends_everything_in_silence_at_any_moment(
    opened: Callable[[], Door], moment: str, request_: signal.Signals
) -> None:
    door = opened()
    until(moment, lambda: door.runs(moment))
    door.ask(request_)
    code, said = door.told()
    assert said == ""
    assert code == 128 + request_


def test_a_window_on_show_is_ended_too(opened: Callable[[], Door], trial: Path) -> None:
    door = opened()
    log = trial / "logs" / "outlet.log"
    until("the window", lambda: door.runs("outlet_app --trial") and DataFolder(trial).lock.exists())
    door.ask(signal.SIGTERM)
    assert door.told() == (128 + signal.SIGTERM, "")
    assert not log.exists() or "Traceback" not in log.read_text(encoding="utf-8")


def test_a_closed_terminal_ends_everything(opened: Callable[[], Door]) -> None:
    door = opened()
    until("the city", lambda: door.runs("city_server serve"))
    door.ask(signal.SIGHUP)
    assert door.told()[1] == ""


def test_impatience_ends_what_does_not_listen(opened: Callable[[], Door]) -> None:
    door = opened()
    until("the window", lambda: door.runs("outlet_app --trial"))
    (runner,) = [number for number, line in holding(door.word).items() if "-m tour.trial" in line]
    os.kill(runner, signal.SIGSTOP)
    door.ask(signal.SIGINT)
    until("the polite request", lambda: signal.SIGTERM in waiting_for(runner))
    door.ask(signal.SIGINT)
    assert door.told() == (130, "")


def test_after_an_ended_start_the_next_one_works(opened: Callable[[], Door], trial: Path) -> None:
    first = opened()
    until("the city", lambda: first.runs("city_server serve"))
    first.ask(signal.SIGINT)
    first.told()
    second = opened()
    until("the window", lambda: second.runs("outlet_app --trial"))
    second.ask(signal.SIGTERM)
    assert second.told()[1] == ""


def test_the_runner_alone_ends_its_children(trial: Path) -> None:
    """Whoever ends `tour.trial` itself leaves nothing running either."""
    runner = subprocess.Popen(
        [sys.executable, "-m", "tour.trial", "--data", str(trial)],
        cwd=HOME,
        env=dict(os.environ, QT_QPA_PLATFORM="offscreen"),
        stderr=subprocess.PIPE,
    )
    until("the window", lambda: any("outlet_app --trial" in line for line in holding(str(trial)).values()))
    runner.terminate()
    _, complained = runner.communicate(timeout=PATIENCE_S)
    assert (runner.returncode, complained) == (ENDED, b"")
    until("everything to end", lambda: not holding(str(trial)))


@pytest.mark.parametrize("request_", [signal.SIGINT, signal.SIGTERM])
def test_a_tour_is_broken_off_in_silence(tmp_path: Path, request_: signal.Signals) -> None:
    data, out = tmp_path / "counter", tmp_path / "out"
    door = Door("tour", "--out", str(out), "--data", str(data), word=str(tmp_path))
    until("the first life", lambda: door.runs("tour.life first"))
    door.ask(request_)
    code, said = door.told()
    assert code == 128 + request_
    assert "Traceback" not in said
    assert "did not hold" not in said


def test_a_child_of_ours_keeps_its_own_code() -> None:
    for code in (0, 3):
        line = f"import sys, dev; sys.exit(dev.call(sys.executable, '-c', 'raise SystemExit({code})'))"
        done = subprocess.run([sys.executable, "-c", line], cwd=HOME, timeout=PATIENCE_S, check=False)
        assert done.returncode == code


def test_the_tests_are_told_about_ctrl_c_by_the_terminal_alone() -> None:
    """pytest sums up what it did until then: we neither end it nor leave before it."""
    line = f"import sys, dev; sys.exit(dev.call(sys.executable, '-c', {HEARING!r}))"
    door = subprocess.Popen(
        [sys.executable, "-c", line], cwd=HOME, stdout=subprocess.PIPE, start_new_session=True
    )
    assert door.stdout is not None
    assert door.stdout.readline() == b"up\n"
    os.kill(door.pid, signal.SIGINT)
    with pytest.raises(subprocess.TimeoutExpired):
        door.wait(0.6)
    os.killpg(door.pid, signal.SIGINT)
    assert door.wait(PATIENCE_S) == 7
    door.stdout.close()


def test_a_process_that_does_not_listen_is_ended() -> None:
    process = subprocess.Popen([sys.executable, "-c", DEAF], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"up\n"
    end(process, patience_s=0.2)
    assert process.returncode == -signal.SIGKILL
    process.stdout.close()


def test_a_process_that_ends_by_itself_keeps_its_code() -> None:
    before = {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        ending = Ending()
        process = subprocess.Popen([sys.executable, "-c", "raise SystemExit(5)"])
        assert ending.wait(process) == 5
        assert not ending.is_asked
        os.kill(os.getpid(), signal.SIGTERM)
        assert ending.is_asked
        sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        assert ending.wait(sleeper) == ENDED
        assert sleeper.returncode == -signal.SIGTERM
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
