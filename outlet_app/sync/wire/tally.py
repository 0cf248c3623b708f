"""One number to compare two ledgers by: how many cases, how many events, and a digest over both."""

from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple


class Tally(NamedTuple):
    """Cases, events that took effect, and the SHA-256 (hex) over them."""

    cases: int
    events: int
    digest: str


def tally_of(entries: Iterable[tuple[str, int, str]]) -> Tally:
    """Tally of (case id, place n, event sha256 hex), in any order; equal sets give equal tallies."""
    ordered = sorted(entries)
    total = sha256()
    for case_id, n, digest in ordered:
        total.update(f"{case_id}\t{n}\t{digest}\n".encode())
    return Tally(len({case_id for case_id, _, _ in ordered}), len(ordered), total.hexdigest())
