"""A test may change its copy of plain data as it likes: what it was copied from stays."""

from datetime import date

from tests.support.plain_copies import plain_copy
from tests.support.policies import BRAND_POLICY, PLEDGE_POLICY, plain_release
from tests.support.release_plains import plain_list


def test_a_copy_is_equal_and_shares_nothing_in_any_depth() -> None:
    told = {"a": [1, {"b": [date(2026, 11, 27)]}], "c": ("x", [])}
    made = plain_copy(told)
    assert made == told
    made["a"][1]["b"].append("more")
    made["c"][1].append("more")
    made["d"] = 1
    assert told == {"a": [1, {"b": [date(2026, 11, 27)]}], "c": ("x", [])}


def test_a_release_changed_by_one_test_is_whole_for_the_next() -> None:
    first = plain_release(PLEDGE_POLICY, BRAND_POLICY)
    before = plain_copy(first)
    for policy in first["policies"]:
        policy.clear()
    assert plain_release(PLEDGE_POLICY, BRAND_POLICY) == before


def test_a_list_changed_by_one_test_is_whole_for_the_next() -> None:
    first, second = plain_list(), plain_list()
    first["items"][0]["sub_items"].clear()
    first["items"].pop()
    assert plain_list() == second
