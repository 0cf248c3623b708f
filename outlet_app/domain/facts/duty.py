"""What is written into a terminal's book of a day: who is on duty, hand-overs, and every use of a seal."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.frozen import dataclass


class AwayReason(StrEnum):
    """离岗: why nobody is at the window for a while."""

    MEAL = "meal"
    ERRAND = "errand"
    TRAINING = "training"
    UNWELL = "unwell"
    OTHER = "other"


class Seal(StrEnum):
    """业务专用章, 公章, 校对章."""

    BUSINESS = "business"
    OFFICIAL = "official"
    PROOF = "proof"


class SignOutWay(StrEnum):
    """签退: how the terminal was left. 换人登录, 锁屏后换人, 退出程序, 交接, 调离."""

    CHANGED = "changed"
    LOCKED = "locked"
    QUIT = "quit"
    HANDED = "handed"
    SENT_AWAY = "sent_away"


class TicketFate(StrEnum):
    """Why a number called at the window led to no registration: 过号, 离开, 咨询未登记, 引导到其他窗口."""

    PASSED = "passed"
    LEFT = "left"
    ASKED = "asked"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Pending:
    """What lies on the desk as it is handed over, counted by the machine.

    unsealed: papers printed today that need a seal of which no use is written down.
    """

    open_cases: int = 0
    late: int = 0
    correcting: int = 0
    to_receive: int = 0
    unsent: int = 0
    unprinted: int = 0
    unsealed: int = 0


class DutyFact(Fact):
    """A fact of a day's book; none of them belongs into a case."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class DutyBegun(DutyFact):
    """到岗. instead_of: 工号 of whoever was on duty and left without handing over (顶岗)."""

    KIND: ClassVar[str] = "duty.begun"
    seals: str = ""
    devices: str = ""
    instead_of: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DutyHanded(DutyFact):
    """交接: from the actor to `to`, who typed the own 口令 on the spot."""

    KIND: ClassVar[str] = "duty.handed"
    to: str
    pending: Pending
    seals: str
    devices: str = ""
    papers: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DutyAway(DutyFact):
    """离岗 for a while. stand_in: 工号 of who takes the window meanwhile, empty for nobody."""

    KIND: ClassVar[str] = "duty.away"
    reason: AwayReason
    stand_in: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DutyBack(DutyFact):
    """返岗."""

    KIND: ClassVar[str] = "duty.back"


@dataclass(frozen=True, slots=True)
class DutyEnded(DutyFact):
    """下班: nobody comes after; the seals are locked away."""

    KIND: ClassVar[str] = "duty.ended"
    pending: Pending
    seals: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SealUsed(DutyFact):
    """用印: which seal went on which paper, on how many copies; case_no is empty where it has none."""

    KIND: ClassVar[str] = "duty.seal_used"
    number: str
    form: str
    seal: Seal
    copies: int
    case_no: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SignedInHere(DutyFact):
    """登录: somebody opened this terminal, whether or not they also went on duty; the program writes it.

    has_end: the program that wrote it also writes 签退, so that a missing one tells something.
    """

    KIND: ClassVar[str] = "duty.signed_in"
    has_end: bool = False


@dataclass(frozen=True, slots=True)
class SignedOutHere(DutyFact):
    """签退, written by the program as it closes the store. since: the moment of the 登录 that ends.

    left: when they went from the desk; before the leaving where the terminal had locked itself.
    """

    KIND: ClassVar[str] = "duty.signed_out"
    way: SignOutWay
    since: datetime
    left: datetime


@dataclass(frozen=True, slots=True)
class TicketCalled(DutyFact):
    """叫号: the number of the queue that was asked to the window."""

    KIND: ClassVar[str] = "duty.ticket_called"
    number: str


@dataclass(frozen=True, slots=True)
class TicketServed(DutyFact):
    """The number called led to this registration; written in the same transaction as it."""

    KIND: ClassVar[str] = "duty.ticket_served"
    number: str
    case_no: str


@dataclass(frozen=True, slots=True)
class TicketEnded(DutyFact):
    """The number called led to none, and why."""

    KIND: ClassVar[str] = "duty.ticket_ended"
    number: str
    fate: TicketFate
    note: str = ""


_ALL: tuple[type[DutyFact], ...] = (
    DutyBegun, DutyHanded, DutyAway, DutyBack, DutyEnded, SealUsed,
    SignedInHere, SignedOutHere, TicketCalled, TicketServed, TicketEnded,
)  # fmt: skip
DUTY_FACTS: dict[str, type[DutyFact]] = {fact.KIND: fact for fact in _ALL}
