"""The parts of 免申即享 without a counter: its value, what is asked for each choice, every sentence."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from outlet_app.domain.channels import VISITS
from outlet_app.domain.events import Channel
from outlet_app.domain.facts.policy import IntentChoice
from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.policies.matching import Match, Sighted, match
from outlet_app.domain.policies.policy import Policy, PolicyMode
from outlet_app.domain.policies.windows import Season, season_of
from outlet_app.services.policy_views import (
    EarlierWill,
    EnterpriseRow,
    Looked,
    PolicyRow,
    PolicyShelf,
    RefusedPack,
)
from outlet_app.ui.pages.policies import asking
from outlet_app.ui.pages.policies.state import PoliciesState, Read, failed, loaded, saw
from outlet_app.ui.parts.sheet_dialog import Asked, Line
from outlet_app.wording import policy_page as words
from tests.support.policies import BARE, CODE, NAME, RICH, TODAY, enterprise, release

ACCEPT, DECLINE, LATER = IntentChoice
RELEASE = release()
SHELF = PolicyShelf(TODAY, RELEASE, "3fa9", date(2026, 11, 18), 2)


def row(policy: Policy, data: Mapping[str, object], earlier: EarlierWill | None = None) -> PolicyRow:
    about = enterprise(**data)
    return PolicyRow(policy, match(policy.conditions, about, TODAY), season_of(policy, TODAY), earlier)


def looked(
    data: Mapping[str, object], *, code: str = CODE, in_register: bool = True, name: str = NAME
) -> Looked:
    rows = tuple(row(policy, data) for policy in RELEASE.policies)
    who = EnterpriseRow(code, name, in_register)
    return Looked(who, enterprise(**data), rows, date(2026, 11, 18), "刘建平", "13800002046")


def state(data: Mapping[str, object], **changes: object) -> PoliciesState:
    return loaded(PoliciesState(), Read(SHELF, looked(data, **changes)))  # type: ignore[arg-type]


# The value.


def test_before_a_reading_there_is_nothing() -> None:
    empty = PoliciesState()
    assert (empty.looked, empty.rows, empty.waiting, empty.failed) == (None, (), 0, False)
    assert failed(empty).failed
    assert loaded(failed(empty), Read(SHELF)) == PoliciesState(Read(SHELF))


def test_what_was_seen_counts_for_its_policy_and_enterprise_alone() -> None:
    bare = state(BARE["data"])
    seen = saw(
        saw(bare, "BYNR-2026-03", "c2", Sighted(True, "通知书")), "BYNR-2026-03", "c3", Sighted(False, "报告")
    )
    truths = [one.match.truth for one in seen.rows]
    assert truths == [Truth.FALSE, Truth.UNKNOWN, Truth.UNKNOWN]
    assert [one.match.truth for one in bare.rows] == [Truth.UNKNOWN] * 3
    again = loaded(seen, Read(SHELF, looked(BARE["data"])))
    assert again.sighted_for("BYNR-2026-03") == {"c2": Sighted(True, "通知书"), "c3": Sighted(False, "报告")}
    other = loaded(seen, Read(SHELF, looked(BARE["data"], code="91150800MA0TEB4216")))
    assert other.sighted == {}
    assert loaded(seen, Read(SHELF)).sighted == {}


def test_a_paper_may_be_looked_at_again() -> None:
    first = saw(state(BARE["data"]), "BYNR-2026-03", "c3", Sighted(False, "报告"))
    second = saw(first, "BYNR-2026-03", "c3", Sighted(True, "更正后的报告"))
    lines = {line.code: line for line in second.rows[0].match.lines}
    assert (lines["c3"].truth, lines["c3"].source) == (Truth.TRUE, "更正后的报告")


def test_what_waits_for_a_will() -> None:
    pledge, brand, young = RELEASE.policies
    earlier = EarlierWill("case", "HH05-20261122-010017-T", LATER, TODAY)
    fits, data = row(pledge, RICH["data"]), RICH["data"]
    table = {
        "fits and is open": (fits, True),
        "may fit": (row(pledge, BARE["data"]), True),
        "does not fit": (row(young, data), False),
        "must be applied for": (row(brand, data), False),
        "out of season": (replace(fits, season=season_of(pledge, date(2027, 1, 1))), False),
        "put off": (replace(fits, earlier=earlier), True),
        "declined": (replace(fits, earlier=replace(earlier, choice=DECLINE)), False),
        "confirmed": (replace(fits, earlier=replace(earlier, choice=ACCEPT)), False),
    }
    assert {name: one.waits for name, (one, _) in table.items()} == {
        name: expected for name, (_, expected) in table.items()
    }
    assert [replace(earlier, choice=choice).is_final for choice in IntentChoice] == [True, False, False]
    assert looked(RICH["data"]).unsettled == 1
    assert looked(BARE["data"]).unsettled == 2


def test_a_release_has_run_out_the_day_after_its_last() -> None:
    days = {date(2027, 1, 31): False, date(2027, 2, 1): True}
    assert {day: replace(SHELF, today=day).expired for day in days} == days
    assert not PolicyShelf(date(2099, 1, 1)).expired


# What is asked.


def keys(lines: tuple[Line, ...]) -> list[str]:
    return [line.key for line in lines]


def test_each_choice_asks_what_it_needs_and_nothing_more() -> None:
    known = looked(RICH["data"])
    assert {choice: keys(asking.will_lines(known, choice)) for choice in IntentChoice} == {
        ACCEPT: ["contact", "phone", "channel", "account_name", "bank", "account_no", "consents"],
        DECLINE: ["reason", "contact", "phone", "channel"],
        LATER: ["reason", "contact", "phone", "channel"],
    }
    required = {
        choice: [line.key for line in asking.will_lines(known, choice) if line.required]
        for choice in IntentChoice
    }
    assert required == {
        ACCEPT: ["contact", "phone", "channel", "consents"],
        DECLINE: ["reason", "channel"],
        LATER: ["channel"],
    }


def test_what_is_known_stands_there_already() -> None:
    ready = {line.key: line.ready for line in asking.will_lines(looked(RICH["data"]), ACCEPT)}
    assert ready == {
        "contact": "刘建平",
        "phone": "13800002046",
        "channel": "counter",
        "account_name": NAME,
        "bank": "",
        "account_no": "",
        "consents": "",
    }


def test_consent_is_never_ticked_beforehand() -> None:
    consent = next(line for line in asking.will_lines(looked(RICH["data"]), ACCEPT) if line.key == "consents")
    assert (consent.asked, consent.required, consent.ready) == (Asked.TICK, True, "")


def test_whoever_is_not_in_the_register_is_asked_for_the_name() -> None:
    stranger = looked({}, in_register=False, name="")
    for choice in IntentChoice:
        first = asking.will_lines(stranger, choice)[0]
        assert (first.key, first.required, first.ready) == ("name", True, "")
    assert asking.will_lines(looked({}, in_register=False), LATER)[0].ready == NAME


def test_the_ways_offered_are_those_where_somebody_is_there() -> None:
    line = next(one for one in asking.will_lines(looked({}), LATER) if one.key == "channel")
    assert set(line.choices) == {channel.value for channel in VISITS}


SAID = {
    "contact": "刘建平",
    "phone": "13800002046",
    "channel": "phone",
    "account_name": NAME,
    "bank": "河套农商银行",
    "account_no": "6223",
    "consents": "yes",
}


def test_the_answers_become_a_will() -> None:
    one = looked(RICH["data"])
    will = asking.will_of(one, one.rows[0], ACCEPT, SAID, {"c2": Sighted(True, "通知书")})
    assert (will.code, will.name, will.policy, will.choice) == (CODE, NAME, "BYNR-2026-03", ACCEPT)
    assert (will.contact, will.phone, will.channel) == ("刘建平", "13800002046", Channel.PHONE)
    assert (will.account_name, will.bank, will.account_no, will.consents) == (
        NAME,
        "河套农商银行",
        "6223",
        True,
    )
    assert will.request == "免申即享意愿确认：专利商标质押融资贴息（BYNR-2026-03）"
    assert (will.answer, will.sighted) == ("", {"c2": Sighted(True, "通知书")})


def test_a_name_that_stood_there_alone_is_no_account() -> None:
    one = looked(RICH["data"])
    will = asking.will_of(one, one.rows[0], ACCEPT, SAID | {"bank": "", "account_no": ""}, {})
    assert (will.account_name, will.bank, will.account_no) == ("", "", "")


def test_without_a_confirmed_will_no_account_leaves_the_dialog() -> None:
    one = looked(RICH["data"])
    for choice in (DECLINE, LATER):
        said = {"contact": "", "phone": "", "channel": "counter", "reason": "再考虑"}
        will = asking.will_of(one, one.rows[0], choice, said, {})
        assert not any((will.account_name, will.bank, will.account_no, will.consents))
        assert will.reason == "再考虑"
        assert "专利商标质押融资贴息" in will.answer


def test_only_open_lines_can_be_settled_by_a_paper() -> None:
    line, found, paper = asking.sight_lines(row(RELEASE.policies[0], BARE["data"]))
    assert list(line.choices) == ["c2", "c3", "c4a", "c4b"]
    assert (line.ready, found.ready, paper.ready) == ("c2", "yes", "质押登记通知书")
    told: list[tuple[str, Sighted]] = []
    asking.sighted_by(lambda code, seen: told.append((code, seen)))(
        {"line": "c3", "found": "no", "paper": "报告"}
    )
    assert told == [("c3", Sighted(False, "报告"))]


# Every sentence.


def test_every_choice_is_said_before_and_after() -> None:
    assert {choice: words.TITLES[choice].format(name="贴息") for choice in IntentChoice} == {
        ACCEPT: "确认享受：贴息",
        DECLINE: "放弃：贴息",
        LATER: "暂缓：贴息",
    }
    assert words.DONE == {ACCEPT: "已确认享受", DECLINE: "已记为放弃", LATER: "已记为暂缓"}
    for told in (words.TEXTS, words.GO, words.ANSWERS):
        assert set(told) == set(IntentChoice)
    assert words.ANSWERS[LATER].format(name="贴息", reason="") == (
        "企业暂缓享受“贴息”，已告知申报期和再次确认的办法。"
    )


def test_open_lines_are_counted_before_a_will_is_confirmed() -> None:
    lines = row(RELEASE.policies[0], BARE["data"]).match.open
    assert words.asked(ACCEPT, lines).endswith("还有 4 项待核，兑现前由市级核查。")
    assert words.asked(ACCEPT, ()) == words.TEXTS[ACCEPT]
    assert words.asked(DECLINE, lines) == words.TEXTS[DECLINE]


def test_the_data_at_hand_are_named_with_their_days() -> None:
    assert words.at_hand(RELEASE, date(2026, 11, 18), 2) == (
        "政策数据 2026-2（2026-11-01 签发），企业库 2026-11-18，2 家企业"
    )
    assert (
        words.at_hand(RELEASE, None, 0) == "政策数据 2026-2（2026-11-01 签发），企业库 还没有收到，0 家企业"
    )


def test_every_pack_that_was_not_taken_is_named_with_its_reason() -> None:
    told = {
        "unsigned": "没有市级签名",
        "other_key": "不是本机认可的市级密钥签的",
        "tampered": "签名和内容对不上，内容可能被改动",
        "no_key": "本机还没有市级的公钥",
        "unreadable": "内容不符合约定，读不出来",
    }
    for reason, sentence in told.items():
        pack = RefusedPack("register", "2026-12-01", reason)
        title, text = words.refused([(pack.kind, pack.ref, pack.reason)])
        assert title == "市级下发的数据有 1 件没有采用"
        assert text == f"企业库 2026-12-01：{sentence}。{words.STILL}"
    assert words.refused([("moon", "1", "dust")])[1].startswith("moon 1：dust。")


def test_the_list_says_what_was_said() -> None:
    table = {
        (PolicyMode.OFFERED, None): "",
        (PolicyMode.APPLIED, None): "需申报",
        (PolicyMode.OFFERED, ACCEPT): "确认享受",
        (PolicyMode.OFFERED, LATER): "暂缓",
        (PolicyMode.OFFERED, DECLINE): "放弃",
        (PolicyMode.APPLIED, DECLINE): "放弃",
    }
    assert {told: words.will_cell(*told) for told in table} == table
    assert words.said(LATER, date(2026, 11, 20), "HH05-20261122-010017-T") == (
        "11-20 已暂缓，办件号 HH05-20261122-010017-T"
    )


def test_a_policy_tells_its_own_words_and_leaves_out_what_it_has_not() -> None:
    pledge, brand, _ = RELEASE.policies
    assert words.fields(pledge) == (
        ("政策编号", "BYNR-2026-03，第 2 版"),
        ("文号", "巴市监发〔2026〕18 号"),
        ("依据", "第三条、第五条"),
        ("兑现标准", "按实际付息的百分之五十贴息"),
        ("上限", "每户每年不超过 20 万元"),
    )
    assert words.fields(brand)[-1] == ("申报材料", "资助奖励申报书")
    assert ("不重复享受", "与自治区同类政策") in words.fields(replace(brand, excludes="与自治区同类政策"))


def test_each_truth_has_its_chip_and_its_mark() -> None:
    assert {truth: words.STATUSES[truth].text for truth in Truth} == {
        Truth.TRUE: "符合",
        Truth.UNKNOWN: "待核",
        Truth.FALSE: "不符合",
    }
    assert len({words.STATUSES[truth].icon for truth in Truth}) == len(set(words.MARKS.values())) == 3
    assert words.STATUSES[Truth.UNKNOWN].tone == "warn"
    assert Match(Truth.TRUE, ()).open == ()
    assert {season.is_open for season in Season} == {True, False}
