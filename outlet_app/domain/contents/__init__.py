"""What a fact must hold to be believed, one module a subject; the state table has been asked before."""

from outlet_app.domain.contents import (
    course,
    reviews,
    tracking,
    waiting,
)
from outlet_app.domain.contents.dispatch import content

SUBJECTS = (
    course,
    reviews,
    tracking,
    waiting,
)
from outlet_app.domain.contents import course, deficiency, reviews, waiting

SUBJECTS = (course, deficiency, reviews, waiting)


__all__ = ["SUBJECTS", "content"]
