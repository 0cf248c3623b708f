"""The rooms keep their arrows, and each kind of sin against them is noticed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import HOME, PROGRAMS

# The sin, the file it is planted in, what that file says, and whom the report then names.
SINS = {
    "domain touches the database": ("domain/touches", "import sqlalchemy", "sqlalchemy"),
    "domain reads the settings": ("domain/reads", "import outlet_app.settings", "outlet_app.settings"),
    "a lower room looks upstairs": (
        "models/looks",
        "import outlet_app.services.cases",
        "outlet_app.services.cases",
    ),
    "rooms of one floor visit each other": (
        "system/visits",
        "import outlet_app.printing.paper",
        "outlet_app.printing.paper",
    ),
    "a page reads the database": (
        "ui/pages/reads",
        "import outlet_app.models.engine",
        "outlet_app.models.engine",
    ),
    "a page talks to the network": ("ui/talks", "import httpx", "httpx"),
    "a use case draws": ("services/draws", "import PySide6.QtWidgets", "PySide6"),
    "a use case speaks": (
        "services/speaks",
        "import outlet_app.wording.troubles",
        "outlet_app.wording.troubles",
    ),
    "a form reads the database": (
        "printing/reads",
        "import outlet_app.models.journal",
        "outlet_app.models.journal",
    ),
    "a row leaves its drawer": (
        "services/opens",
        "import outlet_app.models.rows.record",
        "outlet_app.models.rows.record",
    ),
    "the client calls the server's code": ("sync/calls", "import city_server.app", "city_server.app"),
    "the server borrows a use case": (
        "../city_server/borrows",
        "import outlet_app.services.cases",
        "outlet_app.services.cases",
    ),
    "the server borrows the courier": (
        "../city_server/takes",
        "import outlet_app.sync.engine",
        "outlet_app.sync.engine",
    ),
}
CIRCLE = {
    "domain/here": "import outlet_app.domain.there",
    "domain/there": "import outlet_app.domain.here",
}


def copy_of_the_house(folder: Path) -> Path:
    """Both programs and their contracts."""
    for program in PROGRAMS:
        shutil.copytree(HOME / program, folder / program, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HOME / "pyproject.toml", folder)
    return folder


def plant(house: Path, where: str, line: str) -> None:
    (house / "outlet_app" / f"{where}.py").resolve().write_text(f'"""Planted."""\n\n{line}\n')


def report(house: Path) -> tuple[int, str]:
    """What import-linter says about a house: its exit code and its words on one line."""
    linter = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    told = subprocess.run(
        [sys.executable, "-c", linter], cwd=house, capture_output=True, text=True, timeout=120
    )
    return told.returncode, " ".join((told.stdout + told.stderr).split())


@pytest.fixture(scope="module")
def sinful(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The report on a house with every sin in it."""
    house = copy_of_the_house(tmp_path_factory.mktemp("sinful"))
    sins = {where: line for where, line, _ in SINS.values()}
    for where, line in (sins | CIRCLE).items():
        plant(house, where, line)
    code, told = report(house)
    assert code == 1
    return told


def test_every_contract_is_kept() -> None:
    code, told = report(HOME)
    assert code == 0, told
    assert " 0 broken" in told


@pytest.mark.parametrize("sin", SINS)
def test_a_planted_sin_is_named(sin: str, sinful: str) -> None:
    where, _, met = SINS[sin]
    sinner = where.removeprefix("../").replace("/", ".")
    sinner = sinner if sinner.startswith("city_server") else f"outlet_app.{sinner}"
    assert f"{sinner} -> {met} (l.3)" in sinful


def test_siblings_in_a_circle_are_named(sinful: str) -> None:
    assert "No cycles are allowed in outlet_app.domain." in sinful


def test_a_new_room_has_to_be_given_a_floor(tmp_path: Path) -> None:
    house = copy_of_the_house(tmp_path)
    plant(house, "attic", "")
    code, told = report(house)
    assert code == 1
    assert "Rooms are stacked; nobody looks upstairs; every module has a room BROKEN" in told
    assert "outlet_app.attic" in told
