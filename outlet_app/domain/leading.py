"""Where a fact leads a case: most kinds always to the same state, some by what they or the case say."""

from outlet_app.domain.by_fact import by_fact
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import (
    CorrectionTaken,
    CorrectionUndone,
    DecisionUndone,
    DeemedAccepted,
    Fact,
    NoticeGiven,
    ResultReached,
    SupplementTaken,
    TransferReturned,
    TransferTaken,
    TransferWithdrawn,
)
from outlet_app.domain.facts.package import MemberAdded, MemberExchanged, MemberStood
from outlet_app.domain.facts.pledge import ConsequenceDrawn
from outlet_app.domain.following import parent_state
from outlet_app.domain.moves import LEADS_TO
from outlet_app.domain.pledges import ends
from outlet_app.domain.states import State


@by_fact
def leads(fact: Fact, case: Case) -> State | None:  # noqa: ARG001 - the fallback needs no more
    """Return the state the fact moves the case to; None where it leaves it in its own."""
    return LEADS_TO.get(type(fact))


@leads.register
def _(_fact: NoticeGiven, case: Case) -> State:
    return State.CORRECTION if case.state is State.RECEIVED else State.CORRECTION_AFTER


@leads.register
def _(_fact: CorrectionTaken, case: Case) -> State:
    return State.RECEIVED if case.state is State.CORRECTION else State.IN_PROGRESS


@leads.register
def _(fact: SupplementTaken, case: Case) -> State | None:
    if case.state is not State.ACCEPTED_DEFICIENT or case.promises_left(fact.materials):
        return None
    return State.TRACKING if case.next_follow_up else State.ACCEPTED


@leads.register
def _(fact: DeemedAccepted, _case: Case) -> State:
    return State.TRACKING if fact.next_follow_up else State.ACCEPTED


@leads.register
def _(fact: ConsequenceDrawn, case: Case) -> State | None:
    return State.TERMINATED if ends(fact.step, case) else None


@leads.register
def _(_fact: DecisionUndone, case: Case) -> State | None:
    return case.last_decision.before.state if case.last_decision else None


@leads.register
def _(_fact: CorrectionUndone, case: Case) -> State | None:
    return case.last_taking.before.state if case.last_taking else None


@leads.register
def _(fact: MemberStood, case: Case) -> State | None:
    stands = parent_state({**dict(case.member_states), fact.member: fact.state})
    return None if stands is case.state or _stays_closed(case, stands) else stands


@leads.register
def _(_fact: MemberAdded | MemberExchanged, case: Case) -> State | None:
    return None if case.state is State.IN_PROGRESS else State.IN_PROGRESS


@leads.register
def _(fact: ResultReached, _case: Case) -> State:
    return State.RESULT_OK if fact.supported else State.RESULT_NO


@leads.register
def _(_fact: TransferTaken | TransferReturned | TransferWithdrawn, case: Case) -> State | None:
    return case.transfer.came_from if case.transfer else None


def _stays_closed(case: Case, stands: State) -> bool:
    """A closed parent is opened again by a child that goes on, not by another way of having ended."""
    return case.state is State.CLOSED and stands is not State.IN_PROGRESS
