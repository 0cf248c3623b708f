"""What a case carries with its moment: the city's judgement, and a result in its owner's hand."""

from datetime import datetime

from outlet_app.domain.facts.delivery import ResultCollected
from outlet_app.domain.facts.overseeing import SituationJudged
from outlet_app.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Judged:
    """The city's judgement of the first contact, and since when."""

    fact: SituationJudged
    at: datetime


@dataclass(frozen=True, slots=True)
class Collection:
    """A result in its owner's hand, and since when."""

    fact: ResultCollected
    at: datetime
