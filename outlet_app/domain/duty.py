"""A terminal's book of one day: whose duty it is, and what may be written next (domain.md §1.6, §8.1)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from outlet_app.domain.events import CaseEvent, Fact
from outlet_app.domain.facts.duty import (
    AwayReason,
    DutyAway,
    DutyBack,
    DutyBegun,
    DutyEnded,
    DutyFact,
    DutyHanded,
    SealUsed,
    SignedInHere,
    SignedOutHere,
    TicketCalled,
    TicketEnded,
    TicketServed,
)
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.problems import Refusal
from outlet_app.domain.tickets import TICKET_FACTS, ticket_refused

MOST_COPIES = 99
_BOOK = "duty-"
# Slips, mandates, what stays in the house and sheets: no place for a seal is left on them.
UNSEALED = frozenset({"W01", "W10", "W13", "W14", "W16", "W17", "W18", "W19", "W25", "W28"})


@dataclass(frozen=True, slots=True)
class Book:
    """The day so far. on_duty: 工号, empty while nobody is; away: the window is left for a while.

    ticket: the number of the queue that stands at the window, empty where none is called or its fate is told.
    """

    book_id: str
    outlet: str
    terminal: str
    day: date
    on_duty: str = ""
    away: bool = False
    ticket: str = ""
    events: tuple[CaseEvent, ...] = ()

    @property
    def served(self) -> frozenset[str]:
        """Everybody who was on duty or stood in that day."""
        took = (event.fact.to for event in self.events if isinstance(event.fact, DutyHanded))
        began = (event.actor for event in self.events if isinstance(event.fact, DutyBegun))
        stood_in = (event.fact.stand_in for event in self.events if isinstance(event.fact, DutyAway))
        return frozenset({*took, *began, *stood_in}) - {""}

    @property
    def sealed(self) -> frozenset[str]:
        """The numbers of the papers with a use of a seal written down."""
        return frozenset(event.fact.number for event in self.events if isinstance(event.fact, SealUsed))


def takes_seal(form: str) -> bool:
    """Whether the outlet's seal belongs on a form."""
    return form not in UNSEALED


def book_id(outlet: str, terminal: str, day: date) -> str:
    """The id of the book: one a terminal and day, the same on every machine."""
    return f"{_BOOK}{outlet}-{terminal}-{day.isoformat()}"


def is_book(record_id: str) -> bool:
    """Whether an id is that of a terminal's book."""
    return record_id.startswith(_BOOK)


def fold(events: Iterable[CaseEvent]) -> Book:
    """Fold a book's events in their order; ValueError for none."""
    book: Book | None = None
    for event in events:
        book = apply(book, event)
    if book is None:
        raise ValueError("a book has at least one event")
    return book


def apply(book: Book | None, event: CaseEvent) -> Book:
    """The book after one event. The event is taken as legal: ask `judge` first."""
    if book is None:
        book = Book(event.case_id, event.outlet, event.terminal, event.day)
    return replace(_turned(book, event), events=(*book.events, event))


def judge(book: Book | None, event: CaseEvent) -> Refusal | None:
    """Why the event may not be written into this book, or None where it may."""
    if not isinstance(event.fact, DutyFact):
        return Refusal("case.unknown")
    if event.case_id != book_id(event.outlet, event.terminal, event.day):
        return Refusal("duty.book")
    if isinstance(event.fact, TICKET_FACTS):
        return ticket_refused(book.events if book else (), book.ticket if book else "", event.fact)
    on_duty, away = (book.on_duty, book.away) if book else ("", False)
    return _refused(event.fact, event.actor, on_duty, away=away)


def _turned(book: Book, event: CaseEvent) -> Book:
    match event.fact:
        case DutyBegun():
            return replace(book, on_duty=event.actor, away=False)
        case DutyHanded(to=to):
            return replace(book, on_duty=to, away=False)
        case DutyAway():
            return replace(book, away=True)
        case DutyBack():
            return replace(book, away=False)
        case DutyEnded():
            return replace(book, on_duty="", away=False)
        case TicketCalled(number=number):
            return replace(book, ticket=number)
        case TicketServed() | TicketEnded():
            return replace(book, ticket="")
    return book


def _refused(fact: Fact, actor: str, on_duty: str, *, away: bool) -> Refusal | None:
    match fact:
        case SealUsed():
            named = fact.number.strip() and fact.form and 0 < fact.copies <= MOST_COPIES
            return None if named else Refusal("duty.seal", {"most": MOST_COPIES})
        case SignedInHere():
            return None
        case SignedOutHere(since=since, left=left):
            return None if since <= left else Refusal("duty.signed_out")
        case DutyBegun():
            return _begun(fact, actor, on_duty)
    if actor != on_duty:
        return Refusal("duty.not_on")
    match fact:
        case DutyHanded():
            if fact.to in ("", actor):
                return Refusal("duty.to_whom")
            return None if fact.seals.strip() else Refusal("duty.seals")
        case DutyAway():
            if away:
                return Refusal("duty.away_already")
            return None if fact.reason is not AwayReason.OTHER or fact.note.strip() else Refusal("duty.why")
        case DutyBack():
            return None if away else Refusal("duty.not_away")
        case DutyEnded():
            return None if fact.seals.strip() else Refusal("duty.seals")
    return Refusal("case.unknown")


def _begun(fact: DutyBegun, actor: str, on_duty: str) -> Refusal | None:
    """Nobody is pushed out in silence: who comes without a hand-over says for whom."""
    if on_duty == actor:
        return Refusal("duty.already")
    if on_duty and fact.instead_of != on_duty:
        return Refusal("duty.taken", {"staff_no": on_duty[-4:]})
    return None
