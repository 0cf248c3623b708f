"""The locks name no index, hash every pin, and keep the Qt that aborts away from Python 3.11."""

import re
import tomllib

import pytest

from tests.architecture.house import HOME

LOCKS = sorted((HOME / "requirements").glob("*.txt"))
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?==(\S+)(?: ; ([^\\]+?))? ?\\?$")


def pins(text: str) -> list[tuple[str, str, str, int]]:
    """Every pin of a lock: name, version, marker, and how many hashes follow it."""
    found: list[tuple[str, str, str, int]] = []
    for line in text.splitlines():
        if line and not line.startswith((" ", "#")):
            pin = PIN.match(line)
            assert pin, f"not a pin: {line}"
            found.append((pin[1], pin[2], pin[3] or "", 0))
        elif line.strip().startswith("--hash=sha256:"):
            *kept, hashes = found[-1]
            found[-1] = (*kept, hashes + 1)  # type: ignore[assignment]
    return found


@pytest.fixture(params=LOCKS, ids=lambda path: path.name)
def lock(request: pytest.FixtureRequest) -> str:
    return str(request.param.read_text(encoding="utf-8"))


def test_there_is_a_lock_for_each_kind_of_machine() -> None:
    assert {path.stem for path in LOCKS} == {"desktop", "desktop-glibc228", "server", "dev"}
    assert all(path.with_suffix(".in").exists() for path in LOCKS)


def test_a_lock_names_no_index(lock: str) -> None:
    assert not re.search(r"://|--index|--extra-index|--find-links|--trusted-host", lock)


def test_every_pin_has_a_hash(lock: str) -> None:
    assert len(pins(lock)) > 20
    assert [name for name, _, _, hashes in pins(lock) if not hashes] == []


def test_no_other_lock_format_lies_about() -> None:
    assert not [name for name in ("uv.lock", "pylock.toml", "poetry.lock") if (HOME / name).exists()]


@pytest.mark.parametrize("name", ["desktop", "dev"])
def test_python_3_11_gets_the_qt_that_works(name: str) -> None:
    text = (HOME / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    qt = {version: marker for package, version, marker, _ in pins(text) if package == "pyside6-essentials"}
    assert "< '3.12'" in qt.pop("6.11.3")
    assert all(">= '3.12'" in marker for marker in qt.values())


def test_old_desktops_get_the_last_wheel_they_can_load() -> None:
    text = (HOME / "requirements" / "desktop-glibc228.txt").read_text(encoding="utf-8")
    assert ("pyside6-essentials", "6.8.0.2") in {(name, version) for name, version, _, _ in pins(text)}


def test_the_project_excludes_qt_6_12_below_python_3_12() -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    qt = [need for need in project["dependencies"] if need.startswith("PySide6")]
    below = next(need for need in qt if "python_version < '3.12'" in need)
    assert "<6.12" in below
    assert all("PySide6-Essentials>=6.7" in need for need in qt)


def test_the_server_needs_no_qt() -> None:
    text = (HOME / "requirements" / "server.txt").read_text(encoding="utf-8")
    assert not {name for name, *_ in pins(text)} & {"pyside6-essentials", "shiboken6", "sqlcipher3"}
