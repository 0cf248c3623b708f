"""Case = fold(events); which event may follow, by one table (domain.md §15.1, decisions.md 12)."""

from collections.abc import Iterable
from dataclasses import replace

from outlet_app.domain.decisions import decision_of
from outlet_app.domain.dossier import Case, Transfer
from outlet_app.domain.effects import effect
from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    AnsweredOnSpot,
    CaseEvent,
    Closed,
    CorrectionTaken,
    DeemedAccepted,
    DueRecomputed,
    Fact,
    FeedbackGiven,
    MaterialsChecked,
    MaterialsTaken,
    NoticeGiven,
    Paused,
    Registered,
    Rejected,
    Reopened,
    ResultReached,
    Resumed,
    StageReached,
    SupplementTaken,
    Terminated,
    TrackingStarted,
    TransferredOut,
    TransferReturned,
    TransferTaken,
    Withdrawn,
    WorkStarted,
)
from outlet_app.domain.materials import NoticeCause
from outlet_app.domain.problems import Refusal
from outlet_app.domain.states import ENDED, MOVES, State

__all__ = ["Case", "Transfer", "apply", "fold", "judge"]

_LEADS_TO: dict[type[Fact], State] = {
    AnsweredOnSpot: State.CLOSED,
    MaterialsTaken: State.RECEIVED,
    Accepted: State.ACCEPTED,
    TrackingStarted: State.TRACKING,
    AcceptedDeficient: State.ACCEPTED_DEFICIENT,
    TransferredOut: State.TRANSFERRED,
    Rejected: State.REJECTED,
    DeemedAccepted: State.ACCEPTED,
    WorkStarted: State.IN_PROGRESS,
    Paused: State.SUSPENDED,
    Resumed: State.IN_PROGRESS,
    Closed: State.CLOSED,
    Withdrawn: State.WITHDRAWN,
    Terminated: State.TERMINATED,
    Reopened: State.IN_PROGRESS,
}

# The state table says where a move may lead; these say which fact may make it.
_ONLY_FROM: dict[type[Fact], frozenset[State]] = {
    AnsweredOnSpot: frozenset({State.REGISTERED}),
    MaterialsTaken: frozenset({State.REGISTERED}),
    Accepted: frozenset({State.RECEIVED}),
    DeemedAccepted: frozenset({State.RECEIVED}),
    CorrectionTaken: frozenset({State.CORRECTION, State.CORRECTION_AFTER}),
    SupplementTaken: frozenset({State.ACCEPTED_DEFICIENT}),
    WorkStarted: frozenset({State.ACCEPTED, State.ACCEPTED_DEFICIENT, State.TRACKING}),
    Resumed: frozenset({State.SUSPENDED}),
    Closed: frozenset({State.RESULT_OK, State.RESULT_NO, State.TRACKING}),
    Reopened: frozenset({State.CLOSED}),
    TransferTaken: frozenset({State.TRANSFERRED}),
    TransferReturned: frozenset({State.TRANSFERRED}),
}
_WHILE_OPEN = (MaterialsChecked, FeedbackGiven, StageReached, DueRecomputed)


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
    changed = replace(changed, state=moved or case.state, events=case.events + 1, last_at=event.at)
    decision = decision_of(event.fact)
    if decision is None or case.decision is not None:
        return changed
    return replace(changed, decision=decision, decided_at=event.at, decided_by=event.actor)


def judge(case: Case | None, event: CaseEvent) -> Refusal | None:
    """Why the event may not follow on this case, or None where it may.

    Asked by the client before it saves and by the server on each push, so that both say the same.
    """
    if case is None:
        return None if isinstance(event.fact, Registered) else Refusal("case.unknown")
    if isinstance(event.fact, Registered):
        return Refusal("case.exists", {"case_no": case.case_no})
    return _guard(case, event.fact) or _content(case, event.fact)


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
    )


def _target(case: Case, fact: Fact) -> State | None:
    match fact:
        case NoticeGiven():
            return State.CORRECTION if case.state is State.RECEIVED else State.CORRECTION_AFTER
        case CorrectionTaken():
            return State.RECEIVED if case.state is State.CORRECTION else State.IN_PROGRESS
        case SupplementTaken():
            return None if case.promises_left(fact.materials) else State.ACCEPTED
        case ResultReached():
            return State.RESULT_OK if fact.supported else State.RESULT_NO
        case TransferTaken() | TransferReturned():
            return case.transfer.came_from if case.transfer else None
    return _LEADS_TO.get(type(fact))


def _guard(case: Case, fact: Fact) -> Refusal | None:
    refused = Refusal("state.guard", {"state": case.state.value, "fact": fact.KIND})
    if isinstance(fact, _WHILE_OPEN):
        return refused if case.state in ENDED else None
    if case.state not in _ONLY_FROM.get(type(fact), {case.state}):
        return refused
    target = _target(case, fact)
    if target is None or isinstance(fact, (TransferTaken, TransferReturned)):
        return None
    return None if target in MOVES[case.state] else refused


def _content(case: Case, fact: Fact) -> Refusal | None:
    match fact:
        case MaterialsChecked() if fact.check != case.checks + 1:
            return Refusal("check.order", {"check": fact.check, "expected": case.checks + 1})
        case NoticeGiven() if fact.ordinal != len(case.notices) + 1:
            return Refusal("notice.order", {"n": fact.ordinal, "expected": len(case.notices) + 1})
        case NoticeGiven() if not fact.lines:
            return Refusal("notice.empty")
        case NoticeGiven() if _breaks_only_once(fact) and not (fact.breach_reason and fact.approved_by):
            return Refusal("notice.second_needs_approval")
        case AcceptedDeficient() if not fact.promises:
            return Refusal("promise.empty")
    return None


def _breaks_only_once(fact: NoticeGiven) -> bool:
    return any(line.cause is NoticeCause.BREACH_SECOND_NOTICE for line in fact.lines)
