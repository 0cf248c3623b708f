"""The checklist on the desk: states, defects, what may follow later, what each decision asks of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from enum import IntEnum, StrEnum

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.problems import Problem

DEFECT_CODES = (*(f"D{number:02}" for number in range(1, 20)), "D99")
NOT_HANDED_IN = "D01"
OTHER_DEFECT = "D99"
OTHER_DEFECT_LEAST = 10


class MaterialState(IntEnum):
    """What the clerk found in one row (decisions 15): the keys 1 to 5 of the screen; 6 by the system.

    PLEDGED: the applicant's promise stands in the proof's place (告知承诺).
    """

    UNDECIDED = 0
    COMPLETE = 1
    MISSING = 2
    FAULTY = 3
    DEFERRED = 4
    NOT_NEEDED = 5
    EXEMPT = 6
    PLEDGED = 7


TO_CORRECT = frozenset({MaterialState.MISSING, MaterialState.FAULTY})
SETTLED = frozenset(
    {MaterialState.COMPLETE, MaterialState.NOT_NEEDED, MaterialState.EXEMPT, MaterialState.PLEDGED}
)
GAPS = TO_CORRECT | {MaterialState.DEFERRED}
WHOLE_LIST = "materials"


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing wrong with a material, by the dictionary of domain.md §2.5."""

    code: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class CheckedMaterial:
    """One row of the checklist as checked; version rises whenever the applicant hands in another paper."""

    code: str
    name: str
    state: MaterialState
    form: PaperForm
    copies: int
    handed: int = 0
    version: int = 1
    pages: int = 0
    defects: tuple[Defect, ...] = ()
    remedy: str = ""
    remark: str = ""
    core: bool = True
    may_follow: bool = False
    may_pledge: bool = False

    @property
    def is_gap(self) -> bool:
        """Tell whether something is still owed for this row."""
        return self.state in GAPS

    @property
    def needs_correction(self) -> bool:
        """Tell whether the row belongs into a 一次性告知书 (UI §6.3)."""
        return self.state in TO_CORRECT

    @property
    def can_follow(self) -> bool:
        """Tell whether the row may be promised for later: never a core material (domain.md §3.2)."""
        return self.may_follow and not self.core

    @property
    def found(self) -> tuple[Defect, ...]:
        """Return what is wrong: an absence counts as defect D01 (decisions 15)."""
        if self.state in (MaterialState.MISSING, MaterialState.DEFERRED):
            return (Defect(NOT_HANDED_IN),)
        return self.defects if self.state is MaterialState.FAULTY else ()

    def handed_in_again(self, state: MaterialState, defects: tuple[Defect, ...] = ()) -> "CheckedMaterial":
        """Return the row after the applicant brought a new paper for it."""
        return replace(self, state=state, defects=defects, version=self.version + 1)


@dataclass(frozen=True, slots=True)
class Summary:
    """How many rows stand where; complete includes rows not needed, exempt or pledged."""

    missing: int
    faulty: int
    deferred: int
    complete: int
    undecided: int

    @property
    def gaps(self) -> int:
        """Count the rows for which something is owed."""
        return self.missing + self.faulty + self.deferred


def summary(materials: Iterable[CheckedMaterial]) -> Summary:
    """Count a checklist by state."""
    by = Counter(material.state for material in materials)
    return Summary(
        missing=by[MaterialState.MISSING],
        faulty=by[MaterialState.FAULTY],
        deferred=by[MaterialState.DEFERRED],
        complete=sum(by[state] for state in SETTLED),
        undecided=by[MaterialState.UNDECIDED],
    )


class Advice(StrEnum):
    """The decision the checklist recommends (UI §6.2); it never forces one."""

    NONE = "none"
    ANSWER = "answer"
    ACCEPT = "accept"
    NOTICE = "notice"
    ACCEPT_DEFICIENT = "accept_deficient"


def advise(materials: Iterable[CheckedMaterial], answers_at_once: bool) -> Advice:
    """Return the recommended decision: complete → accept, gaps that may follow → 容缺, others → notice."""
    rows = tuple(materials)
    gaps = [row for row in rows if row.is_gap]
    if answers_at_once and not gaps:
        return Advice.ANSWER
    if not all(row.can_follow for row in gaps):
        return Advice.NOTICE
    if any(row.state is MaterialState.UNDECIDED for row in rows):
        return Advice.NONE
    return Advice.ACCEPT_DEFICIENT if gaps else Advice.ACCEPT


def check_problems(materials: Iterable[CheckedMaterial]) -> dict[str, Problem]:
    """Return the first problem of each row, by material code; empty when every row is decided and sound."""
    found = ((material.code, _row_problem(material)) for material in materials)
    return {code: problem for code, problem in found if problem}


def notice_problems(materials: Iterable[CheckedMaterial]) -> dict[str, Problem]:
    """Return what stands against printing a notice: undecided or unsound rows, or nothing to tell (§2.6)."""
    rows = tuple(materials)
    empty = {} if any(row.needs_correction for row in rows) else {WHOLE_LIST: Problem("material.no_gap")}
    return empty | check_problems(rows)


def accept_problems(materials: Iterable[CheckedMaterial]) -> dict[str, Problem]:
    """Return what stands against 受理: unsound rows, and every gap."""
    rows = tuple(materials)
    gaps = {row.code: Problem("material.gap", {"state": int(row.state)}) for row in rows if row.is_gap}
    return gaps | check_problems(rows)


def deficient_problems(materials: Iterable[CheckedMaterial]) -> dict[str, Problem]:
    """Return what stands against 容缺受理: unsound rows, gaps without a promise, or no promise at all."""
    rows = tuple(materials)
    promised = any(row.state is MaterialState.DEFERRED for row in rows)
    empty = {} if promised else {WHOLE_LIST: Problem("material.nothing_promised")}
    return empty | {row.code: _unpromised(row) for row in rows if row.needs_correction} | check_problems(rows)


def _unpromised(row: CheckedMaterial) -> Problem:
    return Problem("material.not_promised" if row.can_follow else "material.cannot_follow")


def _row_problem(row: CheckedMaterial) -> Problem | None:
    if row.state is MaterialState.UNDECIDED:
        return Problem("material.undecided")
    if row.state is MaterialState.DEFERRED and not row.can_follow:
        return Problem("material.cannot_follow")
    if row.state is MaterialState.PLEDGED and not row.may_pledge:
        return Problem("material.cannot_pledge")
    if row.state is MaterialState.FAULTY and not row.defects:
        return Problem("material.defect_needed")
    return next((problem for defect in row.found if (problem := _defect_problem(defect))), None)


def _defect_problem(defect: Defect) -> Problem | None:
    if defect.code not in DEFECT_CODES:
        return Problem("material.defect_unknown", {"code": defect.code})
    short = OTHER_DEFECT_LEAST - len(defect.remark.strip())
    if defect.code == OTHER_DEFECT and short > 0:
        return Problem("material.remark_short", {"least": OTHER_DEFECT_LEAST, "n": short})
    return None


class NoticeCause(StrEnum):
    """Why a defect appears in a second or later notice (domain.md §2.6); only the last is a breach."""

    CORRECTION_INCOMPLETE = "correction_incomplete"
    NEW_MATERIAL_DEFECT = "new_material_defect"
    APPLICANT_CHANGED_REQUEST = "applicant_changed_request"
    LIST_OR_LAW_CHANGED = "list_or_law_changed"
    BREACH_SECOND_NOTICE = "breach_second_notice"
