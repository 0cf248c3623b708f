"""What a reminder must name, and what may be carried on (domain.md §9.2, §9.8)."""

from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.dossier import Case
from outlet_app.domain.facts.carrying import CarriedOn, DeclarationReminded, ReminderDropped
from outlet_app.domain.policies.policy import DECLARED, TOLD
from outlet_app.domain.problems import Refusal


@content.register
def _(fact: DeclarationReminded, case: Case) -> Refusal | None:
    """A reminder hangs on what was told of policies, once, and can be called upon."""
    if case.registered.sub_item != TOLD or case.reminder is not None or case.carried_on:
        return Refusal("reminder.none")
    if not (fact.policy.strip() and fact.name.strip()) or fact.sub_item not in DECLARED:
        return Refusal("reminder.incomplete")
    party = case.registered.applicant
    if not (party.name.strip() and party.phone.strip()):
        return Refusal("reminder.nobody")
    return None if fact.closes is None or fact.opens <= fact.closes else Refusal("reminder.incomplete")


@content.register
def _(fact: ReminderDropped, case: Case) -> Refusal | None:
    if case.reminder is None:
        return Refusal("reminder.none")
    return None if fact.reason.strip() else Refusal("reminder.no_reason")


@content.register
def _(fact: CarriedOn, case: Case) -> Refusal | None:
    """Never onto itself, and each number once."""
    known = {case.case_no, *(one.case_no for one in case.carried_on)}
    return Refusal("carrying.none") if not fact.case_no.strip() or fact.case_no in known else None
