"""追评、改评: one later word of the same reviewer on a service event; the first is kept (domain.md §7.4)."""

from datetime import datetime, timedelta

from outlet_app.domain.dossier import Case
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.numbering import read_query_code
from outlet_app.domain.occasions import Served
from outlet_app.domain.problems import Problem

SUFFIX = "/again"
TRIES, CLOSED_FOR = 5, timedelta(hours=1)
WRONG_CODE = "query_code.other"


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong codes typed for a case, and when the first of them was (decisions.md 9: five a case and hour)."""

    since: datetime
    count: int

    def is_closed(self, now: datetime) -> bool:
        """Tell whether no further code is taken at this moment; a clock set back opens nothing."""
        return self.count >= TRIES and now < self.since + CLOSED_FOR


def one_more(before: Tries | None, now: datetime) -> Tries:
    """Return the count with one more wrong code; after an hour it begins anew."""
    if before is None or now >= before.since + CLOSED_FOR:
        return Tries(now, 1)
    return Tries(before.since, before.count + 1)


def again_code(occasion: str) -> str:
    """Return under which code a later word on a service event is kept; each event has one of them."""
    return f"{occasion}{SUFFIX}"


def first_code(occasion: str) -> str:
    """Return the service event's own code, whichever word on it is told."""
    return occasion.removesuffix(SUFFIX)


def is_again(occasion: str) -> bool:
    """Tell whether a review is a later word on an event that was reviewed before."""
    return occasion.endswith(SUFFIX)


def rated(case: Case) -> tuple[Served, ...]:
    """Return the service events that somebody has reviewed, the newest first."""
    return tuple(one for one in reversed(case.served) if one.code in case.reviews_rated)


def code_fits(case: Case, typed: str) -> Problem | None:
    """Return what hinders a typed 查询码; it stands on the papers in the reviewer's hands."""
    code = read_query_code(typed)
    if isinstance(code, Problem):
        return code
    return None if code == case.registered.query_code else Problem(WRONG_CODE)
