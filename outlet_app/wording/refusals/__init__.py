"""Why a use case says no, in three clauses, one module a subject."""

from outlet_app.wording.clauses import Clauses
from outlet_app.wording.refusals import (
    course,
    papers,
    reviews,
    tracking,
    waiting,
)

REFUSALS: dict[str, Clauses] = {
    **course.REFUSALS,
    **papers.REFUSALS,
    **reviews.REFUSALS,
    **tracking.REFUSALS,
    **waiting.REFUSALS,
}
