"""The domain's short way through pytest loses nothing: what falls is shown, what asks for more gets it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SHORT_WAY = Path(__file__).parents[2] / "tests" / "domain" / "conftest.py"
TESTS = """
import warnings
import pytest
from hypothesis import given, strategies as st

TRIED = []

@pytest.fixture
def three():
    return 3

def test_holds():
    assert True

def test_falls():
    left = [1, 2]
    print("said before it fell")
    assert left == [1, 3]

def test_falls_the_first_time_only():
    TRIED.append(1)
    assert len(TRIED) > 1

def test_warns():
    warnings.warn("old", DeprecationWarning)

def test_asks_for_a_fixture(three):
    assert three == 3

@pytest.mark.parametrize("figure", [1, 2])
def test_has_two_rows(figure):
    assert figure < 2

@pytest.mark.xfail(strict=True)
def test_is_known_to_fall():
    assert False

def test_leaves_early():
    pytest.skip("not here")

@given(st.integers())
def test_is_chance(figure):
    assert figure < 5

@given(st.integers())
def test_is_chance_that_holds(figure):
    assert isinstance(figure, int)

class TestClass:
    def test_has_an_instance_of_its_own(self):
        self.mark = 1
        assert vars(self) == {"mark": 1}

    def test_has_another(self):
        assert vars(self) == {}

@pytest.fixture(scope="module")
def open_file():
    yield "open"
    print("CLOSED")

def test_module_fixture(open_file):
    assert open_file == "open"

def test_holds_while_the_file_is_open():
    assert True
"""
AFTER = """
import pytest

@pytest.fixture(scope="module")
def second():
    yield 2

def test_next_module_bare():
    assert True

def test_next_module(second):
    assert second == 2
"""

# Bare of fixtures of their own, and still not without any: each is set up in another way.
SET_UP = """
READY = []

def {named}():
    READY.append(1)

def test_it_was_set_up():
    assert READY

class TestClass:
    def test_it_was_set_up_here_too(self):
        assert READY
"""
BY_ITSELF = """
import pytest

TOLD = []

@pytest.fixture(autouse=True)
def told():
    TOLD.append(1)

def test_it_was_told():
    assert TOLD == [1]

def test_it_was_told_again():
    assert TOLD == [1, 1]
"""
ASKS = """
import functools
import pytest

def twice(test):
    @functools.wraps(test)
    def run(*given, **named):
        test(*given, **named)
        return test(*given, **named)
    return run

def test_a_folder(tmp_path):
    assert tmp_path.is_dir()

def test_by_name_only(*, tmp_path):
    assert tmp_path.is_dir()

def test_with_a_word_of_its_own(word="own"):
    assert word == "own"

@twice
def test_behind_a_decorator(tmp_path):
    assert tmp_path.is_dir()

@pytest.mark.usefixtures("tmp_path")
def test_by_mark():
    assert True

def test_asks_nothing():
    assert True

class TestClass:
    @pytest.fixture(autouse=True)
    def ready(self):
        self.figure = 3

    def test_has_what_its_class_made_ready(self):
        assert self.figure == 3

    def test_a_folder(self, tmp_path):
        assert tmp_path.is_dir()

    @staticmethod
    def test_of_nobody():
        assert True

class TestAlone:
    def setup_method(self):
        self.figure = 4

    def test_was_set_up(self):
        assert self.figure == 4

class Told:
    def test_no_test(self):
        assert False
"""
TAKEN = """
from test_asks import test_asks_nothing, test_by_name_only
from test_asks import TestAlone as TestTaken
"""
SET_UPS = ("setup_module", "setUpModule", "setup_function")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest says of such a room, test by test."""
    room = tmp_path_factory.mktemp("room")
    (room / "conftest.py").write_text(SHORT_WAY.read_text(encoding="utf-8"), encoding="utf-8")
    (room / "test_a.py").write_text(TESTS, encoding="utf-8")
    (room / "test_b.py").write_text(AFTER, encoding="utf-8")
    for name in SET_UPS:
        (room / f"test_{name}.py").write_text(SET_UP.format(named=name), encoding="utf-8")
    (room / "test_by_itself.py").write_text(BY_ITSELF, encoding="utf-8")
    (room / "test_asks.py").write_text(ASKS, encoding="utf-8")
    (room / "test_taken.py").write_text(TAKEN, encoding="utf-8")
    (room / "pytest.ini").write_text("[pytest]\nfilterwarnings = error\n", encoding="utf-8")
    asked = [
        sys.executable,
        "-m",
        "pytest",
        "-v",
        "-rA",
        "-p",
        "no:randomly",
        "-p",
        "no:schemathesis",
        "--hypothesis-show-statistics",
        ".",
    ]
    surroundings = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        asked, cwd=room, env=surroundings, capture_output=True, text=True, check=False
    ).stdout


OUTCOMES = {
    "test_a.py::test_holds": "PASSED",
    "test_a.py::test_falls": "FAILED",
    "test_a.py::test_falls_the_first_time_only": "FAILED",
    "test_a.py::test_warns": "FAILED",
    "test_a.py::test_asks_for_a_fixture": "PASSED",
    "test_a.py::test_has_two_rows[1]": "PASSED",
    "test_a.py::test_has_two_rows[2]": "FAILED",
    "test_a.py::test_is_known_to_fall": "XFAIL",
    "test_a.py::test_leaves_early": "SKIPPED",
    "test_a.py::test_is_chance": "FAILED",
    "test_a.py::test_is_chance_that_holds": "PASSED",
    "test_a.py::TestClass::test_has_an_instance_of_its_own": "PASSED",
    "test_a.py::TestClass::test_has_another": "PASSED",
    "test_a.py::test_module_fixture": "PASSED",
    "test_a.py::test_holds_while_the_file_is_open": "PASSED",
    "test_b.py::test_next_module_bare": "PASSED",
    "test_b.py::test_next_module": "PASSED",
    **{f"test_{name}.py::test_it_was_set_up": "PASSED" for name in SET_UPS},
    **{f"test_{name}.py::TestClass::test_it_was_set_up_here_too": "PASSED" for name in SET_UPS},
    "test_by_itself.py::test_it_was_told": "PASSED",
    "test_by_itself.py::test_it_was_told_again": "PASSED",
    "test_asks.py::test_a_folder": "PASSED",
    "test_asks.py::test_by_name_only": "PASSED",
    "test_asks.py::test_with_a_word_of_its_own": "PASSED",
    "test_asks.py::test_behind_a_decorator": "PASSED",
    "test_asks.py::test_by_mark": "PASSED",
    "test_asks.py::test_asks_nothing": "PASSED",
    "test_asks.py::TestClass::test_has_what_its_class_made_ready": "PASSED",
    "test_asks.py::TestClass::test_a_folder": "PASSED",
    "test_asks.py::TestClass::test_of_nobody": "PASSED",
    "test_asks.py::TestAlone::test_was_set_up": "PASSED",
    "test_taken.py::test_asks_nothing": "PASSED",
    "test_taken.py::test_by_name_only": "PASSED",
    "test_taken.py::TestTaken::test_was_set_up": "PASSED",
}


def test_every_test_has_the_outcome_it_would_have_by_the_long_way(said: str) -> None:
    lines = [line.split() for line in said.splitlines() if line.startswith("test_") and "%]" in line]
    assert {line[0]: line[1] for line in lines} == OUTCOMES


def test_the_long_way_says_the_same(said: str, tmp_path: Path) -> None:
    """Without the room's conftest; what falls at the first try only is no business of the long way."""
    names = {name for name, how in OUTCOMES.items() if how == "PASSED"}
    assert names <= {line.split()[0] for line in said.splitlines() if line.startswith("test_")}
    for name, text in {"test_asks.py": ASKS, "test_taken.py": TAKEN, "test_by_itself.py": BY_ITSELF}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name in SET_UPS:
        (tmp_path / f"test_{name}.py").write_text(SET_UP.format(named=name), encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    words = ["-q", "-p", "no:randomly", "-p", "no:schemathesis", "-p", "no:cacheprovider", "--co", "."]
    told = subprocess.run(
        [sys.executable, "-m", "pytest", *words], cwd=tmp_path, capture_output=True, text=True, check=False
    ).stdout
    known = {line for line in told.splitlines() if "::" in line}
    assert known == {name for name in OUTCOMES if not name.startswith(("test_a.py", "test_b.py"))}


def test_what_falls_is_shown_with_its_values_and_with_what_it_said(said: str) -> None:
    assert "assert [1, 2] == [1, 3]" in said
    assert "said before it fell" in said


def test_a_second_try_does_not_hide_the_first(said: str) -> None:
    assert "holds at the second try only" in said


def test_a_falsifying_example_is_named(said: str) -> None:
    assert "figure=5" in said


def test_hypothesis_counts_its_examples(said: str) -> None:
    assert "test_a.py::test_is_chance_that_holds:" in said
