"""Case = fold(events); which event may follow, by one table (domain.md §15.1, decisions.md 12)."""

from collections.abc import Iterable

from outlet_app.domain.circumstances import circumstance
from outlet_app.domain.contents import content
from outlet_app.domain.decisions import decision_of
from outlet_app.domain.dossier import Case, LastDecision
from outlet_app.domain.effects import effect
from outlet_app.domain.events import (
    CaseEvent,
    ClockTrust,
    CorrectionTaken,
    DecisionUndone,
    DeemedAccepted,
    Fact,
    NoticeGiven,
    Registered,
    ResultReached,
    SupplementTaken,
)
from outlet_app.domain.facts.package import MemberStood
from outlet_app.domain.facts.pledge import ConsequenceDrawn
from outlet_app.domain.following import follows_only, parent_state
from outlet_app.domain.marking import marked
from outlet_app.domain.moves import ANSWERS, BACK, BESIDE, LEADS_TO, ONLY_FROM, WHILE_OPEN
from outlet_app.domain.occasions import served
from outlet_app.domain.pledges import ends
from outlet_app.domain.problems import Refusal
from outlet_app.domain.separation import examiners, separated
from outlet_app.domain.states import ENDED, MOVES, State

__all__ = ["Case", "apply", "fold", "judge"]


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
    moved = _target(case, event.fact)
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
        time_unsure=case.time_unsure or _is_unsure(event),
        last_decision=_last_decision(case, event),
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
    return case.last_decision if isinstance(event.fact, BESIDE) else None


def _target(case: Case, fact: Fact) -> State | None:
    match fact:
        case NoticeGiven():
            return State.CORRECTION if case.state is State.RECEIVED else State.CORRECTION_AFTER
        case CorrectionTaken():
            return State.RECEIVED if case.state is State.CORRECTION else State.IN_PROGRESS
        case SupplementTaken():
            return _supplied(case, fact)
        case DeemedAccepted():
            return State.TRACKING if fact.next_follow_up else State.ACCEPTED
        case ConsequenceDrawn():
            return State.TERMINATED if ends(fact.step, case) else None
        case DecisionUndone():
            return case.last_decision.before.state if case.last_decision else None
        case MemberStood():
            stands = parent_state({**dict(case.member_states), fact.member: fact.state})
            return None if stands is case.state or _stays_closed(case, stands) else stands
        case ResultReached():
            return State.RESULT_OK if fact.supported else State.RESULT_NO
    if isinstance(fact, BACK):
        return case.transfer.came_from if case.transfer else None
    return LEADS_TO.get(type(fact))


def _stays_closed(case: Case, stands: State) -> bool:
    """A closed parent is opened again by a child that goes on, not by another way of having ended."""
    return case.state is State.CLOSED and stands is not State.IN_PROGRESS


def _supplied(case: Case, fact: SupplementTaken) -> State | None:
    if case.state is not State.ACCEPTED_DEFICIENT or case.promises_left(fact.materials):
        return None
    return State.TRACKING if case.next_follow_up else State.ACCEPTED


def _guard(case: Case, fact: Fact) -> Refusal | None:
    if _fits(case, fact):
        return None
    return Refusal("state.guard", {"state": case.state.value, "fact": fact.KIND})


def _fits(case: Case, fact: Fact) -> bool:
    if isinstance(fact, WHILE_OPEN):
        return case.state not in ENDED
    if case.state not in ONLY_FROM.get(type(fact), {case.state}):
        return False
    target = _target(case, fact)
    # A parent goes wherever its children have gone, also back.
    return target is None or isinstance(fact, (*BACK, MemberStood)) or target in MOVES[case.state]


def _held_elsewhere(case: Case, event: CaseEvent) -> Refusal | None:
    """What moves a case is written where it is held; the answer to a transfer alone comes from outside."""
    moves = _target(case, event.fact) is not None or isinstance(event.fact, BACK)
    if not moves or isinstance(event.fact, ANSWERS):
        return None
    return None if event.outlet == case.outlet else Refusal("case.elsewhere", {"holder": case.outlet})
