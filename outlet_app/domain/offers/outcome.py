"""The step that puts the outcome of a matter in writing."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.moves import WITH_OUTCOME
from outlet_app.domain.people import Person


def offered(case: Case, _person: Person) -> frozenset[str]:
    """Open once the matter is worked on or answered, and nothing promised is owed."""
    return frozenset({"outcome"}) if case.state in WITH_OUTCOME and not case.promises else frozenset()
