"""W18 超期清单 and its kin: what is late or nearly so at this moment, one layout for all (domain.md §8.3)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum

from outlet_app.domain.calendar import HolidayCalendar
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.dossier import Case
from outlet_app.domain.effects import FEEDBACK_RULES
from outlet_app.domain.events import DueStamp
from outlet_app.domain.lateness import is_overdue
from outlet_app.domain.ledgers.ledger import Cell, Line, matter, party
from outlet_app.domain.rectification.task import Task
from outlet_app.domain.urgency import Urgency, overdue_workdays, urgency

HOUR = 3_600
SUPPLEMENT_RULE, TASK_RULE = "supplement", "rectification"
COLUMNS = (
    "applicant", "matter", "rule", "ends", "over", "place_now", "handlers", "delay", "taken_up", "signed",
)  # fmt: skip


class Late(StrEnum):
    """The five lists."""

    OVERDUE = "W18.overdue"
    SOON = "W18.soon"
    SUPPLEMENT = "W18.supplement"
    FEEDBACK = "W18.feedback"
    REVIEW = "W18.review"


def late_cases(
    cases: Iterable[Case], which: Late, now: datetime, calendar: HolidayCalendar
) -> tuple[Line, ...]:
    """The open cases that belong on the list, the longest late first."""
    found = [(due, case) for case in cases if (due := _due(case, which, now, calendar)) is not None]
    ordered = sorted(found, key=lambda one: (_at(one[0]), one[1].case_no))
    return tuple(_line(case, due, now, calendar) for due, case in ordered)


def late_tasks(tasks: Iterable[Task], now: datetime, calendar: HolidayCalendar) -> tuple[Line, ...]:
    """The bad reviews whose clock has passed; they name no visitor."""
    found = [(task.due, task) for task in tasks if task.is_open and task.due is not None]
    passed = [(due, task) for due, task in found if due.at is not None and due.at < now]
    ordered = sorted(passed, key=lambda one: (_at(one[0]), one[1].number))
    return tuple(_task_line(task, due, now, calendar) for due, task in ordered)


def _due(case: Case, which: Late, now: datetime, calendar: HolidayCalendar) -> DueStamp | None:
    """The clock that puts the case on the list; None where none does."""
    if not case.is_open:
        return None
    match which:
        case Late.OVERDUE:
            return _earliest(_passed(case, now)) if is_overdue(case, now) else None
        case Late.FEEDBACK:
            return _earliest(due for due in _passed(case, now) if due.rule in FEEDBACK_RULES)
        case Late.SUPPLEMENT:
            due = case.supplement_due if case.promises else None
            return due if due is not None and _is_past(due, now) else None
        case Late.SOON if not is_overdue(case, now):
            near = (Urgency.TODAY, Urgency.SOON)
            return case.due if case.due and urgency(case.due.at, now, calendar) in near else None
    return None


def _passed(case: Case, now: datetime) -> Iterator[DueStamp]:
    """What was promised and is past; an immediate response was given with the first decision."""
    for due in case.dues:
        met = due.kind is ClockKind.INSTANT and case.decision is not None
        if _is_past(due, now) and not met:
            yield due


def _earliest(dues: Iterable[DueStamp]) -> DueStamp | None:
    return min(dues, key=_at, default=None)


def _is_past(due: DueStamp, now: datetime) -> bool:
    return due.at is not None and due.at < now


def _at(due: DueStamp) -> datetime:
    assert due.at is not None, "asked before"
    return due.at


def _line(case: Case, due: DueStamp, now: datetime, calendar: HolidayCalendar) -> Line:
    return Line(
        case.accepted_at or case.received_at or case.registered_at,
        case.case_id,
        case.case_no,
        {
            "applicant": party(case.registered.applicant)["applicant"],
            **matter(case),
            "rule": SUPPLEMENT_RULE if due is case.supplement_due else due.rule,
            "ends": due.at,
            "over": _over(due, now, calendar),
            "place_now": f"case:{case.state.value}",
            "handlers": case.handler,
            "delay": case.delay.reason if case.delay else "",
            "taken_up": case.delay.measures if case.delay else "",
            "signed": "",
        },
    )


def _task_line(task: Task, due: DueStamp, now: datetime, calendar: HolidayCalendar) -> Line:
    cells: dict[str, Cell] = {
        "applicant": "",
        "matter": f"{task.opened.item}||",
        "rule": TASK_RULE,
        "ends": due.at,
        "over": _over(due, now, calendar),
        "place_now": f"task:{task.state.value}",
        "handlers": "\n".join(task.handlers),
        "delay": "",
        "taken_up": "",
        "signed": "",
    }
    return Line(task.opened_at, task.task_id, task.number, cells)


def _over(due: DueStamp, now: datetime, calendar: HolidayCalendar) -> str:
    """Working days late, hours for a clock of hours and within the day; nothing while it still runs."""
    at = _at(due)
    if at >= now:
        return ""
    days = overdue_workdays(at, now, calendar)
    if due.kind is ClockKind.HOURS or days == 0:
        return f"h{int((now - at).total_seconds() // HOUR)}"
    return f"d{days}"
