"""What the intake pages say: deadlines, rows, problems and outcomes, each in its own words."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from outlet_app.domain.applicant import ApplicantKind, IdKind
from outlet_app.domain.calendar import CST, DayKind, DayMark
from outlet_app.domain.catalogue import ClockKind, PaperForm, TimeRule
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import DueStamp
from outlet_app.domain.forms.intake import INTAKE
from outlet_app.domain.forms.notice import NOTICE
from outlet_app.domain.materials import CheckedMaterial, Defect, MaterialState, Summary
from outlet_app.domain.problems import Problem
from outlet_app.wording import fields, hand_over, intake, intake_dialogs, items, notice
from tests.support.counter_fakes_intake import catalogue

MONDAY = datetime(2026, 11, 23, 17, 30, tzinfo=CST)
ROW = CheckedMaterial("8.2-M1", "申报书", MaterialState.UNDECIDED, PaperForm.ORIGINAL, 1)
DEFECTS = {"D04": "未签字", "D05": "未盖章"}


def due(kind: ClockKind, rule: str, at: datetime | None = MONDAY) -> DueStamp:
    return DueStamp(rule, kind, at)


@pytest.mark.parametrize(
    ("stamp", "follow_up", "title"),
    [
        (due(ClockKind.WORKDAYS, "handling"), None, "11月23日 周一 17:30 前"),
        (due(ClockKind.HOURS, "feedback"), None, "11月23日 周一 17:30 前"),
        (due(ClockKind.INSTANT, "answer"), None, "当场答复"),
        (due(ClockKind.INSTANT, "handling"), None, "当场办结"),
        (due(ClockKind.INSTANT, "response"), date(2026, 12, 18), "当场响应"),
        (due(ClockKind.FOLLOW_UP, "follow_up"), date(2026, 12, 18), "长期跟踪"),
        (due(ClockKind.PERIOD, "handling", None), None, "按规定时限"),
        (None, None, "按规定时限"),
    ],
)
def test_the_large_line_of_a_deadline(stamp: DueStamp | None, follow_up: date | None, title: str) -> None:
    assert intake.due_title(stamp, follow_up) == title


def test_the_small_lines_name_rule_other_clocks_and_first_visit() -> None:
    clocks = (
        TimeRule("feedback", ClockKind.HOURS, 24),
        TimeRule("answer", ClockKind.WORKDAYS, 3),
        TimeRule("handling", ClockKind.PERIOD),
    )
    main = due(ClockKind.HOURS, "feedback")
    others = (main, due(ClockKind.WORKDAYS, "answer"), due(ClockKind.PERIOD, "handling", None))
    assert intake.due_lines(main, others, clocks, date(2026, 12, 18)) == [
        "24 小时内反馈处理意见",
        "答复：11-23 周一 17:30 前",
        "办结：按规定时限",
        "首次回访 12月18日 周五",
    ]
    handling = due(ClockKind.WORKDAYS, "handling")
    rule = TimeRule("handling", ClockKind.WORKDAYS, 3)
    assert intake.due_lines(handling, (handling,), (rule,), None) == ["3 个工作日内，补正期间不计算"]
    assert intake.due_lines(None, (), (), None) == []


def test_the_strip_is_told_in_one_sentence() -> None:
    marks = (
        DayMark(date(2026, 11, 20), DayKind.START, 0),
        DayMark(date(2026, 11, 21), DayKind.OFF, 0),
        DayMark(date(2026, 11, 22), DayKind.OFF, 0),
        DayMark(date(2026, 11, 23), DayKind.DUE, 1),
    )
    assert intake.strip_spoken(marks) == "11月20日 周五 起算，11月23日 周一 到期，其间休 2 天"


@pytest.mark.parametrize(
    ("row", "note"),
    [
        (ROW, ""),
        (replace(ROW, state=MaterialState.EXEMPT), "数据共享，免予提交"),
        (replace(ROW, state=MaterialState.MISSING), "不可容缺"),
        (replace(ROW, state=MaterialState.MISSING, core=False, may_follow=True), ""),
        (replace(ROW, state=MaterialState.COMPLETE, remark="已核对"), "已核对"),
        (replace(ROW, state=MaterialState.FAULTY, defects=(Defect("D04"), Defect("D05"))), "未签字、未盖章"),
        (
            replace(ROW, state=MaterialState.FAULTY, defects=(Defect("D99", "写错了单位的名称"),)),
            "写错了单位的名称",
        ),
    ],
)
def test_the_note_of_a_row(row: CheckedMaterial, note: str) -> None:
    assert intake.note(row, DEFECTS) == note


def test_gaps_name_only_what_there_is() -> None:
    assert intake.gaps(Summary(1, 1, 0, 3, 0)) == "缺少 1 份、需补正 1 份"
    assert intake.gaps(Summary(0, 0, 2, 3, 0)) == "容缺 2 份"
    assert intake.gaps(Summary(0, 0, 0, 3, 2)) == ""


def test_forms_and_copies() -> None:
    assert intake.form_and_copies(PaperForm.ORIGINAL, 2) == "原件 2 份"
    assert intake.form_and_copies(PaperForm.SIGHTED, 1) == "核验原件"


@pytest.mark.parametrize("name", [field.name for form in (INTAKE, NOTICE) for field in form.fields()])
def test_every_field_has_its_label(name: str) -> None:
    assert fields.label(name) != name or name in ("lines", "verified")


def test_a_row_is_called_by_its_list() -> None:
    assert fields.label("materials.8.2-M1") == "申请材料"


def test_every_kind_and_paper_has_its_word() -> None:
    assert set(fields.APPLICANT_KINDS) == set(ApplicantKind)
    assert set(fields.KIND_KEYS) == set(ApplicantKind)
    assert set(fields.ID_NUMBERS) == set(IdKind)
    assert set(intake.NAMES) == set(Decision)
    assert set(intake.DONE_TITLES) == set(Decision)
    assert len(fields.APPLICANT_KINDS) == 7


@pytest.mark.parametrize(
    ("problem", "value", "sentence"),
    [
        (Problem("field.missing", {"field": "contact"}), "", "请填写联系人"),
        (Problem("field.missing", {"field": "item"}), "", "请选择联系人"),
        (Problem("uscc.short", {"n": 3}), "", "应为 18 位，少 3 位"),
        (Problem("uscc.letter", {"position": 5, "letter": "O"}), "", "第 5 位不能是字母 O"),
        (Problem("id.date"), "", "出生日期不对，请核对"),
        (Problem("passport.pattern"), "", "号码格式不对，请核对"),
        (Problem("phone.short", {"n": 1}), "1380000204", "应为 11 位，少 1 位"),
        (Problem("phone.short", {"n": 1}), "0478-821350", "座机号码少 1 位"),
        (Problem("phone.long", {"n": 1}), "０478-82135001", "座机号码多 1 位"),
        (Problem("text.too_long", {"limit": 1000, "over": 9000}), "", "最多 1000 字，超出 9000 字"),
        (Problem("never.heard"), "", "联系人不对，请核对"),
    ],
)
def test_a_problem_has_one_short_sentence(problem: Problem, value: str, sentence: str) -> None:
    assert fields.sentence(problem, "联系人", value=value) == sentence


def test_what_was_printed_is_named() -> None:
    assert hand_over.printed("已受理", "W05") == "已受理，通知书已送打印机"
    assert hand_over.printed("已办", "W99") == "已办，文书已送打印机"
    assert hand_over.file_name("W04", "HH01-1") == "告知书 HH01-1.pdf"


def test_days_in_dialogs() -> None:
    assert intake_dialogs.day_typed(MONDAY.date()) == "11-23"
    assert intake_dialogs.latest(MONDAY) == "最晚 11-23 周一"
    assert intake_dialogs.duplicate_lines("HH-1", MONDAY, "业务咨询", "苏日娜") == (
        "HH-1",
        "17:30 业务咨询，经办人苏日娜",
    )


def test_the_notice_names_its_matter_and_its_last_day() -> None:
    item = catalogue().item(8)
    assert notice.matter(item, item.sub_items[1]) == f"{item.short_name}（申报预审）"
    assert notice.matter(item, None) == item.short_name
    assert notice.matter(None, None) == ""
    assert notice.until(MONDAY, assumed=False) == "到 11月23日 周一"
    assert notice.until(MONDAY, assumed=True) == "到 11月23日，节假日安排未更新"
    assert notice.until(None, assumed=False) == ""


def test_the_list_breaks_steps_and_channels_without_touching_a_word() -> None:
    for item in catalogue().items:
        for code in items.ELEMENTS:
            assert items.element(item, code).replace("\n", "") == str(getattr(item, code)).replace("\n", "")
    assert items.element(catalogue().item(2), "flow").count("\n") == 2


def test_a_release_without_a_word_is_called_by_its_version() -> None:
    assert items.release(catalogue()) == "第二批清单"
    assert items.release(replace(catalogue(), version="2027-batch-3")) == "2027-batch-3"


def test_a_material_says_whether_it_may_follow() -> None:
    lines = [items.material(one) for one in catalogue().sub_item("8.2").materials]
    assert lines[0] == "资助奖励申报书　原件 1 份　主件"
    assert lines[1].endswith("主件，数据共享，免予提交")
    assert lines[4].endswith("副件，可容缺")
