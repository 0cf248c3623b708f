"""What a fact must hold to be believed, one module a subject; the state table has been asked before."""

from outlet_app.domain.contents import (
    agency,
    amendment,
    attachment,
    carrying,
    consultation,
    course,
    credit,
    deficiency,
    delay,
    outcome,
    package,
    papers,
    pledge,
    policy,
    query,
    rectification,
    retiming,
    reviews,
    timing,
    tracking,
    transfer,
    waiting,
)
from outlet_app.domain.contents.dispatch import content

SUBJECTS = (
    agency,
    amendment,
    carrying,
    attachment,
    consultation,
    course,
    credit,
    deficiency,
    delay,
    package,
    outcome,
    papers,
    pledge,
    policy,
    query,
    rectification,
    reviews,
    retiming,
    timing,
    tracking,
    transfer,
    waiting,
)

__all__ = ["SUBJECTS", "content"]
