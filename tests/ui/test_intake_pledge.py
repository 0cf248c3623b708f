"""告知承诺 by keys: 6 in the row, what is told, the two ticks, and the ways it cannot be."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outlet_app.domain.decisions import Decision
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.states import State
from outlet_app.services.troubles import Trouble
from outlet_app.ui.parts.checklist.mark_bar import MarkBar
from outlet_app.ui.parts.decisions.pledge import PledgeDialog
from outlet_app.ui.parts.decisions.promise import PromiseDialog
from outlet_app.ui.widgets.key_cap import KeyCap
from outlet_app.wording.clauses import NOT_SAVED
from tests.services.test_promising import credit_list
from tests.support.counter_fakes_intake import Desk, Failing, Visit, open_desk
from tests.support.pledged import pledged
from tests.ui.conftest import Stage


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path)


@pytest.fixture
def visit(desk: Desk, stage: Stage) -> Visit:
    return Visit(desk, stage)


def marked(visit: Visit, marks: str = "1116") -> Visit:
    """A registration of 8.2 whose rows M1, M3, A1, A2 are marked in order."""
    visit.begin().party().matter("8.2", "申报资助")
    for place, mark in enumerate(marks):
        visit.hands.press(*(("Down",) if place else ()), mark)
    return visit


def asked(visit: Visit, marks: str = "1116", keys: str = "Ctrl+Return") -> PledgeDialog:
    """The dialog behind the acceptance."""
    marked(visit, marks).hands.go(keys)
    dialog = visit.dialog
    assert isinstance(dialog, PledgeDialog)
    return dialog


def caps(visit: Visit) -> list[str]:
    """The keys named at the head of the checklist."""
    return [cap.key for cap in visit.page.form.findChildren(KeyCap) if cap.isVisible()]


class TestTheRow:
    def test_six_marks_it(self, visit: Visit) -> None:
        marked(visit)
        assert [row.state.name for row in visit.page.state.rows][-2:] == ["COMPLETE", "PLEDGED"]
        assert visit.page.state.filled is Decision.ACCEPT

    def test_only_where_the_list_opens_it(self, visit: Visit) -> None:
        bars = {row.code: row.bar for row in marked(visit, "1111").page.materials.rows}
        assert {code for code, bar in bars.items() if MaterialState.PLEDGED in bar.marks} == {"8.2-A2"}

    def test_six_does_nothing_in_another_row(self, visit: Visit) -> None:
        marked(visit, "6")
        assert visit.page.state.rows[0].state is MaterialState.UNDECIDED

    def test_the_key_is_told_where_it_works(self, visit: Visit) -> None:
        visit.begin().party().matter("8.2", "申报资助")
        assert caps(visit) == ["1", "2", "3", "4", "5", "6", "↑", "↓"]

    def test_and_not_where_it_does_not(self, visit: Visit) -> None:
        visit.begin().party().matter("1.7", "检索")
        assert caps(visit) == ["1", "2", "3", "4", "5", "↑", "↓"]

    def test_all_rows_leave_the_states_the_same_room(self, visit: Visit) -> None:
        rows = marked(visit).page.materials.rows
        assert len({row._marks.width() for row in rows}) == 1
        assert all(row.bar.sizeHint().width() <= row._marks.width() for row in rows)

    @pytest.mark.parametrize("state", list(MaterialState))
    def test_every_state_of_the_widest_row_fits(self, visit: Visit, state: MaterialState) -> None:
        row = marked(visit).page.materials.rows[-1]
        row.bar.show_mark(state)
        assert row.bar.sizeHint().width() <= row._marks.width()

    @pytest.mark.parametrize(("may", "picks"), [(True, [MaterialState.PLEDGED]), (False, [])])
    def test_six_and_no_other_digit(self, qtbot: QtBot, may: bool, picks: list[MaterialState]) -> None:
        bar = MarkBar(pledged(may_pledge=may))
        qtbot.addWidget(bar)
        picked: list[int] = []
        bar.picked.connect(picked.append)
        for key in (Qt.Key.Key_6, Qt.Key.Key_7, Qt.Key.Key_8, Qt.Key.Key_9):
            QTest.keyClick(bar, key)
        assert picked == picks


class TestTheDialog:
    def test_five_keys_accept_with_the_promise_and_print_both_papers(self, visit: Visit) -> None:
        marked(visit)
        before = visit.hands.presses
        visit.hands.go("Ctrl+Return")
        assert isinstance(visit.dialog, PledgeDialog)
        visit.hands.press("Space", "Tab", "Space")
        visit.hands.go("Return")
        assert visit.hands.presses - before == 5
        (case,) = visit.cases()
        assert (case.decision, case.state) == (Decision.ACCEPT, State.ACCEPTED)
        assert visit.said() == [
            f"已受理｜{case.case_no}",
            f"告知承诺书已送打印机｜{case.case_no}，一式两份",
            f"通知书已送打印机｜{case.case_no}，一式两份",
        ]

    def test_everything_that_has_to_be_told_stands_there(self, visit: Visit) -> None:
        dialog = asked(visit)
        (proof,) = dialog.proofs
        assert proof.told.text() == (
            "证明：收款账户属于申报单位\n用途：核对资助资金的收款账户\n核查：协助核查"
        )
        said = "".join(clause.text() for clause in dialog.clauses)
        for words in ("不愿承诺或者无法承诺的", "追究刑事责任", "杭锦后旗市场监督管理局有权采取"):
            assert words in said, words
        assert "{" not in said

    def test_nobody_promises_for_the_applicant(self, visit: Visit) -> None:
        dialog = asked(visit)
        assert QApplication.focusWidget() is dialog.told.check
        visit.hands.go("Alt+R")
        assert dialog.told.reason.text() == "请先当面告知全部内容"
        assert dialog.signed.reason.text() == "请申请人本人签署，不能代签；不愿承诺的，请收取证明材料"
        assert QApplication.focusWidget() is dialog.told.check
        visit.hands.press("Space")
        assert not dialog.told.reason.isVisible()
        visit.hands.go("Alt+R")
        assert QApplication.focusWidget() is dialog.signed.check
        assert visit.cases() == ()

    @pytest.mark.parametrize(("key", "name"), [("Alt+V", "told"), ("Alt+W", "signed")])
    def test_each_tick_has_its_letter(self, visit: Visit, qtbot: QtBot, key: str, name: str) -> None:
        dialog = asked(visit)
        visit.hands.press("Tab", "Tab", key)
        qtbot.waitUntil(lambda: getattr(dialog, name).check.isChecked())

    def test_published_only_where_written(self, visit: Visit) -> None:
        asked(visit)
        visit.hands.press("Space", "Tab", "Space", "Tab")
        visit.hands.type("本厅公示一年")
        visit.hands.go("Alt+R")
        (row,) = visit.cases()
        pledge = visit.desk.counter.cases.detail(row.case_id).case.pledge
        assert pledge is not None
        assert pledge.open_as == "本厅公示一年"

    def test_escape_keeps_the_form(self, visit: Visit) -> None:
        asked(visit)
        visit.hands.go("Escape")
        assert visit.window.feedback.open_dialog is None
        assert visit.cases() == ()
        assert not visit.page.deciding.is_busy
        assert visit.page.state.rows[-1].state is MaterialState.PLEDGED

    def test_after_it_the_missing_paper_is_promised(self, visit: Visit) -> None:
        asked(visit, "1146", "Alt+R")
        visit.hands.press("Space", "Tab", "Space")
        visit.hands.go("Alt+R")
        assert isinstance(visit.dialog, PromiseDialog)
        visit.hands.press("Space")
        visit.hands.go("Return")
        (row,) = visit.cases()
        case = visit.desk.counter.cases.detail(row.case_id).case
        assert (case.state, case.pledge is not None) == (State.ACCEPTED_DEFICIENT, True)
        assert [paper.form for paper in case.papers] == ["W07", "W09", "W08"]

    def test_given_up_in_the_middle_it_is_asked_again(self, visit: Visit) -> None:
        asked(visit, "1146", "Alt+R")
        visit.hands.press("Space", "Tab", "Space")
        visit.hands.go("Alt+R")
        visit.hands.go("Escape")
        visit.hands.go("Ctrl+Return")
        dialog = visit.dialog
        assert isinstance(dialog, PledgeDialog)
        assert not dialog.told.check.isChecked()

    def test_marked_complete_nothing_is_asked(self, visit: Visit) -> None:
        marked(visit, "1111").hands.go("Ctrl+Return")
        assert len(visit.cases()) == 1
        assert visit.window.feedback.open_dialog is None


class TestWhatStandsInTheWay:
    def test_the_list_is_told_and_the_ordinary_way_stays_open(self, visit: Visit, desk: Desk) -> None:
        credit_list(desk.bench, code="91150826MA0NK2H35E", subject="巴彦淖尔市河套禾源食品有限公司")
        said: list[str] = []
        visit.window.feedback.banner_wanted.connect(lambda _tone, head, text: said.extend((head, text)))
        marked(visit).hands.go("Ctrl+Return")
        assert visit.window.feedback.open_dialog is None
        assert said == [
            "申请人在失信名单内，期限到 2027-09-19，修复前不适用告知承诺",
            f"{NOT_SAVED}请收取证明材料，按一般程序办理。",
        ]
        visit.page.materials.focus_row("8.2-A2")
        visit.hands.press("1")
        visit.hands.go("Ctrl+Return")
        assert len(visit.cases()) == 1

    def test_a_broken_store_is_told(self, visit: Visit, desk: Desk) -> None:
        failing = Failing(desk.counter.pledges, told=Trouble("storage.locked"))
        visit.begin()
        visit.page.deciding._counter = replace(desk.counter, pledges=failing)  # type: ignore[arg-type]
        marked(visit).hands.go("Ctrl+Return")
        assert not visit.page.deciding.is_busy
        assert visit.cases() == ()
