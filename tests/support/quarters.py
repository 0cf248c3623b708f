"""Quarterly sheets of reviews as the city keeps them, of invented figures."""

from collections.abc import Mapping

from city_server.quarter_keeping import keep
from city_server.quarter_sheet import Document, QuarterSheet, document, read_words
from outlet_app.domain.rectification.quarters import Quarter
from outlet_app.domain.rectification.task import Task
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.reviews.quarterly import WHOLE, Given, Mending, quarter_rows
from tests.support.division import on
from tests.support.server import RESOURCES, CityDatabase

WORDS = read_words(RESOURCES)
OVER = Quarter(2026, 3)
NAMES = {"1508001001": "巴彦淖尔市政务服务中心知识产权综合窗口", "1508262001": "杭锦后旗知识产权公共服务窗口"}
ITEMS = {2: "知识产权业务咨询服务", 9: "知识产权公共服务标准咨询与清单查询"}
# Twenty good words and two bad ones about one item, three about another: those may not be told apart.
GIVEN: Mapping[tuple[int, Level], int] = {
    (2, Level.VERY_SATISFIED): 20,
    (2, Level.DISSATISFIED): 2,
    (9, Level.VERY_DISSATISFIED): 3,
}


def sheet(
    quarter: Quarter = OVER, given: Mapping[tuple[int, Level], int] = GIVEN, **more: object
) -> QuarterSheet:
    """A sheet of one outlet with these reviews, and of another without any."""
    outlet, quiet = "1508262001", "1508001001"
    told = [Given(outlet, item, level) for (item, level), count in given.items() for _ in range(count)]
    work = {(outlet, 2): (40, 30), (outlet, 9): (6, 6), (quiet, 2): (1, 1)}
    places = ((outlet, 2), (outlet, WHOLE), ("", WHOLE))
    mendings = dict.fromkeys(places, Mending(2, 1, 3.2))
    values: dict[str, object] = {"publish": "2026-10-22", **more}
    return QuarterSheet(quarter, quarter_rows(work, told, mendings), NAMES, ITEMS, **values)  # type: ignore[arg-type]


def words_of(quarter: Quarter = OVER, *examples: Task, **more: object) -> Document:
    """The same as it is kept and shown."""
    return document(sheet(quarter, examples=examples, **more), WORDS)


def keep_in(database: CityDatabase, told: Document, quarter: Quarter = OVER) -> int:
    """Keep it in a city; its edition."""
    return on(database, lambda conn: keep(conn, quarter, told))
