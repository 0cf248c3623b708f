"""What asking for a review leaves in a case: that it was asked, and whether it was answered."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.events import CaseEvent, ReviewEnded, ReviewOffered, ReviewOutcome
from outlet_app.domain.marking import marked


@effect.register
def _(fact: ReviewOffered, case: Case, _event: CaseEvent) -> Case:
    return marked(case, reviews_offered=(*case.reviews_offered, fact.occasion))


@effect.register
def _(fact: ReviewEnded, case: Case, _event: CaseEvent) -> Case:
    if fact.outcome is not ReviewOutcome.RATED:
        return case
    return marked(case, reviews_rated=(*case.reviews_rated, fact.occasion))
