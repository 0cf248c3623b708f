"""Chance in this room: as many examples as asked for, and both bounds among them."""

from datetime import date, datetime

from tests.domain.chance import Draw, by_chance


def drawn(examples: int, ask: object) -> list[object]:
    """What a question draws in so many examples."""
    seen: list[object] = []
    by_chance(examples)(lambda draw: seen.append(ask(draw)))()  # type: ignore[operator]
    return seen


def test_as_many_examples_are_tried_as_asked_for() -> None:
    assert len(drawn(37, lambda draw: draw.flag())) == 37


def test_every_number_between_the_bounds_comes_and_none_beside_them() -> None:
    assert set(drawn(600, lambda draw: draw.whole(-2, 5))) == set(range(-2, 6))
    assert set(drawn(20, lambda draw: draw.whole(7, 7))) == {7}


def test_the_bounds_come_often() -> None:
    wide = drawn(400, lambda draw: draw.whole(0, 10**12))
    assert min(wide.count(0), wide.count(10**12)) > 10
    assert len(set(wide)) > 200


def test_every_value_of_a_table_comes() -> None:
    assert set(drawn(300, lambda draw: draw.one_of("abcde"))) == set("abcde")
    assert set(drawn(60, lambda draw: draw.flag())) == {True, False}


def test_lists_are_of_every_length_and_hold_what_they_may() -> None:
    lists = drawn(300, lambda draw: tuple(draw.some((1, 2), 3)))
    assert {len(one) for one in lists} == {0, 1, 2, 3}
    assert {value for one in lists for value in one} == {1, 2}
    assert any(len(one) == 2 and one[0] == one[1] for one in lists)


def test_texts_have_the_characters_of_their_alphabet() -> None:
    texts = drawn(200, lambda draw: draw.text("河套", 4))
    assert {len(one) for one in texts} == {0, 1, 2, 3, 4}
    assert set("".join(texts)) == {"河", "套"}


def test_days_and_moments_lie_between_theirs() -> None:
    first, last = date(2026, 2, 27), date(2026, 3, 2)
    assert set(drawn(200, lambda draw: draw.day(first, last))) == {
        first, date(2026, 2, 28), date(2026, 3, 1), last,
    }  # fmt: skip
    begin, end = datetime(2026, 1, 1), datetime(2026, 1, 2)
    moments = drawn(200, lambda draw: draw.moment(begin, end))
    assert (min(moments), max(moments)) == (begin, end)


class TestInAClass:
    @by_chance(3)
    def test_the_instance_is_handed_on(self, draw: Draw) -> None:
        assert isinstance(self, TestInAClass)
        assert draw.whole(4, 4) == 4
