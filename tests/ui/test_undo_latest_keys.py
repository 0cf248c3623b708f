"""Ctrl+Z after a decision: asks with its bounds, takes back by an event, says why where it cannot."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from outlet_app.domain.correcting import entry_of
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.states import State
from outlet_app.services.troubles import Trouble
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.parts.undo_latest import UndoLatest
from outlet_app.ui.widgets.buttons import Button, Kind
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.text_area import TextArea
from outlet_app.wording import mending as words
from tests.services.test_untaking import taken
from tests.support.at_the_counter import accepted, notified
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk
from tests.support.counter_fakes_intake import NAME, Failing, Visit, open_desk
from tests.support.whole_window import settle
from tests.ui.conftest import Stage

CTRL = Qt.KeyboardModifier.ControlModifier


class Deciding(Visit):
    """A visit where Ctrl+Z does what it does in the program."""

    def __init__(self, folder: Path, stage: Stage) -> None:
        super().__init__(open_desk(folder), stage)
        self.undoing = UndoLatest(self.desk.lanes.desk, self.window.feedback, self.window.office)
        self.book = self.desk.counter.mending
        self.window.undo_wanted.connect(lambda: self.undoing.ask(self.book))
        self.heard: list[object] = []
        self.undoing.undone.connect(self.heard.append)

    def accept(self) -> str:
        """1.6 is accepted; the new form has the cursor."""
        self.begin().party().matter("1.6", "查询导航数据").hands.press("1", "Down", "1")
        self.hands.go("Alt+S")
        return self.cases()[0].case_no

    @property
    def text(self) -> str:
        return self.dialog.body.findChildren(Paragraph)[0].text()


@pytest.fixture
def at(tmp_path: Path, stage: Stage) -> Iterator[Deciding]:
    made = Deciding(tmp_path, stage)
    yield made
    made.window.feedback.close_all()


def test_right_after_a_decision_ctrl_z_asks_with_case_moment_and_bound(at: Deciding) -> None:
    number = at.accept()
    at.hands.go("Ctrl+Z")
    dialog = at.dialog
    assert isinstance(dialog, SheetDialog)
    assert dialog.windowTitle() == "撤销“受理”"
    assert at.text.startswith(
        f"{number}，{NAME}，10:42 作出。今天 24:00 以前、没有后续办理的可以撤销。办件回到作出决定之前。"
    )
    assert "作废，编号保留。" in at.text
    undo = next(one for one in dialog.buttons.findChildren(Button) if "撤销决定" in one.text())
    assert undo.kind is Kind.DANGER
    assert dialog.default is not None
    assert "取消" in dialog.default.text(), "Enter must not take back"
    at.hands.go("Esc")
    assert at.cases()[0].state is State.ACCEPTED


def test_taken_back_the_case_waits_and_the_way_on_is_told(at: Deciding) -> None:
    number = at.accept()
    at.hands.go("Ctrl+Z")
    at.hands.type("应为一次性告知")
    dialog = at.dialog
    assert isinstance(dialog, SheetDialog)
    assert "collected" in dialog.controls, "the printer has the paper"
    dialog.controls["collected"].setChecked(True)  # type: ignore[union-attr]
    at.hands.go("Alt+A")
    (case,) = at.cases()
    assert case.decision is None
    assert at.said()[-1] == f"已撤销决定｜{number} 回到作出决定之前，在办件查询里接着办。"
    assert len(at.heard) == 1
    assert at.window.current is PageKey.INTAKE


def test_a_printed_paper_that_was_not_collected_stops_it(at: Deciding) -> None:
    at.accept()
    at.hands.go("Ctrl+Z")
    at.hands.type("按错了")
    at.hands.go("Alt+A")
    assert at.dialog.isVisible(), "the tick is missing"
    assert at.cases()[0].state is State.ACCEPTED


def test_without_a_reason_nothing_is_taken_back(at: Deciding) -> None:
    at.accept()
    at.hands.go("Ctrl+Z", "Alt+A")
    at.hands.go("Alt+A")
    assert at.dialog.isVisible()
    assert at.cases()[0].state is State.ACCEPTED


def test_what_was_typed_meanwhile_is_taken_back_first(at: Deciding) -> None:
    at.accept()
    at.hands.type("he")
    assert at.page.state.entry.applicant.name == "he"
    at.hands.go("Ctrl+Z")
    assert at.window.feedback.open_dialog is None
    assert at.page.state.entry.applicant.name != "he"
    while at.page.state.entry.applicant.name:
        at.hands.go("Ctrl+Z")
    at.hands.go("Ctrl+Z")
    assert at.dialog.windowTitle() == "撤销“受理”"


def test_from_another_page_it_is_the_same_decision(at: Deciding) -> None:
    number = at.accept()
    at.window.open(PageKey.WORKBENCH)
    settle()
    at.hands.go("Ctrl+Z")
    assert number in at.text


def test_a_day_without_decisions_says_so(at: Deciding) -> None:
    at.begin()
    at.hands.go("Ctrl+Z")
    assert at.said() == ["没有可以撤销的决定｜今天您还没有作出决定。以前的决定录错的，在办件查询里更正。"]


def test_a_decision_with_work_after_it_is_named_and_the_way_out_is_told(at: Deciding) -> None:
    number = at.accept()
    at.desk.counter.cases.close(at.cases()[0].case_id, "报告已交付")
    at.hands.go("Ctrl+Z")
    assert at.said()[-1] == f"刚才的决定不能撤销｜{number}，{NAME}"
    banner = at.window.frames[PageKey.INTAKE].banner
    assert banner.isVisible()
    assert banner.accessibleName() == "这个办件没有可以撤销的决定，或者决定之后已有新的办理"


@pytest.mark.parametrize("step", ["latest", "undo"])
def test_trouble_with_the_store_is_told_and_nothing_changes(at: Deciding, step: str) -> None:
    at.accept()
    at.book = Failing(at.book, **{step: Trouble("storage.locked")})  # type: ignore[assignment]
    at.hands.go("Ctrl+Z")
    if step == "undo":
        at.hands.type("按错了")
        dialog = at.dialog
        assert isinstance(dialog, SheetDialog)
        dialog.controls["collected"].setChecked(True)  # type: ignore[union-attr]
        at.hands.go("Alt+A")
    assert at.dialog.windowTitle() == "本机数据正被其他程序占用"
    assert at.cases()[0].state is State.ACCEPTED
    assert at.heard == []


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def test_with_a_case_chosen_it_means_that_case(stage: Stage, bench: Bench) -> None:
    accepted(bench)
    desk = CaseDesk(stage, bench)
    assert desk.page.undo()
    desk.drain()
    assert desk.here.dialog.windowTitle() == "撤销“受理”"
    desk.here.feedback.close_all()


def test_with_a_case_chosen_whose_materials_came_it_means_these(stage: Stage, bench: Bench) -> None:
    taken(bench)
    desk = CaseDesk(stage, bench)
    assert desk.page.undo()
    desk.drain()
    assert desk.here.dialog.windowTitle() == "撤销补正收件"
    desk.here.feedback.close_all()


def test_a_chosen_case_with_nothing_to_take_back_leaves_it_to_the_window(stage: Stage, bench: Bench) -> None:
    made = accepted(bench).case
    bench.counter().cases.close(made.case_id, "报告已交付")
    assert not CaseDesk(stage, bench).page.undo()


@pytest.mark.parametrize("make", [LineEdit, TextArea])
def test_a_text_gives_ctrl_z_up_only_where_nothing_is_left_to_take_back(
    stage: Stage, make: type[LineEdit] | type[TextArea]
) -> None:
    field = make()
    stage(field)
    field.setFocus()
    QTest.keyClicks(field, "ab")
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == ""
    assert QApplication.focusWidget() is field
    field.show_text("vom Programm")
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == "vom Programm", "what the program wrote is nobody's to take back"


def test_every_sentence_is_whole() -> None:
    for said in (words.NOT_UNDONE, words.NOTHING_TO_UNDO, words.NOTHING_TO_UNDO_TEXT, words.UNDONE_TEXT):
        assert said.strip()
    assert words.UNDO_LATEST.count("。") == 2
    assert words.UNTAKE_LATEST.count("。") == 2
    assert words.NOT_UNTAKEN.strip()


class TestTakings:
    """What came for a 补正 and was taken in by mistake goes back by the same key."""

    def take_in(self, at: Deciding) -> str:
        """A notice of this morning, its materials all there; the case's number."""
        desk = at.desk
        case = notified(desk.bench).case
        sheet = desk.counter.examining.sheet(case.case_id)
        rows = tuple(
            replace(row, state=MaterialState.COMPLETE, version=row.version + 1, handed=row.copies)
            if row.needs_correction
            else row
            for row in sheet.case.materials
        )
        made = desk.counter.examining.decide(case.case_id, entry_of(sheet.case, rows), None)
        for paper in made.papers:
            desk.counter.papers.spool(paper.paper_id)
        return case.case_no

    def test_it_asks_with_case_moment_bound_and_what_must_come_back(self, at: Deciding) -> None:
        number = self.take_in(at)
        at.begin()
        at.hands.go("Ctrl+Z")
        dialog = at.dialog
        assert isinstance(dialog, SheetDialog)
        assert dialog.windowTitle() == "撤销补正收件"
        assert number in at.text
        assert "收件。今天 24:00 以前、没有后续办理的可以撤销。办件回到收件之前" in at.text
        assert {"reason", "back", "collected"} <= set(dialog.controls)
        assert dialog.default is not None
        assert "取消" in dialog.default.text(), "Enter must not take back"
        at.hands.go("Esc")

    def test_taken_back_it_waits_for_the_applicant_again(self, at: Deciding) -> None:
        number = self.take_in(at)
        at.begin()
        at.hands.go("Ctrl+Z")
        at.hands.type("收错件")
        dialog = at.dialog
        assert isinstance(dialog, SheetDialog)
        for tick in ("back", "collected"):
            dialog.controls[tick].setChecked(True)  # type: ignore[union-attr]
        at.hands.go("Alt+A")
        assert at.said()[-1] == f"已撤销补正收件｜{number} 回到收件之前，材料补齐后重新收件。"
        assert at.cases()[0].state is State.CORRECTION

    @pytest.mark.parametrize("left", ["back", "collected"])
    def test_without_a_tick_nothing_goes_back(self, at: Deciding, left: str) -> None:
        self.take_in(at)
        at.begin()
        at.hands.go("Ctrl+Z")
        at.hands.type("收错件")
        dialog = at.dialog
        assert isinstance(dialog, SheetDialog)
        other = "collected" if left == "back" else "back"
        dialog.controls[other].setChecked(True)  # type: ignore[union-attr]
        at.hands.go("Alt+A")
        assert at.dialog.isVisible(), f"the tick {left} is missing"
        assert at.cases()[0].state is State.RECEIVED
