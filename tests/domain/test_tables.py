"""The whole-table form is as strict as a test for each row: nothing is skipped, and what falls is named."""

import pytest

from tests.domain.tables import each


def fallen(whole: object, *self: object) -> list[str]:
    """The notes of a table that does not hold; the first is the count."""
    with pytest.raises((AssertionError, pytest.fail.Exception, KeyError)) as wrong:
        whole(*self)  # type: ignore[operator]
    return wrong.value.__notes__


def test_every_row_is_tried_in_its_order() -> None:
    seen: list[int] = []
    each("figure", iter((3, 1, 2)))(lambda figure: seen.append(figure))()
    assert seen == [3, 1, 2]


def test_rows_after_one_that_falls_are_tried_too_and_all_that_fall_are_named() -> None:
    def low(figure: int, word: str) -> None:
        assert figure < 2, f"{word} is high"

    assert fallen(each(("figure", "word"), [(1, "a"), (2, "b"), (0, "c"), (9, "d")])(low)) == [
        "2 of 4 rows do not hold:",
        "  figure=2, word='b': b is high",
        "  figure=9, word='d': d is high",
    ]


def test_the_first_that_falls_is_the_failure_shown() -> None:
    with pytest.raises(AssertionError, match=r"^5 again"):
        each("figure", [1, 5, 6])(lambda figure: _below(figure, 5))()


def _below(figure: int, bound: int) -> None:
    assert figure < bound, f"{figure} again"


def test_a_refusal_that_does_not_come_falls_like_an_assertion() -> None:
    def refuses(figure: int) -> None:
        with pytest.raises(ValueError):
            int(str(figure))

    assert fallen(each("figure", [7, 8])(refuses))[0] == "2 of 2 rows do not hold:"


def test_an_error_falls_like_an_assertion() -> None:
    assert fallen(each("key", ["a", "b"])(lambda key: {"a": 1}[key]))[1:] == ["  key='b': 'b'"]


def test_two_tables_are_tried_in_every_combination() -> None:
    seen: list[tuple[str, int]] = []
    each("word", "ab")(each("figure", (1, 2))(lambda word, figure: seen.append((word, figure))))()
    assert sorted(seen) == [("a", 1), ("a", 2), ("b", 1), ("b", 2)]


def test_a_row_is_one_value_under_one_name_even_if_it_is_a_pair() -> None:
    seen: list[object] = []
    each("pair", [(1, 2)])(lambda pair: seen.append(pair))()
    assert seen == [(1, 2)]


def test_a_table_without_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="proves nothing"):
        each("figure", [])


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError):
        each(("figure", "word"), [(1, "a"), (2,)])


def test_a_name_the_test_does_not_ask_for_is_refused() -> None:
    with pytest.raises(TypeError, match="word"):
        each(("figure", "word"), [(1, "a")])(lambda figure: None)


def test_what_no_table_gives_is_asked_of_pytest() -> None:
    whole = each("figure", [1, 2])(lambda figure, kept: kept.append(figure))
    kept: list[int] = []
    whole(kept=kept)
    assert kept == [1, 2]


class TestInAClass:
    @each("figure", [1, 2, 3])
    def test_the_instance_is_handed_on(self, figure: int) -> None:
        assert isinstance(self, TestInAClass)
        assert figure in (1, 2, 3)


def test_long_values_are_named_short() -> None:
    def never(text: str) -> None:
        raise AssertionError

    assert len(fallen(each("text", ["长" * 5000])(never))[1]) < 120
