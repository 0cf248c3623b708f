"""Program-wide facts: published once per change, as frozen values."""

from datetime import datetime, timedelta

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.people import Person, Role
from outlet_app.ui.office import Link, Office, OutletFacts, Queue

MORNING = datetime(2026, 11, 18, 10, 42, 30, tzinfo=CST)
CLERK = Person("1508260837", "苏日娜", frozenset({Role.CLERK}))


@pytest.fixture
def office(qapp):
    return Office(lambda: MORNING)


@pytest.mark.parametrize(
    ("signal", "step", "value"),
    [
        ("person_changed", "sign_in", CLERK),
        ("outlet_changed", "show_outlet", OutletFacts("1508260005", "HH05", "陕坝镇网点")),
        ("link_changed", "show_link", Link.ONLINE),
        ("queue_changed", "show_queue", Queue(5, 2)),
        ("synced_changed", "show_sync", MORNING),
    ],
)
def test_a_fact_is_told_once(office, signal, step, value):
    heard = []
    getattr(office, signal).connect(heard.append)
    getattr(office, step)(value)
    getattr(office, step)(value)
    assert heard == [value]


def test_it_starts_with_nobody_offline_and_nothing_waiting(office):
    assert office.person is None
    assert office.link is Link.OFFLINE
    assert office.queue == Queue(0, 0)
    assert office.last_sync is None


def test_signing_out_is_told(office):
    office.sign_in(CLERK)
    heard = []
    office.person_changed.connect(heard.append)
    office.sign_in(None)
    assert heard == [None]


def test_facts_cannot_be_changed_in_place(office):
    with pytest.raises(AttributeError):
        office.queue.waiting = 3


def test_a_minute_is_told_once_when_it_begins(qapp):
    clock = [MORNING]
    office, heard = Office(lambda: clock[0]), []
    office.minute_passed.connect(heard.append)
    office.look_at_clock()
    assert heard == []
    clock[0] += timedelta(seconds=40)
    office.look_at_clock()
    office.look_at_clock()
    assert heard == [MORNING.replace(minute=43, second=0)]
