"""What the pages are told of hand-overs: how far one has come, and what came about it from the city."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

ARRIVED = "arrived"


class Reach(StrEnum):
    """How far a hand-over has come; WITH_CITY has left this machine but nobody over there has it yet."""

    TO_SEND = "to_send"
    WITH_CITY = "with_city"
    ARRIVED = "arrived"
    TAKEN = "taken"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class HandOver:
    """The newest hand-over of a case, seen by the person signed in.

    asks_me: it waits for this person to take or return it; is_mine: this person answers for the sending side.
    """

    to_name: str
    to_outlet: str
    phone: str
    sender: str
    from_outlet: str
    sent_at: datetime
    receive_by: datetime | None
    reach: Reach
    stays_here: bool = False
    asks_me: bool = False
    is_mine: bool = False
    late: bool = False
    op_id: str = ""
    ended_by: str = ""
    reason: str = ""
    remark: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still waits for its answer."""
        return self.reach in (Reach.TO_SEND, Reach.WITH_CITY, Reach.ARRIVED)

    @property
    def concerns_me(self) -> bool:
        """Whether the person signed in has to look at it: to answer it, or to see to its answer."""
        return (self.is_open and (self.asks_me or self.is_mine)) or (
            self.reach is Reach.RETURNED and self.is_mine
        )


@dataclass(frozen=True, slots=True)
class TransferNews:
    """Something about a transfer that came down: `what` is ARRIVED, or how the other side answered."""

    what: str
    case_no: str
    applicant: str
    by: datetime | None = None
    reason: str = ""
    remark: str = ""
