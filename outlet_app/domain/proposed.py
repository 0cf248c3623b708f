"""What a missed period can propose, and how long a declined proposal stays quiet (decisions.md 16)."""

from datetime import date, timedelta

from outlet_app.domain.dossier import Case

DEEM_ACCEPTED, DEEM_WITHDRAWN, PROMISE_LAPSED = "deem_accepted", "deem_withdrawn", "lapse"
PROPOSALS = frozenset({DEEM_ACCEPTED, DEEM_WITHDRAWN, PROMISE_LAPSED})
LONGEST_QUIET = timedelta(days=30)


def is_quiet(case: Case, proposal: str, today: date) -> bool:
    """Tell whether a person has declined this proposal, and the day to ask again has not come."""
    said = case.declined
    return said is not None and said.proposal == proposal and today < said.again_on
