"""L23: registrations of a day follow one another, or the book says where they do not."""

from dataclasses import replace
from datetime import date, timedelta

from outlet_app.domain.events import AnsweredOnSpot, CaseEvent, ClockTrust
from outlet_app.domain.ledgers import LEDGERS
from outlet_app.domain.ledgers.continuity import CODE, COLUMNS, continuity_lines
from outlet_app.domain.numbering import case_number
from outlet_app.wording import ledgers as words
from outlet_app.wording.continuity import broken
from tests.domain.tables import each
from tests.support.builders import CLERK, MORNING, at, event, registered

DAY = MORNING.date()
NEXT = DAY + timedelta(days=1)


def taken(
    serial: int, minutes: int, *, day: date = DAY, terminal: str = "01", **changes: object
) -> CaseEvent:
    number = case_number("HH05", day, terminal, serial)
    made = event(registered(case_no=number), minutes=minutes, case_id=f"case-{terminal}-{serial}")
    return replace(made, **changes)  # type: ignore[arg-type]


def found(*events: CaseEvent, since: date = DAY, until: date = DAY) -> list[tuple[int, str]]:
    """The serial and the finding of each line."""
    lines = continuity_lines(events, since, until)
    return [(int(line.case_no[-6:-2]), str(line.cells["broken"])) for line in lines]


@each(
    ("events", "findings"),
    [
        ((), []),
        ((taken(1, 0), taken(2, 5), taken(3, 5)), []),
        ((taken(3, 9), taken(1, 0), taken(2, 5)), []),
        ((taken(2, 5),), [(2, "missing|1|1")]),
        ((taken(1, 0), taken(5, 5)), [(5, "missing|2|4")]),
        ((taken(1, 5), taken(2, 0)), [(2, f"before|{at(5).isoformat()}")]),
        ((taken(1, 9), taken(2, 0), taken(3, 5)), [
            (2, f"before|{at(9).isoformat()}"), (3, f"before|{at(9).isoformat()}"),
        ]),
        ((taken(1, 0, trust=ClockTrust.SUSPECT), taken(2, 5)), [(1, "unsure")]),
        ((taken(1, 0, at=at(days=1)),), [(1, f"other_day|{DAY.isoformat()}")]),
        ((taken(1, 0), taken(1, 3, terminal="02")), []),
        ((taken(1, 0), taken(1, 3, day=NEXT, at=at(days=1))), []),
        ((taken(1, 5), taken(3, 0, trust=ClockTrust.SUSPECT)), [
            (3, f"missing|2|2\nbefore|{at(5).isoformat()}\nunsure"),
        ]),
    ],
)  # fmt: skip
def test_what_does_not_follow(events: tuple[CaseEvent, ...], findings: list[tuple[int, str]]) -> None:
    assert found(*events) == findings


def test_each_day_and_terminal_is_judged_alone() -> None:
    events = (taken(1, 0), taken(3, 5), taken(2, 0, terminal="02"), taken(4, 9, day=NEXT, at=at(9, days=1)))
    assert found(*events) == [(2, "missing|1|1"), (3, "missing|2|2")]
    assert found(*events, until=NEXT) == [(2, "missing|1|1"), (3, "missing|2|2"), (4, "missing|1|3")]
    assert found(*events, since=NEXT, until=NEXT) == [(4, "missing|1|3")]


def test_only_registrations_take_numbers() -> None:
    other = event(AnsweredOnSpot("可以"), minutes=3, case_id="case-01-1")
    unread = replace(taken(1, 0), fact=registered(case_no="手写"))
    assert found(taken(1, 0), other, unread) == []


def test_a_line_names_the_case_the_terminal_and_the_clerk() -> None:
    (line,) = continuity_lines([taken(2, 5)], DAY, DAY)
    assert (line.case_id, line.at) == ("case-01-2", at(5))
    assert line.cells == {"post": "01", "clerk": CLERK, "broken": "missing|1|1"}
    assert set(line.cells) == set(COLUMNS) == set(LEDGERS[CODE].columns)


@each(
    ("coded", "text"),
    [
        ("missing|1|1", "缺第 1 号"),
        ("missing|2|4", "缺第 2～4 号"),
        ("before|2026-11-20T09:05:00+08:00", "登记时间早于前一号（2026-11-20 09:05）"),
        ("other_day|2026-11-20", "编号日期 2026-11-20，与登记日期不符"),
        ("unsure", "登记时本机时间待核"),
        ("missing|2|2\nunsure", "缺第 2 号；登记时本机时间待核"),
    ],
)
def test_in_words(coded: str, text: str) -> None:
    assert broken(coded) == words.cell("broken", coded) == text


def test_its_name() -> None:
    assert words.titled(CODE) == "L23　首问登记核查台账"
