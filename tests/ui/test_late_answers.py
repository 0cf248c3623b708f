"""Late answers: nothing reaches a page that is gone, and what the clerk relies on is told all the same."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from outlet_app.services.troubles import Trouble
from outlet_app.ui.jobs import Done, Failed, Lane, Lanes, ThreadLane
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Link, Queue
from outlet_app.ui.parts.paper_viewer import PaperViewer
from outlet_app.ui.parts.people.dialogs import AddDialog, PeopleDialog
from outlet_app.ui.shell import Shell
from tests.support.counter_fakes_desk import NOW, PAPER, FakePapers, FakePeople
from tests.support.lanes import ManualLane
from tests.support.whole_window import (
    CLERKS_OWN,
    buried,
    drain,
    lock_page,
    settle,
    show_page,
    sign_in_page,
    whole_window,
)
from tests.ui.conftest import Stage

# The same promises of the lane tests use and of the lane with a thread.


class Bench:
    """A lane, and how a test waits for it."""

    def __init__(self, lane: Any, qtbot: QtBot) -> None:
        self.lane, self.qtbot = lane, qtbot

    def rest(self) -> None:
        """Until nothing waits and every answer has come."""
        if isinstance(self.lane, ManualLane):
            self.lane.drain()
            return
        done: list[int] = []
        owner = QObject()
        self.lane.run(lambda: 1, lambda _answer: done.append(1), owner=owner)
        self.qtbot.waitUntil(lambda: bool(done))


@pytest.fixture(params=["manual", "thread"])
def bench(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Bench]:
    lane: Lane = ManualLane("desk") if request.param == "manual" else ThreadLane("desk")
    yield Bench(lane, qtbot)
    assert lane.close()


def test_answers_come_in_the_order_of_the_questions(bench: Bench) -> None:
    owner, heard = QObject(), list[int]()
    for number in range(20):
        bench.lane.run(lambda number=number: number, lambda answer: heard.append(answer.value), owner=owner)
    bench.rest()
    assert heard == list(range(20))


def test_an_answer_may_ask_the_next_question(bench: Bench) -> None:
    owner, heard = QObject(), list[int]()

    def again(answer: Any) -> None:
        heard.append(answer.value)
        if answer.value < 3:
            bench.lane.run(lambda: answer.value + 1, again, owner=owner)

    bench.lane.run(lambda: 1, again, owner=owner)
    for _ in range(3):
        bench.rest()
    assert heard == [1, 2, 3]


@pytest.mark.parametrize(
    "error", [Trouble("storage.locked"), ValueError("x"), KeyError("k"), OSError("disk")]
)
def test_what_fails_is_an_answer_and_the_next_question_is_answered(bench: Bench, error: Exception) -> None:
    owner, heard = QObject(), list[Any]()

    def broken() -> None:
        raise error

    bench.lane.run(broken, heard.append, owner=owner)
    bench.lane.run(lambda: "next", heard.append, owner=owner)
    bench.rest()
    assert heard == [Failed(error), Done("next")]


def test_nobody_is_told_whose_owner_is_gone_and_the_work_is_done_all_the_same(bench: Bench) -> None:
    owner, living, heard, did = QObject(), QObject(), list[Any](), list[str]()
    bench.lane.run(lambda: did.append("saved"), lambda _answer: heard.append("owner"), owner=owner)
    bench.lane.run(lambda: did.append("more"), lambda _answer: heard.append("living"), owner=living)
    shiboken6.delete(owner)
    bench.rest()
    assert did == ["saved", "more"]
    assert heard == ["living"]


def test_a_closed_lane_answers_nobody_and_takes_nothing(bench: Bench) -> None:
    owner, heard = QObject(), list[Any]()
    assert bench.lane.close()
    bench.lane.run(lambda: heard.append("did"), heard.append, owner=owner)
    assert bench.lane.close()
    settle(2)
    assert heard == []


def test_an_answer_on_its_way_when_the_lane_closes_is_not_given() -> None:
    lane, owner, heard, did = ThreadLane("desk"), QObject(), list[Any](), threading.Event()
    lane.run(did.set, heard.append, owner=owner)
    assert did.wait(5)
    assert lane.close()
    settle(2)
    assert heard == []


def test_an_owner_that_asked_often_and_went_is_left_alone_each_time(bench: Bench) -> None:
    owner, heard = QObject(), list[Any]()
    for number in range(5):
        bench.lane.run(lambda number=number: number, heard.append, owner=owner)
    bench.lane.run(lambda: shiboken6.isValid(owner), lambda _answer: None, owner=bench.lane)
    shiboken6.delete(owner)
    bench.rest()
    assert [answer for answer in heard if not isinstance(answer, Done)] == []
    assert len(heard) <= 5


def test_the_three_lanes_close_though_one_of_them_is_stuck(qtbot: QtBot) -> None:
    gate, begun, owner = threading.Event(), threading.Event(), QObject()
    lanes = Lanes(ThreadLane("desk"), ThreadLane("courier"), ThreadLane("press"))
    lanes.press.run(lambda: (begun.set(), gate.wait(5)), lambda _answer: None, owner=owner)
    assert begun.wait(5)
    assert not lanes.close(patience_ms=20)
    heard: list[Any] = []
    lanes.desk.run(lambda: 1, heard.append, owner=owner)
    gate.set()
    assert lanes.close()
    settle(2)
    assert heard == []


# Pages that are left, closed or forgotten before the answer.


@pytest.fixture
def window(stage: Stage, lanes: Lanes) -> Shell:
    window = whole_window(lanes)
    stage(window, size=(1366, 768))
    return window


@pytest.mark.parametrize("page", [PageKey.WORKBENCH, PageKey.SYNC])
def test_somebody_who_signed_out_leaves_no_page_that_could_be_written_to(
    window: Shell, lanes: Lanes, page: PageKey
) -> None:
    window.open(page)
    left = window.page
    window.forget_pages()
    assert not shiboken6.isValid(left)
    drain(lanes)
    settle()
    assert window.page is None
    show_page(window, page, lanes)
    assert window.page is not left


@pytest.mark.parametrize("page", [PageKey.WORKBENCH, PageKey.SYNC])
def test_two_readings_under_way_end_with_the_newer(window: Shell, lanes: Lanes, page: PageKey) -> None:
    shown = show_page(window, page, lanes)
    shown.refresh()
    shown.refresh()
    assert isinstance(lanes.desk, ManualLane)
    assert len(lanes.desk.waiting) == 2
    drain(lanes)
    assert lanes.desk.waiting == []


@pytest.mark.parametrize("page", [PageKey.WORKBENCH, PageKey.SYNC])
def test_facts_of_the_office_reach_no_page_that_was_forgotten(
    window: Shell, lanes: Lanes, page: PageKey
) -> None:
    show_page(window, page, lanes)
    window.forget_pages()
    window.office.show_link(Link.ONLINE)
    window.office.show_queue(Queue(3, 1))
    window.office.show_sync(NOW)
    window.office.sign_in(None)
    window.office.minute_passed.emit(NOW)
    drain(lanes)
    assert window.page is None


def test_a_paper_printed_again_for_somebody_who_left_is_printed_and_nobody_is_bothered(
    window: Shell, lanes: Lanes
) -> None:
    page: Any = show_page(window, PageKey.WORKBENCH, lanes)
    papers: FakePapers = page.care._papers
    page.banner.again.emit(PAPER)
    window.forget_pages()
    drain(lanes)
    assert papers.spooled == [PAPER.paper_id]
    assert window.feedback.toasts.history == []


@pytest.mark.parametrize("password", [CLERKS_OWN, "Wrong-Word-1"])
def test_a_door_that_is_gone_is_not_opened(stage: Stage, lanes: Lanes, tmp_path: Path, password: str) -> None:
    page = sign_in_page(tmp_path, lanes)
    stage(page, size=(1366, 768))
    heard: list[object] = []
    page.opened.connect(heard.append)
    page.failed.connect(heard.append)
    page.sign_card.tried.emit("0837", password)
    page.hide()
    shiboken6.delete(page)
    drain(lanes)
    assert heard == []


def test_a_lock_that_is_gone_unlocks_nothing(stage: Stage, lanes: Lanes, tmp_path: Path) -> None:
    page = lock_page(tmp_path, lanes)
    stage(page, size=(1366, 768))
    heard: list[object] = []
    page.unlocked.connect(lambda: heard.append("unlocked"))
    page.password.line.setText(CLERKS_OWN)
    page.button.click()
    page.hide()
    shiboken6.delete(page)
    drain(lanes)
    assert heard == []


def test_a_list_of_colleagues_closed_at_once_is_not_filled(window: Shell, lanes: Lanes) -> None:
    window.feedback.open(PeopleDialog(window, FakePeople(), lanes.desk, window.feedback))  # type: ignore[arg-type]
    settle()
    assert window.feedback.open_dialog is not None
    window.feedback.open_dialog.reject()
    buried()
    drain(lanes)
    assert window.feedback.open_dialog is None


def new_colleague(window: Shell, lanes: Lanes, people: FakePeople) -> AddDialog:
    """The form, filled in and sent off."""
    dialog = AddDialog(window, people, frozenset(), lanes.desk, window.feedback)  # type: ignore[arg-type]
    window.feedback.open(dialog)
    settle()
    dialog.staff_no.setText("1508260555")
    dialog.name.setText("王海燕")
    for edit in (dialog.password, dialog.again):
        edit.line.setText("Hetao-Mifeng-7")
    dialog.go.click()
    return dialog


def test_a_colleague_is_told_as_added_though_the_form_was_left(window: Shell, lanes: Lanes) -> None:
    people = FakePeople()
    dialog = new_colleague(window, lanes, people)
    dialog.reject()
    buried()
    drain(lanes)
    assert len(people.added) == 1
    assert [notice.title for notice in window.feedback.toasts.history] == ["已添加"]
    assert window.feedback.open_dialog is None


def test_a_colleague_who_could_not_be_added_is_told_too(window: Shell, lanes: Lanes) -> None:
    dialog = new_colleague(window, lanes, FakePeople(trouble=Trouble("storage.locked")))
    dialog.reject()
    buried()
    drain(lanes)
    settle()
    assert window.feedback.toasts.history == []
    assert window.feedback.open_dialog is not None
    assert window.feedback.open_dialog.windowTitle() == window.feedback.clauses_of(
        "storage.locked", {}
    ).happened.rstrip("。")
    window.feedback.close_all()


def test_while_a_colleague_is_stored_the_form_cannot_be_sent_twice(window: Shell, lanes: Lanes) -> None:
    people = FakePeople()
    dialog = new_colleague(window, lanes, people)
    dialog.go.click()
    QTest.keyClick(dialog.again.line, Qt.Key.Key_Return)
    drain(lanes)
    assert len(people.added) == 1


class Shelf(FakePapers):
    """Papers whose bytes may be missing."""

    def pdf(self, paper_id: str) -> bytes:
        if self.trouble:
            raise self.trouble
        return b"%PDF"


def viewer(
    window: Shell, lanes: Lanes, papers: Shelf, saved: list[Path], broken: bool = False
) -> PaperViewer:
    """The viewer with a paper under way."""
    dialog = PaperViewer(window, "一次性告知书", "告知书.pdf", window.feedback)

    def save(path: Path) -> None:
        if broken:
            raise Trouble("storage.locked")
        saved.append(path)

    dialog.load(lanes.press, papers, lambda: papers.pdf("p"), save)  # type: ignore[arg-type]
    window.feedback.open(dialog)
    settle()
    return dialog


def test_a_viewer_closed_before_its_paper_came_draws_nothing(window: Shell, lanes: Lanes) -> None:
    dialog = viewer(window, lanes, Shelf(), [])
    dialog.reject()
    buried()
    drain(lanes)
    assert window.feedback.open_dialog is None


def test_a_paper_that_cannot_be_read_takes_the_viewers_place(window: Shell, lanes: Lanes) -> None:
    viewer(window, lanes, Shelf(trouble=Trouble("storage.locked")), [])
    drain(lanes)
    settle()
    assert window.feedback.open_dialog is not None
    assert not isinstance(window.feedback.open_dialog, PaperViewer)
    window.feedback.close_all()


@pytest.mark.parametrize("left", [False, True])
@pytest.mark.parametrize("broken", [False, True])
def test_how_an_export_went_is_told_whether_or_not_the_viewer_is_still_open(
    window: Shell, lanes: Lanes, tmp_path: Path, left: bool, broken: bool
) -> None:
    saved: list[Path] = []
    dialog = viewer(window, lanes, Shelf(), saved, broken)
    drain(lanes)
    dialog._export(tmp_path / "告知书.pdf")
    if left:
        dialog.reject()
        buried()
    drain(lanes)
    settle()
    told = [(notice.title, notice.text) for notice in window.feedback.toasts.history]
    if broken:
        assert told == []
        assert window.feedback.open_dialog is not None
        assert not isinstance(window.feedback.open_dialog, PaperViewer)
    else:
        assert told == [("已导出", "告知书.pdf")]
        assert saved == [tmp_path / "告知书.pdf"]
    window.feedback.close_all()


def test_an_export_before_the_paper_is_there_is_not_offered(window: Shell, lanes: Lanes) -> None:
    dialog = viewer(window, lanes, Shelf(), [])
    assert not dialog.export_button.isEnabled()
    drain(lanes)
    assert dialog.export_button.isEnabled()
    dialog.reject()


Step = Callable[[Shell], object]
UNDER_WAY: dict[str, Step] = {
    "a toast": lambda window: window.feedback.toast("已受理"),
    "a question": lambda window: window.feedback.ask("问", ["句"], []),
    "a banner": lambda window: window.feedback.banner_wanted.emit(None, "题", "文"),
    "a page": lambda window: window.open(PageKey.SYNC),
    "the help": lambda window: window.commands.show_help(),
}


@pytest.mark.parametrize("what", UNDER_WAY)
def test_a_window_that_closes_with_something_open_leaves_nothing_behind(
    stage: Stage, lanes: Lanes, what: str
) -> None:
    window = whole_window(lanes)
    stage(window, size=(1366, 768))
    window.open(PageKey.WORKBENCH)
    UNDER_WAY[what](window)
    settle()
    window.feedback.close_all()
    window.close()
    shiboken6.delete(window)
    drain(lanes)
    settle()
    assert not [one for one in _tops() if one.isVisible()]


def _tops() -> list[QWidget]:
    return QApplication.topLevelWidgets()
