"""Steps of whoever asks about a training: register for one, have it certified."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.moves import WITH_OUTCOME
from outlet_app.domain.people import Person

TRAININGS_ITEM = 10  # 知识产权培训与宣传服务 in the list


def offered(case: Case, _person: Person) -> frozenset[str]:
    """Both are open on a matter of item 10 once it is answered or worked on (domain.md §9.10)."""
    asks = case.registered.item == TRAININGS_ITEM and case.state in WITH_OUTCOME
    return frozenset({"enrol", "certify"}) if asks else frozenset()
