"""Finds what a fact changes; each subject registers its own facts."""

from outlet_app.domain.by_fact import by_fact
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent, Fact


@by_fact
def effect(fact: Fact, case: Case, event: CaseEvent) -> Case:  # noqa: ARG001 - the fallback needs no more
    """Return the case with the fact's own marks; facts without marks leave it as it is."""
    return case
