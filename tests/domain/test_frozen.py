"""A kind of values made here behaves as the one dataclasses makes, in whatever can be seen of it."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, astuple, field, fields, is_dataclass, replace
from functools import cached_property
from inspect import signature
from typing import Any, ClassVar, get_type_hints

import pytest
from case_lives import many_lives

from outlet_app.domain.events import FACTS, CaseEvent, Fact
from outlet_app.domain.frozen import dataclass, unfrozen
from outlet_app.domain.marking import marked
from outlet_app.domain.problems import Problem, Refusal
from outlet_app.domain.rectification.quarters import Quarter
from tests.domain.tables import each

Make = Callable[[type], type]
OURS: Make = dataclass(frozen=True, slots=True)
THEIRS: Make = dataclasses.dataclass(frozen=True, slots=True)


@dataclass(frozen=True, slots=True)
class Stay:
    """A night at the inn."""

    guest: str
    nights: int = 1
    paid: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class PlainStay:
    """The same, as dataclasses makes it."""

    guest: str
    nights: int = 1
    paid: bool = False


@dataclass(frozen=True, slots=True)
class Bill:
    """What a guest had: a fresh list for everybody, and a note that makes no other bill of it."""

    lines: list[str] = field(default_factory=list)
    note: str = field(default="", compare=False)
    secret: str = field(default="", repr=False)


@dataclasses.dataclass(frozen=True, slots=True)
class PlainBill:
    """The same, as dataclasses makes it."""

    lines: list[str] = field(default_factory=list)
    note: str = field(default="", compare=False)
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Bell:
    """A value of nothing."""


@dataclasses.dataclass(frozen=True, slots=True)
class PlainBell:
    """The same, as dataclasses makes it."""


@dataclass(frozen=True, slots=True)
class Room:
    """A value of one thing, of a kind that is marked."""

    KIND: ClassVar[str] = "room"
    number: float


@dataclasses.dataclass(frozen=True, slots=True)
class PlainRoom:
    """The same, as dataclasses makes it."""

    KIND: ClassVar[str] = "room"
    number: float


@dataclass(frozen=True, slots=True)
class Secret:
    """Says itself what may be shown of it, what is equal to it and how it is told apart."""

    word: str

    def __repr__(self) -> str:
        return "Secret(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other.word.lower() == self.word.lower()

    def __hash__(self) -> int:
        return hash(self.word.lower())


Given = tuple[tuple[object, ...], dict[str, object]]
WAYS: list[Given] = [
    (("乌兰",), {}),
    (("乌兰", 3), {}),
    (("乌兰", 3, True), {}),
    (("乌兰",), {"paid": True}),
    ((), {"guest": "乌兰", "nights": 2}),
    ((), {"paid": True, "nights": 2, "guest": ""}),
]
WRONG: list[Given] = [
    ((), {}),
    ((), {"nights": 2}),
    (("乌兰", 3, True, 4), {}),
    (("乌兰",), {"guest": "乌兰"}),
    (("乌兰",), {"colour": "red"}),
]
PAIRS: list[tuple[type, type, Given]] = [
    *((Stay, PlainStay, way) for way in WAYS),
    (Bill, PlainBill, ((), {})),
    (Bill, PlainBill, ((["茶"],), {"note": "急", "secret": "x"})),
    (Bell, PlainBell, ((), {})),
    (Room, PlainRoom, ((4.5,), {})),
    (Room, PlainRoom, ((float("nan"),), {})),
]


@each(("ours", "theirs", "given"), PAIRS)
def test_a_value_is_made_and_shown_as_dataclasses_would(ours: type, theirs: type, given: Given) -> None:
    told, named = given
    mine, other = ours(*told, **named), theirs(*told, **named)
    assert type(mine) is ours
    assert repr(astuple(mine)) == repr(astuple(other))
    assert asdict(mine).keys() == asdict(other).keys()
    assert repr(mine) == repr(other).replace("Plain", "")


@each(("given", "named"), WRONG)
def test_what_dataclasses_refuse_to_make_is_refused(
    given: tuple[object, ...], named: dict[str, object]
) -> None:
    with pytest.raises(TypeError) as theirs:
        PlainStay(*given, **named)  # type: ignore[arg-type]
    with pytest.raises(TypeError) as ours:
        Stay(*given, **named)  # type: ignore[arg-type]
    assert str(ours.value) == str(theirs.value).replace("Plain", "")


@each(("ours", "theirs", "given"), [(o, t, g) for o, t, g in PAIRS if o is not Bill])
def test_values_are_equal_and_hashed_as_dataclasses_say(ours: type, theirs: type, given: Given) -> None:
    """Also nought, which is not a number: a value that holds it is equal to itself."""
    told, named = given
    mine, other = ours(*told, **named), theirs(*told, **named)
    assert (mine == ours(*told, **named)) is (other == theirs(*told, **named)) is True
    assert hash(mine) == hash(other) == hash(ours(*told, **named))
    assert mine != other
    assert mine != astuple(mine)
    assert {mine: "here"}[ours(*told, **named)] == "here"


def test_every_field_makes_a_difference_but_the_one_left_out() -> None:
    stay, bill = Stay("乌兰", 2), Bill(["茶"], "急", "x")
    assert [stay == other for other in (Stay("高娃", 2), Stay("乌兰", 3), Stay("乌兰", 2, True))] == [
        False
    ] * 3
    assert [bill == other for other in (Bill([], "急", "x"), Bill(["茶"], "急", "y"))] == [False] * 2
    assert bill == Bill(["茶"], "不急", "x")
    assert Bill() == Bill()


def test_a_value_with_a_list_has_no_hash_as_with_dataclasses() -> None:
    said = []
    for kind in (Bill, PlainBill):
        with pytest.raises(TypeError) as wrong:
            hash(kind())
        said.append(str(wrong.value))
    assert said[0] == said[1]


def test_everybody_gets_a_list_of_his_own() -> None:
    first, second, given = Bill(), Bill(), ["茶"]
    first.lines.append("茶")
    assert second.lines == []
    assert Bill(given).lines is given


def test_what_is_not_to_be_shown_is_not_shown() -> None:
    assert repr(Bill(secret="1508")) == "Bill(lines=[], note='')"
    assert f"{Secret('1508')}" == repr(Secret("1508")) == "Secret(…)"


def test_a_value_within_itself_is_shown_once() -> None:
    bill = Bill()
    bill.lines.append(bill)  # type: ignore[arg-type]
    other = PlainBill()
    other.lines.append(other)  # type: ignore[arg-type]
    assert repr(bill) == repr(other).replace("Plain", "")


def test_what_a_kind_says_of_itself_stays() -> None:
    assert Secret("Ab") == Secret("aB")
    assert len({Secret("Ab"), Secret("aB"), Secret("c")}) == 2


CHANGES: list[Callable[[Any], object]] = [
    lambda value: setattr(value, "guest", ""),
    lambda value: delattr(value, "guest"),
]
STRANGE: list[Callable[[Any], object]] = [
    lambda value: setattr(value, "colour", "red"),
    lambda value: delattr(value, "colour"),
]


@each("change", CHANGES)
def test_nothing_is_changed_and_the_refusal_is_that_of_dataclasses(change: Callable[[Any], object]) -> None:
    said = []
    for value in (Stay("乌兰"), PlainStay("乌兰"), marked(Stay("乌兰"))):
        with pytest.raises(FrozenInstanceError) as wrong:
            change(value)
        said.append(str(wrong.value))
        assert value.guest == "乌兰"
    assert said == [said[0]] * 3


@each("change", STRANGE)
def test_what_is_no_field_is_refused_as_well(change: Callable[[Any], object]) -> None:
    """Where dataclasses of Python 3.11 trips over its own slots."""
    with pytest.raises(FrozenInstanceError, match="colour"):
        change(Stay("乌兰"))


@each("value", [Stay("乌兰", 2), Bill(["茶"], "急", "x"), Bell(), Room(4.5), Problem("x", {"a": 1}, True)])
def test_it_is_copied_pickled_and_told_anew_whole(value: Any) -> None:
    copies = [
        copy.copy(value),
        copy.deepcopy(value),
        pickle.loads(pickle.dumps(value)),
        replace(value),
        marked(value),
    ]
    assert copies == [value] * 5
    assert [type(one) for one in copies] == [type(value)] * 5
    for one in copies:
        with pytest.raises(FrozenInstanceError):
            one.guest = ""


def test_a_copy_in_depth_shares_nothing() -> None:
    bill = Bill(["茶"])
    copy.deepcopy(bill).lines.append("面")
    assert bill.lines == ["茶"]


def test_replaced_or_marked_it_differs_in_that_field_alone() -> None:
    stay = Stay("乌兰", 2)
    assert replace(stay, paid=True) == marked(stay, paid=True) == Stay("乌兰", 2, True)
    with pytest.raises(TypeError):
        replace(stay, colour="red")  # type: ignore[call-arg]


@each(("ours", "theirs"), [(Stay, PlainStay), (Bill, PlainBill), (Bell, PlainBell), (Room, PlainRoom)])
def test_a_kind_is_described_as_dataclasses_describe_it(ours: type, theirs: type) -> None:
    assert is_dataclass(ours)
    assert str(signature(ours)) == str(signature(theirs))
    assert get_type_hints(ours.__init__) == get_type_hints(theirs.__init__)
    assert ours.__match_args__ == theirs.__match_args__
    assert ours.__slots__ == theirs.__slots__
    assert ours.__init__.__qualname__ == f"{ours.__name__}.__init__"
    assert [(one.name, one.type) for one in fields(ours)] == [(one.name, one.type) for one in fields(theirs)]
    assert not hasattr(ours(*[1] * len(fields(ours))), "__dict__")
    assert ours.__doc__ is not None


def test_its_fields_are_matched_by_place() -> None:
    match Stay("乌兰", 3):
        case Stay(guest, nights):
            assert (guest, nights) == ("乌兰", 3)
        case _:
            pytest.fail("not matched")


def test_what_belongs_to_the_kind_is_no_field() -> None:
    assert (Room.KIND, Room(1).KIND, [one.name for one in fields(Room)]) == ("room", "room", ["number"])


def test_a_kind_below_it_made_by_dataclasses_is_made_whole() -> None:
    @dataclasses.dataclass(frozen=True, slots=True)
    class Longer(Stay):
        until: int = 0

    longer = Longer("乌兰", 2, False, 9)
    assert (type(longer), astuple(longer)) == (Longer, ("乌兰", 2, False, 9))
    assert longer != Longer("乌兰", 2, False, 8)
    with pytest.raises(FrozenInstanceError):
        longer.until = 1  # type: ignore[misc]


def test_a_kind_below_it_is_not_made_here() -> None:
    class Longer(Stay):
        until: int = 0

    with pytest.raises(TypeError, match="frozen"):
        OURS(Longer)


def by_name() -> type:
    class Told:
        figure: int = field(kw_only=True)

    return Told


def partly() -> type:
    class Told:
        figure: int = field(default=0, init=False)

    return Told


def checked() -> type:
    class Told:
        figure: int

        def __post_init__(self) -> None:
            raise ValueError(self.figure)

    return Told


def without_default_after_one() -> type:
    class Told:
        first: int = 0
        figure: int

    return Told


@each("kind", [by_name, partly, checked])
def test_a_kind_that_needs_more_is_refused_and_told_where_to_go(kind: Callable[[], type]) -> None:
    assert is_dataclass(THEIRS(kind()))
    with pytest.raises(TypeError, match="use dataclasses"):
        OURS(kind())


@each("make", [OURS, THEIRS])
def test_a_kind_dataclasses_refuse_is_no_kind_here(make: Make) -> None:
    with pytest.raises((TypeError, SyntaxError)):
        make(without_default_after_one())


def test_what_is_asked_for_besides_is_left_to_dataclasses() -> None:
    """An order among quarters; a calendar that remembers what it has worked out."""

    @dataclass(frozen=True)
    class Remembers:
        figure: int

        @cached_property
        def double(self) -> int:
            return 2 * self.figure

    assert Remembers(4).double == 8
    assert max(Quarter(2026, 4), Quarter(2027, 1), Quarter(2026, 1)) == Quarter(2027, 1)


def test_an_unfrozen_twin_has_the_same_marks_and_is_made_once() -> None:
    twin = unfrozen(Stay)
    assert twin is unfrozen(Stay)
    assert twin.__slots__ == Stay.__slots__  # type: ignore[attr-defined]
    written = twin()
    written.guest = "高娃"
    assert written.guest == "高娃"


def test_every_fact_and_event_of_many_lives_is_a_value_of_its_kind() -> None:
    told = [one for lived in many_lives() for one in lived]
    values: list[object] = [*told, *(one.fact for one in told)]
    assert [one for one in values if type(one)(*(getattr(one, f.name) for f in fields(one))) != one] == []
    assert {type(one) for one in values} > {CaseEvent}


def test_every_kind_of_fact_is_frozen_has_slots_and_keeps_its_name() -> None:
    assert {name for name, kind in FACTS.items() if not issubclass(kind, Fact)} == set()
    for kind in FACTS.values():
        assert not hasattr(object.__new__(kind), "__dict__"), kind
        with pytest.raises(FrozenInstanceError):
            object.__new__(kind).KIND = "another"  # type: ignore[misc]


def test_refusals_and_problems_differ_by_code_arguments_and_softness() -> None:
    told = [Refusal("a"), Refusal("b"), Refusal("a", {"n": 1}), Problem("a"), Problem("a", soft=True)]
    assert [[one == other for other in told] for one in told] == [
        [place == other for other in range(len(told))] for place in range(len(told))
    ]
    assert Refusal("a").args == {}
    assert repr(Refusal("a", {"n": 1})) == "Refusal(code='a', args={'n': 1})"
