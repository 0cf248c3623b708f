"""What happens to a training or publicity activity: a file of its own beside the cases (domain.md §9.10)."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.frozen import dataclass


class ActivityWay(StrEnum):
    """The channels of item 10 in the list, and the counter's own room."""

    ON_SITE = "on_site"
    PARK = "park"
    SCHOOL = "school"
    STREAM = "stream"
    WECHAT = "wechat"


class SignWay(StrEnum):
    """How somebody signed in."""

    ID_CARD = "id_card"
    CODE = "code"
    SIGNATURE = "signature"


class ActivityFact(Fact):
    """A fact of an activity; none of them belongs into a case."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ActivityPlanned(ActivityFact):
    """计划: what, how, where, when. capacity: 0 for no limit; closes_on: the last day to register."""

    KIND: ClassVar[str] = "activity.planned"
    title: str
    way: ActivityWay
    place: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    closes_on: date
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ActivityChanged(ActivityFact):
    """The plan is another one now, and why."""

    KIND: ClassVar[str] = "activity.changed"
    plan: ActivityPlanned
    reason: str


@dataclass(frozen=True, slots=True)
class ActivityPublished(ActivityFact):
    """发布: registration is open from now on."""

    KIND: ClassVar[str] = "activity.published"


@dataclass(frozen=True, slots=True)
class Enrolled(ActivityFact):
    """报名. seat: its own id. code: 统一社会信用代码 of the unit. case_id: the 办件 it came by.

    at_door: registered on the day itself, where the activity takes place.
    """

    KIND: ClassVar[str] = "activity.enrolled"
    seat: str
    name: str
    phone: str
    unit: str = ""
    code: str = ""
    case_id: str = ""
    at_door: bool = False


@dataclass(frozen=True, slots=True)
class EnrolmentCancelled(ActivityFact):
    """取消报名: the first of the waiting list moves up."""

    KIND: ClassVar[str] = "activity.enrolment_cancelled"
    seat: str
    reason: str


@dataclass(frozen=True, slots=True)
class EnrolmentClosed(ActivityFact):
    """截止: before its day, because it is full or cannot wait."""

    KIND: ClassVar[str] = "activity.enrolment_closed"


@dataclass(frozen=True, slots=True)
class SignedIn(ActivityFact):
    """签到."""

    KIND: ClassVar[str] = "activity.signed_in"
    seat: str
    way: SignWay


@dataclass(frozen=True, slots=True)
class ActivityHeld(ActivityFact):
    """举办: it has taken place; what was taught, by whom."""

    KIND: ClassVar[str] = "activity.held"
    summary: str


@dataclass(frozen=True, slots=True)
class ActivityArchived(ActivityFact):
    """资料归档: what was handed out and where the file lies."""

    KIND: ClassVar[str] = "activity.archived"
    materials: str
    archive_no: str


@dataclass(frozen=True, slots=True)
class ActivityReviewed(ActivityFact):
    """评价: how many answered, how many of them were content, what is to be done better."""

    KIND: ClassVar[str] = "activity.reviewed"
    answered: int
    content: int
    findings: str = ""


@dataclass(frozen=True, slots=True)
class ActivityCancelled(ActivityFact):
    """取消活动."""

    KIND: ClassVar[str] = "activity.cancelled"
    reason: str


_ALL: tuple[type[ActivityFact], ...] = (
    ActivityPlanned, ActivityChanged, ActivityPublished, Enrolled, EnrolmentCancelled, EnrolmentClosed,
    SignedIn, ActivityHeld, ActivityArchived, ActivityReviewed, ActivityCancelled,
)  # fmt: skip
ACTIVITY_FACTS: dict[str, type[ActivityFact]] = {fact.KIND: fact for fact in _ALL}
