"""Identifiers: unique, and in the order they were made."""

import uuid

from outlet_app.system.ids import new_id


def test_ids_are_version_seven_and_never_repeat() -> None:
    made = [new_id() for _ in range(2000)]
    assert len(set(made)) == 2000
    assert {uuid.UUID(text).version for text in made} == {7}
    assert {len(text) for text in made} == {36}


def test_ids_sort_in_the_order_they_were_made() -> None:
    made = [new_id() for _ in range(2000)]
    assert made == sorted(made)
