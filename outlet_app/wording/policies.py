"""Words of 免申即享: truths, data and their values, seasons, and why a line stands as it does."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from outlet_app.domain.facts.policy import IntentChoice
from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.policies.matching import Lack, MatchLine, Pairs
from outlet_app.domain.policies.vocabulary import Datum
from outlet_app.domain.policies.windows import Season, SeasonNow

TRUTHS: Mapping[Truth, str] = {Truth.TRUE: "符合", Truth.UNKNOWN: "待核", Truth.FALSE: "不符合"}
CHOICES: Mapping[IntentChoice, str] = {
    IntentChoice.ACCEPT: "确认享受",
    IntentChoice.DECLINE: "放弃",
    IntentChoice.LATER: "暂缓",
}
DATA: Mapping[Datum, str] = {
    Datum.DIVISION: "注册地",
    Datum.SUBJECT: "主体类型",
    Datum.FOUNDED: "成立日期",
    Datum.INDUSTRY: "行业",
    Datum.REVENUE: "上年度营业收入",
    Datum.TAX: "上年度纳税额",
    Datum.QUALIFICATIONS: "资质认定",
    Datum.PATENTS: "专利",
    Datum.TRADEMARKS: "商标",
    Datum.GI_MARKS: "地理标志用标",
    Datum.PLEDGES: "质押登记",
    Datum.INSURANCES: "知识产权保险",
    Datum.LICENCES: "转让、许可备案",
    Datum.DISCREDIT: "失信记录",
    Datum.IRREGULAR_FILINGS: "非正常专利申请",
    Datum.ENJOYED: "已享受记录",
}
PARTS: Mapping[str, str] = {
    "amount": "金额",
    "bank": "银行",
    "class": "类别",
    "granted": "授权日",
    "high_value": "高价值",
    "kind": "类型",
    "level": "程度",
    "name": "名称",
    "on": "日期",
    "policy": "政策编号",
    "premium": "保费",
    "rate": "利率",
    "since": "起始日",
    "status": "状态",
    "until": "有效期至",
}
LACKS: Mapping[Lack, str] = {
    Lack.MISSING: "企业库里没有这项数据",
    Lack.STALE: "这项数据已过有效期",
    Lack.INCOMPLETE: "企业库里的记录不完整",
    Lack.PART: "记录里缺少要核对的内容",
}
HINTS: Mapping[str, str] = {
    "policy.none_open": "不在申报期，{opens} 起",
    "policy.all_over": "申报期已过，没有下期安排",
    "policy.waiting": "这家企业有 {n} 项待确认意愿的政策，按 Shift+F3 查看",
}
NO_RECORDS = "没有记录"
_MONEY = frozenset({"amount", "premium"})
_MONEY_DATA = frozenset({Datum.REVENUE, Datum.TAX})


def money(yuan: str) -> str:
    """3,000,000 元."""
    return f"{int(yuan):,} 元"


def value(line: MatchLine) -> str:
    """What was seen, as one reads it; empty where nothing was."""
    if line.by_hand or not line.as_of:
        return ""
    if line.total == 0 and not line.seen:
        return NO_RECORDS
    told = [_record(line.datum, pairs) for pairs in line.seen]
    more = f"等 {line.total} 条" if line.total > len(told) else ""
    return "；".join(told) + more


def _record(datum: Datum | None, pairs: Pairs) -> str:
    return "，".join(_pair(datum, part, told) for part, told in pairs)


def _pair(datum: Datum | None, part: str, told: str) -> str:
    if not part:
        return money(told) if datum in _MONEY_DATA else told
    if part in _MONEY:
        told = money(told)
    if part == "rate":
        told = f"{int(told) / 100:.2f}%"
    return f"{PARTS[part]} {told}"


def origin(line: MatchLine) -> str:
    """Where the value comes from and of what day."""
    if line.as_of is None:
        return ""
    day = f"{line.as_of:%Y-%m-%d}"
    return f"窗口核验：{line.source}，{day}" if line.by_hand else f"{line.source}，{day}"


def reason(line: MatchLine) -> str:
    """Why the line stands as it does: what was seen and where, or what lacks and what would settle it."""
    seen = "　".join(filter(None, (value(line), origin(line) and f"（{origin(line)}）")))
    if line.truth is not Truth.UNKNOWN or line.join is not None:
        return seen
    lack = LACKS.get(line.lack, "")
    return "。".join(filter(None, (lack, seen, f"可以核实的材料：{line.needs}" if line.needs else "")))


def on_paper(lines: Sequence[MatchLine]) -> tuple[tuple[str, str], ...]:
    """The conditions on the paper: how each stands, its words, and its source or what would settle it."""
    heads = [at for at, line in enumerate(lines) if line.depth == 0]
    return tuple(
        (TRUTHS[lines[at].truth], _told(lines[at], lines[at + 1 : end]))
        for at, end in pairwise([*heads, len(lines)])
    )


def _told(line: MatchLine, inside: Sequence[MatchLine]) -> str:
    """A group that is open names what would settle the lines inside it."""
    if line.truth is Truth.UNKNOWN:
        needs = [one.needs for one in (line, *inside) if one.needs]
        return f"{line.text}。可以核实的材料：{'、'.join(needs)}" if needs else line.text
    told = origin(line)
    return f"{line.text}（{told}）" if told else line.text


def explained(lines: tuple[MatchLine, ...]) -> str:
    """The whole match in a few lines, as the paper and the case keep it."""
    return "\n".join(f"{TRUTHS[line.truth]}：{line.text}" for line in lines if line.depth == 0)


def season(now: SeasonNow, today: date) -> str:
    """Whether a policy can be declared today, from when, until when."""
    return _SEASONS[now.season].format(
        opens=_day(now.opens), closes=_day(now.closes), left=now.days_left(today) or 0
    )


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""


_SEASONS: Mapping[Season, str] = {
    Season.OPEN: "申报期内，{closes} 截止，还有 {left} 天",
    Season.ALWAYS: "常年受理，政策有效期至 {closes}",
    Season.BEFORE: "还没到申报期，{opens} 开始，{closes} 截止",
    Season.OVER: "申报期已过，{closes} 已截止",
    Season.NOT_IN_FORCE: "政策不在有效期内（{opens} 至 {closes}）",
}
