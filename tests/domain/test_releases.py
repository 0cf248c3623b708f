"""What the city hands down: whom it reaches, what stands by now, and what a new version changes."""

from datetime import date, datetime
from itertools import pairwise

import pytest

from outlet_app.domain.catalogue import read_catalogue
from outlet_app.domain.releases.content import ContentError, check_content
from outlet_app.domain.releases.difference import Change, Level, Turn, differences, touched
from outlet_app.domain.releases.order import Act, Mode, OrderError, Subject, read_order
from outlet_app.domain.releases.reach import EVERYWHERE, Reach, lot
from outlet_app.domain.releases.standing import Status, in_force, last_taken_back, releases_of
from tests.domain.tables import each
from tests.support.release_plains import item, material, only, order, plain_list, sub_item

HERE, THERE, CITY = "1508262001", "1508022003", "1508001001"
BEFORE, DAY, AFTER = date(2026, 12, 31), date(2027, 1, 1), date(2027, 6, 1)


@each(
    ("reach", "outlet", "covered"),
    [
        (EVERYWHERE, HERE, True),
        (EVERYWHERE, "", True),
        (only(HERE), HERE, True),
        (only(HERE), THERE, False),
        (only(divisions=("150826",)), HERE, True),
        (only(divisions=("150826",)), THERE, False),
        (only(divisions=("150826",)), CITY, False),
        (only(THERE, divisions=("150826",)), HERE, True),
        (only(THERE, divisions=("150826",)), THERE, True),
        (only(), HERE, False),
        (only(divisions=("1508",)), HERE, False),
    ],
)
def test_a_release_reaches_whom_it_names(reach: Reach, outlet: str, covered: bool) -> None:
    assert reach.covers(outlet, "2027-1") is covered


def test_a_share_grows_and_never_loses_anybody() -> None:
    outlets = [f"15082{county}3{serial:03}" for county in range(1, 7) for serial in range(60)]
    reaches = [only(share=share) for share in range(101)]
    reached = [{one for one in outlets if reach.covers(one, "2027-1")} for reach in reaches]
    assert reached[0] == set()
    assert reached[100] == set(outlets)
    assert all(few <= more for few, more in pairwise(reached))
    # Hundreds of lots: a share of 20 means about a fifth, not nobody and not half.
    assert 0.1 < len(reached[20]) / len(outlets) < 0.3


def test_another_release_begins_with_other_outlets() -> None:
    outlets = [f"1508263{serial:03}" for serial in range(200)]
    first, second = ([lot(name, one) for one in outlets] for name in ("2027-1", "2027-2"))
    assert first != second
    assert all(0 <= one < 100 for one in first + second)


@each(
    ("wide", "narrow", "holds"),
    [
        (EVERYWHERE, only(HERE), True),
        (EVERYWHERE, EVERYWHERE, True),
        (only(HERE), EVERYWHERE, False),
        (only(HERE, THERE), only(HERE), True),
        (only(HERE), only(HERE, THERE), False),
        (only(divisions=("150826",)), only(HERE), True),
        (only(divisions=("150802",)), only(HERE), False),
        (only(divisions=("150802", "150826")), only(divisions=("150826",)), True),
        (only(divisions=("150802",)), only(divisions=("150826",)), False),
        (only(share=30), only(share=20), True),
        (only(share=20), only(share=30), False),
        (only(HERE, share=10), only(share=20), False),
        (only(share=99), only(HERE), False),
    ],
)
def test_a_reach_only_ever_grows(wide: Reach, narrow: Reach, holds: bool) -> None:
    assert wide.holds_all_of(narrow) is holds


ORDERS = (
    order(),
    order(
        7,
        name="2027-2",
        mode=Mode.URGENT,
        reason="国家局调整材料",
        reach=only(HERE, divisions=("150802",), share=5),
    ),
    order(8, Act.WIDEN, reach=only(share=40)),
    order(9, Act.WITHDRAW, reason="份数有误"),
)


@each("told", ORDERS)
def test_an_order_is_read_as_it_was_written(told: object) -> None:
    assert read_order(told.plain()) == told  # type: ignore[attr-defined]


@each(
    ("column", "value"),
    [
        ("number", 0),
        ("number", "1"),
        ("number", True),
        ("act", "erase"),
        ("act", ""),
        ("subject", "weather"),
        ("name", ""),
        ("name", 7),
        ("issued_at", "2026-11-20T09:00:00"),
        ("issued_at", "yesterday"),
        ("by", ""),
        ("reason", None),
        ("mode", "weekly"),
        ("effective_from", "1.1.2027"),
        ("effective_from", ""),
        ("outlet", 3),
        ("content", []),
        ("content", None),
        ("reach", {}),
        ("reach", {"outlets": [], "divisions": [], "share": 101}),
        ("reach", {"outlets": [], "divisions": [], "share": -1}),
        ("reach", {"outlets": "all", "divisions": [], "share": 1}),
        ("reach", {"outlets": [""], "divisions": [], "share": 1}),
    ],
)
def test_what_is_no_order_is_refused(column: str, value: object) -> None:
    with pytest.raises(OrderError):
        read_order({**order().plain(), column: value})


def test_a_withdrawal_needs_neither_content_nor_day() -> None:
    told = read_order(order(2, Act.WITHDRAW, reason="有误").plain())
    assert (told.content, told.effective_from, told.is_urgent) == (None, None, False)


def test_only_a_first_publication_counts_and_what_is_withdrawn_stays_so() -> None:
    other = plain_list("2027-1", "2027-01-01", item(5))
    found = releases_of(
        [
            order(4, Act.WITHDRAW, reason="有误"),
            order(3, content=other),
            order(5, Act.WIDEN, reach=EVERYWHERE),
            order(6, name="2027-1", content=other),
            order(1, reach=only(HERE)),
            order(9, Act.WITHDRAW, name="2030-1", reason="从未发布"),
        ]
    )
    assert [(one.order.number, one.reach, one.withdrawn and one.withdrawn.number) for one in found] == [
        (1, only(HERE), 4)
    ]


def test_an_order_is_of_its_subject_alone() -> None:
    plan = order(1, subject=Subject.CALENDAR, name="2027-1", content={"version": "2027-1"})
    back = order(2, Act.WITHDRAW, name="2027-1", reason="有误")
    assert releases_of([plan, back])[0].withdrawn is None


@each(
    ("orders", "outlet", "today", "status"),
    [
        ([order()], HERE, DAY, Status.IN_FORCE),
        ([order()], HERE, AFTER, Status.IN_FORCE),
        ([order()], HERE, BEFORE, Status.WAITING),
        ([order(reach=only(THERE))], HERE, AFTER, Status.ELSEWHERE),
        ([order(reach=only(THERE))], HERE, BEFORE, Status.ELSEWHERE),
        ([order(reach=only(THERE)), order(2, Act.WIDEN, reach=EVERYWHERE)], HERE, AFTER, Status.IN_FORCE),
        ([order(), order(2, Act.WITHDRAW, reason="有误")], HERE, AFTER, Status.WITHDRAWN),
        ([order(reach=only(THERE)), order(2, Act.WITHDRAW, reason="有误")], HERE, AFTER, Status.WITHDRAWN),
        ([order(outlet=THERE)], HERE, AFTER, Status.ELSEWHERE),
        ([order(outlet=HERE)], HERE, AFTER, Status.IN_FORCE),
    ],
)
def test_a_version_stands_at_an_outlet_on_a_day(
    orders: list[object], outlet: str, today: date, status: Status
) -> None:
    assert releases_of(orders)[0].status(outlet, today) is status  # type: ignore[arg-type]


@each(
    ("orders", "today", "expected"),
    [
        ([], AFTER, ""),
        ([order()], BEFORE, ""),
        ([order(), order(2, name="2027-2", effective_from=date(2027, 7, 1))], AFTER, "2027-1"),
        ([order(), order(2, name="2027-2", effective_from=date(2027, 3, 1))], AFTER, "2027-2"),
        # What takes effect later counts, whichever was published first; on one day the later order does.
        ([order(1, name="late", effective_from=date(2027, 3, 1)), order(2, name="soon")], AFTER, "late"),
        ([order(1, name="one"), order(2, name="two")], AFTER, "two"),
        (
            [order(1, name="one"), order(2, name="two"), order(3, Act.WITHDRAW, name="two", reason="x")],
            AFTER,
            "one",
        ),
        ([order(1, name="one"), order(2, name="two", reach=only(THERE))], AFTER, "one"),
        ([order(1), order(2, Act.WITHDRAW, reason="x")], AFTER, ""),
    ],
)
def test_the_version_that_counts(orders: list[object], today: date, expected: str) -> None:
    found = in_force(releases_of(orders), Subject.CATALOGUE, HERE, today)  # type: ignore[arg-type]
    assert (found.order.name if found else "") == expected


OLD = plain_list("2026-1", "2026-01-01")


def changes(*items: dict[str, object]) -> tuple[Change, ...]:
    return differences(read_catalogue(OLD), read_catalogue(plain_list("2027-1", "2027-01-01", *items)))


ONE, TWO = sub_item("1.1"), sub_item("1.2")


@each(
    ("items", "expected"),
    [
        ([item(1), item(2)], []),
        ([item(2), item(1)], []),
        ([item(1, name="检索"), item(2)], ["changed item 1 name 服务事项 1>检索 1.1+1.2"]),
        ([item(1)], ["removed item 2 2.1+2.2"]),
        ([item(1), item(2), item(3)], ["added item 3 3.1+3.2"]),
        ([item(1, ONE), item(2)], ["removed sub_item 1.2 1.2"]),
        ([item(1, ONE, TWO, sub_item("1.3")), item(2)], ["added sub_item 1.3 1.3"]),
        ([item(1, ONE | {"instant": True}, TWO), item(2)], ["changed sub_item 1.1 instant False>True 1.1"]),
        (
            [item(1, ONE | {"authority": "FORWARD"}, TWO), item(2)],
            ["changed sub_item 1.1 authority LOCAL>FORWARD 1.1"],
        ),
        (
            [item(1, ONE | {"stages": ["受理", "审核", "办结"]}, TWO), item(2)],
            ["changed sub_item 1.1 stages 受理\n办结>受理\n审核\n办结 1.1"],
        ),
        (
            [
                item(
                    1,
                    ONE
                    | {"clocks": [{"code": "handling", "kind": "WORKDAYS", "value": 5, "start": "ACCEPTED"}]},
                    TWO,
                ),
                item(2),
            ],
            ["changed clock 1.1 value 3>5 1.1"],
        ),
        (
            [item(1, ONE | {"clocks": [{"code": "first", "kind": "INSTANT"}]}, TWO), item(2)],
            ["added clock 1.1 1.1", "removed clock 1.1 1.1"],
        ),
        (
            [item(1, ONE | {"materials": [material("1.1-M1", copies=3), material("1.1-M2")]}, TWO), item(2)],
            ["changed material 1.1-M1 copies 1>3 1.1"],
        ),
        (
            [item(1, ONE | {"materials": [material("1.1-M2"), material("1.1-M9")]}, TWO), item(2)],
            ["added material 1.1-M9 1.1", "removed material 1.1-M1 1.1"],
        ),
    ],
)
def test_every_change_is_told_with_the_cases_it_concerns(
    items: list[dict[str, object]], expected: list[str]
) -> None:
    assert [_written(one) for one in changes(*items)] == expected


def _written(one: Change) -> str:
    values = f" {one.field} {one.before}>{one.after}" if one.turn is Turn.CHANGED else ""
    return f"{one.turn} {one.level} {one.code}{values} {'+'.join(one.sub_items)}"


def test_what_is_touched_is_every_sub_item_of_every_change() -> None:
    found = changes(item(1, ONE | {"instant": True}, TWO), item(2, objects="个人"))
    assert touched(found) == {"1.1", "2.1", "2.2"}
    assert {one.level for one in found} == {Level.SUB_ITEM, Level.ITEM}
    assert touched(()) == frozenset()


@each(
    ("subject", "content"),
    [
        (Subject.CATALOGUE, plain_list()),
        (Subject.CALENDAR, {"version": "2027-1", "year": 2027, "off": ["2027-01-01"], "worked": []}),
    ],
)
def test_what_counters_can_use_may_be_published(subject: Subject, content: dict[str, object]) -> None:
    check_content(subject, content)


@each(
    ("subject", "content"),
    [
        (Subject.CATALOGUE, {**plain_list(), "version": ""}),
        (Subject.CATALOGUE, {**plain_list(), "items": []}),
        (Subject.CALENDAR, {"year": 2027, "off": [], "worked": []}),
        (Subject.CALENDAR, {"version": "1", "year": "2027"}),
        (Subject.CALENDAR, {"version": "1", "year": 2027, "off": ["2026-01-01"]}),
        (Subject.FORMS, {"version": "1"}),
        (Subject.POLICIES, {"version": "1"}),
    ],
)
def test_what_no_counter_could_use_is_named(subject: Subject, content: dict[str, object]) -> None:
    with pytest.raises(Exception) as told:
        check_content(subject, content)
    assert isinstance(told.value, ContentError) or hasattr(told.value, "column")


def test_a_day_without_its_offset_is_no_moment() -> None:
    assert order().issued_at.tzinfo is not None
    with pytest.raises(OrderError) as told:
        read_order({**order().plain(), "issued_at": datetime(2026, 11, 20).isoformat()})
    assert (told.value.column, told.value.reason) == ("issued_at", "date_expected")
    assert isinstance(told.value.plain, dict)


BACK = order(8, Act.WITHDRAW, reason="有误")


@each(
    ("orders", "today", "expected"),
    [
        ([], AFTER, ""),
        ([order()], AFTER, ""),
        ([order(), BACK], AFTER, "2027-1"),
        # Its day had not come, or it was never meant for this outlet: it was nobody's word here.
        ([order(), BACK], BEFORE, ""),
        ([order(reach=only(THERE)), BACK], AFTER, ""),
        ([order(reach=only(THERE)), order(7, Act.WIDEN, reach=EVERYWHERE), BACK], AFTER, "2027-1"),
        # Of two taken back the one that would have counted; one that counts is not asked about.
        ([order(), order(2, name="two"), BACK, order(9, Act.WITHDRAW, name="two", reason="x")], AFTER, "two"),
        ([order(), order(2, name="two"), BACK], AFTER, "2027-1"),
        ([order(subject=Subject.STAFF), BACK], AFTER, ""),
    ],
)
def test_the_last_word_of_a_subject_is_what_would_count_had_nothing_been_taken_back(
    orders: list[object], today: date, expected: str
) -> None:
    found = last_taken_back(releases_of(orders), Subject.CATALOGUE, HERE, today)  # type: ignore[arg-type]
    assert (found.order.name if found else "") == expected
