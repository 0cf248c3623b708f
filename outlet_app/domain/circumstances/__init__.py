"""What an event's own circumstances forbid, one module a subject: who says it, when and where."""

from outlet_app.domain.circumstances import (
    amendment,
    consultation,
    deficiency,
    pledge,
    policy,
    transfer,
    waiting,
)
from outlet_app.domain.circumstances.dispatch import circumstance

SUBJECTS = (
    amendment,
    consultation,
    deficiency,
    pledge,
    policy,
    transfer,
    waiting,
)

__all__ = ["SUBJECTS", "circumstance"]
