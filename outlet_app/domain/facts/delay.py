"""Why a limit has passed, and what is done about it."""

from enum import StrEnum
from typing import ClassVar

from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.frozen import dataclass


class DelayReason(StrEnum):
    """超期原因 of W18 (domain.md §8.3)."""

    UPPER_APPROVAL = "R1"
    NOT_PAUSED = "R2"
    FAULT = "R3"
    ABSENT = "R4"
    DIFFICULT = "R5"
    FORGOTTEN = "R6"
    OTHER = "R9"


@dataclass(frozen=True, slots=True)
class DelayExplained(Fact):
    """超期说明: `reason` is a DelayReason, `measures` what is done and by when (domain.md §8.3)."""

    KIND: ClassVar[str] = "delay_explained"
    reason: str
    measures: str


FACTS: tuple[type[Fact], ...] = (DelayExplained,)
