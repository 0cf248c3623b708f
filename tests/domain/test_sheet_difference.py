"""补录差异: which sums of a day have changed since its print."""

from dataclasses import fields

from case_lives import DAY, life

from outlet_app.domain.channels import Entrance
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import AnsweredOnSpot, ReviewOffered
from outlet_app.domain.sheet_difference import Difference, differences, key_figures
from outlet_app.domain.workload import DaySheet, Flow, day_sheet
from tests.domain.tables import each
from tests.support.builders import OUTLET, at, registered

ONE = life((0, registered(item=2)), (0, AnsweredOnSpot("可以")), (0, ReviewOffered("consult")))


def sheet(*lives: object, rated: int = 0) -> DaySheet:
    reviews = {(2, 5): rated} if rated else {}
    return day_sheet(lives, OUTLET, DAY, at(minutes=500), range(1, 11), reviews=reviews)  # type: ignore[arg-type]


@each(
    ("before", "now", "found"),
    [
        ({}, {}, ()),
        ({"visits": 1}, {"visits": 1}, ()),
        ({"visits": 1}, {"visits": 2}, (Difference("visits", 1, 2),)),
        ({"visits": 2}, {"visits": 1}, (Difference("visits", 2, 1),)),
        ({}, {"visits": 2}, ()),
        ({"gone": 2}, {"visits": 2}, ()),
        ({"b": 0, "a": 0}, {"a": 1, "b": 1}, (Difference("a", 0, 1), Difference("b", 0, 1))),
    ],
)
def test_only_what_both_prints_have_is_compared_in_the_order_of_the_sheet(
    before: dict[str, int], now: dict[str, int], found: tuple[Difference, ...]
) -> None:
    assert differences(before, now) == found


def test_a_case_recorded_late_changes_every_sum_it_stands_in() -> None:
    changed = differences(key_figures(sheet()), key_figures(sheet(ONE, rated=1)))
    assert {one.name: (one.before, one.now) for one in changed} == {
        "visits": (0, 1),
        "channel.counter": (0, 1),
        "result.answer": (0, 1),
        "closed": (0, 1),
        "flow.new": (0, 1),
        "flow.closed": (0, 1),
        "offered": (0, 1),
        "rated": (0, 1),
    }


def test_every_sum_is_a_number_and_none_is_missing() -> None:
    told = key_figures(sheet(ONE))
    assert len(told) == 1 + len(Entrance) + len(Decision) + 3 + len(fields(Flow)) + 2
    assert all(isinstance(count, int) for count in told.values())
