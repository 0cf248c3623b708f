"""Whom the year's trainings have reached: enterprises counted once, however often they came."""

from collections.abc import Iterable

from outlet_app.domain.calendar import local_day
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.training.activity import Activity, Seat

# The implementation plan: 开展知识产权培训，覆盖企业超300家.
GOAL = 300


@dataclass(frozen=True, slots=True)
class Reach:
    """activities: held in the year. enterprises: told apart by code. uncoded: units known by name alone."""

    year: int
    activities: int
    people: int
    enterprises: int
    uncoded: int


def reach(activities: Iterable[Activity], year: int) -> Reach:
    """Count who signed in at the activities of a year; a unit whose code is known counts by its code."""
    of_year = [one for one in activities if local_day(one.plan.starts_at).year == year]
    came = [seat for one in of_year for seat in one.signed]
    coded = {seat.fact.code for seat in came if seat.fact.code}
    named = {seat.fact.unit for seat in came if seat.fact.code}
    uncoded = {seat.fact.unit for seat in came if _is_unit_without_code(seat)} - named
    return Reach(year, sum(bool(one.signed) for one in of_year), len(came), len(coded), len(uncoded))


def _is_unit_without_code(seat: Seat) -> bool:
    return bool(seat.fact.unit) and not seat.fact.code
