"""Why a use case says no, in three clauses, one module a subject."""

from collections.abc import Mapping

from outlet_app.wording.clauses import Clauses
from outlet_app.wording.refusals import (
    activity,
    agency,
    amendment,
    consultation,
    copying,
    course,
    deficiency,
    delay,
    outcome,
    package,
    papers,
    phrases,
    pledge,
    policy,
    rectification,
    reviews,
    situation,
    tracking,
    transfer,
    waiting,
)

REFUSALS: dict[str, Clauses] = {
    **agency.REFUSALS,
    **activity.REFUSALS,
    **amendment.REFUSALS,
    **consultation.REFUSALS,
    **copying.REFUSALS,
    **course.REFUSALS,
    **delay.REFUSALS,
    **package.REFUSALS,
    **outcome.REFUSALS,
    **papers.REFUSALS,
    **phrases.REFUSALS,
    **pledge.REFUSALS,
    **policy.REFUSALS,
    **rectification.REFUSALS,
    **reviews.REFUSALS,
    **situation.REFUSALS,
    **tracking.REFUSALS,
    **transfer.REFUSALS,
    **waiting.REFUSALS,
    **deficiency.REFUSALS,
}
# The same from the city, without the case at hand: what happened, what to do.
VERDICTS: Mapping[str, tuple[str, str]] = {
    **agency.REASONS,
    **activity.REASONS,
    **amendment.REASONS,
    **consultation.VERDICTS,
    **deficiency.VERDICTS,
    **delay.VERDICTS,
    **pledge.VERDICTS,
    **policy.REASONS,
    **waiting.REASONS,
    **deficiency.VERDICTS,
    **package.REASONS,
    **outcome.REASONS,
    **papers.REASONS,
    **rectification.REASONS,
}
