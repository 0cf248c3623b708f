"""更正: entries in the course of a case (plan, visits, summaries, log of a 帮办), each with an address."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from outlet_app.domain.dossier import Case
from outlet_app.domain.entry_fields import TICKED, Access, ticked
from outlet_app.domain.facts.agency import AgencyActed, Doing
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned, VisitWay
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.problems import Refusal
from outlet_app.domain.visiting import planned_refused, summed_refused, visited_refused

Written = TrackingPlanned | FollowUpVisited | StageSummarised | AgencyActed
Turn = Callable[[str], object]
Row = TypeVar("Row")


class Book(StrEnum):
    """Where an entry stands."""

    PLAN = "plan"
    VISITS = "visits"
    SUMMARIES = "summaries"
    ACTIONS = "actions"


def _day_or_none(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


PARTS: Mapping[Book, Mapping[str, Turn]] = {
    Book.PLAN: {"goal": str, "measures": str, "partner": str, "next_follow_up": date.fromisoformat},
    Book.VISITS: {
        "way": VisitWay,
        "met": str,
        "findings": str,
        "day": date.fromisoformat,
        "next_follow_up": date.fromisoformat,
    },
    Book.SUMMARIES: {"summary": str, "effect": str},
    Book.ACTIONS: {
        "doing": Doing,
        "text": str,
        "day": date.fromisoformat,
        "place": str,
        "attachments": str,
        "minutes": int,
        "told": ticked,
        "reached": ticked,
        "next_step": str,
        "next_day": _day_or_none,
    },
}
_ADDRESS = re.compile(r"(plan)|(visits|summaries)\.(\d{1,4})|agencies\.(\d{1,4})\.(actions)\.(\d{1,4})")


@dataclass(frozen=True, slots=True)
class Place:
    """One entry: in which book, the how manieth, and in which 帮办代办 of the case."""

    book: Book
    index: int = 0
    agency: int = 0

    @property
    def address(self) -> str:
        """The entry as the fields of a 更正 name it."""
        if self.book is Book.PLAN:
            return self.book.value
        told = f"{self.book.value}.{self.index}"
        return f"agencies.{self.agency}.{told}" if self.book is Book.ACTIONS else told


def places(case: Case) -> Iterator[Place]:
    """Every entry that can be put right, the newest of each book first."""
    if case.plan is not None:
        yield Place(Book.PLAN)
    yield from (Place(Book.VISITS, index) for index in reversed(range(len(case.visits))))
    yield from (Place(Book.SUMMARIES, index) for index in reversed(range(len(case.summaries))))
    for number, agency in reversed(tuple(enumerate(case.agencies))):
        yield from (Place(Book.ACTIONS, index, number) for index in reversed(range(len(agency.actions))))


def split(field: str) -> tuple[Place, str] | None:
    """The entry and the part of it that a field names; None for a field of no book."""
    address, _, part = field.rpartition(".")
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return None
    plan, listed, index, agency, actions, line = found.groups()
    book = Book(plan or listed or actions)
    place = Place(book, int(index or line or 0), int(agency or 0))
    return (place, part) if part in PARTS[book] and place.address == address else None


def entry(case: Case, place: Place) -> Written | None:
    """The entry as it stands, None where the case has none there."""
    if place.book is Book.PLAN:
        return case.plan
    if place.book is Book.ACTIONS:
        lines = case.agencies[place.agency].actions if place.agency < len(case.agencies) else ()
        return lines[place.index].fact if place.index < len(lines) else None
    rows = case.visits if place.book is Book.VISITS else case.summaries
    return rows[place.index] if place.index < len(rows) else None


def access(case: Case, field: str) -> Access | None:
    """How a part of an entry is read and written; None where the case has no such entry."""
    told = split(field)
    if told is None or entry(case, told[0]) is None:
        return None
    place, part = told

    def write(into: Case, text: str) -> Case:
        before = entry(into, place)
        assert before is not None, "an entry never goes away"
        after = replace(before, **{part: PARTS[place.book][part](text)})  # type: ignore[arg-type]
        return _put(into, place, before, after)

    return Access(lambda of: _text(getattr(entry(of, place), part)), write)


def refused(case: Case, place: Place) -> Refusal | None:
    """Why an entry cannot stand as it is put right: what it must hold has not changed."""
    fact = entry(case, place)
    match fact:
        case TrackingPlanned():
            return planned_refused(fact, case, ())
        case FollowUpVisited():
            return visited_refused(fact, case, case.visits[: place.index]) or _before_next(case, place.index)
        case StageSummarised():
            return summed_refused(fact)
        case AgencyActed():
            return case.agencies[place.agency].line_refused(fact)
    return Refusal("amend.fixed")


def _before_next(case: Case, index: int) -> Refusal | None:
    later = case.visits[index + 1 : index + 2]
    if later and case.visits[index].day > later[0].day:
        return Refusal("tracking.visit_after_next", {"next": later[0].day.isoformat()})
    return None


def _text(value: object) -> str:
    if value is None or isinstance(value, bool):
        return TICKED if value else ""
    return str(value)


def _put(case: Case, place: Place, before: Written, after: Written) -> Case:
    match after:
        case TrackingPlanned():
            return _next(_replanned(case, after), before, after)
        case FollowUpVisited():
            visit = replace(case.visited[place.index], fact=after)
            put = replace(case, visited=_with(case.visited, place.index, visit))
            return _next(put, before, after) if place.index == len(case.visited) - 1 else put
        case StageSummarised():
            summed = replace(case.summed[place.index], fact=after)
            return replace(case, summed=_with(case.summed, place.index, summed))
    agency = case.agencies[place.agency]
    line = replace(agency.actions[place.index], fact=after)
    told = replace(agency, actions=_with(agency.actions, place.index, line))
    return replace(case, agencies=_with(case.agencies, place.agency, told))


def _replanned(case: Case, plan: TrackingPlanned) -> Case:
    """Visits and summaries made under the plan stand under it as it was meant; earlier plans stay."""
    visited = tuple(replace(one, plan=plan) if one.plan == case.plan else one for one in case.visited)
    summed = tuple(replace(one, plan=plan) if one.plan == case.plan else one for one in case.summed)
    return replace(case, plan=plan, visited=visited, summed=summed)


def _next(case: Case, before: Written, after: TrackingPlanned | FollowUpVisited) -> Case:
    """The day that is due follows the entry it was taken from."""
    assert isinstance(before, (TrackingPlanned, FollowUpVisited))
    due = case.next_follow_up is not None and case.next_follow_up == before.next_follow_up
    return replace(case, next_follow_up=after.next_follow_up) if due else case


def _with(rows: tuple[Row, ...], index: int, row: Row) -> tuple[Row, ...]:
    return (*rows[:index], row, *rows[index + 1 :])
