"""Service events: which facts are one, so that each is offered for a review once (domain.md §7.4)."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from outlet_app.domain.decisions import Decision, decision_of
from outlet_app.domain.events import CaseEvent, Closed, CorrectionTaken, Fact, Rejected, SupplementTaken
from outlet_app.domain.facts.consultation import ConsultationAnswered
from outlet_app.domain.frozen import dataclass

# A set of kinds answers faster than isinstance; no fact is derived from another.
_SUPPLEMENTS = frozenset[type[Fact]]({CorrectionTaken, SupplementTaken})
_RESULTS = frozenset[type[Fact]]({Closed, Rejected, ConsultationAnswered})


class Occasion(StrEnum):
    """What somebody was served with."""

    CONSULT = "consult"
    INTAKE = "intake"
    SUPPLEMENT = "supplement"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Served:
    """One service event of a case: `code` names it in the case, `by` is whom a review is about."""

    code: str
    occasion: Occasion
    at: datetime
    by: str
    outlet: str


def occasion_of(fact: Fact, *, decided: bool) -> Occasion | None:
    """Return what the fact serves somebody with; `decided` where the case had its first decision before."""
    decision = None if decided else decision_of(fact)
    if decision is not None:
        return Occasion.CONSULT if decision is Decision.ANSWER else Occasion.INTAKE
    if type(fact) in _SUPPLEMENTS:
        return Occasion.SUPPLEMENT
    return Occasion.RESULT if type(fact) in _RESULTS else None


def served(before: Sequence[Served], event: CaseEvent, *, decided: bool) -> tuple[Served, ...]:
    """Return the service events of a case with this event's own, if it is one."""
    occasion = occasion_of(event.fact, decided=decided)
    if occasion is None:
        return tuple(before)
    place = 1 + sum(one.occasion is occasion for one in before)
    code = occasion.value if place == 1 else f"{occasion.value}-{place}"
    return (*before, Served(code, occasion, event.at, event.actor, event.outlet))
