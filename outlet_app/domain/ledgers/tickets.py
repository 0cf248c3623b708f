"""L24 叫号登记核查台账: whether every number of the queue has a line of the register (domain.md §1.6)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise

from outlet_app.domain.calendar import local_day
from outlet_app.domain.dossier import Case
from outlet_app.domain.duty import Book
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.duty import TicketCalled, TicketEnded, TicketFate, TicketServed
from outlet_app.domain.ledgers.ledger import Cell, Ledger, Line, Sum, SumOf
from outlet_app.domain.stock import Step
from outlet_app.domain.tickets import Ticket, read_ticket

CODE = "L24"
COLUMNS = ("post", "clerk", "ticket", "fate", "said", "queue")
SERVED, WAITING, MISSING = "served", "waiting", "missing"
# 过号 and 离开 are the visitor's doing; these are the window's.
FOUND = frozenset({TicketFate.ASKED.value, WAITING})
_Call = tuple[Ticket, CaseEvent]


def ticket_lines(books: Iterable[Book], since: date, until: date) -> tuple[Line, ...]:
    """Every number called from one local day to another with what became of it, and the numbers left out."""
    known = tuple(books)
    calls = [call for book in known for call in _calls(book, since, until)]
    told = (_line(book, event) for book in known for _, event in _calls(book, since, until))
    return tuple(sorted((*_left_out(calls), *told), key=lambda line: line.at))


def ticket_sums(found: Sequence[Line]) -> tuple[Sum, ...]:
    """Of the numbers called those with a registration: of the outlet, then of each clerk."""
    served: dict[tuple[date, str], list[Line]] = {}
    for line in found:
        if number := str(line.cells["ticket"]):
            served.setdefault((local_day(line.at), number), []).append(line)
    if not served:
        return ()
    # A number called again after 过号 is one visitor: the last call tells.
    last = [lines[-1] for lines in served.values()]
    clerks = sorted({str(line.cells["clerk"]) for line in last})
    own = ([line for line in last if line.cells["clerk"] == clerk] for clerk in clerks)
    return (
        _sum(SumOf.WHOLE, "", last),
        *(_sum(SumOf.CLERK, clerk, lines) for clerk, lines in zip(clerks, own, strict=True)),
    )


def _sum(kind: SumOf, name: str, lines: Sequence[Line]) -> Sum:
    return Sum(kind, name, len(lines), sum(line.cells["fate"] == SERVED for line in lines))


def _calls(book: Book, since: date, until: date) -> Iterator[_Call]:
    for event in book.events:
        if isinstance(event.fact, TicketCalled) and since <= local_day(event.at) <= until:
            ticket = read_ticket(event.fact.number)
            if isinstance(ticket, Ticket):
                yield ticket, event


def _line(book: Book, call: CaseEvent) -> Line:
    number, case_no, fate, note = _fate(book, call)
    cells: dict[str, Cell] = {
        "post": book.terminal,
        "clerk": call.actor,
        "ticket": number,
        "fate": fate,
        "said": note,
        "queue": fate if fate in FOUND else "",
    }
    return Line(call.at, "", case_no, cells)


def _fate(book: Book, call: CaseEvent) -> tuple[str, str, str, str]:
    """The number, its case, its fate and what was said of it: the first thing told after the call."""
    after = book.events[book.events.index(call) + 1 :]
    assert isinstance(call.fact, TicketCalled)
    for event in after:
        match event.fact:
            case TicketServed(number=number, case_no=case_no):
                return number, case_no, SERVED, ""
            case TicketEnded(number=number, fate=fate, note=note):
                return number, "", fate.value, note
    return call.fact.number, "", WAITING, ""


def _left_out(calls: Iterable[_Call]) -> Iterator[Line]:
    """Numbers are given one after the other: what lies between two calls of a day was called nowhere."""
    ordered = sorted(calls, key=lambda call: (*_series(call), call[0].value))
    for _, run in groupby(ordered, key=_series):
        for (before, _), (ticket, event) in pairwise(run):
            if ticket.value > before.value + 1:
                first = Ticket(ticket.series, before.value + 1, ticket.digits).text
                last = Ticket(ticket.series, ticket.value - 1, ticket.digits).text
                blank: dict[str, Cell] = dict.fromkeys(COLUMNS, "")
                yield Line(event.at, "", "", {**blank, "queue": f"{MISSING}|{first}|{last}"})


def _series(call: _Call) -> tuple[date, str]:
    ticket, event = call
    return local_day(event.at), ticket.series


def _none(_step: Step, _case: Case) -> None:
    return None


LEDGERS = (Ledger(CODE, COLUMNS, _none, ticket_sums),)
