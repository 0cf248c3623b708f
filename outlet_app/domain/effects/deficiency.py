"""What the facts of 容缺 change in a case."""

from dataclasses import replace
from datetime import date

from outlet_app.domain.dossier import Case
from outlet_app.domain.effects.dispatch import effect
from outlet_app.domain.effects.joining import merged, replaced
from outlet_app.domain.events import (
    AcceptedDeficient,
    CaseEvent,
    DueStamp,
    SupplementExtended,
    SupplementLapsed,
    SupplementReminded,
    SupplementTaken,
)
from outlet_app.domain.marking import marked
from outlet_app.domain.promises import Deficit, first_due, moved


@effect.register
def _(fact: AcceptedDeficient, case: Case, event: CaseEvent) -> Case:
    return marked(
        case,
        accepted_at=event.at,
        dues=merged(case.dues, fact.dues),
        promises=fact.promises,
        supplement_due=fact.supplement_due,
        deficit=Deficit(fact.promises, fact.issue_first),
        next_follow_up=fact.next_follow_up or case.next_follow_up,
        handler=event.actor,
    )


@effect.register
def _(fact: SupplementTaken, case: Case, event: CaseEvent) -> Case:
    arrived = fact.arrived_on or event.day
    left = case.promises_left(fact.materials)
    kept = {line.code for line in left}
    came_late = tuple(line.code for line in case.promises if line.code not in kept and arrived > line.due)
    return marked(
        case,
        materials=replaced(case.materials, fact.materials),
        promises=left,
        supplement_due=_next_due(case, first_due(left)),
        deficit=replace(_deficit(case), late=(*_deficit(case).late, *came_late)),
    )


@effect.register
def _(fact: SupplementReminded, case: Case, _event: CaseEvent) -> Case:
    due = first_due(case.promises)
    given = (*_deficit(case).reminded, *(((due, fact.stage),) if due else ()))
    return marked(case, deficit=replace(_deficit(case), reminded=given))


@effect.register
def _(fact: SupplementExtended, case: Case, _event: CaseEvent) -> Case:
    before = _deficit(case)
    deficit = replace(before, extended=before.extended or not fact.force_majeure)
    return marked(case, promises=fact.promises, supplement_due=fact.due, deficit=deficit)


@effect.register
def _(fact: SupplementLapsed, case: Case, event: CaseEvent) -> Case:
    deficit = replace(_deficit(case), lapsed=True)
    return marked(case, outcome=fact.reason, ended_at=event.at, deficit=deficit)


def _deficit(case: Case) -> Deficit:
    return case.deficit or Deficit()


def _next_due(case: Case, day: date | None) -> DueStamp | None:
    stamp = case.supplement_due
    if day is None or stamp is None or stamp.at is None:
        return None
    return replace(stamp, at=moved(stamp.at, day))
