"""A backup is whole or it is none, and what is restored is what was there, under a new epoch."""

import json
import re
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.engine import make_url

from city_server import backup, cli, epochs, postgres_tools, schema
from city_server.backup import MANIFEST, BackupFault, read_manifest
from city_server.blob_store import Directory
from city_server.blobs import place_of
from city_server.store import Store
from outlet_app.domain.events import AnsweredOnSpot
from tests.support.cities import NewCounter, NewMachine, census
from tests.support.postgres import the_cluster
from tests.support.server import CityDatabase, PostgresCity, ServerProcess, SqliteCity


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def empty(database: CityDatabase, tmp_path: Path) -> CityDatabase:
    """A second database of the same kind, with nothing in it."""
    if isinstance(database, PostgresCity):
        return PostgresCity(the_cluster(), the_cluster().new_database())
    return SqliteCity(tmp_path / "restored.db")


def back_up(database: CityDatabase, folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    capsys.readouterr()
    assert cli.main(["backup", "--database", database.url, "--to", str(folder)]) == 0
    return Path(capsys.readouterr().out.splitlines()[0])


def bring_back(place: Path, database: CityDatabase) -> int:
    return cli.main(["restore", "--database", database.url, "--from", str(place)])


def epoch_of(database: CityDatabase) -> epochs.Epoch:
    with closing(Store(database.url)) as store, store.read() as conn:
        return epochs.required(conn)


def test_a_city_at_work_is_backed_up_and_comes_back_whole(
    serve: object,
    database: CityDatabase,
    empty: CityDatabase,
    machine: NewMachine,
    outlet: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    server: ServerProcess = serve()  # type: ignore[operator]
    one = machine(server)
    one.told(one.opening(AnsweredOnSpot("乌兰·𬎆"))[1])
    place = back_up(database, folder, capsys)
    before = census(server, outlet)
    # What comes after the backup is not in it.
    one.told(one.opening()[1])
    assert bring_back(place, empty) == 0
    assert "2 operations, 1 cases, 0 attachments" in capsys.readouterr().out
    restored = ServerProcess(empty)
    try:
        assert census(restored, outlet).tally == before.tally
        assert census(restored, outlet).case_numbers == before.case_numbers
    finally:
        assert restored.stop() == 0


def test_a_restored_city_is_in_a_new_epoch_and_says_why(
    database: CityDatabase, empty: CityDatabase, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ServerProcess(database).stop() == 0
    old = epoch_of(database)
    bring_back(back_up(database, folder, capsys), empty)
    new = epoch_of(empty)
    assert new.no == old.no + 1
    assert (new.name != old.name, new.secret != old.secret) == (True, True)
    assert new.name in capsys.readouterr().out
    with closing(Store(empty.url)) as store, store.read() as conn:
        reason = conn.scalar(select(schema.epoch.c.reason).where(schema.epoch.c.no == new.no))
    assert str(reason).startswith("restored from 20")
    # The next start finds nothing more to do about it.
    assert ServerProcess(empty).stop() == 0
    assert epoch_of(empty) == new


def test_what_counters_sent_since_the_backup_comes_again_by_itself(
    serve: object,
    database: CityDatabase,
    empty: CityDatabase,
    counter: NewCounter,
    outlet: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    server: ServerProcess = serve()  # type: ignore[operator]
    one = counter(server)
    one.register(AnsweredOnSpot("一"))
    one.sync()
    place = back_up(database, folder, capsys)
    one.register(AnsweredOnSpot("二"))
    one.sync()
    port = server.port
    assert server.stop() == 0
    bring_back(place, empty)
    again = ServerProcess(empty, port=port)
    try:
        for _ in range(4):
            report = one.sync()
        assert (report.waiting, report.stopped) == (0, "")
        assert census(again, outlet).tally == one.tally()
        assert census(again, outlet).tally.cases == 2
    finally:
        again.stop()


def test_a_backup_says_what_it_holds(
    serve: object,
    database: CityDatabase,
    machine: NewMachine,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    server: ServerProcess = serve()  # type: ignore[operator]
    one = machine(server)
    one.told(one.opening(AnsweredOnSpot("可以"))[1])
    place = back_up(database, folder, capsys)
    assert re.fullmatch(r"\d{8}-\d{6}", place.name)
    told = read_manifest(place)
    assert (told.operations, told.cases, told.blobs) == (2, 1, ())
    assert told.epoch == epoch_of(database).name
    assert {file.name for file in place.iterdir()} == {MANIFEST, told.file}
    # Nobody else on the machine reads the city's records in a copy of them.
    assert (place / told.file).stat().st_mode & 0o077 == 0
    assert [one.name for one in folder.iterdir()] == [place.name]


def test_nobodys_name_stands_in_the_manifest(
    serve: object,
    database: CityDatabase,
    machine: NewMachine,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    one = machine(serve())  # type: ignore[operator]
    one.told(one.opening(AnsweredOnSpot("可以"))[1])
    text = (back_up(database, folder, capsys) / MANIFEST).read_text(encoding="utf-8")
    assert "巴特尔" not in text
    assert "HH05" not in text


def spoil_a_byte(place: Path) -> None:
    file = place / read_manifest(place).file
    held = bytearray(file.read_bytes())
    held[len(held) // 2] ^= 1
    file.write_bytes(held)


def cut_short(place: Path) -> None:
    file = place / read_manifest(place).file
    file.write_bytes(file.read_bytes()[:-100])


def lose_the_manifest(place: Path) -> None:
    (place / MANIFEST).unlink()


def break_the_manifest(place: Path) -> None:
    (place / MANIFEST).write_text('{"at": "2026-', encoding="utf-8")


def name_another_file(place: Path) -> None:
    told = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
    (place / MANIFEST).write_text(json.dumps({**told, "file": "other.db"}), encoding="utf-8")


def claim_the_other_kind(place: Path) -> None:
    told = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[told["database"]]
    (place / MANIFEST).write_text(json.dumps({**told, "database": other}), encoding="utf-8")


def lose_everything(place: Path) -> None:
    shutil.rmtree(place)


SPOILERS = [
    spoil_a_byte,
    cut_short,
    lose_the_manifest,
    break_the_manifest,
    name_another_file,
    claim_the_other_kind,
    lose_everything,
]


def test_a_backup_that_is_not_whole_is_not_restored(
    database: CityDatabase,
    empty: CityDatabase,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    assert ServerProcess(database).stop() == 0
    whole = back_up(database, folder, capsys)
    for n, spoil in enumerate(SPOILERS):
        copy = tmp_path / f"copy-{n}"
        shutil.copytree(whole, copy)
        spoil(copy)
        assert bring_back(copy, empty) == 1, spoil.__name__
        assert capsys.readouterr().err.endswith("Nothing was restored.\n"), spoil.__name__
    assert bring_back(whole, empty) == 0


def test_nothing_is_restored_over_something(
    database: CityDatabase, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ServerProcess(database).stop() == 0
    place, before = back_up(database, folder, capsys), epoch_of(database)
    assert bring_back(place, database) == 1
    assert "nothing is overwritten. Nothing was restored." in capsys.readouterr().err
    assert epoch_of(database) == before


def test_two_backups_in_one_second_do_not_share_a_folder(
    database: CityDatabase, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ServerProcess(database).stop() == 0
    first = back_up(database, folder, capsys)
    at = read_manifest(first).at
    monkeypatch.setattr(backup.clock, "now", lambda: at)
    assert cli.main(["backup", "--database", database.url, "--to", str(folder)]) == 1
    assert "is there already. Nothing was backed up." in capsys.readouterr().err
    assert read_manifest(first).at == at


def test_a_database_that_is_not_there_is_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path / 'nowhere.db'}"
    assert cli.main(["backup", "--database", url, "--to", str(tmp_path)]) == 1
    assert "There is no database" in capsys.readouterr().err
    assert not (tmp_path / "nowhere.db").exists()


def test_a_damaged_database_makes_no_backup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "city.db"
    database = SqliteCity(source)
    assert ServerProcess(database).stop() == 0
    held = bytearray(source.read_bytes())
    held[5000:9000] = b"\xff" * 4000
    source.write_bytes(held)
    assert cli.main(["backup", "--database", database.url, "--to", str(tmp_path / "b")]) == 1
    assert "The database is damaged" in capsys.readouterr().err
    assert list((tmp_path / "b").iterdir()) == []


def test_the_password_stands_in_no_list_of_processes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ran: list[tuple[list[str], dict[str, str]]] = []

    class Done:
        returncode = 0
        stderr = ""

    def run(words: list[str], *, env: dict[str, str], **_more: object) -> Done:
        ran.append((words, env))
        return Done()

    monkeypatch.setattr(postgres_tools.subprocess, "run", run)
    url = make_url("postgresql://city:s3cret@db.example:5433/records")
    postgres_tools.dump(url, tmp_path / "a")
    postgres_tools.restore(url, tmp_path / "a")
    for words, env in ran:
        assert "s3cret" not in " ".join(words)
        assert env["PGPASSWORD"] == "s3cret"
        assert {"--host=db.example", "--port=5433", "--username=city", "--dbname=records"} <= set(words)


def test_postgresqls_own_words_are_passed_on(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    nobody = f"postgresql://postgres@/nothing?host={tmp_path}"
    assert cli.main(["backup", "--database", nobody, "--to", str(folder)]) == 1
    told = capsys.readouterr().err
    assert told.startswith("Pg_dump: ") or "pg_dump" in told
    assert told.rstrip().endswith("Nothing was backed up.")


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(postgres_tools, "_PLACES", tmp_path)
    monkeypatch.setattr(postgres_tools.shutil, "which", lambda _name: None)
    with pytest.raises(postgres_tools.ToolFailed, match="pg_dump is not installed"):
        postgres_tools.dump(make_url("postgresql:///x"), tmp_path / "a")


def test_attachments_that_are_not_there_are_named(tmp_path: Path) -> None:
    files = Directory(tmp_path / "blobs", 0)
    whole, short, gone = "a" * 64, "b" * 64, "c" * 64
    files.put(place_of(whole), [b"12345"])
    files.put(place_of(short), [b"123"])
    told = backup.Manifest(
        at=backup.clock.now(),
        database="sqlite",
        file="city.db",
        sha256="0" * 64,
        schema_version=1,
        epoch="e",
        operations=0,
        cases=0,
        blobs=tuple(backup.BlobLine(one, 5) for one in (whole, short, gone)),
    )
    assert [one.sha256 for one in backup.missing_blobs(told, files)] == [short, gone]


def test_a_fault_is_a_sentence() -> None:
    assert issubclass(BackupFault, Exception)
    assert str(BackupFault("there is no database x")) == "there is no database x"
