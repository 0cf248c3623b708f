"""What each fact changes in a case beside its state, one module a subject."""

from outlet_app.domain.effects import (
    course,
    reviews,
    tracking,
    waiting,
)
from outlet_app.domain.effects.course import FEEDBACK_RULES
from outlet_app.domain.effects.dispatch import effect

SUBJECTS = (
    course,
    reviews,
    tracking,
    waiting,
)
from outlet_app.domain.effects import course, deficiency, reviews, waiting

SUBJECTS = (course, deficiency, reviews, waiting)


__all__ = ["FEEDBACK_RULES", "SUBJECTS", "effect"]
