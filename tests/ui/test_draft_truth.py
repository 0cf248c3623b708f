"""What is said of the draft is true: the leave dialog and the lock page ask the store before they speak."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outlet_app.services.troubles import Trouble
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.lock import draft_note
from outlet_app.ui.pages.lock.draft_note import DraftNote
from outlet_app.ui.pages.notice.page import NoticePage
from outlet_app.ui.parts import autosave
from outlet_app.ui.parts.notice_order import NoticeIssued
from outlet_app.ui.widgets.buttons import Button, Kind
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording.troubles import TROUBLES
from tests.support.counter_fakes_intake import Desk, Failing, Visit, open_desk
from tests.ui.conftest import Stage

SOON_MS = 5
NOT_SAVED = TROUBLES["draft.not_saved"]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    # Nothing is saved by time: each test says when.
    monkeypatch.setattr(autosave, "PAUSE_MS", 600_000)
    monkeypatch.setattr(autosave, "RETRY_MS", 600_000)
    return open_desk(tmp_path)


@pytest.fixture
def visit(desk: Desk, stage: Stage) -> Visit:
    return Visit(desk, stage)


@pytest.fixture
def ready(visit: Visit) -> Visit:
    """A registration that could be decided, not yet left."""
    visit.begin().party().matter("1.6", "查询导航数据").hands.press("1", "Down", "1")
    visit.desk.drain()
    return visit


def stick(visit: Visit, page: NoticePage | None = None) -> Failing:
    """From now on no draft can be written."""
    stuck = Failing(visit.desk.counter.drafts, save=Trouble("storage.disk_full"))
    (page or visit.page).draft.autosave._drafts = stuck
    return stuck


def said(visit: Visit) -> tuple[str, list[str], list[str]]:
    """Title, sentences and buttons of the dialog in view."""
    dialog = visit.dialog
    buttons = [button.text() for button in dialog.buttons.findChildren(Button)]
    return dialog.windowTitle(), [one.text() for one in dialog.body.findChildren(Paragraph)], buttons


UNKEPT = (
    "未完成的登记没有存上",
    [NOT_SAVED.safe, NOT_SAVED.now],
    ["离开(&L)", "继续填写(&C)", "再试一次(&R)"],
)


def test_a_draft_that_was_kept_is_said_to_be_kept(ready: Visit, desk: Desk) -> None:
    ready.hands.go("Ctrl+1")
    title, sentences, buttons = said(ready)
    assert (title, sentences) == ("还没有办完", ["这份登记已经存为草稿，随时可以回来接着办。"])
    assert buttons == ["删除草稿(&X)", "继续填写(&C)", "离开(&L)"]
    kept = desk.counter.drafts.load()
    assert kept is not None
    assert kept.entry.request == "查询导航数据"


def test_a_save_that_fails_at_the_last_moment_is_told(ready: Visit, desk: Desk) -> None:
    ready.page.fields.focus_at("request@6")
    stick(ready)
    ready.hands.type("三份")
    ready.hands.press("Ctrl+1")
    assert ready.window.feedback.open_dialog is None, "nothing is claimed before the store has answered"
    desk.drain()
    assert said(ready) == UNKEPT
    assert desk.counter.drafts.load().entry.request == "查询导航数据"


def test_trying_again_tells_how_it_went(ready: Visit, desk: Desk) -> None:
    stuck = stick(ready)
    ready.page.fields.focus_at("request@6")
    ready.hands.type("三份")
    ready.hands.go("Ctrl+1")
    ready.hands.go("Return")
    assert said(ready) == UNKEPT
    stuck.errors.clear()
    ready.hands.go("Return")
    assert said(ready)[0] == "还没有办完"
    ready.hands.go("Return")
    assert ready.window.current is PageKey.WORKBENCH
    assert desk.counter.drafts.load().entry.request == "查询导航数据三份"


def test_who_stays_or_leaves_all_the_same_finds_everything_again(ready: Visit) -> None:
    stick(ready)
    ready.page.fields.focus_at("request@6")
    ready.hands.type("三份")
    for key, where in (
        ("Esc", PageKey.INTAKE),
        ("Alt+C", PageKey.INTAKE),
        ("Alt+L", PageKey.WORKBENCH),
    ):
        ready.hands.go("Ctrl+1")
        ready.hands.go(key)
        assert ready.window.current is where, key
    ready.hands.go("Ctrl+2")
    assert ready.page.fields.value("request") == "查询导航数据三份"


def test_pressing_twice_asks_once_and_leads_to_the_last(ready: Visit) -> None:
    ready.hands.press("Ctrl+1", "Ctrl+3")
    ready.desk.drain()
    QApplication.processEvents()
    ready.hands.go("Alt+L")
    assert ready.window.current is PageKey.CASES
    assert ready.window.feedback.open_dialog is None


def test_a_registration_decided_meanwhile_is_left_without_a_question(ready: Visit) -> None:
    ready.hands.press("Ctrl+1", "Alt+S")
    ready.desk.drain()
    QApplication.processEvents()
    assert ready.window.feedback.open_dialog is None
    assert ready.window.current is PageKey.WORKBENCH
    assert len(ready.cases()) == 1
    assert ready.page.state.is_blank


def test_where_the_cursor_stands_is_no_content(ready: Visit, desk: Desk) -> None:
    ready.hands.go("Ctrl+S")
    ready.page.fields.focus("phone")
    assert ready.page.is_kept
    ready.hands.type("9")
    assert not ready.page.is_kept


def test_an_empty_page_has_nothing_to_keep(visit: Visit) -> None:
    visit.begin()
    assert visit.page.is_kept
    visit.hands.type("禾")
    assert not visit.page.is_kept
    visit.hands.press("Backspace")
    visit.hands.go("Ctrl+S")
    assert visit.page.is_kept


def told(visit: Visit) -> list[bool]:
    """What the window answers to 'is everything kept?', once the store has."""
    answers: list[bool] = []
    visit.window.keep(answers.append)
    assert not answers
    visit.desk.drain()
    return answers


def test_the_window_keeps_the_page_in_view(ready: Visit, desk: Desk) -> None:
    ready.page.fields.focus_at("request@6")
    ready.hands.type("三份")
    assert told(ready) == [True]
    assert desk.counter.drafts.load().entry.request == "查询导航数据三份"


def test_the_window_knows_of_a_page_out_of_view(visit: Visit) -> None:
    stuck = stick(visit.begin().party())
    visit.hands.type("1")
    visit.hands.go("Ctrl+1")
    assert told(visit) == [False]
    stuck.errors.clear()
    assert told(visit) == [True]


def test_a_window_without_pages_to_keep_answers_at_once(visit: Visit) -> None:
    answers: list[bool] = []
    visit.window.keep(answers.append)
    assert answers == [True]
    visit.window.forget_pages()
    visit.window.keep(answers.append)
    assert answers == [True, True]


def to_notice(visit: Visit) -> NoticePage:
    """一次性告知 with one line; the cursor stands in its text."""
    visit.begin().party().matter("8.2", "申报资助").hands.press("2", "Down", "1", "Down", "1", "Down", "1")
    visit.hands.go("Alt+Y")
    page = visit.window.page
    assert isinstance(page, NoticePage)
    return page


def test_a_page_whose_content_went_on_writes_nothing_older(visit: Visit, desk: Desk) -> None:
    page = to_notice(visit)
    visit.hands.type("当场说明过")
    visit.hands.go("Ctrl+S")
    visit.page.draft.save()
    visit.page.draft.autosave.save()
    desk.drain()
    kept = desk.counter.drafts.load()
    assert kept.notice is not None
    assert kept.notice.lines[0].remedy.endswith("当场说明过")
    assert visit.page.is_kept
    visit.hands.go("Esc")
    visit.page.fields.focus_at("request@4")
    visit.hands.type("二")
    visit.hands.go("Ctrl+S")
    page.draft.save()
    page.draft.autosave.save()
    desk.drain()
    assert desk.counter.drafts.load().entry.request == "申报资助二"
    assert page.is_kept


def test_the_notice_that_is_not_kept_is_told_to_the_window(visit: Visit) -> None:
    page = to_notice(visit)
    stuck = stick(visit, page)
    visit.hands.type("甲")
    assert told(visit) == [False]
    stuck.errors.clear()
    assert told(visit) == [True]


def test_a_crash_after_going_back_does_not_lead_to_the_notice(visit: Visit, desk: Desk, stage: Stage) -> None:
    to_notice(visit)
    visit.hands.go("Esc")
    again = Visit(Desk(desk.bench, desk.bench.counter()), stage)
    again.begin()
    again.desk.drain()
    assert again.window.current is PageKey.INTAKE
    assert again.page.fields.value("request") == "申报资助"


def test_after_a_notice_issued_over_a_page_never_read_drafts_are_kept(visit: Visit, desk: Desk) -> None:
    visit.window.open(PageKey.INTAKE, NoticeIssued("HH05-20261118-010001-T"))
    visit.hands.type("禾源")
    visit.hands.go("Ctrl+S")
    assert desk.counter.drafts.load().entry.applicant.name == "禾源"


class Store:
    """Answers when told to, and as told."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def keep(self, then) -> None:
        self.asked.append(then)

    def answer(self, kept: bool, place: int = -1) -> None:
        self.asked[place](kept)


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def note(store: Store, stage: Stage) -> DraftNote:
    made = DraftNote(store.keep)
    stage(made)
    made.begin()
    return made


KEPT = "未完成的登记已存为草稿，解锁后继续"


def test_the_lock_claims_nothing_before_the_answer(note: DraftNote, store: Store) -> None:
    assert note.told.text() == "正在保存未完成的登记…"
    assert not note.again.isVisible()
    store.answer(True)
    assert (note.told.text(), note.told.property("tone")) == (KEPT, "text2")
    assert not note.again.isVisible()
    assert not note.more.isVisible()


def test_the_lock_tells_an_unkept_draft_in_three_clauses(note: DraftNote, store: Store) -> None:
    store.answer(False)
    assert (note.told.text(), note.told.property("tone")) == (NOT_SAVED.happened, "warn")
    assert note.more.text() == NOT_SAVED.safe + NOT_SAVED.now
    assert note.again.isVisible()
    assert note.again.kind is Kind.QUIET


def test_another_try_from_the_lock_by_key(note: DraftNote, store: Store) -> None:
    store.answer(False)
    note.again.setFocus()
    QTest.keyClicks(note.again, " ")
    assert note.told.text() == "正在保存未完成的登记…"
    store.answer(True)
    assert note.told.text() == KEPT
    assert len(store.asked) == 2


def test_an_answer_to_an_earlier_question_counts_no_more(note: DraftNote, store: Store) -> None:
    note.begin()
    store.answer(True, 0)
    assert note.told.text() == "正在保存未完成的登记…"
    store.answer(False, 1)
    assert note.told.text() == NOT_SAVED.happened


def test_the_lock_asks_again_by_itself_until_it_is_lifted(
    store: Store, stage: Stage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(draft_note, "AGAIN_MS", SOON_MS)
    note = DraftNote(store.keep)
    stage(note)
    note.begin()
    store.answer(False)
    qtbot.waitUntil(lambda: len(store.asked) == 2)
    assert note.told.text() == NOT_SAVED.happened, "a quiet try takes back nothing that was said"
    store.answer(False)
    note.hide()
    QTest.qWait(SOON_MS * 4)
    assert len(store.asked) == 2
