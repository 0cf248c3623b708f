"""Two histories compared in parts: 64 buckets of cases, each with a count and a digest (sync.md D.13)."""

from collections.abc import Iterable
from hashlib import sha256

from msgspec import Struct

from outlet_app.sync.wire.messages import Count, Hash, PulledCase

BUCKETS = 64
# Case, then place in it (or the verdict of what has none), then the event's SHA-256 (or its operation).
Mark = tuple[str, str, str]


class Bucket(Struct, frozen=True, kw_only=True):
    """How many events a bucket holds and the XOR of their digests."""

    count: Count
    digest: Hash


class Buckets(Struct, frozen=True, kw_only=True):
    """A whole scope by buckets, as of `version`; what came later is in the pull after it."""

    epoch: str
    version: Count
    buckets: tuple[Bucket, ...]


class BucketPage(Struct, frozen=True, kw_only=True):
    """Whole cases of one bucket; `bucket` is what all its pages come to together."""

    bucket: Bucket
    cases: tuple[PulledCase, ...]
    more: bool


def bucket_of(case_id: str) -> int:
    """Which bucket a case falls into, 0 to 63."""
    return sha256(case_id.encode()).digest()[0] % BUCKETS


def sum_of(marks: Iterable[Mark]) -> Bucket:
    """Count and digest of one bucket's marks, in any order."""
    count, total = 0, 0
    for mark in marks:
        count += 1
        total ^= int.from_bytes(sha256("\t".join(mark).encode()).digest())
    return Bucket(count=count, digest=f"{total:064x}")


def sums_of(marks: Iterable[Mark]) -> tuple[Bucket, ...]:
    """Count and digest of every bucket; equal histories give equal sums."""
    sorted_out: list[list[Mark]] = [[] for _ in range(BUCKETS)]
    for mark in marks:
        sorted_out[bucket_of(mark[0])].append(mark)
    return tuple(map(sum_of, sorted_out))


def marks_of(cases: Iterable[PulledCase]) -> Iterable[Mark]:
    """The marks of cases as the city told them."""
    for case in cases:
        for one in case.events:
            yield mark_of(case.case_id, one.n, one.v.value, one.sha256, one.op_id)


def mark_of(case_id: str, n: int | None, verdict: str, digest: str, op_id: str) -> Mark:
    """One operation's mark: by place and bytes where it took effect, by its verdict where it did not."""
    return (case_id, verdict, op_id) if n is None else (case_id, str(n), digest)
