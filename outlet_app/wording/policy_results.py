"""Words of 匹配结果单: which policies fit, which do not, which are not settled, and why."""

from collections.abc import Iterable, Sequence
from datetime import date

from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.policies.matching import Match, MatchLine
from outlet_app.domain.policies.policy import Policy, PolicyMode
from outlet_app.domain.policies.windows import SeasonNow
from outlet_app.wording.policies import TRUTHS, reason, season

BUTTON = "匹配结果单(&P)"
TITLE = "匹配结果单"
TEXT = "按现在显示的匹配结果登记为政策匹配、推送（8.1），当场答复，打印匹配结果单交企业。"
GO = "登记并打印(&S)"
DONE = "已告知匹配结果"
REQUEST = "政策匹配：{name}（{code}）"
ANSWER = "共 {all} 项政策：{sums}。已交匹配结果单。"
SUM = "{truth} {n} 项"
LISTED = "、"
ASKED = "{name}（{code}）"
NAMED = "{name}（{document_no}）"
SOURCE = "政策数据 {version}（{issued:%Y-%m-%d} 签发）；{register}"
REGISTER = "企业库截至 {day:%Y-%m-%d}"
NOT_LISTED = "企业库没有收录该企业，各项待核"
NO_REGISTER = "本机还没有企业库"
ALL_HOLD = "{n} 项条件逐项符合"
APPLY = "需要申报"
CONFIRM = "可以确认享受意愿"
JOIN = "；"
STOP = "。"
LONGEST = 500

Row = tuple[Policy, Match, SeasonNow]


def sums(truths: Sequence[Truth]) -> str:
    """符合 1 项、待核 2 项: every kind there is, in their order."""
    told = ((truth, truths.count(truth)) for truth in TRUTHS)
    return LISTED.join(SUM.format(truth=TRUTHS[truth], n=n) for truth, n in told if n)


def answer(truths: Sequence[Truth]) -> str:
    """What the case says was answered."""
    return ANSWER.format(all=len(truths), sums=sums(truths))


def source(version: str, issued: date, register: date | None, *, listed: bool) -> str:
    """Which data the result rests on, and of what day."""
    as_of = REGISTER.format(day=register) if register else NO_REGISTER
    held = as_of if listed or register is None else f"{as_of}，{NOT_LISTED}"
    return SOURCE.format(version=version, issued=issued, register=held)


def rows(found: Iterable[Row], today: date) -> tuple[tuple[str, str, str], ...]:
    """A line a policy: its name, how it stands, and why."""
    return tuple(
        (
            NAMED.format(name=policy.name, document_no=policy.document_no),
            TRUTHS[match.truth],
            _why(policy, match, now, today),
        )
        for policy, match, now in found
    )


def _why(policy: Policy, match: Match, now: SeasonNow, today: date) -> str:
    """The conditions that decide, then when and how it can be had."""
    told = [_line(line) for line in match.lines if _decides(line, match.truth)]
    if match.truth is Truth.TRUE:
        told = [ALL_HOLD.format(n=sum(line.join is None for line in match.lines))]
    if match.truth is not Truth.FALSE:
        told.append(season(now, today))
        if now.season.is_open:
            told.append(APPLY if policy.mode is PolicyMode.APPLIED else CONFIRM)
    text = JOIN.join(told) + STOP
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _decides(line: MatchLine, truth: Truth) -> bool:
    return line.truth is truth and line.join is None


def _line(line: MatchLine) -> str:
    """What is asked, and what was seen or is missing."""
    why = reason(line)
    return f"{line.text}：{why}" if why else line.text
