"""What reminders and further registrations leave in the case they came from."""

from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.carrying import CarriedOn, DeclarationReminded, ReminderDropped
from outlet_app.domain.marking import marked


@effect.register
def _(fact: DeclarationReminded, case: Case, _event: CaseEvent) -> Case:
    return marked(case, reminder=fact)


@effect.register
def _(_fact: ReminderDropped, case: Case, _event: CaseEvent) -> Case:
    return marked(case, reminder=None)


@effect.register
def _(fact: CarriedOn, case: Case, _event: CaseEvent) -> Case:
    """A reminder is fulfilled by what is registered of it."""
    return marked(case, reminder=None, carried_on=(*case.carried_on, fact))
