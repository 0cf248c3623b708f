"""The states of a queued event, and which verdict leads to which (decisions.md 29)."""

WAITING = "waiting"
FAILED = "failed"
SENT = "sent"
PARKED = "parked"
NEEDS_YOU = "needs_you"

_BY_VERDICT = {"applied": SENT, "applied_warn": SENT, "parked": PARKED, "rejected": NEEDS_YOU}


def state_of(verdict: str) -> str:
    """What a verdict makes of an event in the queue; a KeyError is a server that speaks another treaty."""
    return _BY_VERDICT[verdict]
