"""What takes a review out of the rates: found by the next level, with a ground and a reason (domain.md §7.6).

The review itself stays as it was given; a finding is told beside it and may be taken back.
"""

from collections.abc import Collection

from outlet_app.domain.facts.rectification import Ground
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.texts import check_text, clean_text

# FACTS is a ground of an appeal: what the reviewer says of the facts stays a review.
GROUNDS = tuple(one for one in Ground if one is not Ground.FACTS)
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: of which review, by whom, and why; repeats: the review it says once more."""

    review: str
    ground: Ground
    reason: str
    by: str
    repeats: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A review as it stands before a finding: whose service it is of, and what is known of it.

    has_task: a bad review on its way is decided on its task. heads: who leads the outlet it is of.
    """

    rated_by: str
    is_excluded: bool = False
    has_task: bool = False
    heads: Collection[str] = ()


def hinders(found: Found, review: Standing, repeated: Standing | None) -> str | None:
    """Return the code of what stands against a finding; None where it may be made.

    repeated: the review that `repeats` names, None where there is none.
    """
    if found.by == review.rated_by or found.by in review.heads:
        # Nobody excludes a review of the own work or the own outlet (domain.md §7.4).
        return "exclusion.own"
    if not clean_text(found.reason) or check_text(found.reason, LONGEST_REASON) is not None:
        return "exclusion.reason"
    if review.has_task:
        return "exclusion.task"
    if review.is_excluded:
        return "exclusion.twice"
    if found.ground not in GROUNDS:
        return "exclusion.ground"
    return _repeats(found, repeated)


def hinders_return(by: str, reason: str, review: Standing) -> str | None:
    """Return what stands against counting a review again; None where nothing does."""
    if by == review.rated_by or by in review.heads:
        return "exclusion.own"
    if not clean_text(reason) or check_text(reason, LONGEST_REASON) is not None:
        return "exclusion.reason"
    return None if review.is_excluded else "exclusion.none"


def _repeats(found: Found, repeated: Standing | None) -> str | None:
    if found.ground is not Ground.DUPLICATE:
        return "exclusion.repeats" if found.repeats else None
    if repeated is None or found.repeats == found.review or repeated.is_excluded:
        # Of two alike one has to go on counting.
        return "exclusion.original"
    return None
