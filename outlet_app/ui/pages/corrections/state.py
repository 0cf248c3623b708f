"""What 补正收件 knows of the case on the desk: each row as the clerk found it; pure steps between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from outlet_app.domain.correcting import DECISIONS, brought
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.forms.intake import check, row_field
from outlet_app.domain.materials import CheckedMaterial, Defect, MaterialState, Summary, summary
from outlet_app.domain.problems import Problem
from outlet_app.domain.states import State
from outlet_app.services.examining import Sheet
from outlet_app.wording.corrections import TAKE

UNDECIDED, COMPLETE, MISSING = MaterialState.UNDECIDED, MaterialState.COMPLETE, MaterialState.MISSING
_FIXED = frozenset({MaterialState.EXEMPT, MaterialState.PLEDGED})
# An answer is filled in, and a receipt comes with the papers: both belong to the registration page.
_ELSEWHERE = frozenset({Decision.ANSWER, Decision.RECEIVE})


@dataclass(frozen=True, slots=True)
class DeskState:
    """A sheet and its rows as marked so far; a row nobody has looked at is undecided."""

    sheet: Sheet
    rows: tuple[CheckedMaterial, ...]
    problems: Mapping[str, Problem] = field(default_factory=dict)
    tried: bool = False

    @property
    def list_key(self) -> str:
        """Whose list it is."""
        return f"{self.sheet.case.case_id}/{self.sheet.case.events}"

    @property
    def is_chosen(self) -> bool:
        """A case always has its matter."""
        return True

    @property
    def counted(self) -> Summary:
        """How many rows stand where."""
        return summary(self.rows)

    @property
    def choices(self) -> frozenset[str]:
        """The decisions the case can come to from here."""
        shut = _ELSEWHERE if self._may_follow else _ELSEWHERE | {Decision.DEFICIENT}
        open_now = {one.value for one in DECISIONS[self.sheet.case.state] - shut}
        return frozenset(open_now | ({TAKE} if self.sheet.is_correction else set()))

    @property
    def _may_follow(self) -> bool:
        return any(row.can_follow for row in (*self.rows, *self.sheet.entry.materials))


def opened(sheet: Sheet, saved: Sequence[CheckedMaterial] = ()) -> DeskState:
    """The sheet, what was asked for not yet looked at; marks kept earlier where the rows are the same."""
    rows = tuple(map(_unmarked, sheet.rows)) if sheet.is_correction else sheet.rows
    return DeskState(sheet, tuple(saved) if fits(sheet, saved) else rows)


def fits(sheet: Sheet, saved: Sequence[CheckedMaterial]) -> bool:
    """Whether marks kept earlier are of these papers: nobody has taken others since."""
    return bool(saved) and [_key(row) for row in saved] == [_key(row) for row in sheet.rows]


def marked(state: DeskState, code: str, mark: MaterialState) -> DeskState:
    """A row was looked at."""
    return _with_row(state, code, mark, (), "")


def found_wanting(state: DeskState, code: str, defects: tuple[Defect, ...], remark: str) -> DeskState:
    """A paper came and is not right."""
    return _with_row(state, code, MaterialState.FAULTY, defects, remark)


def remarked(state: DeskState, code: str, remark: str) -> DeskState:
    """Something was noted at a row."""
    rows = tuple(replace(row, remark=remark) if row.code == code else row for row in state.rows)
    return replace(state, rows=rows)


def all_right(state: DeskState) -> DeskState:
    """Whatever nobody has looked at yet is in order."""
    for row in state.rows:
        if row.state is UNDECIDED:
            state = marked(state, row.code, COMPLETE)
    return state


def next_open(state: DeskState, code: str) -> str:
    """The row to look at after this one: the next open one, else the first open one, else none."""
    codes = [row.code for row in state.rows]
    at = codes.index(code) if code in codes else -1
    waiting = [row.code for row in (*state.rows[at + 1 :], *state.rows) if row.state is UNDECIDED]
    return waiting[0] if waiting else ""


def entry_of(state: DeskState) -> IntakeEntry:
    """The registration with what was found; what came is another version of its paper (domain.md §2.6)."""
    sheet = state.sheet
    before = {row.code: row for row in sheet.asked}
    found = {row.code: brought(before[row.code], row) for row in state.rows} if sheet.is_correction else None
    found = found if found is not None else {row.code: row for row in state.rows}
    known = tuple(found.pop(row.code, row) for row in sheet.entry.materials)
    return replace(sheet.entry, materials=(*known, *found.values()))


def tried(state: DeskState, choice: str, today: date) -> DeskState:
    """A decision was pressed: every problem shows, or none is left and the way is free."""
    decision = None if choice == TAKE else Decision(choice)
    found = _undecided(state) if choice in (TAKE, Decision.NOTICE) else {}
    if not found and decision is not Decision.NOTICE:
        found = check(entry_of(state), decision, state.sheet.sub_item, today)
    hard = {name: problem for name, problem in found.items() if not problem.soft}
    if not hard and choice == TAKE and not came(state):
        hard = {"": Problem("return.nothing_came")}
    return replace(state, problems=hard, tried=bool(hard))


def came(state: DeskState) -> bool:
    """Whether the applicant handed anything in."""
    return any(row.state in (COMPLETE, MaterialState.FAULTY) for row in state.rows)


def suggested(state: DeskState) -> str:
    """The decision that fits what was found; empty while rows are open or nothing came."""
    found = state.counted
    if found.undecided or (state.sheet.is_correction and not came(state)):
        return ""
    after = state.sheet.case.state is State.CORRECTION_AFTER
    if not found.gaps and after:
        return TAKE
    whole = summary(entry_of(state).materials)
    if whole.missing or whole.faulty:
        fitting = Decision.NOTICE.value
    else:
        fitting = (Decision.DEFICIENT if whole.deferred else Decision.ACCEPT).value
    return fitting if fitting in state.choices else ""


def elsewhere(state: DeskState) -> tuple[str, Problem] | None:
    """The first problem that is none of the rows on show, with its field."""
    shown = {row_field(row.code) for row in state.rows}
    return next(((name, one) for name, one in state.problems.items() if name not in shown), None)


def first_wrong(state: DeskState) -> str:
    """The row to mend first; empty where what is wrong is no row."""
    return next((row.code for row in state.rows if row_field(row.code) in state.problems), "")


def as_noticed(state: DeskState, entry: IntakeEntry) -> DeskState:
    """What was put right while the notice was written is so on the rows too."""
    right = {row.code for row in entry.materials if row.state is COMPLETE}
    for row in state.rows:
        if row.code in right and row.state is not COMPLETE:
            state = marked(state, row.code, COMPLETE)
    return state


def _with_row(
    state: DeskState, code: str, mark: MaterialState, defects: tuple[Defect, ...], remark: str
) -> DeskState:
    def found(row: CheckedMaterial) -> CheckedMaterial:
        here = mark in (COMPLETE, MaterialState.FAULTY)
        return replace(row, state=mark, defects=defects, remark=remark, handed=row.copies if here else 0)

    rows = tuple(found(row) if row.code == code else row for row in state.rows)
    left = {name: one for name, one in state.problems.items() if name not in ("", row_field(code))}
    return replace(state, rows=rows, problems=left, tried=state.tried and bool(left))


def _undecided(state: DeskState) -> dict[str, Problem]:
    waiting = (row for row in state.rows if row.state is UNDECIDED)
    return {row_field(row.code): Problem("material.undecided") for row in waiting}


def _unmarked(row: CheckedMaterial) -> CheckedMaterial:
    return row if row.state in _FIXED else replace(row, state=UNDECIDED, defects=(), remark="", handed=0)


def _key(row: CheckedMaterial) -> tuple[str, int]:
    return row.code, row.version
