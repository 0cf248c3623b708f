"""在岗时段: from when to when somebody stood at a window, told from the books of the day (domain.md §8.2)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from outlet_app.domain.duty import Book
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.duty import DutyAway, DutyBack, DutyBegun, DutyEnded, DutyHanded
from outlet_app.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class DutySpan:
    """One stay at a window; until is None while it lasts, or where nobody wrote its end."""

    since: datetime
    until: datetime | None


def duty_spans(books: Iterable[Book]) -> Mapping[str, tuple[DutySpan, ...]]:
    """Return every person's stays of the day by 工号, in order, whichever terminal they were at."""
    found: dict[str, list[DutySpan]] = {}
    for book in books:
        for staff_no, span in _of_book(book.events):
            found.setdefault(staff_no, []).append(span)
    return {who: tuple(sorted(spans, key=lambda one: one.since)) for who, spans in found.items()}


def _of_book(events: Iterable[CaseEvent]) -> Iterator[tuple[str, DutySpan]]:
    """One terminal: whoever comes ends the stay of whoever was there."""
    there, since = "", datetime.min
    for event in events:
        turn = _next(event)
        if turn is None:
            continue
        if there:
            yield there, DutySpan(since, event.at)
        there, since = turn, event.at
    if there:
        yield there, DutySpan(since, None)


def _next(event: CaseEvent) -> str | None:
    """Who stands there from this event on: nobody as "", None where it changes nothing."""
    match event.fact:
        case DutyBegun() | DutyBack():
            return event.actor
        case DutyHanded(to=to):
            return to
        case DutyAway(stand_in=stand_in):
            return stand_in
        case DutyEnded():
            return ""
    return None
