"""The nineteen outcome papers, field by field, as asked of the clerk and as they stand on paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from outlet_app.domain.forms.outcome import CUTOFF, DONE_ON, ROWS, written
from outlet_app.services.outcomes import OutcomeSheet
from outlet_app.ui.pages.cases.outcome_steps import filled_in, outcome_lines
from outlet_app.ui.parts.sheet_dialog import Asked, Line
from outlet_app.wording.voices.papers import paper_name
from tests.support.at_the_counter import answered, text_of
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING

TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class ByHand:
    """A form: title, series, copies, fields (long: several lines; needed: never blank), columns."""

    title: str
    word: str
    copies: int
    fields: tuple[tuple[str, str, str], ...]
    columns: tuple[str, ...] = ()


FORMS = {
    "R01": ByHand(
        "查询结果单", "查", 2,
        (
            ("asked", "查询内容", "needed"),
            ("source", "数据来源", "needed"),
            ("remark", "说明", ""),
        ),
        ("名称", "号码", "权利人", "法律状态",),
    ),
    "R02": ByHand(
        "检索查询报告", "报", 2,
        (
            ("asked", "检索目的", "needed"),
            ("elements", "检索要素", ""),
            ("source", "数据库和范围", "needed"),
            ("formula", "检索方法", "long"),
            ("conclusion", "检索结论", "long needed"),
            ("checked_by", "审核人", ""),
        ),
        ("文献号或者权利号", "名称", "相关程度", "说明",),
    ),
    "R03": ByHand(
        "咨询答复单", "答", 2,
        (
            ("asked", "咨询内容", "needed"),
            ("answer", "答复意见", "long needed"),
            ("basis", "依据", ""),
            ("library", "答复库版本", ""),
            ("answered_by", "答复人", ""),
        ),
        (),
    ),
    "R04": ByHand(
        "核验意见", "核", 2,
        (
            ("asked", "核验对象", "needed"),
            ("source", "数据来源", "needed"),
            ("opinion", "核验意见", "long needed"),
            ("checked_by", "审核人", ""),
        ),
        ("权利号", "权利人", "法律状态", "质押、许可情况",),
    ),
    "R05": ByHand(
        "预审意见", "审", 2,
        (
            ("policy", "申报项目", "needed"),
            ("opinion", "预审结论", "needed"),
            ("advice", "修改建议", "long"),
        ),
        ("材料名称", "存在问题", "修改要求",),
    ),
    "R06": ByHand(
        "对接记录", "接", 2,
        (
            ("need", "需求", "needed"),
            ("result", "对接结果", "long needed"),
            ("next", "后续安排", ""),
            ("next_day", "下次回访日期", ""),
        ),
        ("对接机构", "联系人和电话", "意向内容、金额",),
    ),
    "R07": ByHand(
        "移送函", "函", 2,
        (
            ("to", "受移送机关", "needed"),
            ("cause", "移送事由", "needed"),
            ("facts", "基本情况", "long needed"),
            ("basis", "移送依据", ""),
            ("contact", "联系人和电话", ""),
        ),
        ("随函材料", "份数", "原件或者复印件", "备注",),
    ),
    "R08": ByHand(
        "维权援助意见书", "援", 2,
        (
            ("asked", "请求事项", "needed"),
            ("opponent", "对方当事人", ""),
            ("facts", "基本事实和证据", "long needed"),
            ("opinion", "援助意见", "long needed"),
            ("basis", "依据", ""),
            ("next", "建议的途径和期限", "long"),
        ),
        (),
    ),
    "R09": ByHand(
        "培育方案登记表", "育", 2,
        (
            ("need", "服务需求", "needed"),
            ("state", "现状分析", "long"),
            ("plan", "培育方案要点", "long needed"),
            ("owner", "责任人", ""),
            ("next_day", "下次回访日期", ""),
        ),
        ("阶段", "工作内容", "完成时间", "预期成效",),
    ),
    "R10": ByHand(
        "活动报名回执", "名", 1,
        (
            ("event", "活动名称", "needed"),
            ("at", "时间", "needed"),
            ("place", "地点", "needed"),
            ("people", "参加人", "needed"),
            ("count", "人数", ""),
            ("remark", "注意事项", ""),
        ),
        (),
    ),
    "R11": ByHand(
        "服务记录单", "记", 2,
        (
            ("asked", "服务需求", "needed"),
            ("done", "服务内容", "long needed"),
            ("result", "结果和建议", "long needed"),
            ("fees", "法定费用提示", ""),
            ("next", "后续安排", ""),
        ),
        (),
    ),
    "R12": ByHand(
        "初审意见书", "初", 2,
        (
            ("asked", "申请内容", "needed"),
            ("opinion", "初审意见", "long needed"),
            ("basis", "依据", ""),
            ("sent_to", "转报机关", ""),
            ("checked_by", "审核人", ""),
        ),
        ("审核项目", "审核情况", "是否符合",),
    ),
    "R13": ByHand(
        "推荐函", "荐", 2,
        (
            ("to", "受函机关", "needed"),
            ("project", "推荐项目", "needed"),
            ("reasons", "推荐理由", "long needed"),
            ("contact", "联系人和电话", ""),
        ),
        (),
    ),
    "R14": ByHand(
        "政策匹配结果单", "配", 1,
        (
            ("asked", "匹配主体", "needed"),
            ("source", "数据来源", "needed"),
        ),
        ("政策名称和文号", "匹配结果", "理由或者缺少的条件",),
    ),
    "R15": ByHand(
        "申报提交回执", "执", 1,
        (
            ("project", "申报项目", "needed"),
            ("submitted", "提交时间和渠道", ""),
            ("outside_no", "受理机关编号", ""),
            ("state", "当前进度", ""),
            ("next", "下一步和时间", ""),
        ),
        (),
    ),
    "R16": ByHand(
        "存量专利盘活登记表", "盘", 2,
        (
            ("need", "盘活意向", "needed"),
            ("opinion", "评价意见", "long needed"),
        ),
        ("专利号", "名称", "法律状态", "拟转化方式",),
    ),
    "R17": ByHand(
        "服务事项清单单页", "单", 1,
        (
            ("name", "服务事项名称", "needed"),
            ("objects", "服务对象", ""),
            ("content", "服务内容", ""),
            ("flow", "服务流程", ""),
            ("time_limit", "办理时限", ""),
            ("bodies", "责任主体", ""),
            ("channels", "服务渠道", ""),
            ("release", "清单版本和生效日期", ""),
        ),
        (),
    ),
    "R18": ByHand(
        "清单建议登记单", "议", 2,
        (
            ("asked", "建议或者疑问", "needed"),
            ("reason", "理由", "long"),
            ("sent_to", "转送部门", ""),
            ("answer_by", "答复时间", ""),
        ),
        (),
    ),
    "R19": ByHand(
        "参训证明", "证", 1,
        (
            ("event", "培训名称", "needed"),
            ("at", "时间", "needed"),
            ("place", "地点", "needed"),
            ("hours", "学时", ""),
            ("people", "参训人", "needed"),
        ),
        (),
    ),
    "R20": ByHand(
        "合作意向书", "向", 3,
        (
            ("party_a", "甲方", "needed"),
            ("code_a", "甲方证件号码", ""),
            ("party_b", "乙方", "needed"),
            ("code_b", "乙方证件号码", ""),
            ("rights", "标的权利和号码", ""),
            ("amount", "意向金额", ""),
            ("subject", "合作内容", "long needed"),
            ("next", "后续安排", ""),
        ),
        (),
    ),
    "R21": ByHand(
        "知识产权纠纷调解协议书", "调", 3,
        (
            ("party_a", "甲方（申请人）", "needed"),
            ("code_a", "甲方证件号码", ""),
            ("party_b", "乙方（对方）", "needed"),
            ("code_b", "乙方证件号码", ""),
            ("rights", "涉及的权利和号码", ""),
            ("cause", "纠纷事由", "needed"),
            ("facts", "争议的主要事实", "long needed"),
            ("terms", "调解达成的协议", "long needed"),
            ("perform", "履行方式和期限", "long"),
            ("amount", "涉及金额", ""),
            ("mediator", "调解组织和调解员", ""),
        ),
        (),
    ),}  # fmt: skip
WITH_CUTOFF = {"R01", "R02", "R04", "R14", "R16"}
# The sheet of an item says what the list says: only which item is asked.
OF_THE_LIST = "R17"
every = pytest.mark.parametrize("form", FORMS)
typed = pytest.mark.parametrize("form", [form for form in FORMS if form != OF_THE_LIST])


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def sheet(bench: Bench, form: str, **ready: str) -> OutcomeSheet:
    return OutcomeSheet(bench.reference.form_text(form), ready)


def own_lines(told: OutcomeSheet) -> list[Line]:
    """The lines but for the days, which every paper of the family asks for alike."""
    return [line for line in outcome_lines(told, TODAY) if line.key not in (DONE_ON, CUTOFF)]


@every
def test_its_words_are_those_the_clerk_knows(bench: Bench, form: str) -> None:
    text, told = bench.reference.form_text(form), FORMS[form]
    assert (text.title, text.word, text.copies) == (told.title, told.word, told.copies)
    assert paper_name(form) == told.title
    assert ("cutoff" in text.clauses) == (form in WITH_CUTOFF)


def test_of_the_list_only_the_item_is_asked(bench: Bench) -> None:
    items = {"1": "商标查询", "8": "资助奖励"}
    (line,) = [
        one
        for one in outcome_lines(sheet(bench, OF_THE_LIST), TODAY, items=items)
        if one.key not in (DONE_ON, CUTOFF)
    ]
    assert (line.key, line.asked, line.required, line.ready) == ("item", Asked.CHOICE, True, "1")
    assert line.choices == items


@typed
def test_it_asks_for_its_fields_in_their_order(bench: Bench, form: str) -> None:
    told = FORMS[form]
    lines = [line for line in own_lines(sheet(bench, form)) if line.key != ROWS]
    assert [(line.key, line.label) for line in lines] == [(key, label) for key, label, _ in told.fields]
    kinds = [(line.asked is Asked.PROSE, line.required) for line in lines]
    assert kinds == [("long" in flags, "needed" in flags) for _, _, flags in told.fields]


@every
def test_it_asks_for_a_table_only_where_it_has_one(bench: Bench, form: str) -> None:
    tables = [line for line in own_lines(sheet(bench, form)) if line.key == ROWS]
    columns = tuple(name for line in tables for name, _ in line.columns)
    assert columns == FORMS[form].columns
    assert [line.required for line in tables] == [False] * bool(columns)


@typed
def test_what_is_known_stands_in_the_fields(bench: Bench, form: str) -> None:
    told = {key: f"{label}已知" for key, label, _ in FORMS[form].fields}
    lines = {line.key: line.ready for line in own_lines(sheet(bench, form, **told))}
    assert {key: lines[key] for key in told} == told


@every
def test_what_is_answered_becomes_the_fact(bench: Bench, form: str) -> None:
    told = FORMS[form]
    said = {key: label for key, label, _ in told.fields} | {"done_on": "2026-11-20"}
    if told.columns:
        said[ROWS] = "\t".join(told.columns)
    if form in WITH_CUTOFF:
        said["cutoff"] = "2026-11-19"
    fact = written(sheet(bench, form).form, said, TODAY)
    assert fact.entries == tuple(Filled(key, label) for key, label, _ in told.fields)
    assert fact.rows == ((told.columns,) if told.columns else ())
    assert fact.cutoff == (date(2026, 11, 19) if form in WITH_CUTOFF else None)
    assert (fact.form, fact.done_on) == (form, TODAY)


@every
def test_what_is_left_blank_is_left_out(bench: Bench, form: str) -> None:
    fact = written(sheet(bench, form).form, {"done_on": "2026-11-20"}, TODAY)
    assert (fact.entries, fact.rows, fact.cutoff) == ((), (), None)


@every
def test_what_could_not_be_saved_is_filled_in_again(bench: Bench, form: str) -> None:
    told = FORMS[form]
    rows = (told.columns,) if told.columns else ()
    fact = OutcomeWritten(form, TODAY, tuple(Filled(key, label) for key, label, _ in told.fields), rows)
    again = filled_in(sheet(bench, form), fact)
    assert again.ready == {key: label for key, label, _ in told.fields}
    assert again.rows == rows


@every
def test_each_field_stands_on_paper_behind_its_label(bench: Bench, form: str) -> None:
    case_id, counter, told = answered(bench).case.case_id, bench.counter(), FORMS[form]
    filled = tuple(Filled(key, f"甲{place}乙") for place, (key, _, _) in enumerate(told.fields))
    rows = (tuple(f"丙{place}丁" for place in range(len(told.columns))),) if told.columns else ()
    (paper,) = counter.outcomes.write(case_id, OutcomeWritten(form, TODAY, filled, rows, TODAY))
    said = text_of(counter.papers.pdf(paper.paper_id))
    assert f"HH0101{told.word}〔2026〕0001号" in said
    letter = form in ("R07", "R13")
    for place, (key, label, _) in enumerate(told.fields):
        if letter and key == "to":
            assert f"甲{place}乙：" in said
        assert f"{''.join(label.split())}甲{place}乙" in said, label
    for place, column in enumerate(told.columns):
        assert column in said
        assert f"丙{place}丁" in said
    assert ("数据截止日期为2026年11月20日" in said) == (form in WITH_CUTOFF)
