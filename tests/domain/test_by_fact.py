"""The rule for a kind of fact is the one functools.singledispatch would find, and costs less to find."""

from functools import singledispatch
from itertools import product
from typing import Any

import pytest

from outlet_app.domain.by_fact import by_fact
from outlet_app.domain.circumstances import circumstance
from outlet_app.domain.contents import content
from outlet_app.domain.effects import effect
from outlet_app.domain.events import FACTS
from outlet_app.domain.leading import leads
from tests.domain.tables import each


class Told:
    """A thing told."""


class Asked(Told):
    """A question."""


class Pressed(Asked):
    """A question asked again."""


class Written(Told):
    """A letter."""


class Signed(Written, Asked):
    """A letter that asks."""


KINDS = (Told, Asked, Pressed, Written, Signed)


def test_a_kind_without_a_rule_is_left_to_the_rule_of_all_others() -> None:
    @by_fact
    def rule(fact: Told, *_more: object) -> str:
        return f"others: {type(fact).__name__}"

    @rule.register
    def _(_fact: Asked) -> str:
        return "asked"

    assert [rule(kind()) for kind in KINDS] == [
        "others: Told", "asked", "asked", "others: Written", "asked",
    ]  # fmt: skip


def test_whatever_has_rules_it_is_found_as_singledispatch_finds_it() -> None:
    """Every choice of kinds with a rule of their own, asked of every kind."""
    for chosen in product((False, True), repeat=len(KINDS)):
        ours, theirs = by_fact(lambda fact: None), singledispatch(lambda fact: None)
        for kind in (kind for kind, has in zip(KINDS, chosen, strict=True) if has):
            ours.register(kind)(lambda fact, kind=kind: kind)
            theirs.register(kind)(lambda fact, kind=kind: kind)
        assert [ours(kind()) for kind in KINDS] == [theirs(kind()) for kind in KINDS], chosen


def test_a_rule_says_by_its_first_argument_for_which_kinds_it_is() -> None:
    @by_fact
    def rule(_fact: Told) -> str:
        return "others"

    @rule.register
    def _(_fact: Asked | Written) -> str:
        return "either"

    @rule.register
    def _(_fact: Pressed) -> str:
        return "pressed"

    assert [rule(kind()) for kind in KINDS] == ["others", "either", "pressed", "either", "either"]


def test_one_rule_is_named_for_several_kinds() -> None:
    @by_fact
    def rule(_fact: Told) -> str:
        return "others"

    @rule.register(Asked)
    @rule.register(Written)
    def _(_fact: Told) -> str:
        return "either"

    assert [rule(kind()) for kind in KINDS] == ["others", "either", "either", "either", "either"]


def test_registering_leaves_the_function_as_it_is() -> None:
    rule = by_fact(lambda fact: "others")

    def asked(_fact: Asked) -> str:
        return "asked"

    assert rule.register(asked) is asked
    assert rule.register(Written)(asked) is asked
    assert asked(Asked()) == "asked"


def test_a_rule_learned_later_counts_also_where_its_kind_was_asked_for_before() -> None:
    rule = by_fact(lambda fact: "others")
    assert rule(Pressed()) == "others"
    rule.register(Asked)(lambda fact: "asked")
    assert rule(Pressed()) == "asked"
    rule.register(Pressed)(lambda fact: "pressed")
    assert [rule(Pressed()), rule(Asked()), rule(Told())] == ["pressed", "asked", "others"]


def test_all_that_is_asked_with_the_fact_is_handed_on_in_its_order() -> None:
    @by_fact
    def rule(_fact: Told, *more: object) -> tuple[object, ...]:
        return more

    @rule.register
    def _(fact: Asked, case: str, event: str) -> tuple[object, ...]:
        return (type(fact), case, event)

    assert rule(Told(), 1, 2, 3) == (1, 2, 3)
    assert rule(Asked(), "case", "event") == (Asked, "case", "event")
    with pytest.raises(TypeError):
        rule(Asked(), "case")


def unsaid(fact):  # type: ignore[no-untyped-def]
    return fact


def quoted(fact: "Asked") -> None:
    return None


def of_text(fact: "Asked | Written") -> None:
    return None


def of_none(fact: Asked | None) -> None:
    return None


@each("rule", [quoted, of_text])
def test_a_rule_that_names_no_kind_is_an_error_at_once(rule: Any) -> None:
    with pytest.raises(TypeError, match=rule.__name__):
        by_fact(lambda fact: None).register(rule)


def test_a_rule_that_says_nothing_is_an_error_at_once() -> None:
    with pytest.raises(TypeError, match="unsaid"):
        by_fact(lambda fact: None).register(unsaid)


def test_it_keeps_name_and_duty_of_the_rule_for_all_others() -> None:
    assert [rule.__name__ for rule in (effect, content, circumstance, leads)] == [
        "effect", "content", "circumstance", "leads",
    ]  # fmt: skip
    assert (effect.__doc__ or "").startswith("Return the case with the fact's own marks")


def test_no_fact_is_derived_from_another_so_that_a_set_of_kinds_says_what_isinstance_would() -> None:
    """`judge` asks sets of kinds; a fact below another would be in neither."""
    kinds = set(FACTS.values())
    assert len(kinds) > 70
    assert {kind for kind in kinds if kinds & set(kind.__mro__[1:])} == set()
