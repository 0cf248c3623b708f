"""The locks name no index, hash every pin, and keep the Qt that aborts away from Python 3.11."""

import re
import tomllib

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

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


PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PYTHONS = [
    line.rpartition(" ")[2]
    for line in PROJECT["classifiers"]
    if re.fullmatch(r"Programming Language :: Python :: 3\.\d+", line)
]
SYSTEMS = {"linux": ("posix", "Linux"), "win32": ("nt", "Windows")}
MACHINES = [(python, system) for python in PYTHONS for system in SYSTEMS]
_GLIBC_228 = "desktop-glibc228"


def machine(python: str, system: str) -> dict[str, str]:
    """What markers ask of a machine."""
    os_name, platform = SYSTEMS[system]
    return {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": system,
        "os_name": os_name,
        "platform_system": platform,
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "platform_machine": "x86_64",
        "extra": "",
    }


def brought(name: str, python: str, system: str) -> dict[str, list[str]]:
    """The versions a lock brings to a machine, by package."""
    found: dict[str, list[str]] = {}
    there = machine(python, system)
    for package, version, marker, _ in pins((HOME / "requirements" / f"{name}.txt").read_text("utf-8")):
        if not marker or Marker(marker).evaluate(there):
            found.setdefault(package, []).append(version)
    return found


def unmet(needs: list[str], held: dict[str, list[str]], there: dict[str, str]) -> list[str]:
    """Needs of a machine that what it holds does not meet."""
    return [
        text
        for text in needs
        for need in [Requirement(text)]
        if not need.marker or need.marker.evaluate(there)
        if not any(need.specifier.contains(one) for one in held.get(canonicalize_name(need.name), []))
    ]


def test_the_project_names_the_pythons_and_systems_it_is_for() -> None:
    assert PYTHONS == ["3.11", "3.12", "3.13"]
    assert PROJECT["requires-python"] == f">={PYTHONS[0]}"
    systems = [line.rpartition(" ")[2] for line in PROJECT["classifiers"] if line.startswith("Operating")]
    assert systems == ["Windows", "Linux"]


@pytest.mark.parametrize(("readme", "between"), [("README.md", " to "), ("README.zh-CN.md", " 至 ")])
def test_the_readmes_name_the_same_pythons(readme: str, between: str) -> None:
    assert f"Python {PYTHONS[0]}{between}{PYTHONS[-1]}" in (HOME / readme).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [path.stem for path in LOCKS])
@pytest.mark.parametrize(("python", "system"), MACHINES)
def test_a_lock_brings_every_machine_each_package_once(name: str, python: str, system: str) -> None:
    held = brought(name, python, system)
    assert {package: versions for package, versions in held.items() if len(versions) != 1} == {}
    named = {package for package, *_ in pins((HOME / "requirements" / f"{name}.txt").read_text("utf-8"))}
    elsewhere = {"colorama", "tzdata"} if system == "linux" else set()
    assert named - set(held) <= elsewhere


@pytest.mark.parametrize(("python", "system"), MACHINES)
def test_a_desktop_lock_meets_what_the_project_needs(python: str, system: str) -> None:
    needs = list(PROJECT["dependencies"])
    assert unmet(needs, brought("desktop", python, system), machine(python, system)) == []
    assert unmet(needs, brought("dev", python, system), machine(python, system)) == []
    assert unmet(needs, brought(_GLIBC_228, python, system), machine(python, system)) == []


@pytest.mark.parametrize(("python", "system"), MACHINES)
def test_a_server_lock_meets_what_the_server_needs(python: str, system: str) -> None:
    needs = PROJECT["optional-dependencies"]["server"]
    assert unmet(needs, brought("server", python, system), machine(python, system)) == []
    assert unmet(needs, brought("dev", python, system), machine(python, system)) == []


@pytest.mark.parametrize(("python", "system"), MACHINES)
@pytest.mark.parametrize("name", ["desktop", "server"])
def test_what_is_tested_is_what_is_run(name: str, python: str, system: str) -> None:
    tested = brought("dev", python, system)
    assert {package: tested.get(package) for package in brought(name, python, system)} == brought(
        name, python, system
    )


@pytest.mark.parametrize(("python", "system"), MACHINES)
def test_qt_and_its_binding_are_of_one_version(python: str, system: str) -> None:
    for name in ("desktop", "dev", _GLIBC_228):
        held = brought(name, python, system)
        assert held["pyside6-essentials"] == held["shiboken6"], name


def test_a_need_that_is_not_met_is_found() -> None:
    there = machine("3.11", "win32")
    held = {"pillow": ["10.4"], "pyside6-essentials": ["6.12.0"]}
    assert unmet(["pillow>=11", "qrcode>=7.4"], held, there) == ["pillow>=11", "qrcode>=7.4"]
    qt = "PySide6-Essentials>=6.7,<6.12; python_version < '3.12'"
    assert unmet([qt], held, there) == [qt]
    assert unmet([qt], held, machine("3.12", "win32")) == []
    assert unmet(["pillow>=10"], held, there) == []
