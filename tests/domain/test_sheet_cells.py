"""A figure of the daily sheet leads to exactly the cases it counted, as many as it says."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime

from case_lives import CLERKS, DAY, OTHER, days_around, elsewhere, life, many_lives

from outlet_app.domain.channels import Entrance
from outlet_app.domain.courses import Column, Extra, Special
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Accepted, AnsweredOnSpot, CaseEvent, Channel, Closed, Reopened
from outlet_app.domain.sheet_cells import Cell, among, behind, strokes
from outlet_app.domain.stock import steps
from outlet_app.domain.workload import DaySheet, Line, day_sheet, sheet_of
from tests.domain.tables import each
from tests.support.builders import OUTLET, at, registered, stamp

CLERK, COLLEAGUE = CLERKS[OUTLET]
ITEMS = range(1, 11)
LATER = at(days=9)
COLUMNS: tuple[Column | None, ...] = (None, *Entrance, *Decision, *Special)
SEVERAL = frozenset({Extra.NOTICES, Extra.SECOND, Extra.PUSHED, Extra.CONFIRMED, Extra.OFFERED, Extra.RATED})
READ: dict[Special, Callable[[Line], int]] = {
    Special.ASSISTED: lambda line: line.assisted,
    Special.CLOSED: lambda line: line.closed,
    Special.OVERDUE: lambda line: line.overdue,
}


def figure(line: Line, column: Column | None) -> int:
    """What the sheet says in a cell."""
    match column:
        case None:
            return line.visits
        case Entrance():
            return line.channels[column]
        case Decision():
            return line.results[column]
        case Special():
            return READ[column](line)


def cells(sheet: DaySheet) -> Iterator[tuple[Cell, int]]:
    """Every cell of the sheet with its figure."""
    for column in COLUMNS:
        yield Cell(column), figure(sheet.total, column)
        for line in sheet.items:
            yield Cell(column, item=int(line.key)), figure(line, column)
        for line in sheet.clerks:
            yield Cell(column, clerk=line.key), figure(line, column)
    assert sheet.groups is not None
    # One case may have several strokes in a cell of these: it is told several notices, it is rated twice.
    for extra in set(Extra) - SEVERAL:
        yield Cell(extra), sheet.groups.total[extra]
        for row in sheet.groups.clerks:
            yield Cell(extra, clerk=row.key), row[extra]


def named(*cases: list[CaseEvent]) -> list[list[CaseEvent]]:
    """The cases with an id each."""
    return [
        [replace(one, case_id=f"case-{place}") for one in events] for place, events in enumerate(cases, 1)
    ]


def found(
    cases: list[list[CaseEvent]], cell: Cell, day: date = DAY, as_of: datetime = LATER
) -> tuple[str, ...]:
    """Behind a cell, seen from later."""
    return behind(cases, OUTLET, day, as_of, cell)


@each("first", range(0, 20, 5))
def test_every_cell_leads_to_as_many_cases_as_it_counts(first: int) -> None:
    paths = [tuple(steps(events)) for events in named(*many_lives()[first : first + 5])]
    for day in days_around():
        sheet, told = sheet_of(paths, OUTLET, day, LATER, ITEMS), strokes(paths, OUTLET, day, LATER)
        for cell, number in cells(sheet):
            if number:
                assert len(among(told, cell)) == number, (day, cell)


ANSWERED = life((0, registered(item=2, channel=Channel.PHONE, assisted=True)), (0, AnsweredOnSpot("可以。")))
ACCEPTED = life((-1, registered(item=1, dues=(stamp(0),))), (-1, Accepted((stamp(0),))))
CLOSED_TODAY = [*ACCEPTED, *life((0, Closed("已交付")), actor=COLLEAGUE)]
CASES = named(ANSWERED, ACCEPTED, CLOSED_TODAY)


@each(
    ("cell", "ids"),
    [
        (Cell(None), ("case-1",)),
        (Cell(Channel.PHONE), ("case-1",)),
        (Cell(Channel.COUNTER), ()),
        (Cell(Decision.ANSWER), ("case-1",)),
        (Cell(Decision.ACCEPT), ()),
        (Cell(Special.ASSISTED), ("case-1",)),
        (Cell(Special.CLOSED), ("case-1", "case-3")),
        (Cell(Special.CLOSED, item=1), ("case-3",)),
        (Cell(Special.CLOSED, item=2), ("case-1",)),
        (Cell(Special.CLOSED, clerk=COLLEAGUE), ("case-3",)),
        (Cell(Special.CLOSED, clerk=CLERK), ("case-1",)),
        (Cell(None, item=7), ()),
        (Cell(None, clerk="1508269999"), ()),
    ],
)  # fmt: skip
def test_a_cell_holds_the_cases_of_its_row_and_column(cell: Cell, ids: tuple[str, ...]) -> None:
    assert found(CASES, cell) == ids


def test_the_day_before_holds_what_was_decided_then() -> None:
    day = days_around()[1]
    assert found(CASES, Cell(Decision.ACCEPT), day) == ("case-2", "case-3")
    assert found(CASES, Cell(Special.CLOSED), day) == ()


def test_what_was_closed_and_opened_again_the_same_day_is_not_listed_as_closed() -> None:
    again = [*CLOSED_TODAY, *life((0, Reopened("登记有误")))]
    sheet = day_sheet(named(again), OUTLET, DAY, LATER, ITEMS)
    assert len(found(named(again), Cell(Special.CLOSED))) == sheet.total.closed


def test_another_outlets_work_is_not_listed() -> None:
    theirs = [elsewhere(one) for one in ANSWERED]
    assert found(named(theirs), Cell(None)) == ()
    assert behind(named(theirs), OTHER, DAY, LATER, Cell(None)) == ("case-1",)


def test_what_came_after_the_moment_counted_up_to_is_not_listed() -> None:
    early = ANSWERED[0].at
    assert found(CASES, Cell(None), as_of=early) == ()
    assert found(CASES, Cell(None), as_of=ANSWERED[-1].at) == ("case-1",)


def test_a_case_with_two_strokes_in_a_cell_is_listed_once() -> None:
    twice = named(ANSWERED, ANSWERED)
    same = [[replace(one, case_id="case-1") for one in events] for events in twice]
    assert found(same, Cell(None)) == ("case-1",)
