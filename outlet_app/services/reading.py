"""Reads a case out of the journal: its events in the city's order, ours that wait last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from outlet_app.domain.calendar import CST, ONE_DAY
from outlet_app.domain.case import Case, apply, judge
from outlet_app.domain.events import CaseEvent, Registered
from outlet_app.models.journal import Entry
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.sync.wire import Unreadable, decode_event

WITHOUT_EFFECT = frozenset({"rejected", "parked"})


@dataclass(frozen=True, slots=True)
class Step:
    """One stored event and whether it counts: a rejected or overtaken one stays visible without effect."""

    event: CaseEvent
    entry: Entry
    counts: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A case and the steps that led to it."""

    case: Case
    steps: tuple[Step, ...]

    @property
    def counted(self) -> tuple[CaseEvent, ...]:
        """The events that have effect, in order."""
        return tuple(step.event for step in self.steps if step.counts)


def read_case(entries: Iterable[Entry]) -> Reading | None:
    """Fold stored entries; None where not even a registration can be read.

    Events this version cannot read are kept in the journal and passed over here (sync.md D.11). A
    registration that the city has not let count is still shown, or nobody could look at the case, but
    nothing counts that stands on it.
    """
    case: Case | None = None
    founded = False
    steps: list[Step] = []
    told, settled = tuple(entries), 0
    whole = _whole(told)
    for entry in told:
        event = _decoded(entry)
        if event is None:
            continue
        opens = case is None and isinstance(event.fact, Registered)
        let = entry.verdict not in WITHOUT_EFFECT and (founded or opens)
        follows = entry.case_n == settled + 1 <= whole
        settled += follows
        counts = let and (follows or judge(case, event) is None)
        case = apply(case, event) if counts or opens else case
        founded = founded or counts
        steps.append(Step(event, entry, counts))
    return Reading(case, tuple(steps)) if case else None


def _whole(entries: Sequence[Entry]) -> int:
    """Up to which place the city's order is here without a gap, each place once.

    So far a step counts because the city let it, also where a rule of this version would not: two records of
    one case must not differ (sync.md I6). Beyond a gap the rules are asked.
    """
    places = sorted(entry.case_n for entry in entries if entry.case_n is not None)
    return next((n for n, place in enumerate(places) if place != n + 1), len(places))


def readings_of_day(uow: UnitOfWork, day: date) -> tuple[Reading, ...]:
    """The cases with an event on a day, as they stand now, with all their steps."""
    start = datetime.combine(day, time(), CST)
    touched = uow.journal.between(start.isoformat(), (start + ONE_DAY).isoformat())
    readings = map(read_case, uow.journal.of_cases(touched).values())
    return tuple(reading for reading in readings if reading)


def _decoded(entry: Entry) -> CaseEvent | None:
    try:
        return decode_event(entry.body)
    except Unreadable:
        return None
