"""The commands of an administrator."""

import json
import re

import pytest
from sqlalchemy import select

from city_server import cli, schema
from city_server.store import Store
from outlet_app.domain.events import AnsweredOnSpot
from outlet_app.sync import wire
from outlet_app.sync.client import enroll
from tests.support.cities import NewCounter
from tests.support.server import RESOURCES, CityDatabase, ServerProcess, enrolment_code

HALL = "1508001001"


def test_from_nothing_to_an_enrolled_machine(
    database: CityDatabase, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["init", "--database", database.url, "--resources", str(RESOURCES)]) == 0
    assert capsys.readouterr().out == "ready\n"
    told = ["--outlet", HALL, "--staff", "1508000001", "--name", "乌兰"]
    assert cli.main(["enrol", "--database", database.url, *told]) == 0
    code = capsys.readouterr().out
    assert re.fullmatch(r"([0-9A-Z]{4}-){3}[0-9A-Z]{4}\n", code)
    server = ServerProcess(database)
    taken_on = enroll(server.url, code.strip(), wire.DeviceKey.make(), "ab" * 16)
    assert (taken_on.outlet.code, taken_on.staff.name) == (HALL, "乌兰")
    assert server.stop() == 0


def test_a_command_that_is_none_is_refused_with_the_list_of_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        cli.main(["destroy"])
    told = capsys.readouterr().err
    assert all(name in told for name in ("init", "serve", "enrol", "counts", "new-epoch"))


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
