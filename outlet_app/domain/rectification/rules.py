"""Which event may follow on a task, asked by the counter before it saves and by the city on each push."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from outlet_app.domain.events import CaseEvent, DueStamp, Fact, PaperIssued, PrintFailed
from outlet_app.domain.facts.rectification import (
    OF_CITY,
    Finding,
    TaskAppealed,
    TaskAssigned,
    TaskCalledBack,
    TaskClassified,
    TaskClosed,
    TaskExtended,
    TaskFact,
    TaskMended,
    TaskOpened,
    TaskReviewed,
    TaskRouted,
    TaskVerified,
)
from outlet_app.domain.marking import marked
from outlet_app.domain.problems import Refusal
from outlet_app.domain.rectification.steps import opened, step
from outlet_app.domain.rectification.task import Task, TaskState
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.texts import check_text, clean_text

CITY = ""  # the outlet of an event that the city tells
_S = TaskState
FROM: Mapping[type[Fact], frozenset[TaskState]] = {
    TaskRouted: frozenset({_S.OPENED, _S.ASSIGNED, _S.VERIFIED}),
    TaskAssigned: frozenset({_S.OPENED, _S.ASSIGNED, _S.VERIFIED, _S.CLASSIFIED}),
    TaskVerified: frozenset({_S.ASSIGNED, _S.VERIFIED}),
    TaskClassified: frozenset({_S.VERIFIED}),
    TaskExtended: frozenset({_S.ASSIGNED, _S.VERIFIED, _S.CLASSIFIED}),
    TaskMended: frozenset({_S.CLASSIFIED}),
    TaskAppealed: frozenset({_S.ASSIGNED, _S.VERIFIED, _S.CLASSIFIED}),
    TaskReviewed: frozenset({_S.UNDER_REVIEW}),
    TaskCalledBack: frozenset({_S.MENDED}),
    TaskClosed: frozenset({_S.MENDED}),
    PaperIssued: frozenset(TaskState),
    PrintFailed: frozenset(TaskState),
}


def fold(events: Iterable[CaseEvent]) -> Task:
    """Fold a task's events in their order; ValueError for none."""
    task: Task | None = None
    for event in events:
        task = apply(task, event)
    if task is None:
        raise ValueError("a task has at least one event")
    return task


def apply(task: Task | None, event: CaseEvent) -> Task:
    """The task after one event. The event is taken as legal: ask `judge` first."""
    if task is None:
        return opened(event)
    return marked(step(event.fact, task, event), events=task.events + 1)


def judge(task: Task | None, event: CaseEvent) -> Refusal | None:
    """Why the event may not follow on this task, or None where it may."""
    fact = event.fact
    if isinstance(fact, OF_CITY) is not (event.outlet == CITY):
        return Refusal("task.not_yours")
    if task is None:
        return _begins(fact) if isinstance(fact, TaskOpened) else Refusal("task.unknown")
    if isinstance(fact, TaskOpened):
        return Refusal("task.exists", {"number": task.number})
    if not isinstance(fact, TaskFact | PaperIssued | PrintFailed):
        return Refusal("case.unknown")
    return _whose(task, event) or _guard(task, fact) or _content(task, fact) or _in_time(task, event)


def _begins(fact: TaskOpened) -> Refusal | None:
    bad = fact.level in Level._value2member_map_ and Level(fact.level).is_bad
    return None if bad and fact.number and fact.to_outlet else Refusal("task.incomplete")


def _whose(task: Task, event: CaseEvent) -> Refusal | None:
    if isinstance(event.fact, OF_CITY):
        return None
    if event.outlet != task.outlet:
        return Refusal("task.elsewhere")
    return Refusal("task.rated_clerk") if event.actor == task.rated_by else None


def _guard(task: Task, fact: Fact) -> Refusal | None:
    if task.state in FROM.get(type(fact), frozenset()):
        return None
    return Refusal("task.state", {"state": task.state.value, "fact": fact.KIND})


def _content(task: Task, fact: Fact) -> Refusal | None:
    if not all(_is_said(text) for text in _asked(fact)):
        return Refusal("task.incomplete")
    match fact:
        case TaskAssigned():
            return _who(task, fact)
        case TaskExtended():
            return _how_long(task, fact)
        case TaskAppealed() if task.appealed or task.reviewed:
            return Refusal("task.appealed")
        case TaskClassified() if fact.finding.asks_city and task.reviewed:
            return Refusal("task.appealed")
        case TaskClosed() if task.call_is_due:
            return Refusal("task.call_first")
        case TaskCalledBack() if not task.opened.calls:
            return Refusal("task.no_call")
    return None


def _asked(fact: Fact) -> tuple[str, ...]:
    """The sentences that a fact must say."""
    match fact:
        case TaskVerified():
            return (fact.how, fact.found)
        case TaskClassified():
            return () if fact.finding is Finding.AT_ONCE else (fact.reason,)
        case TaskMended():
            return (fact.measures, fact.responsible, fact.reply)
        case TaskExtended() | TaskAppealed() | TaskReviewed() | TaskRouted():
            return (fact.reason,)
        case TaskClosed():
            return (fact.archive_no,)
    return ()


def _is_said(text: str) -> bool:
    problem = check_text(text)
    return bool(clean_text(text)) and (problem is None or problem.soft)


def _who(task: Task, fact: TaskAssigned) -> Refusal | None:
    if not fact.to or len(set(fact.to)) < len(fact.to):
        return Refusal("task.incomplete")
    return Refusal("task.only_rated") if set(fact.to) == {task.rated_by} else None


def _how_long(task: Task, fact: TaskExtended) -> Refusal | None:
    if task.extended:
        return Refusal("task.extended")
    latest = _at(task.assigned.latest_due) if task.assigned else None
    before, after = _at(task.mend_due), _at(fact.mend_due)
    if after is None or (before and after <= before) or (latest and after > latest):
        return Refusal("task.too_long")
    return None


def _in_time(task: Task, event: CaseEvent) -> Refusal | None:
    late = isinstance(event.fact, TaskAppealed) and _is_past(task.appeal_due, event)
    return Refusal("task.appeal_late") if late else None


def _is_past(due: DueStamp, event: CaseEvent) -> bool:
    return due.at is not None and event.at > due.at


def _at(due: DueStamp | None) -> datetime | None:
    return due.at if due else None
