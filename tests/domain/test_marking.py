"""The quick copy of a case is the copy `dataclasses.replace` would make, field for field."""

from dataclasses import FrozenInstanceError, fields, replace
from datetime import date

import pytest
from case_lives import life, many_lives

from outlet_app.domain.case import fold
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import Accepted, MaterialsTaken, WorkStarted
from outlet_app.domain.marking import marked
from outlet_app.domain.states import State
from tests.domain.tables import each
from tests.support.builders import at, registered, stamp

WORKED = fold(life((0, registered()), (0, MaterialsTaken()), (0, Accepted((stamp(5),))), (0, WorkStarted())))
MARKS: list[dict[str, object]] = [
    {},
    {"checks": 3},
    {"state": State.CLOSED, "ended_at": at(days=4)},
    {"handler": "1508260838", "outlet": "1508001001", "bounces": 2},
    {"next_follow_up": date(2026, 12, 20), "stage": "检索中"},
    {"last_decision": None, "decision": None, "decided_at": None, "decided_by": ""},
]


@each("marks", MARKS)
def test_it_is_the_copy_replace_would_make(marks: dict[str, object]) -> None:
    assert marked(WORKED, **marks) == replace(WORKED, **marks)  # type: ignore[arg-type]


def test_every_field_is_carried_over_by_itself() -> None:
    told = {field.name: object() for field in fields(Case)}
    assert {name: getattr(marked(WORKED, **{name: mark}), name) for name, mark in told.items()} == told
    twin = marked(Case(**told), checks=1)  # type: ignore[arg-type]
    assert {name: getattr(twin, name) for name in told} == told | {"checks": 1}


def test_the_case_it_was_made_from_stays_as_it_was() -> None:
    before = replace(WORKED)
    marked(WORKED, state=State.CLOSED, checks=9)
    assert before == WORKED


def test_the_copy_is_as_frozen_as_the_case() -> None:
    with pytest.raises(FrozenInstanceError):
        marked(WORKED, checks=1).checks = 2  # type: ignore[misc]


def test_a_field_no_case_has_is_an_error() -> None:
    with pytest.raises(AttributeError):
        marked(WORKED, colour="red")


def test_any_case_is_equal_to_its_copy_and_no_other() -> None:
    cases = [fold(told) for told in many_lives()[:6]]
    assert [marked(case) for case in cases] == cases
    assert [marked(case, events=case.events + 1) == case for case in cases] == [False] * 6
