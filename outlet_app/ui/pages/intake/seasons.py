"""What policies have to say to a registration: nothing open to declare, or wills that wait."""

from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.policies.policy import DECLARED, PolicyMode
from outlet_app.domain.policies.windows import Season
from outlet_app.domain.problems import Problem
from outlet_app.services.policy_views import Outlook


def policy_hints(seen: Outlook, entry: IntakeEntry) -> dict[str, Problem]:
    """Warnings by field; they never stop a decision, but are said before anything is typed in vain."""
    found: dict[str, Problem] = {}
    mode = DECLARED.get(entry.sub_item)
    closed = _closed(seen, mode) if mode else None
    if closed is not None:
        found["sub_item"] = closed
    if seen.waiting and entry.applicant.kind.is_body:
        found["item"] = Problem("policy.waiting", {"n": seen.waiting}, soft=True)
    return found


def _closed(seen: Outlook, mode: PolicyMode) -> Problem | None:
    """That no policy of the kind can be declared today, and from when the next one can."""
    seasons = [one.season for one in seen.seasons if one.mode is mode]
    if not seen.seasons or any(one.season.is_open for one in seasons):
        return None
    ahead = [one.opens for one in seasons if one.season is Season.BEFORE and one.opens]
    if not ahead:
        return Problem("policy.all_over", soft=True)
    return Problem("policy.none_open", {"opens": min(ahead).isoformat()}, soft=True)
