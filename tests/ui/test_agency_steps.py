"""The sheets of 帮办代办 by keys over a real counter: what is written, printed, and said at a field."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.agency import Standing
from outlet_app.domain.case import Case
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import HandedMaterial
from outlet_app.domain.facts.agency import Doing, HaltReason, Mandate, Mode, Power, Way
from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Problem, Refusal
from outlet_app.ui.pages.cases.action_row import MORE, StepList
from outlet_app.ui.pages.cases.agency_sheets import _PLACES, at_field
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.parts.tick_grid import TickGrid
from outlet_app.wording import agency as words
from outlet_app.wording.fields import sentence
from outlet_app.wording.refusals.agency import REFUSALS
from tests.support.agencies import FORMS, LICENCE, acted, mandate, missed, stopped
from tests.support.agency_desk import BOSS, ME, MINE, AgencyDesk, helped
from tests.support.at_the_counter import accepted, taken
from tests.support.bench import SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk
from tests.support.counter_fakes_desk import write

ENTER, TAB, SPACE, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Down
ALT = Qt.KeyboardModifier.AltModifier
THIRD = Person("1508260839", "斯琴", frozenset({Role.CLERK}))
NewStage = Callable[..., QWidget]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


@pytest.fixture
def desk(stage: NewStage, bench: Bench) -> AgencyDesk:
    """The page with one case helped by the person at the keys."""
    helped(bench)
    return AgencyDesk(stage, bench)


def sheet(desk: AgencyDesk, step: str) -> SheetDialog:
    dialog = desk.ask(step)
    assert isinstance(dialog, SheetDialog)
    return dialog


def said(dialog: SheetDialog) -> dict[str, str]:
    """What stands at the fields."""
    return {key: field.message for key, field in dialog.fields.items() if field.message}


def fill(dialog: SheetDialog, **texts: str) -> None:
    """Type into fields as the clerk would, one after the other."""
    for key, text in texts.items():
        control = dialog.controls[key]
        control.setFocus()
        control.selectAll()  # type: ignore[union-attr]
        write(text)


def chosen(desk: AgencyDesk) -> Case:
    return desk.case(desk.page.state.chosen)


def go(desk: AgencyDesk, letter: Qt.Key = Qt.Key.Key_G) -> None:
    """The main button by its letter, and all that follows."""
    desk.press(letter, modifier=ALT)
    desk.drain()


class TestBegin:
    """受理 from 办件查询 and from the page."""

    @pytest.fixture
    def waiting(self, stage: NewStage, bench: Bench) -> AgencyDesk:
        taken(bench, assisted=True)
        return AgencyDesk(stage, bench)

    def test_a_whole_help_by_keys_alone(self, waiting: AgencyDesk) -> None:
        sheet(waiting, "help")
        waiting.press(TAB, TAB)
        write("0478-6623315")
        waiting.press(TAB, TAB, SPACE, TAB, SPACE)
        dialog = waiting.here.dialog
        assert isinstance(dialog, SheetDialog)
        dialog.controls["signed"].setFocus()
        waiting.press(SPACE)
        go(waiting)
        agency = chosen(waiting).agency
        assert agency is not None
        assert (agency.begun.mode, agency.helper) == (Mode.WHOLE, ME)
        assert agency.mandate == Mandate(
            (Power.FILL, Power.SUBMIT), date(2026, 11, 20), date(2027, 1, 18), signed=True
        )
        assert "已受理帮办代办" in waiting.said
        assert [job.title for job in waiting.bench.spooler.jobs] != []
        assert waiting.rows == [chosen(waiting).registered.applicant.name]

    def test_two_papers_go_to_the_printer_after_the_commit(self, waiting: AgencyDesk) -> None:
        self._whole(waiting)
        papers = waiting.counter.cases.detail(waiting.page.state.chosen).papers
        assert sorted(paper.form for paper in papers) == ["W02", "W10", "W11"]
        assert len(waiting.bench.spooler.jobs) == 2

    @pytest.mark.parametrize(
        ("change", "at", "words_said"),
        [
            ({"phone": " "}, "phone", "请填写人员电话"),
            ({"scope": " "}, "scope", "请填写服务内容"),
            ({"until": "2026-11-19"}, "until", "早于起日"),
            ({"until": "2027-03-01"}, "until", "最长 60 天"),
            ({"until": "不知道"}, "until", "请填写日期，如 11-27"),
            ({"since": "2026-10-01", "until": "2026-11-01"}, "until", "日期已过"),
            ({"rows": "营业执照 0 份"}, "rows", "份数不对"),
            ({"rows": "原件"}, "rows", "没有写名称"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
        self, waiting: AgencyDesk, change: dict[str, str], at: str, words_said: str
    ) -> None:
        dialog = self._ready(waiting)
        fill(dialog, **change)
        go(waiting)
        assert said(dialog) == {at: words_said}
        assert dialog.isVisible()
        assert chosen(waiting).agency is None
        assert waiting.bench.spooler.jobs == []
        dialog.reject()

    def test_a_whole_help_needs_a_power_and_both_signatures(self, waiting: AgencyDesk) -> None:
        dialog = self._ready(waiting)
        powers = dialog.controls["powers"]
        assert isinstance(powers, TickGrid)
        powers.ticks["fill"].setChecked(False)
        go(waiting)
        assert said(dialog) == {"powers": "请选委托权限"}
        powers.ticks["pay"].setChecked(True)
        dialog.controls["signed"].setChecked(False)  # type: ignore[union-attr]
        go(waiting)
        assert said(dialog) == {"signed": "请确认后打勾"}
        dialog.reject()

    def test_a_guide_on_site_needs_no_authority(self, waiting: AgencyDesk) -> None:
        dialog = self._ready(waiting)
        dialog.controls["mode"].set_value(Mode.ON_SITE.value)  # type: ignore[union-attr]
        go(waiting)
        assert said(dialog) == {"mode": "现场导办不用委托"}
        dialog.controls["powers"].ticks["fill"].setChecked(False)  # type: ignore[union-attr]
        go(waiting)
        agency = chosen(waiting).agency
        assert agency is not None
        assert (agency.begun.mode, agency.mandate) == (Mode.ON_SITE, None)

    def test_twelve_papers_are_typed_one_a_line(self, waiting: AgencyDesk) -> None:
        dialog = self._ready(waiting)
        fill(dialog, rows="\n".join(f"第{n}号证明 {n} 份 复印件" for n in range(1, 13)))
        go(waiting)
        agency = chosen(waiting).agency
        assert agency is not None
        assert agency.held[-1] == HandedMaterial("第12号证明", 12, PaperForm.COPY)
        assert len(agency.held) == 12

    def test_whoever_examined_is_not_offered_as_helper(self, stage: NewStage, bench: Bench) -> None:
        accepted(bench)
        desk = CaseDesk(stage, bench)
        dialog = desk.ask("help")
        assert isinstance(dialog, SheetDialog)
        assert dialog.controls["helper"].text() == "高云飞 0001"  # type: ignore[union-attr]
        dialog.reject()

    def test_where_everybody_examined_that_is_said(self, stage: NewStage, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        bench.counter(SUPERVISOR_PERSON).cases.close(case_id, "已出具")
        bench.counter(SUPERVISOR_PERSON).mending.reopen(case_id, "结果有误")
        desk = CaseDesk(stage, bench)
        desk.page.steps.ask("help", desk.page.state.detail)  # type: ignore[arg-type]
        desk.drain()
        assert "没有可以帮办的人员" in desk.said
        assert desk.here.feedback.open_dialog is None

    def test_from_the_case_itself(self, stage: NewStage, bench: Bench) -> None:
        taken(bench)
        desk = CaseDesk(stage, bench)
        assert "help" in desk.offered
        assert "help_on" not in desk.offered
        dialog = desk.ask("help")
        assert dialog.windowTitle() == "帮办代办受理"
        dialog.reject()

    def _ready(self, waiting: AgencyDesk) -> SheetDialog:
        """Filled so that it would be taken."""
        dialog = sheet(waiting, "help")
        fill(dialog, phone=ME.phone)
        dialog.controls["powers"].ticks["fill"].setChecked(True)  # type: ignore[union-attr]
        dialog.controls["signed"].setChecked(True)  # type: ignore[union-attr]
        return dialog

    def _whole(self, waiting: AgencyDesk) -> None:
        self._ready(waiting)
        go(waiting)


class TestLog:
    """记录: one line of the log."""

    def test_a_line_by_keys_alone(self, desk: AgencyDesk) -> None:
        sheet(desk, "help_log")
        write("填表")
        desk.press(TAB)
        write("按口述代填申报书")
        go(desk)
        agency = chosen(desk).agency
        assert agency is not None
        assert agency.last is not None
        line = agency.last.fact
        assert (line.doing, line.text, line.day) == (Doing.FILL, "按口述代填申报书", date(2026, 11, 20))
        assert (line.told, line.reached, line.minutes, line.next_day) == (False, True, 0, None)
        assert desk.said == ["已记入帮办代办台账"]
        assert desk.told == ["帮办代办", "帮办代办受理"]
        assert desk.bench.spooler.jobs == []

    def test_every_field_of_a_line(self, desk: AgencyDesk) -> None:
        dialog = sheet(desk, "help_log")
        fill(dialog, doing="缴费", text="代缴年费", day="2026-11-20", place="国家知识产权局", minutes="25")
        fill(dialog, attachments="票据 3 号", next_step="取票据", next_day="11-24")
        dialog.controls["told"].setChecked(True)  # type: ignore[union-attr]
        go(desk)
        agency = chosen(desk).agency
        assert agency is not None
        assert agency.last is not None
        assert agency.last.fact == acted(
            Doing.PAY, text="代缴年费", place="国家知识产权局", attachments="票据 3 号", minutes=25,
            told=True, next_step="取票据", next_day=date(2026, 11, 24),
        )  # fmt: skip

    def test_the_planned_step_stands_ready(self, desk: AgencyDesk) -> None:
        desk.counter.agencies.act(desk.page.state.chosen, acted(next_step="到市局取件"))
        desk.page.refresh()
        desk.drain()
        dialog = sheet(desk, "help_log")
        assert dialog.controls["text"].text() == "到市局取件"  # type: ignore[union-attr]
        dialog.reject()

    @pytest.mark.parametrize(
        ("change", "at", "words_said"),
        [
            ({"doing": ""}, "doing", "请选择动作"),
            ({"text": ""}, "text", "请填写内容"),
            ({"doing": "缴费"}, "attachments", "请写明票据"),
            ({"day": "2026-11-19"}, "day", "委托还没有生效"),
            ({"day": "2026-11-21"}, "day", "还没有到这一天"),
            ({"minutes": "1441"}, "minutes", "应为 0～1440"),
            ({"minutes": "半天"}, "minutes", "应为 0～1440"),
            ({"next_day": "2026-11-19"}, "next_day", "日期已过"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field(
        self, desk: AgencyDesk, change: dict[str, str], at: str, words_said: str
    ) -> None:
        dialog = sheet(desk, "help_log")
        fill(dialog, **({"doing": "填表", "text": "代填"} | change))
        if not change.get("doing", "x"):
            dialog.controls["doing"].set_value(None)  # type: ignore[union-attr]
        go(desk)
        assert said(dialog) == {at: words_said}
        assert dialog.controls["text"].text() == change.get("text", "代填")  # type: ignore[union-attr]
        dialog.reject()

    def test_only_a_call_can_be_in_vain(self, desk: AgencyDesk) -> None:
        dialog = sheet(desk, "help_log")
        fill(dialog, doing="接谈", text="找申请人")
        dialog.controls["missed"].setChecked(True)  # type: ignore[union-attr]
        go(desk)
        assert said(dialog) == {"missed": "只有通话才能选"}
        fill(dialog, doing="通话")
        go(desk)
        agency = chosen(desk).agency
        assert agency is not None
        assert agency.calls_in_vain == 1

    def test_beyond_the_authority_is_said_where_the_doing_is_chosen(
        self, stage: NewStage, bench: Bench
    ) -> None:
        helped(bench, replace(MINE, mandate=mandate(Power.FILL)))
        desk = AgencyDesk(stage, bench)
        dialog = sheet(desk, "help_log")
        fill(dialog, doing="提交", text="提交申报书")
        go(desk)
        assert said(dialog) == {"doing": "超出委托权限"}
        fill(dialog, doing="填表")
        go(desk)
        assert desk.said == ["已记入帮办代办台账"]

    def test_after_the_term_only_talking_is_taken(self, desk: AgencyDesk) -> None:
        desk.bench.clock.forward(days=60)
        dialog = sheet(desk, "help_log")
        fill(dialog, doing="取件", text="取结果")
        go(desk)
        assert said(dialog) == {"doing": "委托已到期"}
        fill(dialog, doing="通话", text="请申请人重新委托")
        go(desk)
        assert desk.said == ["已记入帮办代办台账"]


class TestPapers:
    """收材料 and 交还材料, with 材料移交单."""

    def test_papers_are_taken_in(self, desk: AgencyDesk) -> None:
        dialog = sheet(desk, "help_take")
        assert dialog.controls["other"].text() == "其其格"  # type: ignore[union-attr]
        fill(dialog, rows="公章使用登记 1 份 原件\n证明 2 份 复印件", purpose="补交")
        go(desk)
        agency = chosen(desk).agency
        assert agency is not None
        assert [row.name for row in agency.held] == ["营业执照", "申报书", "公章使用登记", "证明"]
        assert agency.handings[-1].fact.way is Way.IN
        assert len(desk.bench.spooler.jobs) == 1

    def test_what_is_held_stands_ready_to_be_given_back(self, desk: AgencyDesk) -> None:
        dialog = sheet(desk, "help_give")
        assert dialog.controls["rows"].text() == "营业执照 1 份 原件\n申报书 2 份 复印件"  # type: ignore[union-attr]
        go(desk)
        agency = chosen(desk).agency
        assert agency is not None
        assert agency.held == ()
        assert agency.handings[-1].fact.rows == (LICENCE, FORMS)
        assert desk.said[0] == "已交出材料"

    def test_a_result_is_added_as_a_line(self, desk: AgencyDesk) -> None:
        dialog = sheet(desk, "help_give")
        fill(dialog, rows="营业执照\n资助批复 1 份 原件", other="刘建平")
        go(desk)
        agency = chosen(desk).agency
        assert agency is not None
        assert agency.held == (FORMS,)

    @pytest.mark.parametrize(
        ("change", "at", "words_said"),
        [
            ({"rows": "营业执照 2 份"}, "rows", "多于手里的份数"),
            ({"rows": "营业执照 0 份"}, "rows", "份数不对"),
            ({"rows": " "}, "rows", "请填写交出的材料和结果"),
            ({"other": " "}, "other", "请填写接收人或机构"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field(
        self, desk: AgencyDesk, change: dict[str, str], at: str, words_said: str
    ) -> None:
        dialog = sheet(desk, "help_give")
        fill(dialog, **change)
        go(desk)
        assert said(dialog) == {at: words_said}
        dialog.reject()

    def test_passing_on_to_an_authority_needs_the_power(self, stage: NewStage, bench: Bench) -> None:
        helped(bench, replace(MINE, mandate=mandate(Power.FILL)))
        desk = AgencyDesk(stage, bench)
        dialog = sheet(desk, "help_give")
        dialog.controls["way"].set_value(Way.AWAY.value)  # type: ignore[union-attr]
        go(desk)
        assert said(dialog) == {"way": "超出委托权限"}
        dialog.reject()


class TestHalting:
    """中止, 续办, 人员交接, 办结或终止, 重新委托."""

    def test_stop_and_go_on_by_keys(self, desk: AgencyDesk) -> None:
        dialog = sheet(desk, "help_stop")
        write("不可抗力")
        fill(dialog, remark="暴雪封路", left="提交")
        go(desk)
        agency = chosen(desk).agency
        assert agency is not None
        assert (agency.standing, agency.halts[-1].fact) == (
            Standing.STOPPED,
            stopped(HaltReason.FORCE, left="提交", done="", remark="暴雪封路"),
        )
        dialog = sheet(desk, "help_resume")
        assert dialog.controls["left"].text() == "提交"  # type: ignore[union-attr]
        go(desk)
        agency = chosen(desk).agency
        assert agency is not None
        assert agency.standing is Standing.RUNNING
        assert desk.said.count("已中止帮办代办") == desk.said.count("已续办") == 1

    @pytest.mark.parametrize(
        ("reason", "change", "at", "words_said"),
        [
            ("不可抗力", {"left": "提交"}, "remark", "请写明情况"),
            ("失联", {"left": "提交"}, "reason", "未接通只有 1 次"),
            ("委托人撤回", {}, "left", "请填写未办事项"),
        ],
    )
    def test_a_stop_says_why_and_what_is_left(
        self, desk: AgencyDesk, reason: str, change: dict[str, str], at: str, words_said: str
    ) -> None:
        desk.counter.agencies.act(desk.page.state.chosen, missed())
        desk.page.refresh()
        desk.drain()
        dialog = sheet(desk, "help_stop")
        write(reason)
        fill(dialog, **change)
        go(desk)
        assert said(dialog) == {at: words_said}
        dialog.reject()

    def test_nothing_goes_on_after_the_term(self, desk: AgencyDesk) -> None:
        desk.counter.agencies.halt(desk.page.state.chosen, stopped())
        desk.bench.clock.forward(days=60)
        desk.page.refresh()
        desk.drain()
        dialog = sheet(desk, "help_resume")
        go(desk)
        assert said(dialog) == {"helper": "委托已到期"}
        dialog.reject()

    def test_a_colleague_takes_over(self, desk: AgencyDesk) -> None:
        dialog = sheet(desk, "help_pass")
        assert dialog.controls["helper"].text() == "高云飞 0001"  # type: ignore[union-attr]
        fill(dialog, phone=BOSS.phone, left="取件")
        go(desk)
        agency = chosen(desk).agency
        assert agency is not None
        assert agency.helper == BOSS
        assert "已交接" in desk.said
        assert "help_log" not in desk.page.state.detail.actions  # type: ignore[union-attr]

    def test_nobody_to_pass_on_to_is_said(self, stage: NewStage, bench: Bench) -> None:
        case_id = helped(bench)
        counter = bench.counter(SUPERVISOR_PERSON)
        entry = counter.examining.sheet(case_id).entry
        counter.examining.decide(case_id, entry, Decision.ACCEPT)
        desk = AgencyDesk(stage, bench)
        desk.page.detail.acted.emit("help_pass")
        desk.drain()
        assert "没有可以帮办的人员" in desk.said
        assert desk.here.feedback.open_dialog is None

    def test_the_end_gives_everything_back(self, desk: AgencyDesk) -> None:
        desk.counter.agencies.act(desk.page.state.chosen, acted())
        desk.page.refresh()
        desk.drain()
        case_id = desk.page.state.chosen
        dialog = sheet(desk, "help_end")
        assert dialog.controls["done"].text() == "填表"  # type: ignore[union-attr]
        go(desk)
        agency = desk.case(case_id).agency
        assert agency is not None
        assert (agency.standing, agency.held) == (Standing.DONE, ())
        assert desk.rows == []
        assert desk.page.state.detail is None

    @pytest.mark.parametrize(
        ("reason", "change", "at", "words_said"),
        [
            ("事项办结", {"done": " "}, "done", "请填写已办事项"),
            ("事项办结", {"rows": "营业执照 1 份 原件"}, "rows", "还有材料没退还"),
            ("材料不实", {}, "remark", "请写明情况"),
            ("失联", {}, "reason", "未接通只有 0 次"),
        ],
    )
    def test_what_an_end_lacks_is_said_at_its_field(
        self, desk: AgencyDesk, reason: str, change: dict[str, str], at: str, words_said: str
    ) -> None:
        dialog = sheet(desk, "help_end")
        fill(dialog, **({"reason": reason, "done": "填表"} | change))
        go(desk)
        assert said(dialog) == {at: words_said}
        dialog.reject()

    def test_a_new_authority_begins_from_the_old_one(self, desk: AgencyDesk) -> None:
        desk.bench.clock.forward(days=60)
        desk.page.refresh()
        desk.drain()
        dialog = sheet(desk, "help_mandate")
        powers = dialog.controls["powers"]
        assert isinstance(powers, TickGrid)
        assert powers.chosen == tuple(power.value for power in Power)
        assert dialog.controls["legal"].text() == "刘建平"  # type: ignore[union-attr]
        dialog.controls["signed"].setChecked(True)  # type: ignore[union-attr]
        go(desk)
        agency = chosen(desk).agency
        assert agency is not None
        assert (agency.until, len(agency.authorities)) == (date(2027, 3, 19), 2)
        assert "已重新委托" in desk.said


class TestReaching:
    """How the steps are reached: buttons, letters, the list of the rest."""

    def test_the_case_has_one_step_for_all_of_them(self, stage: NewStage, bench: Bench) -> None:
        helped(bench)
        desk = CaseDesk(stage, bench)
        assert "help_on" in desk.offered
        dialog = desk.ask("help_on")
        assert isinstance(dialog, StepList)
        assert list(dialog.choices) == [
            "help_log", "help_take", "help_give", "help_end", "help_stop", "help_pass", "help_mandate",
        ]  # fmt: skip
        desk.press(DOWN, ENTER)
        assert desk.here.dialog.windowTitle() == "收材料"
        desk.here.dialog.reject()

    def test_a_digit_takes_a_step_of_the_list(self, stage: NewStage, bench: Bench) -> None:
        helped(bench)
        desk = CaseDesk(stage, bench)
        desk.ask("help_on")
        desk.press(Qt.Key.Key_5, modifier=ALT)
        desk.drain()
        assert desk.here.dialog.windowTitle() == "中止帮办代办"
        desk.here.dialog.reject()

    def test_the_page_shows_three_and_the_rest_behind_more(self, desk: AgencyDesk) -> None:
        row = desk.page.detail.steps
        visible = [name for name, button in row.buttons.items() if button.isVisible()]
        assert visible == ["help_log", "help_take", "help_give"]
        dialog = desk.ask(MORE)
        assert isinstance(dialog, StepList)
        assert list(dialog.choices) == ["help_end", "help_stop", "help_pass", "help_mandate"]
        desk.press(ENTER)
        assert desk.here.dialog.windowTitle() == "办结或终止帮办代办"
        desk.here.dialog.reject()

    @pytest.mark.parametrize(
        ("letter", "title"), [("J", "记办理情况"), ("S", "收材料"), ("H", "交还材料"), ("M", "更多办理")]
    )
    def test_letters_call_the_buttons(self, desk: AgencyDesk, letter: str, title: str) -> None:
        desk.press(Qt.Key(ord(letter)), modifier=ALT)
        desk.drain()
        assert desk.here.dialog.windowTitle() == title
        desk.here.dialog.reject()

    def test_the_head_is_offered_what_the_helper_left(self, stage: NewStage, bench: Bench) -> None:
        helped(bench)
        desk = AgencyDesk(stage, bench, SUPERVISOR_PERSON)
        assert desk.page.state.detail is not None
        offered = {name for name in desk.page.state.detail.actions if name in words.STEPS}
        assert offered == {"help_end", "help_stop", "help_pass", "help_mandate"}

    def test_a_colleague_only_looks(self, stage: NewStage, bench: Bench) -> None:
        helped(bench)
        desk = AgencyDesk(stage, bench, THIRD)
        assert desk.page.state.detail is not None
        assert not {name for name in desk.page.state.detail.actions if name in words.STEPS}
        desk.page._open()
        assert desk.page.detail.open_case.hasFocus()


class TestSentences:
    """Every rule a sheet can break has a short sentence at a field."""

    def test_every_rule_with_a_field_has_its_sentence(self) -> None:
        assert set(_PLACES) <= set(REFUSALS)
        assert set(_PLACES) <= set(words.PROBLEMS)

    def test_the_sentences_are_short_and_whole(self) -> None:
        args = {"most": 60, "n": 2}
        said_all = {code: sentence(Problem(code, args), "字段") for code in words.PROBLEMS}
        assert {code: text for code, text in said_all.items() if len(text) > 12 or "{" in text} == {}
        assert not any(text.endswith("。") for text in said_all.values())

    def test_a_rule_without_a_field_of_its_own_is_said_at_the_first(self) -> None:
        found = at_field(Refusal("agency.elsewhere"), ("doing", "text"))
        assert list(found) == ["doing"]
        assert at_field(None, ("doing",)) == {}
        assert list(at_field(Refusal("agency.expired"), ("way", "rows"))) == ["way"]
