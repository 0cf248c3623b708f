"""Reads what the city found of reviews, for whoever counts, lists or hands them over."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from city_server.finding_tables import review_finding


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding in the city's keeping; without a ground the review counts again."""

    op_id: str
    ground: str
    repeats: str
    reason: str
    by: str
    at: str


def findings(conn: Connection) -> tuple[Finding, ...]:
    """Every finding in the order it was made."""
    rows = conn.execute(select(review_finding).order_by(review_finding.c.no))
    names = Finding.__slots__
    return tuple(Finding(**{name: row._mapping[name] for name in names}) for row in rows)


def excluded(conn: Connection) -> dict[str, Finding]:
    """The reviews that count in no rate now, with the finding that says so."""
    newest = {one.op_id: one for one in findings(conn)}
    return {op_id: one for op_id, one in newest.items() if one.ground}
