"""A reminder is for a day to come: what can be declared today is declared today."""

from outlet_app.domain.calendar import local_day
from outlet_app.domain.circumstances.dispatch import circumstance
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.carrying import DeclarationReminded
from outlet_app.domain.problems import Refusal


@circumstance.register
def _(fact: DeclarationReminded, _case: Case, event: CaseEvent) -> Refusal | None:
    return None if fact.opens > local_day(event.at) else Refusal("reminder.open_now")
