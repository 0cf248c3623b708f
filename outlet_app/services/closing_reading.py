"""Reads what this machine, and what the city, has of a day that is to be closed."""

from collections.abc import Iterable
from datetime import date, datetime, time

from outlet_app.domain.calendar import CST, ONE_DAY
from outlet_app.domain.closing import HeldCase, HeldDay
from outlet_app.domain.events import PaperIssued, Registered
from outlet_app.models.journal import Entry
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.sync.wire import DayHeld, Unreadable, decode_event, mark_of, sum_of


def held_here(uow: UnitOfWork, day: date) -> HeldDay:
    """Every case and record with an event on the day, with all their papers."""
    start, end = _span(day)
    stories = uow.journal.of_cases(uow.journal.between(start.isoformat(), end.isoformat()))
    cases, papers = {}, {}
    for case_id, entries in stories.items():
        number, printed = _told(entries)
        cases[case_id] = _case(case_id, number, entries)
        papers.update(printed)
    papers.update(dict.fromkeys(loose_of(uow, day), 1))
    return HeldDay(cases, papers)


def loose_of(uow: UnitOfWork, day: date) -> tuple[str, ...]:
    """The numbers of the day's papers that no operation tells of."""
    return tuple(sorted({paper.number for paper in uow.papers.loose(*_span(day)) if paper.number}))


def held_there(told: DayHeld) -> HeldDay:
    """The city's answer in the same terms."""
    cases = {one.case: HeldCase(one.number, one.sum.count, one.sum.digest) for one in told.cases}
    papers = {paper.number: paper.copies for one in told.cases for paper in one.papers}
    return HeldDay(cases, papers | dict.fromkeys(told.loose, 1))


def _span(day: date) -> tuple[datetime, datetime]:
    start = datetime.combine(day, time(), CST)
    return start, start + ONE_DAY


def _case(case_id: str, number: str, entries: Iterable[Entry]) -> HeldCase:
    known = list(entries)
    marks = [mark_of(case_id, one.case_n, one.verdict, one.sha256, one.op_id) for one in known if one.verdict]
    told = sum_of(marks)
    return HeldCase(number, told.count, told.digest, unsent=len(known) - len(marks))


def _told(entries: Iterable[Entry]) -> tuple[str, dict[str, int]]:
    """The case's number, and its papers with the highest copy of each."""
    number, papers = "", dict[str, int]()
    for entry in entries:
        fact = _fact(entry)
        if isinstance(fact, Registered):
            number = fact.case_no
        elif isinstance(fact, PaperIssued) and not (entry.verdict and entry.case_n is None):
            papers[fact.number] = max(fact.copy_no, papers.get(fact.number, 0))
    return number, papers


def _fact(entry: Entry) -> object:
    if entry.kind not in (Registered.KIND, PaperIssued.KIND):
        return None
    try:
        return decode_event(entry.body).fact
    except Unreadable:
        return None
