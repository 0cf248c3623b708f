"""Every material of every variant, held against domain.md §9: 主件 or 副件, form, copies, 容缺, data sharing.

later: may follow on a promise; shared: struck from the list where data sharing has it.
The rows were printed from the catalogue and then read against §9.
"""

import json

import pytest

from outlet_app.domain.catalogue import Authority, CheckWay, NoPledge
from outlet_app.services.library import read_library
from outlet_app.services.reference import Reference
from tests.support.bench import RESOURCES, shelf
from tests.support.builders import MORNING, OUTLET

TABLE = """
1.5-I4   core      original   1 ----- ------ 信息查询申请表
1.5-M1   core      original   1 ----- ------ 查询对象清单
1.5-I2   secondary copy       1 later shared 申请人主体资格证明
1.6-I4   core      original   1 ----- ------ 信息查询申请表
1.6-I2   core      copy       1 ----- shared 营业执照等主体资格证明
1.6-A1   secondary original   1 later ------ 数据用途说明
1.7-I4   core      original   1 ----- ------ 信息查询申请表
1.7-M1   core      original   1 ----- ------ 技术交底书或者检索要素说明
1.7-I2   secondary copy       1 later shared 营业执照等主体资格证明
1.7-A1   secondary original   1 later ------ 保密协议
2.9-A1   secondary copy       1 later ------ 与咨询有关的文件
3.1-I4   core      original   1 ----- ------ 服务需求申请表
3.1-I2   core      copy       1 ----- shared 营业执照等主体资格证明
3.1-A1   secondary copy       1 later ------ 技术或者产品说明
3.1-A2   secondary original   1 later ------ 已有专利清单
3.2-I4   core      original   1 ----- ------ 服务需求申请表
3.2-M1   core      original   1 ----- ------ 存量专利清单
3.2-A1   secondary original   1 later ------ 专利市场评价表
3.3-M1   core      original   1 ----- ------ 供方或者需方需求表
3.3-M2   core      electronic 1 ----- ------ 权属证明
3.3-A1   secondary copy       1 later ------ 报价或者合作意向书
3.4-M1   core      original   1 ----- ------ 推荐或者申报材料
4.1-M1   core      original   1 ----- ------ 商标注册申请书
4.1-M2   core      electronic 1 ----- ------ 商标图样
4.1-I2   core      copy       1 ----- shared 申请人主体资格证明
4.1-I3   secondary original   1 ----- ------ 授权委托书
4.1-A1   secondary copy       1 ----- ------ 个体工商户、农村承包经营户经营证明
4.2-M1   core      original   1 ----- ------ 商标续展注册申请书
4.2-I2   core      copy       1 ----- shared 申请人主体资格证明
4.2-I3   secondary original   1 ----- ------ 授权委托书
4.3-M1   core      original   1 ----- ------ 变更商标申请人、注册人名义、地址申请书
4.3-M2   core      copy       1 ----- shared 变更证明
4.3-I2   core      copy       1 ----- shared 营业执照等主体资格证明
4.4-M1   core      original   1 ----- ------ 转让、移转商标申请书
4.4-M2   core      copy       2 ----- shared 转让双方主体资格证明
4.4-A1   secondary copy       1 ----- ------ 转让协议或者公证文书
4.5-M1   core      original   1 ----- ------ 商标使用许可备案表
4.5-M2   core      copy       2 ----- shared 许可双方主体资格证明
4.5-A1   secondary copy       1 ----- ------ 商标使用许可合同
4.6-M1   core      original   1 ----- ------ 异议、撤销或者答辩申请书
4.6-I2   core      copy       1 ----- shared 申请人主体资格证明
4.6-A1   secondary copy       1 ----- ------ 证据材料
4.7-I2   core      copy       1 ----- shared 申请人主体资格证明
4.7-M1   core      original   1 ----- ------ 商标使用管理规则
4.7-M2   core      copy       1 ----- ------ 监督检测能力证明
4.8-I4   core      original   1 ----- ------ 服务需求申请表
4.8-I2   core      copy       1 ----- shared 营业执照等主体资格证明
4.8-A1   secondary copy       1 later ------ 商标使用证据
4.9-I4   core      original   1 ----- ------ 服务需求申请表
4.9-I2   core      copy       1 ----- shared 营业执照等主体资格证明
4.9-A1   secondary copy       1 later ------ 商标使用证据
4.10-I4  core      original   1 ----- ------ 服务需求申请表
4.10-I2  core      copy       1 ----- shared 营业执照等主体资格证明
4.10-A1  secondary copy       1 later ------ 商标使用证据
5.1-M1   core      original   1 ----- ------ 地理标志保护产品申请书
5.1-M2   core      copy       1 ----- ------ 政府建议界定产地范围的文件
5.1-M3   core      copy       1 ----- ------ 产品技术标准或者规范
5.1-M4   core      original   1 ----- ------ 产品质量特色与产地关联性材料
5.1-M5   core      copy       1 ----- ------ 产品检验报告
5.2-I2   core      copy       1 ----- shared 申请人主体资格证明
5.2-M1   core      original   1 ----- ------ 商标使用管理规则
5.2-M2   core      copy       1 ----- ------ 监督检测能力证明
5.2-M3   core      copy       1 ----- ------ 地域范围和特定品质证明
5.2-M4   core      copy       1 ----- ------ 主管部门授权文件
5.3-M1   core      original   1 ----- ------ 专用标志使用申请书
5.3-M2   core      original   1 ----- ------ 申请审核表
5.3-M3   core      original   1 ----- ------ 产地核验报告
5.3-I2   core      copy       1 ----- shared 营业执照等主体资格证明
5.3-A1   secondary copy       1 later ------ 产品检验报告
5.4-M1   core      original   1 ----- ------ 专用标志使用申请表
5.4-M2   core      copy       1 ----- ------ 商标使用许可合同
5.4-M3   core      copy       1 ----- ------ 许可备案通知或者公告
5.5-M1   core      original   1 ----- ------ 变更申请书
5.5-M2   core      original   1 ----- ------ 变更审核表
5.5-M3   core      original   1 ----- ------ 核验报告（变更）
5.6-M1   core      original   1 ----- ------ 专用标志使用情况表
5.7-I4   core      original   1 ----- ------ 服务需求申请表
6.1-M1   core      original   1 ----- ------ 质押融资需求表
6.1-I2   core      copy       1 ----- shared 营业执照等主体资格证明
6.1-M2   core      original   1 ----- ------ 拟质押权利清单
6.1-A1   secondary copy       1 later ------ 财务报表
6.1-A2   secondary original   1 later ------ 信用报告查询授权书
6.2-M1   core      copy       1 ----- ------ 权利证书
6.2-M2   core      electronic 1 ----- ------ 年费或者续展状态证明
6.2-A1   secondary copy       1 later ------ 评估报告
6.3-A1   secondary copy       1 later ------ 银行产品表
6.4-M1   core      original   1 ----- ------ 专利权质押登记申请表
6.4-M2   core      copy       1 ----- ------ 专利权质押合同
6.4-M3   core      copy       2 ----- shared 出质人、质权人身份证明
6.4-A1   secondary copy       1 ----- ------ 主合同
6.4-I3   secondary original   1 ----- ------ 授权委托书
6.5-M1   core      original   1 ----- ------ 商标专用权质权登记申请书
6.5-M2   core      copy       1 ----- ------ 主合同和质权合同
6.5-M3   core      copy       2 ----- shared 出质人、质权人主体资格证明
6.5-A1   secondary copy       1 ----- ------ 价值认定文件
7.2-M1   core      original   1 ----- ------ 维权援助申请表
7.2-I2   core      copy       1 ----- shared 申请人主体资格证明
7.2-M2   core      copy       1 ----- ------ 权属证明
7.2-M3   core      copy       1 ----- ------ 侵权初步证据
7.2-I3   secondary original   1 ----- ------ 授权委托书
7.3-M1   core      original   1 ----- ------ 投诉书
7.3-A1   secondary copy       1 later ------ 证据材料
7.4-M1   core      original   2 ----- ------ 行政裁决请求书
7.4-M2   core      copy       1 ----- ------ 权属证明
7.4-I2   core      copy       1 ----- shared 请求人主体资格证明
7.4-M3   core      copy       1 ----- ------ 侵权初步证据
7.4-A1   secondary copy       1 later ------ 专利权评价报告
7.5-M1   core      original   1 ----- ------ 调解申请书
7.5-M2   core      original   1 ----- ------ 双方同意调解的书面意见
7.6-M1   core      copy       1 ----- ------ 权属证明
7.6-M2   core      electronic 1 ----- ------ 展位、展品信息
8.2-M1   core      original   1 ----- ------ 资助奖励申报书
8.2-I2   core      copy       1 ----- shared 营业执照等主体资格证明
8.2-M2   core      electronic 1 ----- shared 权利证明
8.2-M3   core      copy       1 ----- ------ 支出凭证
8.2-A1   secondary original   1 later ------ 信用承诺书
8.2-A2   secondary copy       1 later ------ 银行账户证明
8.3-I3   core      original   1 ----- ------ 授权委托书
8.4-I3   secondary original   1 ----- ------ 授权委托书
8.5-M1   core      original   1 ----- ------ 免申即享意愿确认书
8.5-A1   secondary original   1 later ------ 收款账户核对表
8.6-A1   secondary original   1 ----- ------ 个人年度收入承诺书
8.6-A2   secondary copy       1 ----- ------ 上年度企业所得税纳税申报表
"""
ROWS = [row.split(maxsplit=6) for row in TABLE.strip().splitlines()]


@pytest.fixture(scope="module")
def reference() -> Reference:
    return read_library(shelf()).at(OUTLET, "01", MORNING.date())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[0]))
def test_the_material_is_asked_for_as_written(reference: Reference, row: list[str]) -> None:
    code, core, form, copies, later, shared, name = row
    found = next(
        one for one in reference.catalogue.sub_item(code.partition("-")[0]).materials if one.code == code
    )
    assert (found.name, found.core, found.copies) == (name, core == "core", int(copies))
    assert found.form.value.lower() == form
    assert (found.may_follow, found.shared) == (later == "later", shared == "shared")


def test_no_material_is_left_out(reference: Reference) -> None:
    subs = [sub for item in reference.catalogue.items for sub in item.sub_items]
    assert [row[0] for row in ROWS] == [one.code for sub in subs for one in sub.materials]


@pytest.mark.parametrize("row", [row for row in ROWS if row[4] == "later"], ids=lambda row: str(row[0]))
def test_what_may_follow_is_secondary_and_decided_here_or_forwarded(
    reference: Reference, row: list[str]
) -> None:
    assert row[1] == "secondary"
    assert reference.catalogue.sub_item(row[0].partition("-")[0]).authority is not Authority.GUIDE


PLEDGES = {
    "1.5-I2": CheckWay.ONLINE,
    "3.1-A2": CheckWay.ONLINE,
    "4.8-A1": CheckWay.ON_SITE,
    "4.9-A1": CheckWay.ON_SITE,
    "8.2-A2": CheckWay.ASSISTED,
}


def test_these_proofs_and_no_others_may_be_promised(reference: Reference) -> None:
    subs = [sub for item in reference.catalogue.items for sub in item.sub_items]
    found = {one.code: one.check for sub in subs for one in sub.materials if one.may_pledge}
    assert found == PLEDGES


@pytest.mark.parametrize("code", PLEDGES)
def test_a_proof_that_may_be_promised_says_for_what(reference: Reference, code: str) -> None:
    found = reference.catalogue.sub_item(code.partition("-")[0]).material(code)
    assert found.proves
    assert found.used_for
    assert not found.core


def test_finance_is_shut_to_promises(reference: Reference) -> None:
    shut = [
        sub.code
        for item in reference.catalogue.items
        for sub in item.sub_items
        if sub.no_pledge is NoPledge.FINANCE
    ]
    assert shut == [f"6.{number}" for number in range(1, 8)]


def test_the_city_has_yet_to_confirm_both() -> None:
    release = json.loads((RESOURCES / "catalogue" / "2025-batch-2.json").read_bytes())
    assert {"may_pledge", "no_pledge"} <= set(release["to_confirm"])
