"""Facts of 失信: an outlet proposes and hears the applicant, only the city lists and strikes off."""

from datetime import date
from typing import ClassVar

from outlet_app.domain.credit import CreditAct
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class DiscreditProposed(Fact):
    """The outlet proposes 失信 to the city; the applicant was told and may defend until a day (§3.7).

    to_outlet: the city's window, which from then on sees the case.
    """

    KIND: ClassVar[str] = "discredit_proposed"
    act: CreditAct
    grounds: str
    told_on: date
    defend_until: date
    to_outlet: str = ""


@dataclass(frozen=True, slots=True)
class DefenceHeard(Fact):
    """陈述申辩 of the applicant, or that none was made; `text` as recorded."""

    KIND: ClassVar[str] = "defence_heard"
    text: str
    made: bool = True


@dataclass(frozen=True, slots=True)
class Discredited(Fact):
    """认定: the city lists the applicant from the event's day until another."""

    KIND: ClassVar[str] = "discredited"
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class DiscreditDropped(Fact):
    """不予认定: the city does not list the applicant."""

    KIND: ClassVar[str] = "discredit_dropped"
    reason: str


@dataclass(frozen=True, slots=True)
class CreditRepaired(Fact):
    """信用修复: the city strikes the applicant off."""

    KIND: ClassVar[str] = "credit_repaired"
    reason: str


FACTS: tuple[type[Fact], ...] = (
    DiscreditProposed, DefenceHeard, Discredited, DiscreditDropped, CreditRepaired,
)  # fmt: skip
