"""The unit files as systemd would read them: by its own checker where there is one, else by names alone."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.architecture.house import HOME

CITY = HOME / "installer" / "city"
UNITS = sorted(file.name for file in CITY.iterdir() if file.suffix in (".service", ".timer"))
STARTED = "/opt/city-server/bin/city-server"
CHECKER = shutil.which("systemd-analyze")
# systemd.unit, .service, .exec and .timer of version 252, as far as a unit of ours speaks.
KNOWN = {
    "Unit": {"Description", "Wants", "After", "Requires", "Documentation"},
    "Service": {
        "Type", "User", "Group", "Environment", "EnvironmentFile", "ExecStart", "ExecStartPost", "KillSignal",
        "TimeoutStopSec", "Restart", "RestartSec", "StateDirectory", "StateDirectoryMode", "UMask",
        "NoNewPrivileges", "CapabilityBoundingSet", "PrivateTmp", "PrivateDevices", "ProtectSystem",
        "ProtectHome", "ProtectClock", "ProtectHostname", "ProtectKernelLogs", "ProtectKernelModules",
        "ProtectKernelTunables", "ProtectControlGroups", "ReadWritePaths", "RestrictAddressFamilies",
        "RestrictNamespaces", "RestrictRealtime", "RestrictSUIDSGID", "LockPersonality",
        "SystemCallArchitectures", "SystemCallFilter",
    },
    "Timer": {"OnCalendar", "Persistent", "RandomizedDelaySec", "Unit"},
    "Install": {"WantedBy"},
}  # fmt: skip
FLAGS = {"NoNewPrivileges", "PrivateTmp", "PrivateDevices", "ProtectHome", "LockPersonality", "Persistent"}
FLAGS |= {"ProtectClock", "ProtectHostname", "ProtectKernelLogs", "ProtectKernelModules"}
FLAGS |= {"ProtectKernelTunables", "ProtectControlGroups", "RestrictNamespaces", "RestrictRealtime"}
FLAGS |= {"RestrictSUIDSGID"}
CHOICES = {
    "Type": {"simple", "exec", "forking", "oneshot", "notify"},
    "Restart": {"no", "always", "on-success", "on-failure", "on-abnormal"},
    "ProtectSystem": {"yes", "full", "strict"},
    "KillSignal": {"SIGTERM", "SIGINT"},
    "CapabilityBoundingSet": {""},
    "SystemCallArchitectures": {"native"},
    "SystemCallFilter": {"@system-service"},
}
SHAPES = {
    "TimeoutStopSec": r"\d+(s|min)?",
    "RestartSec": r"\d+(s|min)?",
    "UMask": r"0[0-7]{3}",
    "StateDirectoryMode": r"0[0-7]{3}",
    "Environment": r"[A-Z_]+=\S+",
    "ReadWritePaths": r"/\S+( /\S+)*",
    "OnCalendar": r"\*-\*-\* [0-2]\d:[0-5]\d:[0-5]\d",
    "ExecStart": r"/\S+( \S+)+",
    "ExecStartPost": r"/\S+( \S+)+",
    "EnvironmentFile": r"-?/\S+",
    "RestrictAddressFamilies": r"AF_[A-Z0-9]+( AF_[A-Z0-9]+)*",
    "WantedBy": r"[a-z-]+\.target",
}
Told = list[str]


def faults(text: str) -> Told:
    """What systemd would pass over or refuse, line by line."""
    found, section = Told(), ""
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith(("#", ";")):
            continue
        if head := re.fullmatch(r"\[(\w+)\]", line):
            section = head[1]
            found += [] if section in KNOWN else [f"{number}: no section {section}"]
            continue
        name, _, value = line.partition("=")
        if name not in KNOWN.get(section, set()):
            found.append(f"{number}: no {name} in {section}")
        elif not _fits(name, value):
            found.append(f"{number}: {name} is not {value}")
    return found


def _fits(name: str, value: str) -> bool:
    if name in FLAGS:
        return value in ("yes", "no", "true", "false")
    if name in CHOICES:
        return value in CHOICES[name]
    return bool(re.fullmatch(SHAPES.get(name, r".+"), value))


@pytest.fixture
def laid(tmp_path: Path) -> Callable[..., Path]:
    """Lay the units where they start something that is there, as somebody who is there; changed by words."""

    def lay(**changes: str) -> Path:
        for name in UNITS:
            text = (CITY / name).read_text(encoding="utf-8").replace(STARTED, "/bin/true")
            text = re.sub(r"^(User|Group)=.*$", r"\1=root", text, flags=re.MULTILINE)
            for old, new in changes.items():
                text = re.sub(rf"^{old}=.*$", new, text, flags=re.MULTILINE)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return lay


def complaints(folder: Path, units: Sequence[str]) -> Told:
    """What systemd's own checker says of them; nothing on a machine without one."""
    if CHECKER is None:
        return []
    found = Told()
    for name in units:
        done = subprocess.run(
            [CHECKER, "verify", "--man=no", name],
            env={**os.environ, "SYSTEMD_UNIT_PATH": f"{folder}:"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        # It looks at all units of the machine; what it says of others is no affair of ours.
        found += [line for line in done.stderr.splitlines() if str(folder) in line or name in line]
    return found


def test_there_is_a_unit_for_the_server_and_one_for_the_nightly_backup() -> None:
    assert UNITS == ["city-backup.service", "city-backup.timer", "city-server.service"]


@pytest.mark.parametrize("name", UNITS)
def test_every_line_of_a_unit_is_one_systemd_knows(name: str) -> None:
    assert faults((CITY / name).read_text(encoding="utf-8")) == []


def test_the_checker_of_systemd_has_nothing_to_say(laid: Callable[..., Path]) -> None:
    assert complaints(laid(), UNITS) == []


WRONG = {
    "a name nobody knows": ({"Restart": "Restat=on-failure"}, "city-server.service", "Restat"),
    "a night that is none": ({"OnCalendar": "OnCalendar=every night"}, "city-backup.timer", "every night"),
    "a flag that is none": ({"NoNewPrivileges": "NoNewPrivileges=perhaps"}, "city-server.service", "perhaps"),
    "a mask that is none": ({"UMask": "UMask=0999"}, "city-server.service", "0999"),
    "a way to start that is none": ({"Type": "Type=quick"}, "city-server.service", "quick"),
    "room for nobody": ({"StateDirectoryMode": "StateDirectoryMode=0888"}, "city-server.service", "0888"),
    "a call nobody knows": (
        {"SystemCallFilter": "SystemCallFilter=@sistem"},
        "city-backup.service",
        "@sistem",
    ),
    "a setting without a name": ({"Environment": "Environment=lonely"}, "city-backup.service", "lonely"),
    "a relative program": ({"ExecStart": "ExecStart=bin/true"}, "city-server.service", "bin/true"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_in_a_unit_is_found(case: str, laid: Callable[..., Path]) -> None:
    changes, name, word = WRONG[case]
    folder = laid(**changes)
    told = faults((folder / name).read_text(encoding="utf-8"))
    assert any(word in line for line in told), told


def test_a_name_in_another_section_is_found() -> None:
    assert faults("[Unit]\nExecStart=/bin/true x\n[Cake]\nSugar=yes\n") == [
        "2: no ExecStart in Unit",
        "3: no section Cake",
        "4: no Sugar in Cake",
    ]


def options(name: str) -> dict[str, list[str]]:
    """What a unit says, each option with all its lines."""
    found: dict[str, list[str]] = {}
    for line in (CITY / name).read_text(encoding="utf-8").splitlines():
        option, sign, value = line.partition("=")
        if sign and not line.startswith("#"):
            found.setdefault(option, []).append(value)
    return found


SERVICES = [name for name in UNITS if name.endswith(".service")]


@pytest.mark.parametrize("name", SERVICES)
def test_all_that_a_unit_fills_in_has_a_value_of_its_own(name: str) -> None:
    told = options(name)
    started = " ".join(told["ExecStart"] + told.get("ExecStartPost", []))
    assert set(re.findall(r"\$\{(\w+)\}", started)) == {line.split("=")[0] for line in told["Environment"]}
    assert "$" not in re.sub(r"\$\{\w+\}", "", started)


@pytest.mark.parametrize("name", SERVICES)
def test_a_city_changes_its_database_in_one_file(name: str) -> None:
    told = options(name)
    assert "postgresql://" not in " ".join(told["ExecStart"] + told.get("ExecStartPost", []))
    assert told["EnvironmentFile"] == ["-/etc/city-server/environment"]


def test_backup_and_server_are_told_the_same() -> None:
    server, backup = map(options, ("city-server.service", "city-backup.service"))
    for option in ("User", "Group", "Environment", "EnvironmentFile", "StateDirectory", "UMask"):
        assert server[option] == backup[option], option


def test_backup_and_server_are_shut_in_alike_but_for_the_copies() -> None:
    server, backup = map(options, ("city-server.service", "city-backup.service"))
    walls = {
        name for name in server if re.match(r"Protect|Private|Restrict(?!$)|System|NoNew|Cap|Lock", name)
    }
    assert len(walls) >= 18
    assert {name: backup.get(name) for name in walls} == {name: server[name] for name in walls}
    assert "ReadWritePaths" not in server
    assert backup["ReadWritePaths"] == ["/var/backups/city-server"]


@pytest.mark.parametrize("name", SERVICES)
def test_a_unit_writes_only_where_it_may(name: str) -> None:
    told = options(name)
    assert told["ProtectSystem"] == ["strict"]
    state = "/var/lib/" + told["StateDirectory"][0]
    blobs = next(line.split("=")[1] for line in told["Environment"] if line.startswith("CITY_BLOBS="))
    assert blobs.startswith(f"{state}/")
    written = re.findall(
        r" --(?:to|backups|folder) (\S+)", " ".join(told.get("ExecStart", []) + told.get("ExecStartPost", []))
    )
    may = {state, *told.get("ReadWritePaths", [])}
    assert {place for place in written if not any(place.startswith(one) for one in may)} == set()


def test_the_backup_writes_where_the_doctor_looks() -> None:
    text = (CITY / "city-backup.service").read_text(encoding="utf-8")
    started = re.findall(r"^ExecStart(?:Post)?=(.*)$", text, re.MULTILINE)
    assert len(started) == 2
    assert "--to /var/backups/city-server" in started[0]
    assert "--backups /var/backups/city-server" in started[1]
