"""Case = fold(events); which event may follow, by one table (domain.md §15.1, decisions.md 12)."""

from collections.abc import Iterable

from outlet_app.domain.circumstances import circumstance
from outlet_app.domain.contents import content
from outlet_app.domain.decisions import decision_of
from outlet_app.domain.dossier import Case, LastDecision, LastTaking
from outlet_app.domain.effects import effect
from outlet_app.domain.events import (
    CaseEvent,
    ClockTrust,
    CorrectionTaken,
    DecisionUndone,
    Fact,
    MaterialsChecked,
    Registered,
)
from outlet_app.domain.facts.package import MemberAdded, MemberExchanged, MemberStood
from outlet_app.domain.following import follows_only
from outlet_app.domain.leading import leads
from outlet_app.domain.marking import marked
from outlet_app.domain.moves import ANSWERS, BACK, BESIDE, ONLY_FROM, WHILE_OPEN
from outlet_app.domain.occasions import served
from outlet_app.domain.problems import Refusal
from outlet_app.domain.separation import examiners, separated
from outlet_app.domain.states import ENDED, MOVES

__all__ = ["Case", "apply", "fold", "judge"]

# A set of kinds answers faster than isinstance with as many; no fact is derived from another.
_WHILE_OPEN = frozenset(WHILE_OPEN)
_BESIDE = frozenset(BESIDE)
# A parent goes wherever its children have gone, also back.
_ANYWHERE = frozenset({*BACK, MemberStood, MemberAdded, MemberExchanged})


def fold(events: Iterable[CaseEvent]) -> Case:
    """Fold a case's events in their order; the first must be its registration (ValueError otherwise)."""
    case: Case | None = None
    for event in events:
        case = apply(case, event)
    if case is None:
        raise ValueError("a case has at least one event")
    return case


def apply(case: Case | None, event: CaseEvent) -> Case:
    """The case after one event. The event is taken as legal: ask `judge` first."""
    if case is None:
        return _opened(event)
    moved = leads(event.fact, case)
    changed = effect(event.fact, case, event)
    decision = decision_of(event.fact)
    decides = decision is not None and case.decision is None
    return marked(
        changed,
        state=moved or case.state,
        decision=decision if decides else changed.decision,
        decided_at=event.at if decides else changed.decided_at,
        decided_by=event.actor if decides else changed.decided_by,
        events=case.events + 1,
        last_at=event.at,
        examined_by=examiners(changed.examined_by, event),
        served=served(changed.served, event, decided=case.decision is not None),
        time_unsure=changed.time_unsure or _is_unsure(event),
        last_decision=_last_decision(case, event),
        last_taking=_last_taking(case, changed, event),
    )


def judge(case: Case | None, event: CaseEvent) -> Refusal | None:
    """Why the event may not follow on this case, or None where it may.

    Asked by the client before it saves and by the server on each push, so that both say the same.
    """
    if case is None:
        return None if isinstance(event.fact, Registered) else Refusal("case.unknown")
    if isinstance(event.fact, Registered):
        return Refusal("case.exists", {"case_no": case.case_no})
    return (
        _held_elsewhere(case, event)
        or follows_only(case, event.fact)
        or _guard(case, event.fact)
        or separated(case, event)
        or content(event.fact, case)
        or circumstance(event.fact, case, event)
    )


def _opened(event: CaseEvent) -> Case:
    if not isinstance(event.fact, Registered):
        raise ValueError(f"a case begins with its registration, not with {event.fact.KIND}")
    return Case(
        case_id=event.case_id,
        registered=event.fact,
        registered_at=event.at,
        first_contact=event.actor,
        outlet=event.outlet,
        terminal=event.terminal,
        handler=event.actor,
        dues=event.fact.dues,
        last_at=event.at,
        events=1,
        time_unsure=_is_unsure(event),
    )


def _is_unsure(event: CaseEvent) -> bool:
    return event.trust is ClockTrust.SUSPECT


def _last_decision(case: Case, event: CaseEvent) -> LastDecision | None:
    """Papers belong to their decision; whatever else follows makes it the past."""
    decision = decision_of(event.fact)
    if decision is not None:
        before = marked(case, last_decision=None) if case.last_decision else case
        return LastDecision(event.op_id, decision, event.at, event.actor, before)
    return case.last_decision if type(event.fact) in _BESIDE else None


def _last_taking(case: Case, changed: Case, event: CaseEvent) -> LastTaking | None:
    """As with a decision; a decision taken back leaves the 补正收件 before it the last again."""
    if isinstance(event.fact, CorrectionTaken):
        return LastTaking(
            event.op_id, event.at, event.actor, marked(case, last_decision=None, last_taking=None)
        )
    if isinstance(event.fact, DecisionUndone):
        return changed.last_taking
    last = case.last_taking
    # What was found of the papers is written down beside their coming, by the same hand.
    looked = isinstance(event.fact, MaterialsChecked) and last is not None and last.by == event.actor
    return last if looked or type(event.fact) in _BESIDE else None


def _guard(case: Case, fact: Fact) -> Refusal | None:
    if _fits(case, fact):
        return None
    return Refusal("state.guard", {"state": case.state.value, "fact": fact.KIND})


def _fits(case: Case, fact: Fact) -> bool:
    if type(fact) in _WHILE_OPEN:
        return case.state not in ENDED
    if case.state not in ONLY_FROM.get(type(fact), {case.state}):
        return False
    target = leads(fact, case)
    return target is None or type(fact) in _ANYWHERE or target in MOVES[case.state]


def _held_elsewhere(case: Case, event: CaseEvent) -> Refusal | None:
    """What moves a case is written where it is held; the answer to a transfer alone comes from outside."""
    if event.outlet == case.outlet or isinstance(event.fact, ANSWERS):
        return None
    moves = leads(event.fact, case) is not None or isinstance(event.fact, BACK)
    return Refusal("case.elsewhere", {"holder": case.outlet}) if moves else None
