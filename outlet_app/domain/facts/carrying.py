"""A case carried on under another number, or to be when its time comes (domain.md §9.2, §9.8)."""

from datetime import date
from typing import ClassVar

from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class DeclarationReminded(Fact):
    """申报提醒: what a policy asks for can be declared from `opens` on, as sub-item `sub_item`."""

    KIND: ClassVar[str] = "declaration_reminded"
    policy: str
    name: str
    sub_item: str
    opens: date
    closes: date | None = None


@dataclass(frozen=True, slots=True)
class ReminderDropped(Fact):
    """不再提醒: nothing will be declared, and why."""

    KIND: ClassVar[str] = "reminder_dropped"
    reason: str


@dataclass(frozen=True, slots=True)
class CarriedOn(Fact):
    """转入办理: what was asked, or waited for its time, is registered under another number now."""

    KIND: ClassVar[str] = "carried_on"
    case_no: str
    sub_item: str


FACTS: tuple[type[Fact], ...] = (DeclarationReminded, ReminderDropped, CarriedOn)
# 政策、资助咨询, 质押融资咨询 and 维权咨询, and the items that do what was asked about.
ON_TO: dict[str, int] = {"2.6": 8, "2.7": 6, "2.8": 7}
