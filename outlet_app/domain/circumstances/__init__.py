"""What an event's own circumstances forbid, one module a subject: who says it, when and where."""

from outlet_app.domain.circumstances import (
    agency,
    amendment,
    carrying,
    consultation,
    deficiency,
    delay,
    overseeing,
    pledge,
    policy,
    query,
    timing,
    transfer,
    waiting,
)
from outlet_app.domain.circumstances.dispatch import circumstance

SUBJECTS = (
    agency,
    amendment,
    carrying,
    consultation,
    deficiency,
    delay,
    overseeing,
    pledge,
    policy,
    query,
    timing,
    transfer,
    waiting,
)

__all__ = ["SUBJECTS", "circumstance"]
