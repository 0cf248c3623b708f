"""Opens sealed reviews for whoever holds the private key; what does not open is told, never dropped."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from city_server import schema
from outlet_app.domain.calendar import local_day
from outlet_app.sync.wire import BrokenSeal, Review, SealedReview, open_review, read_sealed_review


@dataclass(frozen=True, slots=True)
class Period:
    """Days from … until, both included; open where not told."""

    since: date = date.min
    until: date = date.max

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class OpenedReview:
    """One review in the city's keeping; `review` is None where none of the keys opens it."""

    op_id: str
    outlet: str
    received_at: str
    key_id: str
    review: Review | None
    terminal: str = ""


def reviews_of(
    conn: Connection, keys: Mapping[str, bytes], period: Period, outlet: str = ""
) -> Iterator[OpenedReview]:
    """The reviews given in a period, and all that stay closed, in the order they arrived."""
    table, bodies = schema.review.c, schema.op_body.c
    held = (
        select(table.op_id, table.outlet, table.received_at, table.key_id, bodies.bytes)
        .join(schema.op_body, bodies.op_id == table.op_id)
        .order_by(table.received_at, table.op_id)
    )
    for row in conn.execute(held.where(table.outlet == outlet) if outlet else held):
        told = read_sealed_review(row.bytes)
        review, terminal = _opened(told, keys.get(row.key_id)), told.terminal if told else ""
        if review is None or period.holds(local_day(review.at)):
            yield OpenedReview(row.op_id, row.outlet, row.received_at, row.key_id, review, terminal)


def _opened(told: SealedReview | None, private: bytes | None) -> Review | None:
    if told is None or private is None:
        return None
    try:
        return open_review(private, told)
    except BrokenSeal:
        return None
