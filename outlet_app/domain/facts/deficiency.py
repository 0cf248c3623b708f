"""Facts of an open 容缺 promise: reminders, more time, and its lapse (domain.md §3.4, §3.5)."""

from enum import StrEnum
from typing import ClassVar

from outlet_app.domain.facts.shared import DueStamp, Fact, PromiseLine
from outlet_app.domain.frozen import dataclass


class ReminderStage(StrEnum):
    """Which reminder: early, two working days before, one before, on the day, or after it."""

    EARLY = "early"
    TWO_BEFORE = "two_before"
    ONE_BEFORE = "one_before"
    ON_THE_DAY = "on_the_day"
    AFTER = "after"


class ReminderWay(StrEnum):
    """How the applicant was reminded."""

    SMS = "sms"
    PHONE = "phone"


class LapseWay(StrEnum):
    """How an unkept promise ends a case (domain.md §3.5)."""

    RETURNED = "returned"
    ACCEPTANCE_REVOKED = "acceptance_revoked"
    RESULT_REVOKED = "result_revoked"


@dataclass(frozen=True, slots=True)
class SupplementReminded(Fact):
    """The applicant was reminded of the open promise; `text` is what was said."""

    KIND: ClassVar[str] = "supplement_reminded"
    stage: ReminderStage
    way: ReminderWay
    text: str


@dataclass(frozen=True, slots=True)
class SupplementExtended(Fact):
    """More time for the promise: once, up to five working days, by a supervisor.

    force_majeure: for 不可抗力 as long as it lasts, beside the one extension.
    """

    KIND: ClassVar[str] = "supplement_extended"
    promises: tuple[PromiseLine, ...]
    due: DueStamp
    workdays: int
    reason: str
    approved_by: str
    force_majeure: bool = False


@dataclass(frozen=True, slots=True)
class SupplementLapsed(Fact):
    """逾期未补齐: a person ended the case for it; `approved_by` where something is revoked."""

    KIND: ClassVar[str] = "supplement_lapsed"
    way: LapseWay
    reason: str
    approved_by: str = ""
