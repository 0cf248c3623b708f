"""Logs and crash sheets: enough to find a fault, nothing about a person."""

import logging
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from outlet_app.system import logs
from outlet_app.system.crash import catch_crashes, new_reference, write_sheet
from outlet_app.system.logs import redact, start_logging, stop_logging

log = logging.getLogger("outlet_app.test")


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("saved case of 张三", "saved case of <2>"),
        ("阿拉坦·乌拉", "<6>"),
        ("phone 13812345678 rings", "phone # rings"),
        ("phone 138 1234 5678", "phone #"),
        ("phone +86 138-1234-5678.", "phone #."),
        ("fixed line 0478-8262000", "fixed line #"),
        ("id 15282719900103001X", "id #"),
        ("id 152827199001030014,", "id #,"),
        ("code 91150826MA0QK7XH47", "code #"),
        ("took 1234 ms at seq 120345", "took 1234 ms at seq 120345"),
        ("op 019a9c1e-7d2a-7f00-8000-0123456789ab", "op 019a9c1e-7d2a-7f00-8000-0123456789ab"),
        ("line 42 in save", "line 42 in save"),
    ],
)
def test_what_points_to_a_person_is_taken_out_and_the_rest_stays(said: str, written: str) -> None:
    assert redact(said) == written


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    handler = start_logging(tmp_path / "logs")
    yield tmp_path / "logs"
    stop_logging(handler)


def text(folder: Path) -> str:
    return "".join(file.read_text(encoding="utf-8") for file in folder.iterdir())


def test_arguments_and_tracebacks_are_redacted_too(folder: Path) -> None:
    log.warning("no printer for %s, %s", "张三", "13812345678")
    try:
        raise ValueError("bad number 15282719900103001X of 张三")
    except ValueError:
        log.exception("stumbled")
    written = text(folder)
    assert "no printer for <2>, #" in written
    assert "ValueError: bad number # of <2>" in written
    assert "test_logs.py" in written
    for secret in ("张三", "13812345678", "15282719900103001X"):
        assert secret not in written


def test_a_line_begins_with_the_local_time_in_full(folder: Path) -> None:
    log.info("hello")
    assert re.match(r"20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} INFO outlet_app\.test hello\n", text(folder))


def test_the_log_never_grows_without_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "_MEGABYTE", 10_000)
    handler = start_logging(tmp_path)
    for _ in range(100):
        log.info("x" * 1000)
    stop_logging(handler)
    sizes = [file.stat().st_size for file in tmp_path.iterdir()]
    assert len(sizes) == 6
    assert max(sizes) <= 10_000


def test_after_the_end_nothing_is_written(folder: Path, tmp_path: Path) -> None:
    handler = start_logging(tmp_path / "other")
    stop_logging(handler)
    log.warning("late")
    assert not list((tmp_path / "other").iterdir())


def a_crash() -> ValueError:
    try:
        raise ValueError("张三 13812345678")
    except ValueError as error:
        return error


def test_a_crash_leaves_a_sheet_under_its_reference(folder: Path) -> None:
    reference = write_sheet(folder, a_crash())
    sheet = (folder / f"crash-{reference}.txt").read_text(encoding="utf-8")
    assert "ValueError: <2> #" in sheet
    assert "a_crash" in sheet
    assert f"crash {reference}: ValueError" in (folder / "outlet.log").read_text(encoding="utf-8")
    assert "张三" not in text(folder)


def test_a_crash_on_a_full_disk_still_has_a_reference(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    assert write_sheet(in_the_way / "logs", a_crash(), "ABCD-1234") == "ABCD-1234"


def test_a_log_that_cannot_be_written_stops_nothing_and_says_nothing_on_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handler = start_logging(tmp_path / "logs")
    (tmp_path / "logs").rmdir()
    log.warning("saved for %s", "张三")
    stop_logging(handler)
    told = capsys.readouterr()
    assert told.out + told.err == ""


def test_a_reference_can_be_read_out_on_the_telephone() -> None:
    made = {new_reference() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", reference) for reference in made)


def test_an_uncaught_exception_reaches_the_clerk_as_a_reference(folder: Path) -> None:
    told: list[str] = []
    before = sys.excepthook
    undo = catch_crashes(folder, told.append)
    error = a_crash()
    sys.excepthook(type(error), error, error.__traceback__)
    undo()
    assert sys.excepthook is before
    (reference,) = told
    assert (folder / f"crash-{reference}.txt").exists()


def test_ctrl_c_is_no_crash(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *args: passed.append(args[0]))
    told: list[str] = []
    undo = catch_crashes(folder, told.append)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    undo()
    assert (passed, told) == ([KeyboardInterrupt], [])
