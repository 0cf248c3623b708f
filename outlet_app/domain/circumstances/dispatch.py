"""Finds what who, when and where of an event forbid; each subject registers its own facts."""

from outlet_app.domain.by_fact import by_fact
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent, Fact
from outlet_app.domain.problems import Refusal


@by_fact
def circumstance(fact: Fact, case: Case, event: CaseEvent) -> Refusal | None:  # noqa: ARG001 - the fallback
    """Why this person at this moment in this place may not say it; None where they may, as for most."""
    return None
