"""Which fact leads to which state, and from where alone it may (domain.md §15.1, decisions.md 12)."""

from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    AnsweredOnSpot,
    Closed,
    CorrectionTaken,
    DeemedAccepted,
    DeemedWithdrawn,
    DueRecomputed,
    Fact,
    FeedbackGiven,
    MaterialsChecked,
    MaterialsTaken,
    Paused,
    Rejected,
    Reopened,
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
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned
from outlet_app.domain.states import State

_TRACKED = frozenset({State.TRACKING, State.IN_PROGRESS})

LEADS_TO: dict[type[Fact], State] = {
    AnsweredOnSpot: State.CLOSED,
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
}

# The state table says where a move may lead; these say which fact may make it.
ONLY_FROM: dict[type[Fact], frozenset[State]] = {
    AnsweredOnSpot: frozenset({State.REGISTERED}),
    MaterialsTaken: frozenset({State.REGISTERED}),
    Accepted: frozenset({State.RECEIVED}),
    DeemedAccepted: frozenset({State.RECEIVED}),
    CorrectionTaken: frozenset({State.CORRECTION, State.CORRECTION_AFTER}),
    DeemedWithdrawn: frozenset({State.CORRECTION, State.CORRECTION_AFTER}),
    SupplementTaken: frozenset({State.ACCEPTED_DEFICIENT}),
    WorkStarted: frozenset({State.ACCEPTED, State.ACCEPTED_DEFICIENT, State.TRACKING}),
    Resumed: frozenset({State.SUSPENDED}),
    Closed: frozenset({State.RESULT_OK, State.RESULT_NO, State.TRACKING}),
    Reopened: frozenset({State.CLOSED}),
    TransferTaken: frozenset({State.TRANSFERRED}),
    TransferReturned: frozenset({State.TRANSFERRED}),
    TrackingPlanned: _TRACKED,
    FollowUpVisited: _TRACKED,
    StageSummarised: _TRACKED,
}
WHILE_OPEN: tuple[type[Fact], ...] = (MaterialsChecked, FeedbackGiven, StageReached, DueRecomputed)
