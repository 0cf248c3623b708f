"""What each fact changes in a case beside its state, one module a subject."""

from outlet_app.domain.effects import (
    agency,
    amendment,
    attachment,
    carrying,
    consultation,
    course,
    deficiency,
    delay,
    outcome,
    overseeing,
    package,
    papers,
    pledge,
    policy,
    query,
    retiming,
    reviews,
    timing,
    tracking,
    transfer,
    waiting,
)
from outlet_app.domain.effects.course import FEEDBACK_RULES
from outlet_app.domain.effects.dispatch import effect

SUBJECTS = (
    agency,
    amendment,
    carrying,
    attachment,
    consultation,
    course,
    deficiency,
    delay,
    package,
    outcome,
    overseeing,
    papers,
    pledge,
    policy,
    query,
    reviews,
    retiming,
    timing,
    tracking,
    transfer,
    waiting,
)

__all__ = ["FEEDBACK_RULES", "SUBJECTS", "effect"]
