"""Facts of the first visit: registration and the decisions a clerk can take on it."""

from datetime import date, datetime
from typing import ClassVar

from outlet_app.domain.applicant import Agent, Applicant
from outlet_app.domain.facts.shared import (
    Channel,
    Complexity,
    Delivery,
    DueStamp,
    Fact,
    Incoming,
    NoticeLine,
    PromiseLine,
    Situation,
)
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.materials import CheckedMaterial


@dataclass(frozen=True, slots=True)
class Registered(Fact):
    """首问登记 (domain.md §1.3); the actor is the 首问责任人 for ever, `dues` run from now.

    consulting: the list calls it a consultation, or it is not in the list: an answer ends it.
    situation: A to G, None where an earlier version wrote it. callback: when a caller wants to be
    called back. incoming: of what came by letter, hotline, from above or as a message.
    follows: the 办件编号 of the case that this one carries on.
    """

    KIND: ClassVar[str] = "registered"
    case_no: str
    query_code: str
    channel: Channel
    applicant: Applicant
    item: int
    sub_item: str
    catalogue: str
    request: str
    complexity: Complexity = Complexity.SIMPLE
    special_groups: tuple[str, ...] = ()
    assisted: bool = False
    agent: Agent | None = None
    dues: tuple[DueStamp, ...] = ()
    consulting: bool = False
    situation: Situation | None = None
    callback: str = ""
    incoming: Incoming | None = None
    follows: str = ""


@dataclass(frozen=True, slots=True)
class MaterialsChecked(Fact):
    """The clerk looked at every row of the checklist; `check` counts from 1."""

    KIND: ClassVar[str] = "materials_checked"
    check: int
    materials: tuple[CheckedMaterial, ...]


@dataclass(frozen=True, slots=True)
class MaterialsTaken(Fact):
    """收件; `for_review` marks the decision 收件（待审）, to be examined before `review_due`."""

    KIND: ClassVar[str] = "materials_taken"
    for_review: bool = False
    review_due: DueStamp | None = None


@dataclass(frozen=True, slots=True)
class AnsweredOnSpot(Fact):
    """当场答复, including 即时办结 and 引导告知; `guided_to` says whither somebody was shown the way.

    source: the entry of 政策问答 and its edition that the answer was taken from, empty for an own answer.
    """

    KIND: ClassVar[str] = "answered_on_spot"
    answer: str
    basis: str = ""
    guided_to: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Accepted(Fact):
    """受理 with the clocks promised."""

    KIND: ClassVar[str] = "accepted"
    dues: tuple[DueStamp, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackingStarted(Fact):
    """受理 of a 长期跟踪 matter: no due date but a next visit."""

    KIND: ClassVar[str] = "tracking_started"
    next_follow_up: date
    dues: tuple[DueStamp, ...] = ()


@dataclass(frozen=True, slots=True)
class AcceptedDeficient(Fact):
    """容缺受理 on the applicant's written promise (domain.md §3).

    authorised: where an agent came, the 授权委托书 was seen. synced_at, list_as_of: how old the knowledge
    of the applicant's promises and credit was. issue_first: the sub-item may give its result before the
    supplement. next_follow_up: of a 长期跟踪 matter, which goes on tracking once everything came.
    """

    KIND: ClassVar[str] = "accepted_deficient"
    promises: tuple[PromiseLine, ...]
    supplement_due: DueStamp
    dues: tuple[DueStamp, ...] = ()
    volunteered: bool = True
    authorised: bool = True
    synced_at: datetime | None = None
    list_as_of: date | None = None
    next_follow_up: date | None = None
    issue_first: bool = False


@dataclass(frozen=True, slots=True)
class NoticeGiven(Fact):
    """一次性告知; `ordinal` counts the notices of the case from 1 (domain.md §2.4, §2.6)."""

    KIND: ClassVar[str] = "notice_given"
    ordinal: int
    lines: tuple[NoticeLine, ...]
    correction_workdays: int
    due: DueStamp
    delivery: Delivery = Delivery.IN_PERSON
    breach_reason: str = ""
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class Rejected(Fact):
    """不予受理: why, on what basis, and where to go instead (domain.md §2.2)."""

    KIND: ClassVar[str] = "rejected"
    reason: str
    basis: str = ""
    instead: str = ""
