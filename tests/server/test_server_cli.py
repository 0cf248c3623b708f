"""The commands of an administrator, run as processes."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from city_server import cli, schema
from city_server.store import Store
from outlet_app.domain.events import AnsweredOnSpot
from outlet_app.sync import wire
from outlet_app.sync.client import enroll
from tests.support.cities import NewCounter
from tests.support.server import RESOURCES, ROOT, CityDatabase, ServerProcess, enrolment_code

HALL = "1508001001"


def run(*told: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "city_server", *told],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_from_nothing_to_an_enrolled_machine(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'city.db'}"
    assert run("init", "--database", url, "--resources", str(RESOURCES)).stdout == "ready\n"
    made = run("enrol", "--database", url, "--outlet", HALL, "--staff", "1508000001", "--name", "乌兰")
    assert re.fullmatch(r"([0-9A-Z]{4}-){3}[0-9A-Z]{4}\n", made.stdout)

    class _Here:
        def __init__(self) -> None:
            self.url = url

    server = ServerProcess(_Here())  # type: ignore[arg-type]
    told = enroll(server.url, made.stdout.strip(), wire.DeviceKey.make(), "ab" * 16)
    assert (told.outlet.code, told.staff.name) == (HALL, "乌兰")
    assert server.stop() == 0


def test_counts_are_those_of_the_counter(
    city: ServerProcess, counter: NewCounter, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one = counter(city)
    one.register(AnsweredOnSpot("可以"))
    one.sync()
    assert cli.main(["counts", "--database", city.database.url, "--outlet", outlet, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["cases"], told["events"], told["digest"]) == tuple(one.tally())
    assert (told["parked"], told["rejected"]) == (0, 0)
    assert len(told["case_numbers"]) == 1
    assert cli.main(["counts", "--database", city.database.url, "--outlet", outlet]) == 0
    assert "cases: 1\n" in capsys.readouterr().out


def test_an_outlet_that_does_not_exist_gets_no_code(
    database: CityDatabase, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["init", "--database", database.url, "--resources", str(RESOURCES)]) == 0
    told = ["enrol", "--database", database.url, "--staff", "1508000001", "--name", "乌兰"]
    assert cli.main([*told, "--outlet", "1508009999"]) == 1
    assert "no outlet 1508009999" in capsys.readouterr().err


@pytest.mark.parametrize("number", ["150800", "15080000011", "150800000x", "１508000001"])
def test_a_staff_number_has_ten_digits(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = ["enrol", "--database", "sqlite://", "--outlet", HALL, "--staff", number, "--name", "x"]
    with pytest.raises(SystemExit):
        cli.main(told)
    assert "10 digits" in capsys.readouterr().err


def test_a_new_epoch_is_named(database: CityDatabase, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["init", "--database", database.url, "--resources", str(RESOURCES)])
    capsys.readouterr()
    assert cli.main(["new-epoch", "--database", database.url]) == 0
    assert capsys.readouterr().out.startswith("e-")


def test_codes_are_not_kept_in_clear(database: CityDatabase) -> None:
    cli.main(["init", "--database", database.url, "--resources", str(RESOURCES)])
    code = enrolment_code(database, HALL)
    store = Store(database.url)
    with store.read() as conn:
        kept = conn.scalars(select(schema.enrolment.c.code_hash)).all()
    store.close()
    assert len(kept) == 1
    assert code.replace("-", "") not in kept[0].upper()
