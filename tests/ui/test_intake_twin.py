"""The amber line at a repeated registration: explains itself, leads to the case, and stops nobody."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from outlet_app.domain.decisions import Decision
from outlet_app.services.troubles import Trouble
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.intake import twin
from outlet_app.ui.widgets.page import Layout
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording import duplicates as words
from tests.support.counter_fakes_intake import CODE, NAME, Desk, Failing, OtherPage, Visit, open_desk
from tests.ui.conftest import Stage

SOON_MS = 5


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(twin, "PAUSE_MS", SOON_MS)
    return open_desk(tmp_path)


@pytest.fixture
def visit(desk: Desk, stage: Stage) -> Visit:
    """Somebody took up 1.6 this morning."""
    made = Visit(desk, stage)
    made.begin().party().matter("1.6", "查询导航数据").hands.press("1", "Down", "1")
    made.hands.go("Alt+S")
    return made


def told(visit: Visit) -> str:
    """The line after its pause; empty where there is none."""
    QTest.qWait(SOON_MS * 6)
    visit.desk.drain()
    QApplication.processEvents()
    strip = visit.page.form.twin
    return strip.accessibleName() if strip.isVisible() else ""


def case_no(visit: Visit) -> str:
    return visit.cases()[-1].case_no


def test_it_says_which_case_why_when_and_where_it_stands(visit: Visit) -> None:
    visit.begin().party()
    assert told(visit) == "", "without an item nothing is repeated"
    visit.hands.type("1")
    visit.hands.press("Tab")
    assert told(visit) == (
        f"可能重复：{case_no(visit)}，待办理 "
        "证件号码相同、事项相同；今日 10:42 登记，经办人苏日娜。确需另办的，照常办理。"
    )
    assert not visit.page.form.twin.told.text().endswith("…"), "at 1366 px the whole line has room"


def test_it_takes_no_focus_and_stops_no_decision(visit: Visit) -> None:
    visit.begin().party().matter("1.6", "再查一次").hands.press("1", "Down", "1")
    before = QApplication.focusWidget()
    assert told(visit)
    assert QApplication.focusWidget() is before
    visit.hands.go("Alt+S")
    assert visit.dialog.windowTitle() == "可能重复登记"
    visit.hands.go("Alt+N")
    assert len(visit.cases()) == 2


def test_an_open_case_of_another_day_is_told_and_the_decision_asks_nothing(visit: Visit, desk: Desk) -> None:
    desk.bench.clock.forward(days=3)
    visit.begin().party().matter("1.6", "再查一次").hands.press("1", "Down", "1")
    assert "11-18 周三 10:42 登记" in told(visit)
    visit.hands.go("Alt+S")
    assert visit.window.feedback.open_dialog is None
    assert len(visit.cases()) == 2


def test_alt_o_leads_to_the_case_and_keeps_the_draft(visit: Visit) -> None:
    visit.begin().party()
    visit.hands.type("1")
    visit.hands.press("Tab")
    assert told(visit)
    visit.hands.go("Alt+O")
    page = visit.window.page
    assert visit.window.current is PageKey.CASES
    assert isinstance(page, OtherPage)
    assert page.shown == [case_no(visit)]
    saved = visit.desk.counter.drafts.load()
    assert saved is not None
    assert saved.entry.applicant.name == NAME


def test_tab_reaches_it_before_the_form(visit: Visit) -> None:
    visit.begin().party()
    visit.hands.type("1")
    visit.hands.press("Tab")
    assert told(visit)
    visit.page.fields.focus("applicant.kind")
    visit.hands.press("Shift+Tab")
    assert QApplication.focusWidget() is visit.page.form.twin.open


def test_another_applicant_or_item_takes_it_away_at_once(visit: Visit) -> None:
    visit.begin().party()
    visit.hands.type("1")
    visit.hands.press("Tab")
    assert told(visit)
    visit.page.fields.focus("applicant.id_number")
    visit.hands.press("Ctrl+A")
    visit.hands.type("93150821MA0XF8D54N")
    assert not visit.page.form.twin.isVisible(), "what it said may not be true any more"
    assert told(visit) == ""
    visit.hands.press("Ctrl+A")
    visit.hands.type(CODE)
    assert told(visit)
    visit.page.fields.focus("item")
    visit.hands.type("2")
    visit.hands.press("Tab")
    assert told(visit) == ""


def test_a_new_form_starts_without_it(visit: Visit) -> None:
    visit.begin().party().matter("1.6", "再查一次").hands.press("1", "Down", "1")
    assert told(visit)
    visit.hands.go("Alt+S")
    visit.hands.go("Alt+N")
    assert visit.page.state.is_blank
    assert told(visit) == ""


def test_an_answer_to_an_older_question_is_not_shown(visit: Visit) -> None:
    visit.begin().party()
    visit.hands.type("1")
    visit.hands.press("Tab")
    QTest.qWait(SOON_MS * 6)
    visit.page.fields.focus("item")
    visit.hands.press("Ctrl+A")
    visit.hands.type("2")
    visit.hands.press("Tab")
    visit.desk.drain()
    assert not visit.page.form.twin.isVisible()


def test_trouble_with_the_store_is_no_reason_to_disturb(visit: Visit, desk: Desk) -> None:
    visit.page.twins._intake = Failing(desk.counter.intake, repeated_by=Trouble("storage.locked"))  # type: ignore[assignment]
    visit.begin().party()
    visit.hands.type("1")
    visit.hands.press("Tab")
    assert told(visit) == ""
    assert visit.window.feedback.open_dialog is None


def test_the_question_at_the_decision_explains_itself_too(visit: Visit) -> None:
    visit.begin().party().matter("1.6", "再查一次").hands.press("1", "Down", "1")
    visit.hands.go("Alt+D")
    visit.page.fields.focus("answer")
    visit.hands.type("已答复")
    visit.hands.go("Alt+D")
    texts = [one.text() for one in visit.dialog.findChildren(Paragraph)]
    assert "判断依据：证件号码相同、事项相同。现在待办理。" in texts
    assert visit.cases()[0].decision is Decision.ACCEPT


def test_a_long_line_is_cut_and_the_way_to_the_case_stays_in_view(visit: Visit) -> None:
    visit.begin().party()
    visit.hands.type("1")
    visit.hands.press("Tab")
    assert told(visit)
    visit.page.set_layout(Layout.COMPACT)
    strip = visit.page.form.twin
    assert strip.open.isVisible()
    assert strip.rect().contains(strip.open.geometry())
    assert strip.open.height() >= 32
    QTest.mouseClick(strip.open, Qt.MouseButton.LeftButton)
    assert visit.window.current is PageKey.CASES


def test_every_sentence() -> None:
    assert set(words.WHY) == {"number", "name"}
    assert words.WHY["name"] == "名称相同、事项相同，没有证件号码可核对"
    assert words.OPEN == "打开它(&O)"
