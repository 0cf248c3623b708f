"""The states of a queued event, and which verdict leads to which (decisions.md 29)."""

WAITING = "waiting"
FAILED = "failed"
SENT = "sent"
SENT_WITH_HINT = "sent_with_hint"
SUPERSEDED = "superseded"
PARKED = "parked"
NEEDS_YOU = "needs_you"

UNSENT = (WAITING, FAILED)
WENT_THROUGH = (SENT, SENT_WITH_HINT)
UNSETTLED = {WAITING: "waiting", FAILED: "failed", NEEDS_YOU: "need_you", PARKED: "parked"}
TOOK_EFFECT = ("applied", "applied_warn")
_BY_VERDICT = {"applied": SENT, "applied_warn": SENT_WITH_HINT, "parked": PARKED, "rejected": NEEDS_YOU}


def state_of(verdict: str) -> str:
    """What a verdict makes of an event in the queue; a KeyError is a server that speaks another treaty."""
    return _BY_VERDICT[verdict]
