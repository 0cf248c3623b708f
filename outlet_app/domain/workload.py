"""The daily sheet 日工作量统计表: its rows and its flow, counted from events (decisions 13 and 17)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, fields
from datetime import date, datetime, time
from typing import TypeVar

from outlet_app.domain.calendar import CST, ONE_DAY
from outlet_app.domain.channels import Entrance
from outlet_app.domain.clerk_flow import clerk_flows
from outlet_app.domain.courses import Column, Course, Mark, Special, course, marks
from outlet_app.domain.decisions import Decision
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent, CorrectionUndone, DecisionUndone, ReviewOffered
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.service_hours import Times
from outlet_app.domain.sheet_groups import Groups, count_groups, parent_marks
from outlet_app.domain.states import State
from outlet_app.domain.stock import Move, Step, balance, crossings, steps

LEAST_REVIEWS_SHOWN = 5
NOT_LISTED = 0
TOTAL = ""
_NO_VISITS: Mapping[Entrance, int] = dict.fromkeys(Entrance, 0)
_NO_RESULTS: Mapping[Decision, int] = dict.fromkeys(Decision, 0)
_TAKEN = frozenset({State.RECEIVED, State.CORRECTION})
_ACCEPTED = frozenset({State.ACCEPTED, State.ACCEPTED_DEFICIENT, State.TRACKING})

Reviews = Mapping[tuple[int, int], int]
_Key = TypeVar("_Key", int, str)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of sheet 1 or 2; rated and satisfied are None where reviews are not broken down."""

    key: str
    channels: Mapping[Entrance, int]
    results: Mapping[Decision, int]
    assisted: int
    closed: int
    overdue: int
    rated: int | None = None
    satisfied: int | None = None

    @property
    def visits(self) -> int:
        """Return 接待人次: the sum over the channels."""
        return sum(self.channels.values())

    @property
    def satisfaction(self) -> float | None:
        """Return 满意度 as a share of 1; None without a review (domain.md §7.6)."""
        return self.satisfied / self.rated if self.rated and self.satisfied is not None else None


@dataclass(frozen=True, slots=True)
class Flow:
    """Sheet 3: how the stock of open cases moved (decisions 17); left is 撤回/终止, with 作废 out of stock.

    voided: every case found void that day, also those that had ended or were registered the same day.
    """

    carried_in: int
    new: int
    transferred_in: int
    reopened: int
    closed: int
    rejected: int
    left: int
    transferred_out: int
    carried_over: int
    voided: int = 0


@dataclass(frozen=True, slots=True)
class ClerkFlow:
    """A clerk's row of sheet 3: the cases in this 承办人's hands, and how they came and went."""

    key: str
    flow: Flow


@dataclass(frozen=True, slots=True)
class Intake:
    """上日已收未受理, 本日收件 (with those transferred in), 本日受理 out of these.

    deficient, pledged: of which 容缺受理, 告知承诺; both: the cases in which one goes with the other.
    """

    waiting_before: int
    taken: int
    accepted: int
    deficient: int
    pledged: int = 0
    both: int = 0

    @property
    def promised(self) -> int:
        """Return how many were accepted on a promise, each case once."""
        return self.deficient + self.pledged - self.both


@dataclass(frozen=True, slots=True)
class DaySheet:
    """An outlet's day; until is the moment it was counted up to, offered is 应评, calls 叫号 by 工号."""

    outlet: str
    day: date
    until: datetime
    items: tuple[Line, ...]
    clerks: tuple[Line, ...]
    total: Line
    flow: Flow
    intake: Intake
    offered: int
    groups: Groups | None = None
    clerk_flows: tuple[ClerkFlow, ...] = ()
    calls: Mapping[str, int] = field(default_factory=dict)

    def clerk(self, staff_no: str) -> Line:
        """Return a clerk's own row; one of noughts for somebody who did nothing."""
        return next((line for line in self.clerks if line.key == staff_no), _line(staff_no, ()))

    def clerk_flow(self, staff_no: str) -> ClerkFlow:
        """Return a clerk's own row of sheet 3, likewise."""
        none = ClerkFlow(staff_no, _clerk_flow({}))
        return next((row for row in self.clerk_flows if row.key == staff_no), none)


def day_sheet(
    cases: Iterable[Iterable[CaseEvent]],
    outlet: str,
    day: date,
    as_of: datetime,
    items: Sequence[int],
    clerks: Iterable[str] = (),
    reviews: Reviews | None = None,
    times: Times | None = None,
) -> DaySheet:
    """Count an outlet's day.

    cases: the effective events, in the order of the case, of every case that was open at the outlet or
    had an event that day; others may be among them and count for nothing.
    as_of: now, or any later moment for a past day. items: the catalogue's numbers in their order.
    clerks: 工号 that get a row even without work. reviews: (item, level) → count of that day.
    times: the plan and hours by which 临期 and 延时 are told.
    """
    paths = (tuple(steps(events)) for events in cases)
    return sheet_of(paths, outlet, day, as_of, items, clerks, reviews, times)


def sheet_of(
    paths: Iterable[Sequence[Step]],
    outlet: str,
    day: date,
    as_of: datetime,
    items: Sequence[int],
    clerks: Iterable[str] = (),
    reviews: Reviews | None = None,
    times: Times | None = None,
) -> DaySheet:
    """The same of cases folded before, for whoever counts many days."""
    until = counted_until(day, as_of)
    told, staff = [tuple(path) for path in paths], tuple(clerks)
    courses = [seen for path in told if (seen := course(path, outlet, day, until))]
    parents = [mark for path in told for mark in parent_marks(path, outlet, day, until)]
    strokes = [mark for seen in courses for mark in marks(seen, until)]
    rated = reviews or {}
    return DaySheet(
        outlet,
        day,
        until,
        _item_lines(strokes, items, rated),
        _clerk_lines(strokes, staff),
        _line(TOTAL, strokes, rated),
        _flow(courses),
        _intake(courses, outlet),
        sum(isinstance(step.event.fact, ReviewOffered) for seen in courses for step in seen.done_here),
        count_groups(courses, parents, until, (*items, NOT_LISTED), staff, rated, times or Times()),
        tuple(ClerkFlow(key, _clerk_flow(told)) for key, told in clerk_flows(courses, staff).items()),
    )


def counted_until(day: date, as_of: datetime) -> datetime:
    """Return the moment a day is counted up to: its end, or now while it is today."""
    return min(as_of, datetime.combine(day + ONE_DAY, time(), CST))


def _item_lines(strokes: Iterable[Mark], items: Sequence[int], reviews: Reviews) -> tuple[Line, ...]:
    rows = _grouped(strokes, lambda mark: mark.item)
    extra = sorted((rows.keys() | {item for item, _ in reviews}) - {*items, NOT_LISTED})
    return tuple(_item_line(item, rows.get(item, []), reviews) for item in (*items, *extra, NOT_LISTED))


def _item_line(item: int, strokes: Iterable[Mark], reviews: Reviews) -> Line:
    own = {key: count for key, count in reviews.items() if key[0] == item}
    # A handful of reviews would tell who gave them (decisions 18).
    return _line(str(item), strokes, own if sum(own.values()) >= LEAST_REVIEWS_SHOWN else None)


def _clerk_lines(strokes: Iterable[Mark], clerks: Iterable[str]) -> tuple[Line, ...]:
    rows = _grouped(strokes, lambda mark: mark.clerk)
    return tuple(_line(clerk, rows.get(clerk, [])) for clerk in sorted(rows.keys() | set(clerks)))


def _grouped(strokes: Iterable[Mark], by: Callable[[Mark], _Key]) -> dict[_Key, list[Mark]]:
    rows: dict[_Key, list[Mark]] = {}
    for mark in strokes:
        rows.setdefault(by(mark), []).append(mark)
    return rows


def _line(key: str, strokes: Iterable[Mark], reviews: Reviews | None = None) -> Line:
    counted: dict[Column, int] = {}
    for mark in strokes:
        counted[mark.column] = counted.get(mark.column, 0) + 1
    count = counted.get
    return Line(
        key,
        {**_NO_VISITS, **{one: n for one, n in counted.items() if isinstance(one, Entrance)}},
        {**_NO_RESULTS, **{one: n for one, n in counted.items() if isinstance(one, Decision)}},
        count(Special.ASSISTED, 0),
        count(Special.CLOSED, 0),
        count(Special.OVERDUE, 0),
        *((None, None) if reviews is None else _rated(reviews)),
    )


def _rated(reviews: Reviews) -> tuple[int, int]:
    satisfied = (count for (_, level), count in reviews.items() if Level(level).is_satisfied)
    return sum(reviews.values()), sum(satisfied)


def _flow(courses: Sequence[Course]) -> Flow:
    moved = Counter(movement.move for seen in courses for movement in seen.moved_today)
    carried_in = sum(balance(seen.moved_before) for seen in courses)
    held = sum(seen.case.is_open and seen.case.outlet == seen.outlet for seen in courses)
    return Flow(
        carried_in,
        moved[Move.NEW],
        moved[Move.TRANSFERRED_IN],
        moved[Move.REOPENED],
        moved[Move.CLOSED],
        moved[Move.REJECTED],
        moved[Move.LEFT] + moved[Move.VOIDED],
        moved[Move.TRANSFERRED_OUT],
        held,
        sum(seen.voided_today for seen in courses),
    )


def _clerk_flow(told: Mapping[str, int]) -> Flow:
    return Flow(**{one.name: told.get(one.name, 0) for one in fields(Flow)})


def _intake(courses: Iterable[Course], outlet: str) -> Intake:
    def waits(case: Case) -> bool:
        state = case.transfer.came_from if case.transfer else case.state
        return case.outlet == outlet and case.is_open and state in _TAKEN

    waiting = taken = accepted = deficient = pledged = both = 0
    for seen in courses:
        if seen.never_was:
            continue
        waiting += sum(1 if entered else -1 for entered, _ in crossings(seen.before, waits))
        for entered, step in crossings(seen.today, waits):
            # Taken back, a decision takes back what it had counted.
            undone = isinstance(step.event.fact, DecisionUndone | CorrectionUndone)
            way, other = (-1, step.before) if undone else (1, step.after)
            if entered is not undone:
                taken += way
            elif other is not None:
                lacks, pledges = other.state is State.ACCEPTED_DEFICIENT, _is_pledged(other)
                accepted += way * (other.state in _ACCEPTED)
                deficient += way * lacks
                pledged += way * pledges
                both += way * (lacks and pledges)
    return Intake(waiting, taken, accepted, deficient, pledged, both)


def _is_pledged(case: Case) -> bool:
    return case.pledge is not None and case.state in _ACCEPTED
