"""追评、改评: one later word of the same reviewer on a service event; the first is kept (domain.md §7.4)."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.numbering import read_query_code
from outlet_app.domain.occasions import Served
from outlet_app.domain.problems import Problem

SUFFIX = "/again"
TRIES = 5
WRONG_CODE = "query_code.other"


def again_code(occasion: str) -> str:
    """Return under which code a later word on a service event is kept; each event has one of them."""
    return f"{occasion}{SUFFIX}"


def first_code(occasion: str) -> str:
    """Return the service event's own code, whichever word on it is told."""
    return occasion.removesuffix(SUFFIX)


def is_again(occasion: str) -> bool:
    """Tell whether a review is a later word on an event that was reviewed before."""
    return occasion.endswith(SUFFIX)


def last_rated(case: Case) -> Served | None:
    """Return the newest service event that somebody has reviewed."""
    rated = (one for one in reversed(case.served) if one.code in case.reviews_rated)
    return next(rated, None)


def code_fits(case: Case, typed: str) -> Problem | None:
    """Return what hinders a typed 查询码; it stands on the papers in the reviewer's hands."""
    code = read_query_code(typed)
    if isinstance(code, Problem):
        return code
    return None if code == case.registered.query_code else Problem(WRONG_CODE)
