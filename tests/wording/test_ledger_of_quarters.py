"""L26: a quarter of reviews by item; what the next level excluded counts in no rate, and stays visible."""

from dataclasses import replace
from datetime import datetime

from outlet_app.domain.calendar import CST
from outlet_app.domain.ledgers import LEDGERS, Line
from outlet_app.domain.ledgers.quarterly import (
    CODE,
    COLUMNS,
    HELD_BACK,
    Worked,
    clerk_sums,
    quarter_lines,
    worked_in,
)
from outlet_app.domain.rectification.quarters import Quarter
from outlet_app.domain.rectification.task import Task
from outlet_app.wording import ledgers as words
from tests.domain.holiday_plans import CALENDAR
from tests.domain.tables import each
from tests.domain.test_rectification_quarters import CLOSED, EXCLUDED, LATE, OPEN
from tests.support import tasks as t
from tests.support.builders import OUTLET

FOURTH = Quarter(2026, 4)
LATER = datetime(2026, 12, 31, 18, tzinfo=CST)
NOTHING = Worked((), ())
ITEM, LEVEL = t.opened().item, t.opened().level


def told(tally: dict[tuple[int, int], int], *tasks: Task, worked: Worked = NOTHING) -> dict[str, Line]:
    found = quarter_lines(worked, tally, tasks, FOURTH, LATER, CALENDAR)
    return {str(line.cells["of_item"]): line for line in found}


def cells(tally: dict[tuple[int, int], int], *tasks: Task, row: str = "whole") -> dict[str, object]:
    return dict(told(tally, *tasks)[row].cells)


def test_an_idle_quarter_has_no_line() -> None:
    assert told({}) == {}
    assert worked_in([], OUTLET, FOURTH) == NOTHING
    assert clerk_sums(NOTHING) == ()


@each(
    ("tasks", "given", "excluded", "bad", "content"),
    [
        ((), 7, 0, 2, "71.4%"),
        ((OPEN,), 7, 0, 2, "71.4%"),
        ((EXCLUDED,), 6, 1, 1, "83.3%"),
        ((EXCLUDED, EXCLUDED), 5, 2, 0, "100.0%"),
        ((EXCLUDED, EXCLUDED, EXCLUDED), 5, 2, 0, "100.0%"),
        ((replace(EXCLUDED, opened=replace(EXCLUDED.opened, month="2026-09")),), 7, 0, 2, "71.4%"),
        ((replace(EXCLUDED, opened=replace(EXCLUDED.opened, item=ITEM + 1)),), 7, 0, 2, "71.4%"),
    ],
)
def test_what_was_excluded_counts_in_no_rate_and_stays_visible(
    tasks: tuple[Task, ...], given: int, excluded: int, bad: int, content: str
) -> None:
    found = cells({(ITEM, 5): 5, (ITEM, LEVEL): 2}, *tasks)
    assert [found[name] for name in ("given", "excluded", "bad", "content")] == [
        given,
        excluded,
        bad,
        content,
    ]


def test_mending_stands_with_its_item_and_in_the_sum() -> None:
    tally = {(ITEM, 5): 5, (ITEM, LEVEL): 2, (ITEM + 1, 4): 6}
    for row in (str(ITEM), "whole"):
        found = cells(tally, OPEN, CLOSED, LATE, row=row)
        assert (found["to_mend"], found["done"]) == (3, 1)
        assert found["done_rate"] == "33.3%"
        assert str(found["spent"]).replace(".", "").isdigit()
    other = cells(tally, OPEN, CLOSED, LATE, row=str(ITEM + 1))
    assert [other[name] for name in ("to_mend", "done", "done_rate", "spent")] == [0, 0, "no_rate", "no_rate"]


@each(("count", "held"), [(1, True), (2, True), (4, True), (5, False), (50, False)])
def test_few_are_held_back_with_everything_that_would_tell_them(count: int, held: bool) -> None:
    found = cells({(ITEM, LEVEL): count}, OPEN)
    secret = COLUMNS[COLUMNS.index("level5") :]
    assert {found[name] == HELD_BACK for name in secret} == {held}
    assert (found["given"], found["cases"]) == (count, 0)


def test_every_column_has_its_head_its_mark_and_its_place() -> None:
    assert LEDGERS[CODE].columns == COLUMNS
    assert words.titled(CODE) == "L26　好差评季度统计台账"
    heads = words.heads(COLUMNS)[3:]
    assert heads == (
        "服务事项", "办件数", "应评", "评价数", "剔除数", "评价率", "非常满意", "满意", "基本满意", "不满意",
        "非常不满意", "满意度", "差评数", "应整改", "已整改", "整改率", "平均用时（工作日）",
    )  # fmt: skip
    said = {column: words.cell(column, "held_back") for column in COLUMNS[1:]}
    assert set(said.values()) == {"＊"}
    assert words.cell("content", "no_rate") == "—"
    assert (words.cell("of_item", "whole"), words.cell("of_item", "8 资助奖励")) == (
        "本网点合计",
        "8 资助奖励",
    )
    assert words.cell("given", 0) == "0"
