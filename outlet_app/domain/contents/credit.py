"""What a 失信 proposal and the city's word on it must hold: told first, heard before listed (§3.7)."""

from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.credit import CreditAct
from outlet_app.domain.discredit import UNDER_WAY, Standing
from outlet_app.domain.dossier import Case
from outlet_app.domain.facts.credit import (
    CreditRepaired,
    DefenceHeard,
    DiscreditDropped,
    Discredited,
    DiscreditProposed,
)
from outlet_app.domain.problems import Refusal

NOT_PROPOSED = Refusal("credit.not_proposed")


@content.register
def _(fact: DiscreditProposed, case: Case) -> Refusal | None:
    """There must be something to blame: a promise not kept, or a pledge found untrue."""
    if case.credit is not None and case.credit.standing in UNDER_WAY:
        return Refusal("credit.proposed_before")
    if not fact.grounds.strip():
        return Refusal("credit.no_grounds")
    if fact.defend_until <= fact.told_on:
        return Refusal("credit.no_time")
    return None if blamed(fact.act, case) else Refusal("credit.no_act")


@content.register
def _(fact: DefenceHeard, case: Case) -> Refusal | None:
    if not _waits(case):
        return NOT_PROPOSED
    return None if fact.text.strip() or not fact.made else Refusal("credit.no_defence")


@content.register(Discredited)
@content.register(DiscreditDropped)
def _(fact: Discredited | DiscreditDropped, case: Case) -> Refusal | None:
    if not _waits(case):
        return NOT_PROPOSED
    return None if fact.reason.strip() else Refusal("credit.no_grounds")


@content.register
def _(fact: CreditRepaired, case: Case) -> Refusal | None:
    if case.credit is None or case.credit.standing is not Standing.LISTED:
        return Refusal("credit.not_listed")
    return None if fact.reason.strip() else Refusal("credit.no_grounds")


def _waits(case: Case) -> bool:
    return case.credit is not None and case.credit.standing is Standing.PROPOSED


def blamed(act: CreditAct, case: Case) -> bool:
    """Tell whether an act is to be seen in the case: a promise not kept, or a pledge found untrue."""
    if act is CreditAct.UNTRUE:
        return case.pledge is not None and case.pledge.broken
    return case.deficit is not None and (bool(case.deficit.late) or case.deficit.lapsed)
