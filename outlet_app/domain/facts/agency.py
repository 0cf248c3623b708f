"""Facts of 帮办代办: who helps within which authority, what was done, handed over, stopped (domain.md §4)."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.facts.transfer import HandedMaterial
from outlet_app.domain.frozen import dataclass


class Mode(StrEnum):
    """全程代办, 环节帮办, 现场导办."""

    WHOLE = "whole"
    STAGE = "stage"
    ON_SITE = "on_site"


class Power(StrEnum):
    """What an applicant can authorise (权限 of W10)."""

    FILL = "fill"
    SUBMIT = "submit"
    RECEIVE = "receive"
    PAY = "pay"
    CORRECT = "correct"
    COLLECT = "collect"


class Doing(StrEnum):
    """接谈, 收件, 填表, 提交, 补正, 缴费, 取件, 送达, 通话."""

    TALK = "talk"
    TAKE = "take"
    FILL = "fill"
    SUBMIT = "submit"
    CORRECT = "correct"
    PAY = "pay"
    FETCH = "fetch"
    DELIVER = "deliver"
    CALL = "call"


class Way(StrEnum):
    """Whence papers go: from the applicant, back to the applicant, on to an authority."""

    IN = "in"
    OUT = "out"
    AWAY = "away"


class HaltReason(StrEnum):
    """委托人撤回, 材料不实, 超出范围, 不可抗力, 失联三次以上."""

    WITHDRAWN = "withdrawn"
    UNTRUE = "untrue"
    BEYOND = "beyond"
    FORCE = "force"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Helper:
    """Who helps: 工号, name and the telephone that is public (domain.md §4, identity)."""

    staff_no: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Mandate:
    """授权委托: what the helper may do from which day to which; legal is the principal's 法定代表人."""

    powers: tuple[Power, ...]
    since: date
    until: date
    signed: bool
    address: str = ""
    legal: str = ""


@dataclass(frozen=True, slots=True)
class AgencyBegun(Fact):
    """帮办代办受理; the applicant stays 申报主体. materials: what the helper was handed with it."""

    KIND: ClassVar[str] = "agency_begun"
    mode: Mode
    helper: Helper
    scope: str
    mandate: Mandate | None = None
    materials: tuple[HandedMaterial, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyMandated(Fact):
    """续办委托: a new authority in the old one's place; the scope where it changed."""

    KIND: ClassVar[str] = "agency_mandated"
    mandate: Mandate
    scope: str = ""


@dataclass(frozen=True, slots=True)
class AgencyActed(Fact):
    """One line of the log. place: 对象机构; reached: False where a call found nobody.

    told: whether the applicant was told of it; next_step, next_day: what the helper means to do then.
    """

    KIND: ClassVar[str] = "agency_acted"
    day: date
    doing: Doing
    text: str
    place: str = ""
    attachments: str = ""
    minutes: int = 0
    told: bool = False
    reached: bool = True
    next_step: str = ""
    next_day: date | None = None


@dataclass(frozen=True, slots=True)
class AgencyHanded(Fact):
    """材料移交: papers in the helper's hands or out of them; other: who gave or took them."""

    KIND: ClassVar[str] = "agency_handed"
    way: Way
    other: str
    rows: tuple[HandedMaterial, ...]
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class AgencyStopped(Fact):
    """中止, with what is done, what is left, and what went back."""

    KIND: ClassVar[str] = "agency_stopped"
    reason: HaltReason
    left: str
    done: str = ""
    remark: str = ""
    returned: tuple[HandedMaterial, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyResumed(Fact):
    """续办 after a stop, by the helper named."""

    KIND: ClassVar[str] = "agency_resumed"
    helper: Helper
    left: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class AgencyPassed(Fact):
    """人员交接: a colleague goes on, with the list of what is open."""

    KIND: ClassVar[str] = "agency_passed"
    helper: Helper
    left: str
    done: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class AgencyEnded(Fact):
    """办结 where there is no reason against it, else 终止."""

    KIND: ClassVar[str] = "agency_ended"
    done: str
    reason: HaltReason | None = None
    left: str = ""
    remark: str = ""
    returned: tuple[HandedMaterial, ...] = ()


FACTS: tuple[type[Fact], ...] = (
    AgencyBegun,
    AgencyMandated,
    AgencyActed,
    AgencyHanded,
    AgencyStopped,
    AgencyResumed,
    AgencyPassed,
    AgencyEnded,
)
