"""The first decision on a registration, which is what the daily sheet counts (decisions.md 13)."""

from enum import StrEnum

from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    AnsweredOnSpot,
    Fact,
    MaterialsTaken,
    NoticeGiven,
    Rejected,
    TrackingStarted,
    TransferredOut,
)


class Decision(StrEnum):
    """处理结果: exactly one a registration, never changed by what comes later."""

    ANSWER = "answer"
    ACCEPT = "accept"
    NOTICE = "notice"
    DEFICIENT = "deficient"
    TRANSFER = "transfer"
    REJECT = "reject"
    RECEIVE = "receive"


# What a proof may be pledged for: the case goes on at once.
BY_PLEDGE = frozenset({Decision.ACCEPT, Decision.DEFICIENT})
_OF_FACT: dict[type[Fact], Decision] = {
    AnsweredOnSpot: Decision.ANSWER,
    Accepted: Decision.ACCEPT,
    TrackingStarted: Decision.ACCEPT,
    NoticeGiven: Decision.NOTICE,
    AcceptedDeficient: Decision.DEFICIENT,
    TransferredOut: Decision.TRANSFER,
    Rejected: Decision.REJECT,
}


def decision_of(fact: Fact) -> Decision | None:
    """The decision a fact stands for, or None where it decides nothing."""
    if isinstance(fact, MaterialsTaken):
        return Decision.RECEIVE if fact.for_review else None
    return _OF_FACT.get(type(fact))
