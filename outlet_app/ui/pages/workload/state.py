"""The daily sheet on screen, as a value: which day, which table, what a cell stands for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from outlet_app.domain.calendar import CST, HolidayCalendar
from outlet_app.domain.figures import BrokenIdentity
from outlet_app.domain.identities import broken_identities
from outlet_app.domain.people import Person, Right
from outlet_app.domain.sheet_cells import Cell
from outlet_app.domain.sheet_columns import Figure, column_of
from outlet_app.domain.sheet_groups import GroupLine, Groups
from outlet_app.domain.workload import TOTAL, ClerkFlow, DaySheet, Line

DAY_IS_DONE = time(17)


class Table(StrEnum):
    """The tables of the sheet, and its further groups."""

    ITEMS = "items"
    CLERKS = "clerks"
    FLOW = "flow"
    GROUPS = "groups"


@dataclass(frozen=True, slots=True)
class WorkloadState:
    """A day and what was counted for it; `names` are colleagues by 工号."""

    day: date
    table: Table = Table.ITEMS
    sheet: DaySheet | None = None
    names: Mapping[str, str] | None = None
    failed: bool = False


def first_day(now: datetime, calendar: HolidayCalendar) -> date:
    """Today once the counter is about to close, until then the working day before (UI.md §6.6)."""
    local = now.astimezone(CST)
    return local.date() if local.time() >= DAY_IS_DONE else calendar.previous_workday(local.date())


def sees_whole(person: Person | None) -> bool:
    """Whether the outlet's figures and everybody's are shown, or one's own alone (decisions.md 22)."""
    return person is not None and person.may(Right.SEE_WHOLE_SHEET)


def tables_for(person: Person | None) -> tuple[Table, ...]:
    """Who sees the whole sheet sees all tables, the others their own row of those that have one."""
    return tuple(Table) if sees_whole(person) else (Table.CLERKS, Table.FLOW, Table.GROUPS)


def flow_rows(sheet: DaySheet, *, whole: bool) -> tuple[ClerkFlow, ...]:
    """The outlet's flow under no key and every clerk's; for a clerk what the service gave, the own."""
    return (*((ClerkFlow(TOTAL, sheet.flow),) if whole else ()), *sheet.clerk_flows)


def group_rows(groups: Groups, *, whole: bool) -> tuple[GroupLine, ...]:
    """Likewise of the further groups."""
    return (*((groups.total,) if whole else ()), *groups.clerks)


def went_to(state: WorkloadState, day: date) -> WorkloadState:
    """Another day: what was counted before does not belong to it."""
    return replace(state, day=day, sheet=None, failed=False)


def counted(state: WorkloadState, sheet: DaySheet, names: Mapping[str, str]) -> WorkloadState:
    """An answer; one for a day left meanwhile is dropped."""
    if sheet.day != state.day:
        return state
    return replace(state, sheet=sheet, names=names, failed=False)


def failed(state: WorkloadState) -> WorkloadState:
    """The day could not be counted."""
    return replace(state, failed=True)


def turned(state: WorkloadState, table: Table) -> WorkloadState:
    """Another table."""
    return replace(state, table=table)


def lines(state: WorkloadState, person: Person | None) -> tuple[Line, ...]:
    """The rows of the chosen table, as far as the person may see them."""
    if state.sheet is None or person is None:
        return ()
    if not sees_whole(person):
        return (state.sheet.clerk(person.staff_no),)
    return state.sheet.items if state.table is Table.ITEMS else state.sheet.clerks


def broken(state: WorkloadState) -> tuple[BrokenIdentity, ...]:
    """The figures that do not agree."""
    return broken_identities(state.sheet) if state.sheet else ()


def count(line: Line, figure: Figure) -> int:
    """A figure of a row; None stands for 接待人次."""
    return column_of(figure).of(line)


def cell_of(state: WorkloadState, line: Line, figure: Figure) -> Cell | None:
    """The cell of a row and a column; None where it counts nothing."""
    if not count(line, figure):
        return None
    if not line.key:
        return Cell(figure)
    return Cell(figure, item=int(line.key)) if state.table is Table.ITEMS else Cell(figure, clerk=line.key)


def read_day(text: str, today: date) -> date | None:
    """A day as people type it: 1120, 11-20, 20261120, 2026-11-20; None if it is none."""
    digits = "".join(sign for sign in text.split(" ")[0] if sign.isdigit())
    if len(digits) not in (4, 8):
        parts = text.split(" ")[0].replace("/", "-").replace(".", "-").split("-")
        digits = "".join(part.zfill(2) for part in parts if part.isdigit())
    try:
        if len(digits) == 8:
            return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        if len(digits) == 4:
            return _latest(int(digits[:2]), int(digits[2:]), today)
    except ValueError:
        return None
    return None


def _latest(month: int, day: int, today: date) -> date:
    """The last such day up to today, so that 12-30 typed in January is last year's."""
    found = date(today.year, month, day)
    return found if found <= today else date(today.year - 1, month, day)


def next_day(day: date, step: int) -> date:
    """The day before (-1) or after (1)."""
    return day + timedelta(days=step)
