"""Which list and which holiday plans count at an outlet on a day, of the bundled and the handed-down ones."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from outlet_app.domain.calendar import HolidayCalendar, read_calendar
from outlet_app.domain.catalogue import Catalogue
from outlet_app.domain.releases.order import Subject
from outlet_app.domain.releases.standing import Release, Status


def withheld(releases: Iterable[Release], subject: Subject, outlet: str, today: date) -> frozenset[str]:
    """The versions that do not count at an outlet on a day; cases pinned to them go on reading them."""
    return frozenset(
        one.order.name
        for one in releases
        if one.order.subject is subject and one.status(outlet, today) is not Status.IN_FORCE
    )


def list_in_force(
    lists: Mapping[str, Catalogue], releases: Sequence[Release], outlet: str, today: date
) -> Catalogue:
    """The list that counts for new cases; where none takes effect yet, the earliest does.

    lists: every version by name, of which at least one came with the program.
    """
    held_back = withheld(releases, Subject.CATALOGUE, outlet, today)
    numbers = {one.order.name: one.order.number for one in releases if one.order.subject is Subject.CATALOGUE}
    counting = (one for version, one in lists.items() if version not in held_back)
    in_order = sorted(counting, key=lambda one: (one.effective_from, numbers.get(one.version, 0)))
    return next((one for one in reversed(in_order) if one.effective_from <= today), in_order[0])


def plans_in_force(
    known: HolidayCalendar, releases: Iterable[Release], outlet: str, today: date
) -> HolidayCalendar:
    """The plans that came with the program, with those of the city in the place of their years."""
    years, version = {one.year: one for one in known.years}, known.version
    for one in plans_counting(releases, outlet, today):
        plan = read_calendar([one.order.content or {}]).years[0]
        years[plan.year] = plan
        version = f"{version}+{one.order.name}"
    return HolidayCalendar(tuple(years[year] for year in sorted(years)), version)


def plans_counting(releases: Iterable[Release], outlet: str, today: date) -> tuple[Release, ...]:
    """The released plans that count, each after those it takes the place of."""
    plans = (one for one in releases if one.order.subject is Subject.CALENDAR)
    counting = (one for one in plans if one.status(outlet, today) is Status.IN_FORCE)
    return tuple(sorted(counting, key=lambda one: one.rank))
