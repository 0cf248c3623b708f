"""Facts of a question that is not answered at once: it turns out to be complex, and it is answered."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from outlet_app.domain.facts.shared import DueStamp, Fact
from outlet_app.domain.frozen import dataclass


class ToldWay(StrEnum):
    """How the answer reached whoever asked."""

    COUNTER = "counter"
    PHONE = "phone"
    WRITTEN = "written"
    ELECTRONIC = "electronic"


@dataclass(frozen=True, slots=True)
class ConsultationAnswered(Fact):
    """答复: what was answered on what basis, and how, when and to whom it was told (domain.md §9.2).

    catalogue: the release of the list the answer leans on; by_name: who answers, for other outlets do not
    know our people. source: the entry of 政策问答 and its edition, empty for an own answer.
    """

    KIND: ClassVar[str] = "consultation_answered"
    answer: str
    way: ToldWay
    told_at: datetime
    basis: str = ""
    told_to: str = ""
    catalogue: str = ""
    by_name: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class MadeComplex(Fact):
    """转为复杂咨询: `dues` are the 24 hours and the 3 working days, both from the registration (§0.2)."""

    KIND: ClassVar[str] = "made_complex"
    reason: str
    dues: tuple[DueStamp, ...] = ()


FACTS: tuple[type[Fact], ...] = (ConsultationAnswered, MadeComplex)
