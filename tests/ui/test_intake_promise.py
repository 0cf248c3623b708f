"""容缺受理 by keys: the seven conditions, the promise material by material, and what stands in its way."""

import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.decisions import Decision
from outlet_app.domain.deficiency import Condition
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.states import State
from outlet_app.services.troubles import Trouble
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.notice.page import NoticePage
from outlet_app.ui.parts.decisions.conditions import ConditionsDialog
from outlet_app.ui.parts.decisions.promise import PromiseDialog
from tests.support.counter_fakes_intake import CODE, NAME, Desk, Failing, OtherPage, Visit, open_desk
from tests.ui.conftest import Stage

C = Condition


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path)


@pytest.fixture
def visit(desk: Desk, stage: Stage) -> Visit:
    return Visit(desk, stage)


def promised(visit: Visit, marks: str = "1141") -> Visit:
    """A registration of 8.2 whose rows M1, M3, A1, A2 are marked in order."""
    visit.begin().party().matter("8.2", "申报资助")
    for place, mark in enumerate(marks):
        visit.hands.press(*(("Down",) if place else ()), mark)
    return visit


def asked(visit: Visit, marks: str = "1141") -> PromiseDialog:
    """The dialog behind Alt+R."""
    promised(visit, marks).hands.go("Alt+R")
    dialog = visit.dialog
    assert isinstance(dialog, PromiseDialog)
    return dialog


def blocked(visit: Visit) -> ConditionsDialog:
    promised(visit).hands.go("Alt+R")
    dialog = visit.dialog
    assert isinstance(dialog, ConditionsDialog)
    return dialog


def accept(visit: Visit, marks: str = "1141") -> None:
    """The shortest way: tick, Enter."""
    asked(visit, marks)
    visit.hands.press("Space")
    visit.hands.go("Return")


class TestThePromise:
    def test_three_keys_accept_with_a_promise_and_print_both_papers(self, visit: Visit) -> None:
        promised(visit)
        assert visit.page.state.filled is Decision.DEFICIENT
        before = visit.hands.presses
        visit.hands.go("Ctrl+Return")
        assert isinstance(visit.dialog, PromiseDialog)
        visit.hands.press("Space")
        visit.hands.go("Return")
        assert visit.hands.presses - before == 3
        (case,) = visit.cases()
        assert (case.decision, case.state) == (Decision.DEFICIENT, State.ACCEPTED_DEFICIENT)
        assert visit.said() == [
            f"已容缺受理｜{case.case_no}，补齐日期 11-25 周三",
            f"承诺书已送打印机｜{case.case_no}，一式两份",
            f"通知书已送打印机｜{case.case_no}，一式两份",
        ]
        assert [job.copies for job in visit.desk.bench.spooler.jobs] == [2, 2]

    def test_the_conditions_stand_there_one_by_one(self, visit: Visit) -> None:
        dialog = asked(visit)
        lines = dialog.conditions.lines
        assert list(lines) == list(Condition)
        assert lines[C.CORE].told.text() == "基本条件具备，主件齐全、符合法定形式"
        assert lines[C.CREDIT].accessibleName() == "申请人没有失信记录：具备"
        assert lines[C.AUTHORISED].reason.text() == "申请人本人办理"
        assert list(dialog.conditions.ticks) == [C.VOLUNTEERED]

    def test_how_old_the_knowledge_is_stands_below(self, visit: Visit) -> None:
        dialog = asked(visit)
        said = [child.text() for child in dialog.findChildren(type(dialog.conditions.lines[C.CORE].told))]
        assert "失信名单尚未收到；本机还没有同步过" in said

    def test_nothing_is_promised_for_the_applicant(self, visit: Visit) -> None:
        dialog = asked(visit)
        assert QApplication.focusWidget() is dialog.conditions.ticks[C.VOLUNTEERED]
        visit.hands.go("Alt+R")
        assert dialog.conditions.lines[C.VOLUNTEERED].reason.text() == "请先征得申请人同意"
        assert QApplication.focusWidget() is dialog.conditions.ticks[C.VOLUNTEERED]
        assert visit.cases() == ()
        visit.hands.press("Space")
        assert not dialog.conditions.lines[C.VOLUNTEERED].reason.isVisible()
        visit.hands.go("Alt+R")
        assert len(visit.cases()) == 1

    def test_the_tick_has_its_letter(self, visit: Visit, qtbot: QtBot) -> None:
        dialog = asked(visit)
        visit.hands.press("Tab", "Alt+V")
        qtbot.waitUntil(lambda: dialog.conditions.is_ticked(C.VOLUNTEERED))

    def test_the_last_day_allowed_is_offered(self, visit: Visit) -> None:
        (row,) = asked(visit).rows
        assert (row.day.line.label, row.edit.text(), row.day.line.hint) == (
            "信用承诺书",
            "11-25",
            "最晚 11-25 周三",
        )
        assert row.edit.accessibleName() == "信用承诺书 补齐日期"

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("11-31", "没有这一天"),
            ("下周", "请填写日期，如 11-27"),
            ("2026-11-17", "日期已过"),
            ("1126", "最晚 11-25"),
            ("2027-01-02", "最晚 11-25"),
        ],
    )
    def test_a_promise_for_no_day_is_told(self, visit: Visit, text: str, message: str) -> None:
        dialog = asked(visit)
        visit.hands.press("Space", "Tab", "Ctrl+A")
        visit.hands.type(text)
        visit.hands.go("Alt+R")
        assert dialog.rows[0].day.message == message
        assert QApplication.focusWidget() is dialog.rows[0].edit
        assert visit.cases() == ()

    def test_everything_wrong_is_told_at_once_and_the_first_gets_the_keys(self, visit: Visit) -> None:
        dialog = asked(visit)
        visit.hands.press("Tab", "Ctrl+A")
        visit.hands.type("下周")
        visit.hands.go("Alt+R")
        assert dialog.conditions.lines[C.VOLUNTEERED].reason.text() == "请先征得申请人同意"
        assert dialog.rows[0].day.message == "请填写日期，如 11-27"
        assert QApplication.focusWidget() is dialog.conditions.ticks[C.VOLUNTEERED]

    def test_an_earlier_day_may_be_promised(self, visit: Visit) -> None:
        asked(visit)
        visit.hands.press("Space", "Tab", "Ctrl+A")
        visit.hands.type("1120")
        visit.hands.go("Alt+R")
        assert visit.said()[0].endswith("补齐日期 11-20 周五")
        (case,) = visit.cases()
        due = visit.desk.counter.cases.detail(case.case_id).case.supplement_due
        assert due is not None
        assert due.at is not None
        assert due.at.date() == date(2026, 11, 20)

    def test_each_material_has_its_day_and_form(self, visit: Visit) -> None:
        dialog = asked(visit, "1144")
        assert [row.day.line.label for row in dialog.rows] == ["信用承诺书", "银行账户证明"]
        assert [row.form.value for row in dialog.rows] == [PaperForm.ORIGINAL, PaperForm.COPY]
        visit.hands.press("Space", "Tab", "Ctrl+A")
        visit.hands.type("1123")
        visit.hands.press("Tab", "Tab", "Tab")
        visit.hands.type("电子")
        visit.hands.press("Tab")
        visit.hands.go("Alt+R")
        (case,) = visit.cases()
        promises = visit.desk.counter.cases.detail(case.case_id).case.promises
        assert [(one.due.day, one.form) for one in promises] == [
            (23, PaperForm.ORIGINAL),
            (25, PaperForm.ELECTRONIC),
        ]
        assert visit.said()[0].endswith("补齐日期 11-23 周一")

    def test_given_up_nothing_is_saved_and_the_form_stays(self, visit: Visit) -> None:
        asked(visit)
        visit.hands.go("Esc")
        assert visit.cases() == ()
        assert visit.page.state.entry.applicant.name == NAME
        assert not visit.page.deciding.is_busy

    def test_trouble_while_looking_saves_nothing(self, visit: Visit, desk: Desk) -> None:
        stuck = Failing(desk.counter.promises, conditions=Trouble("storage.locked"))
        object.__setattr__(desk.counter, "promises", stuck)
        promised(visit).hands.go("Alt+R")
        assert visit.dialog.windowTitle() == "本机数据正被其他程序占用"
        visit.hands.go("Return")
        assert visit.cases() == ()
        stuck.errors.clear()
        visit.hands.go("Alt+R")
        assert isinstance(visit.dialog, PromiseDialog)


class TestAnAgent:
    def with_agent(self, visit: Visit) -> PromiseDialog:
        visit.begin()
        for text in (NAME, CODE, "王磊", "13800002046"):
            visit.hands.type(text)
            visit.hands.press("Tab")
        visit.hands.press("Tab", "Space", "Tab", "Tab", "Tab")
        visit.hands.type("152822196501010025")
        visit.hands.press("Tab", "Tab")
        visit.matter("8.2", "申报资助").hands.press("1", "Down", "1", "Down", "4", "Down", "1")
        visit.hands.go("Alt+R")
        dialog = visit.dialog
        assert isinstance(dialog, PromiseDialog)
        return dialog

    def test_brings_the_authorisation(self, visit: Visit) -> None:
        dialog = self.with_agent(visit)
        assert list(dialog.conditions.ticks) == [C.VOLUNTEERED, C.AUTHORISED]
        visit.hands.press("Space")
        visit.hands.go("Alt+R")
        assert dialog.conditions.lines[C.AUTHORISED].reason.text() == "请收下代办人的授权委托书"
        assert QApplication.focusWidget() is dialog.conditions.ticks[C.AUTHORISED]
        visit.hands.press("Space")
        visit.hands.go("Return")
        assert [case.state for case in visit.cases()] == [State.ACCEPTED_DEFICIENT]


class TestWhatStandsInTheWay:
    def overdue(self, visit: Visit) -> str:
        accept(visit)
        visit.desk.bench.clock.forward(days=8)
        (case,) = visit.cases()
        return case.case_no

    def test_an_overdue_promise_is_named_with_its_case(self, visit: Visit) -> None:
        case_no = self.overdue(visit)
        dialog = blocked(visit)
        line = dialog.list.lines[C.OVERDUE]
        assert line.reason.text() == f"还有逾期未补齐的办件：{case_no}"
        assert line.accessibleName() == (f"没有逾期未补齐的容缺办件：不具备，还有逾期未补齐的办件：{case_no}")
        assert dialog.list.lines[C.CORE].accessibleName().endswith("：具备")
        assert [button.text() for button in dialog.buttons.findChildren(type(dialog.default))] == [
            "取消 Esc", "打开逾期办件(&O)", "改为一次性告知(&Y)",
        ]  # fmt: skip

    def test_the_case_is_one_key_away(self, visit: Visit) -> None:
        self.overdue(visit)
        (case,) = visit.cases()
        blocked(visit)
        visit.hands.go("Alt+O")
        other = visit.window.page
        assert isinstance(other, OtherPage)
        assert other.shown == [case.case_id]

    def test_the_notice_asks_for_what_was_promised(self, visit: Visit) -> None:
        self.overdue(visit)
        blocked(visit)
        visit.hands.go("Return")
        page = visit.window.page
        assert isinstance(page, NoticePage)
        assert [line.code for line in page.state.draft.lines] == ["8.2-A1"]
        visit.window.open(PageKey.INTAKE)
        rows = {row.code: row.state for row in visit.page.state.rows}
        assert rows["8.2-A1"] is MaterialState.MISSING

    def listed(self, desk: Desk) -> None:
        entry = {
            "id": "2026-1", "subject": NAME, "code": CODE, "act": "overdue",
            "case_no": "WY01-20260901-010003-K", "listed_on": "2026-09-20", "listed_by": "市局知识产权科",
            "until": "2027-09-19", "source": "city",
        }  # fmt: skip
        body = json.dumps({"as_of": "2026-11-16", "entries": [entry]}).encode()
        with desk.bench.database.unit_of_work() as uow:
            uow.cache.put("credit", "2026-11-16", body, desk.bench.clock.now())
            uow.commit()

    def test_a_bad_record_is_named_with_the_day_of_the_list(self, visit: Visit, desk: Desk) -> None:
        self.listed(desk)
        dialog = blocked(visit)
        assert (
            dialog.list.lines[C.CREDIT].reason.text() == "在失信名单内，修复前不适用：WY01-20260901-010003-K"
        )
        known = [one.text() for one in dialog.body.findChildren(type(dialog.list.lines[C.CORE].told))]
        assert "失信名单截至 2026-11-16；本机还没有同步过" in known
        assert [button.text() for button in dialog.buttons.findChildren(type(dialog.default))] == [
            "取消 Esc", "改为一次性告知(&Y)",
        ]  # fmt: skip
        visit.hands.go("Esc")
        assert visit.cases() == ()

    def test_it_never_stands_in_the_ordinary_way(self, visit: Visit, desk: Desk) -> None:
        self.listed(desk)
        promised(visit, "1111").hands.go("Alt+S")
        assert [case.state for case in visit.cases()] == [State.ACCEPTED]

    def test_somebody_else_is_not_concerned(self, visit: Visit) -> None:
        self.overdue(visit)
        visit.begin().party("五原县葵花种业有限公司", "91150802MA0TEA71XJ").matter("8.2", "申报资助")
        visit.hands.press("1", "Down", "1", "Down", "4", "Down", "1")
        visit.hands.go("Alt+R")
        assert isinstance(visit.dialog, PromiseDialog)
