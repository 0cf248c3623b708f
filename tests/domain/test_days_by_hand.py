"""Three days of a county window and the city window, written out by hand with every sheet they end in."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from case_lives import OTHER

from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import ClockKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import (
    Accepted,
    AcceptedDeficient,
    AnsweredOnSpot,
    CaseEvent,
    Channel,
    Closed,
    CorrectionTaken,
    DueStamp,
    Fact,
    MaterialsTaken,
    Paused,
    PromiseLine,
    Rejected,
    Reopened,
    ResultReached,
    Resumed,
    ReviewOffered,
    SupplementTaken,
    Terminated,
    TrackingStarted,
    TransferredOut,
    TransferReturned,
    TransferTaken,
    Withdrawn,
    WorkStarted,
)
from outlet_app.domain.figures import BrokenIdentity
from outlet_app.domain.identities import broken_identities
from outlet_app.domain.stock import Step, steps
from outlet_app.domain.workload import DaySheet, Flow, Intake, Line, day_sheet, sheet_of
from tests.domain.tables import each
from tests.support.builders import OUTLET, event, material, notice, registered

WED, THU, FRI = date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 20)
ANNA, BOYU, CITY = "1508260837", "1508260838", "1508020001"
ITEMS = range(1, 11)
PROMISE = PromiseLine("8.2-A1", "信用承诺书", date(2026, 11, 27))
SUPPLEMENT = DueStamp("supplement", ClockKind.WORKDAYS, datetime(2026, 11, 27, 17, 30, tzinfo=CST))
NONE = Flow(0, 0, 0, 0, 0, 0, 0, 0, 0)


def due(text: str) -> DueStamp:
    return DueStamp("handling", ClockKind.WORKDAYS, datetime.fromisoformat(text).replace(tzinfo=CST))


@dataclass(frozen=True)
class Deed:
    """Who did what when, and at which window."""

    when: str
    who: str
    fact: Fact

    def event(self) -> CaseEvent:
        at = datetime.fromisoformat(self.when).replace(tzinfo=CST)
        outlet = OTHER if self.who == CITY else OUTLET
        return replace(event(self.fact, actor=self.who), at=at, outlet=outlet)


def case(*deeds: tuple[str, str, Fact]) -> list[CaseEvent]:
    return [Deed(*deed).event() for deed in deeds]


TO_CITY = TransferredOut(OTHER, "", "市级窗口", "需专业人员答复")
# Nine cases from Wednesday to Friday.
CASES = {
    # A question answered at the counter on Wednesday.
    "question": case(
        ("2026-11-18 09:00", ANNA, registered(item=2, sub_item="2.1")),
        ("2026-11-18 09:05", ANNA, AnsweredOnSpot("可以网上办理。")),
        ("2026-11-18 09:06", ANNA, ReviewOffered("consult")),
    ),
    # A call answered on Thursday by the colleague, somebody was helped.
    "call": case(
        ("2026-11-19 10:00", BOYU, registered(item=2, sub_item="2.2", channel=Channel.PHONE, assisted=True)),
        ("2026-11-19 10:04", BOYU, AnsweredOnSpot("带执照。")),
    ),
    # A subsidy: told on Wednesday, corrected on Thursday, accepted, done and closed on Friday.
    "subsidy": case(
        ("2026-11-18 14:30", ANNA, registered()),
        ("2026-11-18 14:40", ANNA, MaterialsTaken()),
        ("2026-11-18 14:50", ANNA, notice(1)),
        ("2026-11-19 09:00", BOYU, CorrectionTaken((material(),))),
        ("2026-11-20 09:00", BOYU, Accepted((due("2026-11-25 17:30"),))),
        ("2026-11-20 09:30", BOYU, WorkStarted()),
        ("2026-11-20 15:00", ANNA, ResultReached(True, "已出具报告")),
        ("2026-11-20 15:10", ANNA, Closed("已交付")),
        ("2026-11-20 15:11", ANNA, ReviewOffered("result")),
    ),
    # Taken in for review on Wednesday, accepted with a promise on Thursday, kept on Friday.
    "promise": case(
        ("2026-11-18 15:00", BOYU, registered(channel=Channel.ON_SITE)),
        ("2026-11-18 15:05", BOYU, MaterialsTaken(for_review=True)),
        ("2026-11-19 15:05", BOYU, AcceptedDeficient((PROMISE,), SUPPLEMENT)),
        ("2026-11-20 10:05", ANNA, SupplementTaken((material(code="8.2-A1"),))),
    ),
    # Sent to the city on Thursday, taken there on Friday.
    "sent": case(
        ("2026-11-19 11:00", ANNA, registered(item=7, sub_item="7.1", channel=Channel.ONLINE)),
        ("2026-11-19 11:10", ANNA, TO_CITY),
        ("2026-11-20 08:40", CITY, TransferTaken()),
    ),
    # Sent to the city on Wednesday and back on Thursday, refused on Friday.
    "bounced": case(
        ("2026-11-18 16:00", BOYU, registered(item=7, sub_item="7.2")),
        ("2026-11-18 16:10", BOYU, TO_CITY),
        ("2026-11-19 16:10", CITY, TransferReturned("不属本岗位")),
        ("2026-11-20 16:10", BOYU, Rejected("not_in_remit")),
    ),
    # An unlisted matter refused on Thursday.
    "unlisted": case(
        ("2026-11-19 17:00", ANNA, registered(item=0, sub_item="")),
        ("2026-11-19 17:05", ANNA, Rejected("not_in_remit")),
    ),
    # Late: accepted on Wednesday with a limit on Thursday, paused over Thursday, open on Friday.
    "late": case(
        ("2026-11-18 08:40", ANNA, registered(item=1, sub_item="1.7")),
        ("2026-11-18 08:45", ANNA, MaterialsTaken()),
        ("2026-11-18 08:50", BOYU, Accepted((due("2026-11-19 17:30"),))),
        ("2026-11-18 09:20", BOYU, WorkStarted()),
        ("2026-11-19 09:00", BOYU, Paused("expert_review")),
        ("2026-11-20 09:00", BOYU, Resumed()),
    ),
    # Answered on Wednesday, reopened on Thursday, worked again and withdrawn on Friday.
    "again": case(
        ("2026-11-18 17:00", BOYU, registered(item=3, sub_item="3.1")),
        ("2026-11-18 17:05", BOYU, AnsweredOnSpot("已指导。")),
        ("2026-11-19 08:40", ANNA, Reopened("录入有误")),
        ("2026-11-20 11:00", ANNA, Withdrawn("申请人撤回")),
    ),
    # Followed for long at the city window from Thursday on.
    "tracked": case(
        ("2026-11-19 14:40", CITY, registered(item=4, sub_item="4.8")),
        ("2026-11-19 14:50", CITY, TrackingStarted(date(2026, 12, 20))),
    ),
}


PATHS: dict[str, tuple[Step, ...]] = {name: tuple(steps(events)) for name, events in CASES.items()}


def counted(day: date, outlet: str = OUTLET, **changes: object) -> DaySheet:
    told = {"paths": PATHS.values(), "outlet": outlet, "day": day, "as_of": later(day), "items": ITEMS}
    return sheet_of(**told | changes)  # type: ignore[arg-type]


def later(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=3), datetime.min.time(), CST)


def strokes(line: Line) -> dict[str, int]:
    """What stands in a row, noughts left out."""
    found = {channel.value: count for channel, count in line.channels.items()}
    found |= {f"→{one.value}": count for one, count in line.results.items()}
    found |= {"assisted": line.assisted, "closed": line.closed, "overdue": line.overdue}
    return {name: count for name, count in found.items() if count}


def rows(lines: tuple[Line, ...]) -> dict[str, dict[str, int]]:
    return {line.key: strokes(line) for line in lines if strokes(line)}


BY_ITEM = {
    (WED, OUTLET): {
        "1": {"counter": 1, "→accept": 1},
        "2": {"counter": 1, "→answer": 1, "closed": 1},
        "3": {"counter": 1, "→answer": 1, "closed": 1},
        "7": {"counter": 1, "→transfer": 1},
        "8": {"counter": 1, "on_site": 1, "→notice": 1, "→receive": 1},
    },
    (THU, OUTLET): {
        "2": {"phone": 1, "→answer": 1, "assisted": 1, "closed": 1},
        "7": {"online": 1, "→transfer": 1},
        "0": {"counter": 1, "→reject": 1},
    },
    (FRI, OUTLET): {
        "1": {"overdue": 1},
        "8": {"closed": 1},
    },
    (WED, OTHER): {},
    (THU, OTHER): {"4": {"counter": 1, "→accept": 1}},
    (FRI, OTHER): {},
}
BY_CLERK = {
    (WED, OUTLET): {
        ANNA: {"counter": 2, "→answer": 1, "→notice": 1, "closed": 1},
        BOYU: {
            "counter": 3,
            "on_site": 1,
            "→accept": 1,
            "→answer": 1,
            "→transfer": 1,
            "→receive": 1,
            "closed": 1,
        },
    },
    (THU, OUTLET): {
        ANNA: {"counter": 1, "online": 1, "→transfer": 1, "→reject": 1},
        BOYU: {"phone": 1, "→answer": 1, "assisted": 1, "closed": 1},
    },
    (FRI, OUTLET): {ANNA: {"closed": 1}, BOYU: {"overdue": 1}},
    (WED, OTHER): {},
    (THU, OTHER): {CITY: {"counter": 1, "→accept": 1}},
    (FRI, OTHER): {},
}
FLOWS = {
    # question, subsidy, promise, bounced, late, again came; question and again were closed.
    (WED, OUTLET): replace(NONE, new=6, closed=2, carried_over=4),
    # call, sent, unlisted came, again was reopened; call closed, unlisted refused.
    (THU, OUTLET): replace(NONE, carried_in=4, new=3, reopened=1, closed=1, rejected=1, carried_over=6),
    # subsidy closed, sent went over, bounced refused, again left; promise and late stay.
    (FRI, OUTLET): replace(
        NONE, carried_in=6, closed=1, transferred_out=1, rejected=1, left=1, carried_over=2
    ),
    (WED, OTHER): NONE,
    (THU, OTHER): replace(NONE, new=1, carried_over=1),
    (FRI, OTHER): replace(NONE, carried_in=1, transferred_in=1, carried_over=2),
}
INTAKES = {
    # subsidy, promise and late were taken; late was accepted.
    (WED, OUTLET): Intake(0, 3, 1, 0),
    # subsidy and promise waited; promise was accepted with a promise.
    (THU, OUTLET): Intake(2, 0, 1, 1),
    # subsidy waited, corrected, and was accepted.
    (FRI, OUTLET): Intake(1, 0, 1, 0),
    (WED, OTHER): Intake(0, 0, 0, 0),
    (THU, OTHER): Intake(0, 0, 0, 0),
    (FRI, OTHER): Intake(0, 0, 0, 0),
}
OFFERED = {(WED, OUTLET): 1, (THU, OUTLET): 0, (FRI, OUTLET): 1, (FRI, OTHER): 0}


@each(("day", "outlet"), BY_ITEM)
def test_the_rows_by_item(day: date, outlet: str) -> None:
    assert rows(counted(day, outlet).items) == BY_ITEM[day, outlet]


@each(("day", "outlet"), BY_CLERK)
def test_the_rows_by_clerk(day: date, outlet: str) -> None:
    assert rows(counted(day, outlet).clerks) == BY_CLERK[day, outlet]


@each(("day", "outlet"), FLOWS)
def test_how_the_stock_moved(day: date, outlet: str) -> None:
    assert counted(day, outlet).flow == FLOWS[day, outlet]


@each(("day", "outlet"), INTAKES)
def test_what_was_taken_and_accepted(day: date, outlet: str) -> None:
    assert counted(day, outlet).intake == INTAKES[day, outlet]


@each(("day", "outlet"), OFFERED)
def test_how_often_a_review_was_offered(day: date, outlet: str) -> None:
    assert counted(day, outlet).offered == OFFERED[day, outlet]


@each(("day", "outlet"), BY_ITEM)
def test_every_sheet_agrees_with_itself_and_its_total(day: date, outlet: str) -> None:
    sheet = counted(day, outlet)
    assert broken_identities(sheet) == ()
    total: dict[str, int] = {}
    for row in BY_ITEM[day, outlet].values():
        for name, count in row.items():
            total[name] = total.get(name, 0) + count
    assert strokes(sheet.total) == total


@each("outlet", [OUTLET, OTHER])
def test_what_is_carried_over_is_carried_in(outlet: str) -> None:
    sheets = [counted(day, outlet) for day in (WED, THU, FRI, FRI + timedelta(days=1))]
    for before, after in pairwise(sheets):
        assert after.flow.carried_in == before.flow.carried_over


def test_a_day_nobody_worked_carries_the_stock_and_its_lateness() -> None:
    saturday = counted(FRI + timedelta(days=1))
    assert saturday.flow == replace(NONE, carried_in=2, carried_over=2)
    assert rows(saturday.items) == {"1": {"overdue": 1}}


@each(
    ("as_of", "visits", "flow"),
    [
        ("2026-11-18 08:39", 0, NONE),
        ("2026-11-18 08:40", 0, replace(NONE, new=1, carried_over=1)),
        ("2026-11-18 08:50", 1, replace(NONE, new=1, carried_over=1)),
        ("2026-11-18 09:05", 2, replace(NONE, new=2, closed=1, carried_over=1)),
        ("2026-11-18 15:05", 4, replace(NONE, new=4, closed=1, carried_over=3)),
        ("2026-11-18 17:05", 6, replace(NONE, new=6, closed=2, carried_over=4)),
        ("2026-11-18 23:59", 6, replace(NONE, new=6, closed=2, carried_over=4)),
    ],
)
def test_the_sheet_of_a_running_day_stands_at_the_minute_it_was_asked(
    as_of: str, visits: int, flow: Flow
) -> None:
    moment = datetime.fromisoformat(as_of).replace(tzinfo=CST)
    sheet = counted(WED, as_of=moment)
    assert (sheet.total.visits, sheet.flow, sheet.until) == (visits, flow, moment)


@each("name", CASES)
def test_a_case_left_out_leaves_a_sheet_that_still_agrees(name: str) -> None:
    others = [path for other, path in PATHS.items() if other != name]
    for day in (WED, THU, FRI):
        assert broken_identities(counted(day, paths=others)) == ()


def test_the_order_of_the_cases_does_not_matter() -> None:
    for day in (WED, THU, FRI):
        assert counted(day, paths=list(PATHS.values())[::-1]) == counted(day)


@each("day", [WED, THU, FRI])
def test_cases_folded_for_the_sheet_count_as_those_folded_before(day: date) -> None:
    assert day_sheet(CASES.values(), OUTLET, day, later(day), ITEMS) == counted(day)


def test_clerks_on_duty_stand_beside_those_who_worked() -> None:
    sheet = counted(FRI, clerks=["1508260999", BOYU, ANNA])
    assert [line.key for line in sheet.clerks] == [ANNA, BOYU, "1508260999"]
    assert strokes(sheet.clerk("1508260999")) == {}
    assert strokes(sheet.clerk("nobody")) == {}


def test_items_stand_in_the_order_of_the_list_and_the_unlisted_last() -> None:
    assert [line.key for line in counted(THU).items] == [*map(str, ITEMS), "0"]
    assert [line.key for line in counted(THU, items=[7, 2]).items] == ["7", "2", "0"]
    assert [line.key for line in counted(WED, items=[8]).items] == ["8", "1", "2", "3", "7", "0"]


def lost(row: tuple[Line, ...], key: str) -> tuple[Line, ...]:
    return tuple(line for line in row if line.key != key)


FRIDAY = counted(FRI)


@each(
    ("flow", "broken"),
    [
        ({"carried_in": 7}, [("flow", 7, 6)]),
        ({"new": 1}, [("flow", 7, 6)]),
        ({"transferred_in": 2}, [("flow", 8, 6)]),
        ({"reopened": 1}, [("flow", 7, 6)]),
        ({"closed": 2}, [("flow", 6, 7), ("closed", 1, 2)]),
        ({"rejected": 0}, [("flow", 6, 5)]),
        ({"left": 0}, [("flow", 6, 5)]),
        ({"transferred_out": 2}, [("flow", 6, 7)]),
        ({"carried_over": 3}, [("flow", 6, 7)]),
        ({"carried_in": 5, "carried_over": 1}, []),
    ],
)
def test_each_figure_of_the_flow_is_weighed(flow: dict[str, int], broken: list[tuple[str, int, int]]) -> None:
    sheet = replace(FRIDAY, flow=replace(FRIDAY.flow, **flow))
    assert list(broken_identities(replace(sheet, groups=None, clerk_flows=()))) == [
        BrokenIdentity(code, "", a, b) for code, a, b in broken
    ]


@each(
    ("intake", "broken"),
    [
        ((1, 0, 1, 0), []),
        ((1, 0, 2, 0), [("intake", 2, 1)]),
        ((0, 0, 1, 0), [("intake", 1, 0)]),
        ((0, 1, 1, 1), []),
        ((1, 0, 1, 2), [("deficient", 2, 1)]),
        ((0, 0, 1, 2), [("intake", 1, 0), ("deficient", 2, 1)]),
        ((0, 2, 2, 1, 1, 0), []),
        ((0, 1, 1, 1, 1, 1), []),
        ((0, 1, 1, 1, 1, 0), [("promised", 2, 1)]),
        ((0, 1, 1, 0, 2, 0), [("promised", 2, 1)]),
    ],
)
def test_nobody_accepts_more_than_was_there(
    intake: tuple[int, ...], broken: list[tuple[str, int, int]]
) -> None:
    found = broken_identities(replace(FRIDAY, intake=Intake(*intake)))
    assert list(found) == [BrokenIdentity(code, "", a, b) for code, a, b in broken]


THURSDAY = counted(THU)


@each(
    ("key", "figures"),
    [
        ("2", ["channel.phone", "result.answer", "assisted", "closed"]),
        ("7", ["channel.online", "result.transfer"]),
        ("0", ["channel.counter", "result.reject"]),
    ],
)
def test_a_row_that_got_lost_is_missed_in_every_column_it_had(key: str, figures: list[str]) -> None:
    found = broken_identities(replace(THURSDAY, items=lost(THURSDAY.items, key)))
    assert [(one.code, one.where) for one in found] == [("items", figure) for figure in figures]


def test_a_clerk_who_got_lost_is_missed_too() -> None:
    found = broken_identities(replace(THURSDAY, clerks=lost(THURSDAY.clerks, BOYU)))
    assert {one.code for one in found} == {"clerks"}
    assert [one.where for one in found] == ["channel.phone", "result.answer", "assisted", "closed"]


@each(
    ("rated", "satisfied", "offered", "codes"),
    [
        (None, None, 0, []),
        (0, 0, 0, []),
        (1, 1, 1, []),
        (2, 1, 1, ["reviews"]),
        (1, 2, 1, ["satisfied"]),
        (3, 4, 1, ["reviews", "satisfied"]),
    ],
)
def test_nobody_rates_what_was_not_offered(
    rated: int | None, satisfied: int | None, offered: int, codes: list[str]
) -> None:
    total = replace(FRIDAY.total, rated=rated, satisfied=satisfied)
    found = broken_identities(replace(FRIDAY, total=total, offered=offered, groups=None))
    assert [one.code for one in found] == codes


@each(
    ("rated", "satisfied", "share"),
    [(None, None, None), (0, 0, None), (4, 4, 1.0), (4, 3, 0.75), (4, 0, 0.0), (3, None, None)],
)
def test_satisfaction_is_a_share_and_no_share_without_a_review(
    rated: int | None, satisfied: int | None, share: float | None
) -> None:
    assert replace(FRIDAY.total, rated=rated, satisfied=satisfied).satisfaction == share


@each("count", range(8))
def test_fewer_than_five_reviews_of_an_item_are_not_shown(count: int) -> None:
    sheet = counted(FRI, reviews={(8, 5): count, (2, 1): 1})
    by_item = {line.key: line for line in sheet.items}
    assert by_item["8"].rated == (count if count >= 5 else None)
    assert by_item["2"].rated is None
    assert (sheet.total.rated, sheet.total.satisfied) == (count + 1, count)


def test_terminating_counts_with_those_who_left() -> None:
    ended = case(
        ("2026-11-18 09:00", ANNA, registered()),
        ("2026-11-18 09:05", ANNA, MaterialsTaken()),
        ("2026-11-20 09:05", ANNA, Terminated("失联")),
    )
    sheet = counted(FRI, paths=[tuple(steps(ended))])
    assert sheet.flow == replace(NONE, carried_in=1, left=1)
    assert sheet.total.results[Decision.RECEIVE] == 0
