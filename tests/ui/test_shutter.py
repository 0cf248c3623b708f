"""While a registration is saved its form is closed: nothing typed is lost in silence or lands elsewhere."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from outlet_app.domain.decisions import Decision
from outlet_app.services.troubles import Trouble
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.notice.page import NoticePage
from outlet_app.ui.parts import shutter
from outlet_app.ui.parts.decisions.reject import RejectDialog
from outlet_app.ui.parts.notice import preview
from tests.support.counter_fakes_intake import Desk, Failing, Visit, open_desk
from tests.support.pointer import double_click
from tests.ui.conftest import Stage

TOLD = "正在保存，这时输入的内容没有录入｜保存结束后请重新输入"
SOON_MS = 5


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(preview, "PAUSE_MS", SOON_MS)
    return open_desk(tmp_path)


@pytest.fixture
def visit(desk: Desk, stage: Stage) -> Visit:
    return Visit(desk, stage)


@pytest.fixture
def saving(visit: Visit) -> Visit:
    """受理 was pressed; the store has not answered."""
    visit.begin().party().matter("1.6", "查询导航数据").hands.press("1", "Down", "1")
    visit.hands.press("Alt+S")
    assert visit.page.deciding.is_busy
    return visit


@pytest.fixture
def issuing(visit: Visit) -> Visit:
    """F9 was pressed on a complete notice, the cursor in its first text; the store has not answered."""
    visit.begin().party().matter("8.2", "申报资助").hands.press("2", "Down", "1", "Down", "1", "Down", "1")
    visit.hands.go("Alt+Y")
    notice_of(visit).editor.tick.click()
    visit.hands.press("F9")
    return visit


def notice_of(visit: Visit) -> NoticePage:
    """The notice page in view."""
    page = visit.window.page
    assert isinstance(page, NoticePage)
    return page


def finish(visit: Visit) -> None:
    """The store answers."""
    visit.desk.drain()
    QApplication.processEvents()


def closed(visit: Visit) -> set[bool]:
    """Whether the texts of the registration take no typing."""
    page = visit.page
    return {text.isReadOnly() for kind in (QLineEdit, QPlainTextEdit) for text in page.findChildren(kind)}


def again(visit: Visit) -> None:
    """As if another save had begun: what is typed is told anew."""
    visit.page._shutter.set_shut(False)
    visit.page._shutter.set_shut(True)
    visit.window.feedback.toasts.history.clear()


def test_what_is_typed_on_the_pressed_button_is_told(saving: Visit) -> None:
    for text in ("王", "wang", "1", "𬎆", "王 红"):
        again(saving)
        saving.hands.type(text)
        assert saving.said() == [TOLD], text
    finish(saving)
    assert saving.page.state.is_blank
    assert saving.page.fields.value("applicant.name") == ""


def test_no_field_takes_anything(saving: Visit) -> None:
    before = saving.page.state
    for field in ("applicant.name", "applicant.id_number", "request", "item"):
        for text in ("补充", "9"):
            again(saving)
            saving.page.fields.focus(field)
            saving.hands.type(text)
            assert saving.page.state.entry == before.entry, (field, text)
            assert saving.said() == [TOLD], (field, text)


def test_keys_that_change_a_text_are_told(saving: Visit) -> None:
    QApplication.clipboard().setText("粘贴")
    before = saving.page.fields.value("request")
    for key in ("Backspace", "Delete", "Ctrl+V", "Space"):
        again(saving)
        saving.page.fields.focus("request")
        saving.hands.press(key)
        assert saving.page.fields.value("request") == before, key
        assert saving.said() == [TOLD], key


def test_keys_that_write_nothing_are_not_told_and_lead_nowhere(saving: Visit) -> None:
    saving.page.fields.focus("request")
    focus = QApplication.focusWidget()
    for key in ("Tab", "Shift+Tab", "Down", "Home", "Return", "Escape", "Ctrl+C", "Alt+Q"):
        saving.hands.press(key)
        assert QApplication.focusWidget() is focus, key
        assert saving.said() == [], key


def test_a_second_press_is_impatience_and_decides_nothing(saving: Visit) -> None:
    for key in ("Space", "Return", "Ctrl+Return", "Alt+S", "Alt+B"):
        saving.hands.press(key, key)
        assert saving.said() == [], key
    finish(saving)
    (case,) = saving.cases()
    assert case.decision is Decision.ACCEPT
    assert saving.window.feedback.open_dialog is None


def test_choices_stand_still_under_keys_and_mouse(saving: Visit) -> None:
    page, before = saving.page, saving.page.state
    channel = page.fields["channel"].control
    page.fields.focus("channel")
    saving.hands.press("Right", "3")
    QTest.mouseClick(channel, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.fields["assisted"].control, Qt.MouseButton.LeftButton)
    page.materials.rows[0].bar.setFocus()
    saving.hands.press("2")
    double_click(page.fields["request"].control.viewport())
    assert page.state.entry == before.entry
    assert channel.value == "counter"


def test_a_drop_is_not_taken(saving: Visit) -> None:
    saving.page.fields.focus("request")
    area, mime = saving.page.fields["request"].control, QMimeData()
    mime.setText("拖入的字")
    copy = Qt.DropAction.CopyAction
    drop = QDropEvent(QPointF(5, 5), copy, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(area.viewport(), drop)
    assert saving.page.fields.value("request") == "查询导航数据"


def test_an_input_method_that_begins_is_told_and_one_that_ends_is_not(saving: Visit) -> None:
    saving.page.fields.focus("request")
    area = QApplication.focusWidget()
    QApplication.sendEvent(area, QInputMethodEvent("", []))
    assert saving.said() == []
    QApplication.sendEvent(area, QInputMethodEvent("ni'hao", []))
    assert saving.said() == [TOLD]
    finish(saving)
    assert saving.page.fields.value("request") == ""


def test_it_is_told_once_a_save(saving: Visit) -> None:
    saving.hands.type("abc")
    saving.hands.type("王")
    assert saving.said() == [TOLD]
    finish(saving)
    saving.party().matter("1.6", "再查一次").hands.press("1", "Down", "1")
    saving.hands.press("Alt+S")
    saving.hands.type("李")
    assert saving.said().count(TOLD) == 2


def test_the_form_opens_with_the_answer(saving: Visit) -> None:
    finish(saving)
    assert saving.page.fields.focused().startswith("applicant.name")
    saving.hands.type("下一位")
    assert saving.page.fields.value("applicant.name") == "下一位"


def test_a_save_that_fails_opens_the_form_as_it_was(visit: Visit, desk: Desk) -> None:
    full = Failing(desk.counter.intake, decide=Trouble("storage.disk_full"))
    object.__setattr__(desk.counter, "intake", full)
    visit.begin().party().matter("1.6", "查询导航数据").hands.press("1", "Down", "1", "Alt+S")
    visit.hands.type("丢")
    finish(visit)
    visit.hands.press("Return")
    visit.page.fields.focus_at("request@6")
    visit.hands.type("和报告")
    assert visit.page.state.entry.request == "查询导航数据和报告"


def test_a_quick_save_changes_no_look(saving: Visit) -> None:
    assert closed(saving) == {False}
    finish(saving)
    QTest.qWait(1)
    assert closed(saving) == {False}


def test_a_slow_save_greys_the_texts_and_moves_nothing(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutter, "CALM_MS", SOON_MS)
    visit.begin().party().matter("1.6", "查询导航数据").hands.press("1", "Down", "1")

    def places() -> list[tuple[QPoint, object]]:
        return [(one.mapTo(visit.window, QPoint()), one.size()) for one in visit.page.findChildren(QWidget)]

    before = places()
    visit.hands.press("Alt+S")
    QTest.qWait(SOON_MS * 4)
    assert closed(visit) == {True}
    assert places() == before
    finish(visit)
    assert closed(visit) == {False}


def test_a_text_that_is_fixed_stays_so(issuing: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    page = notice_of(issuing)
    page._shutter._look_calm()
    assert page.editor.cards[0].areas["remedy"].isReadOnly()
    page._shutter.set_shut(False)
    areas = page.editor.cards[0].areas
    assert (areas["issue"].isReadOnly(), areas["remedy"].isReadOnly()) == (True, False)


def test_the_notice_takes_no_word_more_while_it_is_issued(issuing: Visit) -> None:
    page = notice_of(issuing)
    assert page.editor.focused().startswith("lines.8.2-M1.remedy")
    told = page.state.lines
    issuing.hands.type("另请补交照片")
    issuing.hands.press("Alt+A", "Alt+B", "Escape")
    assert page.state.lines == told
    assert issuing.window.feedback.open_dialog is None
    assert issuing.said() == [TOLD]
    finish(issuing)
    assert issuing.window.current is PageKey.INTAKE
    assert issuing.page.fields.value("applicant.name") == ""


def test_a_notice_that_was_not_saved_can_be_written_on(issuing: Visit, desk: Desk) -> None:
    # The errand waits in the lane, so the store can still be made to fail.
    full = Failing(desk.counter.notices, issue=Trouble("storage.disk_full"))
    object.__setattr__(desk.counter, "notices", full)
    issuing.hands.type("丢")
    finish(issuing)
    issuing.hands.press("Return")
    issuing.hands.type("好")
    assert notice_of(issuing).state.lines[0].remedy.endswith("好")
    assert issuing.cases() == ()


def test_who_leaves_the_notice_while_it_is_issued_gets_there_afterwards(issuing: Visit) -> None:
    issuing.hands.press("Ctrl+1")
    assert issuing.window.current is PageKey.NOTICE
    finish(issuing)
    assert issuing.window.current is PageKey.WORKBENCH
    assert len(issuing.cases()) == 1
    issuing.hands.go("Ctrl+2")
    assert issuing.page.state.is_blank


def test_who_leaves_a_notice_that_then_fails_stays_with_it(issuing: Visit, desk: Desk) -> None:
    full = Failing(desk.counter.notices, issue=Trouble("storage.locked"))
    object.__setattr__(desk.counter, "notices", full)
    issuing.hands.press("Ctrl+1")
    finish(issuing)
    assert issuing.dialog.windowTitle() == "本机数据正被其他程序占用"
    issuing.hands.press("Return")
    assert issuing.window.current is PageKey.NOTICE
    full.errors.clear()
    issuing.hands.go("F9")
    assert issuing.window.current is PageKey.INTAKE


def test_the_window_goes_on_meanwhile(saving: Visit) -> None:
    saving.hands.press("F1")
    assert saving.dialog.windowTitle() == "帮助与快捷键"
    saving.hands.press("Esc")
    saving.hands.press("Ctrl+8")
    assert saving.window.current is PageKey.CATALOGUE
    finish(saving)
    assert saving.page.state.is_blank


def test_a_text_outside_the_page_keeps_its_cursor(saving: Visit) -> None:
    saving.hands.press("F3")
    saving.hands.type("张")
    finish(saving)
    saving.hands.type("三")
    assert saving.window.frame.top_bar.search.text() == "张三"
    assert saving.page.fields.value("applicant.name") == ""
    assert TOLD not in saving.said()


def test_a_new_registration_asked_for_meanwhile_begins(saving: Visit) -> None:
    saving.hands.press("F2")
    saving.window.open(PageKey.INTAKE, 3)
    finish(saving)
    assert saving.page.state.entry.item == 3
    assert len(saving.cases()) == 1


def test_a_wish_is_granted_once(saving: Visit) -> None:
    saving.window.open(PageKey.INTAKE, 3)
    finish(saving)
    saving.hands.go("F2")
    saving.hands.go("Alt+X")
    assert saving.page.state.is_blank


def test_a_decision_from_a_dialog_closes_the_form_too(visit: Visit) -> None:
    visit.begin().party().matter("1.6", "查询导航数据")
    visit.hands.go("Alt+B")
    dialog = visit.dialog
    assert isinstance(dialog, RejectDialog)
    assert not visit.page._shutter.is_shut
    dialog.decided.emit(None)
    assert visit.page._shutter.is_shut
    dialog.reject()


def test_a_page_that_is_given_up_while_shut_swallows_nothing_more(
    saving: Visit, stage: Callable[..., QWidget]
) -> None:
    saving.window.forget_pages()
    line = QLineEdit()
    stage(line)
    line.setFocus()
    QTest.keyClicks(line, "ok")
    assert line.text() == "ok"
    QApplication.sendEvent(line, QEvent(QEvent.Type.Shortcut))
