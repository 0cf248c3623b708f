"""What stands in unit files, container file and runbook works with the program as it is."""

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from configparser import ConfigParser
from pathlib import Path

import pytest

from city_server import cli
from tests.architecture.house import HOME, modules
from tests.support.server import RESOURCES

CITY = HOME / "installer" / "city"
RUNBOOK = (HOME / "docs" / "runbook.md").read_text(encoding="utf-8")
POSTGRES_TOOLS = (HOME / "city_server" / "postgres_tools.py").read_text(encoding="utf-8")
PLACES = {
    "$DB": "sqlite:////var/lib/city-server/city.db",
    "$RES": "/opt/resources",
    "$BLOBS": "/var/lib/blobs",
}
COMMANDS = sorted(set(re.findall(r"`(city-server [a-z][^`]+)`", RUNBOOK)))
WHOLE = [line for line in COMMANDS if "--" in line]


def units() -> dict[str, ConfigParser]:
    found = {}
    for file in sorted(CITY.glob("*.service")) + sorted(CITY.glob("*.timer")):
        unit = ConfigParser(interpolation=None, strict=False)
        unit.optionxform = str  # type: ignore[assignment,method-assign]
        unit.read(file, encoding="utf-8")
        found[file.name] = unit
    return found


UNITS = units()
STARTED = [
    (name, line)
    for name, unit in UNITS.items()
    for option in ("ExecStart", "ExecStartPost")
    if (line := unit.get("Service", option, fallback=""))
]


def parsed(line: str) -> str:
    """The command a line asks for; SystemExit where the program would not take it."""
    for name, place in PLACES.items():
        line = line.replace(name, place)
    line = line.replace("${CITY_DATABASE}", PLACES["$DB"]).replace("${CITY_BLOBS}", PLACES["$BLOBS"])
    words = shlex.split(line)[1:]
    cli.parser().parse_args(words)
    return words[0]


def test_the_runbook_speaks_of_every_command_it_needs() -> None:
    assert len(WHOLE) >= 12
    named = {parsed(line) for line in WHOLE}
    assert named >= {
        "init",
        "serve",
        "enrol",
        "outlets",
        "parked",
        "backup",
        "restore",
        "doctor",
        "new-epoch",
        "counts",
    }


@pytest.mark.parametrize("line", WHOLE)
def test_every_line_of_the_runbook_is_taken_by_the_program(line: str) -> None:
    assert parsed(line)


@pytest.mark.parametrize("line", [one for one in COMMANDS if "--" not in one])
def test_every_command_named_in_the_runbook_exists(line: str) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.parser().parse_args([*shlex.split(line)[1:2], "--help"])
    assert ended.value.code == 0


@pytest.mark.parametrize(("name", "line"), STARTED)
def test_every_unit_starts_a_command_as_it_is(name: str, line: str) -> None:
    assert line.startswith("/opt/city-server/bin/city-server "), name
    assert parsed(line) in ("serve", "backup", "doctor")


def test_a_unit_waits_longer_than_the_server_needs_to_end() -> None:
    service = UNITS["city-server.service"]["Service"]
    assert service["KillSignal"] == "SIGTERM"
    assert int(service["TimeoutStopSec"]) > 20
    assert service["User"] == "city-server"
    assert service["NoNewPrivileges"] == "yes"


@pytest.mark.parametrize("name", UNITS)
def test_no_secret_stands_in_a_unit(name: str) -> None:
    text = (CITY / name).read_text(encoding="utf-8")
    assert not re.search(r"postgresql://[^@\s]+:[^@\s]+@", text)
    assert "PASSWORD=" not in text


def test_the_timer_starts_a_unit_that_is_there() -> None:
    assert UNITS["city-backup.timer"]["Timer"]["OnCalendar"]
    assert "city-backup.service" in UNITS


def container() -> list[tuple[str, str]]:
    text = (CITY / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in lines]


def test_what_the_container_holds_is_enough_to_run(tmp_path: Path) -> None:
    for verb, told in container():
        if verb != "COPY":
            continue
        *sources, target = told.split()
        for source in sources:
            found, place = HOME / source, tmp_path / target
            assert found.exists(), source
            if found.is_dir():
                shutil.copytree(found, place, ignore=shutil.ignore_patterns("fonts", "__pycache__"))
            else:
                into = place / found.name if target.endswith("/") else place
                into.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(found, into)
    words = ["init", "--database", f"sqlite:///{tmp_path / 'city.db'}", "--resources", "resources"]
    done = subprocess.run(
        [sys.executable, "-m", "city_server", *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "ready\n"), done.stderr
    codes = {
        command: subprocess.run(
            [sys.executable, "-m", "city_server", command, "--help"],
            cwd=tmp_path,
            capture_output=True,
            timeout=60,
            check=False,
        ).returncode
        for command in ("serve", "backup", "doctor")
    }
    assert set(codes.values()) == {0}


LET_IN = [
    line[1:]
    for line in (HOME / ".dockerignore").read_text(encoding="utf-8").splitlines()
    if line.startswith("!")
]


def test_a_build_is_given_what_the_container_copies_and_no_more() -> None:
    copied = {source for verb, told in container() if verb == "COPY" for source in told.split()[:-1]}
    assert {
        source for source in copied if not any(f"{source}/".startswith(f"{one}/") for one in LET_IN)
    } == set()
    assert {
        one for one in LET_IN if not any(f"{source}/".startswith(f"{one}/") for source in copied)
    } == set()


def test_nothing_secret_or_heavy_is_given_to_a_build() -> None:
    told = (HOME / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in told if line and not line.startswith("#")]
    assert rules[0] == "*"
    assert {"resources/fonts", "resources/icons", "**/__pycache__"} <= set(rules[1:])


def test_no_line_of_the_server_reads_what_a_build_is_not_given() -> None:
    read = [module.name for module in modules("city_server") if re.search(r'"(fonts|icons)"', module.text)]
    assert read == []


def test_the_container_has_a_python_that_the_project_knows() -> None:
    base = dict(container())["FROM"]
    version = re.fullmatch(r"docker\.io/library/python:(\d\.\d+)-slim-[a-z]+", base)
    assert version, base
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"Programming Language :: Python :: {version[1]}" in project["classifiers"]


def test_what_a_container_writes_outlives_it() -> None:
    told = dict(container())
    made = next(line for verb, line in container() if verb == "RUN" and "useradd" in line)
    assert f"--home-dir {told['VOLUME']} " in made
    database = re.search(r"sqlite:///(/\S+?)\"", told["CMD"])
    assert database
    assert database[1].startswith(f"{told['VOLUME']}/")
    # Laid after USER, a volume belongs to whoever writes in it.
    verbs = [verb for verb, _ in container()]
    assert verbs.index("USER") < verbs.index("VOLUME") < verbs.index("ENTRYPOINT")


def test_the_container_installs_the_servers_lock_with_its_hashes() -> None:
    installs = [told for verb, told in container() if verb == "RUN" and told.startswith("pip ")]
    assert installs == ["pip install --no-cache-dir --require-hashes -r requirements/server.txt"]
    assert ("COPY", "requirements/server.txt requirements/server.txt") in container()


def test_the_container_has_the_programs_a_backup_starts() -> None:
    brought = next(told for verb, told in container() if verb == "RUN" and "apt-get" in told)
    assert " postgresql-client " in brought
    assert set(re.findall(r'"(pg_\w+)"', POSTGRES_TOOLS)) == {"pg_dump", "pg_restore"}


def test_an_installed_program_has_every_resource() -> None:
    """What stands in resources/ and is not installed would be missing without a word on a real machine."""
    tools = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    laid: dict[str, set[str]] = {}
    for place, patterns in tools["data-files"].items():
        found = {file for pattern in patterns for file in HOME.glob(pattern) if file.is_file()}
        assert found, place
        folder = place.removeprefix("share/bynr-ip-counter/")
        laid[folder] = {file.relative_to(HOME).as_posix() for file in found}
        assert {str(Path(file).parent) for file in laid[folder]} == {folder}
    there = {
        file.relative_to(HOME).as_posix()
        for file in RESOURCES.rglob("*")
        if file.is_file() and file.name != ".gitattributes"
    }
    assert set().union(*laid.values()) == there


def test_the_container_does_not_run_as_root_and_stops_as_asked() -> None:
    told = dict(container())
    assert told["USER"] == "city-server"
    assert told["STOPSIGNAL"] == "SIGTERM"
    command = re.findall(r'"([^"]+)"', told["CMD"])
    assert cli.parser().parse_args(command).port == 8471


def test_every_command_is_said_in_a_calm_list(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    told = capsys.readouterr().out
    for name in ("init", "serve", "enrol", "outlets", "parked", "backup", "restore", "doctor"):
        assert re.search(rf"^ +{name} +\S", told, re.MULTILINE), name
    assert "!" not in told
    assert max(map(len, told.splitlines())) <= 120


def test_the_resources_named_in_the_container_are_the_ones_here() -> None:
    assert RESOURCES == HOME / "resources"
