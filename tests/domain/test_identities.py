"""A sheet that contradicts itself says where."""

from collections.abc import Callable
from dataclasses import replace

from case_lives import DAY, life

from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import AnsweredOnSpot, Channel, ReviewOffered
from outlet_app.domain.figures import BrokenIdentity
from outlet_app.domain.identities import broken_identities
from outlet_app.domain.workload import DaySheet, Flow, day_sheet
from tests.domain.tables import each
from tests.support.builders import OUTLET, at, registered

ONE = life((0, registered(item=2)), (0, AnsweredOnSpot("可以网上办理。")), (0, ReviewOffered("consult")))
WHOLE = day_sheet([ONE], OUTLET, DAY, at(minutes=500), range(1, 11), reviews={(2, 5): 1})
# The first three sheets alone; what the fourth adds is test_sheet_groups.py's affair.
SOUND = replace(WHOLE, groups=None, clerk_flows=())


def test_a_counted_sheet_agrees_with_itself() -> None:
    assert broken_identities(WHOLE) == ()
    assert broken_identities(SOUND) == ()


def test_every_column_of_the_flow_stands_on_its_side() -> None:
    flow = Flow(1, 2, 4, 8, closed=1, rejected=2, left=3, transferred_out=4, carried_over=5)
    assert broken_identities(replace(SOUND, flow=flow)) == ()


def of_flow(sheet: DaySheet) -> DaySheet:
    return replace(sheet, flow=replace(sheet.flow, carried_in=1))


def of_closings(sheet: DaySheet) -> DaySheet:
    return replace(sheet, flow=replace(sheet.flow, closed=0, left=1))


def of_intake(sheet: DaySheet) -> DaySheet:
    return replace(sheet, intake=replace(sheet.intake, waiting_before=1, taken=1, accepted=3))


def of_promises(sheet: DaySheet) -> DaySheet:
    return replace(sheet, intake=replace(sheet.intake, deficient=1))


def of_visits(sheet: DaySheet) -> DaySheet:
    rows = [replace(line, results={Decision.ANSWER: 0}) if line.key == "2" else line for line in sheet.items]
    return replace(sheet, items=tuple(rows))


def of_clerks(sheet: DaySheet) -> DaySheet:
    return replace(sheet, clerks=tuple(replace(line, closed=2) for line in sheet.clerks))


def of_channels(sheet: DaySheet) -> DaySheet:
    moved = {Channel.COUNTER: 0, Channel.PHONE: 1}
    return replace(sheet, clerks=tuple(replace(line, channels=moved) for line in sheet.clerks))


def of_reviews(sheet: DaySheet) -> DaySheet:
    return replace(sheet, offered=0)


def of_satisfaction(sheet: DaySheet) -> DaySheet:
    return replace(sheet, total=replace(sheet.total, satisfied=2))


@each(
    ("tampered", "found"),
    [
        (of_flow, [BrokenIdentity("flow", "", 2, 1)]),
        (of_closings, [BrokenIdentity("closed", "", 1, 0)]),
        (of_intake, [BrokenIdentity("intake", "", 3, 2)]),
        (of_promises, [BrokenIdentity("deficient", "", 1, 0)]),
        (of_visits, [BrokenIdentity("visits", "2", 1, 0), BrokenIdentity("items", "result.answer", 0, 1)]),
        (of_clerks, [BrokenIdentity("clerks", "closed", 2, 1)]),
        (
            of_channels,
            [
                BrokenIdentity("clerks", "channel.counter", 0, 1),
                BrokenIdentity("clerks", "channel.phone", 1, 0),
            ],
        ),
        (of_reviews, [BrokenIdentity("reviews", "", 1, 0)]),
        (of_satisfaction, [BrokenIdentity("satisfied", "", 2, 1)]),
    ],
)
def test_a_contradiction_is_named_with_both_figures(
    tampered: Callable[[DaySheet], DaySheet], found: list[BrokenIdentity]
) -> None:
    assert list(broken_identities(tampered(SOUND))) == found
