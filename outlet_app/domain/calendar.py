"""Working days: the yearly holiday plans, business hours, and counting over them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from functools import cached_property

from outlet_app.domain.frozen import dataclass

CST = timezone(timedelta(hours=8))
ONE_DAY = timedelta(days=1)
SATURDAY = 5
# No counter worked with this program earlier: a clock that says so is wrong.
PROGRAM_BEGAN = date(2026, 11, 1)

Span = tuple[time, time]
DEFAULT_SPANS: tuple[Span, ...] = ((time(8, 30), time(12, 0)), (time(14, 30), time(17, 30)))


class CalendarError(ValueError):
    """A holiday plan that cannot be read: the year and what is wrong with it."""

    def __init__(self, year: object, reason: str) -> None:
        super().__init__(f"{year}: {reason}")
        self.year = year
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Season:
    """Business hours that hold from one month-day to another, both included, every year."""

    first: tuple[int, int]
    last: tuple[int, int]
    spans: tuple[Span, ...]

    def covers(self, day: date) -> bool:
        """Tell whether the day falls into this season; a season may run over New Year."""
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last


@dataclass(frozen=True, slots=True)
class BusinessHours:
    """When an outlet is open on a working day (decisions 16): spans of local time, by season."""

    spans: tuple[Span, ...] = DEFAULT_SPANS
    seasons: tuple[Season, ...] = ()

    @property
    def closes(self) -> time:
        """Return the end of the afternoon outside any season."""
        return self.spans[-1][1]

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """Return the spans in force on the day: the first season that covers it, else the usual ones."""
        return next((season.spans for season in self.seasons if season.covers(day)), self.spans)

    def closing(self, day: date) -> datetime:
        """Return the moment the counter closes on the day, with its offset."""
        return datetime.combine(day, self.spans_on(day)[-1][1], CST)


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """One year's plan (domain.md §11.2): days off, and weekend days worked instead."""

    year: int
    off: frozenset[date]
    worked: frozenset[date]
    source: str


class DayKind(StrEnum):
    """How a calendar day takes part in a count."""

    START = "start"
    COUNTED = "counted"
    OFF = "off"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class DayMark:
    """One day of the strip: the index is the number of working days counted up to and with it."""

    day: date
    kind: DayKind
    index: int


@dataclass(frozen=True, slots=True)
class CountedDay:
    """Where a count ended; assumed says that a year without a plan was counted Monday to Friday."""

    day: date
    assumed: bool


class _Workdays(dict[date, bool]):
    """The answers given so far: a list of cases asks about the same days again and again."""

    def __init__(self, years: tuple[HolidayYear, ...]) -> None:
        super().__init__()
        self._off = frozenset[date]().union(*(year.off for year in years))
        self._worked = frozenset[date]().union(*(year.worked for year in years))

    def __missing__(self, day: date) -> bool:
        works = day in self._worked or (day.weekday() < SATURDAY and day not in self._off)
        self[day] = works
        return works


class _Listed(dict[int, tuple[date, ...]]):
    """The working days of each year asked about, in their order: a count looks its end up in them."""

    def __init__(self, works: _Workdays) -> None:
        super().__init__()
        self._works = works

    def __missing__(self, year: int) -> tuple[date, ...]:
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        days, works = map(date.fromordinal, range(first, last + 1)), self._works
        self[year] = listed = tuple(day for day in days if works[day])
        return listed


@dataclass(frozen=True)
class HolidayCalendar:
    """All plans known to this machine, under one version that every case can name."""

    years: tuple[HolidayYear, ...] = ()
    version: str = ""

    @cached_property
    def _works(self) -> _Workdays:
        return _Workdays(self.years)

    @cached_property
    def _listed(self) -> _Listed:
        return _Listed(self._works)

    @cached_property
    def _known(self) -> frozenset[int]:
        return frozenset(year.year for year in self.years)

    def knows(self, year: int) -> bool:
        """Tell whether the year's plan has arrived."""
        return year in self._known

    def is_workday(self, day: date) -> bool:
        """Tell whether the day counts: the year's plan first, Monday to Friday otherwise."""
        return self._works[day]

    def add_workdays(self, day: date, n: int) -> CountedDay:
        """Return working day n after the day, which itself is day 0 (domain.md §11.3)."""
        if n <= 0:
            return CountedDay(day, self.assumes(day, day))
        year, days = day.year, self._listed[day.year]
        place = bisect_right(days, day) + n
        while place > len(days):
            place -= len(days)
            year += 1
            days = self._listed[year]
        return CountedDay(days[place - 1], self.assumes(day, days[place - 1]))

    def assumes(self, first: date, last: date) -> bool:
        """Tell whether counting from one day to the other leans on a year without a plan."""
        return not self._known.issuperset(range((first + ONE_DAY).year, last.year + 1))

    def walk(self, day: date, n: int) -> tuple[DayMark, ...]:
        """Return every calendar day from day 0 to working day n, in order."""
        marks, index, works = [DayMark(day, DayKind.START, 0)], 0, self._works
        while index < n:
            day += ONE_DAY
            if not works[day]:
                marks.append(DayMark(day, DayKind.OFF, index))
                continue
            index += 1
            marks.append(DayMark(day, DayKind.COUNTED if index < n else DayKind.DUE, index))
        return tuple(marks)

    def next_workday(self, day: date) -> date:
        """Return the first working day after the day."""
        return self.add_workdays(day, 1).day

    def previous_workday(self, day: date) -> date:
        """Return the last working day before the day."""
        days = self._listed[day.year]
        place = bisect_left(days, day)
        return days[place - 1] if place else self._listed[day.year - 1][-1]

    def workdays_between(self, first: date, last: date) -> int:
        """Count the working days after the first day up to and with the last; 0 if it is not later."""
        if last <= first:
            return 0
        years = range(first.year, last.year)
        between = sum(len(self._listed[year]) for year in years)
        return (
            between
            + bisect_right(self._listed[last.year], last)
            - bisect_right(self._listed[first.year], first)
        )


def local_day(at: datetime) -> date:
    """Return the calendar day of a moment here."""
    return at.astimezone(CST).date()


def read_calendar(plains: Iterable[Mapping[str, object]]) -> HolidayCalendar:
    """Build the calendar from plain yearly plans (domain.md §11.2).

    A plan is `{"year": 2026, "off": ["2026-01-01/2026-01-03", …], "worked": ["2026-01-04", …],
    "source": "…"}`; a day or a first/last pair, ISO 8601. Raises CalendarError.
    """
    years = tuple(sorted((_read_year(plain) for plain in plains), key=lambda plan: plan.year))
    return HolidayCalendar(years, "+".join(str(plan.year) for plan in years))


def _read_year(plain: Mapping[str, object]) -> HolidayYear:
    year = plain.get("year")
    if not isinstance(year, int):
        raise CalendarError(year, "year must be a number")
    off, worked = _read_days(year, plain, "off"), _read_days(year, plain, "worked")
    if off & worked:
        raise CalendarError(year, f"both off and worked: {min(off & worked)}")
    return HolidayYear(year, off, worked, str(plain.get("source", "")))


def _read_days(year: int, plain: Mapping[str, object], name: str) -> frozenset[date]:
    entries = plain.get(name, ())
    if not isinstance(entries, list | tuple):
        raise CalendarError(year, f"{name} must be a list")
    days = frozenset(day for entry in entries for day in _read_span(year, str(entry)))
    if any(day.year != year for day in days):
        raise CalendarError(year, f"{name} leaves the year")
    return days


def _read_span(year: int, entry: str) -> Iterator[date]:
    first, _, last = entry.partition("/")
    try:
        begin, end = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError as error:
        raise CalendarError(year, f"no date: {entry}") from error
    if end < begin:
        raise CalendarError(year, f"ends before it begins: {entry}")
    return (begin + timedelta(days=step) for step in range((end - begin).days + 1))
