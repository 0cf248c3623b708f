"""更正事项和时限: what moves a clock of a case is put right by a fact of its own."""

from typing import ClassVar

from outlet_app.domain.facts.amendment import FieldChange
from outlet_app.domain.facts.shared import DueStamp, Fact
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.materials import CheckedMaterial


@dataclass(frozen=True, slots=True)
class Retimed(Fact):
    """Both values of each entry, both sets of clocks; rows: the whole checklist where it is another now.

    of_package: the parent whose way of coming in was put right, where a child only follows it.
    """

    KIND: ClassVar[str] = "retimed"
    changes: tuple[FieldChange, ...]
    dues_before: tuple[DueStamp, ...]
    dues: tuple[DueStamp, ...]
    reason: str
    rows: tuple[CheckedMaterial, ...] | None = None
    of_package: str = ""
