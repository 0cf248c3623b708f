"""What the city says of an outlet's case: what the first contact was, and that a delay be explained."""

from datetime import date
from typing import ClassVar

from outlet_app.domain.facts.shared import Fact, Situation
from outlet_app.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class SituationJudged(Fact):
    """首问情形认定: A to G by the city's judgement, and why; what the clerk chose stays as it was written."""

    KIND: ClassVar[str] = "situation_judged"
    situation: Situation
    reason: str
    by_name: str = ""


@dataclass(frozen=True, slots=True)
class DelayDemanded(Fact):
    """要求超期说明 (W18): by which day the outlet says why a limit has passed, and what the city asks."""

    KIND: ClassVar[str] = "delay_demanded"
    note: str
    answer_by: date
    by_name: str = ""


FACTS: tuple[type[Fact], ...] = (SituationJudged, DelayDemanded)
