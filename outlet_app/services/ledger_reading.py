"""Reads the lines of a ledger out of the journal: cases, and what stands in no case."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from outlet_app.domain.calendar import CST, ONE_DAY, HolidayCalendar
from outlet_app.domain.duty import is_book
from outlet_app.domain.events import CaseEvent, PaperIssued, PaperVoided, Registered
from outlet_app.domain.ledgers import (
    Ledger,
    Line,
    Sum,
    continuity,
    duty,
    lines,
    papers,
    rectification,
    reviews,
    sending,
    tickets,
    training,
)
from outlet_app.domain.ledgers.late import Late, late_cases, late_tasks
from outlet_app.domain.ledgers.papers import Apart
from outlet_app.domain.ledgers.sending import Sending
from outlet_app.domain.people import Person, Right
from outlet_app.models.cards import CardFilter
from outlet_app.models.journal import Entry
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.printing.preview import page_count
from outlet_app.services.duty_reading import read_books
from outlet_app.services.loose_papers import printed_by
from outlet_app.services.reading import Reading, read_case
from outlet_app.services.task_reading import all_tasks, may_see
from outlet_app.services.training_reading import all_activities
from outlet_app.sync.wire import Unreadable, decode_event

MOST_OPEN = 5_000
# Longer than any holiday: what falls due on the next working day lies within.
NEARLY_DAYS = 15
_UNTIL_SEEN = timedelta(days=NEARLY_DAYS)
Found = Callable[[UnitOfWork, Person, str, date, date], tuple[Line, ...]]


def ledger_lines(
    uow: UnitOfWork, ledger: Ledger, person: Person, here: str, since: date, until: date
) -> tuple[Line, ...]:
    """The lines of the days, in order of time and none left out."""
    elsewhere = _BESIDE_CASES.get(ledger.code)
    if elsewhere is not None:
        return elsewhere(uow, person, here, since, until)
    stories = [(of_case, read_case(of_case)) for of_case in _entries(uow, since, until)]
    read = [reading for _, reading in stories if reading]
    found = lines(ledger, [reading.counted for reading in read], here, since, until)
    alone = (line for reading in read for line in _not_let(ledger, reading, here, since, until))
    apart: tuple[Line, ...] = ()
    if ledger.code == papers.CODE:
        caseless = [of_none for of_none, reading in stories if reading is None]
        prints = papers.apart_lines(_prints(uow, caseless, here, since, until), since, until)
        apart = (*prints, *duty.seal_lines(read_books(caseless, here), since, until))
    return tuple(sorted((*found, *alone, *apart), key=lambda line: (line.at, line.case_no)))


def ledger_sums(
    uow: UnitOfWork, ledger: Ledger, person: Person, found: Sequence[Line], since: date, until: date
) -> tuple[Sum, ...]:
    """The figures at the foot; levels of reviews only for whoever leads the window (decisions.md 18)."""
    sums = ledger.sums(found) if ledger.sums else ()
    if ledger.code != reviews.CODE or not person.may(Right.SEE_REVIEWS):
        return sums
    return (*sums, *reviews.level_sums(uow.reviews.tally(since, until)))


def late_lines(
    uow: UnitOfWork, which: Late, person: Person, here: str, now: datetime, calendar: HolidayCalendar
) -> tuple[Line, ...]:
    """What of this outlet is on a list of W18 now; only what can be is read in full."""
    if which is Late.REVIEW:
        tasks = (one.task for one in all_tasks(uow) if may_see(one.task, person, here))
        return late_tasks(tasks, now, calendar)
    horizon = now + timedelta(days=NEARLY_DAYS) if which is Late.SOON else now
    cards = uow.cards.page(CardFilter(only_open=True), MOST_OPEN).rows
    near = [card.case_id for card in cards if card.due_at is not None and card.due_at <= horizon]
    read = (read_case(of_case) for of_case in uow.journal.of_cases(near).values()) if near else ()
    held = (reading.case for reading in read if reading and reading.case.outlet == here)
    return late_cases(held, which, now, calendar)


def _not_let(ledger: Ledger, reading: Reading, here: str, since: date, until: date) -> Iterator[Line]:
    """A registration that the city has not let count happened all the same: it stands in the book, marked."""
    if reading.counted:
        return
    first = next(step for step in reading.steps if isinstance(step.event.fact, Registered))
    # Its papers are in somebody's hand, whatever became of it.
    printed = (step.event for step in reading.steps if isinstance(step.event.fact, PaperIssued | PaperVoided))
    told = (first.event, *(printed if ledger.code == papers.CODE else ()))
    for line in lines(ledger, [told], here, since, until):
        yield replace(line, standing=first.entry.verdict or "")


def _prints(
    uow: UnitOfWork, caseless: Iterable[Iterable[Entry]], here: str, since: date, until: date
) -> Iterator[Apart]:
    """What belongs to no case: prints that a task or an activity tells of, and those nothing tells of."""
    for event in _decoded(caseless):
        if isinstance(fact := event.fact, PaperIssued) and event.outlet == here:
            yield Apart(event.at, fact.form, fact.number, fact.copy_no, fact.pages, event.actor)
    for paper in uow.papers.loose(*_moments(since, until)):
        pages = page_count(uow.papers.pdf(paper.paper_id))
        by = printed_by(uow, paper.paper_id)
        yield Apart(paper.created_at, paper.form, paper.number, paper.copy_no, pages, by)


def _moments(since: date, until: date) -> tuple[datetime, datetime]:
    return datetime.combine(since, time(), CST), datetime.combine(until, time(), CST) + ONE_DAY


def _entries(uow: UnitOfWork, since: date, until: date) -> tuple[tuple[Entry, ...], ...]:
    start, end = _moments(since, until)
    case_ids = uow.journal.between(start.isoformat(), end.isoformat())
    return tuple(tuple(of_case) for of_case in uow.journal.of_cases(case_ids).values())


def _tasks(uow: UnitOfWork, person: Person, here: str, since: date, until: date) -> tuple[Line, ...]:
    seen = [one.task for one in all_tasks(uow) if may_see(one.task, person, here)]
    return rectification.task_lines(seen, since, until)


def _activities(uow: UnitOfWork, _person: Person, here: str, since: date, until: date) -> tuple[Line, ...]:
    own = [one for one in all_activities(uow) if one.outlet == here]
    return training.activity_lines(own, since, until)


def _duties(uow: UnitOfWork, _person: Person, here: str, since: date, until: date) -> tuple[Line, ...]:
    stories = _entries(uow, since, until)
    worked = (event for event in _decoded(stories) if event.outlet == here)
    books = read_books((*stories, *_later_books(uow, until)), here)
    return duty.duty_lines(books, worked, since, until)


def _later_books(uow: UnitOfWork, until: date) -> Iterator[Iterable[Entry]]:
    """A stay that was never ended shows at the next 登录, on whatever day after."""
    start, end = _moments(until + ONE_DAY, until + _UNTIL_SEEN)
    ids = [one for one in uow.journal.between(start.isoformat(), end.isoformat()) if is_book(one)]
    return (tuple(entries) for entries in uow.journal.of_cases(ids).values()) if ids else iter(())


def _tickets(uow: UnitOfWork, _person: Person, here: str, since: date, until: date) -> tuple[Line, ...]:
    return tickets.ticket_lines(read_books(_entries(uow, since, until), here), since, until)


def _continuity(uow: UnitOfWork, _person: Person, here: str, since: date, until: date) -> tuple[Line, ...]:
    """Also of what the city has not let count: the number was taken."""
    registered = uow.journal.of_cases(uow.journal.of_kind(Registered.KIND)).values()
    events = (event for event in _decoded(registered) if event.outlet == here)
    return continuity.continuity_lines(events, since, until)


def _decoded(stories: Iterable[Iterable[Entry]]) -> Iterator[CaseEvent]:
    for entry in (entry for of_one in stories for entry in of_one):
        try:
            yield decode_event(entry.body)
        except Unreadable:
            continue


def _sendings(uow: UnitOfWork, _person: Person, _here: str, since: date, until: date) -> tuple[Line, ...]:
    """This machine's own events; those of other windows have been sent by them."""
    found: list[Sending] = []
    for of_case in _entries(uow, since, until):
        reading = read_case(of_case)
        number = reading.case.case_no if reading else ""
        found += [_sending(entry, number) for entry in of_case if entry.state is not None]
    return sending.sending_lines(found, since, until)


def _sending(entry: Entry, case_no: str) -> Sending:
    at = datetime.fromisoformat(entry.at)
    return Sending(at, entry.case_id or "", case_no, entry.kind, entry.actor, entry.state or "", entry.code)


_BESIDE_CASES: Mapping[str, Found] = {
    rectification.CODE: _tasks,
    training.CODE: _activities,
    sending.CODE: _sendings,
    duty.CODE: _duties,
    tickets.CODE: _tickets,
    continuity.CODE: _continuity,
}
