"""Nothing typed is lost: the draft is kept while it is filled, through trouble and through a crash."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from outlet_app.domain.decisions import Decision
from outlet_app.domain.materials import MaterialState
from outlet_app.services.troubles import Trouble
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.notice.page import NoticePage
from outlet_app.ui.parts import autosave
from outlet_app.ui.widgets.paragraph import Paragraph
from tests.support.counter_fakes_intake import NAME, Desk, Failing, Visit, open_desk
from tests.ui.conftest import Stage

SOON_MS = 5


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(autosave, "PAUSE_MS", SOON_MS)
    monkeypatch.setattr(autosave, "RETRY_MS", SOON_MS)
    return open_desk(tmp_path)


@pytest.fixture
def visit(desk: Desk, stage: Stage) -> Visit:
    return Visit(desk, stage)


def rest(visit: Visit) -> None:
    """Let the pause pass and the lanes work."""
    QTest.qWait(SOON_MS * 8)
    visit.desk.drain()
    QApplication.processEvents()


def test_the_draft_is_kept_a_moment_after_the_last_key(visit: Visit, desk: Desk) -> None:
    visit.begin().hands.type(NAME)
    assert desk.counter.drafts.load() is None
    rest(visit)
    saved = desk.counter.drafts.load()
    assert saved is not None
    assert saved.entry.applicant.name == NAME
    assert visit.page.draft.head.told.text() == "10:42 已自动保存"
    assert visit.page.draft.head.chip.isVisible()


def test_the_draft_is_kept_when_the_focus_moves(
    visit: Visit, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "PAUSE_MS", 60_000)
    visit.begin().hands.type("禾源")
    visit.hands.go("Tab")
    saved = desk.counter.drafts.load()
    assert saved is not None
    assert saved.entry.applicant.name == "禾源"


def test_moving_without_change_writes_nothing(visit: Visit, desk: Desk) -> None:
    visit.begin().hands.go("Tab", "Tab", "Tab")
    assert desk.counter.drafts.load() is None
    assert not visit.page.draft.head.chip.isVisible()


def test_an_emptied_page_gives_its_draft_up(visit: Visit, desk: Desk) -> None:
    visit.begin().hands.type("禾")
    rest(visit)
    visit.hands.press("Backspace")
    rest(visit)
    assert desk.counter.drafts.load() is None
    assert visit.page.draft.head.told.text() == ""


def test_trouble_is_told_in_amber_and_tried_again(visit: Visit, desk: Desk) -> None:
    visit.begin()
    stuck = Failing(desk.counter.drafts, save=Trouble("storage.locked"))
    visit.page.draft.autosave._drafts = stuck
    visit.hands.type("禾源")
    rest(visit)
    head = visit.page.draft.head
    assert (head.told.text(), head.told.property("tone")) == ("未能保存，正在重试", "warn")
    assert visit.page.fields.value("applicant.name") == "禾源"
    stuck.errors.clear()
    rest(visit)
    assert head.told.text() == "10:42 已自动保存"
    assert desk.counter.drafts.load() is not None


def test_a_crash_loses_nothing_not_even_the_cursor(visit: Visit, desk: Desk, stage: Stage) -> None:
    visit.begin().party().matter("8.2", "申报 2026 年资助")
    visit.hands.press("1", "Down", "2")
    visit.page.fields.focus_at("request@3")
    visit.hands.type("度")
    rest(visit)
    again = Visit(Desk(desk.bench, desk.bench.counter()), stage)
    again.begin()
    assert again.page.state.answered == visit.page.state.answered
    assert again.page.fields.value("request") == "申报 度2026 年资助"
    assert again.page.fields.focused() == "request@4"
    assert again.page.draft.head.told.text() == "已恢复 10:42 的草稿"
    rows = {row.code: row.state for row in again.page.state.rows}
    assert rows["8.2-M3"] is MaterialState.MISSING
    assert again.page.materials.rows[3].bar.current == 1


def test_a_draft_that_cannot_be_read_yet_is_not_written_over(visit: Visit, desk: Desk, stage: Stage) -> None:
    visit.begin().party()
    rest(visit)
    again = Visit(Desk(desk.bench, desk.bench.counter()), stage)
    stuck = Failing(again.desk.counter.drafts, load=Trouble("storage.locked"))
    object.__setattr__(again.desk.counter, "drafts", stuck)
    again.begin().hands.type("另一家")
    rest(again)
    assert again.page.draft.head.told.text() == "未能保存，正在重试"
    assert desk.counter.drafts.load().entry.applicant.name == NAME
    stuck.errors.clear()
    rest(again)
    assert again.dialog.windowTitle() == "还没有办完"
    again.hands.go("Alt+R")
    assert again.page.fields.value("applicant.name") == NAME


def test_the_clerk_may_go_on_with_the_newer_one(visit: Visit, desk: Desk, stage: Stage) -> None:
    visit.begin().party()
    rest(visit)
    again = Visit(Desk(desk.bench, desk.bench.counter()), stage)
    again.hands.press("F2")
    again.hands.type("另一家")
    again.desk.drain()
    again.hands.go("Return")
    rest(again)
    saved = desk.counter.drafts.load()
    assert saved is not None
    assert saved.entry.applicant.name == "另一家"


def test_a_crash_in_the_checklist_comes_back_to_its_row(visit: Visit, desk: Desk, stage: Stage) -> None:
    visit.begin().party().matter("8.2", "申报资助")
    visit.hands.press("1", "Down", "2")
    rest(visit)
    again = Visit(Desk(desk.bench, desk.bench.counter()), stage)
    again.begin()
    assert again.page.materials.focused() == "8.2-M3"


def test_a_crash_in_the_notice_comes_back_to_the_notice(visit: Visit, desk: Desk, stage: Stage) -> None:
    visit.begin().party().matter("8.2", "申报资助").hands.press("2", "Down", "1", "Down", "1", "Down", "1")
    visit.hands.go("Alt+Y")
    visit.hands.type("当场说明过")
    rest(visit)
    again = Visit(Desk(desk.bench, desk.bench.counter()), stage)
    again.begin()
    page = again.window.page
    assert isinstance(page, NoticePage)
    assert page.state.lines[0].remedy.endswith("当场说明过")
    assert page.editor.focused() == f"lines.8.2-M1.remedy@{len(page.state.lines[0].remedy)}"


def test_a_decision_ends_the_draft(visit: Visit, desk: Desk) -> None:
    visit.begin().party().matter("1.6", "查询导航数据")
    visit.hands.press("1", "Down", "1")
    rest(visit)
    visit.hands.go("Alt+S")
    rest(visit)
    assert desk.counter.drafts.load() is None
    assert visit.page.state.is_blank
    assert visit.page.draft.head.told.text() == ""


def test_leaving_an_unfinished_page_asks_nothing(visit: Visit, desk: Desk) -> None:
    visit.begin().party()
    visit.hands.go("Ctrl+1")
    assert visit.window.current is PageKey.WORKBENCH
    assert desk.counter.drafts.load() is not None
    visit.hands.go("Ctrl+2")
    assert visit.page.fields.value("applicant.name") == NAME
    assert visit.page.fields.focused().startswith("item")


def test_leaving_a_page_that_could_be_decided_asks(visit: Visit) -> None:
    visit.begin().party().matter("1.6", "查询导航数据")
    visit.hands.press("1", "Down", "1")
    visit.hands.go("Ctrl+1")
    assert visit.window.current is PageKey.INTAKE
    assert visit.dialog.windowTitle() == "还没有办完"
    visit.hands.go("Esc")
    assert visit.window.current is PageKey.INTAKE
    visit.hands.go("Ctrl+1")
    visit.hands.go("Return")
    assert visit.window.current is PageKey.WORKBENCH


def test_leaving_may_give_the_draft_up(visit: Visit, desk: Desk) -> None:
    visit.begin().party().matter("1.6", "查询导航数据")
    visit.hands.press("1", "Down", "1")
    visit.hands.go("Ctrl+1")
    # The habit of 当场答复 must not destroy anything.
    visit.hands.go("Alt+D")
    assert desk.counter.drafts.load() is not None
    visit.hands.go("Alt+X")
    assert visit.window.current is PageKey.WORKBENCH
    assert desk.counter.drafts.load() is None
    assert visit.page.state.is_blank


def test_f2_over_an_unfinished_page_asks_first(visit: Visit, desk: Desk) -> None:
    visit.begin().party()
    visit.hands.go("F2")
    (told,) = visit.dialog.body.findChildren(Paragraph)
    assert told.text() == "页面上有一份没有办完的登记。删除草稿后不能恢复。"
    visit.hands.go("Return")
    assert visit.page.fields.value("applicant.name") == NAME
    visit.hands.go("F2")
    visit.hands.go("Alt+X")
    assert visit.page.state.is_blank
    assert desk.counter.drafts.load() is None
    assert visit.page.fields.focused().startswith("applicant.name")


def test_f2_on_a_blank_page_just_begins(visit: Visit) -> None:
    visit.begin().hands.press("Tab", "Tab")
    visit.hands.go("F2")
    assert visit.page.fields.focused().startswith("applicant.name")
    assert visit.window.feedback.open_dialog is None


def test_saving_by_hand(visit: Visit, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autosave, "PAUSE_MS", 60_000)
    visit.begin().hands.type("禾源")
    visit.hands.go("Ctrl+S")
    assert desk.counter.drafts.load() is not None


def test_the_lock_gives_the_focus_back(visit: Visit) -> None:
    visit.begin().party()
    cover = type(visit.page.draft.head)()
    visit.window.cover(cover)
    visit.window.uncover()
    assert visit.page.fields.focused().startswith("item")


def test_a_new_day_counts_from_the_new_day(visit: Visit, desk: Desk) -> None:
    visit.begin().party().matter("1.7", "出报告")
    desk.bench.clock.forward(days=1)
    visit.window.office.look_at_clock()
    assert visit.page.side.deadline.title_line.text() == "11月24日 周二 17:30 前"
    assert visit.page.state.today == desk.bench.clock.now().date()


def test_an_item_from_the_list_begins_a_registration(visit: Visit) -> None:
    visit.begin()
    visit.hands.go("Ctrl+8")
    visit.hands.press("Down", "Down")
    visit.hands.go("Alt+N")
    assert visit.window.current is PageKey.INTAKE
    assert visit.page.state.entry.item == 3
    assert visit.page.bar.buttons[Decision.ACCEPT].isVisible()
