"""容缺补齐, reminders, more time and the end of a promise on 办件查询, by keys over a real counter."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.decisions import Decision
from outlet_app.domain.dossier import Case
from outlet_app.domain.entry import DeficientDetail
from outlet_app.domain.events import ReminderStage
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.people import Person
from outlet_app.domain.states import State
from outlet_app.ui.pages.cases.supplement_dialog import SupplementDialog
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from tests.support.at_the_counter import DEFERRED, kinds
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk
from tests.support.counter_fakes_desk import press, write
from tests.support.entries import subsidy

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
PROMISED = DeficientDetail(date(2026, 11, 25), volunteered=True)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


Open = Callable[..., CaseDesk]


def owing(bench: Bench) -> Case:
    """A subsidy that owes both its secondary papers by the 25th."""
    entry = subsidy(bench.reference, A1=DEFERRED, A2=DEFERRED)
    return bench.counter().intake.decide(entry, Decision.DEFICIENT, PROMISED).case


@pytest.fixture
def at(stage: Callable[..., QWidget], bench: Bench) -> Open:
    """The case so many days after the promise, before a person."""
    owing(bench)

    def opened(days: int = 0, person: Person = CLERK_PERSON) -> CaseDesk:
        bench.clock.forward(days=days)
        return CaseDesk(stage, bench, person)

    return opened


STEPS = {"supplement", "remind", "extend", "lapse"}


class TestWhatIsOffered:
    @pytest.mark.parametrize(
        ("days", "person", "offers"),
        [
            (0, CLERK_PERSON, {"supplement", "remind"}),
            (5, CLERK_PERSON, {"supplement", "remind"}),
            (6, CLERK_PERSON, {"supplement", "remind", "lapse"}),
            (0, SUPERVISOR_PERSON, {"supplement", "remind", "extend"}),
            (6, SUPERVISOR_PERSON, {"supplement", "remind", "extend", "lapse"}),
        ],
    )
    def test_by_day_and_post(self, at: Open, days: int, person: Person, offers: set[str]) -> None:
        assert at(days, person).offered & STEPS == offers

    def test_no_closing_while_something_is_owed(self, at: Open, bench: Bench) -> None:
        desk = at()
        assert "close" not in desk.offered
        bench.counter().promises.supplement(
            desk.case.case_id, {"8.2-A1": MaterialState.COMPLETE, "8.2-A2": MaterialState.COMPLETE}
        )
        desk.page.refresh()
        desk.drain()
        assert "close" in desk.offered
        assert not desk.offered & STEPS

    def test_the_supplement_stands_first(self, at: Open) -> None:
        row = at().page.detail.steps
        shown = [name for name, button in row.buttons.items() if button.isVisible()]
        assert shown[:2] == ["supplement", "remind"]
        assert row.buttons["supplement"].text() == "容缺补齐(&Q)"


def supplement(desk: CaseDesk) -> SupplementDialog:
    dialog = desk.ask("supplement")
    assert isinstance(dialog, SupplementDialog)
    return dialog


class TestTheSupplement:
    def test_everything_came_in_six_keys(self, at: Open) -> None:
        desk = at()
        dialog = supplement(desk)
        assert QApplication.focusWidget() is dialog.rows[0].marks
        desk.press(K.Key_1, K.Key_Tab, K.Key_1)
        desk.press(K.Key_Return)
        desk.drain()
        assert (desk.case.state, desk.case.promises) == (State.ACCEPTED, ())
        assert desk.said[-1] == "容缺材料已补齐，转入正常办理"
        assert desk.told[0] == "容缺补齐"

    @pytest.mark.parametrize(("day", "asked"), [("", 1), ("11-20", 0)])
    def test_whoever_brought_it_today_may_rate(self, at: Open, day: str, asked: int) -> None:
        desk = at(days=3)
        served: list[str] = []
        desk.page.steps.served.connect(served.append)
        dialog = supplement(desk)
        if day:
            dialog.day.show_text(day)
        desk.press(K.Key_1)
        desk.press(K.Key_Return)
        desk.drain()
        assert len(desk.case.promises) == 1
        assert served == [desk.case.case_id] * asked

    def test_one_of_two_came(self, at: Open) -> None:
        desk = at()
        supplement(desk)
        desk.press(K.Key_Tab, K.Key_1)
        desk.press(K.Key_Return)
        desk.drain()
        assert [line.code for line in desk.case.promises] == ["8.2-A1"]
        assert desk.said[-1] == "已记下补齐的材料，还差 1 份"
        dialog = supplement(desk)
        assert [row.line.label for row in dialog.rows] == ["信用承诺书"]
        dialog.reject()

    def test_each_row_says_what_is_owed_by_when(self, at: Open) -> None:
        dialog = supplement(at())
        assert [row.line.hint for row in dialog.rows] == [
            "原件，应于 11-25 周三 前", "复印件，应于 11-25 周三 前",
        ]  # fmt: skip
        assert all(row.state is None for row in dialog.rows)
        dialog.reject()

    def test_late_rows_say_so(self, at: Open) -> None:
        dialog = supplement(at(days=7))
        assert dialog.rows[0].line.hint == "原件，已逾期，原定 11-25 周三"
        dialog.reject()

    def test_nothing_came_is_told(self, at: Open) -> None:
        desk = at()
        dialog = supplement(desk)
        desk.press(K.Key_Return)
        assert dialog.rows[0].message == "请选收到的材料"
        assert QApplication.focusWidget() is dialog.rows[0].marks
        assert dialog.isVisible()
        dialog.reject()
        assert kinds(desk.bench, desk.case.case_id).count("supplement_taken") == 0

    def test_a_faulty_paper_needs_its_fault_and_stays_owed(self, at: Open) -> None:
        desk = at()
        dialog = supplement(desk)
        assert not dialog.wrong.isVisible()
        desk.press(K.Key_2)
        assert dialog.wrong.isVisible()
        desk.press(K.Key_Return)
        assert dialog.wrong.message == "请填写存在问题"
        assert QApplication.focusWidget() is dialog.remark
        write("没有盖章")
        desk.press(K.Key_Return)
        desk.drain()
        row = next(one for one in desk.case.materials if one.code == "8.2-A1")
        assert (row.state, row.remark, row.version) == (MaterialState.FAULTY, "没有盖章", 2)
        assert len(desk.case.promises) == 2
        assert desk.said[-1] == "已记下补齐的材料，还差 2 份"

    def test_what_came_whole_has_no_fault(self, at: Open) -> None:
        desk = at()
        supplement(desk)
        desk.press(K.Key_2, K.Key_Tab, K.Key_1, K.Key_Tab, K.Key_Tab)
        write("没有盖章")
        desk.press(K.Key_Return)
        desk.drain()
        remarks = {one.code: one.remark for one in desk.case.materials if one.code.startswith("8.2-A")}
        assert remarks == {"8.2-A1": "没有盖章", "8.2-A2": ""}

    def test_the_day_it_arrived_counts(self, at: Open) -> None:
        desk = at(days=8)
        dialog = supplement(desk)
        assert dialog.day.text() == "11-28"
        desk.press(K.Key_1, K.Key_Tab, K.Key_1, K.Key_Tab)
        desk.write("1125")
        desk.press(K.Key_Return)
        desk.drain()
        assert desk.case.deficit is not None
        assert desk.case.deficit.late == ()
        assert desk.page.detail.course.entries[0].text.endswith("11-25 收到")

    @pytest.mark.parametrize(
        ("typed", "message"),
        [("1129", "还没有到这一天"), ("13-40", "没有这一天"), ("昨天", "请填写日期，如 11-27")],
    )
    def test_it_did_not_arrive_tomorrow(self, at: Open, typed: str, message: str) -> None:
        desk = at(days=8)
        dialog = supplement(desk)
        desk.press(K.Key_1, K.Key_Tab, K.Key_Tab)
        desk.write(typed)
        desk.press(K.Key_Return)
        assert dialog.arrived.message == message
        assert QApplication.focusWidget() is dialog.day
        dialog.reject()

    def test_before_the_promise_the_case_itself_says_no(self, at: Open) -> None:
        desk = at(days=8)
        refusals: list[str] = []
        desk.here.feedback.banner_wanted.connect(lambda _tone, title, _text: refusals.append(title))
        supplement(desk)
        desk.press(K.Key_1, K.Key_Tab, K.Key_Tab)
        desk.write("1119")
        desk.press(K.Key_Return)
        desk.drain()
        assert refusals == ["收到日期应在受理日和今天之间"]
        assert len(desk.case.promises) == 2

    def test_a_day_of_last_year_is_meant_behind_us(self, stage: Callable[..., QWidget], bench: Bench) -> None:
        owing(bench)
        bench.clock.forward(days=46)
        desk = CaseDesk(stage, bench)
        supplement(desk)
        desk.press(K.Key_1, K.Key_Tab, K.Key_1, K.Key_Tab)
        desk.write("12-31")
        desk.press(K.Key_Return)
        desk.drain()
        assert desk.page.detail.course.entries[0].text.endswith("12-31 收到")

    def test_the_receipts_code_finds_the_case(self, at: Open, bench: Bench) -> None:
        desk = at()
        fact = desk.case.registered
        bench.counter().intake.decide(subsidy(bench.reference), Decision.ACCEPT)
        desk.page.refresh()
        desk.drain()
        desk.page.find_here()
        write(f"{fact.case_no} {fact.query_code}")
        press(desk.page.filters.text, K.Key_Return)
        desk.drain()
        assert desk.page.list.table.table_model.rowCount() == 1
        assert "supplement" in desk.offered


def sheet(desk: CaseDesk, action: str) -> SheetDialog:
    dialog = desk.ask(action)
    assert isinstance(dialog, SheetDialog)
    return dialog


class TestReminders:
    SMS = (
        "【知识产权公共服务窗口】河套禾源食品有限公司：您2026年11月20日受理的办件 {case_no} 容缺材料"
        "“信用承诺书、银行账户证明”应于2026年11月25日前补齐，请送至杭锦后旗知识产权公共服务窗口"
        "（电话 0478-8213500）。逾期未补齐的，终止办理并退回材料。"
    )

    def test_the_text_is_ready_and_copied(self, at: Open) -> None:
        desk = at(days=4)
        text = self.SMS.format(case_no=desk.case.case_no)
        assert sheet(desk, "remind").controls["text"].text() == text
        desk.press(K.Key_Return)
        desk.drain()
        assert QGuiApplication.clipboard().text() == text
        assert desk.said[-1] == "短信内容已复制，提醒已记录"
        assert desk.case.deficit is not None
        assert desk.case.deficit.reminded == ((date(2026, 11, 25), ReminderStage.ONE_BEFORE),)

    def test_a_call_copies_nothing(self, at: Open) -> None:
        desk = at()
        QGuiApplication.clipboard().setText("别的内容")
        sheet(desk, "remind")
        write("电话")
        desk.press(K.Key_Tab)
        desk.press(K.Key_B, modifier=ALT)
        desk.drain()
        assert QGuiApplication.clipboard().text() == "别的内容"
        assert desk.said[-1] == "提醒已记录"
        assert desk.page.detail.course.entries[0].text.startswith("提前提醒，电话")

    @pytest.mark.parametrize(
        ("days", "part"),
        [
            (3, "应于2026年11月25日前补齐"),
            (5, "今天（2026年11月25日）到期"),
            (6, "已于2026年11月25日到期，仍未补齐"),
        ],
    )
    def test_it_says_how_near_the_day_is(self, at: Open, days: int, part: str) -> None:
        dialog = sheet(at(days), "remind")
        assert part in dialog.controls["text"].text()
        dialog.reject()

    def test_after_the_day_it_asks_for_haste(self, at: Open) -> None:
        dialog = sheet(at(days=6), "remind")
        assert dialog.controls["text"].text().endswith("请尽快补齐，否则终止办理并退回材料。")
        dialog.reject()


class TestMoreTime:
    def test_each_choice_names_its_day(self, at: Open) -> None:
        dialog = sheet(at(person=SUPERVISOR_PERSON), "extend")
        texts = [choice.text for choice in dialog.controls["days"].choices]
        assert texts[0] == "1 个工作日，至 11-26 周四"
        assert texts[4] == "5 个工作日，至 12-02 周三"
        dialog.reject()

    def test_a_supervisor_extends_with_a_reason(self, at: Open) -> None:
        desk = at(person=SUPERVISOR_PERSON)
        sheet(desk, "extend")
        write("3")
        desk.press(K.Key_Tab, K.Key_Tab)
        write("银行系统升级")
        desk.press(K.Key_B, modifier=ALT)
        desk.drain()
        assert {line.due for line in desk.case.promises} == {date(2026, 11, 30)}
        assert desk.said[-1] == "补齐期限已延长至 11-30 周一"
        assert desk.page.detail.course.entries[0].text == "3 个工作日，改至 11-30：银行系统升级"

    def test_longer_only_for_acts_of_god(self, at: Open) -> None:
        desk = at(person=SUPERVISOR_PERSON)
        dialog = sheet(desk, "extend")
        write("15")
        desk.press(K.Key_Tab, K.Key_Tab)
        write("洪水，道路中断")
        desk.press(K.Key_B, modifier=ALT)
        assert dialog.fields["days"].message == "超过 5 个工作日"
        desk.press(K.Key_Tab, K.Key_Space)
        desk.press(K.Key_B, modifier=ALT)
        desk.drain()
        assert {line.due for line in desk.case.promises} == {date(2026, 12, 16)}
        assert desk.page.detail.course.entries[0].text == "不可抗力，改至 12-16：洪水，道路中断"

    def test_a_second_time_only_for_acts_of_god(self, at: Open, bench: Bench) -> None:
        desk = at(person=SUPERVISOR_PERSON)
        desk.counter.promises.extend(desk.case.case_id, 1, "停电")
        desk.page.refresh()
        desk.drain()
        dialog = sheet(desk, "extend")
        write("1")
        desk.press(K.Key_Tab, K.Key_Tab)
        write("又停电")
        desk.press(K.Key_B, modifier=ALT)
        assert dialog.fields["force"].message == "已延长过，限不可抗力"
        assert QApplication.focusWidget() is dialog.controls["force"]
        dialog.reject()

    @pytest.mark.parametrize(("line", "message"), [("days", "请选择延长"), ("reason", "请填写理由")])
    def test_days_and_reason_are_asked_for(self, at: Open, line: str, message: str) -> None:
        desk = at(person=SUPERVISOR_PERSON)
        dialog = sheet(desk, "extend")
        desk.press(K.Key_B, modifier=ALT)
        assert dialog.fields[line].message == message
        dialog.reject()


class TestTheEnd:
    def test_a_clerk_ends_the_case_and_returns_the_papers(self, at: Open) -> None:
        desk = at(days=6)
        dialog = sheet(desk, "lapse")
        assert [choice.text for choice in dialog.controls["way"].choices] == ["终止办理，退件"]
        assert dialog.controls["reason"].text() == "期限届满仍未补齐：信用承诺书、银行账户证明"
        desk.press(K.Key_B, modifier=ALT)
        desk.drain()
        assert desk.case.state is State.TERMINATED
        assert desk.said[-1] == "已终止办理，请退还材料"
        assert desk.told[0] == "逾期未补齐，终止"

    def test_enter_does_not_end_it(self, at: Open) -> None:
        desk = at(days=6)
        dialog = sheet(desk, "lapse")
        desk.press(K.Key_Return)
        assert not dialog.isVisible()
        desk.drain()
        assert desk.case.is_open

    def test_a_supervisor_may_revoke_the_acceptance(self, at: Open) -> None:
        desk = at(days=6, person=SUPERVISOR_PERSON)
        dialog = sheet(desk, "lapse")
        assert len(dialog.controls["way"].choices) == 2
        write("撤销")
        desk.press(K.Key_Tab)
        desk.press(K.Key_B, modifier=ALT)
        desk.drain()
        assert desk.said[-1] == "已撤销受理，请退还材料"
        assert desk.page.detail.course.entries[0].text.startswith("撤销受理：期限届满仍未补齐")
