"""Facts that mend what was written down: nothing is overwritten, each says what was and what is."""

from enum import StrEnum
from typing import ClassVar

from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.materials import CheckedMaterial


class AmendCause(StrEnum):
    """Why an entry is another now: somebody typed it wrong, or the applicant wants something else."""

    ENTRY_ERROR = "entry_error"
    APPLICANT_CHANGED = "applicant_changed"


class VoidReason(StrEnum):
    """Why a case should never have been registered."""

    DUPLICATE = "duplicate"
    WRONG_APPLICANT = "wrong_applicant"
    PRACTICE = "practice"
    WRONG_ITEM = "wrong_item"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as text; choices by their codes."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class MaterialChange:
    """One row of the checklist before and after; the paper itself is the same."""

    before: CheckedMaterial
    after: CheckedMaterial


@dataclass(frozen=True, slots=True)
class Amended(Fact):
    """更正: wrong entries put right, with both values of each."""

    KIND: ClassVar[str] = "amended"
    changes: tuple[FieldChange, ...]
    materials: tuple[MaterialChange, ...] = ()
    cause: AmendCause = AmendCause.ENTRY_ERROR
    note: str = ""


@dataclass(frozen=True, slots=True)
class Voided(Fact):
    """作废 of a case registered by mistake; its number stays accounted for (domain.md §8.2).

    replaced_by: number of the child of the same package that took its place, where one did.
    """

    KIND: ClassVar[str] = "voided"
    reason: str
    note: str = ""
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class PaperVoided(Fact):
    """作废 of a paper: every print of that number counts for nothing; the number stays used."""

    KIND: ClassVar[str] = "paper_voided"
    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class CorrectionUndone(Fact):
    """撤销补正收件: what was taken in goes back, the applicant's time runs on; the bounds as below."""

    KIND: ClassVar[str] = "correction_undone"
    op_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class DecisionUndone(Fact):
    """撤销决定: the clerk takes the last decision back the same day, before anybody holds a paper of it."""

    KIND: ClassVar[str] = "decision_undone"
    op_id: str
    reason: str
