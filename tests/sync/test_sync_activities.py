"""Activities between two windows and the city: what one does the other has, who comes late is told."""

from datetime import date, datetime, timedelta

from uuid6 import uuid7

from outlet_app.domain.calendar import CST
from outlet_app.domain.facts.activity import ActivityPublished
from outlet_app.domain.training.activity import Activity
from outlet_app.services.training_reading import read_activity
from tests.support.activities import person, planned
from tests.support.cities import NewCounter
from tests.support.counter import Counter
from tests.support.server import ServerProcess

# The city has a clock of its own: the day has to lie ahead whenever the tests run.
AHEAD = datetime(2099, 12, 3, 9, 0, tzinfo=CST)


def begun(one: Counter, capacity: int = 2) -> str:
    """An activity that takes registrations, planned at this window."""
    plan = planned(
        starts_at=AHEAD, ends_at=AHEAD + timedelta(hours=2), closes_on=date(2099, 12, 2), capacity=capacity
    )
    activity_id = str(uuid7())
    one.save(activity_id, plan, ActivityPublished())
    return activity_id


def activity_at(one: Counter, activity_id: str) -> Activity:
    """The activity as this window folds it."""
    activity = read_activity(one.history(activity_id))
    assert activity is not None
    return activity


def test_an_activity_is_the_same_at_both_windows(any_city: ServerProcess, counter: NewCounter) -> None:
    one, other = counter(any_city), counter(any_city)
    activity_id = begun(one)
    one.save(activity_id, person(1))
    one.sync()
    other.sync()
    other.save(activity_id, person(2))
    other.sync()
    one.sync()
    here, there = activity_at(one, activity_id), activity_at(other, activity_id)
    assert [seat.fact.name for seat in here.seats] == ["学员1", "学员2"]
    assert here.seats == there.seats


def test_the_last_place_goes_to_who_came_first_in_the_city(
    any_city: ServerProcess, counter: NewCounter
) -> None:
    """Both windows promise the last place while offline: the later one waits, nobody is lost."""
    one, other = counter(any_city), counter(any_city)
    activity_id = begun(one, capacity=1)
    one.sync()
    other.sync()
    one.save(activity_id, person(1))
    other.save(activity_id, person(2))
    other.sync()
    one.sync()
    other.sync()
    for window in (one, other):
        activity = activity_at(window, activity_id)
        assert [seat.fact.name for seat in activity.confirmed] == ["学员2"]
        assert [seat.fact.name for seat in activity.waiting] == ["学员1"]


def test_the_same_person_at_both_windows_stands_once(any_city: ServerProcess, counter: NewCounter) -> None:
    one, other = counter(any_city), counter(any_city)
    activity_id = begun(one)
    one.sync()
    other.sync()
    one.save(activity_id, person(1))
    other.save(activity_id, person(1, seat="seat-other"))
    other.sync()
    one.sync()
    other.sync()
    assert [len(activity_at(window, activity_id).seats) for window in (one, other)] == [1, 1]
    assert "activity.enrolled_already" in {entry.code for entry in one.history(activity_id)}
