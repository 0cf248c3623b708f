"""When a will can be confirmed: while the policy is in force and its 申报期 lasts (domain.md §9.8)."""

from datetime import date

from outlet_app.domain.circumstances.dispatch import circumstance
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.policy import IntentChoice, IntentStated
from outlet_app.domain.problems import Refusal


@circumstance.register
def _(fact: IntentStated, _case: Case, event: CaseEvent) -> Refusal | None:
    if fact.choice is not IntentChoice.ACCEPT:
        return None
    told = fact.policy
    spans = ((told.valid_from, told.valid_until), (told.opens, told.closes))
    missed = next((span for span in spans if not _within(event.day, *span)), None)
    return None if missed is None else Refusal("intent.out_of_season", _days(*missed))


def _within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def _days(first: date | None, last: date | None) -> dict[str, str | int]:
    return {"opens": first.isoformat() if first else "", "closes": last.isoformat() if last else ""}
