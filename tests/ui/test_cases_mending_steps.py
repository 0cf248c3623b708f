"""更正, 撤销决定, 更正重开 and 作废 on 办件查询, by keys over a real counter."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.correcting import entry_of
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import RejectDetail
from outlet_app.domain.events import AmendCause, DueStamp, VoidReason
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.states import State
from outlet_app.services.views import PaperView
from outlet_app.ui.parts.sheet_dialog import SheetDialog
from outlet_app.ui.widgets.buttons import Button, Kind
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.combo import Combo
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording import mending as words
from tests.support.at_the_counter import accepted, answered, judged, kinds, notified
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk
from tests.support.entries import consultation, subsidy

K = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
Stage = Callable[..., QWidget]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def sheet(at: CaseDesk, action: str) -> SheetDialog:
    dialog = at.ask(action)
    assert isinstance(dialog, SheetDialog)
    return dialog


def text_of(dialog: SheetDialog) -> str:
    return dialog.body.findChildren(Paragraph)[0].text()


def texts(at: CaseDesk) -> list[str]:
    return [entry.text for entry in at.page.detail.course.entries]


def refusals(at: CaseDesk) -> list[str]:
    heard: list[str] = []
    at.here.feedback.banner_wanted.connect(lambda _tone, title, _text: heard.append(title))
    return heard


class TestAmending:
    @pytest.fixture
    def at(self, stage: Stage, bench: Bench) -> CaseDesk:
        accepted(bench)
        return CaseDesk(stage, bench)

    def test_the_sheet_holds_what_can_be_wrong_and_nothing_else(self, at: CaseDesk) -> None:
        dialog = sheet(at, "amend")
        fields = [key for key in dialog.fields if not key.startswith("materials.")]
        assert fields == [
            "applicant.name",
            "applicant.id_kind",
            "applicant.id_number",
            "contact",
            "phone",
            "channel",
            "request",
            "situation",
            "cause",
            "note",
        ]
        assert dialog.fields["applicant.name"].line.label == "姓名"
        asked = [row for row in at.case.materials if row.state is not MaterialState.EXEMPT]
        assert [key for key in dialog.fields if key not in fields] == [
            f"materials.{row.code}" for row in asked
        ]

    def test_a_misspelt_name_is_put_right_by_keys(self, at: CaseDesk) -> None:
        sheet(at, "amend")
        at.write("琪琪格")
        at.press(K.Key_B, modifier=ALT)
        at.drain()
        assert at.case.registered.applicant.name == "琪琪格"
        assert at.said == ["已更正"]
        assert at.told[0] == "更正"
        assert texts(at)[0] == "录入有误\n名称：其其格 改为 琪琪格"
        assert at.page.detail.title.full_text() == "琪琪格"

    def test_what_stood_there_is_struck_through(self, at: CaseDesk) -> None:
        sheet(at, "amend")
        at.write("琪琪格")
        at.press(K.Key_B, modifier=ALT)
        at.drain()
        entry = at.page.detail.course.entries[0]
        assert [entry.text[start:end] for start, end in entry.strikes] == ["其其格"]

    def test_numbers_are_neither_shown_nor_lost(self, at: CaseDesk) -> None:
        dialog = sheet(at, "amend")
        told = {name: dialog.fields[name].line.hint for name in ("applicant.id_number", "phone")}
        assert told == {
            "applicant.id_number": "现为 1528**********0025，不改留空",
            "phone": "现为 139****1234，不改留空",
        }
        before = at.case.registered.applicant
        at.write("琪琪格")
        at.press(K.Key_B, modifier=ALT)
        at.drain()
        after = at.case.registered.applicant
        assert (after.id_number, after.phone) == (before.id_number, before.phone)

    def test_a_number_typed_anew_is_checked_and_masked_in_the_course(self, at: CaseDesk) -> None:
        dialog = sheet(at, "amend")
        dialog.controls["phone"].setFocus()
        at.write("1390000")
        at.press(K.Key_B, modifier=ALT)
        assert dialog.fields["phone"].message == "应为 11 位，少 4 位"
        at.write("13700009876")
        at.press(K.Key_B, modifier=ALT)
        at.drain()
        assert at.case.registered.applicant.phone == "13700009876"
        assert texts(at)[0] == "录入有误\n联系电话：139****1234 改为 137****9876"

    def test_nothing_changed_is_said_at_the_first_field(self, at: CaseDesk) -> None:
        dialog = sheet(at, "amend")
        at.press(K.Key_B, modifier=ALT)
        assert dialog.fields["applicant.name"].message == "没有改动任何一项"
        assert kinds(at.bench, at.case.case_id)[-1] != "amended"

    def test_what_a_decision_needs_cannot_be_emptied(self, at: CaseDesk) -> None:
        dialog = sheet(at, "amend")
        at.press(K.Key_A, modifier=CTRL)
        at.press(K.Key_Delete)
        at.press(K.Key_B, modifier=ALT)
        assert dialog.fields["applicant.name"].message == "请填写姓名"
        assert dialog.fields["applicant.name"].line.required

    def test_the_reason_and_a_note_go_into_the_course(self, at: CaseDesk) -> None:
        dialog = sheet(at, "amend")
        dialog.controls["channel"].setFocus()
        at.write("电话")
        at.press(K.Key_Return)
        cause = dialog.controls["cause"]
        assert isinstance(cause, Combo)
        assert [choice.text for choice in cause.choices] == ["录入有误", "申请人变更诉求"]
        dialog.controls["note"].setFocus()
        at.write("看错来访方式")
        at.press(K.Key_B, modifier=ALT)
        at.drain()
        assert texts(at)[0] == "录入有误，看错来访方式\n来访方式：窗口 改为 电话"

    def test_a_material_marked_wrong_is_marked_right(self, at: CaseDesk) -> None:
        dialog = sheet(at, "amend")
        code = at.case.materials[0].code
        combo = dialog.controls[f"materials.{code}"]
        assert isinstance(combo, Combo)
        assert [choice.text for choice in combo.choices] == ["齐全", "不需要"]
        combo.setFocus()
        at.write("不需要")
        at.press(K.Key_Return)
        at.press(K.Key_B, modifier=ALT)
        at.drain()
        assert at.case.materials[0].state is MaterialState.NOT_NEEDED
        assert at.case.materials[0].version == 1
        assert texts(at)[0] == f"录入有误\n{at.case.materials[0].name}：齐全 改为 不需要"

    def test_two_windows_at_once_lose_nothing(self, at: CaseDesk) -> None:
        heard = refusals(at)
        sheet(at, "amend")
        at.bench.counter().mending.amend(at.case.case_id, {"applicant.name": "齐齐格"})
        at.write("齐齐格")
        at.press(K.Key_B, modifier=ALT)
        at.drain()
        assert heard == ["没有改动任何一项"]
        assert at.case.registered.applicant.name == "齐齐格"

    def test_at_150_percent_every_line_can_be_reached(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        at = CaseDesk(stage, bench, size=(911, 512))
        dialog = sheet(at, "amend")
        assert dialog.height() <= 512
        for name, control in dialog.controls.items():
            control.setFocus()
            top = control.mapTo(dialog, control.rect().topLeft()).y()
            assert 0 < top < dialog.height() - control.height(), name


class TestWhatTheSheetAsks:
    def test_an_answer_can_be_put_right(self, stage: Stage, bench: Bench) -> None:
        answered(bench)
        at = CaseDesk(stage, bench, SUPERVISOR_PERSON)
        dialog = sheet(at, "amend")
        dialog.controls["answer"].setFocus()
        at.write("带营业执照副本和商标图样。")
        at.press(K.Key_B, modifier=ALT)
        at.drain()
        assert at.case.answer == "带营业执照副本和商标图样。"

    def test_an_ended_case_is_a_heads_affair(self, stage: Stage, bench: Bench) -> None:
        answered(bench)
        assert "amend" not in CaseDesk(stage, bench).offered
        assert "amend" in CaseDesk(stage, bench, SUPERVISOR_PERSON).offered

    def test_another_item_only_while_nothing_rests_on_it(self, stage: Stage, bench: Bench) -> None:
        answered(bench)
        at = CaseDesk(stage, bench, SUPERVISOR_PERSON)
        dialog = sheet(at, "amend")
        dialog.controls["matter"].setFocus()
        at.write("1.1")
        at.press(K.Key_Return)
        at.press(K.Key_B, modifier=ALT)
        at.drain()
        told = at.case.registered
        assert (told.item, told.sub_item) == (1, "1.1")
        assert texts(at)[0].startswith("录入有误\n服务事项：2.2 ")
        assert " 改为 1.1 " in texts(at)[0]

    def test_and_also_to_what_is_not_listed(self, stage: Stage, bench: Bench) -> None:
        answered(bench)
        at = CaseDesk(stage, bench, SUPERVISOR_PERSON)
        dialog = sheet(at, "amend")
        dialog.controls["matter"].setFocus()
        at.write("0")
        at.press(K.Key_Return)
        at.press(K.Key_B, modifier=ALT)
        at.drain()
        assert (at.case.registered.item, at.case.registered.sub_item) == (0, "")
        assert texts(at)[0].endswith("改为 未列入清单")

    def test_a_case_with_a_clock_keeps_its_item(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        assert "matter" not in sheet(CaseDesk(stage, bench), "amend").fields

    def test_an_enterprise_has_no_kind_of_paper(self, stage: Stage, bench: Bench) -> None:
        notified(bench)
        dialog = sheet(CaseDesk(stage, bench), "amend")
        assert "applicant.id_kind" not in dialog.fields
        assert dialog.fields["applicant.name"].line.label == "名称"

    def test_a_missing_material_can_be_told_to_have_been_there(self, stage: Stage, bench: Bench) -> None:
        notified(bench)
        at = CaseDesk(stage, bench)
        dialog = sheet(at, "amend")
        missing = next(row for row in at.case.materials if row.state is MaterialState.MISSING)
        combo = dialog.controls[f"materials.{missing.code}"]
        assert isinstance(combo, Combo)
        assert [choice.text for choice in combo.choices] == ["缺少", "齐全", "不需要"]

    def test_promised_rows_are_left_to_the_supplement(self, stage: Stage, bench: Bench) -> None:
        bench.counter().intake.decide(subsidy(bench.reference, A1=MaterialState.COMPLETE), Decision.RECEIVE)
        at = CaseDesk(stage, bench)
        rows = {key for key in sheet(at, "amend").fields if key.startswith("materials.")}
        exempt = [row for row in at.case.materials if row.state is MaterialState.EXEMPT]
        assert not rows & {f"materials.{row.code}" for row in exempt}


class TestUndoing:
    def test_before_a_paper_was_printed_one_reason_is_enough(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        at = CaseDesk(stage, bench)
        dialog = sheet(at, "undo")
        assert dialog.windowTitle() == "撤销“受理”"
        assert list(dialog.fields) == ["reason"]
        number = at.case.papers[0].number
        assert text_of(dialog).endswith(f"文书 {number} 作废，编号保留。")
        at.write("按错了键")
        at.press(K.Key_A, modifier=ALT)
        at.drain()
        assert at.case.state is State.RECEIVED  # the papers are on the desk
        assert number in at.case.void_papers
        assert at.said == ["已撤销决定"]

    def test_the_decision_stays_in_the_course_struck_through(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        at = CaseDesk(stage, bench)
        sheet(at, "undo")
        at.write("按错了键")
        at.press(K.Key_A, modifier=ALT)
        at.drain()
        entries = {entry.title: entry for entry in at.page.detail.course.entries}
        assert entries["受理"].undone
        assert entries["受理"].faded
        assert entries["受理"].note == "已撤销"
        assert not entries["首问登记"].undone
        assert entries["撤销决定"].text == "按错了键"

    def test_printed_papers_must_be_back(self, stage: Stage, bench: Bench) -> None:
        made = accepted(bench)
        bench.counter().papers.spool(made.papers[0].paper_id)
        at = CaseDesk(stage, bench)
        dialog = sheet(at, "undo")
        tick = dialog.controls["collected"]
        assert isinstance(tick, Check)
        assert tick.text() == f"已收回全部打印件：{made.papers[0].number}"
        at.write("按错了键")
        at.press(K.Key_A, modifier=ALT)
        assert dialog.isVisible()
        assert at.case.state is State.ACCEPTED
        tick.setFocus()
        at.press(K.Key_Space)
        at.press(K.Key_A, modifier=ALT)
        at.drain()
        assert at.case.state is State.RECEIVED  # the papers are on the desk

    def test_the_filled_button_is_the_harmless_one(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        dialog = sheet(CaseDesk(stage, bench), "undo")
        assert [one.kind for one in dialog.buttons.findChildren(Button)] == [Kind.PRIMARY, Kind.DANGER]

    def test_the_next_day_it_is_said_what_to_do_instead(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        bench.clock.forward(days=1)
        at = CaseDesk(stage, bench)
        heard = refusals(at)
        at.page.steps.ask("undo", at.page.state.detail)  # type: ignore[arg-type]
        at.drain()
        assert heard == ["决定不是今天作出的，不能撤销"]
        assert at.here.feedback.open_dialog is None

    def test_what_the_city_told_others_is_not_taken_back(self, stage: Stage, bench: Bench) -> None:
        bench.counter().intake.decide(
            consultation(), Decision.REJECT, RejectDetail("不属于本窗口职责", "", "市局")
        )
        at = CaseDesk(stage, bench)
        judged(bench, ["applied"] * 3)
        sheet(at, "undo")
        at.write("按错了键")
        at.press(K.Key_A, modifier=ALT)
        at.drain()
        assert at.case.state is State.REGISTERED  # only this outlet knows of it

    def test_another_clerks_decision_is_not_offered(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        assert "undo" not in CaseDesk(stage, bench, SUPERVISOR_PERSON).offered
        assert "undo" in CaseDesk(stage, bench, CLERK_PERSON).offered

    def test_a_reason_is_needed(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        at = CaseDesk(stage, bench)
        dialog = sheet(at, "undo")
        at.press(K.Key_A, modifier=ALT)
        assert dialog.fields["reason"].message == "请填写撤销原因"


class TestReopening:
    @pytest.fixture
    def at(self, stage: Stage, bench: Bench) -> CaseDesk:
        answered(bench)
        bench.clock.forward(days=3)
        return CaseDesk(stage, bench, SUPERVISOR_PERSON)

    def test_it_says_by_when_and_what_the_sheets_say(self, at: CaseDesk) -> None:
        assert text_of(sheet(at, "reopen")) == (
            "办件回到办理中，请在 11-26 周四 17:30 前更正后再办结。"
            "原来的办结仍计在当天，今天的报表另计更正重开。"
        )

    def test_a_head_reopens_with_a_reason(self, at: CaseDesk) -> None:
        dialog = sheet(at, "reopen")
        at.press(K.Key_O, modifier=ALT)
        assert dialog.fields["reason"].message == "请填写重开原因"
        at.write("答复有误")
        at.press(K.Key_O, modifier=ALT)
        at.drain()
        assert at.case.state is State.IN_PROGRESS
        assert at.said == ["已更正重开"]
        assert {"amend", "close"} <= at.offered

    def test_a_clerk_cannot(self, stage: Stage, bench: Bench) -> None:
        answered(bench)
        assert "reopen" not in CaseDesk(stage, bench).offered

    def test_no_limit_no_sentence(self) -> None:
        assert words.reopen_text(DueStamp("rework", ClockKind.WORKDAYS, None)) == ""


class TestVoiding:
    @pytest.fixture
    def at(self, stage: Stage, bench: Bench) -> CaseDesk:
        accepted(bench)
        return CaseDesk(stage, bench, SUPERVISOR_PERSON)

    def test_a_head_voids_with_a_reason(self, at: CaseDesk) -> None:
        dialog = sheet(at, "void")
        combo = dialog.controls["reason"]
        assert isinstance(combo, Combo)
        reasons = ["重复登记", "登记在别人名下", "练习登记", "选错事项", "其他原因"]
        assert [one.text for one in combo.choices] == reasons
        at.press(K.Key_Down, K.Key_Tab)
        at.press(K.Key_I, modifier=ALT)
        at.drain()
        assert at.case.state is State.VOIDED
        assert at.said == ["已作废，办件号保留"]
        assert at.told[0] == "作废"
        assert all(paper.number in at.case.void_papers for paper in at.case.papers)

    def test_another_reason_is_written_down(self, at: CaseDesk) -> None:
        dialog = sheet(at, "void")
        at.write("其他")
        at.press(K.Key_Return)
        at.press(K.Key_I, modifier=ALT)
        assert dialog.fields["note"].message == "请填写说明"
        dialog.controls["note"].setFocus()
        at.write("测试打印机时登记")
        at.press(K.Key_I, modifier=ALT)
        at.drain()
        assert texts(at)[0] == "其他原因，测试打印机时登记"

    def test_the_list_shows_it_greyed_with_its_number(self, at: CaseDesk) -> None:
        number = at.case.case_no
        at.bench.counter(SUPERVISOR_PERSON).mending.void(at.case.case_id, "duplicate")
        at.page.refresh()
        at.drain()
        table = at.page.list.table
        row = table.table_model.rows[0]
        columns = at.page.list.table.table_model.columns
        cells = [column.cell(row) for column in columns]
        assert (cells[0].status.text if cells[0].status else "") == "作废"
        assert (cells[1].sub, cells[1].tone) == (number, "text3")
        assert at.offered & {"amend", "void", "undo", "close", "withdraw"} == frozenset()

    def test_a_live_case_is_not_greyed(self, at: CaseDesk) -> None:
        model = at.page.list.table.table_model
        assert model.columns[1].cell(model.rows[0]).tone == "text"

    def test_a_clerk_cannot(self, stage: Stage, bench: Bench) -> None:
        accepted(bench)
        assert "void" not in CaseDesk(stage, bench).offered

    def test_enter_alone_voids_nothing(self, at: CaseDesk) -> None:
        dialog = sheet(at, "void")
        assert dialog.default is not None
        assert dialog.default.text() == "取消 Esc"


def test_every_decision_has_a_title_of_its_undoing() -> None:
    titles = [words.undo_title(decision) for decision in Decision]
    assert len(set(titles)) == len(titles)
    assert all(title.startswith("撤销“") for title in titles)


@pytest.mark.parametrize(
    ("numbers", "end"),
    [((), "今日报表不计这个决定。"), (("甲", "乙"), "文书 甲、乙 作废，编号保留。")],
)
def test_undoing_names_the_papers(numbers: tuple[str, ...], end: str) -> None:
    assert words.undo_text(numbers).endswith(end)


def test_every_cause_and_reason_has_words() -> None:
    assert set(words.CAUSE_WORDS) == {cause.value for cause in AmendCause}
    assert words.CAUSE_READY in words.CAUSE_WORDS
    assert set(words.VOID_WORDS) == {reason.value for reason in VoidReason}
    assert len(set(words.VOID_WORDS.values())) == len(VoidReason) == 5


class TestUntaking:
    """撤销补正收件."""

    def taken(self, bench: Bench) -> PaperView:
        case = notified(bench).case
        examining = bench.counter().examining
        asked = examining.sheet(case.case_id).case
        rows = tuple(
            replace(row, state=MaterialState.COMPLETE, version=row.version + 1)
            if row.needs_correction
            else row
            for row in asked.materials
        )
        return examining.decide(case.case_id, entry_of(asked, rows), None).papers[0]

    def test_by_keys_with_the_papers_given_back(self, stage: Stage, bench: Bench) -> None:
        self.taken(bench)
        at = CaseDesk(stage, bench)
        dialog = sheet(at, "untake")
        assert text_of(dialog) == words.UNTAKE_TEXT
        at.write("收错件")
        at.press(K.Key_A, modifier=ALT)
        assert dialog.isVisible()
        dialog.controls["back"].setFocus()
        at.press(K.Key_Space)
        at.press(K.Key_A, modifier=ALT)
        at.drain()
        assert at.case.state is State.CORRECTION
        entries = {entry.title: entry for entry in at.page.detail.course.entries}
        assert entries["补正收件"].undone
        assert entries["撤销补正收件"].text == "收错件"

    def test_a_printed_receipt_is_asked_for(self, stage: Stage, bench: Bench) -> None:
        paper = self.taken(bench)
        bench.counter().papers.spool(paper.paper_id)
        dialog = sheet(CaseDesk(stage, bench), "untake")
        tick = dialog.controls["collected"]
        assert isinstance(tick, Check)
        assert tick.text() == f"已收回全部打印件：{paper.number}"

    def test_the_next_day_it_is_refused_in_words(self, stage: Stage, bench: Bench) -> None:
        self.taken(bench)
        bench.clock.forward(days=1)
        at = CaseDesk(stage, bench)
        heard = refusals(at)
        at.page.steps.ask("untake", at.page.state.detail)  # type: ignore[arg-type]
        at.drain()
        assert heard == ["补正收件不是今天办理的，不能撤销"]
        assert at.here.feedback.open_dialog is None

    def test_esc_keeps_it(self, stage: Stage, bench: Bench) -> None:
        self.taken(bench)
        at = CaseDesk(stage, bench)
        sheet(at, "untake")
        at.press(K.Key_Escape)
        at.drain()
        assert at.case.state is State.RECEIVED
