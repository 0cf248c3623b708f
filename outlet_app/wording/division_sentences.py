"""Sentences of the city division's pages that depend on what is shown, and why something was not done."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from outlet_app.domain.attachments import Arrival
from outlet_app.domain.discredit import CreditFile, Standing
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent, Fact, Situation
from outlet_app.domain.facts.consultation import ToldWay
from outlet_app.domain.facts.rectification import Content
from outlet_app.domain.handing import ReturnReason
from outlet_app.domain.masking import mask_phone
from outlet_app.domain.oversight import Concern
from outlet_app.domain.rectification.task import TaskState
from outlet_app.domain.reviews.levels import Level
from outlet_app.wording import (
    attachments,
    oversight,
    pledge,
    pledge_steps,
    rectification,
    sync,
    timeline,
    transfer,
)
from outlet_app.wording import division as words
from outlet_app.wording.clauses import NOT_SAVED, Clauses
from outlet_app.wording.consultation import WAYS
from outlet_app.wording.formats import stamp
from outlet_app.wording.forms.review import CONTENTS
from outlet_app.wording.review_words import LEVELS
from outlet_app.wording.situations import SITUATION_CHOICES
from outlet_app.wording.states import STEPS
from outlet_app.wording.transfer import RETURN_REASONS
from outlet_app.wording.troubles import clauses

_PASSWORDS: Mapping[str, str] = {
    "password.too_short": "新口令太短，至少 10 位",
    "password.too_plain": "新口令要含大写、小写、数字、符号中的三种",
    "password.holds_staff_no": "新口令里不能有工号",
}
_REFUSALS: Mapping[str, Clauses] = {
    "division.no_case": Clauses(words.NO_CASE, NOT_SAVED, "请回到列表核对。"),
    "division.not_held": Clauses("这个办件现在不由市局承办。", NOT_SAVED, "请回到列表看它在哪里。"),
    "division.no_opinion": Clauses("没有填写处理意见。", NOT_SAVED, "请写明由谁办理、什么时候答复。"),
    "division.no_reason": Clauses("没有写明理由。", NOT_SAVED, "请写明理由，最多 500 字。"),
    "division.no_way": Clauses("没有选告知方式。", NOT_SAVED, "请选一种告知方式。"),
    "division.no_day": Clauses("没有填说明期限。", NOT_SAVED, "请填一个日期。"),
    "division.no_situation": Clauses("没有选首问情形。", NOT_SAVED, "请在 A 至 G 中选一种。"),
    "division.no_verdict": Clauses("没有选复核结果。", NOT_SAVED, "请选不予计入或维持评价。"),
    "division.no_content": Clauses("没有选评价人的意见。", NOT_SAVED, "请选一项再保存。"),
    "division.no_outlet": Clauses("没有这个差评或者这个网点。", NOT_SAVED, "请核对后再选。"),
    "division.not_parked": Clauses(words.NOT_PARKED, NOT_SAVED, "请回到列表核对。"),
    "division.still_parked": Clauses(
        "重新核对后仍不能定。", "各网点的记录没有改动。", "原因消除后再核对，或写明理由定为不生效。"
    ),
    "division.no_officer": Clauses(words.NOT_OFFICER, NOT_SAVED, "请由失信认定人员办理，或请管理员任命。"),
    "division.too_long": Clauses("有一项写得太长。", NOT_SAVED, "请写短些再保存。"),
}
_VERDICTS: Mapping[str, str] = {
    "applied": "已生效",
    "applied_warn": "已生效，有提示",
    "parked": "待市级处理",
    "rejected": "不生效",
}
_STANDINGS: Mapping[Standing, str] = {
    Standing.LISTED: "已列入",
    Standing.DROPPED: "不予认定",
    Standing.REPAIRED: "已修复",
}
_TROUBLES: Mapping[str, str] = {
    "never heard of": "没有联系过",
    "silent": "一小时没有联系",
    "events wait": "有记录等待超过 15 分钟",
    "clock": "时钟不准",
    "old data": "数据不是最新",
}
_TRUST: Mapping[str, str] = {
    "wall": "可信",
    "server": "可信",
    "derived": "按市级时间推算",
    "suspect": "时间待核",
}


def too_often(wait_s: int) -> str:
    """In how many minutes somebody may try again."""
    return words.TOO_OFTEN.format(minutes=max(-(-wait_s // 60), 1))


def act(file: CreditFile) -> str:
    """虚假承诺."""
    return pledge.ACTS[file.proposal.act]


def standing(file: CreditFile, today: date) -> str:
    """等待认定, 陈述申辩中, 已列入 and so on."""
    if file.standing is Standing.PROPOSED:
        return "等待认定" if file.may_be_listed(today) else "陈述申辩中"
    if file.standing is Standing.LISTED and not file.blocks(today):
        return "已列入，期限已满"
    return _STANDINGS[file.standing]


def defence(file: CreditFile) -> str:
    """What the applicant said for themselves; empty while nothing is written down."""
    if file.defence is None:
        return ""
    return file.defence.text if file.defence.made else pledge_steps.heard("")


def extent(pages: int, size: int) -> str:
    """3 页，480 KB."""
    return f"{attachments.pages(pages)}，{attachments.size(size)}"


def password_problem(code: str) -> str:
    """What a new password lacks."""
    return _PASSWORDS[code]


def refusal(code: str) -> Clauses:
    """Why a step was not taken, in three clauses."""
    return _REFUSALS.get(code) or clauses(code)


def who(name: str, staff_no: str) -> str:
    """Who is signed in."""
    return words.WHO.format(name=name, staff_no=staff_no)


def step(case: Case) -> str:
    """Where a case stands."""
    return STEPS[case.state]


def applicant(case: Case) -> str:
    """Whose case it is."""
    return case.registered.applicant.name or words.UNNAMED


def phone(case: Case, *, whole: bool) -> str:
    """The telephone; whole for whoever answers, else with its middle as stars."""
    told = case.registered.applicant.phone
    return told if whole else mask_phone(told) if told else ""


def entry(event: CaseEvent) -> timeline.Told:
    """One event of a case in words."""
    return timeline.tell(event.fact)


def came(told: Arrival) -> str:
    """材料已到市局 2/3: how much of what was scanned at the outlet is here."""
    return attachments.came(told.waiting, told.total)


def bundle(case: Case) -> str:
    """The papers that came with the case."""
    sent = case.last_transfer
    return "、".join(transfer.bundle_row(one) for one in sent.fact.materials) if sent else ""


def concerns(told: tuple[Concern, ...]) -> str:
    """Every reason why a case stands on the list."""
    return "、".join(oversight.CONCERNS[one] for one in told)


def delay(reason: str, measures: str) -> str:
    """What the outlet said of its delay."""
    return f"{oversight.REASONS.get(reason, reason)}：{measures}" if reason else ""


def operation(kind: str) -> str:
    """What a parked operation is called."""
    return timeline.title_of(kind)


def why_parked(code: str) -> str:
    """Why it waits."""
    return sync.reason(code)[0]


def content(fact: Fact) -> str:
    """What the clerk wrote in it."""
    return timeline.tell(fact).text


def verdict(told: str, code: str, args: Mapping[str, object]) -> str:
    """One verdict of its course, with the reason a person gave."""
    said = str(args.get("reason") or "") if code == sync.SET_ASIDE else ""
    why = said or (sync.reason(code)[0] if code else "")
    word = _VERDICTS.get(told, told)
    return f"{word}：{why}" if why else word


def decided_by(by: str) -> str:
    """Who gave a verdict; nothing for the rules themselves."""
    return words.BY_PROGRAM if by == "release" else by


def ago(at: datetime, now: datetime) -> str:
    """26 分钟前."""
    return words.AGO.format(span=sync.span(now - at))


def waited(told: timedelta) -> str:
    """已等 26 分钟."""
    return words.WAITED.format(span=sync.span(told))


def clock_words(trust: str, off: timedelta) -> str:
    """可信; 时间待核，快 3 分钟."""
    word = _TRUST.get(trust, trust)
    if abs(off) < timedelta(minutes=1):
        return word
    lead = words.AHEAD if off > timedelta() else words.BEHIND
    return f"{word}，{lead.format(span=sync.span(abs(off)))}"


def closing(end: str, differing: int) -> str:
    """How a day ended at an outlet: 3 处不符."""
    return words.CLOSED_AS[end].format(n=differing)


def closings(counts: Mapping[str, int]) -> str:
    """3 个网点未日结，75 个网点相符."""
    told = [words.COUNT_CLOSED.format(n=n, how=words.COUNTED_AS[end]) for end, n in counts.items() if n]
    return "，".join(told)


def trouble(told: str) -> str:
    """What somebody should look at at a machine."""
    if told.startswith("stopped ("):
        return words.STOPPED.format(why=sync.reason(f"sync.{told[9:-1].lower()}")[0])
    return words.REFUSED.format(n=told.split()[0]) if told.endswith(" refused") else _TROUBLES[told]


def return_reasons() -> Mapping[str, str]:
    """The three grounds of a return."""
    return {one.value: RETURN_REASONS[one] for one in ReturnReason}


def ways() -> Mapping[str, str]:
    """How an answer was told."""
    return {one.value: WAYS[one] for one in ToldWay}


def delay_reasons() -> Mapping[str, str]:
    """Why a limit has passed."""
    return oversight.REASONS


def situations() -> Mapping[str, str]:
    """A to G."""
    return {one.value: SITUATION_CHOICES[one] for one in Situation}


def contents() -> Mapping[str, str]:
    """What a reviewer says of the mending."""
    return {one.value: CONTENTS[one.value] for one in Content}


def task_state(state: TaskState, *, calls: bool) -> str:
    """What a task waits for."""
    return rectification.step_words(state, calls=calls)


def recorded(at: str) -> str:
    """A moment as the city stores it: 2026-11-18 10:42."""
    return stamp(datetime.fromisoformat(at))


def level(told: int) -> str:
    """What the reviewer pressed."""
    return LEVELS[Level(told)]


def month(told: str) -> str:
    """2026年11月."""
    return rectification.month_line(told)


def task_entry(fact: Fact) -> tuple[str, str]:
    """One step of a task in words: title and text."""
    return rectification.tell(fact)
