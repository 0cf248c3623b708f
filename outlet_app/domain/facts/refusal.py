"""What a person did about own steps that the city had not let count (sync.md D.7: 重新处理)."""

from enum import StrEnum
from typing import ClassVar

from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.frozen import dataclass


class Handling(StrEnum):
    """How it ended: the matter was handled again, or there was nothing more to do."""

    AGAIN = "again"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class RefusalSettled(Fact):
    """处理完毕: `ops` are the refused steps, `way` a Handling, `note` what was done about them."""

    KIND: ClassVar[str] = "refusal_settled"
    ops: tuple[str, ...]
    way: str
    note: str


FACTS: tuple[type[Fact], ...] = (RefusalSettled,)
