"""What the facts of 告知承诺 and of a 失信 proposal change in a case."""

from dataclasses import replace

from outlet_app.domain.discredit import CreditFile, Standing
from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.facts.credit import (
    CreditRepaired,
    DefenceHeard,
    DiscreditDropped,
    Discredited,
    DiscreditProposed,
)
from outlet_app.domain.facts.pledge import (
    ChecksDue,
    ConsequenceDrawn,
    PledgeChecked,
    PledgeMade,
)
from outlet_app.domain.marking import marked
from outlet_app.domain.pledges import Checked, Pledge, ends


@effect.register
def _(fact: PledgeMade, case: Case, event: CaseEvent) -> Case:
    return marked(case, pledge=Pledge(fact.lines, fact.edition, fact.open_as, event.at))


@effect.register
def _(fact: ChecksDue, case: Case, _event: CaseEvent) -> Case:
    return marked(case, pledge=replace(_pledge(case), due=fact.due))


@effect.register
def _(fact: PledgeChecked, case: Case, event: CaseEvent) -> Case:
    pledge = _pledge(case)
    checks = (*pledge.checks, Checked(fact, event.actor, event.at))
    return marked(case, pledge=replace(pledge, checks=checks))


@effect.register
def _(fact: ConsequenceDrawn, case: Case, event: CaseEvent) -> Case:
    pledge = _pledge(case)
    drawn = marked(case, pledge=replace(pledge, consequences=(*pledge.consequences, fact)))
    return marked(drawn, outcome=fact.reason, ended_at=event.at) if ends(fact.step, case) else drawn


@effect.register
def _(fact: DiscreditProposed, case: Case, event: CaseEvent) -> Case:
    return marked(case, credit=CreditFile(fact, event.at))


@effect.register
def _(fact: DefenceHeard, case: Case, _event: CaseEvent) -> Case:
    return marked(case, credit=replace(_file(case), defence=fact))


@effect.register
def _(fact: Discredited, case: Case, event: CaseEvent) -> Case:
    return marked(case, credit=_file(case).decided(Standing.LISTED, event.at, event.actor, fact.until))


@effect.register
def _(_fact: DiscreditDropped, case: Case, event: CaseEvent) -> Case:
    return marked(case, credit=_file(case).decided(Standing.DROPPED, event.at, event.actor))


@effect.register
def _(_fact: CreditRepaired, case: Case, event: CaseEvent) -> Case:
    return marked(case, credit=_file(case).decided(Standing.REPAIRED, event.at, event.actor))


def _pledge(case: Case) -> Pledge:
    return case.pledge or Pledge((), "")


def _file(case: Case) -> CreditFile:
    if case.credit is None:
        raise ValueError("nothing was proposed")
    return case.credit
