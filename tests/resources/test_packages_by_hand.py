"""The bundled packages written out by hand: what the clerk reads, asks and takes in, package by package."""

from dataclasses import replace
from datetime import date

from outlet_app.domain.bundle import PackageEntry, one_list, plan
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.decisions import Decision
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.merging import STRICTEST_FIRST, key_of, merged, needed_by, promised_days, rows_of
from outlet_app.domain.packages import Package
from outlet_app.services.library import read_library
from tests.support.bench import shelf
from tests.support.builders import OUTLET

REFERENCE = read_library(shelf()).at(OUTLET, "01", date(2026, 11, 20))
CATALOGUE = REFERENCE.catalogue

# For whom a package is, and what stands below its name.
TOLD = {
    "P1": (
        "新设立的企业、个体工商户",
        "凭营业执照信息查商标近似情况，指导商标注册申请。企业登记由登记机关办理。",
    ),
    "P2": (
        "名称或者地址有变更的企业",
        "企业变更登记办完后一次办理。专利著录项目、布图设计登记人变更由申请人向国家知识产权局提出，本窗口指导。",
    ),
    "P3": (
        "有融资需求的中小企业、重点产业企业",
        "从政策咨询到贴息申报一次登记，各环节分别办理，进度一并查询。",
    ),
    "P4": (
        "地理标志产品的生产者、集体商标成员、证明商标被许可人",
        "用标申请、许可备案和规范印制一次登记。专用标志的规定位置应当印统一社会信用代码。",
    ),
    "P5": (
        "合法权利人、利害关系人",
        "咨询、取证指导、行政裁决或者调解对接一次登记，已由其他机关受理的不再收。",
    ),
    "P6-1": (
        "向日葵育种、种植、加工、机械企业和合作社",
        "专利导航、侵权风险预警、品牌培育和地理标志运用一次登记。",
    ),
    "P6-2": (
        "黄柿子种植、加工企业、合作社和产业协会",
        "专利导航、侵权风险预警、集体商标和地理标志申报指导一次登记。",
    ),
}

# Package, field, what is asked, how the answer is read, whether it must be answered, which items need it.
FIELDS = (
    ("P1", "mark", "拟注册的商标", "line", True, "1.2 4.1 2.2"),
    ("P1", "goods", "使用的商品或者服务", "line", True, "1.2 4.1 2.2 4.8"),
    ("P1", "founded", "企业成立日期", "day", False, "4.1 4.8"),
    ("P2", "before", "变更前的名称或者地址", "line", True, "4.3 2.1 5.5 2.4"),
    ("P2", "after", "变更后的名称或者地址", "line", True, "4.3 2.1 5.5 2.4"),
    ("P2", "changed_on", "变更登记日期", "day", True, "4.3 2.1 5.5 2.4"),
    ("P2", "rights", "涉及的专利号、商标注册号或者登记号", "line", True, "4.3 2.1 5.5 2.4"),
    ("P3", "amount", "拟融资金额（万元）", "amount", True, "6.1 6.2 6.3 6.4 6.5"),
    ("P3", "purpose", "融资用途", "line", True, "6.1 6.3"),
    ("P3", "rights", "拟质押的专利号或者商标注册号", "line", True, "6.1 6.2 6.4 6.5"),
    ("P3", "bank", "意向银行", "line", False, "6.3 6.4 6.5"),
    ("P4", "product", "地理标志产品名称", "line", True, "2.3 4.5 5.4 5.3 5.6"),
    ("P4", "place", "生产地址", "line", True, "5.4 5.3 5.6"),
    ("P4", "holder", "商标注册人", "line", False, "4.5 5.4"),
    ("P5", "right", "权利名称和号码", "line", True, "2.8 7.2 7.4 7.5 7.7"),
    ("P5", "opponent", "对方名称", "line", True, "7.2 7.4 7.5"),
    ("P5", "found_on", "发现侵权的日期", "day", False, "7.2 7.4"),
    ("P6-1", "product", "产品或者品种", "line", True, "1.6 1.7 3.1 4.8 5.7"),
    ("P6-1", "topic", "检索和预警的主题", "line", True, "1.6 1.7"),
    ("P6-1", "market", "主要销售地区", "line", False, "1.7 4.8 5.7"),
    ("P6-2", "product", "产品或者品种", "line", True, "1.6 1.7 4.8 4.7 5.2 5.7"),
    ("P6-2", "topic", "检索和预警的主题", "line", True, "1.6 1.7"),
    ("P6-2", "market", "主要销售地区", "line", False, "1.7 4.8 4.7 5.2 5.7"),
)

# The whole list of a package with every item ticked: key, name, 主件 or 副件, form, copies, who needs it.
ROWS = {
    "P1": (
        ("4.1-M1", "商标注册申请书", "core", "ORIGINAL", 1, "4.1"),
        ("4.1-M2", "商标图样", "core", "ELECTRONIC", 1, "4.1"),
        ("identity", "申请人主体资格证明", "core shared", "COPY", 1, "4.1 4.8"),
        ("4.1-I3", "授权委托书", "secondary", "ORIGINAL", 1, "4.1"),
        ("4.1-A1", "个体工商户、农村承包经营户经营证明", "secondary", "COPY", 1, "4.1"),
        ("4.8-I4", "服务需求申请表", "core", "ORIGINAL", 1, "4.8"),
        ("4.8-A1", "商标使用证据", "secondary", "COPY", 1, "4.8"),
    ),
    "P2": (
        ("4.3-M1", "变更商标申请人、注册人名义、地址申请书", "core", "ORIGINAL", 1, "4.3"),
        ("4.3-M2", "变更证明", "core shared", "COPY", 1, "4.3"),
        ("4.3-I2", "营业执照等主体资格证明", "core shared", "COPY", 1, "4.3"),
        ("5.5-M1", "变更申请书", "core", "ORIGINAL", 1, "5.5"),
        ("5.5-M2", "变更审核表", "core", "ORIGINAL", 1, "5.5"),
        ("5.5-M3", "核验报告（变更）", "core", "ORIGINAL", 1, "5.5"),
    ),
    "P3": (
        ("6.1-M1", "质押融资需求表", "core", "ORIGINAL", 1, "6.1"),
        ("licence", "营业执照等主体资格证明", "core shared", "COPY", 1, "6.1 8.2"),
        ("6.1-M2", "拟质押权利清单", "core", "ORIGINAL", 1, "6.1"),
        ("6.1-A1", "财务报表", "secondary", "COPY", 1, "6.1"),
        ("6.1-A2", "信用报告查询授权书", "secondary", "ORIGINAL", 1, "6.1"),
        ("title", "权利证书", "core", "COPY", 1, "6.2 8.2"),
        ("6.2-M2", "年费或者续展状态证明", "core", "ELECTRONIC", 1, "6.2"),
        ("6.2-A1", "评估报告", "secondary", "COPY", 1, "6.2"),
        ("6.3-A1", "银行产品表", "secondary", "COPY", 1, "6.3"),
        ("6.4-M1", "专利权质押登记申请表", "core", "ORIGINAL", 1, "6.4"),
        ("6.4-M2", "专利权质押合同", "core", "COPY", 1, "6.4"),
        ("parties", "出质人、质权人主体资格证明", "core shared", "COPY", 2, "6.4 6.5"),
        ("6.4-A1", "主合同", "secondary", "COPY", 1, "6.4"),
        ("6.4-I3", "授权委托书", "secondary", "ORIGINAL", 1, "6.4"),
        ("6.5-M1", "商标专用权质权登记申请书", "core", "ORIGINAL", 1, "6.5"),
        ("6.5-M2", "主合同和质权合同", "core", "COPY", 1, "6.5"),
        ("6.5-A1", "价值认定文件", "secondary", "COPY", 1, "6.5"),
        ("8.2-M1", "资助奖励申报书", "core", "ORIGINAL", 1, "8.2"),
        ("8.2-M3", "支出凭证", "core", "COPY", 1, "8.2"),
        ("8.2-A1", "信用承诺书", "secondary", "ORIGINAL", 1, "8.2"),
        ("8.2-A2", "银行账户证明", "secondary", "COPY", 1, "8.2"),
    ),
    "P4": (
        ("4.5-M1", "商标使用许可备案表", "core", "ORIGINAL", 1, "4.5"),
        ("4.5-M2", "许可双方主体资格证明", "core shared", "COPY", 2, "4.5"),
        ("licensing", "商标使用许可合同", "core", "COPY", 1, "4.5 5.4"),
        ("5.4-M1", "专用标志使用申请表", "core", "ORIGINAL", 1, "5.4"),
        ("5.4-M3", "许可备案通知或者公告", "core", "COPY", 1, "5.4"),
        ("5.3-M1", "专用标志使用申请书", "core", "ORIGINAL", 1, "5.3"),
        ("5.3-M2", "申请审核表", "core", "ORIGINAL", 1, "5.3"),
        ("5.3-M3", "产地核验报告", "core", "ORIGINAL", 1, "5.3"),
        ("5.3-I2", "营业执照等主体资格证明", "core shared", "COPY", 1, "5.3"),
        ("5.3-A1", "产品检验报告", "secondary", "COPY", 1, "5.3"),
        ("5.6-M1", "专用标志使用情况表", "core", "ORIGINAL", 1, "5.6"),
    ),
    "P5": (
        ("7.2-M1", "维权援助申请表", "core", "ORIGINAL", 1, "7.2"),
        ("identity", "申请人主体资格证明", "core shared", "COPY", 1, "7.2 7.4"),
        ("ownership", "权属证明", "core", "COPY", 1, "7.2 7.4"),
        ("evidence", "侵权初步证据", "core", "COPY", 1, "7.2 7.4"),
        ("7.2-I3", "授权委托书", "secondary", "ORIGINAL", 1, "7.2"),
        ("7.4-M1", "行政裁决请求书", "core", "ORIGINAL", 2, "7.4"),
        ("7.4-A1", "专利权评价报告", "secondary", "COPY", 1, "7.4"),
        ("7.5-M1", "调解申请书", "core", "ORIGINAL", 1, "7.5"),
        ("7.5-M2", "双方同意调解的书面意见", "core", "ORIGINAL", 1, "7.5"),
    ),
    "P6-1": (
        ("search", "信息查询申请表", "core", "ORIGINAL", 1, "1.6 1.7"),
        ("licence", "营业执照等主体资格证明", "core shared", "COPY", 1, "1.6 1.7 3.1 4.8"),
        ("1.6-A1", "数据用途说明", "secondary", "ORIGINAL", 1, "1.6"),
        ("1.7-M1", "技术交底书或者检索要素说明", "core", "ORIGINAL", 1, "1.7"),
        ("1.7-A1", "保密协议", "secondary", "ORIGINAL", 1, "1.7"),
        ("request", "服务需求申请表", "core", "ORIGINAL", 1, "3.1 4.8 5.7"),
        ("3.1-A1", "技术或者产品说明", "secondary", "COPY", 1, "3.1"),
        ("3.1-A2", "已有专利清单", "secondary", "ORIGINAL", 1, "3.1"),
        ("4.8-A1", "商标使用证据", "secondary", "COPY", 1, "4.8"),
    ),
    "P6-2": (
        ("search", "信息查询申请表", "core", "ORIGINAL", 1, "1.6 1.7"),
        ("licence", "营业执照等主体资格证明", "core shared", "COPY", 1, "1.6 1.7 4.8"),
        ("1.6-A1", "数据用途说明", "secondary", "ORIGINAL", 1, "1.6"),
        ("1.7-M1", "技术交底书或者检索要素说明", "core", "ORIGINAL", 1, "1.7"),
        ("1.7-A1", "保密协议", "secondary", "ORIGINAL", 1, "1.7"),
        ("request", "服务需求申请表", "core", "ORIGINAL", 1, "4.8 5.7"),
        ("4.8-A1", "商标使用证据", "secondary", "COPY", 1, "4.8"),
        ("identity", "申请人主体资格证明", "core shared", "COPY", 1, "4.7 5.2"),
        ("rules", "商标使用管理规则", "core", "ORIGINAL", 1, "4.7 5.2"),
        ("testing", "监督检测能力证明", "core", "COPY", 1, "4.7 5.2"),
        ("5.2-M3", "地域范围和特定品质证明", "core", "COPY", 1, "5.2"),
        ("5.2-M4", "主管部门授权文件", "core", "COPY", 1, "5.2"),
    ),
}

# The time promised for the whole in working days, with every item ticked.
PROMISED = {"P1": 0, "P2": 0, "P3": 0, "P4": 0, "P5": 0, "P6-1": 3, "P6-2": 3}


def packages() -> tuple[Package, ...]:
    return REFERENCE.packages.in_force(date(2026, 11, 20))


def everything(package: Package) -> PackageEntry:
    return PackageEntry(tuple(one.sub_item for one in package.members))


def test_what_the_clerk_reads_of_each_package() -> None:
    assert {one.code: (one.audience, one.note) for one in packages()} == TOLD


def test_every_field_as_it_is_asked() -> None:
    told = tuple(
        (one.code, field.key, field.label, field.kind.value, field.needed, " ".join(field.members))
        for one in packages()
        for field in one.fields
    )
    assert told == FIELDS


def test_every_paper_as_it_is_taken_in() -> None:
    told = {}
    for package in packages():
        subs = [CATALOGUE.sub_item(one.sub_item) for one in package.members]
        told[package.code] = tuple(
            (
                row.code,
                row.name,
                ("core" if row.core else "secondary") + (" shared" if row.shared else ""),
                row.form.value,
                row.copies,
                " ".join(needed_by(package, subs, row.code)),
            )
            for row in merged(package, subs)
        )
    assert told == ROWS


def test_no_paper_is_asked_more_mildly_than_the_strictest_item_asks() -> None:
    """Told apart from the rule itself: each member's own form and copies never exceed the merged ones."""
    for package in packages():
        subs = [CATALOGUE.sub_item(one.sub_item) for one in package.members]
        whole = {row.code: row for row in merged(package, subs)}
        for sub in subs:
            for own in sub.materials:
                shared = package.shared(own.code)
                row = whole[shared.key if shared else own.code]
                assert row.copies >= own.copies
                assert row.core or not own.core
                assert STRICTEST_FIRST.index(row.form) <= STRICTEST_FIRST.index(own.form)
                assert own.shared or not row.shared


def test_papers_that_are_one_are_the_same_paper() -> None:
    """What is handed in once bears one name, or names that say the same for another item."""
    same = {
        "营业执照等主体资格证明": {"营业执照等主体资格证明"},
        "申请人主体资格证明": {"申请人主体资格证明", "请求人主体资格证明", "营业执照等主体资格证明"},
        "权利证书": {"权利证书", "权利证明"},
        "出质人、质权人主体资格证明": {"出质人、质权人身份证明", "出质人、质权人主体资格证明"},
        "商标使用许可合同": {"商标使用许可合同"},
        "权属证明": {"权属证明"},
        "侵权初步证据": {"侵权初步证据"},
        "服务需求申请表": {"服务需求申请表"},
        "信息查询申请表": {"信息查询申请表"},
        "商标使用管理规则": {"商标使用管理规则"},
        "监督检测能力证明": {"监督检测能力证明"},
    }
    for package in packages():
        own = {
            material.code: material.name
            for one in package.members
            for material in CATALOGUE.sub_item(one.sub_item).materials
        }
        for shared in package.materials:
            assert {own[code] for code in shared.codes} <= same[shared.name], (package.code, shared.key)


def test_one_paper_missing_holds_up_exactly_the_items_that_ask_for_it() -> None:
    for package in packages():
        entry = everything(package)
        rows = one_list(package, entry, CATALOGUE)
        for lacking in (row for row in rows if row.state is not MaterialState.EXEMPT):
            marked = tuple(
                _marked(row, MaterialState.MISSING if row.code == lacking.code else MaterialState.COMPLETE)
                for row in rows
            )
            came = plan(package, PackageEntry(entry.wanted, materials=marked), CATALOGUE)
            held_up = {one.sub_item.code for one in came if one.decision is Decision.NOTICE}
            assert held_up == set(_asking(package, lacking.code)), (package.code, lacking.code)
            assert {one.decision for one in came} <= {Decision.NOTICE, Decision.ACCEPT}


def _marked(row: CheckedMaterial, state: MaterialState) -> CheckedMaterial:
    return row if row.state is MaterialState.EXEMPT else replace(row, state=state)


def _asking(package: Package, key: str) -> list[str]:
    """The items that cannot have the paper from shared data themselves."""
    subs = [CATALOGUE.sub_item(one.sub_item) for one in package.members]
    asking = needed_by(package, subs, key)
    found = []
    for sub in subs:
        own = [row for row in rows_of(package, sub, []) if row.state is not MaterialState.EXEMPT]
        codes = {key_of(package, row.code) for row in own}
        if sub.code in asking and key in codes:
            found.append(sub.code)
    return found


def test_the_time_promised_for_the_whole() -> None:
    told = {
        one.code: promised_days(one, [CATALOGUE.sub_item(member.sub_item) for member in one.members])
        for one in packages()
    }
    assert told == PROMISED


def test_every_package_can_be_opened_as_it_comes() -> None:
    """With the usual items alone there is at least one paper or one item that is answered at once."""
    for package in packages():
        usual = tuple(one.sub_item for one in package.members if one.usual)
        came = plan(package, PackageEntry(usual), CATALOGUE)
        assert len(came) == len(usual) >= 2
        assert any(one.rows or one.sub_item.instant for one in came)
        assert {row.form for one in came for row in one.rows} <= set(PaperForm)
