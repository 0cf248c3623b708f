"""The columns of the daily sheet, told once: what each counts, under which head it stands."""

from dataclasses import fields, replace

from outlet_app.domain.channels import Entrance
from outlet_app.domain.courses import Special
from outlet_app.domain.decisions import Decision
from outlet_app.domain.group_identities import broken_clerk_flows
from outlet_app.domain.identities import broken_identities
from outlet_app.domain.sheet_columns import (
    FLOW,
    INTAKE,
    LINE,
    VOIDED,
    Figure,
    Part,
    Span,
    Way,
    arrived,
    column_of,
    flow_spans,
    gone,
    line_spans,
    taken_in,
)
from outlet_app.domain.sheet_difference import key_figures
from outlet_app.domain.stock import ENTRIES, Move
from outlet_app.domain.workload import ClerkFlow, DaySheet, Flow, Intake, Line
from tests.domain.tables import each
from tests.support.builders import MORNING

ROW = Line(
    "",
    dict(zip(Entrance, (1, 2, 3, 4, 5), strict=True)),
    dict(zip(Decision, (9, 1, 1, 1, 1, 1, 1), strict=True)),
    21,
    22,
    23,
)
MOVED = Flow(100, 20, 3, 4, 50, 6, 7, 8, 56, 1)
SHEET = DaySheet(
    "1508263005",
    MORNING.date(),
    MORNING,
    (replace(ROW, key="2", assisted=21),),
    (replace(ROW, key="1508260837"),),
    replace(ROW, closed=50),
    MOVED,
    Intake(3, 5, 2, 1),
    0,
)


def test_sheets_one_and_two_have_every_figure_once_in_the_order_of_the_paper() -> None:
    figures: list[Figure] = [None, *Entrance, *Decision, *Special]
    assert [one.figure for one in LINE] == figures
    assert len({one.code for one in LINE}) == len(LINE)


@each(
    ("figure", "count"),
    [
        (None, 15),
        (Entrance.COUNTER, 1),
        (list(Entrance)[-1], 5),
        (Decision.ANSWER, 9),
        (list(Decision)[-1], 1),
        (Special.ASSISTED, 21),
        (Special.CLOSED, 22),
        (Special.OVERDUE, 23),
    ],
)
def test_a_column_counts_its_figure(figure: Figure, count: int) -> None:
    assert column_of(figure).of(ROW) == count


def test_a_row_without_a_channel_or_a_result_counts_nothing_there() -> None:
    bare = Line("x", {}, {}, 0, 0, 0)
    assert {one.code: one.of(bare) for one in LINE} == dict.fromkeys((one.code for one in LINE), 0)


def test_the_codes_of_sums_are_those_an_earlier_print_was_stored_with() -> None:
    assert list(key_figures(SHEET)) == [
        "visits",
        *(f"channel.{one.value}" for one in Entrance),
        *(f"result.{one.value}" for one in Decision),
        "assisted",
        "closed",
        "overdue",
        "flow.carried_in",
        "flow.new",
        "flow.transferred_in",
        "flow.reopened",
        "flow.closed",
        "flow.rejected",
        "flow.left",
        "flow.transferred_out",
        "flow.carried_over",
        "flow.voided",
        "offered",
        "rated",
    ]


def test_every_figure_of_the_flow_is_a_column_but_what_was_found_void() -> None:
    assert [one.name for one in FLOW] == [one.name for one in fields(Flow) if one.name != VOIDED]


def test_every_move_of_the_stock_has_its_column_on_its_side() -> None:
    sides = {one.name: one.way for one in FLOW}
    for move in Move:
        if move is not Move.VOIDED:
            assert sides[move.value] is (Way.CAME if move in ENTRIES else Way.WENT), move


def test_what_passes_between_clerks_comes_to_one_and_goes_from_another() -> None:
    assert {one.name: one.way for one in FLOW if one.passed} == {
        "transferred_in": Way.CAME,
        "transferred_out": Way.WENT,
    }


def test_both_sides_of_the_flow_hold_every_column_once() -> None:
    assert (arrived(MOVED), gone(MOVED)) == (127, 127)
    for one in FLOW:
        more = replace(MOVED, **{one.name: one.of(MOVED) + 1})
        moved = arrived(more) - arrived(MOVED), gone(more) - gone(MOVED)
        assert moved == ((1, 0) if one.way in (Way.STOOD, Way.CAME) else (0, 1)), one.name


@each("column", FLOW)
def test_the_check_hears_of_every_column_of_the_flow(column: object) -> None:
    name = str(getattr(column, "name", ""))
    told = replace(SHEET, flow=replace(MOVED, **{name: getattr(MOVED, name) + 1}))
    assert "flow" in {one.code for one in broken_identities(told)}
    assert "flow" not in {one.code for one in broken_identities(SHEET)}


@each("column", FLOW)
def test_the_check_of_the_clerks_hears_of_every_column_of_theirs(column: object) -> None:
    name = str(getattr(column, "name", ""))
    rows = (ClerkFlow("1508260837", MOVED),)
    assert list(broken_clerk_flows(replace(SHEET, clerk_flows=rows))) == []
    wrong = (ClerkFlow("1508260837", replace(MOVED, **{name: getattr(MOVED, name) + 1})),)
    broken = list(broken_clerk_flows(replace(SHEET, clerk_flows=wrong)))
    assert {one.code for one in broken} >= {"clerk_flow"}
    # What is handed on shows at the other side, for 转入 and 转出 may differ from the outlet's together.
    assert [one.where for one in broken if one.code == "clerk_sums"] == [
        "flow.transferred_out" if name == "transferred_in" else f"flow.{name}"
    ]


@each("column", [one for one in LINE if one.figure is not None])
def test_the_check_adds_up_every_column_of_the_rows(column: object) -> None:
    figure = getattr(column, "figure", None)
    assert figure is not None
    total = SHEET.total
    if isinstance(figure, Entrance):
        total = replace(total, channels={**total.channels, figure: total.channels[figure] + 1})
    elif isinstance(figure, Decision):
        total = replace(total, results={**total.results, figure: total.results[figure] + 1})
    else:
        total = replace(total, **{figure.value: getattr(total, figure.value) + 1})
    code = getattr(column, "code", "")
    broken = {(one.code, one.where) for one in broken_identities(replace(SHEET, total=total))}
    assert {("items", code), ("clerks", code)} <= broken


def test_heads_stand_over_their_columns() -> None:
    visits, results = line_spans()
    assert visits == Span(Part.VISITS, 0, 1 + len(Entrance))
    assert results == Span(Part.RESULTS, 1 + len(Entrance), len(Decision))
    assert [LINE[at].figure for at in range(visits.first, visits.last + 1)] == [None, *Entrance]
    assert [LINE[at].figure for at in range(results.first, results.last + 1)] == list(Decision)
    assert results.last + 1 + len(Special) == len(LINE)


def test_heads_stand_over_what_came_and_what_went() -> None:
    assert flow_spans() == (Span(Way.CAME, 1, 3), Span(Way.WENT, 4, 4))
    assert [FLOW[at].way for at in (0, 8)] == [Way.STOOD, Way.STANDS]
    assert flow_spans()[0].last == 3


def test_what_was_taken_in_is_told_in_the_order_of_its_columns() -> None:
    told = Intake(3, 5, 2, 1, 4, 1)
    assert taken_in(told) == (3, 5, 2, 1, 4)
    assert len(taken_in(told)) == len(INTAKE)
