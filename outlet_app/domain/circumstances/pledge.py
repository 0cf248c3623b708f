"""When a pledge can have been verified, and that only the city lists, strikes off or drops."""

from outlet_app.domain.calendar import local_day
from outlet_app.domain.circumstances.comparing import comparable
from outlet_app.domain.circumstances.dispatch import circumstance
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.credit import CreditRepaired, DiscreditDropped, Discredited, DiscreditProposed
from outlet_app.domain.facts.pledge import ConsequenceDrawn, PledgeChecked
from outlet_app.domain.outlets import is_city
from outlet_app.domain.problems import Refusal


@circumstance.register
def _(fact: PledgeChecked, case: Case, event: CaseEvent) -> Refusal | None:
    made = case.pledge.made_at if case.pledge else None
    if not comparable(case, event, made or event.at):
        return None
    early = made is not None and fact.checked_on < local_day(made)
    return Refusal("pledge.check_day") if early or fact.checked_on > event.day else None


@circumstance.register
def _(fact: ConsequenceDrawn, _case: Case, event: CaseEvent) -> Refusal | None:
    past = fact.rectify_by is not None and fact.rectify_by < event.day
    return Refusal("pledge.needs_day") if past else None


@circumstance.register
def _(fact: DiscreditProposed, _case: Case, event: CaseEvent) -> Refusal | None:
    return Refusal("credit.no_time") if fact.told_on > event.day else None


@circumstance.register
def _(fact: Discredited, case: Case, event: CaseEvent) -> Refusal | None:
    """The outlet proposes, the city lists: after hearing the applicant, and for a time to come (§3.7)."""
    if not is_city(event.outlet):
        return Refusal("credit.city_only")
    if case.credit is None or not case.credit.may_be_listed(event.day):
        return Refusal("credit.not_heard")
    return None if fact.until > event.day else Refusal("credit.no_time")


@circumstance.register(DiscreditDropped)
@circumstance.register(CreditRepaired)
def _(_fact: DiscreditDropped | CreditRepaired, _case: Case, event: CaseEvent) -> Refusal | None:
    return None if is_city(event.outlet) else Refusal("credit.city_only")
