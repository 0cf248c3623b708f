"""Days as people type them."""

from datetime import date

from outlet_app.domain.forms.dates import read_day
from outlet_app.domain.problems import Problem
from tests.domain.tables import each

TODAY = date(2026, 11, 20)


@each(
    "text",
    ["1127", "11-27", "11.27", "11/27", "2026-11-27", "20261127", "11月27日", "2026年11月27日", "１１－２７"],
)
def test_every_way_of_writing_a_day(text: str) -> None:
    assert read_day(text, TODAY) == date(2026, 11, 27)


def test_a_day_without_a_year_is_the_next_one() -> None:
    assert read_day("1-5", TODAY) == date(2027, 1, 5)
    assert read_day("11-20", TODAY) == TODAY
    assert read_day("2-29", TODAY) == date(2028, 2, 29)
    assert read_day("2026-1-5", TODAY) == date(2026, 1, 5)


@each(
    ("text", "code"),
    [
        ("11-31", "date.impossible"),
        ("2026-02-29", "date.impossible"),
        ("1332", "date.impossible"),
        ("", "date.unreadable"),
        ("明天", "date.unreadable"),
        ("112", "date.unreadable"),
        ("11-27-30", "date.unreadable"),
    ],
)
def test_days_that_do_not_exist_are_told(text: str, code: str) -> None:
    assert read_day(text, TODAY) == Problem(code)
