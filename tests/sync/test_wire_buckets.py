"""Buckets: where a case falls, what a bucket comes to, and that any difference shows in its bucket."""

import pytest

from outlet_app.sync import wire
from outlet_app.sync.wire import BUCKETS, Bucket, bucket_of, mark_of, sum_of, sums_of

DIGEST, OTHER = "a" * 64, "b" * 64
MARKS = [
    mark_of(f"case-{case}", n, "applied", DIGEST, f"op-{case}-{n}") for case in range(200) for n in (1, 2)
]


def differing(one: list[wire.Mark], other: list[wire.Mark]) -> list[int]:
    return [no for no, (a, b) in enumerate(zip(sums_of(one), sums_of(other), strict=True)) if a != b]


def test_every_case_has_one_bucket_for_ever() -> None:
    """Both sides must agree on it, also across versions."""
    assert {name: bucket_of(name) for name in ("", "case-1", "巴特尔", "0199")} == {
        "": 35, "case-1": 58, "巴特尔": 51, "0199": 39,
    }  # fmt: skip
    assert {bucket_of(f"case-{n}") for n in range(2_000)} == set(range(BUCKETS))


def test_an_empty_bucket_is_a_value_of_its_own() -> None:
    assert sums_of([]) == (Bucket(count=0, digest="0" * 64),) * BUCKETS


def test_the_order_does_not_matter() -> None:
    assert sums_of(MARKS) == sums_of(reversed(MARKS))
    assert sum(one.count for one in sums_of(MARKS)) == len(MARKS)


CHANGES = {
    "an event less": MARKS[:-1],
    "an event more": [*MARKS, mark_of("case-199", 3, "applied", DIGEST, "op-new")],
    "another place": [*MARKS[:-1], mark_of("case-199", 3, "applied", DIGEST, "op-199-2")],
    "other bytes": [*MARKS[:-1], mark_of("case-199", 2, "applied", OTHER, "op-199-2")],
    "an own one refused": [*MARKS, mark_of("case-199", None, "rejected", DIGEST, "op-mine")],
    "twice": [*MARKS, MARKS[-1]],
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_difference_shows_in_the_bucket_of_its_case_alone(change: str) -> None:
    assert differing(MARKS, CHANGES[change]) == [bucket_of("case-199")]


def test_two_events_that_changed_places_do_not_cancel_out() -> None:
    swapped = [mark_of("c", 1, "", OTHER, "y"), mark_of("c", 2, "", DIGEST, "x")]
    assert sum_of(swapped) != sum_of([mark_of("c", 1, "", DIGEST, "x"), mark_of("c", 2, "", OTHER, "y")])


@pytest.mark.parametrize(("now", "then"), [("parked", "rejected"), ("rejected", "parked")])
def test_an_own_event_held_back_differs_by_its_verdict(now: str, then: str) -> None:
    assert mark_of("c", None, now, DIGEST, "op") != mark_of("c", None, then, DIGEST, "op")


def test_what_took_effect_is_marked_alike_by_whoever_made_it() -> None:
    assert mark_of("c", 4, "applied", DIGEST, "op") == mark_of("c", 4, "applied_warn", DIGEST, "op")


def test_a_page_told_gives_back_its_own_sum() -> None:
    entry = wire.Entry(op_id="op", v=wire.Verdict.APPLIED, sha256=DIGEST, n=1)
    refused = wire.Entry(op_id="op-2", v=wire.Verdict.REJECTED, sha256=DIGEST)
    told = [wire.PulledCase(case_id="c", events=(entry, refused))]
    assert sum_of(wire.marks_of(told)) == sum_of([("c", "1", DIGEST), ("c", "rejected", "op-2")])


@pytest.mark.parametrize("digest", ["", "0", "g" * 64, "A" * 64, "0" * 63])
def test_a_sum_that_is_no_digest_is_not_read(digest: str) -> None:
    told = b'{"bucket":{"count":1,"digest":"%s"},"cases":[],"more":false}' % digest.encode()
    with pytest.raises(ValueError):
        wire.read(told, wire.BucketPage)
