"""The daily sheet as a value: which day, who sees what, what a cell stands for."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.channels import Entrance
from outlet_app.domain.courses import Extra, Special
from outlet_app.domain.decisions import Decision
from outlet_app.domain.sheet_cells import Cell
from outlet_app.domain.sheet_groups import GroupLine, Groups
from outlet_app.domain.workload import ClerkFlow
from outlet_app.ui.pages.workload import state as steps
from outlet_app.ui.pages.workload.state import Table, WorkloadState
from tests.support.counter_fakes_desk import (
    CLERK,
    CLERK_LINES,
    HEAD,
    ITEM_LINES,
    SHEET,
    TOTAL_LINE,
    reference,
)

DAY = SHEET.day
COUNTED = steps.counted(WorkloadState(DAY), SHEET, {CLERK.staff_no: CLERK.name})
BY_CLERK = steps.turned(COUNTED, Table.CLERKS)


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=CST)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (at(11, 18, 16, 59), date(2026, 11, 17)),
        (at(11, 18, 17), date(2026, 11, 18)),
        (at(11, 16, 9), date(2026, 11, 13)),  # Monday morning: Friday
        (at(10, 8, 9), date(2026, 9, 30)),  # after the holidays: the day before them
    ],
)
def test_the_first_day_is_today_once_the_counter_closes_else_the_working_day_before(
    now: datetime, day: date
) -> None:
    assert steps.first_day(now, reference().calendar) == day


def test_a_clerk_sees_the_own_row_and_no_table_by_item() -> None:
    assert steps.tables_for(CLERK) == (Table.CLERKS, Table.FLOW, Table.GROUPS)
    assert not steps.sees_whole(CLERK)
    assert steps.lines(BY_CLERK, CLERK) == (CLERK_LINES[1],)
    assert steps.lines(COUNTED, CLERK) == (CLERK_LINES[1],)


def test_who_may_see_the_sheet_sees_all_of_it() -> None:
    assert steps.tables_for(HEAD) == tuple(Table)
    assert steps.sees_whole(HEAD)
    assert steps.lines(COUNTED, HEAD) == ITEM_LINES
    assert steps.lines(BY_CLERK, HEAD) == CLERK_LINES


def test_nobody_sees_anything_before_it_is_counted() -> None:
    assert steps.lines(WorkloadState(DAY), HEAD) == ()
    assert steps.lines(COUNTED, None) == ()
    assert Table.ITEMS not in steps.tables_for(None)
    assert not steps.sees_whole(None)


OWN_FLOW = ClerkFlow(CLERK.staff_no, replace(SHEET.flow, carried_in=3))
OWN_GROUPS = GroupLine(CLERK.staff_no, {Extra.NOTICES: 2})


def test_the_whole_stands_above_everybody_s_rows_and_not_above_one_s_own() -> None:
    sheet = replace(SHEET, clerk_flows=(OWN_FLOW,))
    groups = Groups((OWN_GROUPS,), GroupLine("", {Extra.NOTICES: 5}))
    assert steps.flow_rows(sheet, whole=True) == (ClerkFlow("", SHEET.flow), OWN_FLOW)
    assert steps.flow_rows(sheet, whole=False) == (OWN_FLOW,)
    assert steps.group_rows(groups, whole=True) == (groups.total, OWN_GROUPS)
    assert steps.group_rows(groups, whole=False) == (OWN_GROUPS,)


def test_a_clerk_who_did_nothing_has_a_row_of_noughts() -> None:
    (row,) = steps.lines(COUNTED, replace(CLERK, staff_no="1508269999"))
    assert row.visits == 0


def test_an_answer_for_a_day_left_meanwhile_is_dropped() -> None:
    elsewhere = steps.went_to(COUNTED, date(2026, 11, 16))
    assert steps.counted(elsewhere, SHEET, {}).sheet is None


def test_a_count_that_fails_is_remembered_until_the_next_one() -> None:
    assert steps.failed(COUNTED).failed
    assert not steps.counted(steps.failed(COUNTED), SHEET, {}).failed


def test_a_sheet_that_agrees_with_itself_has_no_broken_rule() -> None:
    assert steps.broken(COUNTED) == ()
    assert steps.broken(WorkloadState(DAY)) == ()


def test_a_sheet_that_does_not_agree_is_told_by_rule() -> None:
    wrong = replace(SHEET, flow=replace(SHEET.flow, new=16))
    assert [one.code for one in steps.broken(replace(COUNTED, sheet=wrong))] == ["flow"]


@pytest.mark.parametrize(
    ("figure", "number"),
    [
        (None, 17),
        (Entrance.COUNTER, 10),
        (Decision.NOTICE, 2),
        (Decision.RECEIVE, 0),
        (Special.ASSISTED, 2),
        (Special.CLOSED, 9),
        (Special.OVERDUE, 1),
    ],
)
def test_every_column_reads_its_figure(figure: steps.Figure, number: int) -> None:
    assert steps.count(TOTAL_LINE, figure) == number


@pytest.mark.parametrize("figure", [None, Entrance.PHONE, Decision.TRANSFER, Special.OVERDUE, Special.CLOSED])
def test_a_cell_is_named_by_its_row_and_column(figure: steps.Figure) -> None:
    assert steps.cell_of(COUNTED, ITEM_LINES[1], figure) == Cell(figure, item=2)


def test_a_persons_cell_is_named_by_the_person() -> None:
    wanted = Cell(Decision.ACCEPT, clerk=CLERK.staff_no)
    assert steps.cell_of(BY_CLERK, CLERK_LINES[1], Decision.ACCEPT) == wanted


@pytest.mark.parametrize("state", [COUNTED, BY_CLERK])
def test_the_total_is_in_no_row(state: WorkloadState) -> None:
    assert steps.cell_of(state, TOTAL_LINE, None) == Cell(None)
    assert steps.cell_of(state, TOTAL_LINE, Special.OVERDUE) == Cell(Special.OVERDUE)


def test_a_nought_leads_nowhere() -> None:
    assert steps.cell_of(COUNTED, ITEM_LINES[5], None) is None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1120", date(2025, 11, 20)),
        ("11-17", date(2026, 11, 17)),
        ("1117", date(2026, 11, 17)),
        ("11/5", date(2026, 11, 5)),
        ("1-5", date(2026, 1, 5)),
        ("20251230", date(2025, 12, 30)),
        ("2025-12-30", date(2025, 12, 30)),
        ("2026-11-17 周二", date(2026, 11, 17)),
        ("2-29", None),
        ("13-40", None),
        ("昨天", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_type_it(typed: str, day: date | None) -> None:
    assert steps.read_day(typed, date(2026, 11, 18)) == day
