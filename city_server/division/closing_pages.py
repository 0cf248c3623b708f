"""日结情况: which outlets closed a day, who signed, and whether both sides agreed."""

from datetime import date, timedelta

from starlette.responses import Response

from city_server import clock
from city_server.books import Books
from city_server.closings import End, closings
from city_server.division.view import page
from city_server.division.visit import Visit

_DAY = timedelta(days=1)
_LONGEST_BREAK = 30


def show(visit: Visit) -> Response:
    """The last working day before today, or the one asked for; outlets that did not close it first."""
    today = clock.now().date()
    with visit.city.store.read() as conn:
        books = visit.city.books(conn)
        day = _asked(visit.query.get("day", ""), today) or _working_day_before(books, today)
        found = closings(conn, day)
    counts = {end: sum(one.end is end for one in found) for end in End}
    before, after = _working_day_before(books, day), day + _DAY
    return page(
        visit,
        "closings.html",
        shown=day,
        outlets=found,
        counts=counts,
        before=before.isoformat(),
        after=after.isoformat() if after <= today else "",
    )


def _asked(told: str, today: date) -> date | None:
    """The day in the address; nothing for one that is no day or has not come."""
    try:
        day = date.fromisoformat(told)
    except ValueError:
        return None
    return day if date(2020, 1, 1) < day <= today else None


def _working_day_before(books: Books, day: date) -> date:
    calendar = books.calendar()
    for back in range(1, _LONGEST_BREAK):
        if calendar.is_workday(day - back * _DAY):
            return day - back * _DAY
    return day - _DAY
