"""The step that settles when something was: 核定时间."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.people import Person, Right
from outlet_app.domain.states import State


def offered(case: Case, person: Person) -> frozenset[str]:
    """For a 窗口负责人, while a moment of the case is in doubt (sync.md D.9)."""
    open_to = case.time_unsure and case.state is not State.VOIDED and person.may(Right.REOPEN)
    return frozenset({"confirm_time"}) if open_to else frozenset()
