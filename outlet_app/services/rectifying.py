"""差评整改: the task W16 at the outlet, from its arrival to its archive (domain.md §7.5)."""

from collections.abc import Sequence
from datetime import date, datetime, time

from outlet_app.domain.calendar import CST, local_day
from outlet_app.domain.events import CaseEvent, Fact
from outlet_app.domain.facts.rectification import (
    Finding,
    Ground,
    TaskAppealed,
    TaskAssigned,
    TaskClassified,
    TaskClosed,
    TaskExtended,
    TaskMended,
    TaskVerified,
)
from outlet_app.domain.people import Person
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.rectification.clocks import TaskClocks
from outlet_app.domain.rectification.quarters import Quarter, figures
from outlet_app.domain.rectification.rules import FROM, judge
from outlet_app.domain.rectification.task import Task, TaskState
from outlet_app.domain.urgency import overdue_workdays, urgency
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.issuing import paper_view
from outlet_app.services.recorder import Recorder, misfit, op_of
from outlet_app.services.reference import Reference
from outlet_app.services.task_papers import TaskPapers
from outlet_app.services.task_reading import TaskReading, all_tasks, leads, may_see, read_task
from outlet_app.services.task_views import QuarterView, TaskDetail, TaskRow, TaskStep
from outlet_app.services.views import PaperView

HEADS_STEPS: dict[str, type[Fact]] = {
    "assign": TaskAssigned,
    "extend": TaskExtended,
    "appeal": TaskAppealed,
    "close": TaskClosed,
}
HANDLERS_STEPS: dict[str, type[Fact]] = {
    "verify": TaskVerified,
    "classify": TaskClassified,
    "mend": TaskMended,
}


class Rectifying:
    """What one signed-in person may do with the tasks of this outlet."""

    def __init__(
        self, database: Database, reference: Reference, recorder: Recorder, papers: TaskPapers
    ) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder
        self._papers = papers
        self._clocks = TaskClocks(reference.calendar, reference.outlet.hours)

    def tasks(self) -> tuple[TaskRow, ...]:
        """What this person may see: the open ones by their clocks, then the ended, the latest first."""
        with self._database.reading() as uow:
            names = _names(uow)
            seen = [one.task for one in all_tasks(uow) if self._sees(one.task)]
        rows = [self._row(task, names) for task in seen]
        return tuple(sorted(rows, key=_rank))

    def detail(self, task_id: str) -> TaskDetail:
        """One task; Refused(task.unknown), Refused(task.not_seen)."""
        with self._database.reading() as uow:
            reading, names = self._read(uow, task_id), _names(uow)
            papers = self._papers.of(uow, reading.task)
            people = tuple(person for person in uow.people.all() if person.active)
        task = reading.task
        return TaskDetail(
            row=self._row(task, names),
            task=task,
            steps=tuple(_step(one.event, names, counts=one.counts) for one in reversed(reading.steps)),
            papers=papers,
            allowed=self._allowed(task),
            colleagues=tuple(person for person in people if person.staff_no != task.rated_by),
        )

    def assign(self, task_id: str, to: Sequence[str]) -> None:
        """指派; Refused(task.only_rated) to the rated clerk alone, Refused(task.incomplete) to nobody."""
        now = self._recorder.clock.now()
        clocks = self._clocks
        fact = TaskAssigned(
            tuple(to), clocks.verify(now), clocks.classify(now), clocks.mend(now), clocks.latest(now)
        )
        self._tell(task_id, "assign", fact)

    def verify(self, task_id: str, how: str, found: str) -> None:
        """核实."""
        self._tell(task_id, "verify", TaskVerified(how, found))

    def classify(self, task_id: str, finding: Finding, reason: str = "") -> None:
        """定性; 误评 and 恶意 go to the next level first."""
        due = self._clocks.decide(self._recorder.clock.now()) if finding.asks_city else None
        self._tell(task_id, "classify", TaskClassified(finding, reason, due))

    def extend(self, task_id: str, day: date, reason: str) -> None:
        """延期 to the end of business on a day."""
        self._tell(task_id, "extend", TaskExtended(reason, self._clocks.until(day)))

    def mend(self, task_id: str, measures: str, responsible: str, reply: str) -> None:
        """整改完成; the city tells the reviewer."""
        due = self._clocks.call(self._recorder.clock.now())
        self._tell(task_id, "mend", TaskMended(measures, responsible, reply, due))

    def appeal(self, task_id: str, ground: Ground, reason: str) -> None:
        """申诉 to the next level."""
        due = self._clocks.decide(self._recorder.clock.now())
        self._tell(task_id, "appeal", TaskAppealed(ground, reason, due))

    def close(self, task_id: str, archive_no: str) -> None:
        """归档."""
        self._tell(task_id, "close", TaskClosed(archive_no))

    def print(self, task_id: str) -> PaperView:
        """W16 as the task stands now, with the number it was given first; a later print is the next copy."""
        with self._database.unit_of_work() as uow:
            reading, names = self._read(uow, task_id), _names(uow)
            taking, fact, pdf = self._papers.draw(uow, reading.task, names)
            event = self._record(uow, reading.task, task_id, fact)
            paper = self._papers.keep(uow, event, fact, pdf)
            uow.commit()
        taking.testify()
        return paper_view(paper)

    def quarter(self, quarter: Quarter | None = None) -> QuarterView:
        """This outlet's figures; Refused(right.missing) for anybody but the head."""
        self._demand_head()
        now, calendar = self._recorder.clock.now(), self._reference.calendar
        asked = quarter or Quarter.of(local_day(now))
        with self._database.reading() as uow:
            own = [one.task for one in all_tasks(uow) if one.task.opened.rated_outlet == self._here]
        by = datetime.combine(asked.published_by(calendar), time(), CST)
        return QuarterView(asked, figures(own, asked, now, calendar), by)

    @property
    def _here(self) -> str:
        return self._reference.outlet.code

    @property
    def _me(self) -> Person:
        return self._recorder.person

    def _sees(self, task: Task) -> bool:
        return may_see(task, self._me, self._here)

    def _demand_head(self) -> None:
        if not leads(self._me):
            raise Refused(Refusal("right.missing"))

    def _read(self, uow: UnitOfWork, task_id: str) -> TaskReading:
        reading = read_task(uow.journal.of_case(task_id))
        if reading is None:
            raise Refused(Refusal("task.unknown"))
        if not self._sees(reading.task):
            raise Refused(Refusal("task.not_seen"))
        return reading

    def _tell(self, task_id: str, code: str, fact: Fact) -> None:
        if code in HEADS_STEPS:
            self._demand_head()
        with self._database.unit_of_work() as uow:
            self._record(uow, self._read(uow, task_id).task, task_id, fact)
            uow.commit()

    def _record(self, uow: UnitOfWork, task: Task, task_id: str, fact: Fact) -> CaseEvent:
        event = self._recorder.event(task_id, fact)
        refusal = judge(task, event) or misfit(event)
        if refusal is not None:
            raise Refused(refusal)
        self._recorder.append(uow, op_of(event))
        return event

    def _allowed(self, task: Task) -> frozenset[str]:
        steps = {**HANDLERS_STEPS, **(HEADS_STEPS if leads(self._me) else {})}
        return frozenset(
            {
                code
                for code, fact in steps.items()
                if task.state in FROM[fact] and _is_open(code, task, self._now)
            }
        )

    @property
    def _now(self) -> datetime:
        return self._recorder.clock.now()

    def _row(self, task: Task, names: dict[str, str]) -> TaskRow:
        now, calendar = self._now, self._reference.calendar
        due = task.due
        late = due.at if due else None
        return TaskRow(
            task_id=task.task_id,
            number=task.number,
            state=task.state,
            item=task.opened.item,
            month=task.opened.month,
            level=task.opened.level,
            rated=_name(names, task.rated_by),
            handlers=tuple(_name(names, one) for one in task.handlers),
            due=due,
            urgency=urgency(late, now, calendar, task.opened_at),
            overdue_days=overdue_workdays(late, now, calendar) if late else 0,
            opened_at=task.opened_at,
        )


def _is_open(code: str, task: Task, now: datetime) -> bool:
    """Steps that the rules would refuse are not offered."""
    match code:
        case "extend":
            return not task.extended
        case "appeal":
            in_time = task.appeal_due.at is None or now <= task.appeal_due.at
            return in_time and task.appealed is None and task.reviewed is None
        case "close":
            return not task.call_is_due
    return True


def _rank(row: TaskRow) -> tuple[bool, float]:
    ended = row.state in (TaskState.CLOSED, TaskState.EXCLUDED)
    moment = row.due.at if row.due and row.due.at else row.opened_at
    return (ended, -row.opened_at.timestamp() if ended else moment.timestamp())


def _names(uow: UnitOfWork) -> dict[str, str]:
    return {person.staff_no: person.name for person in uow.people.all()}


def _name(names: dict[str, str], staff_no: str) -> str:
    return names.get(staff_no, staff_no[-4:])


def _step(event: CaseEvent, names: dict[str, str], *, counts: bool) -> TaskStep:
    return TaskStep(event.at, _name(names, event.actor), event.outlet, event.fact, counts)
