"""The sheets of 长期跟踪: a stage of the course, the plan, a visit, a summary (W26, W27)."""

from collections.abc import Mapping

from outlet_app.domain.events import StageReached
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned, VisitWay
from outlet_app.domain.forms.registration import CONTACT_LIMIT, TEXT_LIMIT
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet

LONG = 3000
_NEXT = Field("next", Kind.DAY, needed=True, sent="next_follow_up")
_NOTE = Field("note", Kind.TEXT, 500)
# The list names the stages of a course; a matter without any says its own.
LISTED_STAGE = sheet("stage", Field("stage", Kind.CHOICE, needed=True), _NOTE, _NEXT)
OWN_STAGE = sheet("stage", Field("stage", Kind.LINE, 30, needed=True), _NOTE, _NEXT)
PLAN = sheet(
    "plan",
    Field("goal", Kind.TEXT, 500, needed=True),
    Field("measures", Kind.TEXT, 500, needed=True),
    Field("partner", Kind.LINE, 60),
    _NEXT,
)
VISIT = sheet(
    "visit",
    Field("way", Kind.CHOICE, options=tuple(VisitWay), needed=True),
    Field("met", Kind.PERSON, CONTACT_LIMIT),
    # Its paper takes as many pages as it needs.
    Field("findings", Kind.TEXT, LONG, needed=True),
    Field("day", Kind.DAY, needed=True),
    _NEXT,
)
SUMMARY = sheet(
    "summary", Field("summary", Kind.TEXT, TEXT_LIMIT, needed=True), Field("effect", Kind.LINE, 200)
)
TOLD: Mapping[type[Fact], Form] = {
    # Only a tracked matter has a day of the next visit.
    StageReached: LISTED_STAGE.without("next"),
    TrackingPlanned: PLAN,
    FollowUpVisited: VISIT,
    StageSummarised: SUMMARY,
}


def stage_form(*, listed: bool, tracked: bool) -> Form:
    """What is asked of a stage reached."""
    form = LISTED_STAGE if listed else OWN_STAGE
    return form if tracked else form.without("next")
