"""The sheets of an activity: its plan, registration, 签到, what came of it, 参训证明 (domain.md §9.10)."""

import re
from collections.abc import Mapping
from dataclasses import replace

from outlet_app.domain.facts.activity import (
    ActivityArchived,
    ActivityCancelled,
    ActivityChanged,
    ActivityHeld,
    ActivityPlanned,
    ActivityReviewed,
    ActivityWay,
    EnrolmentCancelled,
    SignWay,
)
from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms.people import ATTENDEE
from outlet_app.domain.forms.reading import Values
from outlet_app.domain.forms.registration import APART
from outlet_app.domain.forms.spec import Field, Form, Kind, sheet
from outlet_app.domain.problems import Problem

COUNT = re.compile(r"\d{1,5}", re.ASCII)
_COUNTS = ("answered", "content")
_PLAN = (
    Field("title", Kind.LINE, 100, needed=True),
    Field("way", Kind.CHOICE, options=tuple(ActivityWay), needed=True),
    Field("place", Kind.LINE, 100, needed=True),
    # A day and its hours are two moments of the fact.
    Field("day", Kind.DAY, needed=True, sent=APART),
    Field("start", Kind.LINE, 20, needed=True, sent=APART),
    Field("end", Kind.LINE, 20, needed=True, sent=APART),
    Field("capacity", Kind.LINE, 10),
    Field("closes", Kind.DAY, needed=True, sent="closes_on"),
    Field("remark", Kind.TEXT, 200),
)
_REASON = Field("reason", Kind.TEXT, 200, needed=True)
_ACTIVITY = Field("activity", Kind.CHOICE, needed=True, sent=APART)
PLAN = sheet("plan", *_PLAN)
CHANGE = sheet(
    "change", *(replace(one, sent=f"plan.{one.wire}" if one.wire else APART) for one in _PLAN), _REASON
)
REASON = sheet("reason", _REASON)
ENROL = sheet("enrol", *ATTENDEE.fields(), Field("at_door", Kind.SWITCH))
CASE_ENROL = sheet("enrol", _ACTIVITY, *ATTENDEE.fields())
SIGN_IN = sheet("sign_in", Field("way", Kind.CHOICE, options=tuple(SignWay), needed=True))
HOLD = sheet("hold", Field("summary", Kind.TEXT, 500, needed=True))
ARCHIVE = sheet(
    "archive",
    Field("materials", Kind.TEXT, 500, needed=True),
    Field("archive_no", Kind.LINE, 60, needed=True),
)
REVIEW = sheet(
    "review",
    Field("answered", Kind.LINE, 10, needed=True),
    Field("content", Kind.LINE, 10, needed=True),
    Field("findings", Kind.TEXT, 500),
)
CERTIFY = sheet(
    "certify",
    _ACTIVITY,
    Field("people", Kind.PERSON, 100, needed=True, sent=APART),
    Field("hours", Kind.LINE, 10, sent=APART),
)
TOLD: Mapping[type[Fact], Form] = {
    ActivityPlanned: PLAN,
    ActivityChanged: CHANGE,
    ActivityHeld: HOLD,
    ActivityArchived: ARCHIVE,
    ActivityReviewed: REVIEW,
    ActivityCancelled: REASON,
    EnrolmentCancelled: REASON,
}


def review_problems(said: Values, came: int) -> dict[str, Problem]:
    """Nobody answers who was not there, nobody is content who did not answer."""
    unread = {name: Problem("activity.number") for name in _COUNTS if not COUNT.fullmatch(said[name])}
    if unread:
        return unread
    answered, content = int(said["answered"]), int(said["content"])
    if content > answered:
        return {"content": Problem("activity.too_many")}
    return {"answered": Problem("activity.too_many")} if answered > came else {}
