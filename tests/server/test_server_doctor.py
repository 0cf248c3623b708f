"""`city-server doctor` says in sentences what is well and what is not; the exit code is the worst of it."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from city_server import cli, schema
from city_server.doctor import (
    LITTLE_ROOM,
    ROOM,
    Grade,
    backups,
    certificate,
    disk,
    key_file,
    schema_version,
    server_clock,
)
from city_server.migrations import VERSION
from city_server.review_keys import make_key_file
from city_server.store import Store
from outlet_app.domain.calendar import CST
from outlet_app.domain.events import AnsweredOnSpot
from tests.support.certificates import DAY, Authority
from tests.support.cities import NewMachine
from tests.support.server import RESOURCES, CityDatabase, ServerProcess

NOW = datetime(2026, 11, 27, 9, 30, tzinfo=CST)
Findings = dict[str, tuple[str, str]]


def looked(url: str, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Findings]:
    """The exit code, and by part how it is and what is said."""
    capsys.readouterr()
    code = cli.main(["doctor", "--database", url, *words])
    found = [line.split(maxsplit=2) for line in capsys.readouterr().out.splitlines()]
    return code, {part: (grade, said) for grade, part, said in found}


@pytest.fixture
def city_url(database: CityDatabase, capsys: pytest.CaptureFixture[str]) -> str:
    assert cli.main(["init", "--database", database.url, "--resources", str(RESOURCES)]) == 0
    return database.url


def test_a_city_that_is_well_is_said_to_be(
    city_url: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    key = tmp_path / "reviews.pem"
    make_key_file(key)
    papers = Authority(tmp_path).sign(ends=90 * DAY)
    cli.main(["backup", "--database", city_url, "--to", str(tmp_path / "backups")])
    words = [
        "--key-file",
        str(key),
        "--cert",
        str(papers.certificate),
        "--backups",
        str(tmp_path / "backups"),
    ]
    code, found = looked(city_url, capsys, *words, "--folder", str(tmp_path))
    assert {part: grade for part, (grade, _) in found.items() if part != "disk"} == {
        "database": "well",
        "schema": "well",
        "epoch": "well",
        "clock": "well",
        "key": "well",
        "certificate": "well",
        "backup": "well",
    }
    assert code == (0 if found["disk"][0] == "well" else 1)
    assert all(said.endswith(".") for _, said in found.values())


def test_a_database_without_tables_is_bad(database: CityDatabase, capsys: pytest.CaptureFixture[str]) -> None:
    code, found = looked(database.url, capsys)
    assert code == 2
    assert found["schema"] == ("BAD", "There are no tables; run city-server init.")


def test_a_database_that_does_not_answer_is_bad_and_no_crash(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for url in (
        f"postgresql://postgres:s3cret@/x?host={tmp_path}",
        f"sqlite:///{tmp_path / 'no' / 'city.db'}",
    ):
        code, found = looked(url, capsys)
        assert code == 2
        assert found["database"][0] == "BAD"
        assert "s3cret" not in str(found)


def test_a_newer_schema_is_bad_and_an_older_one_to_look_at(
    city_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Store(city_url)) as store, store.write() as conn:
        conn.execute(insert(schema.schema_version).values(version=VERSION + 1))
    code, found = looked(city_url, capsys)
    assert (code, found["schema"][0]) == (2, "BAD")
    assert "newer program" in found["schema"][1]
    assert [schema_version(n).grade for n in (0, 1, VERSION - 1, VERSION, VERSION + 1)] == [
        Grade.LOOK,
        Grade.LOOK,
        Grade.LOOK,
        Grade.WELL,
        Grade.BAD,
    ]


def test_a_restored_cluster_is_to_be_looked_at(city_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(Store(city_url)) as store, store.write() as conn:
        conn.execute(update(schema.epoch).values(cluster="12345/2"))
    code, found = looked(city_url, capsys)
    assert found["epoch"][0] == "look"
    assert "new epoch" in found["epoch"][1]
    assert code >= 1


def test_a_clock_that_was_set_back_is_found_by_what_was_taken(
    serve: object, database: CityDatabase, machine: NewMachine, capsys: pytest.CaptureFixture[str]
) -> None:
    server: ServerProcess = serve()  # type: ignore[operator]
    one = machine(server)
    one.told(one.opening(AnsweredOnSpot("可以"))[1])
    assert looked(database.url, capsys)[1]["clock"][0] == "well"
    ahead = (datetime.now(CST) + timedelta(days=3)).isoformat()
    with closing(Store(database.url)) as store, store.write() as conn:
        conn.execute(update(schema.op).values(received_at=ahead))
    code, found = looked(database.url, capsys)
    assert (code, found["clock"][0]) == (2, "BAD")


CLOCKS = {
    "well": (NOW, None, Grade.WELL),
    "an operation just now": (NOW, NOW, Grade.WELL),
    "two minutes ahead": (NOW, NOW + timedelta(minutes=2), Grade.WELL),
    "further ahead": (NOW, NOW + timedelta(minutes=2, seconds=1), Grade.BAD),
    "before the program": (datetime(2026, 10, 31, 23, 59, tzinfo=CST), None, Grade.BAD),
    "a dead battery": (datetime(2000, 1, 1, tzinfo=CST), NOW, Grade.BAD),
}


def test_clocks() -> None:
    found = {name: server_clock(now, newest).grade for name, (now, newest, _) in CLOCKS.items()}
    assert found == {name: grade for name, (_, _, grade) in CLOCKS.items()}


def test_room_on_the_disk() -> None:
    grades = [
        disk(Path("x"), free).grade for free in (None, 0, LITTLE_ROOM - 1, LITTLE_ROOM, ROOM - 1, ROOM, 2**50)
    ]
    bad, look, well = Grade.BAD, Grade.LOOK, Grade.WELL
    assert grades == [bad, bad, bad, look, look, well, well]
    assert disk(Path("x"), 3 * 2**30).said == "3.0 GiB are free at x."


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
def test_a_key_for_its_owner_alone_is_well(tmp_path: Path, mode: int) -> None:
    key = tmp_path / "key.pem"
    key.write_bytes(b"x")
    key.chmod(mode)
    assert key_file(key).grade is Grade.WELL


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o601, 0o777])
def test_a_key_that_others_can_open_is_bad_and_says_what_to_do(tmp_path: Path, mode: int) -> None:
    key = tmp_path / "key.pem"
    key.write_bytes(b"x")
    key.chmod(mode)
    found = key_file(key)
    assert found.grade is Grade.BAD
    assert f"chmod 600 {key}" in found.said
    assert key_file(tmp_path / "gone").said.startswith("There is no key file")


def test_how_long_a_certificate_holds(tmp_path: Path) -> None:
    authority, now = Authority(tmp_path), datetime.now(UTC)
    holds = authority.sign(ends=31 * DAY).certificate
    grades = {days: certificate(holds, now + days * DAY).grade for days in (0, 0.9, 1.1, 30, 30.9, 31.1, 400)}
    look, bad = Grade.LOOK, Grade.BAD
    assert grades == {0: Grade.WELL, 0.9: Grade.WELL, 1.1: look, 30: look, 30.9: look, 31.1: bad, 400: bad}
    nothing = tmp_path / "nothing.pem"
    nothing.write_text("nothing", encoding="ascii")
    assert certificate(nothing, now).said == f"{nothing} is no certificate in PEM."
    assert certificate(tmp_path / "gone.pem", now).grade is Grade.BAD


def test_backups_are_of_today_and_whole(
    city_url: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    assert backups(folder, NOW).said.startswith("There is no backup in")
    cli.main(["backup", "--database", city_url, "--to", str(folder)])
    (place,) = folder.iterdir()
    now = datetime.now(CST)
    assert backups(folder, now).grade is Grade.WELL
    assert backups(folder, now + timedelta(hours=25)).grade is Grade.WELL
    assert backups(folder, now + timedelta(hours=27)).grade is Grade.LOOK
    next(iter(place.glob("city.*"))).write_bytes(b"x")
    found = backups(folder, now)
    assert found.grade is Grade.BAD
    assert "damaged" in found.said


def test_doctor_explains_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["doctor", "--help"])
    assert "0 all is well, 1 something to look at, 2 something is wrong" in " ".join(
        capsys.readouterr().out.split()
    )
