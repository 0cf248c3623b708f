"""dev.py can be read by any Python a machine may have, and says which one it needs."""

import ast
import subprocess
import sys
from importlib.util import find_spec
from itertools import pairwise

import pytest

from tests.architecture.house import HOME

DOOR = HOME / "dev.py"
AS_ANOTHER_PYTHON = """
import sys
sys.argv = ["dev.py", {verb!r}]
sys.version_info = {version!r}
import runpy
runpy.run_path({door!r}, run_name="__main__")
"""


def opened_by(version: tuple[object, ...], verb: str = "test") -> subprocess.CompletedProcess[str]:
    """dev.py, told that it runs on a certain Python."""
    line = AS_ANOTHER_PYTHON.format(verb=verb, version=version, door=str(DOOR))
    return subprocess.run([sys.executable, "-I", "-c", line], capture_output=True, text=True, timeout=60)


def test_it_parses_as_python_3_8() -> None:
    ast.parse(DOOR.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_it_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse(DOOR.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


@pytest.mark.parametrize("version", [(3, 8, 18), (3, 9, 2), (3, 10, 12)])
def test_an_older_python_is_told_which_one_is_needed(version: tuple[int, ...]) -> None:
    told = opened_by((*version, "final", 0))
    assert told.returncode == 2
    assert told.stderr.strip() == (
        f"This needs Python 3.11 or newer; this is Python {version[0]}.{version[1]}."
    )
    assert told.stdout == ""


def test_an_unknown_verb_is_answered_with_the_verbs() -> None:
    told = opened_by((3, 11, 0, "final", 0), "dance")
    assert told.returncode == 2
    assert (
        told.stderr
        == "usage: python3 dev.py run | test | tour | check | shots | papers | bench | soak | fonts\n"
    )


def test_every_verb_leads_somewhere() -> None:
    tree = ast.parse(DOOR.read_text(encoding="utf-8"))
    lists = [node.args for node in ast.walk(tree) if isinstance(node, ast.Call)]
    lists += [node.elts for node in ast.walk(tree) if isinstance(node, ast.List)]
    called = {name for words in lists for name in _modules_run(words)}
    assert {"pytest", "tour", "pip"} <= called
    assert [name for name in sorted(called) if find_spec(name) is None] == []


def test_the_readmes_name_every_verb() -> None:
    verbs = ("run", "test", "tour", "check", "shots", "papers", "bench", "soak", "fonts")
    for name in ("README.md", "README.zh-CN.md"):
        text = (HOME / name).read_text(encoding="utf-8")
        assert [verb for verb in verbs if f"dev.py {verb}" not in text] == []


def _modules_run(words: list[ast.expr]) -> list[str]:
    """What follows each -m."""
    said = [word.value if isinstance(word, ast.Constant) else None for word in words]
    return [str(name) for flag, name in pairwise(said) if flag == "-m"]
