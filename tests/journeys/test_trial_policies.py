"""The trial city hands down its policies: a fresh counter pulls them, and keeps what it has offline."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.policies.matching import match
from outlet_app.domain.policies.policy import PolicyMode, read_policies
from outlet_app.domain.policies.register import read_register
from outlet_app.domain.policies.windows import Season, season_of
from outlet_app.services.policy_book import PolicyBook
from tests.support.counter import Counter
from tour.city import City
from tour.people import HEAD
from tour.policies import register, release

DAYS = (date(2026, 11, 26), date(2027, 1, 1), date(2028, 2, 29), date(2026, 12, 31))


def test_the_trials_data_are_sound_on_any_day() -> None:
    for today in DAYS:
        told, known = read_policies(release(today)), read_register(register(today))
        rich, bare = known.enterprises
        seasons = [season_of(policy, today).season for policy in told.policies]
        assert seasons == [Season.OPEN, Season.BEFORE, Season.ALWAYS]
        assert [policy.mode for policy in told.policies] == [
            PolicyMode.OFFERED,
            PolicyMode.APPLIED,
            PolicyMode.OFFERED,
        ]
        first = told.policies[0].conditions
        assert match(first, rich, today).truth is Truth.TRUE
        assert match(first, bare, today).truth is Truth.UNKNOWN
        assert match(told.policies[2].conditions, rich, today).truth is Truth.FALSE
        assert told.good_until > today


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    opened = City(tmp_path / "city")
    opened.start()
    yield opened
    opened.stop()


def test_a_fresh_counter_pulls_them_and_has_them_offline(city: City, tmp_path: Path) -> None:
    one = Counter(tmp_path / "counter", city.url)
    try:
        one.enrol(city.enrolment_code(HEAD.staff_no, HEAD.name))
        assert one.sync().catalogue_changed
        city.stop()
        assert not one.sync().online
        today = date.today()
        shelf = PolicyBook(one.database).shelf(today)
        assert shelf.release is not None
        assert [policy.number for policy in shelf.release.policies] == ["SY-01", "SY-02", "SY-03"]
        assert (shelf.enterprises, shelf.refused, shelf.expired) == (2, (), False)
        city.start()
        assert one.sync().online
        assert PolicyBook(one.database).shelf(today) == shelf
    finally:
        one.close()
