"""kill -9 at any moment: the next start brings the registration back, exactly where the cursor was."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.materials import MaterialState
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.notice.page import NoticePage
from outlet_app.ui.theme.theme import Theme
from tests.support.counter_fakes_intake import CODE, NAME, NOW, PHONE, Desk, Visit
from tests.support.dying_clerk import reopened

ROOT = Path(__file__).parents[2]


@pytest.fixture
def windows(dressed: Theme) -> Iterator[list[QWidget]]:
    """Windows of the second start, given back afterwards."""
    opened: list[QWidget] = []
    yield opened
    for window in opened:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def killed(folder: Path, moment: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.dying_writer", str(folder), moment],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


def started_again(folder: Path, windows: list[QWidget]) -> Visit:
    """The next start, a while later; the registration page opened with F2."""

    def shown(window: QWidget, size: tuple[int, int] = (1366, 768)) -> QWidget:
        windows.append(window)
        window.resize(*size)
        window.show()
        assert QTest.qWaitForWindowActive(window)
        return window

    bench = reopened(folder, NOW + timedelta(minutes=9))
    visit = Visit(Desk(bench, bench.counter()), shown)
    visit.begin()
    QApplication.processEvents()
    return visit


@pytest.mark.parametrize(
    ("moment", "request_text", "cursor"),
    [
        ("resting", "申报 度2026 年资助", "request@4"),
        ("moved", "申报 度2026 年资助", "contact@2"),
        ("in-save", "申报 度2026 年资助", "request@4"),
        ("typing", "申报 度2026 年资助", "request@4"),
    ],
)
def test_everything_comes_back_and_the_cursor_too(
    tmp_path: Path, windows: list[QWidget], moment: str, request_text: str, cursor: str
) -> None:
    killed(tmp_path, moment)
    visit = started_again(tmp_path, windows)
    entry = visit.page.state.entry
    party = entry.applicant
    assert (party.name, party.id_number, party.contact, party.phone) == (NAME, CODE, "刘建平", PHONE)
    assert (entry.sub_item, entry.request) == ("8.2", request_text)
    states = {row.code: row.state for row in visit.page.state.rows}
    assert (states["8.2-M1"], states["8.2-M3"]) == (MaterialState.COMPLETE, MaterialState.MISSING)
    assert visit.page.fields.focused() == cursor
    assert visit.page.draft.head.told.text() == "已恢复 10:42 的草稿"
    visit.hands.type("x")
    name = cursor.partition("@")[0]
    at = int(cursor.partition("@")[2])
    assert visit.page.fields.value(name)[at] == "x", "the next key goes where the last one went"
    assert visit.cases() == (), "a draft is no case"


def test_the_row_of_the_checklist_has_the_cursor_again(tmp_path: Path, windows: list[QWidget]) -> None:
    killed(tmp_path, "in-material")
    visit = started_again(tmp_path, windows)
    assert visit.page.materials.focused() == "8.2-M3"
    visit.hands.press("1")
    states = {row.code: row.state for row in visit.page.state.rows}
    assert states["8.2-M3"] is MaterialState.COMPLETE


def test_a_notice_in_writing_comes_back_in_the_middle_of_its_word(
    tmp_path: Path, windows: list[QWidget]
) -> None:
    killed(tmp_path, "in-notice")
    visit = started_again(tmp_path, windows)
    visit.desk.drain()
    page = visit.window.page
    assert visit.window.current is PageKey.NOTICE
    assert isinstance(page, NoticePage)
    line = page.state.lines[0]
    assert line.remedy[4:6] == "尽快"
    assert page.editor.focused() == f"lines.{line.code}.remedy@6"
