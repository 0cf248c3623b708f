"""L23 首问登记核查台账: whether a day's registrations follow one another, number by number (domain.md §1.6).

What a supervisor looks for: a number that nobody used, a time before that of the number before, a number of
another day, a moment that no sure clock wrote. A book without lines is a day without findings.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from outlet_app.domain.calendar import local_day
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent, ClockTrust, Registered
from outlet_app.domain.ledgers.ledger import Cell, Ledger, Line
from outlet_app.domain.numbering import CaseNumber, read_case_number
from outlet_app.domain.stock import Step

CODE = "L23"
COLUMNS = ("post", "clerk", "broken")
# Codes of the findings; behind the bar stands what they are about.
MISSING, BEFORE, OTHER_DAY, UNSURE = "missing", "before", "other_day", "unsure"
_Taken = tuple[CaseNumber, CaseEvent]


def continuity_lines(events: Iterable[CaseEvent], since: date, until: date) -> tuple[Line, ...]:
    """What does not follow among the registrations numbered from one day to another, in their order."""
    taken = sorted(_taken(events, since, until), key=_place)
    found = (line for _, run in groupby(taken, key=_run) for line in _of_run(list(run)))
    return tuple(sorted(found, key=lambda line: (line.at, line.case_no)))


def _taken(events: Iterable[CaseEvent], since: date, until: date) -> Iterator[_Taken]:
    for event in events:
        if isinstance(event.fact, Registered):
            number = read_case_number(event.fact.case_no)
            if isinstance(number, CaseNumber) and since <= number.day <= until:
                yield number, event


def _place(one: _Taken) -> tuple[str, date, str, int]:
    number, _ = one
    return number.sign, number.day, number.terminal, number.serial


def _run(one: _Taken) -> tuple[str, date, str]:
    """The numbers of one terminal and day follow one another."""
    return _place(one)[:3]


def _of_run(run: list[_Taken]) -> Iterator[Line]:
    last, latest = 0, None
    for number, event in run:
        broken = tuple(_broken(number, event, last, latest))
        if broken:
            yield _line(number, event, broken)
        last = number.serial
        latest = event if latest is None or event.at > latest.at else latest


def _broken(number: CaseNumber, event: CaseEvent, last: int, latest: CaseEvent | None) -> Iterator[str]:
    if number.serial > last + 1:
        yield f"{MISSING}|{last + 1}|{number.serial - 1}"
    if latest is not None and event.at < latest.at:
        yield f"{BEFORE}|{latest.at.isoformat()}"
    if local_day(event.at) != number.day:
        yield f"{OTHER_DAY}|{number.day.isoformat()}"
    if event.trust is ClockTrust.SUSPECT:
        yield UNSURE


def _line(number: CaseNumber, event: CaseEvent, broken: tuple[str, ...]) -> Line:
    cells: dict[str, Cell] = {"post": number.terminal, "clerk": event.actor, "broken": "\n".join(broken)}
    return Line(event.at, event.case_id, number.text, cells)


def _none(_step: Step, _case: Case) -> None:
    return None


LEDGERS = (Ledger(CODE, COLUMNS, _none),)
