"""Finds what must hold of a fact; each subject registers its own."""

from outlet_app.domain.by_fact import by_fact
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import Fact
from outlet_app.domain.problems import Refusal


@by_fact
def content(fact: Fact, case: Case) -> Refusal | None:  # noqa: ARG001 - the fallback needs no more
    """Why what the fact says cannot stand on this case; None where it can, as for facts that say nothing."""
    return None
