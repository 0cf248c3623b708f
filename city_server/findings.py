"""Reviews that count in no rate: the city's findings on them, one after another, none taken away."""

from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy import Connection, func, insert, select

from city_server import clock
from city_server.finding_book import Finding, excluded
from city_server.finding_tables import review_finding
from city_server.review_book import OpenedReview
from city_server.tasks import all_tasks, heads_of
from outlet_app.domain.reviews.exclusion import Found, Standing, hinders, hinders_return

Reviews = Mapping[str, OpenedReview]


class NotFound(Exception):  # noqa: N818 - an answer to whoever gave the command
    """The finding may not be made; the message is the code of why."""


def exclude(conn: Connection, found: Found, reviews: Reviews) -> Finding:
    """Let a review count in no rate; NotFound with the code of what stands against it."""
    review = _standing(conn, found.review, reviews)
    if review is None:
        raise NotFound("exclusion.unknown")
    repeated = _standing(conn, found.repeats, reviews) if found.repeats else None
    code = hinders(found, review, repeated)
    if code is not None:
        raise NotFound(code)
    return _keep(
        conn, Finding(found.review, found.ground, found.repeats, found.reason, found.by, clock.stamp())
    )


def count_again(conn: Connection, op_id: str, by: str, reason: str, reviews: Reviews) -> Finding:
    """Take a finding back by another one; NotFound likewise."""
    review = _standing(conn, op_id, reviews)
    if review is None:
        raise NotFound("exclusion.unknown")
    code = hinders_return(by, reason, review)
    if code is not None:
        raise NotFound(code)
    return _keep(conn, Finding(op_id, "", "", reason, by, clock.stamp()))


def _keep(conn: Connection, one: Finding) -> Finding:
    last = conn.scalar(select(func.max(review_finding.c.no))) or 0
    conn.execute(insert(review_finding).values(no=last + 1, **asdict(one)))
    return one


def _standing(conn: Connection, op_id: str, reviews: Reviews) -> Standing | None:
    """None for one that is not there, or that no key at hand opens."""
    held = reviews.get(op_id)
    if held is None or held.review is None:
        return None
    return Standing(
        held.review.by,
        op_id in excluded(conn),
        any(op_id == of for of, _ in all_tasks(conn)),
        heads_of(conn, held.outlet),
    )
