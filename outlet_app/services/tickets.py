"""叫号 at this terminal: which number of the queue stands at the window, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case
from outlet_app.domain.duty import Book, book_id, judge
from outlet_app.domain.events import CaseEvent, Channel, Registered
from outlet_app.domain.facts.duty import (
    DutyFact,
    TicketCalled,
    TicketEnded,
    TicketFate,
    TicketServed,
)
from outlet_app.domain.problems import Problem, Refusal, Refused
from outlet_app.domain.tickets import next_ticket, read_ticket
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.duty_reading import read_book
from outlet_app.services.recorder import Recorder, misfit, op_of
from outlet_app.services.reference import Reference


@dataclass(frozen=True, slots=True)
class TicketView:
    """The number at the window since when, empty for none, and the number that comes next."""

    number: str = ""
    since: datetime | None = None
    following: str = ""


class Tickets:
    """Numbers are typed, no queue machine is needed. A step is one transaction; Refused as the rules say."""

    def __init__(self, database: Database, reference: Reference, recorder: Recorder) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder

    def view(self) -> TicketView:
        """How the queue stands here now."""
        with self._database.reading() as uow:
            book = self._book(uow)
        calls = [event for event in book.events if isinstance(event.fact, TicketCalled)] if book else []
        if book is None or not calls:
            return TicketView()
        last = calls[-1]
        assert isinstance(last.fact, TicketCalled)
        return TicketView(book.ticket, last.at if book.ticket else None, next_ticket(last.fact.number))

    def call(self, raw: str) -> str:
        """叫号; the number as the book writes it."""
        ticket = read_ticket(raw)
        if isinstance(ticket, Problem):
            raise Refused(Refusal("duty.ticket"))
        self._write(TicketCalled(ticket.text))
        return ticket.text

    def end(self, number: str, fate: TicketFate, note: str = "", following: str = "") -> None:
        """The number led to no registration; the one after it is called in the same act where it is named."""
        ticket = read_ticket(following) if following.strip() else None
        if isinstance(ticket, Problem):
            raise Refused(Refusal("duty.ticket"))
        told: tuple[DutyFact, ...] = (TicketEnded(number, fate, note),)
        self._write(*told, *((TicketCalled(ticket.text),) if ticket else ()))

    def after(self, uow: UnitOfWork, case: Case, events: Sequence[CaseEvent]) -> None:
        """A registration at the window answers the number that stands there; nobody else's does."""
        first = events[0].fact
        if not isinstance(first, Registered) or first.channel is not Channel.COUNTER:
            return
        book = self._book(uow)
        if book is not None and book.ticket:
            self._append(uow, book, TicketServed(book.ticket, case.case_no))

    def _write(self, *facts: DutyFact) -> None:
        with self._database.unit_of_work() as uow:
            for fact in facts:
                self._append(uow, self._book(uow), fact)
            uow.commit()

    def _append(self, uow: UnitOfWork, book: Book | None, fact: DutyFact) -> None:
        event = self._recorder.event(self._id, fact)
        refusal = judge(book, event) or misfit(event)
        if refusal is not None:
            raise Refused(refusal)
        self._recorder.append(uow, op_of(event))

    @property
    def _id(self) -> str:
        here, today = self._reference, local_day(self._recorder.clock.now())
        return book_id(here.outlet.code, here.terminal, today)

    def _book(self, uow: UnitOfWork) -> Book | None:
        return read_book(uow.journal.of_case(self._id))
