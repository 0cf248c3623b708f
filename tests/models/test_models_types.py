"""How moments and lists lie in the file."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from outlet_app.domain.calendar import CST
from outlet_app.models.rows.types import Moment, Words, iso

DIALECT = sqlite.dialect()
MOMENTS = st.datetimes(
    min_value=datetime(1900, 1, 2),
    max_value=datetime(9999, 12, 30),
    timezones=st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours))),
)


@given(MOMENTS)
def test_a_moment_survives_to_the_microsecond_and_comes_back_in_our_zone(moment: datetime) -> None:
    stored = Moment().process_bind_param(moment, DIALECT)
    found = Moment().process_result_value(stored, DIALECT)
    assert found == moment
    assert found
    assert found.utcoffset() == timedelta(hours=8)


@given(MOMENTS, MOMENTS)
def test_the_order_of_the_texts_is_the_order_of_the_moments(one: datetime, other: datetime) -> None:
    assert (iso(one) < iso(other)) == (one < other)


def test_no_moment_is_no_text() -> None:
    assert Moment().process_bind_param(None, DIALECT) is None
    assert Moment().process_result_value(None, DIALECT) is None


def test_a_moment_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        iso(datetime(2026, 11, 20))


def test_a_moment_is_written_in_one_form() -> None:
    assert iso(datetime(2026, 11, 20, 9, 5, tzinfo=CST)) == "2026-11-20T09:05:00.000000+08:00"


@given(st.lists(st.text(max_size=20), max_size=5))
def test_words_survive(words: list[str]) -> None:
    stored = Words().process_bind_param(words, DIALECT)
    assert Words().process_result_value(stored, DIALECT) == tuple(words)
