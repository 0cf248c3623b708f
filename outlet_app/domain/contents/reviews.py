"""A review needs a service it is about, and there is one for each (domain.md §7.3)."""

from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import ReviewEnded, ReviewOffered
from outlet_app.domain.problems import Refusal


@content.register
def _(fact: ReviewOffered, case: Case) -> Refusal | None:
    if fact.occasion not in {one.code for one in case.served}:
        return Refusal("review.no_service")
    if fact.occasion in case.reviews_rated:
        return Refusal("review.rated")
    return Refusal("review.offered") if fact.occasion in case.reviews_offered else None


@content.register
def _(fact: ReviewEnded, case: Case) -> Refusal | None:
    if fact.occasion not in case.reviews_offered:
        return Refusal("review.not_offered")
    return Refusal("review.rated") if fact.occasion in case.reviews_rated else None
