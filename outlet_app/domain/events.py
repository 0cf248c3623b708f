"""The record of truth: a case is the fold of these events."""

from datetime import date, datetime
from enum import StrEnum

from outlet_app.domain.calendar import local_day
from outlet_app.domain.facts import (
    agency,
    attachment,
    carrying,
    consultation,
    credit,
    delay,
    outcome,
    overseeing,
    package,
    pledge,
    policy,
    query,
    refusal,
    retiming,
    timing,
    tracking,
)
from outlet_app.domain.facts.amendment import (
    AmendCause,
    Amended,
    CorrectionUndone,
    DecisionUndone,
    FieldChange,
    MaterialChange,
    PaperVoided,
    Voided,
    VoidReason,
)
from outlet_app.domain.facts.course import (
    Closed,
    CorrectionTaken,
    DeemedAccepted,
    DueRecomputed,
    FeedbackGiven,
    Paused,
    Reopened,
    ResultReached,
    Resumed,
    StageReached,
    SupplementTaken,
    Terminated,
    Withdrawn,
    WorkStarted,
)
from outlet_app.domain.facts.deficiency import (
    LapseWay,
    ReminderStage,
    ReminderWay,
    SupplementExtended,
    SupplementLapsed,
    SupplementReminded,
)
from outlet_app.domain.facts.delivery import GivenOut, ResultCollected
from outlet_app.domain.facts.intake import (
    Accepted,
    AcceptedDeficient,
    AnsweredOnSpot,
    MaterialsChecked,
    MaterialsTaken,
    NoticeGiven,
    Registered,
    Rejected,
    TrackingStarted,
)
from outlet_app.domain.facts.lapse import DeemedWithdrawn, HandedBack, ProposalDeclined
from outlet_app.domain.facts.papers import PaperIssued, PrintFailed
from outlet_app.domain.facts.reviews import ReviewEnded, ReviewOffered, ReviewOutcome
from outlet_app.domain.facts.shared import (
    Channel,
    Complexity,
    Delivery,
    DueStamp,
    Fact,
    Incoming,
    NoticeLine,
    PromiseLine,
    ReplyWay,
    Situation,
)
from outlet_app.domain.facts.transfer import (
    HandedMaterial,
    TransferredOut,
    TransferReturned,
    TransferSeen,
    TransferTaken,
    TransferWithdrawn,
)
from outlet_app.domain.frozen import dataclass

__all__ = [
    "FACTS",
    "Accepted",
    "AcceptedDeficient",
    "AmendCause",
    "Amended",
    "AnsweredOnSpot",
    "CaseEvent",
    "Channel",
    "ClockTrust",
    "Closed",
    "Complexity",
    "CorrectionTaken",
    "CorrectionUndone",
    "DecisionUndone",
    "DeemedAccepted",
    "DeemedWithdrawn",
    "Delivery",
    "DueRecomputed",
    "DueStamp",
    "Fact",
    "FeedbackGiven",
    "FieldChange",
    "GivenOut",
    "HandedBack",
    "HandedMaterial",
    "Incoming",
    "LapseWay",
    "MaterialChange",
    "MaterialsChecked",
    "MaterialsTaken",
    "NoticeGiven",
    "NoticeLine",
    "PaperIssued",
    "PaperVoided",
    "Paused",
    "PrintFailed",
    "PromiseLine",
    "ProposalDeclined",
    "Registered",
    "Rejected",
    "ReminderStage",
    "ReminderWay",
    "Reopened",
    "ReplyWay",
    "ResultCollected",
    "ResultReached",
    "Resumed",
    "ReviewEnded",
    "ReviewOffered",
    "ReviewOutcome",
    "Situation",
    "StageReached",
    "SupplementExtended",
    "SupplementLapsed",
    "SupplementReminded",
    "SupplementTaken",
    "Terminated",
    "TrackingStarted",
    "TransferReturned",
    "TransferSeen",
    "TransferTaken",
    "TransferWithdrawn",
    "TransferredOut",
    "VoidReason",
    "Voided",
    "Withdrawn",
    "WorkStarted",
]


class ClockTrust(StrEnum):
    """How sure the machine was of the time it wrote (sync.md D.9)."""

    SERVER = "server"
    DERIVED = "derived"
    WALL = "wall"
    SUSPECT = "suspect"


_ALL: tuple[type[Fact], ...] = (
    Registered, MaterialsChecked, MaterialsTaken, AnsweredOnSpot, Accepted, TrackingStarted,
    AcceptedDeficient, NoticeGiven, TransferredOut, TransferTaken, TransferReturned, Rejected,
    CorrectionTaken, SupplementTaken, DeemedAccepted, WorkStarted, FeedbackGiven, StageReached,
    Paused, Resumed, ResultReached, Closed, Withdrawn, Terminated, Reopened, DueRecomputed,
    PaperIssued, PrintFailed, ReviewOffered, ReviewEnded,
    DeemedWithdrawn, ProposalDeclined, SupplementReminded, SupplementExtended, SupplementLapsed,
    Amended, Voided, PaperVoided, DecisionUndone, CorrectionUndone,
    ResultCollected,
    *consultation.FACTS,
    *delay.FACTS,
    *overseeing.FACTS,
    *timing.FACTS,
    *tracking.FACTS,
    *package.FACTS,
    *outcome.FACTS,
    *pledge.FACTS,
    *credit.FACTS,
    *policy.FACTS,
    *query.FACTS,
    *refusal.FACTS,
    *carrying.FACTS,
    retiming.Retimed,
    TransferWithdrawn, TransferSeen,
    *agency.FACTS,
    *attachment.FACTS,
)  # fmt: skip
FACTS: dict[str, type[Fact]] = {fact.KIND: fact for fact in _ALL}


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """One fact with who, when, where; `at` is aware (+08:00), ids are UUIDv7 strings."""

    op_id: str
    case_id: str
    at: datetime
    actor: str
    outlet: str
    terminal: str
    fact: Fact
    trust: ClockTrust = ClockTrust.WALL

    @property
    def day(self) -> date:
        """The local calendar day it belongs to."""
        return local_day(self.at)
