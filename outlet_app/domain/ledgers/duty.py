"""L18 值班与交接班台账, and the uses of seals that stand in L17: both out of the terminals' books."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple
from datetime import date

from outlet_app.domain.attendance import unended
from outlet_app.domain.calendar import local_day
from outlet_app.domain.dossier import Case
from outlet_app.domain.duty import Book, book_id
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.duty import (
    DutyAway,
    DutyBegun,
    DutyEnded,
    DutyHanded,
    Pending,
    SealUsed,
    SignedInHere,
    SignedOutHere,
)
from outlet_app.domain.ledgers.ledger import Cell, Ledger, Line
from outlet_app.domain.stock import Step
from outlet_app.domain.tickets import TICKET_FACTS

CODE, WORKED = "L18", "worked"
# Told in L17 and L24.
_ELSEWHERE = (SealUsed, *TICKET_FACTS)
# Neither is work: who only opened and left a terminal has no line of work.
_BY_PROGRAM = (SignedInHere, SignedOutHere)
COLUMNS = ("duty", "post", "clerk", "partner", "pending", "seals", "devices", "said", "gap")


def duty_lines(
    books: Iterable[Book], worked: Iterable[CaseEvent], since: date, until: date
) -> tuple[Line, ...]:
    """Every entry of the books from one local day to another, in order of time, with what is missing.

    books: those of later days too, where they are at hand: they tell which 登录 was never ended.

    worked: whatever the outlet's people did: who worked at a terminal without being on duty has a line a day.
    """
    known = {book.book_id: book for book in books}
    open_stays = unended(one for book in known.values() for one in book.events)
    told = (
        _line(book, one, open_stays)
        for book in known.values()
        for one in book.events
        if _within(one, since, until)
    )
    found = (*(line for line in told if line), *_unregistered(known, worked, since, until))
    return tuple(sorted(found, key=lambda line: line.at))


def seal_lines(books: Iterable[Book], since: date, until: date) -> tuple[Line, ...]:
    """Every use of a seal, as L17 tells it."""
    events = (event for book in books for event in book.events if _within(event, since, until))
    return tuple(_used(event, event.fact) for event in events if isinstance(event.fact, SealUsed))


def _within(event: CaseEvent, since: date, until: date) -> bool:
    return since <= local_day(event.at) <= until


def _unregistered(
    books: Mapping[str, Book], worked: Iterable[CaseEvent], since: date, until: date
) -> Iterator[Line]:
    """在岗与办理记录核对: the first thing somebody did on a day on which they were nowhere on duty there."""
    first: dict[tuple[str, str], CaseEvent] = {}
    for event in sorted(worked, key=lambda one: one.at):
        if _within(event, since, until) and not isinstance(event.fact, _BY_PROGRAM):
            first.setdefault((book_id(event.outlet, event.terminal, event.day), event.actor), event)
    for (which, actor), event in first.items():
        book = books.get(which)
        if book is None or actor not in book.served:
            cells = {**_blank(event.terminal, actor), "duty": WORKED, "gap": "not_on_duty"}
            yield Line(event.at, "", "", cells)


def _blank(terminal: str, actor: str) -> dict[str, Cell]:
    return {**dict.fromkeys(COLUMNS, ""), "post": terminal, "clerk": actor}


def _used(event: CaseEvent, fact: SealUsed) -> Line:
    cells: dict[str, Cell] = {
        "event": fact.KIND,
        "form": fact.form,
        "number": fact.number,
        "copy": None,
        "pages": None,
        "seal": f"{fact.seal.value}|{fact.copies}",
        "applicant": "",
        "void": "",
        "clerk": event.actor,
    }
    return Line(event.at, "", fact.case_no, cells)


def _line(book: Book, event: CaseEvent, open_stays: Mapping[str, bool]) -> Line | None:
    if isinstance(event.fact, _ELSEWHERE):
        return None
    gap = "\n".join((*_gaps(book, event), *_unended(open_stays.get(event.op_id))))
    cells = {**_blank(book.terminal, event.actor), "duty": event.fact.KIND, "gap": gap, **_told(event)}
    return Line(event.at, "", "", cells)


def _told(event: CaseEvent) -> dict[str, Cell]:
    match event.fact:
        case DutyBegun(seals=seals, devices=devices, instead_of=before, note=note):
            return {"partner": before, "seals": seals, "devices": devices, "said": note}
        case DutyHanded() as fact:
            said = "\n".join(filter(None, (fact.papers, fact.note)))
            more: dict[str, Cell] = {"pending": _coded(fact.pending), "devices": fact.devices, "said": said}
            return {"partner": fact.to, "seals": fact.seals, **more}
        case DutyAway(reason=reason, stand_in=other, note=note):
            return {"partner": other, "said": f"{reason.value}|{note}"}
        case DutyEnded(pending=pending, seals=seals, note=note):
            return {"pending": _coded(pending), "seals": seals, "said": note}
        case SignedOutHere(way=way, since=since, left=left):
            return {"said": f"{way.value}|{since.isoformat()}|{left.isoformat()}"}
    return {}


def _coded(pending: Pending) -> str:
    return "|".join(map(str, astuple(pending)))


def _gaps(book: Book, event: CaseEvent) -> Iterator[str]:
    """What a supervisor looks for: 无人顶岗, 未返岗, 未交接, 未下班, 登录未到岗 (domain.md §1.6)."""
    fact = event.fact
    if isinstance(fact, SignedInHere) and event.actor not in book.served:
        yield "not_on_duty"
    if isinstance(fact, DutyAway):
        if not fact.stand_in:
            yield "nobody_stood_in"
        if book.away and _last(book, DutyAway) is event:
            yield "not_back"
    if isinstance(fact, DutyBegun):
        if fact.instead_of:
            yield "not_handed_over"
        if book.on_duty == event.actor and _last(book, DutyBegun) is event:
            yield "still_on"
    if isinstance(fact, DutyHanded) and book.on_duty == fact.to and _last(book, DutyHanded) is event:
        yield "still_on"


def _unended(is_cut: bool | None) -> tuple[str, ...]:
    """未签退 is said only where a later 登录 at the terminal shows it; before that it is 尚未签退."""
    return () if is_cut is None else ("not_signed_out",) if is_cut else ("not_yet_signed_out",)


def _last(book: Book, kind: type[object]) -> CaseEvent | None:
    return next((event for event in reversed(book.events) if isinstance(event.fact, kind)), None)


def _none(_step: Step, _case: Case) -> None:
    return None


LEDGERS = (Ledger(CODE, COLUMNS, _none),)
