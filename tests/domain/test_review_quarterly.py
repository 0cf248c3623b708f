"""The quarterly sheet: every row counted, few reviews held back so that no sum tells them."""

from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.reviews.quarterly import WHOLE, Given, Mending, Row, held_back, quarter_rows
from tests.domain.tables import each

A, B, C = "1508221001", "1508260001", "1508260002"
BEST, GOOD, FAIR, POOR, WORST = (Level(level) for level in (5, 4, 3, 2, 1))


def given(outlet: str, item: int, *levels: Level, tags: tuple[str, ...] = ()) -> list[Given]:
    return [Given(outlet, item, level, tags) for level in levels]


def rows(work: dict[tuple[str, int], tuple[int, int]], *told: list[Given]) -> dict[tuple[str, int], Row]:
    found = quarter_rows(work, [one for of in told for one in of], {})
    return {(row.outlet, row.item): row for row in found}


@each(
    ("counts", "hidden"),
    [
        ({}, set()),
        ({1: 0, 2: 0}, set()),
        ({1: 5, 2: 9}, set()),
        ({1: 4, 2: 9}, {1, 2}),
        ({1: 4, 2: 9, 3: 6}, {1, 3}),
        ({1: 4, 2: 3, 3: 9}, {1, 2}),
        ({1: 1, 2: 1, 3: 9, 4: 5}, {1, 2, 4}),
        ({1: 4}, {1}),
        ({1: 4, 2: 0}, {1}),
        ({1: 2, 2: 2}, {1, 2}),
    ],
)
def test_few_reviews_are_held_back_and_no_difference_tells_them(
    counts: dict[int, int], hidden: set[int]
) -> None:
    assert held_back(counts) == hidden
    left = sum(count for key, count in counts.items() if key in hidden)
    shown = sum(counts.values()) - left
    assert left == 0 or left >= 5 or shown == 0


def test_every_outlet_has_its_items_and_its_sum_and_the_city_comes_last() -> None:
    found = quarter_rows({(B, 2): (3, 4), (A, 8): (1, 1), (A, 2): (2, 2)}, [], {})
    assert [(row.outlet, row.item) for row in found] == [
        (A, 2), (A, 8), (A, WHOLE), (B, 2), (B, WHOLE), ("", WHOLE),
    ]  # fmt: skip
    assert [(row.cases, row.served) for row in found] == [(2, 2), (1, 1), (3, 3), (3, 4), (3, 4), (6, 7)]


def test_levels_rates_and_bad_ones_are_counted_of_valid_reviews_alone() -> None:
    told = given(A, 2, BEST, BEST, GOOD, FAIR, POOR, WORST)
    excluded = [Given(A, 2, WORST, ("115",), excluded=True)]
    row = rows({(A, 2): (9, 12)}, told, excluded)[A, 2]
    assert row.levels == {BEST: 2, GOOD: 1, FAIR: 1, POOR: 1, WORST: 1}
    assert (row.rated, row.excluded, row.bad) == (6, 1, 2)
    assert (row.rate, row.satisfaction) == (0.5, 4 / 6)
    assert "115" not in row.tags


def test_without_a_review_there_is_no_satisfaction_and_without_work_no_rate() -> None:
    row = rows({(A, 2): (4, 0)})[A, 2]
    assert (row.rate, row.satisfaction, row.is_held_back) == (None, None, False)


def test_more_reviews_than_services_of_the_quarter_are_no_more_than_all() -> None:
    """Somebody is asked on the last evening and answers in the next quarter."""
    assert rows({(A, 2): (1, 1)}, given(A, 2, *[BEST] * 6))[A, 2].rate == 1.0


def test_the_five_tags_said_most_stand_in_order() -> None:
    told = [
        Given(A, 2, BEST, tags)
        for tags in (("517", "510"), ("517",), ("517", "511"), ("512",), ("513",), ("514", "510"))
    ]
    assert rows({}, told)[A, 2].tags == ("517", "510", "511", "512", "513")


def test_an_item_with_few_reviews_is_held_back_and_counts_in_the_sums() -> None:
    found = rows({}, given(A, 2, *[BEST] * 9), given(A, 7, WORST), given(A, 8, *[GOOD] * 6))
    assert {key: row.is_held_back for key, row in found.items()} == {
        (A, 2): False, (A, 7): True, (A, 8): True, (A, WHOLE): False, ("", WHOLE): False,
    }  # fmt: skip
    assert found[A, WHOLE].levels == {BEST: 9, WORST: 1, GOOD: 6}


def test_a_small_outlet_is_held_back_with_all_its_items() -> None:
    found = rows({}, given(A, 2, BEST, WORST), given(B, 2, *[BEST] * 9), given(C, 2, *[GOOD] * 7))
    assert found[A, WHOLE].is_held_back
    assert found[A, 2].is_held_back
    assert found[C, WHOLE].is_held_back, "or the city's sum would tell the small one"
    assert found[C, 2].is_held_back
    assert not found[B, WHOLE].is_held_back
    assert found["", WHOLE].rated == 18


def test_a_row_without_a_review_hides_nothing() -> None:
    found = rows({(A, 2): (3, 3), (A, 7): (1, 1)}, given(A, 7, WORST))
    assert not found[A, 2].is_held_back
    assert found[A, 7].is_held_back


def test_what_was_mended_stands_with_its_row() -> None:
    told = {(A, 2): Mending(2, 1, 3.5), (A, WHOLE): Mending(2, 1, 3.5), ("", WHOLE): Mending(4, 3, 2.0)}
    found = quarter_rows({}, given(A, 2, *[POOR] * 5), told)
    assert [row.mending for row in found] == [told[A, 2], told[A, WHOLE], told["", WHOLE]]


def test_an_empty_quarter_is_one_row_of_noughts() -> None:
    assert quarter_rows({}, [], {}) == (Row("", WHOLE),)
