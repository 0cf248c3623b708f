"""Builders of events and entries: each test names only what it is about."""

from datetime import datetime, timedelta
from functools import cache
from itertools import count

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import ClockKind, PaperForm
from outlet_app.domain.events import (
    CaseEvent,
    Channel,
    DueStamp,
    Fact,
    NoticeGiven,
    NoticeLine,
    Registered,
)
from outlet_app.domain.marking import marked
from outlet_app.domain.materials import CheckedMaterial, Defect, MaterialState, NoticeCause

MORNING = datetime(2026, 11, 20, 9, 5, tzinfo=CST)
CLERK = "1508260837"
SUPERVISOR = "1508260001"
OUTLET = "1508262001"
CASE_NO = "HH05-20261122-010017-T"
ENTERPRISE = Applicant(
    ApplicantKind.ENTERPRISE,
    "河套禾源食品有限公司",
    IdKind.USCC,
    "91150802MA0TEA71XJ",
    "刘建平",
    "13800002046",
)
_serial = count(1)


@cache
def at(minutes: int = 0, *, days: int = 0) -> datetime:
    """A moment after the morning of the tests."""
    return MORNING + timedelta(days=days, minutes=minutes)


def event(
    fact: Fact,
    *,
    minutes: int = 0,
    days: int = 0,
    case_id: str = "case-1",
    actor: str = CLERK,
    outlet: str = OUTLET,
) -> CaseEvent:
    """An event of the test case with a fresh id."""
    return CaseEvent(f"op-{next(_serial):06}", case_id, at(minutes, days=days), actor, outlet, "01", fact)


_REGISTERED = Registered(
    case_no=CASE_NO,
    query_code="8K2M4QXZ",
    channel=Channel.COUNTER,
    applicant=ENTERPRISE,
    item=8,
    sub_item="8.2",
    catalogue="2025-batch-2",
    request="申报专利转化资助",
)


def registered(**changes: object) -> Registered:
    """A registration of item 8.2 at the counter."""
    return marked(_REGISTERED, **changes)  # type: ignore[arg-type]


def material(
    state: MaterialState = MaterialState.COMPLETE, code: str = "8.2-M1", **changes: object
) -> CheckedMaterial:
    """One checked row."""
    row = CheckedMaterial(code, "申报书", state, PaperForm.ORIGINAL, 1)
    return marked(row, **changes)  # type: ignore[arg-type]


def deferred(code: str = "8.2-A1", name: str = "信用承诺书") -> CheckedMaterial:
    """A secondary row whose paper is promised for later."""
    return material(MaterialState.DEFERRED, code, name=name, core=False, may_follow=True)


def stamp(days: int = 5, rule: str = "handling") -> DueStamp:
    """A due moment some days after the morning of the tests."""
    return DueStamp(rule, ClockKind.WORKDAYS, at(days=days).replace(hour=17, minute=30))


def notice(ordinal: int = 1, **changes: object) -> NoticeGiven:
    """A notice with one missing and one faulty material; from the second on both are what stayed."""
    lines: tuple[NoticeLine, ...] = (
        NoticeLine("8.2-M1", "申报书", MaterialState.MISSING, "original", 1, "未提交。", "请提交原件。"),
        NoticeLine(
            "8.2-M2", "支出凭证", MaterialState.FAULTY, "copy", 1, "未盖章。", "请盖章。", (Defect("D05"),)
        ),
    )
    if ordinal > 1:
        lines = tuple(marked(line, cause=NoticeCause.CORRECTION_INCOMPLETE) for line in lines)
    fact = NoticeGiven(ordinal, lines, 15, stamp(21, "correction"))
    return marked(fact, **changes)  # type: ignore[arg-type]
