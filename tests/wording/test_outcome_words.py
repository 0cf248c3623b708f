"""Every sentence about outcome papers, and what each stage of each matter offers, written out."""

from datetime import date

import pytest

from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from outlet_app.domain.problems import Problem
from outlet_app.services.library import read_library
from outlet_app.wording import outcomes as words
from outlet_app.wording.actions import ACTIONS
from outlet_app.wording.fields import sentence
from outlet_app.wording.outcome_stages import called_for
from outlet_app.wording.refusals import REFUSALS, VERDICTS
from outlet_app.wording.timeline import tell
from tests.support.bench import shelf
from tests.support.builders import OUTLET

SENTENCES = {
    "outcome.promises_open": (
        "容缺的材料还没有补齐，结果暂不能出具。",
        "请补齐材料后再出具结果文书。",
        ("容缺的材料还没有补齐，结果文书没有生效", "补齐材料后重新出具"),
    ),
    "outcome.empty": (
        "结果文书没有内容。", "请填写后再出具。", ("结果文书没有内容", "打开办件重新出具"),
    ),
    "outcome.before_case": (
        "出具日期早于登记日期。",
        "请核对出具日期。",
        ("出具日期早于登记日期", "打开办件核对后重新出具"),
    ),
    "outcome.cutoff_later": (
        "数据截止日期晚于出具日期。",
        "请核对两个日期。",
        ("数据截止日期晚于出具日期", "打开办件核对后重新出具"),
    ),
}  # fmt: skip

# Each sub-item with the stages at which its own papers are offered.
OFFERED = """
1.1 已反馈 R01
1.2 已反馈 R01
1.3 已反馈 R01
1.4 已反馈 R01
1.5 已出意见 R04
1.6 已出报告 R02
1.7 已出报告 R02
2.1 即时答复 R03
2.2 即时答复 R03
2.3 即时答复 R03
2.4 即时答复 R03
2.5 即时答复 R03
2.6 即时答复 R03
2.7 即时答复 R03
2.8 即时答复 R03
2.9 已答复 R03 R11
3.1 方案 R09
3.2 方案 R16
3.3 实施 R06 R20
3.4 已推荐 R13
4.1 指导 R11
4.2 指导 R11
4.3 指导 R11
4.4 指导 R11
4.5 指导 R11
4.6 指导 R11
4.7 指导 R11
4.8 指导 R11
4.9 建站指导 R11
4.10 培训 R11
5.1 初审通过 R12
5.1 已转报 R07
5.2 指导 R11
5.3 初审通过 R12
5.4 初审通过 R12
5.5 初审通过 R12
5.6 现场检查 R11
5.7 活动 R11
6.1 初审 R12
6.1 评估 R11
6.2 评估 R11
6.3 对接 R06
6.3 评估 R11
6.4 评估 R11
6.5 评估 R11
6.6 指导 R11
6.7 转入资助奖励申报 R06
7.1 反馈 R03
7.2 反馈 R08
7.3 指导或者移送 R07
7.5 反馈 R21
7.6 现场处理 R08
7.6 反馈 R08
7.7 即时答复 R03
8.1 匹配 R14
8.2 预审 R05
8.3 帮办提交 R15
8.4 查询 R15
8.5 意愿确认 R15
8.6 指导 R11
9.1 已答复 R17 R11
9.2 已答复 R03 R11
9.3 已答复 R03 R18 R11
10.1 发布 R10
10.1 资料归档 R11
10.2 已报名 R10
10.4 已答复 R11
10.5 资料归档 R11
"""


@pytest.mark.parametrize("code", SENTENCES)
def test_a_refusal_says_what_happened_that_nothing_changed_and_what_to_do(code: str) -> None:
    happened, now, city = SENTENCES[code]
    said = REFUSALS[code]
    assert (said.happened, said.safe, said.now) == (happened, "办件没有改动。", now)
    assert VERDICTS[code] == city


def test_no_refusal_is_left_without_a_test() -> None:
    assert {code for code in REFUSALS if code.startswith("outcome.")} == set(SENTENCES)


def test_at_a_field_it_is_said_shortly() -> None:
    assert sentence(Problem("outcome.before_case"), "出具日期") == "早于登记日期"
    assert sentence(Problem("outcome.cutoff_later"), "数据截止日期") == "晚于出具日期"


def test_every_stage_of_every_matter() -> None:
    here = read_library(shelf()).at(OUTLET, "01")
    wanted = [line.split() for line in OFFERED.strip().splitlines()]
    table = {(code, stage): tuple(forms) for code, stage, *forms in wanted}
    found = {}
    for item in here.catalogue.items:
        for sub in item.sub_items:
            texts = (here.forms.for_outcome(name, here.today) for name in sub.outcomes)
            own = tuple(dict.fromkeys([*(one.code for one in texts if one and one.code[0] == "R"), "R11"]))
            for stage in sub.stages:
                if forms := called_for(stage, own):
                    found[sub.code, stage] = forms
    missing = {key: value for key, value in table.items() if found.get(key) != value}
    extra = {key: value for key, value in found.items() if key not in table}
    assert (missing, extra) == ({}, {})


def test_a_day_stands_in_a_field_as_it_stands_on_paper() -> None:
    assert words.ready(date(2026, 12, 20)) == "2026年12月20日"
    assert words.ready("查询向日葵") == "查询向日葵"
    assert words.typed(date(2026, 11, 20)) == "2026-11-20"


def test_the_step_and_its_questions() -> None:
    assert ACTIONS["outcome"] == ("结果文书(&R)", "file-check")
    assert (words.CHOOSE_TITLE, words.CHOOSE_TEXT) == ("结果文书", "选择要出具的结果文书。")
    assert words.TEXT == "保存后取得编号，按规定份数送打印机。"
    assert words.OFFERED == "已到出具结果文书的环节。现在不出具的，按 Esc，以后在“结果文书”中办理。"
    assert (words.DONE_ON, words.CUTOFF, words.ROWS) == ("出具日期", "数据截止日期", "明细")
    assert (words.GO, words.WRITTEN) == ("出具并打印(&P)", "已出具结果文书，已送打印机")


def test_the_sheet_of_an_item_says_what_the_list_says() -> None:
    here = read_library(shelf()).at(OUTLET, "01")
    item = here.catalogue.item(8)
    said = words.item_entries(item, here.catalogue)
    assert set(said) == {
        "name", "objects", "content", "flow", "time_limit", "bodies", "channels", "release",
    }  # fmt: skip
    assert (said["name"], said["time_limit"]) == (item.name, item.time_limit)
    assert said["release"] == "第二批清单（2025-batch-2），施行日期待市局确认"
    assert list(words.item_choices(here.catalogue.items)) == [str(n) for n in range(1, 11)]
    assert words.item_choices([item]) == {"8": f"8　{item.name}"}


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (
            OutcomeWritten("R01", date(2026, 11, 20), (), (("甲", "乙", "丙", "丁"),) * 3),
            "查询结果单\n明细 3 行",
        ),
        (
            OutcomeWritten("R08", date(2026, 11, 20), (Filled("asked", "停止侵权"),)),
            "维权援助意见书\n停止侵权",
        ),
        (OutcomeWritten("R99", date(2026, 11, 20), (Filled("asked", "新"),)), "R99\n新"),
    ],
)
def test_the_course_tells_the_paper_and_how_it_begins(fact: OutcomeWritten, said: str) -> None:
    told = tell(fact)
    assert (told.title, told.text, told.icon, told.tone) == ("写明结果", said, "file-check", "ok")


def test_a_paper_that_has_no_place_for_what_was_written_says_so_and_nothing_changed() -> None:
    said = REFUSALS["form.misfit"]
    assert said.happened == "填写的内容与本结果文书的项目不符。"
    assert said.safe == "办件没有改动。"
    assert said.now == "请按本结果文书的项目重新填写后再出具。"


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (Problem("patent.character", soft=True), "专利号里有不该有的字符"),
        (Problem("patent.length", {"n": 12}, soft=True), "专利号应为 9 或 13 位"),
        (Problem("patent.year", {"year": 1980}, soft=True), "专利号的年份请再核对"),
        (Problem("patent.kind", {"kind": "7"}, soft=True), "专利号的种类位请再核对"),
        (Problem("patent.check_digit", soft=True), "专利号校验位不符"),
        (Problem("right.unknown", {"number": "201710601862"}, soft=True), "“201710601862”请再核对"),
        (Problem("outcome.no_field"), "本文书没有这一项"),
        (Problem("patent.check_digit", {"row": 12}, soft=True), "第 12 行：专利号校验位不符"),
        (Problem("text.too_long", {"limit": 4, "over": 1, "row": 2}), "第 2 行：最多 4 字，超出 1 字"),
        (Problem("field.missing", {"row": 1, "field": "x"}), "第 1 行：请填写权利号"),
    ],
)
def test_a_number_that_is_doubted_is_told_by_its_row(problem: Problem, said: str) -> None:
    assert sentence(problem, "权利号") == said
