"""What asking for a review leaves in a case: that it was asked, and whether it was answered."""

from dataclasses import replace

from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.events import CaseEvent, ReviewEnded, ReviewOffered, ReviewOutcome


@effect.register
def _(fact: ReviewOffered, case: Case, _event: CaseEvent) -> Case:
    return replace(case, reviews_offered=(*case.reviews_offered, fact.occasion))


@effect.register
def _(fact: ReviewEnded, case: Case, _event: CaseEvent) -> Case:
    if fact.outcome is not ReviewOutcome.RATED:
        return case
    return replace(case, reviews_rated=(*case.reviews_rated, fact.occasion))
