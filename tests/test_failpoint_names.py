"""The named places: each in the code once and in the table of walks, asleep unless a test wakes them."""

import ast
import os
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from outlet_app import failpoints
from outlet_app.failpoints import Failpoint, arm, reach
from tests.faults.failpoint_table import TABLE
from tests.support.forge import Planned

HOME = Path(__file__).parents[1]
PROGRAMS = ("outlet_app", "city_server")


@pytest.fixture(autouse=True)
def asleep() -> Iterator[None]:
    """Whatever a test arms is taken back."""
    yield
    arm(None)


def calls(name: str) -> list[tuple[Path, ast.Call]]:
    """Where the modules of both programs that know the places call a function of this name."""
    found: list[tuple[Path, ast.Call]] = []
    for path in (one for program in PROGRAMS for one in sorted((HOME / program).rglob("*.py"))):
        source = path.read_text(encoding="utf-8")
        if "failpoints" in source:
            asked = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
            found += [(path, node) for node in asked if ast.unparse(node.func).rpartition(".")[2] == name]
    return found


def test_every_place_stands_in_the_code_exactly_once_and_no_other() -> None:
    written = Counter(ast.unparse(call.args[0]) for _, call in calls("reach"))
    assert written == {f"Failpoint.{place.name}": 1 for place in Failpoint}


def test_every_place_of_the_code_is_in_the_table_and_the_reverse() -> None:
    assert list(TABLE) == list(Failpoint)


def test_places_of_the_city_are_in_the_city_and_the_others_are_not() -> None:
    for path, call in calls("reach"):
        in_city = path.is_relative_to(HOME / "city_server")
        assert ast.unparse(call.args[0]).startswith("Failpoint.CITY_") is in_city, path


def test_names_say_room_and_moment() -> None:
    for place in Failpoint:
        words = place.value.split(".")
        assert place.value == place.value.lower()
        assert words[-1].startswith(("before_", "after_")), place
        assert "_".join(words).upper() == place.name
        assert (words[0] == "city") is (len(words) == 3)


def test_nobody_in_the_programs_arms_anything() -> None:
    """No setting, no variable of the environment: a counter or a city in use cannot be told to die."""
    assert calls("arm") == []
    source = (HOME / "outlet_app" / "failpoints.py").read_text(encoding="utf-8")
    imported = {
        name.name if isinstance(node, ast.Import) else str(node.module)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }
    assert imported == {"collections.abc", "enum"}


@pytest.mark.parametrize("program", ["outlet_app.bootstrap.workplace", "city_server.cli"])
def test_a_program_as_it_is_started_in_use_is_asleep(program: str) -> None:
    line = f"import {program}, outlet_app.failpoints as f; print(f._act)"
    told = subprocess.run(
        [sys.executable, "-c", line],
        cwd=HOME,
        env={**os.environ, "WK_FAIL": "store.after_commit:kill@1", "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert told.stdout == "None\n"


def test_asleep_nothing_happens_at_any_place() -> None:
    assert failpoints._act is None
    assert [reach(place) for place in Failpoint] == [None] * len(Failpoint)


def test_awake_the_test_hears_of_every_arrival_until_it_lets_go() -> None:
    heard: list[Failpoint] = []
    arm(heard.append)
    reach(Failpoint.PUSH_AFTER_ANSWER)
    reach(Failpoint.STORE_AFTER_COMMIT)
    arm(None)
    reach(Failpoint.STORE_AFTER_COMMIT)
    assert heard == [Failpoint.PUSH_AFTER_ANSWER, Failpoint.STORE_AFTER_COMMIT]


def test_what_a_test_raises_there_reaches_the_work() -> None:
    def broken(place: Failpoint) -> None:
        raise RuntimeError(place)

    arm(broken)
    with pytest.raises(RuntimeError, match=r"packs\.before_commit"):
        reach(Failpoint.PACKS_BEFORE_COMMIT)


@pytest.mark.parametrize("nth", [1, 2, 5])
def test_a_planned_death_comes_at_its_arrival_and_at_no_other_place(
    nth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda pid, with_signal: ended.append((pid, with_signal)))
    # What follows a death that does not end this process here is a call nobody answers.
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.skip("still alive"))
    arm(Planned(f"push.after_answer:kill@{nth}"))
    for _ in range(9):
        reach(Failpoint.PUSH_BEFORE_SENDING)
    for _ in range(nth - 1):
        reach(Failpoint.PUSH_AFTER_ANSWER)
    assert ended == []
    with pytest.raises(pytest.skip.Exception):
        reach(Failpoint.PUSH_AFTER_ANSWER)
    assert ended == [(os.getpid(), signal.SIGKILL)]


def test_a_place_that_is_held_waits_for_the_word_and_goes_on_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(10)
        arm(Planned(f"page.before_commit:hold@2:{listener.getsockname()[1]}"))
        passed: list[int] = []

        def work() -> None:
            for n in range(3):
                reach(Failpoint.PAGE_BEFORE_COMMIT)
                passed.append(n)

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        line, _ = listener.accept()
        with line:
            line.settimeout(10)
            assert line.recv(16) == b"here"
            assert passed == [0]
            line.sendall(b".")
        thread.join(timeout=10)
        assert passed == [0, 1, 2]


@pytest.mark.parametrize(
    "wrong", ["push.after_answer", "nowhere:kill@1", "push.after_answer:kill", "a:b:c:d"]
)
def test_a_plan_that_says_nothing_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError):
        Planned(wrong)
