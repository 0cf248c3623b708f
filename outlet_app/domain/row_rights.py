"""Who may write what on a case: the outlet that holds it, and the post of whoever puts the name to it.

Asked where an event is made and where it is taken in, beside `judge`, which says what a case allows whoever
acts: what was let in once stays in, so neither reading nor folding asks this again (decisions.md 18, 22).
"""

from collections.abc import Callable, Iterator, Mapping

from outlet_app.domain.dossier import Case
from outlet_app.domain.events import (
    Amended,
    CaseEvent,
    DeemedAccepted,
    Fact,
    FeedbackGiven,
    MaterialsChecked,
    NoticeGiven,
    ProposalDeclined,
    Registered,
    Reopened,
    StageReached,
    SupplementExtended,
    SupplementLapsed,
    SupplementReminded,
    Terminated,
    TransferredOut,
    Voided,
)
from outlet_app.domain.exchanging import is_own_slip
from outlet_app.domain.facts.carrying import CarriedOn, DeclarationReminded, ReminderDropped
from outlet_app.domain.facts.consultation import MadeComplex
from outlet_app.domain.facts.credit import (
    CreditRepaired,
    DiscreditDropped,
    Discredited,
    DiscreditProposed,
)
from outlet_app.domain.facts.outcome import OutcomeWritten
from outlet_app.domain.facts.package import MemberAdded, MemberExchanged
from outlet_app.domain.facts.pledge import ChecksDue, ConsequenceDrawn, PledgeChecked, PledgeMade
from outlet_app.domain.facts.policy import IntentStated
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.domain.facts.timing import TimeConfirmed
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.leading import leads
from outlet_app.domain.people import Right
from outlet_app.domain.problems import Refusal
from outlet_app.domain.retiming import moves_clock

# What moves a case is kept to its holder by `judge`; of the rest these are the holder's alone as well.
HOLDERS: frozenset[type[Fact]] = frozenset(
    {
        Amended, CarriedOn, ChecksDue, ConsequenceDrawn, DeclarationReminded, DiscreditProposed,
        FeedbackGiven, FollowUpVisited, IntentStated, MadeComplex, MaterialsChecked, MemberAdded,
        MemberExchanged, OutcomeWritten, PledgeChecked, PledgeMade, ProposalDeclined, ReminderDropped,
        Retimed, StageReached, StageSummarised, SupplementExtended, SupplementReminded, TimeConfirmed,
        TrackingPlanned,
    }
)  # fmt: skip

# What only some posts may say, whatever the case.
POSTS: Mapping[type[Fact], Right] = {
    Reopened: Right.REOPEN,
    Voided: Right.REOPEN,
    Terminated: Right.APPROVE,
    TimeConfirmed: Right.REOPEN,
    DeemedAccepted: Right.APPROVE,
    DiscreditProposed: Right.APPROVE,
    Discredited: Right.DISCREDIT,
    DiscreditDropped: Right.DISCREDIT,
    CreditRepaired: Right.DISCREDIT,
}


@dataclass(frozen=True, slots=True)
class Demand:
    """A person whose name stands under an event, and the right that the post must carry for it."""

    staff_no: str
    right: Right


def not_held(case: Case | None, event: CaseEvent) -> Refusal | None:
    """Why an outlet that only looks on may not write it; None where it may."""
    if case is None or event.outlet == case.outlet or type(event.fact) not in HOLDERS:
        return None
    return Refusal("case.elsewhere", {"holder": case.outlet})


def demands(case: Case | None, event: CaseEvent) -> Iterator[Demand]:
    """Whose post has to carry what: of the actor first, then of who approved it at the desk."""
    fact = event.fact
    post = None if is_own_slip(case, event) else POSTS.get(type(fact))
    right = post or _by_content(case, fact) or _working(case, fact)
    if right is not None:
        yield Demand(event.actor, right)
    approver = _approver(fact)
    if approver:
        yield Demand(approver, Right.APPROVE)
    if isinstance(fact, TransferredOut) and fact.designated_by:
        yield Demand(fact.designated_by, Right.DESIGNATE)


def forbidden(case: Case | None, event: CaseEvent, may: Callable[[Demand], bool]) -> Refusal | None:
    """Why this outlet and these people may not write it. may: whether somebody's post carries a right."""
    held = not_held(case, event)
    if held is not None:
        return held
    lacking = next((one for one in demands(case, event) if not may(one)), None)
    return Refusal("right.missing") if lacking else None


def _approver(fact: Fact) -> str:
    if isinstance(fact, NoticeGiven | SupplementExtended | SupplementLapsed | ConsequenceDrawn):
        return fact.approved_by
    return ""


def _by_content(case: Case | None, fact: Fact) -> Right | None:
    """That an approver is named where one is needed is seen to by what a fact must hold."""
    ended = case is not None and not case.is_open
    if isinstance(fact, Amended) and ended:
        return Right.REOPEN
    if isinstance(fact, Retimed) and (ended or (case is not None and moves_clock(case, fact.changes))):
        return Right.REOPEN
    return None


def _working(case: Case | None, fact: Fact) -> Right | None:
    """Whoever opens a case, works on it or brings it on is a clerk; who only lists 失信 is not."""
    works = isinstance(fact, Registered) or type(fact) in HOLDERS
    return Right.REGISTER if works or (case is not None and leads(fact, case) is not None) else None
