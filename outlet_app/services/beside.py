"""What stands about a case in the terminals' books: the seal on its papers, the number that was called."""

from collections.abc import Iterator, Sequence

from outlet_app.domain.dossier import Case
from outlet_app.domain.duty import book_id
from outlet_app.domain.events import CaseEvent, PaperIssued, Registered
from outlet_app.domain.facts.duty import SealUsed, TicketServed
from outlet_app.models.journal import Entry
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.reading import WITHOUT_EFFECT, Reading, Step
from outlet_app.sync.wire import Unreadable, decode_event


def course_of(uow: UnitOfWork, reading: Reading) -> tuple[Step, ...]:
    """The steps of a case with what the books of their days tell of it, each where it belongs in time."""
    beside = [step for entries in _books(uow, reading) for step in _about(entries, reading.case)]
    course = list(reading.steps)
    for step in beside:
        # The case's own order is the city's and stays; a step of a book goes before what came later.
        place = next((at for at, one in enumerate(course) if one.event.at > step.event.at), len(course))
        course.insert(place, step)
    return tuple(course)


def _books(uow: UnitOfWork, reading: Reading) -> Iterator[Sequence[Entry]]:
    """The books of the terminals and days on which a paper was made, or the case registered."""
    events = (step.event for step in reading.steps if isinstance(step.event.fact, PaperIssued | Registered))
    wanted = dict.fromkeys(book_id(event.outlet, event.terminal, event.day) for event in events)
    yield from uow.journal.of_cases(list(wanted)).values()


def _about(entries: Sequence[Entry], case: Case) -> Iterator[Step]:
    numbers = {paper.number for paper in case.papers}
    for entry in entries:
        if entry.kind not in (SealUsed.KIND, TicketServed.KIND):
            continue
        event = _decoded(entry)
        if event is None:
            continue
        match event.fact:
            case SealUsed(number=number) if number in numbers:
                yield Step(event, entry, entry.verdict not in WITHOUT_EFFECT)
            case TicketServed(case_no=case_no) if case_no == case.case_no:
                yield Step(event, entry, entry.verdict not in WITHOUT_EFFECT)


def _decoded(entry: Entry) -> CaseEvent | None:
    try:
        return decode_event(entry.body)
    except Unreadable:
        return None
