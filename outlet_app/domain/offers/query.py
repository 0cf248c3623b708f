"""The step of a query that turns out to be complex."""

from datetime import date

from outlet_app.domain.calendar import local_day
from outlet_app.domain.decisions import Decision
from outlet_app.domain.dossier import Case
from outlet_app.domain.facts.query import QUERY_ITEM
from outlet_app.domain.people import Person
from outlet_app.domain.states import State


def offered(case: Case, _person: Person, today: date) -> frozenset[str]:
    """Open once, on the day of the registration, after the basic query was answered (domain.md §9.1)."""
    answered = case.state is State.CLOSED and case.decision is Decision.ANSWER
    fresh = case.deepened is None and local_day(case.registered_at) == today
    query = case.registered.item == QUERY_ITEM and case.joined is None
    return frozenset({"deepen"}) if answered and fresh and query else frozenset()
