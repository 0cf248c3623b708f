"""The further column groups of the daily sheet, counted from the same courses (domain.md §8.2)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from typing import TypeVar

from outlet_app.domain.calendar import HolidayCalendar, local_day
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.channels import Entrance, entrance
from outlet_app.domain.courses import (
    Course,
    Extra,
    Mark,
    assistance,
    closings,
    decisions_of_day,
    is_held,
)
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import NoticeGiven, ReviewOffered
from outlet_app.domain.facts.package import PackageJoined, PackageOpened
from outlet_app.domain.facts.policy import IntentChoice, IntentStated
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.lateness import is_overdue
from outlet_app.domain.materials import NoticeCause
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.service_hours import Times
from outlet_app.domain.states import State
from outlet_app.domain.stock import Move, Step
from outlet_app.domain.urgency import Urgency, urgency

_Key = TypeVar("_Key", int, Entrance)
_NEAR = frozenset({Urgency.TODAY, Urgency.SOON})


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A row of sheet 4: a clerk's figures, or everybody's under no key."""

    key: str
    figures: Mapping[Extra, int]

    def __getitem__(self, figure: Extra) -> int:
        return self.figures.get(figure, 0)

    @property
    def unrated(self) -> int:
        """Return 未评价: asked and not answered."""
        return self[Extra.OFFERED] - self[Extra.RATED]


@dataclass(frozen=True, slots=True)
class Stock:
    """新收, 办结, 在办 and 在办超期 of one row of a matrix at the foot."""

    new: int = 0
    closed: int = 0
    held: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class Spent:
    """平均用时: minutes of what came and ended that day, working days of the rest; None of none."""

    minutes: float | None = None
    workdays: float | None = None


@dataclass(frozen=True, slots=True)
class Groups:
    """Sheet 4 by clerk, and the matrices of the foot."""

    clerks: tuple[GroupLine, ...]
    total: GroupLine
    items: Mapping[int, Stock] = field(default_factory=dict)
    channels: Mapping[Entrance, Stock] = field(default_factory=dict)
    states: Mapping[State, int] = field(default_factory=dict)
    levels: Mapping[Level, int] = field(default_factory=dict)
    spent: Spent = Spent()

    def clerk(self, staff_no: str) -> GroupLine:
        """Return a clerk's own row; one of noughts for somebody who did nothing."""
        return next((line for line in self.clerks if line.key == staff_no), GroupLine(staff_no, {}))


def count_groups(
    courses: Sequence[Course],
    parents: Iterable[Mark],
    until: datetime,
    items: Iterable[int],
    clerks: Iterable[str],
    reviews: Mapping[tuple[int, int], int],
    times: Times,
) -> Groups:
    """Count what sheets 1 to 3 do not; the arguments as of `day_sheet`."""
    strokes = [*parents, *(mark for seen in courses for mark in extra_marks(seen, until, times))]
    rows: dict[str, Counter[Extra]] = {clerk: Counter() for clerk in clerks}
    for mark in strokes:
        rows.setdefault(mark.clerk, Counter())[_extra(mark)] += 1
    levels = Counter[Level]()
    for (_, level), count in reviews.items():
        levels[Level(level)] += count
    return Groups(
        tuple(GroupLine(clerk, dict(rows[clerk])) for clerk in sorted(rows)),
        GroupLine("", dict(Counter(_extra(mark) for mark in strokes))),
        _stocks(courses, until, items, lambda case: case.registered.item),
        _stocks(courses, until, Entrance, lambda case: entrance(case.registered.channel)),
        dict(Counter(seen.case.state for seen in courses if is_held(seen))),
        dict(levels),
        _spent(courses, times.calendar),
    )


def parent_marks(path: Sequence[Step], outlet: str, day: date, until: datetime) -> Iterator[Mark]:
    """The stroke of a 集成办 opened here that day; its parent is counted nowhere else (ADR 0026)."""
    if not path or path[-1].after.package is None or path[-1].after.state is State.VOIDED:
        return
    for step in path:
        event = step.event
        opened = isinstance(event.fact, PackageOpened) and event.outlet == outlet
        if opened and local_day(event.at) == day and event.at <= until:
            yield Mark(path[-1].after.registered.item, event.actor, Extra.PARENTS)


def extra_marks(one: Course, until: datetime, times: Times) -> Iterator[Mark]:
    """A case's strokes on sheet 4; one voided that day keeps only that it was asked about."""
    item = one.case.registered.item
    for step in one.done_here:
        if isinstance(step.event.fact, ReviewOffered):
            yield Mark(item, step.event.actor, Extra.OFFERED)
            if step.event.fact.occasion in one.case.reviews_rated:
                yield Mark(item, step.event.actor, Extra.RATED)
    if one.voided_today:
        return
    found = (*_told(one), *_types(one), *_ends(one, until), *_waits(one, until, times), *_special(one, times))
    yield from (Mark(item, clerk, figure) for clerk, figure in found)


_Stroke = tuple[str, Extra]


def _told(one: Course) -> Iterator[_Stroke]:
    """Each notice that stands, and those that tell late what lay here before (二次告知)."""
    standing: list[Step] = []
    for step in one.done_here:
        before = len(step.before.notices) if step.before else 0
        if len(step.after.notices) > before:
            standing.append(step)
        elif len(step.after.notices) < before and standing:
            standing.pop()
    for step in standing:
        yield step.event.actor, Extra.NOTICES
        fact = step.event.fact
        lines = fact.lines if isinstance(fact, NoticeGiven) else ()
        if any(line.cause is NoticeCause.BREACH_SECOND_NOTICE for line in lines):
            yield step.event.actor, Extra.SECOND


def _types(one: Course) -> Iterator[_Stroke]:
    for movement in one.moved_today:
        if movement.move is Move.NEW:
            yield movement.step.event.actor, type_of(one.case)


def type_of(case: Case) -> Extra:
    """即办件 where every clock is an immediate one, 承诺件 where one is not, else 未定类."""
    kinds = {stamp.kind for stamp in case.dues}
    if not kinds:
        return Extra.UNTYPED
    return Extra.INSTANT if kinds == {ClockKind.INSTANT} else Extra.PROMISED


def _ends(one: Course, until: datetime) -> Iterator[_Stroke]:
    """办结 = 提前 + 按时 + 超期."""
    for movement in closings(one):
        case = movement.step.after if is_held(one) else one.case
        if is_overdue(case, until):
            yield movement.step.event.actor, Extra.LATE
            continue
        timed = [stamp.at for stamp in case.dues if stamp.at and stamp.kind is not ClockKind.INSTANT]
        early = bool(timed) and local_day(movement.at) < local_day(min(timed))
        yield movement.step.event.actor, Extra.EARLY if early else Extra.ON_TIME


def _waits(one: Course, until: datetime, times: Times) -> Iterator[_Stroke]:
    if not is_held(one):
        return
    case = one.case
    if is_overdue(case, until):
        yield case.handler, Extra.OPEN_LATE
    elif case.due and urgency(case.due.at, until, times.calendar) in _NEAR:
        yield case.handler, Extra.NEARLY


def _special(one: Course, times: Times) -> Iterator[_Stroke]:
    helped = assistance(one)
    if helped is not None:
        yield helped
    for step in decisions_of_day(one.done_here):
        if times.is_extended(step.event.at):
            yield step.event.actor, Extra.EXTENDED
    for step in one.done_here:
        fact, clerk = step.event.fact, step.event.actor
        if isinstance(fact, PackageJoined):
            yield clerk, Extra.CHILDREN
        elif isinstance(fact, IntentStated):
            yield clerk, Extra.PUSHED
            if fact.choice is IntentChoice.ACCEPT:
                yield clerk, Extra.CONFIRMED


def _extra(mark: Mark) -> Extra:
    assert isinstance(mark.column, Extra), "made here"
    return mark.column


def _stocks(
    courses: Sequence[Course], until: datetime, keys: Iterable[_Key], key_of: Callable[[Case], _Key]
) -> Mapping[_Key, Stock]:
    rows: dict[_Key, list[int]] = {key: [0, 0, 0, 0] for key in keys}
    for seen in courses:
        row = rows.setdefault(key_of(seen.case), [0, 0, 0, 0])
        row[0] += sum(movement.move is Move.NEW for movement in seen.moved_today)
        row[1] += len(closings(seen))
        if is_held(seen):
            row[2] += 1
            row[3] += is_overdue(seen.case, until)
    return {key: Stock(*row) for key, row in rows.items()}


def _spent(courses: Iterable[Course], calendar: HolidayCalendar) -> Spent:
    minutes, days = list[float](), list[int]()
    for seen in courses:
        began = (*seen.before, *seen.today)[0].event.at
        for movement in closings(seen):
            if local_day(began) == local_day(movement.at):
                minutes.append((movement.at - began).total_seconds() / 60)
            else:
                days.append(calendar.workdays_between(local_day(began), local_day(movement.at)))
    return Spent(_average(minutes), _average(days))


def _average(spent: Sequence[float]) -> float | None:
    return sum(spent) / len(spent) if spent else None
