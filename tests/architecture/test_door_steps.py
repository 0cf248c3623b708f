"""What dev.py does behind each verb: with programs of the same names standing in, which write down
what they were told. Nothing is fetched and nothing is installed."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from tests.architecture.house import HOME

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")

STAND_IN = """#!/bin/sh
printf '%s' "$(basename "$0")" >>{book}
for word in "$@"; do printf ' %s' "$word" >>{book}; done
printf ' [%s%s]\\n' "$QT_QPA_PLATFORM" "$PYTHONUTF8" >>{book}
case " $* " in
{cases}
esac
exit 0
"""


class House:
    """A copy of the project's door, whose every neighbour is a stand-in."""

    def __init__(self, root: Path, door: ModuleType) -> None:
        self.root = root
        self.door = door
        self.book = root / "book"
        self.tools = root / "tools"
        self.tools.mkdir()
        (root / "requirements").mkdir()
        for name in ("desktop.txt", "server.txt", "dev.txt"):
            (root / "requirements" / name).write_text(f"{name}\n")

    def stand_in(self, name: str, *cases: str) -> Path:
        """A program among the tools."""
        return self._write(self.tools / name, cases)

    def venv(self, *cases: str) -> Path:
        """An environment that is there already."""
        (self.root / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
        for tool in ("ruff", "lint-imports"):
            self._write(self.root / ".venv" / "bin" / tool, cases)
        return self._write(self.root / ".venv" / "bin" / "python", cases)

    def told(self) -> list[str]:
        """What the stand-ins were told, in order."""
        return self.book.read_text().splitlines() if self.book.exists() else []

    def asked(self) -> list[str]:
        """The same, without the installing."""
        return [line for line in self.told() if " pip " not in line]

    def do(self, *words: str) -> int:
        """Go through the door."""
        return int(self.door.main(list(words)))

    def _write(self, path: Path, cases: tuple[str, ...]) -> Path:
        path.write_text(STAND_IN.format(book=self.book, cases="\n".join(cases)))
        path.chmod(0o755)
        return path


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The door with a home of its own; every library is there, and there is a display."""
    spec = spec_from_file_location("the_door", HOME / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    door = module_from_spec(spec)
    spec.loader.exec_module(door)
    made = House(tmp_path, door)
    for program in ("apt-get", "chromium", "chromedriver"):
        made.stand_in(program)
    monkeypatch.setattr(door, "HOME", tmp_path)
    monkeypatch.setattr(door, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(door, "loads", lambda library: True)
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setenv("PATH", f"{made.tools}:/usr/bin:/bin")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("PYTHONUTF8", raising=False)
    here = Path.cwd()
    yield made
    os.chdir(here)


VERBS = (
    (("run",), "python -m tour.trial [1]"),
    (("run", "--theme", "night"), "python -m tour.trial --theme night [1]"),
    (("test",), "python -m pytest -n auto --dist loadfile --max-worker-restart 0 [offscreen1]"),
    (("test", "tests/domain", "-x"), "python -m pytest tests/domain -x [offscreen1]"),
    (("tour",), "python -m tour [1]"),
    (("tour", "--slow", "300"), "python -m tour --slow 300 [1]"),
    (("shots",), "python -m tour.shots [offscreen1]"),
    (("shots", "--only", "queue"), "python -m tour.shots --only queue [offscreen1]"),
    (("papers", "--only", "W05"), "python {root}/tests/printing/paper_shots.py --only W05 [1]"),
    (("bench",), "python -m benchmarks.local_save [1]"),
    (("soak", "--examples", "3"), "python -m tests.faults.soak --examples 3 [offscreen1]"),
    (("fonts",), "python {root}/installer/fonts.py [1]"),
)


@pytest.mark.parametrize(("words", "line"), VERBS, ids=[" ".join(words) for words, _ in VERBS])
def test_a_verb_runs_one_program_with_the_words_that_follow(
    house: House, words: tuple[str, ...], line: str
) -> None:
    house.venv()
    assert house.do(*words) == 0
    assert house.asked() == [line.format(root=house.root)]


def commit(root: Path, word: str) -> str:
    """A commit in the house: its name."""
    who = ["-c", "user.name=-", "-c", "user.email=-"]
    for words in (["init", "-q"], [*who, "commit", "-q", "--allow-empty", "-m", word], ["rev-parse", "HEAD"]):
        told = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True)
    return told.stdout.strip()


def test_a_whole_run_of_a_commit_is_the_same_run_everywhere_and_of_another_commit_another(
    house: House,
) -> None:
    house.venv()
    names = [commit(house.root, word) for word in ("one", "two")]
    assert house.do("test") == 0
    subprocess.run(["git", "reset", "-q", "--soft", names[0]], cwd=house.root, check=True)
    assert [house.do("test"), house.do("test")] == [0, 0]
    assert house.do("test", "tests/domain") == 0
    seeds = [int(name[:8], 16) for name in (names[1], names[0], names[0])]
    whole = "python -m pytest -n auto --dist loadfile --max-worker-restart 0"
    assert house.asked() == [
        *(f"{whole} --randomly-seed={seed} --hypothesis-seed={seed} [offscreen1]" for seed in seeds),
        "python -m pytest tests/domain [offscreen1]",
    ]


@pytest.mark.parametrize("verb", ["run", "test", "tour", "shots", "papers", "bench", "soak", "fonts"])
def test_what_the_program_ends_with_is_what_the_door_ends_with(house: House, verb: str) -> None:
    house.venv("*' pip '*) ;;", "*) exit 5 ;;")
    assert house.do(verb) == 5


@pytest.mark.parametrize("verb", ["run", "test", "tour", "shots", "papers", "bench", "soak", "fonts"])
def test_a_verb_works_from_anywhere(house: House, verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    house.venv()
    assert house.do(verb) == 0
    assert Path.cwd() == house.root


@pytest.mark.parametrize("words", [(), ("dance",), ("--help",), ("Run",), ("run test",), ("",)])
def test_no_verb_starts_nothing(
    house: House, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    house.venv()
    assert house.do(*words) == 2
    assert house.told() == []
    assert capsys.readouterr() == (
        "",
        "usage: python3 dev.py run | test | tour | check | shots | papers | bench | soak | fonts\n",
    )


def test_without_a_display_the_tour_runs_instead_of_the_window(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DISPLAY")
    house.venv()
    assert house.do("run", "--slow", "5") == 0
    assert house.asked() == [f"python -m tour --out {house.root}/out/tour --slow 5 [1]"]
    assert "There is no display here, so the tour runs instead of the window.\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("display", "wayland", "windowed"),
    [(":0", "", True), ("", "wayland-0", True), (":0", "wayland-0", True), ("", "", False)],
)
def test_a_display_is_either_of_two(
    house: House, monkeypatch: pytest.MonkeyPatch, display: str, wayland: str, windowed: bool
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("WAYLAND_DISPLAY", wayland)
    house.venv()
    house.do("run")
    assert any(" -m tour.trial " in line for line in house.told()) == windowed


# --- check: five steps, the first that fails ends it. ------------------------------------

CHECKS = (
    "ruff format --check . [1]",
    "ruff check . [1]",
    "python -m mypy [1]",
    "lint-imports [1]",
    "python -m pytest -n auto --dist loadfile --max-worker-restart 0 [offscreen1]",
)
SPOILED = ("*' format '*", "*' check '*", "*' mypy '*", "'  '", "*' pytest '*")


def plainly(lines: tuple[str, ...]) -> list[str]:
    """The steps before the tests are called without an environment of their own."""
    return [line.replace(" [1]", " []") if "pytest" not in line else line for line in lines]


def test_check_takes_five_steps_in_order(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    house.venv()
    assert house.do("check") == 0
    assert house.asked() == plainly(CHECKS)
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("·")]
    assert said == ["· ruff format --check .", "· ruff check .", "· python -m mypy", "· lint-imports"]


@pytest.mark.parametrize("place", range(5))
def test_the_first_step_that_fails_ends_the_check(house: House, place: int) -> None:
    house.venv("*' pip '*) ;;", f"{SPOILED[place]}) exit 1 ;;")
    assert house.do("check") == 1
    assert house.asked() == plainly(CHECKS[: place + 1])


def test_check_hands_its_words_to_the_tests(house: House) -> None:
    house.venv()
    assert house.do("check", "tests/domain") == 0
    assert house.asked()[-1] == "python -m pytest tests/domain [offscreen1]"


# --- What is installed, and when. --------------------------------------------------------

RUNNING = ("run", "tour", "shots")
WORKING = ("test", "bench", "fonts", "check")
RUN_FILES = "-r {root}/requirements/desktop.txt -r {root}/requirements/server.txt"
TEST_FILES = "-r {root}/requirements/dev.txt"
QUIET = "python -m pip install -q --disable-pip-version-check"


def installed(house: House) -> list[str]:
    """What was installed, by whichever installer."""
    return [line.removesuffix(" [1]").removesuffix(" []") for line in house.told() if " install " in line]


@pytest.mark.parametrize("verb", [*RUNNING, *WORKING])
def test_a_verb_brings_the_locks_it_needs_with_their_hashes(house: House, verb: str) -> None:
    house.venv()
    house.do(verb)
    files = (RUN_FILES if verb in RUNNING else TEST_FILES).format(root=house.root)
    python = house.root / ".venv" / "bin" / "python"
    assert installed(house) == [
        f"{QUIET} uv",
        f"python -m uv pip install -q --compile-bytecode --python {python} --require-hashes {files}",
    ]


@pytest.mark.parametrize("verb", [*RUNNING, *WORKING])
def test_what_is_installed_is_not_installed_again(house: House, verb: str) -> None:
    house.venv()
    house.do(verb)
    house.book.unlink()
    house.do(verb)
    assert installed(house) == []


@pytest.mark.parametrize("verb", RUNNING)
def test_whoever_works_on_it_can_also_run_it(house: House, verb: str) -> None:
    house.venv()
    house.do("test")
    house.book.unlink()
    house.do(verb)
    assert installed(house) == []


@pytest.mark.parametrize("verb", WORKING)
def test_whoever_runs_it_does_not_yet_have_the_tests(house: House, verb: str) -> None:
    house.venv()
    house.do("run")
    house.book.unlink()
    house.do(verb)
    assert len(installed(house)) == 2


@pytest.mark.parametrize(
    ("verb", "lock", "again"),
    [
        ("run", "desktop.txt", True),
        ("run", "server.txt", True),
        ("run", "dev.txt", False),
        ("test", "dev.txt", True),
        ("test", "desktop.txt", False),
    ],
)
def test_a_changed_lock_is_installed(house: House, verb: str, lock: str, again: bool) -> None:
    house.venv()
    house.do(verb)
    house.book.unlink()
    (house.root / "requirements" / lock).write_text("something newer\n")
    house.do(verb)
    assert (installed(house) != []) == again


@pytest.mark.parametrize(
    "without",
    ["*' uv '*) exit 1 ;;", "*' uv pip '*) exit 1 ;;"],
    ids=["no uv in the registry", "uv fails"],
)
def test_pip_serves_where_uv_does_not(house: House, without: str) -> None:
    house.venv(without)
    assert house.do("tour") == 0
    assert installed(house)[-1] == f"{QUIET} --require-hashes {RUN_FILES.format(root=house.root)}"


def test_a_registry_out_of_reach_is_said_and_tried_again_next_time(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    house.venv("*' install '*) exit 1 ;;")
    for _ in range(2):
        with pytest.raises(SystemExit) as told:
            house.do("run")
        assert told.value.code == 2
    assert capsys.readouterr().err == 2 * (
        "The packages could not be installed; is the package registry reachable?\n"
    )
    assert house.asked() == []
    house.venv()
    assert house.do("run") == 0


# --- The environment itself. --------------------------------------------------------------


def bare(house: House, monkeypatch: pytest.MonkeyPatch, ends: int = 0) -> None:
    """No environment yet; the Python the door runs on makes one, or fails at the end of making it."""
    whole = house.stand_in("whole-python")
    python = house.stand_in(
        "base-python",
        f'*" -m venv "*) mkdir -p {house.root}/.venv/bin;'
        f" cp {whole} {house.root}/.venv/bin/python; exit {ends} ;;",
    )
    monkeypatch.setattr(sys, "executable", str(python))


def makings(house: House) -> list[str]:
    return [line for line in house.told() if " -m venv " in line]


def test_the_first_start_makes_the_environment_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    bare(house, monkeypatch)
    for _ in range(2):
        assert house.do("tour") == 0
    assert makings(house) == [f"base-python -m venv {house.root}/.venv []"]
    assert house.told().count("python -m tour [1]") == 2


def test_an_environment_that_cannot_be_made_is_not_taken_for_one(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Python leaves a half-made folder behind when it has no ensurepip."""
    monkeypatch.setattr(house.door, "is_debian", lambda: False)
    bare(house, monkeypatch, ends=1)
    for _ in range(2):
        with pytest.raises(SystemExit) as told:
            house.do("tour")
        assert told.value.code == 2
    assert len(makings(house)) == 2
    assert capsys.readouterr().err == 2 * "No virtual environment could be made in .venv.\n"
    assert not (house.root / ".venv" / "bin" / "python").exists()


def test_an_environment_whose_python_is_gone_is_made_and_filled_afresh(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after the machine's Python was upgraded: the link leads nowhere, what was installed is no use."""
    bare(house, monkeypatch)
    house.do("tour")
    house.book.unlink()
    python = house.root / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to(house.root / "usr" / "bin" / "python3.9")
    assert house.do("tour") == 0
    assert len(makings(house)) == 1
    assert len(installed(house)) == 2


def test_debian_is_asked_for_python3_venv(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    house.stand_in("apt-get", f"*' install '*) : >{house.root}/brought ;;")
    whole = house.stand_in("whole-python")
    python = house.stand_in(
        "base-python",
        f'*" -m venv "*) [ -f {house.root}/brought ] || exit 1; mkdir -p {house.root}/.venv/bin;'
        f" cp {whole} {house.root}/.venv/bin/python ;;",
    )
    monkeypatch.setattr(sys, "executable", str(python))
    assert house.do("tour") == 0
    assert [line for line in house.told() if line.startswith("apt-get")] == [
        "apt-get update -qq []",
        "apt-get install -y --no-install-recommends python3-venv -qq []",
    ]


# --- The libraries Qt loads. ------------------------------------------------------------------

OFFSCREEN = "libegl1 libgl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libglib2.0-0"
WINDOWED = (
    "libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 "
    "libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1"
)
BY_VERB = (
    ("run", ":0", f"{OFFSCREEN} {WINDOWED}"),
    ("run", "", OFFSCREEN),
    ("test", ":0", OFFSCREEN),
    ("tour", ":0", OFFSCREEN),
    ("check", "", OFFSCREEN),
    ("shots", ":0", OFFSCREEN),
)


@pytest.mark.parametrize(("verb", "display", "packages"), BY_VERB)
def test_whoever_is_not_root_is_told_the_exact_line(
    house: House,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    verb: str,
    display: str,
    packages: str,
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setattr(house.door, "loads", lambda library: False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    house.venv()
    with pytest.raises(SystemExit) as told:
        house.do(verb)
    assert told.value.code == 2
    assert capsys.readouterr().err == (
        "Please run this once, then start again:\n"
        f"  sudo apt-get install -y --no-install-recommends {packages}\n"
    )
    assert house.asked() == []


@pytest.mark.parametrize("lost", ["libEGL.so.1", "libxkbcommon.so.0", "libxcb-cursor.so.0"])
def test_only_what_is_missing_is_fetched(house: House, monkeypatch: pytest.MonkeyPatch, lost: str) -> None:
    packages = {**house.door.QT_LIBRARIES, **house.door.WINDOW_LIBRARIES}
    name = next(package for package, library in packages.items() if library == lost)
    monkeypatch.setattr(house.door, "loads", lambda library: library != lost)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    house.venv()
    assert house.do("run") == 0
    assert house.asked() == [
        "apt-get update -qq []",
        f"apt-get install -y --no-install-recommends {name} -qq []",
        "python -m tour.trial [1]",
    ]


def test_packages_debian_does_not_give_stop_the_start(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(house.door, "loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    house.stand_in("apt-get", "*' install '*) exit 100 ;;")
    house.venv()
    with pytest.raises(SystemExit):
        house.do("tour")
    assert capsys.readouterr().err == "Debian's packages could not be installed: libegl1\n"


def test_elsewhere_qt_brings_its_own(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house.door, "loads", lambda library: False)
    monkeypatch.setattr(sys, "platform", "darwin")
    house.venv()
    assert house.do("run") == 0
    assert house.asked() == ["python -m tour.trial [1]"]


# --- Windows, as far as it can be played here. ------------------------------------------------


@pytest.fixture
def windows(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """The door as it stands on Windows: programs of the environment lie under Scripts, none come by apt."""
    monkeypatch.setattr(house.door, "WINDOWS", True)
    monkeypatch.setattr(house.door.subprocess, "CREATE_NEW_PROCESS_GROUP", 0, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(house.door, "loads", lambda library: False)
    monkeypatch.delenv("DISPLAY")
    scripts = house.root / ".venv" / "Scripts"
    scripts.mkdir(parents=True)
    for name in ("python.exe", "ruff", "lint-imports"):
        house._write(scripts / name, ())
    return house


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("run",), "python.exe -m tour.trial [1]"),
        (("tour", "--out", "x"), "python.exe -m tour --out x [1]"),
        (("test", "tests/domain"), "python.exe -m pytest tests/domain [offscreen1]"),
        (("shots",), "python.exe -m tour.shots [offscreen1]"),
    ],
    ids=lambda told: " ".join(told) if isinstance(told, tuple) else "",
)
def test_on_windows_the_environment_lies_under_scripts(
    windows: House, words: tuple[str, ...], line: str
) -> None:
    assert windows.do(*words) == 0
    assert windows.asked() == [line]


def test_on_windows_no_package_of_debian_is_asked_for(
    windows: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(windows, monkeypatch, ("chromium", "chromedriver", "faketime"))
    for words in (("run",), ("test",), ("tour",)):
        assert windows.do(*words) == 0
    assert not any("apt-get" in line for line in windows.told())


def test_on_windows_there_is_always_a_window(windows: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert windows.door.has_display()
    assert windows.do("run") == 0
    assert "no display" not in capsys.readouterr().out


def test_on_windows_check_finds_its_tools_beside_python(windows: House) -> None:
    assert windows.do("check", "tests/domain") == 0
    assert [line.split()[0] for line in windows.asked()] == [
        "ruff",
        "ruff",
        "python.exe",
        "lint-imports",
        "python.exe",
    ]


@pytest.mark.parametrize(
    ("apart", "insist", "told"), [(True, False, "break"), (True, True, "kill"), (False, False, "kill")]
)
def test_on_windows_a_program_is_asked_before_it_is_ended(
    windows: House, monkeypatch: pytest.MonkeyPatch, apart: bool, insist: bool, told: str
) -> None:
    heard: list[str] = []

    class Child:
        pid = 4242

        def kill(self) -> None:
            heard.append("kill")

    monkeypatch.setattr(windows.door.signal, "CTRL_BREAK_EVENT", 77, raising=False)
    monkeypatch.setattr(windows.door.os, "kill", lambda pid, what: heard.append("break"))
    windows.door.end(Child(), apart, insist=insist)
    assert heard == [told]


# --- The browser that the whole suite drives. -------------------------------------------------

BROUGHT = (
    (("chromium", "chromedriver"), "chromium chromium-driver"),
    (("chromium",), "chromium"),
    (("chromedriver",), "chromium-driver"),
)


def without(house: House, monkeypatch: pytest.MonkeyPatch, lost: tuple[str, ...]) -> None:
    """Programs that are not there."""
    known = shutil.which
    monkeypatch.setattr(house.door.shutil, "which", lambda name: None if name in lost else known(name))


@pytest.mark.parametrize(("lost", "packages"), BROUGHT)
def test_the_whole_suite_brings_its_browser(
    house: House, monkeypatch: pytest.MonkeyPatch, lost: tuple[str, ...], packages: str
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    without(house, monkeypatch, lost)
    house.venv()
    assert house.do("test") == 0
    assert house.asked() == [
        "apt-get update -qq []",
        f"apt-get install -y --no-install-recommends {packages} -qq []",
        "python -m pytest -n auto --dist loadfile --max-worker-restart 0 [offscreen1]",
    ]


@pytest.mark.parametrize("words", [("test", "tests/domain"), ("tour",), ("run",), ("bench",)])
def test_nothing_else_brings_a_browser(
    house: House, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    without(house, monkeypatch, ("chromium", "chromedriver"))
    house.venv()
    assert house.do(*words) == 0
    assert not any(line.startswith("apt-get") for line in house.asked())


def test_whoever_may_not_bring_the_browser_is_told_the_line(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without(house, monkeypatch, ("chromium", "chromedriver"))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    house.venv()
    with pytest.raises(SystemExit):
        house.do("test")
    assert "apt-get install -y --no-install-recommends chromium chromium-driver" in capsys.readouterr().err
    assert house.asked() == []


@pytest.mark.parametrize(
    ("library", "there"),
    [("libc.so.6", True), ("libno-such-thing.so.1", False), ("/etc/passwd", False)],
)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names of Linux")
def test_a_library_is_there_when_the_linker_loads_it(library: str, there: bool) -> None:
    line = f"import dev; print(dev.loads({library!r}))"
    told = subprocess.run(
        [sys.executable, "-c", line], capture_output=True, text=True, cwd=HOME, timeout=60, check=True
    )
    assert told.stdout.strip() == str(there)


# --- Ctrl+C. ----------------------------------------------------------------------------------

ASKS_FOR_CALL = (
    "import sys, dev; sys.exit(dev.call(sys.executable, '-c', "
    "'import signal, sys, time\\n"
    'signal.signal(signal.SIGINT, lambda *_: (print("closing", flush=True), sys.exit(7)))\\n'
    'print("open", flush=True)\\ntime.sleep(60)\'))'
)


def test_ctrl_c_lets_the_program_close_and_keeps_its_code() -> None:
    begun = time.monotonic()
    door = subprocess.Popen(
        [sys.executable, "-c", ASKS_FOR_CALL],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=HOME,
        start_new_session=True,
    )
    assert door.stdout is not None
    assert door.stdout.readline() == "open\n"
    os.killpg(door.pid, signal.SIGINT)
    out, err = door.communicate(timeout=30)
    assert (out, err, door.returncode) == ("closing\n", "", 7)
    assert time.monotonic() - begun < 30
