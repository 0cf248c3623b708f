"""What each fact changes on a task."""

from outlet_app.domain.by_fact import by_fact
from outlet_app.domain.events import CaseEvent, Fact, PaperIssued
from outlet_app.domain.facts.rectification import (
    Content,
    TaskAppealed,
    TaskAssigned,
    TaskCalledBack,
    TaskClassified,
    TaskClosed,
    TaskExtended,
    TaskMended,
    TaskOpened,
    TaskReviewed,
    TaskRouted,
    TaskVerified,
)
from outlet_app.domain.marking import marked
from outlet_app.domain.rectification.task import Done, Task, TaskState


def opened(event: CaseEvent) -> Task:
    """A task from its first event; ValueError for another fact."""
    if not isinstance(event.fact, TaskOpened):
        raise ValueError(f"a task begins with its opening, not with {event.fact.KIND}")
    fact = event.fact
    return Task(
        task_id=event.case_id,
        opened=fact,
        opened_at=event.at,
        outlet=fact.to_outlet,
        assign_due=fact.assign_due,
        appeal_due=fact.appeal_due,
    )


@by_fact
def step(fact: Fact, task: Task, event: CaseEvent) -> Task:  # noqa: ARG001 - the fallback needs no more
    """The task with what the fact tells; facts without marks leave it as it is."""
    return task


@step.register
def _(fact: TaskRouted, task: Task, _event: CaseEvent) -> Task:
    return marked(
        task,
        state=TaskState.OPENED,
        outlet=fact.to_outlet,
        assign_due=fact.assign_due,
        appeal_due=fact.appeal_due,
        assigned=None,
        assigned_at=None,
        verified=None,
        verified_step=None,
        mend_due=None,
    )


@step.register
def _(fact: TaskAssigned, task: Task, event: CaseEvent) -> Task:
    if task.assigned is None:
        return marked(
            task,
            state=TaskState.ASSIGNED,
            assigned=fact,
            assigned_at=event.at,
            mend_due=fact.mend_due,
        )
    # Other people, the same clocks: handing a task around gains no time.
    return marked(task, assigned=marked(task.assigned, to=fact.to))


@step.register
def _(fact: TaskVerified, task: Task, event: CaseEvent) -> Task:
    return marked(task, state=TaskState.VERIFIED, verified=fact, verified_step=Done(event.at, event.actor))


@step.register
def _(fact: TaskClassified, task: Task, event: CaseEvent) -> Task:
    asks = fact.finding.asks_city
    return marked(
        task,
        state=TaskState.UNDER_REVIEW if asks else TaskState.CLASSIFIED,
        classified=fact,
        classified_at=event.at,
        decide_due=fact.decide_due if asks else None,
    )


@step.register
def _(fact: TaskExtended, task: Task, _event: CaseEvent) -> Task:
    return marked(task, mend_due=fact.mend_due, extended=True)


@step.register
def _(fact: TaskMended, task: Task, event: CaseEvent) -> Task:
    limit = task.mend_due.at if task.mend_due else None
    in_time = limit is None or event.at <= limit
    return marked(
        task,
        state=TaskState.MENDED,
        mended=fact,
        mended_step=Done(event.at, event.actor),
        # The first mending decides: a second one has a limit of its own.
        in_time=in_time if task.in_time is None else task.in_time,
        call=None,
        call_at=None,
    )


@step.register
def _(fact: TaskAppealed, task: Task, _event: CaseEvent) -> Task:
    return marked(task, state=TaskState.UNDER_REVIEW, appealed=fact, decide_due=fact.decide_due)


@step.register
def _(fact: TaskReviewed, task: Task, event: CaseEvent) -> Task:
    told = marked(task, reviewed=fact, reviewed_at=event.at, decide_due=None)
    if fact.excluded:
        return marked(told, state=TaskState.EXCLUDED, closed_at=event.at)
    back = TaskState.VERIFIED if task.verified else TaskState.ASSIGNED
    return marked(
        told, state=back, classified=None, classified_at=None, mend_due=fact.mend_due or task.mend_due
    )


@step.register
def _(fact: TaskCalledBack, task: Task, event: CaseEvent) -> Task:
    told = marked(task, call=fact, call_at=event.at, calls_made=task.calls_made + 1)
    if fact.content is not Content.NO:
        return told
    return marked(told, state=TaskState.CLASSIFIED, mend_due=fact.mend_due or task.mend_due)


@step.register
def _(fact: TaskClosed, task: Task, event: CaseEvent) -> Task:
    return marked(task, state=TaskState.CLOSED, archive_no=fact.archive_no, closed_at=event.at)


@step.register
def _(fact: PaperIssued, task: Task, _event: CaseEvent) -> Task:
    return marked(task, papers=(*task.papers, fact))
