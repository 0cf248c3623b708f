"""What a clerk reads of a policy: each line's value, source, day and what would settle it; each season."""

from dataclasses import replace
from datetime import date

from outlet_app.domain.facts.policy import IntentChoice
from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.policies.matching import Lack, Sighted, match
from outlet_app.domain.policies.vocabulary import RECORDS, Datum
from outlet_app.domain.policies.windows import Season, SeasonNow, season_of
from outlet_app.wording import policies as words
from outlet_app.wording.refusals import policy as refusals
from tests.support.policies import (
    BARE,
    OFFICE,
    OPEN,
    PLEDGE_POLICY,
    RICH,
    TODAY,
    enterprise,
    known,
    release,
)

CONDITIONS = release(PLEDGE_POLICY).policies[0].conditions


def reasons(data: dict[str, object], **sighted: Sighted) -> dict[str, str]:
    told = match(CONDITIONS, enterprise(**data), TODAY, sighted)
    return {line.code: words.reason(line) for line in told.lines}


def test_every_code_has_its_word() -> None:
    assert set(words.TRUTHS) == set(Truth)
    assert set(words.CHOICES) == set(IntentChoice)
    assert set(words.DATA) == set(Datum)
    assert set(words.PARTS) == {part for parts in RECORDS.values() for part in parts}
    assert set(words.LACKS) == set(Lack) - {Lack.NONE}
    for season in Season:
        assert words.season(SeasonNow(season, TODAY, TODAY), TODAY)


def test_what_is_known_is_told_with_its_source_and_day() -> None:
    assert reasons(RICH["data"]) == {
        "c1": "150802　（企业登记库，2026-11-18）",
        "c2": (
            "日期 2026-05-11，金额 3,000,000 元，利率 3.85%，银行 河套农商银行"
            "　（知识产权质押登记库，2026-11-18）"
        ),
        "c3": "没有记录　（信用信息平台，2026-11-18）",
        "c4": "",
        "c4a": "86,000,000 元　（税务共享数据，2026-05-31）",
        "c4b": "名称 高新技术企业，有效期至 2025-11-30　（企业登记库，2026-11-18）",
    }


def test_what_is_open_is_told_with_what_would_settle_it() -> None:
    lacking = "企业库里没有这项数据。可以核实的材料："
    assert reasons(BARE["data"]) == {
        "c1": "150826　（企业登记库，2026-11-18）",
        "c2": f"{lacking}质押登记通知书",
        "c3": f"{lacking}信用报告",
        "c4": "",
        "c4a": f"{lacking}上年度审计报告",
        "c4b": f"{lacking}高新技术企业证书",
    }


def test_old_unfinished_and_gappy_data_say_what_is_wrong_with_them() -> None:
    table = {
        "这项数据已过有效期": known([{"amount": 5}], good_until="2026-11-01"),
        "企业库里的记录不完整": known([], complete=False),
        "记录里缺少要核对的内容": known([{"amount": 3000000}]),
    }
    told = {sentence: reasons({"pledges": datum})["c2"] for sentence, datum in table.items()}
    assert {sentence: reason.partition("。")[0] for sentence, reason in told.items()} == {
        sentence: sentence for sentence in table
    }
    assert all(reason.endswith("可以核实的材料：质押登记通知书") for reason in told.values())
    assert "金额 3,000,000 元" in told["记录里缺少要核对的内容"]
    assert "没有记录" in told["企业库里的记录不完整"]


def test_a_paper_on_the_desk_is_told_as_such() -> None:
    told = reasons(BARE["data"], c3=Sighted(True, "信用报告"), c2=Sighted(False, "质押登记通知书"))
    assert (told["c3"], told["c2"]) == (
        "（窗口核验：信用报告，2026-11-20）",
        "（窗口核验：质押登记通知书，2026-11-20）",
    )


def test_many_records_are_counted_where_not_all_are_shown() -> None:
    data = {"pledges": known([{"on": "2026-05-11", "amount": 3000000}] * 7, OFFICE)}
    told = reasons(data)["c2"]
    assert told.count("金额 3,000,000 元") == 5
    assert "等 7 条" in told
    assert "等" not in reasons({"pledges": known([{"on": "2026-05-11", "amount": 3000000}])})["c2"]


def test_the_paper_keeps_one_line_a_condition() -> None:
    lines = match(CONDITIONS, enterprise(**RICH["data"]), TODAY).lines
    assert words.explained((*lines, replace(OPEN, code="x"))).splitlines() == [
        "符合：注册地在巴彦淖尔市",
        "符合：近 24 个月内办理过 100 万元以上质押登记",
        "符合：没有严重失信记录",
        "符合：中小企业或高新技术企业",
        "待核：上年度营业收入不超过 4 亿元",
    ]


def test_each_season_is_one_plain_sentence() -> None:
    pledge, brand, young = release().policies
    table = {
        (pledge, TODAY): "申报期内，2026-12-15 截止，还有 26 天",
        (pledge, date(2026, 12, 15)): "申报期内，2026-12-15 截止，还有 1 天",
        (pledge, date(2026, 9, 1)): "还没到申报期，2026-10-01 开始，2026-12-15 截止",
        (pledge, date(2026, 12, 16)): "申报期已过，2026-12-15 已截止",
        (brand, TODAY): "申报期已过，2026-04-30 已截止",
        (young, TODAY): "常年受理，政策有效期至 2027-05-31",
        (young, date(2027, 6, 1)): "政策不在有效期内（2026-06-01 至 2027-05-31）",
    }
    said = {(policy.number, day): words.season(season_of(policy, day), day) for policy, day in table}
    assert said == {(policy.number, day): sentence for (policy, day), sentence in table.items()}


KEPT = "本次办件没有保存，已填写的内容仍在页面上。"
SENTENCES = {
    "intent.other_item": (
        "意愿确认只能记在政策资助奖励事项下。",
        "请在免申即享页面办理。",
    ),
    "intent.twice": (
        "这个办件已经有意愿确认。",
        "意愿有变化的，请另办一件。",
    ),
    "intent.unexplained": (
        "匹配说明不完整。",
        "请重新选择企业和政策后再办。",
    ),
    "intent.not_fitting": (
        "按企业库数据，企业不符合“专利商标质押融资贴息”。",
        "请按页面列出的理由向企业说明；数据有误的，报市级更正。",
    ),
    "intent.no_consent": (
        "还没有同意使用必要信息。",
        "请企业同意后打勾；不同意的，不能确认享受，可以选放弃或者暂缓。",
    ),
    "intent.account_half": (
        "收款账户没有填全。",
        "户名、开户银行、账户号码请填全；现在不核对的，三项都留空。",
    ),
    "intent.no_data_without_will": (
        "没有确认享受的，不收账户和授权。",
        "请清空账户和授权后再办。",
    ),
    "intent.no_reason": (
        "没有写明放弃的理由。",
        "请写明理由后再办。",
    ),
    "intent.out_of_season": (
        "今天不在申报期内（2026-10-01 至 2026-12-15），不能确认享受。",
        "可以选暂缓，到申报期内再确认。",
    ),
}


def test_every_refusal_of_a_will_is_said_in_three_clauses() -> None:
    args = {"policy": "专利商标质押融资贴息", "opens": "2026-10-01", "closes": "2026-12-15"}
    said = {code: clauses.filled(args) for code, clauses in refusals.REFUSALS.items() if code in SENTENCES}
    assert {code: (one.happened, one.now) for code, one in said.items()} == SENTENCES
    assert {one.safe for one in said.values()} == {KEPT}


def test_the_city_says_each_of_them_too() -> None:
    assert set(SENTENCES) <= set(refusals.REASONS)
    for happened, now in refusals.REASONS.values():
        assert happened
        assert now
        assert not happened.endswith("。")


DATA_SENTENCES = {
    "policy.none": (
        "本机还没有市级下发的政策数据。",
        "请按 F8 同步；同步后仍没有的，请联系市级管理员。",
    ),
    "policy.expired": (
        "本机的政策数据已过有效期（2027-01-31），不能确认意愿。",
        "请按 F8 同步后再办。",
    ),
    "policy.gone": (
        "这项政策已不在市级下发的政策数据里。",
        "请刷新后重新选择。",
    ),
    "policy.applied_for": (
        "“地理标志品牌建设奖补”需要申报，不能只确认意愿。",
        "请在首问登记里按政策资助奖励的申报办理。",
    ),
    "policy.confirmed_before": (
        "这家企业已经确认享受这项政策，办件号 HH05-20261122-010017-T。",
        "请打开原办件；意愿有变化的，先撤回原办件。",
    ),
}


def test_every_refusal_of_the_data_is_said_in_three_clauses() -> None:
    args = {
        "until": "2027-01-31",
        "policy": "地理标志品牌建设奖补",
        "case_no": "HH05-20261122-010017-T",
    }
    said = {code: refusals.REFUSALS[code].filled(args) for code in DATA_SENTENCES}
    assert {code: (one.happened, one.now) for code, one in said.items()} == DATA_SENTENCES
    assert {one.safe for one in said.values()} == {KEPT}
    assert set(refusals.REFUSALS) == {*SENTENCES, *DATA_SENTENCES}


def test_the_paper_names_the_source_or_what_would_settle_it() -> None:
    lines = match(CONDITIONS, enterprise(**BARE["data"]), TODAY, {"c3": Sighted(True, "信用报告")}).lines
    assert words.on_paper(lines) == (
        ("符合", "注册地在巴彦淖尔市（企业登记库，2026-11-18）"),
        ("待核", "近 24 个月内办理过 100 万元以上质押登记。可以核实的材料：质押登记通知书"),
        ("符合", "没有严重失信记录（窗口核验：信用报告，2026-11-20）"),
        ("待核", "中小企业或高新技术企业。可以核实的材料：上年度审计报告、高新技术企业证书"),
    )
    assert words.on_paper(()) == ()
