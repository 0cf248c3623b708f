"""The quick copy of a case or another value is the one `dataclasses.replace` would make, field for field."""

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, fields, replace
from datetime import date

import pytest
from case_lives import life, many_lives

from outlet_app.domain.case import fold
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import Accepted, CaseEvent, Fact, MaterialsTaken, NoticeGiven, WorkStarted
from outlet_app.domain.marking import marked
from outlet_app.domain.states import State
from tests.domain.tables import each
from tests.support.builders import at, event, notice, registered, stamp

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


def test_a_fact_an_event_and_a_row_are_copied_as_well() -> None:
    """Kinds below `object` and below `Fact`, with two fields and with many."""
    told = notice(2)
    happened = event(told)
    assert marked(told, ordinal=3) == replace(told, ordinal=3)
    assert marked(happened, actor="1508260838") == replace(happened, actor="1508260838")
    assert marked(told.lines[0], issue="缺") == replace(told.lines[0], issue="缺")
    assert [type(marked(one)) for one in (told, happened)] == [NoticeGiven, CaseEvent]
    assert isinstance(marked(told), Fact)


def test_a_copy_is_a_value_like_any_other() -> None:
    twin = marked(WORKED, checks=4)
    assert hash(marked(notice())) == hash(notice())
    assert repr(twin) == repr(replace(WORKED, checks=4))
    assert copy.copy(twin) == copy.deepcopy(twin) == pickle.loads(pickle.dumps(twin)) == twin


def test_every_kind_of_fact_can_be_copied() -> None:
    """The copy of a kind has to have its marks in the same places, or it cannot become one of the kind."""
    samples = {type(one.fact): one.fact for told in many_lives() for one in told}
    assert len(samples) > 40
    assert {kind for kind, fact in samples.items() if marked(fact) != fact} == set()


@dataclass(frozen=True, slots=True)
class Checked:
    """A value that looks at itself once it is made."""

    figure: int

    def __post_init__(self) -> None:
        if self.figure < 0:
            raise ValueError(self.figure)


@dataclass(frozen=True)
class Open:
    """A value without slots, which may hold more than its fields."""

    figure: int


@each("value", [Checked(1), Open(1)])
def test_what_checks_itself_or_has_no_slots_is_not_copied_this_way(value: object) -> None:
    with pytest.raises(TypeError):
        marked(value, figure=-1)  # type: ignore[type-var]


def test_a_case_starts_with_what_every_case_starts_with() -> None:
    given = {
        "case_id": "case-1", "registered": registered(), "registered_at": at(), "first_contact": "1508260837",
        "outlet": "1508262001", "terminal": "01", "handler": "1508260837",
    }  # fmt: skip
    fresh = Case(**given)  # type: ignore[arg-type]
    wanted = {field.name: given.get(field.name, field.default) for field in fields(Case)}
    assert {name: getattr(fresh, name) for name in wanted} == wanted
