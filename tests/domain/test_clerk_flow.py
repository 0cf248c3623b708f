"""Sheet 3 by clerk: each row balances, and together they are the outlet's flow (domain.md §8.2)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from case_lives import CLERKS, DAY, OTHER, chance_lives, days_around, elsewhere, life

from outlet_app.domain.calendar import CST
from outlet_app.domain.events import (
    Accepted,
    AnsweredOnSpot,
    CaseEvent,
    Closed,
    Fact,
    MaterialsTaken,
    Rejected,
    Reopened,
    TransferredOut,
    TransferTaken,
    Voided,
    Withdrawn,
)
from outlet_app.domain.figures import BrokenIdentity
from outlet_app.domain.group_identities import broken_clerk_flows
from outlet_app.domain.identities import broken_identities
from outlet_app.domain.stock import steps
from outlet_app.domain.workload import ClerkFlow, DaySheet, Flow, day_sheet, sheet_of
from tests.domain.chance import Draw, by_chance
from tests.domain.tables import each
from tests.support.builders import OUTLET, at, notice, registered, stamp

ITEMS = range(1, 11)
EVENING = datetime(2026, 11, 20, 17, 30, tzinfo=CST)
CLERK, COLLEAGUE = CLERKS[OUTLET]
ANSWER, TAKEN, ACCEPTED, CLOSED = (
    AnsweredOnSpot("可以网上办理。"),
    MaterialsTaken(),
    Accepted((stamp(5),)),
    Closed("已交付"),
)
TO_COLLEAGUE = TransferredOut(OUTLET, COLLEAGUE, "本窗口", "需专业人员答复")
TO_THE_CITY = TransferredOut(OTHER, "", "市级窗口", "需专业人员答复")
NEW, OLD = (0, registered()), (-1, registered())


def by(who: str, events: list[CaseEvent]) -> list[CaseEvent]:
    """The same events, done by somebody else."""
    return [replace(one, actor=who) for one in events]


def sheet(*cases: list[CaseEvent], day: date = DAY, outlet: str = OUTLET) -> DaySheet:
    named = [[replace(one, case_id=f"case-{n}") for one in events] for n, events in enumerate(cases)]
    return day_sheet(named, outlet, day, max(EVENING, at(days=(day - DAY).days)), ITEMS)


def told(rows: Iterable[ClerkFlow]) -> dict[str, dict[str, int]]:
    """Every clerk's figures without noughts."""
    return {row.key: {name: n for name in _NAMES if (n := getattr(row.flow, name))} for row in rows}


_NAMES = (
    "carried_in", "new", "transferred_in", "reopened", "closed", "rejected", "left", "transferred_out",
    "carried_over",
)  # fmt: skip


@each(
    ("facts", "figures"),
    [
        ((NEW,), {"new": 1, "carried_over": 1}),
        ((NEW, (0, ANSWER)), {"new": 1, "closed": 1}),
        ((OLD, (0, ANSWER)), {"carried_in": 1, "closed": 1}),
        ((OLD,), {"carried_in": 1, "carried_over": 1}),
        ((OLD, (-1, ANSWER)), {}),
        ((OLD, (0, Rejected("not_in_remit"))), {"carried_in": 1, "rejected": 1}),
        ((NEW, (0, TAKEN), (0, Withdrawn("申请人撤回"))), {"new": 1, "left": 1}),
        ((OLD, (-1, ANSWER), (0, Reopened("录入有误"))), {"reopened": 1, "carried_over": 1}),
        ((NEW, (0, ANSWER), (0, Reopened("录入有误"))), {"new": 1, "carried_over": 1}),
        ((NEW, (0, Voided("重复登记"))), {}),
        ((OLD, (0, Voided("重复登记"))), {"carried_in": 1, "left": 1}),
        ((OLD, (0, ANSWER), (0, Voided("重复登记"))), {"carried_in": 1, "left": 1}),
        ((OLD, (-1, TAKEN), (0, ACCEPTED)), {"carried_in": 1, "carried_over": 1}),
        ((OLD, (0, notice(2))), {"carried_in": 1, "carried_over": 1}),
        (((1, registered()),), {}),
    ],
)
def test_one_pair_of_hands_has_the_outlet_s_own_flow(
    facts: tuple[tuple[int, Fact], ...], figures: dict[str, int]
) -> None:
    found = sheet(life(*facts))
    assert told(found.clerk_flows) == ({CLERK: figures} if figures else {})
    assert broken_identities(found) == ()


def test_a_case_handed_to_a_colleague_leaves_one_row_and_comes_to_the_other() -> None:
    handed = [*life(OLD, (0, TO_COLLEAGUE)), *by(COLLEAGUE, life((0, TransferTaken())))]
    found = sheet(handed)
    assert told(found.clerk_flows) == {
        CLERK: {"carried_in": 1, "transferred_out": 1},
        COLLEAGUE: {"transferred_in": 1, "carried_over": 1},
    }
    assert (found.flow.transferred_in, found.flow.transferred_out) == (0, 0)
    assert broken_identities(found) == ()


def test_until_the_colleague_takes_it_the_first_has_it() -> None:
    assert told(sheet(life(OLD, (0, TO_COLLEAGUE))).clerk_flows) == {
        CLERK: {"carried_in": 1, "carried_over": 1}
    }


def test_one_that_came_back_the_same_day_has_not_moved() -> None:
    back = TransferredOut(OUTLET, CLERK, "本窗口", "退回原承办人")
    there = by(COLLEAGUE, life((0, TransferTaken()), (0, back)))
    found = sheet([*life(OLD, (0, TO_COLLEAGUE)), *there, *life((0, TransferTaken()))])
    assert told(found.clerk_flows) == {CLERK: {"carried_in": 1, "carried_over": 1}}


def test_what_a_colleague_ended_leaves_from_the_colleague_s_hands() -> None:
    theirs = by(COLLEAGUE, life((0, TransferTaken()), (0, ANSWER)))
    found = sheet([*life(NEW, (0, TO_COLLEAGUE)), *theirs])
    assert told(found.clerk_flows) == {
        CLERK: {"new": 1, "transferred_out": 1},
        COLLEAGUE: {"transferred_in": 1, "closed": 1},
    }
    assert (found.flow.new, found.flow.closed) == (1, 1)
    assert broken_identities(found) == ()


def test_what_goes_to_another_outlet_leaves_the_one_who_had_it_and_comes_to_the_taker() -> None:
    sent = life((-1, registered()), (0, TO_THE_CITY), (0, TransferTaken()))
    sent[-1] = elsewhere(sent[-1])
    assert told(sheet(sent).clerk_flows) == {CLERK: {"carried_in": 1, "transferred_out": 1}}
    there = sheet(sent, outlet=OTHER)
    assert told(there.clerk_flows) == {sent[-1].actor: {"transferred_in": 1, "carried_over": 1}}
    assert [broken_identities(sheet(sent)), broken_identities(there)] == [(), ()]


def test_next_day_the_new_hands_carry_it_over() -> None:
    handed = [*life(NEW, (0, TO_COLLEAGUE)), *by(COLLEAGUE, life((0, TransferTaken())))]
    found = sheet(handed, day=DAY + timedelta(days=1))
    assert told(found.clerk_flows) == {COLLEAGUE: {"carried_in": 1, "carried_over": 1}}


def test_who_is_on_duty_has_a_row_without_work_and_the_rows_are_in_order() -> None:
    found = day_sheet([life(NEW)], OUTLET, DAY, EVENING, ITEMS, [COLLEAGUE, CLERK])
    assert [row.key for row in found.clerk_flows] == sorted([CLERK, COLLEAGUE])
    assert told(found.clerk_flows)[COLLEAGUE] == {}


def test_one_s_own_row_is_found_and_a_stranger_s_is_of_noughts() -> None:
    found = sheet(life(NEW))
    assert found.clerk_flow(CLERK).flow == replace(_NOTHING, new=1, carried_over=1)
    assert found.clerk_flow("1508269999") == ClerkFlow("1508269999", _NOTHING)


_NOTHING = Flow(0, 0, 0, 0, 0, 0, 0, 0, 0)
SOUND = sheet(life(NEW, (0, ANSWER)), life(OLD), life(OLD, (0, Rejected("not_in_remit"))))


def test_a_row_that_does_not_balance_is_named_with_its_sums() -> None:
    (row,) = SOUND.clerk_flows
    wrong = replace(SOUND, clerk_flows=(replace(row, flow=replace(row.flow, carried_over=4)),))
    assert list(broken_clerk_flows(SOUND)) == []
    assert list(broken_clerk_flows(wrong)) == [
        BrokenIdentity("clerk_flow", CLERK, 3, 6),
        BrokenIdentity("clerk_sums", "flow.carried_over", 4, 1),
    ]


@each(("name",), [(name,) for name in _NAMES if name != "transferred_in"])
def test_every_column_is_weighed_against_the_outlet_s(name: str) -> None:
    flow = replace(SOUND.flow, **{name: getattr(SOUND.flow, name) + 2})
    found = {one.where for one in broken_clerk_flows(replace(SOUND, flow=flow)) if one.code == "clerk_sums"}
    assert found == {f"flow.{name}"}


def test_a_sheet_of_an_older_program_has_no_rows_and_breaks_nothing() -> None:
    assert list(broken_clerk_flows(replace(SOUND, clerk_flows=()))) == []


@by_chance(2)
def test_day_by_day_every_clerk_begins_with_what_was_left_the_evening_before(draw: Draw) -> None:
    paths = [tuple(steps(events)) for events in chance_lives(draw.whole(0, 10_000), 4)]
    for outlet in CLERKS:
        left: dict[str, int] = {}
        for day in days_around():
            rows = sheet_of(paths, outlet, day, at(days=30), ITEMS).clerk_flows
            begun = {row.key: row.flow.carried_in for row in rows if row.flow.carried_in}
            assert begun == left
            left = {row.key: row.flow.carried_over for row in rows if row.flow.carried_over}
