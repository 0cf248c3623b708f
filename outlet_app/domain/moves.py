"""Which fact leads to which state, and from where alone it may (domain.md §15.1, decisions.md 12)."""

from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    Amended,
    AnsweredOnSpot,
    Closed,
    CorrectionTaken,
    CorrectionUndone,
    DecisionUndone,
    DeemedAccepted,
    DeemedWithdrawn,
    DueRecomputed,
    Fact,
    FeedbackGiven,
    MaterialsChecked,
    MaterialsTaken,
    PaperIssued,
    PaperVoided,
    Paused,
    PrintFailed,
    ProposalDeclined,
    Rejected,
    Reopened,
    ResultCollected,
    Resumed,
    StageReached,
    SupplementExtended,
    SupplementLapsed,
    SupplementReminded,
    SupplementTaken,
    Terminated,
    TrackingStarted,
    TransferredOut,
    TransferReturned,
    TransferTaken,
    TransferWithdrawn,
    Voided,
    Withdrawn,
    WorkStarted,
)
from outlet_app.domain.facts.agency import (
    AgencyActed,
    AgencyBegun,
    AgencyEnded,
    AgencyHanded,
    AgencyMandated,
    AgencyPassed,
    AgencyResumed,
    AgencyStopped,
)
from outlet_app.domain.facts.attachment import AttachmentAdded, AttachmentVoided
from outlet_app.domain.facts.carrying import CarriedOn, DeclarationReminded, ReminderDropped
from outlet_app.domain.facts.consultation import ConsultationAnswered, MadeComplex
from outlet_app.domain.facts.credit import (
    CreditRepaired,
    DefenceHeard,
    DiscreditDropped,
    Discredited,
    DiscreditProposed,
)
from outlet_app.domain.facts.delay import DelayExplained
from outlet_app.domain.facts.outcome import OutcomeWritten
from outlet_app.domain.facts.overseeing import DelayDemanded
from outlet_app.domain.facts.package import (
    MemberAdded,
    MemberExchanged,
    MemberStood,
    PackageJoined,
    PackageNoticed,
    PackageOpened,
)
from outlet_app.domain.facts.pledge import ChecksDue, ConsequenceDrawn, PledgeChecked, PledgeMade
from outlet_app.domain.facts.policy import IntentStated
from outlet_app.domain.facts.query import QueryDeepened
from outlet_app.domain.facts.refusal import RefusalSettled
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.domain.facts.timing import TimeConfirmed
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned
from outlet_app.domain.following import FOLLOWING
from outlet_app.domain.states import MOVES, State

# Where a case may stand while promised materials are still owed.
OWING = frozenset({State.ACCEPTED_DEFICIENT, State.IN_PROGRESS, State.SUSPENDED, State.CORRECTION_AFTER})
WITH_RESULT = frozenset({State.RESULT_OK, State.RESULT_NO})

# Where what was pledged can be verified, and where something can follow from it.
VERIFIABLE = OWING | WITH_RESULT | {State.ACCEPTED, State.TRACKING, State.CLOSED}
_PROPOSABLE = VERIFIABLE | {State.TERMINATED}

# Where a question stands while it is answered later.
ANSWERABLE = frozenset({State.REGISTERED, State.RECEIVED, State.ACCEPTED, State.IN_PROGRESS})

_TRACKED = frozenset({State.TRACKING, State.IN_PROGRESS})
# Results are fetched and papers given back after a case has ended.
_HELPED = frozenset(State) - {State.VOIDED}
# Where the outcome of a matter can be put in writing.
WITH_OUTCOME = WITH_RESULT | _TRACKED | {State.ACCEPTED, State.CLOSED}

LEADS_TO: dict[type[Fact], State] = {
    AnsweredOnSpot: State.CLOSED,
    ConsultationAnswered: State.CLOSED,
    MaterialsTaken: State.RECEIVED,
    Accepted: State.ACCEPTED,
    TrackingStarted: State.TRACKING,
    AcceptedDeficient: State.ACCEPTED_DEFICIENT,
    TransferredOut: State.TRANSFERRED,
    Rejected: State.REJECTED,
    DeemedWithdrawn: State.WITHDRAWN,
    WorkStarted: State.IN_PROGRESS,
    Paused: State.SUSPENDED,
    Resumed: State.IN_PROGRESS,
    Closed: State.CLOSED,
    Withdrawn: State.WITHDRAWN,
    Terminated: State.TERMINATED,
    Reopened: State.IN_PROGRESS,
    QueryDeepened: State.REGISTERED,
    SupplementLapsed: State.TERMINATED,
    Voided: State.VOIDED,
    PackageOpened: State.IN_PROGRESS,
}

# The state table says where a move may lead; these say which fact may make it.
ONLY_FROM: dict[type[Fact], frozenset[State]] = {
    AnsweredOnSpot: frozenset({State.REGISTERED}),
    ConsultationAnswered: ANSWERABLE,
    MaterialsTaken: frozenset({State.REGISTERED}),
    Accepted: frozenset({State.RECEIVED}),
    DeemedAccepted: frozenset({State.RECEIVED}),
    TrackingStarted: frozenset({State.REGISTERED, State.RECEIVED}),
    CorrectionTaken: frozenset({State.CORRECTION, State.CORRECTION_AFTER}),
    DeemedWithdrawn: frozenset({State.CORRECTION, State.CORRECTION_AFTER}),
    SupplementTaken: OWING | WITH_RESULT,
    SupplementLapsed: OWING | WITH_RESULT,
    Terminated: frozenset(state for state, to in MOVES.items() if State.TERMINATED in to) - WITH_RESULT,
    WorkStarted: frozenset({State.ACCEPTED, State.ACCEPTED_DEFICIENT, State.TRACKING}),
    Resumed: frozenset({State.SUSPENDED}),
    Closed: frozenset({State.RESULT_OK, State.RESULT_NO, State.TRACKING}),
    IntentStated: frozenset({State.REGISTERED}),
    PledgeMade: frozenset({State.REGISTERED, State.RECEIVED}),
    ChecksDue: frozenset({State.CLOSED}),
    PledgeChecked: VERIFIABLE,
    ConsequenceDrawn: VERIFIABLE,
    DiscreditProposed: _PROPOSABLE,
    DefenceHeard: _PROPOSABLE,
    Discredited: _PROPOSABLE,
    DiscreditDropped: _PROPOSABLE,
    CreditRepaired: _PROPOSABLE,
    Reopened: frozenset({State.CLOSED}),
    QueryDeepened: frozenset({State.CLOSED}),
    ResultCollected: frozenset({State.RESULT_OK, State.RESULT_NO, State.CLOSED}),
    OutcomeWritten: WITH_OUTCOME,
    TransferTaken: frozenset({State.TRANSFERRED}),
    TransferReturned: frozenset({State.TRANSFERRED}),
    TransferWithdrawn: frozenset({State.TRANSFERRED}),
    PackageOpened: frozenset({State.REGISTERED}),
    PackageJoined: frozenset({State.REGISTERED}),
    MemberStood: FOLLOWING,
    MemberAdded: FOLLOWING - {State.CLOSED},
    MemberExchanged: FOLLOWING - {State.CLOSED},
    TrackingPlanned: _TRACKED,
    FollowUpVisited: _TRACKED,
    StageSummarised: _TRACKED,
    AgencyActed: _HELPED,
    AgencyHanded: _HELPED,
    AgencyMandated: _HELPED,
    AgencyStopped: _HELPED,
    AgencyResumed: _HELPED,
    AgencyPassed: _HELPED,
    AgencyEnded: _HELPED,
    Amended: frozenset(State) - {State.VOIDED},
    Retimed: frozenset(State) - {State.VOIDED},
    DecisionUndone: frozenset(State) - {State.VOIDED},
    CorrectionUndone: frozenset({State.RECEIVED, State.IN_PROGRESS}),
    PaperIssued: frozenset(State) - {State.VOIDED},
    DeclarationReminded: frozenset(State) - {State.VOIDED},
    ReminderDropped: frozenset(State) - {State.VOIDED},
    CarriedOn: frozenset(State) - {State.VOIDED},
    AttachmentAdded: frozenset(State) - {State.VOIDED},
    AttachmentVoided: frozenset(State) - {State.VOIDED},
    TimeConfirmed: frozenset(State) - {State.VOIDED},
}
WHILE_OPEN: tuple[type[Fact], ...] = (
    MaterialsChecked, FeedbackGiven, StageReached, DueRecomputed, SupplementReminded, SupplementExtended,
    MadeComplex, DelayExplained, DelayDemanded,
    PackageNoticed,
    AgencyBegun,
    ProposalDeclined,
)  # fmt: skip
# The way back is where the case came from, not what the table leads to.
ANSWERS: tuple[type[Fact], ...] = (TransferTaken, TransferReturned)
BACK: tuple[type[Fact], ...] = (*ANSWERS, TransferWithdrawn, DecisionUndone, CorrectionUndone)
# What happens to the papers of a decision, and what is scanned after it, does not make it the past.
BESIDE: tuple[type[Fact], ...] = (
    PaperIssued,
    PrintFailed,
    PaperVoided,
    AttachmentAdded,
    AttachmentVoided,
    TimeConfirmed,
    RefusalSettled,
)
