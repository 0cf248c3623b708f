"""How the cells of the ledgers of materials, trainings, sending and audit are written."""

from datetime import datetime

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.ledgers import LEDGERS, Line
from outlet_app.wording import late_words, register_words
from outlet_app.wording import ledgers as words

AT = datetime(2026, 11, 20, 9, 5, tzinfo=CST)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("held", "ORIGINAL|1|资助奖励申报书", "资助奖励申报书（原件 1 份）"),
        ("held", "COPY|2|证书|副本", "证书|副本（复印件 2 份）"),
        ("held", "ORIGINAL|1|甲\nCOPY|3|乙", "甲（原件 1 份）、乙（复印件 3 份）"),
        ("held_as", "park", "园区宣讲"),
        ("activity", "archived", "已归档"),
        ("activity", "cancelled", "已取消"),
        ("clock", True, "是"),
        ("clock", False, ""),
        ("code", "CASE_NO_TAKEN", "办件号与另一台机器重复"),
        ("code", "state.guard", "其他窗口已先办，这一步没有生效"),
        ("code", "outcome.empty", "结果文书没有内容"),
        ("code", "", ""),
        ("count", 12, "12"),
        ("sending", "sent", "已发送"),
        ("sending", "sent_with_hint", "已发送，有提示"),
        ("sending", "waiting", "等待发送"),
        ("sending", "failed", "发送失败"),
        ("sending", "needs_you", "需您处理"),
        ("sending", "parked", "已送达，待市级处理"),
        ("step", "registered", "首问登记"),
        ("step", "outcome_written", "写明结果"),
        ("step", "activity.enrolled", "培训宣传活动"),
        ("step", "review", "服务评价"),
        ("subject", "field:request", "诉求"),
        ("subject", "field:phone\nfield:contact", "联系电话、联系人"),
        ("subject", "field:request\n技术交底书", "诉求、技术交底书"),
        ("subject", "HH0101 告〔2026〕0001 号", "HH0101 告〔2026〕0001 号"),
        ("why", "void:duplicate", "重复登记"),
        ("why", "void:other", "其他原因"),
        ("why", "void:unheard", "unheard"),
        ("why", "copy:3", "第 3 次打印"),
        ("why", "trouble:printer.none", "没有找到打印机"),
        ("why", "申请人名称写错", "申请人名称写错"),
        ("rated_well", "38/40", "38/40"),
    ],
)
def test_a_cell_is_written_in_words(column: str, value: object, said: str) -> None:
    assert words.cell(column, value) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "heads"),
    [
        ("L10", ("办理", "姓名或名称", "事项和办理项", "材料、份数", "转往", "经办人")),
        (
            "L16",
            ("活动名称", "活动方式", "地点", "报名人数", "签到人数", "单位数", "满意/参评", "环节", "结果"),
        ),
        ("L19", ("办理", "发送情况", "条数", "原因", "经办人")),
        ("L20", ("办理", "事项和办理项", "对象", "理由", "同意人", "时间待核", "经办人")),
    ],
)
def test_the_heads_of_each_book(code: str, heads: tuple[str, ...]) -> None:
    assert words.heads(LEDGERS[code].columns) == ("序号", "时间", "办件编号", *heads)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("L10", "材料移交、原件保管台账"),
        ("L16", "培训宣传台账"),
        ("L19", "数据同步台账"),
        ("L20", "系统审计台账"),
    ],
)
def test_what_each_book_is_called(code: str, name: str) -> None:
    assert (words.name(code), words.titled(code)) == (name, f"{code}　{name}")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (Line(AT, "c", "HH01-1", {}), "HH01-1"),
        (Line(AT, "c", "HH01-1", {}, voided=True), "HH01-1\n作废"),
        (Line(AT, "c", "HH01-1", {}, standing="rejected"), "HH01-1\n市级未接收"),
        (Line(AT, "c", "HH01-1", {}, standing="parked"), "HH01-1\n待市级处理"),
        (Line(AT, "c", "HH01-1", {}, standing="applied"), "HH01-1"),
        (Line(AT, "c", "HH01-1", {}, voided=True, standing="parked"), "HH01-1\n作废"),
    ],
)
def test_beside_the_number_stands_what_became_of_it(line: Line, said: str) -> None:
    assert words.cells(line, ())[1] == said


def test_no_two_books_call_a_column_by_one_key_and_mean_two_things() -> None:
    for own in (register_words, late_words):
        assert {key: words.HEADS[key] for key in own.HEADS} == dict(own.HEADS)


@pytest.mark.parametrize("code", LEDGERS)
def test_no_book_says_the_same_head_twice(code: str) -> None:
    heads = words.heads(LEDGERS[code].columns)
    assert len(set(heads)) == len(heads), heads
