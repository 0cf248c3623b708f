"""What a run of the domain's room alone need not load, it does not load; any other run loads it as ever."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHORT_WAY = ROOT / "tests" / "domain" / "conftest.py"
# Beside the room, so that it is asked of in every run and changes nothing in it.
ASKED = """
import sys
from pathlib import Path

import pytest


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config):
    plugins = config.pluginmanager
    told = [name for name in ("PySide6", "hypothesis") if name in sys.modules]
    asked = ("pytest-qt", "hypothesispytest", "timeout", "faulthandler")
    told += [name for name in asked if plugins.hasplugin(name)]
    sys.stderr.write(f"LOADED {told}")
"""
PURE = """
def test_holds():
    assert 1 + 1 == 2
"""
FALLS = """
def test_falls():
    assert 1 + 1 == 3
"""
CHANCE = """
from hypothesis import given, strategies as st

@given(st.integers())
def test_is_chance(figure):
    assert isinstance(figure, int)
"""
WINDOW = """
def test_has_a_window(qtbot):
    assert qtbot is not None
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house with the room and another beside it."""
    home = tmp_path_factory.mktemp("house")
    (home / "pytest.ini").write_text("[pytest]\nqt_api = pyside6\n", encoding="utf-8")
    (home / "conftest.py").write_text(ASKED, encoding="utf-8")
    for place, text in {
        "room/conftest.py": SHORT_WAY.read_text(encoding="utf-8"),
        "room/test_pure.py": PURE,
        "room/test_falls.py": FALLS,
        "room/test_drawn.py": CHANCE,
        "beside/test_window.py": WINDOW,
    }.items():
        (home / place).parent.mkdir(exist_ok=True)
        (home / place).write_text(text, encoding="utf-8")
    return home


def run(house: Path, *asked: str, code: int = 0) -> list[str]:
    """What is loaded at the end of a run with these words."""
    surroundings = {**os.environ, "PYTHONIOENCODING": "utf-8", "QT_QPA_PLATFORM": "offscreen"}
    words = ["-q", "-p", "no:randomly", "-p", "no:schemathesis", "-p", "no:cacheprovider", *asked]
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", *words],
        cwd=house,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == code, ended.stdout + ended.stderr
    _, _, told = ended.stderr.rpartition("LOADED ")
    return [name.strip("'") for name in told.strip("[]").split(", ") if name]


@pytest.mark.parametrize(
    "asked", ["room/test_pure.py", "room/test_pure.py::test_holds", "./room/test_pure.py"]
)
def test_the_room_alone_loads_neither_qt_nor_hypothesis(house: Path, asked: str) -> None:
    assert run(house, asked) == []


def test_asked_for_from_within_it_is_the_same(house: Path) -> None:
    assert run(house, f"--rootdir={house}", str(house / "room" / "test_pure.py")) == []


@pytest.mark.parametrize(
    "asked", [("room/test_pure.py", "beside"), ("beside",), ("room/test_pure.py", "beside/test_window.py")]
)
def test_a_run_with_another_room_has_its_windows(house: Path, asked: tuple[str, ...]) -> None:
    assert {"PySide6", "pytest-qt", "timeout", "faulthandler"} <= set(run(house, *asked))


def test_a_run_of_the_whole_house_has_them_too(house: Path) -> None:
    loaded = run(house, "--deselect", "room/test_falls.py::test_falls")
    assert {"PySide6", "pytest-qt", "timeout", "faulthandler"} <= set(loaded)


def test_who_uses_hypothesis_keeps_its_plugin(house: Path) -> None:
    assert run(house, "room/test_drawn.py") == ["hypothesis", "hypothesispytest"]


def test_who_asks_for_its_figures_keeps_it(house: Path) -> None:
    assert "hypothesispytest" in run(house, "room/test_pure.py", "--hypothesis-show-statistics")


def test_what_falls_is_told_with_everything_hypothesis_may_add(house: Path) -> None:
    assert "hypothesispytest" in run(house, "room", code=1)


def test_a_test_changed_since_it_was_compiled_is_read_anew(house: Path) -> None:
    changed = house / "room" / "test_changed.py"
    changed.write_text(PURE, encoding="utf-8")
    assert run(house, "room/test_changed.py") == []
    changed.write_text(FALLS + "# and longer\n", encoding="utf-8")
    run(house, "room/test_changed.py", code=1)
    changed.unlink()


def test_every_test_stands_where_pytest_itself_would_say() -> None:
    """The report, the order by place and --last-failed all lean on it."""
    asked = [sys.executable, "-c", PLACES, str(ROOT / "tests" / "domain")]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    assert told.strip().splitlines()[-1] == "ALL AGREE", told


PLACES = """
import sys
import pytest

class Places:
    def pytest_collection_modifyitems(self, items):
        said = {one.nodeid: (one.location, pytest.Function.location.func(one)) for one in items}
        apart = {name: pair for name, pair in said.items() if pair[0] != pair[1]}
        self.told = apart or ("ALL AGREE" if len(said) > 1000 else f"only {len(said)} tests")

places = Places()
pytest.main(["-q", "--collect-only", sys.argv[1]], plugins=[places])
print(places.told)
"""
