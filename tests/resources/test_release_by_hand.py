"""The sub-items of the release, written out by hand from the trade reference: who decides, which clocks,
every material with its form and copies, and every outcome. A release is published and its cases stay on it,
so nothing of it changes without a new version."""

import json
from pathlib import Path

import pytest

from outlet_app.domain.catalogue import (
    Authority,
    ClockKind,
    ClockStart,
    Material,
    PaperForm,
    TimeRule,
    read_catalogue,
)

RELEASE = Path(__file__).resolve().parents[2] / "resources" / "catalogue" / "2025-batch-2.json"
CATALOGUE = read_catalogue(json.loads(RELEASE.read_text("utf-8")))
SUBS = {sub.code: sub for item in CATALOGUE.items for sub in item.sub_items}

# 本 decides here, 转 forwards to a superior, 导 guides a filing made elsewhere.
WHO = {"本": Authority.LOCAL, "转": Authority.FORWARD, "导": Authority.GUIDE}
CLOCKS = {
    "即时": TimeRule("handling", ClockKind.INSTANT),
    "即答": TimeRule("answer", ClockKind.INSTANT),
    "即应": TimeRule("response", ClockKind.INSTANT),
    "24时应": TimeRule("response", ClockKind.HOURS, 24),
    "24时反馈": TimeRule("feedback", ClockKind.HOURS, 24),
    "3日答": TimeRule("answer", ClockKind.WORKDAYS, 3),
    "受理3日": TimeRule("handling", ClockKind.WORKDAYS, 3, ClockStart.ACCEPTED),
    "30天回访": TimeRule("follow_up", ClockKind.FOLLOW_UP, 30),
    "规定期反馈": TimeRule("feedback", ClockKind.PERIOD),
    "按计划": TimeRule("handling", ClockKind.PERIOD),
}
FORMS = {"原": PaperForm.ORIGINAL, "复": PaperForm.COPY, "电": PaperForm.ELECTRONIC}

# sub-item | a word of its name | who | clocks | outcomes (a word of each)
HEADS = """
1.1 | 专利基础查询 | 本 | 即时 | 查询结果单
1.2 | 商标基础查询 | 本 | 即时 | 查询结果单
1.3 | 地理标志查询 | 本 | 即时 | 查询结果单
1.4 | 布图设计查询 | 本 | 即时 | 查询结果单
1.5 | 权属核验 | 本 | 受理3日 | 核验意见（非官方证明）
1.6 | 专利导航 | 本 | 受理3日 | 查询报告
1.7 | 复杂查询报告 | 本 | 受理3日 | 检索查询报告
2.1 | 专利咨询 | 本 | 即答 | 咨询答复单 一次性告知单
2.2 | 商标咨询 | 本 | 即答 | 咨询答复单 一次性告知单
2.3 | 地理标志咨询 | 本 | 即答 | 咨询答复单 一次性告知单
2.4 | 布图设计咨询 | 本 | 即答 | 咨询答复单 一次性告知单
2.5 | 著作权 | 本 | 即答 | 咨询答复单 一次性告知单
2.6 | 政策、资助咨询 | 本 | 即答 | 咨询答复单 一次性告知单
2.7 | 质押融资咨询 | 本 | 即答 | 咨询答复单 一次性告知单
2.8 | 维权咨询 | 本 | 即答 | 咨询答复单 一次性告知单
2.9 | 复杂咨询 | 本 | 24时反馈 3日答 | 书面答复
3.1 | 挖掘、布局指导 | 本 | 30天回访 | 培育方案
3.2 | 存量专利盘活 | 本 | 30天回访 | 盘活登记表 评价意见
3.3 | 开放许可对接 | 本 | 30天回访 | 对接记录 意向书
3.4 | 产业化案例推荐 | 转 | 即应 30天回访 | 推荐函
4.1 | 注册申请指导 | 导 | 即应 30天回访 | 指导记录 受理通知书
4.2 | 续展 | 导 | 即应 30天回访 | 指导记录
4.3 | 变更注册人名义 | 导 | 即应 30天回访 | 指导记录
4.4 | 转让、移转 | 导 | 即应 30天回访 | 指导记录
4.5 | 许可备案 | 导 | 即应 30天回访 | 指导记录
4.6 | 异议 | 导 | 即应 30天回访 | 指导记录
4.7 | 集体商标、证明商标培育 | 导 | 即应 30天回访 | 指导记录 培育方案
4.8 | 区域品牌授权 | 本 | 即应 30天回访 | 指导记录
4.9 | 指导站建设 | 本 | 即应 30天回访 | 指导站建设记录
4.10 | 培训 | 本 | 即应 30天回访 | 培训记录
5.1 | 保护产品申报 | 转 | 即应 30天回访 | 审核优化意见 转报函
5.2 | 地理标志集体商标 | 导 | 即应 30天回访 | 指导记录
5.3 | 使用申请（保护产品） | 转 | 即应 30天回访 | 初审意见 核准公告
5.4 | 使用申请（集体商标、证明商标） | 转 | 即应 30天回访 | 初审意见 核准公告
5.5 | 使用变更 | 转 | 即应 30天回访 | 变更意见
5.6 | 规范用标 | 本 | 即应 30天回访 | 检查记录
5.7 | 展示体验 | 本 | 即应 30天回访 | 活动记录
6.1 | 资质初审 | 本 | 即应 30天回访 | 需求受理单 初审意见
6.2 | 评估指导 | 本 | 即应 30天回访 | 评估指导记录
6.3 | 银企对接 | 本 | 即应 30天回访 | 对接记录
6.4 | 专利权质押登记 | 导 | 即应 30天回访 | 登记通知书复印件
6.5 | 商标权质权登记 | 导 | 即应 30天回访 | 登记证复印件
6.6 | 变更、注销 | 导 | 即应 30天回访 | 指导记录
6.7 | 贴息、风险补偿 | 转 | 即应 30天回访 | 转办记录
7.1 | 侵权纠纷咨询 | 本 | 24时应 | 咨询意见
7.2 | 维权援助申请 | 本 | 24时应 | 受理通知书 不予受理通知书 援助意见书
7.3 | 投诉举报 | 转 | 24时应 | 移送函 案件移送单
7.4 | 行政裁决对接 | 转 | 24时应 | 材料移交单
7.5 | 调解对接 | 转 | 24时应 | 调解协议
7.6 | 展会维权 | 本 | 24时应 即时 | 展会处理记录
7.7 | 保险投保咨询 | 本 | 即答 24时应 | 咨询记录
8.1 | 政策匹配 | 本 | 即应 | 匹配结果单
8.2 | 申报预审 | 本 | 即应 规定期反馈 | 预审意见
8.3 | 帮办提交 | 转 | 即应 规定期反馈 | 提交回执
8.4 | 进度查询 | 转 | 即应 | 进度单
8.5 | 免申即享 | 本 | 即应 规定期反馈 | 确认回执
8.6 | 费用减缴备案 | 导 | 即应 | 指导记录
9.1 | 清单查询 | 本 | 即时 | 清单单页
9.2 | 标准解读 | 本 | 即时 | 答复
9.3 | 动态调整 | 本 | 即时 | 答复 建议登记单
10.1 | 活动通知 | 本 | 按计划 即应 | 活动通知
10.2 | 报名 | 本 | 按计划 即应 | 报名回执
10.3 | 签到 | 本 | 按计划 | 签到表
10.4 | 后续咨询 | 本 | 按计划 即应 | 资料领取记录 证明
10.5 | 宣传活动记录 | 本 | 按计划 | 活动记录
"""

# material | a word of its name | 主 or 副 | form | copies | 容 may follow later, 共 may be had by sharing
CHECKLISTS = """
1.5-I4 信息查询申请表 主原1 | 1.5-M1 查询对象 主原1 | 1.5-I2 主体资格 副复1 容共
1.6-I4 信息查询申请表 主原1 | 1.6-I2 主体资格 主复1 共 | 1.6-A1 用途说明 副原1 容
1.7-I4 信息查询申请表 主原1 | 1.7-M1 检索要素 主原1 | 1.7-I2 主体资格 副复1 容共 | 1.7-A1 保密协议 副原1 容
2.9-A1 文件 副复1 容
3.1-I4 需求申请表 主原1 | 3.1-I2 主体资格 主复1 共 | 3.1-A1 产品说明 副复1 容 | 3.1-A2 专利清单 副原1 容
3.2-I4 需求申请表 主原1 | 3.2-M1 专利清单 主原1 | 3.2-A1 评价表 副原1 容
3.3-M1 需求表 主原1 | 3.3-M2 权属证明 主电1 | 3.3-A1 报价 副复1 容
3.4-M1 申报材料 主原1
4.1-M1 申请书 主原1 | 4.1-M2 图样 主电1 | 4.1-I2 主体资格 主复1 共 | 4.1-I3 委托书 副原1 | 4.1-A1 经营证明 副复1
4.2-M1 申请书 主原1 | 4.2-I2 主体资格 主复1 共 | 4.2-I3 委托书 副原1
4.3-M1 申请书 主原1 | 4.3-M2 变更证明 主复1 共 | 4.3-I2 主体资格 主复1 共
4.4-M1 申请书 主原1 | 4.4-M2 双方主体资格 主复2 共 | 4.4-A1 公证 副复1
4.5-M1 备案表 主原1 | 4.5-M2 双方主体资格 主复2 共 | 4.5-A1 合同 副复1
4.6-M1 申请书 主原1 | 4.6-I2 主体资格 主复1 共 | 4.6-A1 证据 副复1
4.7-I2 主体资格 主复1 共 | 4.7-M1 使用管理规则 主原1 | 4.7-M2 检测能力 主复1
4.8-I4 需求申请表 主原1 | 4.8-I2 主体资格 主复1 共 | 4.8-A1 使用证据 副复1 容
4.9-I4 需求申请表 主原1 | 4.9-I2 主体资格 主复1 共 | 4.9-A1 使用证据 副复1 容
4.10-I4 需求申请表 主原1 | 4.10-I2 主体资格 主复1 共 | 4.10-A1 使用证据 副复1 容
5.1-M1 申请书 主原1 | 5.1-M2 产地范围 主复1 | 5.1-M3 技术标准 主复1 | 5.1-M4 关联性 主原1 | 5.1-M5 检验报告 主复1
5.2-I2 主体资格 主复1 共 | 5.2-M1 使用管理规则 主原1 | 5.2-M2 检测能力 主复1 | 5.2-M3 地域范围 主复1 | 5.2-M4 授权 主复1
5.3-M1 使用申请书 主原1 | 5.3-M2 申请审核表 主原1 | 5.3-M3 产地核验报告 主原1 | 5.3-I2 主体资格 主复1 共 | 5.3-A1 检验报告 副复1 容
5.4-M1 申请表 主原1 | 5.4-M2 许可合同 主复1 | 5.4-M3 许可备案 主复1
5.5-M1 变更申请书 主原1 | 5.5-M2 变更审核表 主原1 | 5.5-M3 核验报告（变更） 主原1
5.6-M1 使用情况表 主原1
5.7-I4 需求申请表 主原1
6.1-M1 融资需求表 主原1 | 6.1-I2 主体资格 主复1 共 | 6.1-M2 权利清单 主原1 | 6.1-A1 财务报表 副复1 容 | 6.1-A2 信用报告 副原1 容
6.2-M1 权利证书 主复1 | 6.2-M2 续展状态 主电1 | 6.2-A1 评估报告 副复1 容
6.3-A1 银行产品表 副复1 容
6.4-M1 申请表 主原1 | 6.4-M2 质押合同 主复1 | 6.4-M3 身份证明 主复2 共 | 6.4-A1 主合同 副复1 | 6.4-I3 委托书 副原1
6.5-M1 申请书 主原1 | 6.5-M2 质权合同 主复1 | 6.5-M3 主体资格 主复2 共 | 6.5-A1 价值认定 副复1
7.2-M1 申请表 主原1 | 7.2-I2 主体资格 主复1 共 | 7.2-M2 权属证明 主复1 | 7.2-M3 初步证据 主复1 | 7.2-I3 委托书 副原1
7.3-M1 投诉书 主原1 | 7.3-A1 证据 副复1 容
7.4-M1 请求书 主原2 | 7.4-M2 权属证明 主复1 | 7.4-I2 主体资格 主复1 共 | 7.4-M3 证据 主复1 | 7.4-A1 评价报告 副复1 容
7.5-M1 调解申请 主原1 | 7.5-M2 双方同意 主原1
7.6-M1 权属证明 主复1 | 7.6-M2 展位 主电1
8.2-M1 申报书 主原1 | 8.2-I2 主体资格 主复1 共 | 8.2-M2 权利证明 主电1 共 | 8.2-M3 支出凭证 主复1 | 8.2-A1 信用承诺书 副原1 容 | 8.2-A2 银行账户 副复1 容
8.3-I3 委托书 主原1
8.4-I3 委托书 副原1
8.5-M1 意愿确认书 主原1 | 8.5-A1 账户 副原1 容
8.6-A1 收入承诺 副原1 | 8.6-A2 纳税申报表 副复1
"""  # noqa: E501 - a table

HEAD_ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in HEADS.strip().splitlines()]
LISTS = {
    line.partition("-")[0]: [cell.split() for cell in line.split(" | ")]
    for line in CHECKLISTS.strip().splitlines()
}
LINES = [(code, cells) for code, rows in LISTS.items() for cells in rows]
MATERIALS = [(sub, material) for sub in SUBS.values() for material in sub.materials]


def written(material: Material) -> str:
    """A material the way the table writes it: 主复2 共."""
    form = next(sign for sign, form in FORMS.items() if form is material.form)
    flags = ("容" if material.may_follow else "") + ("共" if material.shared else "")
    return f"{'主' if material.core else '副'}{form}{material.copies} {flags}".strip()


def test_the_table_holds_every_sub_item_and_no_other() -> None:
    assert [row[0] for row in HEAD_ROWS] == list(SUBS)
    assert set(LISTS) == {code for code, sub in SUBS.items() if sub.materials}


@pytest.mark.parametrize("row", HEAD_ROWS, ids=[row[0] for row in HEAD_ROWS])
def test_a_sub_item_is_decided_counted_and_closed_as_the_trade_says(row: tuple[str, ...]) -> None:
    code, word, who, clocks, outcomes = row
    sub = SUBS[code]
    assert word in sub.name
    assert sub.authority is WHO[who]
    assert list(sub.clocks) == [CLOCKS[clock] for clock in clocks.split()]
    assert len(sub.outcomes) == len(outcomes.split())
    for told, wanted in zip(sub.outcomes, outcomes.split(), strict=True):
        assert wanted in told


@pytest.mark.parametrize("code", [code for code, sub in SUBS.items() if sub.materials])
def test_a_checklist_has_its_materials_in_the_order_of_the_trade(code: str) -> None:
    assert [material.code for material in SUBS[code].materials] == [cells[0] for cells in LISTS[code]]


@pytest.mark.parametrize(("code", "cells"), LINES, ids=[cells[0] for _, cells in LINES])
def test_a_material_is_asked_for_in_the_form_and_the_copies_of_the_trade(code: str, cells: list[str]) -> None:
    material = SUBS[code].material(cells[0])
    assert cells[1] in material.name
    assert written(material) == " ".join(cells[2:])


# --- The rules behind the table. -------------------------------------------------------------------


@pytest.mark.parametrize(("sub", "material"), MATERIALS, ids=[material.code for _, material in MATERIALS])
def test_what_may_follow_later_is_every_secondary_material_but_a_power_of_attorney(sub, material) -> None:
    """容缺: of what is decided here or forwarded; whoever acts for another proves it first."""
    may = not material.core and sub.authority is not Authority.GUIDE and material.name != "授权委托书"
    assert material.may_follow == may


@pytest.mark.parametrize(("sub", "material"), MATERIALS, ids=[material.code for _, material in MATERIALS])
def test_a_code_says_what_kind_of_material_it_is(sub, material) -> None:
    letter = material.code.partition("-")[2]
    if letter.startswith("M"):
        assert material.core
    if letter.startswith("A"):
        assert not material.core
    if letter == "I2":
        assert "主体资格证明" in material.name
        assert material.shared
    if letter == "I3":
        assert material.name == "授权委托书"
    if letter == "I4":
        assert material.name.endswith("申请表")
        assert (material.form, material.core, material.copies) == (PaperForm.ORIGINAL, True, 1)


@pytest.mark.parametrize(("sub", "material"), MATERIALS, ids=[material.code for _, material in MATERIALS])
def test_how_to_mend_asks_for_what_the_checklist_asks_for(sub, material) -> None:
    """A count in the sentence is the count of the list, and an original is never asked as a copy."""
    if "1 份" in material.remedy and not {"各", "副"} & set(material.remedy):
        assert material.copies == 1, material.remedy
    if "2 份" in material.remedy:
        assert material.copies == 2, material.remedy
    if material.form is PaperForm.ORIGINAL:
        assert "复印件" not in material.remedy.replace("身份证复印件", ""), material.remedy
    if material.form is PaperForm.COPY:
        assert "提交原件" not in material.remedy, material.remedy


@pytest.mark.parametrize(("sub", "material"), MATERIALS, ids=[material.code for _, material in MATERIALS])
def test_what_data_sharing_can_bring_comes_from_an_authority(sub, material) -> None:
    if material.shared:
        assert material.source == "政府部门核发", material.code


INSTANT = [f"1.{n}" for n in range(1, 5)] + [f"2.{n}" for n in range(1, 9)] + [f"9.{n}" for n in range(1, 4)]


@pytest.mark.parametrize("code", INSTANT)
def test_nothing_is_asked_of_whoever_is_served_at_once(code: str) -> None:
    assert SUBS[code].instant
    assert SUBS[code].materials == ()


@pytest.mark.parametrize("row", HEAD_ROWS, ids=[row[0] for row in HEAD_ROWS])
def test_a_sub_item_served_at_once_has_no_limit_in_working_days(row: tuple[str, ...]) -> None:
    sub = SUBS[row[0]]
    counted = {clock.kind for clock in sub.clocks}
    if sub.instant:
        assert ClockKind.WORKDAYS not in counted
        assert ClockKind.FOLLOW_UP not in counted


@pytest.mark.parametrize("row", HEAD_ROWS, ids=[row[0] for row in HEAD_ROWS])
def test_a_course_begins_with_its_start_and_ends_with_an_end(row: tuple[str, ...]) -> None:
    stages = SUBS[row[0]].stages
    assert stages[0] in ("登记", "受理", "需求登记", "计划")
    assert stages[-1] in ("办结", "结案", "跟踪", "跟踪用标", "评价")
    assert len(set(stages)) == len(stages)


@pytest.mark.parametrize("code", [f"6.{n}" for n in range(1, 8)])
def test_no_promise_replaces_a_proof_where_money_is_lent(code: str) -> None:
    """告知承诺 is not for finance."""
    assert SUBS[code].no_pledge.value == "finance"
    assert not any(material.may_pledge for material in SUBS[code].materials)


@pytest.mark.parametrize("code", [code for code in SUBS if not code.startswith("6.")])
def test_elsewhere_nothing_forbids_a_promise(code: str) -> None:
    assert SUBS[code].no_pledge.value == ""


def test_the_proofs_a_promise_may_replace() -> None:
    may = [(material.code, material.check.value) for _, material in MATERIALS if material.may_pledge]
    assert [code for code, _ in may] == ["1.5-I2", "3.1-A2", "4.8-A1", "4.9-A1", "8.2-A2"]
    for _, material in MATERIALS:
        if material.may_pledge:
            assert not material.core
            assert material.proves
            assert material.used_for


# --- What the four short sentences of a correction notice have to carry. ---------------------------

CAUSES = (
    ("D01", "未提交"),
    ("D02", "份数不足"),
    ("D03", "不清晰"),
    ("D04", "未签字"),
    ("D05", "未盖章"),
    ("D06", "名称与证照不一致"),
    ("D07", "证件过期"),
    ("D08", "证件号码校验"),
    ("D09", "与原件一致"),
    ("D10", "表格版本旧"),
    ("D11", "栏目漏填"),
    ("D12", "前后矛盾"),
    ("D13", "不规范"),
    ("D14", "代理权限"),
    ("D15", "外文无译本"),
    ("D16", "图样"),
    ("D17", "日期"),
    ("D18", "电子文件无法打开"),
    ("D19", "原件未核验"),
    ("D99", "其他"),
)
PHRASES = json.loads((RELEASE.parents[1] / "phrases.json").read_text("utf-8"))["defects"]
VAGUE = ("等等", "有关材料", "相关材料", "按规定办理", "另行通知", "酌情", "尽快", "可能需要")


@pytest.mark.parametrize(("code", "word"), CAUSES, ids=[code for code, _ in CAUSES])
def test_a_cause_is_called_what_the_trade_calls_it(code: str, word: str) -> None:
    (phrase,) = [one for one in PHRASES if one["code"] == code]
    assert word in phrase["name"]
    assert len(phrase["name"]) <= 13


@pytest.mark.parametrize("phrase", PHRASES, ids=[one["code"] for one in PHRASES])
def test_what_is_wrong_and_how_to_mend_it_are_said_once_and_plainly(phrase: dict[str, str]) -> None:
    """One visit must do: no sentence may leave open what to bring."""
    for said in (phrase["issue"], phrase["remedy"]):
        assert not [word for word in VAGUE if word in said]
        assert said.count("。") <= 1
        assert len(said) <= 50
    assert phrase["issue"] != phrase["remedy"]


def test_no_two_causes_say_the_same() -> None:
    for column in ("name", "issue", "remedy"):
        said = [phrase[column] for phrase in PHRASES]
        assert len(set(said)) == len(said)


@pytest.mark.parametrize(("sub", "material"), MATERIALS, ids=[material.code for _, material in MATERIALS])
def test_no_material_is_described_vaguely(sub, material) -> None:
    for said in (material.name, material.standard, material.remedy):
        assert not [word for word in VAGUE if word in said], said
