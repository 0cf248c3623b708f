"""What a stated will must hold: explained, fitting, no bank data without consent (domain.md §6, §12.2)."""

from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.dossier import Case
from outlet_app.domain.facts.policy import IntentChoice, IntentStated
from outlet_app.domain.policies.kleene import Truth, every
from outlet_app.domain.policies.policy import ITEM
from outlet_app.domain.problems import Refusal


@content.register
def _(fact: IntentStated, case: Case) -> Refusal | None:
    if case.registered.item != ITEM:
        return Refusal("intent.other_item")
    if case.intent is not None:
        return Refusal("intent.twice")
    return _unexplained(fact) or (_accepted(fact) if fact.choice is IntentChoice.ACCEPT else _kept_out(fact))


def _unexplained(fact: IntentStated) -> Refusal | None:
    """The truth is that of its lines, and what surely does not fit is offered to nobody."""
    tops = [line.truth for line in fact.lines if line.depth == 0]
    if not tops or every(tops) is not fact.truth:
        return Refusal("intent.unexplained")
    return Refusal("intent.not_fitting", {"policy": fact.policy.name}) if fact.truth is Truth.FALSE else None


def _accepted(fact: IntentStated) -> Refusal | None:
    if not fact.consents:
        return Refusal("intent.no_consent")
    account = [bool(part.strip()) for part in (fact.account_name, fact.bank, fact.account_no)]
    return Refusal("intent.account_half") if any(account) and not all(account) else None


def _kept_out(fact: IntentStated) -> Refusal | None:
    if fact.account_name or fact.bank or fact.account_no or fact.consents:
        return Refusal("intent.no_data_without_will")
    needs_reason = fact.choice is IntentChoice.DECLINE and not fact.reason.strip()
    return Refusal("intent.no_reason") if needs_reason else None
