"""Steps of a question that was not answered at once: answering it, and finding it complex."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.events import Complexity
from outlet_app.domain.moves import ANSWERABLE
from outlet_app.domain.people import Person


def offered(case: Case, _person: Person) -> frozenset[str]:
    """The steps that are open (domain.md §1.1, §9.2)."""
    simple = case.registered.complexity is Complexity.SIMPLE
    possible = {
        "answer": case.state in ANSWERABLE and case.decision is not None,
        "make_complex": case.is_open and simple,
    }
    return frozenset(name for name, holds in possible.items() if holds and case.is_consultation)
