"""The city's list: open cases of all outlets that ask for somebody who leads (domain.md §1.5, §1.6)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from city_server.books import Books
from city_server.sights import cases_among, may_ask
from outlet_app.domain.calendar import HolidayCalendar
from outlet_app.domain.dossier import Case
from outlet_app.domain.oversight import Concern, Rung, concerns, rung
from outlet_app.domain.urgency import overdue_workdays


@dataclass(frozen=True, slots=True)
class Overseen:
    """One line: where the case is, what presses, how far it has gone, and the outlet's own explanation."""

    outlet: str
    case_no: str
    handler: str
    concerns: tuple[Concern, ...]
    rung: Rung
    rule: str
    due: datetime | None
    overdue_workdays: int
    reason: str
    measures: str
    situation: str = ""
    answer_by: str = ""


def overseen(conn: Connection, now: datetime, books: Books, outlet: str = "") -> tuple[Overseen, ...]:
    """Return what stands on the list now, by outlet and the gravest first; of one outlet or of all.

    Only cases are read whose heads say that somebody may have to look (sights.py).
    """
    cases = (case for case in cases_among(conn, may_ask(now)) if case.is_open and outlet in ("", case.outlet))
    found = (line for case in cases if (line := line_of(case, now, books.calendar(case.outlet))) is not None)
    return tuple(sorted(found, key=_order))


def for_the_city(lines: tuple[Overseen, ...]) -> tuple[Overseen, ...]:
    """Return the lines that have climbed to the city: red since yesterday, and what was reported."""
    return tuple(one for one in lines if one.rung is Rung.CITY or Concern.URGENT in one.concerns)


def line_of(case: Case, now: datetime, calendar: HolidayCalendar) -> Overseen | None:
    """Return the line of one case; None where nothing asks for somebody who leads."""
    told = concerns(case, now)
    if not told:
        return None
    due = case.due
    at = due.at if due else None
    late = at is not None and at < now
    return Overseen(
        outlet=case.outlet,
        case_no=case.case_no,
        handler=case.handler,
        concerns=told,
        rung=rung(at, now, calendar, case.registered_at),
        rule=due.rule if due else "",
        due=at,
        overdue_workdays=overdue_workdays(at, now, calendar) if at and late else 0,
        reason=case.delay.reason if case.delay else "",
        measures=case.delay.measures if case.delay else "",
        situation=case.situation or "",
        answer_by=case.demanded.answer_by.isoformat() if case.demanded else "",
    )


def _order(one: Overseen) -> tuple[str, int, str]:
    return one.outlet, list(Concern).index(one.concerns[0]), one.case_no
