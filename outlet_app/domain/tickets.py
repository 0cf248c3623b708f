"""叫号: how the numbers of a queue are written, and what may be told of one (domain.md §1.6)."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.duty import TicketCalled, TicketEnded, TicketFate, TicketServed
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.problems import Problem, Refusal

_SHAPE = re.compile(r"(\D{0,6})(\d{1,5})")
TICKET_FACTS = (TicketCalled, TicketServed, TicketEnded)
# Who was asked something or sent on must be told of in words: nobody looks it up elsewhere.
EXPLAINED = frozenset({TicketFate.ASKED, TicketFate.ELSEWHERE})


@dataclass(frozen=True, slots=True)
class Ticket:
    """A number of the queue: what stands before its digits, its value, and how many digits it has."""

    series: str
    value: int
    digits: int

    @property
    def text(self) -> str:
        """A007."""
        return f"{self.series}{self.value:0{self.digits}d}"


def read_ticket(raw: str) -> Ticket | Problem:
    """A number as it was typed, full-width or lower-case included."""
    text = "".join(unicodedata.normalize("NFKC", raw).upper().split())
    found = _SHAPE.fullmatch(text)
    if found is None or not found[2].isascii():
        return Problem("duty.ticket")
    return Ticket(found[1], int(found[2]), len(found[2]))


def next_ticket(number: str) -> str:
    """The number after this one, as the queue writes it; nothing after what is no number."""
    ticket = read_ticket(number)
    return Ticket(ticket.series, ticket.value + 1, ticket.digits).text if isinstance(ticket, Ticket) else ""


def calls_by(events: Iterable[CaseEvent]) -> dict[str, int]:
    """How many numbers each 工号 called to the window, by 工号; a number called twice was called twice."""
    called = Counter(event.actor for event in events if isinstance(event.fact, TicketCalled))
    return dict(sorted(called.items()))


def ticket_refused(
    before: Iterable[CaseEvent], at_window: str, fact: TicketCalled | TicketServed | TicketEnded
) -> Refusal | None:
    """Why this may not be told of the number, or None. at_window: the number whose fate is not told yet."""
    if isinstance(fact, TicketCalled):
        return _called(before, at_window, fact.number)
    if not at_window or fact.number != at_window:
        return Refusal("duty.ticket_none")
    if isinstance(fact, TicketServed):
        return None if fact.case_no else Refusal("duty.ticket_none")
    unsaid = fact.fate in EXPLAINED and not fact.note.strip()
    return Refusal("duty.ticket_why") if unsaid else None


def _called(before: Iterable[CaseEvent], at_window: str, number: str) -> Refusal | None:
    ticket = read_ticket(number)
    if isinstance(ticket, Problem) or ticket.text != number:
        return Refusal("duty.ticket")
    if at_window:
        return Refusal("duty.ticket_open", {"number": at_window})
    return Refusal("duty.ticket_used", {"number": number}) if _is_used(before, number) else None


def _is_used(before: Iterable[CaseEvent], number: str) -> bool:
    """Who did not come when called may come later; every other number is called once a day."""
    fate: TicketFate | str | None = None
    for event in before:
        match event.fact:
            case TicketServed(number=told) if told == number:
                fate = "served"
            case TicketEnded(number=told, fate=ended) if told == number:
                fate = ended
    return fate not in (None, TicketFate.PASSED)
