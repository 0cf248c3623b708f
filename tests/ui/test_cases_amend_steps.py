"""更正 of the applicant's kind, of the agent and of entries in the course, on 办件查询 by keys."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.applicant import Agent, ApplicantKind, IdKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned, VisitWay
from outlet_app.ui.pages.cases.amend_lines import told
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.combo import Combo
from outlet_app.wording import actions
from tests.support.agencies import acted, begun
from tests.support.agency_desk import ME, helped
from tests.support.at_the_counter import accepted, answered, kinds, named
from tests.support.bench import SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk
from tests.support.entries import tracked

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
Stage = Callable[..., QWidget]
CODE = "91150802MA0TEA71XJ"
AGENT = Agent("其木格", IdKind.ID_CARD, "152822196501010033", "13900005678")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def sheet(at: CaseDesk, action: str) -> SheetDialog:
    dialog = at.ask(action)
    assert isinstance(dialog, SheetDialog)
    return dialog


def choose(at: CaseDesk, dialog: SheetDialog, field: str, typed: str) -> None:
    dialog.controls[field].setFocus()
    at.write(typed)
    at.press(K.Key_Return)


def fill(at: CaseDesk, dialog: SheetDialog, field: str, text: str) -> None:
    dialog.controls[field].setFocus()
    at.write(text)


def save(at: CaseDesk) -> None:
    at.press(K.Key_B, modifier=ALT)
    at.drain()


def course(at: CaseDesk) -> str:
    """The newest entry of the course."""
    return at.page.detail.course.entries[0].text


class TestWhoCame:
    """申请人类型 and 代办人."""

    @pytest.fixture
    def at(self, stage: Stage, bench: Bench) -> CaseDesk:
        accepted(bench)
        return CaseDesk(stage, bench)

    def test_the_sheet_asks_for_the_kind_and_all_that_hangs_on_it(self, at: CaseDesk) -> None:
        dialog = sheet(at, "amend_party")
        assert dialog.windowTitle() == "更正类型和代办人"
        assert {key: field.line.label for key, field in dialog.fields.items() if field.line.label} == {
            "applicant.kind": "类型",
            "applicant.id_kind": "证件类型",
            "applicant.id_number": "证件号码",
            "contact": "联系人",
            "special_groups": "特殊群体",
            "agent.name": "代办人",
            "agent.id_kind": "代办人证件类型",
            "agent.id_number": "代办人证件号码",
            "agent.phone": "代办人电话",
            "cause": "更正原因",
            "note": "说明",
        }

    def test_a_person_becomes_an_enterprise_with_its_code(self, at: CaseDesk) -> None:
        dialog = sheet(at, "amend_party")
        choose(at, dialog, "applicant.kind", "企业法人")
        choose(at, dialog, "applicant.id_kind", "统一社会信用代码")
        fill(at, dialog, "applicant.id_number", CODE)
        save(at)
        who = at.case.registered.applicant
        assert (who.kind, who.id_kind, who.id_number) == (ApplicantKind.ENTERPRISE, IdKind.USCC, CODE)
        assert course(at) == (
            f"录入有误\n类型：自然人 改为 企业法人\n证件号码：1528**********0025 改为 {CODE}"
        )
        assert at.said == ["已更正"]

    def test_both_values_stand_in_the_course_and_the_old_ones_are_struck_through(self, at: CaseDesk) -> None:
        dialog = sheet(at, "amend_party")
        choose(at, dialog, "applicant.kind", "企业法人")
        fill(at, dialog, "applicant.id_number", CODE)
        save(at)
        entry = at.page.detail.course.entries[0]
        assert [entry.text[start:end] for start, end in entry.strikes] == ["自然人", "1528**********0025"]

    def test_without_the_number_that_fits_it_is_said_at_the_number(self, at: CaseDesk) -> None:
        dialog = sheet(at, "amend_party")
        choose(at, dialog, "applicant.kind", "企业法人")
        at.press(K.Key_B, modifier=ALT)
        assert dialog.isVisible()
        assert dialog.fields["applicant.id_number"].message == "末位校验不符，请核对"
        assert kinds(at.bench, at.case.case_id)[-1] != "amended"

    def test_nothing_changed_is_said_at_the_first_line(self, at: CaseDesk) -> None:
        dialog = sheet(at, "amend_party")
        at.press(K.Key_B, modifier=ALT)
        assert dialog.fields["applicant.kind"].message == "没有改动任何一项"

    def test_an_agent_is_added_by_keys_alone(self, at: CaseDesk) -> None:
        dialog = sheet(at, "amend_party")
        assisted = dialog.controls["assisted"]
        assert isinstance(assisted, Check)
        assisted.setFocus()
        at.press(K.Key_Space)
        fill(at, dialog, "agent.name", "其木格")
        fill(at, dialog, "agent.phone", "13900005678")
        save(at)
        assert (at.case.registered.agent, at.case.registered.assisted) == (
            Agent("其木格", phone="13900005678"),
            True,
        )
        assert course(at) == (
            "录入有误\n帮办代办：否 改为 是\n代办人：未填 改为 其木格\n代办人电话：未填 改为 139****5678"
        )

    def test_a_telephone_without_a_name_is_asked_for_the_name(self, at: CaseDesk) -> None:
        dialog = sheet(at, "amend_party")
        fill(at, dialog, "agent.phone", "13900005678")
        at.press(K.Key_B, modifier=ALT)
        assert dialog.fields["agent.name"].message == "请填写代办人"

    def test_a_group_is_chosen(self, at: CaseDesk) -> None:
        dialog = sheet(at, "amend_party")
        choose(at, dialog, "special_groups", "老年人")
        save(at)
        assert at.case.registered.special_groups == ("elderly",)
        assert course(at) == "录入有误\n特殊群体：无 改为 老年人"

    def test_the_papers_offered_follow_the_kind(self, at: CaseDesk) -> None:
        dialog = sheet(at, "amend_party")
        papers = dialog.controls["applicant.id_kind"]
        assert isinstance(papers, Combo)
        assert [one.text for one in papers.choices][:2] == ["居民身份证", "港澳台居民居住证"]
        assert papers.value == "id_card"
        choose(at, dialog, "applicant.kind", "企业法人")
        assert [one.text for one in papers.choices] == ["统一社会信用代码"]
        assert papers.value == "uscc"
        choose(at, dialog, "applicant.kind", "自然人")
        assert (len(papers.choices), papers.value) == (7, "id_card")

    @pytest.mark.parametrize(
        ("kind", "number", "message"),
        [
            ("企业法人", "9115080", "应为 18 位，少 11 位"),
            ("企业法人", "91150802MA0TEA71XK", "末位校验不符，请核对"),
            ("自然人", "15282219650101002", "应为 18 位，少 1 位"),
            ("自然人", "无", ""),
        ],
    )
    def test_the_number_is_read_by_the_paper_as_soon_as_it_is_left(
        self, at: CaseDesk, kind: str, number: str, message: str
    ) -> None:
        dialog = sheet(at, "amend_party")
        choose(at, dialog, "applicant.kind", kind)
        fill(at, dialog, "applicant.id_number", number)
        at.press(K.Key_Tab)
        assert dialog.fields["applicant.id_number"].message == message

    @pytest.mark.parametrize(
        ("field", "text", "message"),
        [
            ("contact", "人" * 51, "最多 50 字，超出 1 字"),
            ("agent.phone", "1390000567", "应为 11 位，少 1 位"),
            ("note", "注" * 201, "最多 200 字，超出 1 字"),
            ("note", "好\U0001f33b", "第 2 字是表情，请删去"),
        ],
    )
    def test_what_its_field_does_not_take_is_said_there_and_nothing_is_cut(
        self, at: CaseDesk, field: str, text: str, message: str
    ) -> None:
        dialog = sheet(at, "amend_party")
        fill(at, dialog, field, text)
        at.press(K.Key_B, modifier=ALT)
        assert dialog.fields[field].message == message
        assert dialog.answers[field] == text
        assert kinds(at.bench, at.case.case_id)[-1] != "amended"

    def test_at_150_percent_every_line_can_be_reached(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        dialog = sheet(CaseDesk(stage, bench, size=(911, 512)), "amend_party")
        for name, control in dialog.controls.items():
            control.setFocus()
            top = control.mapTo(dialog, control.rect().topLeft()).y()
            assert 0 < top < dialog.height() - control.height(), name


class TestANumberThatIsGone:
    """A masked number stays when nothing is typed, and goes when 无 is typed where it may."""

    @pytest.fixture
    def at(self, stage: Stage, bench: Bench) -> CaseDesk:
        answered(bench, applicant=named(bench), assisted=True, agent=AGENT)
        return CaseDesk(stage, bench, SUPERVISOR_PERSON)

    def test_the_hint_says_how(self, at: CaseDesk) -> None:
        dialog = sheet(at, "amend_party")
        assert (
            dialog.fields["applicant.id_number"].line.hint == "现为 1528**********0025，不改留空，删去填“无”"
        )
        assert dialog.fields["agent.phone"].line.hint == "现为 139****5678，不改留空，删去填“无”"

    def test_where_a_decision_needs_it_there_is_no_such_way(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        dialog = sheet(CaseDesk(stage, bench), "amend_party")
        assert dialog.fields["applicant.id_number"].line.hint == "现为 1528**********0025，不改留空"

    def test_it_goes(self, at: CaseDesk) -> None:
        dialog = sheet(at, "amend_party")
        fill(at, dialog, "applicant.id_number", "无")
        save(at)
        assert (at.case.registered.applicant.id_number, at.case.registered.applicant.id_kind) == (
            "",
            IdKind.NONE,
        )
        assert course(at) == "录入有误\n证件号码：1528**********0025 改为 未填"

    def test_a_needed_one_does_not(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        at = CaseDesk(stage, bench)
        dialog = sheet(at, "amend")
        fill(at, dialog, "phone", "无")
        at.press(K.Key_B, modifier=ALT)
        assert dialog.fields["phone"].message == "请填写联系电话"

    def test_the_agent_goes_with_the_name(self, at: CaseDesk) -> None:
        dialog = sheet(at, "amend_party")
        fill(at, dialog, "agent.name", " ")
        save(at)
        assert at.case.registered.agent is None
        assert course(at) == (
            "录入有误\n代办人：其木格 改为 未填\n代办人证件号码：1528**********0033 改为 未填\n"
            "代办人电话：139****5678 改为 未填"
        )

    @pytest.mark.parametrize(
        ("said", "texts"),
        [
            ({"phone": ""}, {}),
            ({"phone": "无"}, {"phone": ""}),
            ({"agent.phone": "无"}, {"agent.phone": ""}),
            ({"contact": "无"}, {"contact": "无"}),  # a name may be what it likes
            ({"contact": ""}, {"contact": ""}),
            ({"cause": "entry_error", "materials.8.2-M1": "1", "note": ""}, {}),
            ({"visits.0.met": ""}, {"visits.0.met": ""}),
        ],
    )
    def test_what_the_answers_mean(self, said: dict[str, str], texts: dict[str, str]) -> None:
        assert told(said) == texts


class TestTheCourse:
    """Which entry first, then its parts."""

    @pytest.fixture
    def at(self, stage: Stage, bench: Bench) -> CaseDesk:
        case_id = bench.counter().intake.decide(tracked(bench.reference), Decision.ACCEPT).case.case_id
        tracking = bench.counter().tracking
        tracking.plan(case_id, TrackingPlanned("新增专利五件", "每月指导", date(2026, 12, 18), "农大"))
        bench.clock.forward(days=28)
        for n, later in enumerate((date(2027, 1, 4), date(2027, 1, 18)), 1):
            visit = FollowUpVisited(date(2026, 12, 18), VisitWay.PHONE, f"已交{n}件申请", later, "乌日娜")
            tracking.visit(case_id, visit)
        tracking.sum_up(case_id, StageSummarised("完成布局指导，" * 6, "申请两件"))
        return CaseDesk(stage, bench)

    def test_every_entry_is_offered_with_its_beginning(self, at: CaseDesk) -> None:
        combo = sheet(at, "amend_entry").controls["entry"]
        assert isinstance(combo, Combo)
        assert [choice.text for choice in combo.choices] == [
            "跟踪服务方案：新增专利五件",
            "第 2 次回访：12-18 已交2件申请",
            "第 1 次回访：12-18 已交1件申请",
            "第 1 次阶段小结：完成布局指导，完成布局指导，完成布局指导，完成布…",
        ]

    def test_a_visit_is_put_right_by_keys(self, at: CaseDesk) -> None:
        chooser = sheet(at, "amend_entry")
        choose(at, chooser, "entry", "第 2 次回访")
        at.press(K.Key_B, modifier=ALT)
        at.drain()
        dialog = at.here.dialog
        assert isinstance(dialog, SheetDialog)
        assert dialog.windowTitle() == "更正第 2 次回访"
        choose(at, dialog, "visits.1.way", "上门")
        fill(at, dialog, "visits.1.findings", "已交两件申请")
        fill(at, dialog, "visits.1.next_follow_up", "2027-01-20")
        fill(at, dialog, "note", "与记录本一致")
        save(at)
        assert course(at) == (
            "录入有误，与记录本一致\n"
            "回访方式（第 2 次回访）：电话 改为 上门\n"
            "了解到的情况（第 2 次回访）：已交2件申请 改为 已交两件申请\n"
            "下次回访（第 2 次回访）：2027-01-18 改为 2027-01-20"
        )
        assert at.case.next_follow_up == date(2027, 1, 20)

    @pytest.mark.parametrize(
        ("part", "text", "message"),
        [
            ("day", "2026-11-01", "早于登记日期"),
            ("day", "2027-03-01", "还没有到这一天"),
            ("day", "13-40", "没有这一天"),
            ("next_follow_up", "2026-12-18", "应在 2026-12-18 以后"),
            ("findings", "", "请填写了解到的情况"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_line(
        self, at: CaseDesk, part: str, text: str, message: str
    ) -> None:
        chooser = sheet(at, "amend_entry")
        choose(at, chooser, "entry", "第 1 次回访")
        at.press(K.Key_B, modifier=ALT)
        at.drain()
        dialog = at.here.dialog
        assert isinstance(dialog, SheetDialog)
        if text:
            fill(at, dialog, f"visits.0.{part}", text)
        else:
            dialog.controls[f"visits.0.{part}"].setFocus()
            at.press(K.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
            at.press(K.Key_Delete)
        at.press(K.Key_B, modifier=ALT)
        assert dialog.fields[f"visits.0.{part}"].message == message

    def test_a_long_visit_is_put_right_without_losing_its_end(self, at: CaseDesk) -> None:
        """A visit takes 3,000 characters, and so does the sheet it is put right on."""
        long = "已提交申请" * 600
        visit = FollowUpVisited(date(2026, 12, 18), VisitWay.PHONE, long, date(2027, 1, 20), "乌日娜")
        at.counter.tracking.visit(at.case.case_id, visit)
        at.page.steps.changed.emit()
        at.drain()
        chooser = sheet(at, "amend_entry")
        choose(at, chooser, "entry", "第 3 次回访")
        at.press(K.Key_B, modifier=ALT)
        at.drain()
        dialog = at.here.dialog
        assert isinstance(dialog, SheetDialog)
        assert dialog.answers["visits.2.findings"] == long
        fill(at, dialog, "visits.2.met", "其其格")
        save(at)
        assert (at.case.visits[2].findings, at.case.visits[2].met) == (long, "其其格")

    def test_nothing_is_offered_where_nothing_was_written(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        assert "amend_entry" not in CaseDesk(stage, bench).offered


class TestTheLog:
    """帮办代办记录."""

    @pytest.fixture
    def at(self, stage: Stage, bench: Bench) -> CaseDesk:
        case_id = helped(bench, begun(helper=ME))
        bench.counter().agencies.act(case_id, acted())
        return CaseDesk(stage, bench)

    def test_the_only_line_is_opened_at_once(self, at: CaseDesk) -> None:
        dialog = sheet(at, "amend_entry")
        assert dialog.windowTitle() == "更正帮办代办记录 1"
        fill(at, dialog, "agencies.0.actions.0.minutes", "90")
        tick = dialog.controls["agencies.0.actions.0.told"]
        tick.setFocus()
        at.press(K.Key_Space)
        save(at)
        assert course(at) == (
            "录入有误\n用时（分钟）（帮办代办记录 1）：0 改为 90\n已告知委托人（帮办代办记录 1）：否 改为 是"
        )

    @pytest.mark.parametrize(
        ("part", "text", "message"),
        [
            ("minutes", "两小时", "应为 0～1440"),
            ("minutes", "1441", "应为 0～1440"),
            ("text", "代填😀", "第 3 字是表情，请删去"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_line(
        self, at: CaseDesk, part: str, text: str, message: str
    ) -> None:
        dialog = sheet(at, "amend_entry")
        fill(at, dialog, f"agencies.0.actions.0.{part}", text)
        at.press(K.Key_B, modifier=ALT)
        assert dialog.fields[f"agencies.0.actions.0.{part}"].message == message


@pytest.mark.parametrize("step", ["amend", "amend_party", "amend_entry"])
def test_the_three_ways_of_putting_right_have_words_of_their_own(step: str) -> None:
    words = [actions.plain(text) for text, _icon in actions.ACTIONS.values()]
    assert words.count(actions.plain(actions.ACTIONS[step][0])) == 1


class TestOneSpec:
    """The sheet's stars and lists are those of its form."""

    def test_what_the_decision_asks_for_is_starred(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        dialog = sheet(CaseDesk(stage, bench), "amend")
        starred = [key for key, one in dialog.fields.items() if one.line.required]
        assert starred[:2] == ["applicant.name", "request"]
        assert all(key.startswith("materials.") for key in starred[2:-1])
        assert starred[-1] == "cause"

    def test_a_visit_is_offered_as_no_letter(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        combo = sheet(CaseDesk(stage, bench), "amend").controls["channel"]
        assert isinstance(combo, Combo)
        assert [one.text for one in combo.choices] == ["窗口", "电话", "线上", "上门"]

    def test_a_material_keeps_its_mark_first(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        dialog = sheet(CaseDesk(stage, bench), "amend")
        combos = [one for key, one in dialog.controls.items() if key.startswith("materials.")]
        assert combos
        for combo in combos:
            assert isinstance(combo, Combo)
            assert combo.choices[0].value == combo.value
