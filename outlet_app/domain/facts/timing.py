"""When something really was that a clock wrote down wrong."""

from datetime import datetime
from typing import ClassVar

from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class TimeConfirmed(Fact):
    """核定时间: the first moment a wrong clock wrote in this case, as it really was (sync.md D.9).

    op_id: the event that clock wrote first. moment: when that really was. proof: how this is known. What was
    written stays as it is; whatever else that clock wrote lies as far beside the truth.
    """

    KIND: ClassVar[str] = "time_confirmed"
    op_id: str
    moment: datetime
    proof: str


FACTS: tuple[type[Fact], ...] = (TimeConfirmed,)
