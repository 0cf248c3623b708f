"""The state table of a case: which moves the trade allows (domain.md §15.1 as mended by decisions.md 12)."""

from enum import StrEnum


class State(StrEnum):
    """Where a case stands; transfer, pause and 容缺 also leave their mark beside the state."""

    REGISTERED = "registered"
    RECEIVED = "received"
    CORRECTION = "correction"
    ACCEPTED = "accepted"
    ACCEPTED_DEFICIENT = "accepted_deficient"
    CORRECTION_AFTER = "correction_after"
    IN_PROGRESS = "in_progress"
    SUSPENDED = "suspended"
    TRANSFERRED = "transferred"
    RESULT_OK = "result_ok"
    RESULT_NO = "result_no"
    TRACKING = "tracking"
    CLOSED = "closed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"
    VOIDED = "voided"


S = State
ENDED = frozenset({S.CLOSED, S.REJECTED, S.WITHDRAWN, S.TERMINATED, S.VOIDED})
_LEAVING = frozenset({S.WITHDRAWN, S.TERMINATED})

_MOVES: dict[State, frozenset[State]] = {
    S.REGISTERED: frozenset({S.CLOSED, S.RECEIVED, S.TRANSFERRED, S.REJECTED, S.TRACKING, S.IN_PROGRESS}),
    S.RECEIVED: _LEAVING
    | {S.ACCEPTED, S.ACCEPTED_DEFICIENT, S.CORRECTION, S.REJECTED, S.TRANSFERRED, S.TRACKING, S.CLOSED},
    S.CORRECTION: _LEAVING | {S.RECEIVED},
    S.ACCEPTED: _LEAVING
    | {S.IN_PROGRESS, S.CORRECTION_AFTER, S.RESULT_OK, S.RESULT_NO, S.TRANSFERRED, S.CLOSED},
    S.ACCEPTED_DEFICIENT: _LEAVING | {S.ACCEPTED, S.IN_PROGRESS, S.CORRECTION_AFTER, S.TRACKING},
    S.CORRECTION_AFTER: _LEAVING | {S.IN_PROGRESS},
    S.IN_PROGRESS: _LEAVING
    | {S.SUSPENDED, S.CORRECTION_AFTER, S.RESULT_OK, S.RESULT_NO, S.TRANSFERRED, S.CLOSED},
    S.SUSPENDED: _LEAVING | {S.IN_PROGRESS},
    # The way back from a transfer is the state it came from; case.py holds it.
    S.TRANSFERRED: _LEAVING | {S.REJECTED},
    # A result given before its supplement may be revoked when that never comes.
    S.RESULT_OK: frozenset({S.CLOSED, S.TERMINATED}),
    S.RESULT_NO: frozenset({S.CLOSED, S.TERMINATED}),
    S.TRACKING: _LEAVING | {S.IN_PROGRESS, S.TRANSFERRED, S.CLOSED},
    # A query answered at once may turn out to be a complex one (domain.md §9.1).
    S.CLOSED: frozenset({S.IN_PROGRESS, S.REGISTERED}),
    S.REJECTED: frozenset(),
    S.WITHDRAWN: frozenset(),
    S.TERMINATED: frozenset(),
}
# 作废 ends whatever a case was: it should never have been registered.
MOVES = {state: targets | {S.VOIDED} for state, targets in _MOVES.items()} | {S.VOIDED: frozenset[State]()}
