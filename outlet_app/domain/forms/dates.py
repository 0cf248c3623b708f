"""Days and times as people type them at a counter: 1120, 11-20, 2026-11-20; 16:20, 1620, 16时20分."""

import re
from datetime import date, time, timedelta

from outlet_app.domain.identifiers import half_width
from outlet_app.domain.problems import Problem

_WRITTEN = re.compile(r"(?:(\d{4})[-./年]?)?(\d{1,2})[-./月]?(\d{1,2})日?")
_TIME = re.compile(r"(\d{1,2})(?:[:.时点](\d{1,2})?分?)|(\d{1,2})(\d{2})")
_HALF_A_YEAR = timedelta(days=183)
_SEPARATED = re.compile(r"\d[-./年月]")


def read_day(raw: str, today: date) -> date | Problem:
    """Return the day meant, without a year the next such day from today on; a Problem if there is none.

    Source: UI.md §7.
    """
    text = "".join(half_width(raw).split())
    found = _WRITTEN.fullmatch(text)
    if found is None or not (_SEPARATED.search(text) or len(text) in (4, 8)):
        return Problem("date.unreadable")
    year, month, day = (int(part) if part else None for part in found.groups())
    years = range(today.year, today.year + 5) if year is None else (year,)
    days = (made for one in years if (made := _day(one, month or 0, day or 0)))
    meant = (made for made in days if year is not None or made >= today)
    return next(meant, Problem("date.impossible"))


def read_past_day(raw: str, today: date) -> date | Problem:
    """The same of a day that is over: without a year the one nearest to today, so that slips are seen."""
    return read_day(raw, today - _HALF_A_YEAR)


def read_time(raw: str) -> time | Problem:
    """Return the time of day meant; a Problem if there is none. Source: UI.md §7, as for days."""
    found = _TIME.fullmatch("".join(half_width(raw).split()))
    if found is None:
        return Problem("time.unreadable")
    hour, minute = found.group(1) or found.group(3), found.group(2) or found.group(4) or "0"
    if int(hour) > 23 or int(minute) > 59:
        return Problem("time.impossible")
    return time(int(hour), int(minute))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
