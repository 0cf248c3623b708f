"""What an administrator reads where the database does not serve: a sentence, no traceback or password."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy.exc import ArgumentError, IntegrityError, OperationalError, ProgrammingError

from city_server import cli
from city_server.database_words import database_trouble
from city_server.store import Store
from tests.support.server import RESOURCES

HALL = "1508001001"
NO_TABLES = "There are no tables in this database: look at the URL, or run city-server init.\n"
COMMANDS: dict[str, tuple[str, ...]] = {
    "outlets": (),
    "counts": ("--outlet", HALL),
    "enrol": ("--outlet", HALL, "--staff", "1508000001", "--name", "乌兰"),
    "new-epoch": (),
    "numbers": (),
    "forks": (),
}


def said(capsys: pytest.CaptureFixture[str], command: str, url: str, more: Sequence[str] = ()) -> str:
    """What stands on stderr; the command must have failed, and printed nothing else."""
    assert cli.main([command, "--database", url, *more]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err
    return told.err


@pytest.mark.parametrize("command", COMMANDS)
def test_a_database_without_tables_is_called_so(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'mistyped.db'}"
    assert said(capsys, command, url, COMMANDS[command]) == NO_TABLES


def test_a_file_that_is_none_stays_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("这是一封信，不是数据库。" * 50, encoding="utf-8")
    before = file.read_bytes()
    told = said(capsys, "outlets", f"sqlite:///{file}")
    assert told == "The file is no database of a city; nothing was written to it.\n"
    assert file.read_bytes() == before


def test_a_folder_that_is_none_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "outlets", f"sqlite:///{tmp_path / 'nowhere' / 'c.db'}")
    assert told.startswith("The database does not answer: ")
    assert told.count("\n") == 1


def test_a_server_that_is_not_there_is_told_without_its_password(capsys: pytest.CaptureFixture[str]) -> None:
    url = "postgresql://clerk:hidden-word@127.0.0.1:1/city"
    told = said(capsys, "init", url, ("--resources", str(RESOURCES)))
    assert told.startswith("The database does not answer: ")
    assert "hidden-word" not in told
    assert told.count("\n") == 1


@pytest.mark.parametrize("url", ["nonsense", "mysql://x/y", "oracle://x", "http://city.example/", ""])
def test_a_url_of_no_database_we_know(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "outlets", url)
    assert told == "The URL names no database this program knows: sqlite:///file or postgresql://….\n"


@pytest.mark.parametrize("name", ["", "  ", "甲\n乙", "甲\t乙", "长" * 51, "长" * 5000])
def test_a_head_has_a_name_that_can_be_read(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = ["enrol", "--database", "sqlite://", "--outlet", HALL, "--staff", "1508000001", "--name", name]
    with pytest.raises(SystemExit):
        cli.main(told)
    assert "a name of at most 50 characters is needed" in capsys.readouterr().err


class DriverError(Exception):
    """What a driver raises."""

    def __init__(self, text: str, sqlstate: str = "") -> None:
        super().__init__(text)
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("trouble", "wanted"),
    [
        (ArgumentError("x"), "The URL names no database"),
        (OperationalError("q", {}, DriverError("no such table: device")), "There are no tables"),
        (ProgrammingError("q", {}, DriverError("relation", "42P01")), "There are no tables"),
        (OperationalError("q", {}, DriverError("database is locked")), "The database is being written to"),
        (OperationalError("q", {}, DriverError("gone\nsecond line")), "The database does not answer: gone"),
    ],
)
def test_the_sentences(trouble: ArgumentError, wanted: str) -> None:
    told = database_trouble(trouble)
    assert told.startswith(wanted)
    assert "second line" not in told


@pytest.mark.parametrize(
    "bug",
    [
        ProgrammingError("q", {}, DriverError("column x does not exist", "42703")),
        IntegrityError("q", {}, DriverError("UNIQUE constraint failed")),
    ],
)
def test_a_bug_of_ours_is_not_talked_away(bug: ProgrammingError) -> None:
    assert database_trouble(bug) == ""


def test_a_store_opens_nothing_else() -> None:
    with pytest.raises(ArgumentError, match="mysql"):
        Store("mysql://x/y")
