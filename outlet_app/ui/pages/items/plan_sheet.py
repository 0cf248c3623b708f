"""The plan of an activity as a clerk types it: its fields, what is wrong with them, the plan itself."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time

from outlet_app.domain.calendar import CST, local_day
from outlet_app.domain.facts.activity import ActivityPlanned, ActivityWay
from outlet_app.domain.forms.spec import Form
from outlet_app.domain.forms.told import told
from outlet_app.domain.forms.training import COUNT, PLAN
from outlet_app.domain.problems import Problem
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import Answers, Line
from outlet_app.wording import training as words

CLOCK = re.compile(r"([01]?\d|2[0-3])[:：]?([0-5]\d)")


def plan_lines(plan: ActivityPlanned | None, form: Form = PLAN) -> list[Line]:
    """The fields of a plan, as it stands now; form: with what else is asked of it."""
    day = words.typed(local_day(plan.starts_at)) if plan else ""
    start, end = (words.time_typed(plan.starts_at), words.time_typed(plan.ends_at)) if plan else ("", "")
    room = str(plan.capacity) if plan and plan.capacity else ""
    ready = told(PLAN, plan) if plan else {"way": ActivityWay.ON_SITE.value}
    ready = ready | {"day": day, "start": start, "end": end, "capacity": room}
    choices = {"way": words.way_choices()}
    return lines_of(form, words.PLAN_FIELDS, ready, hints=words.PLAN_HINTS, choices=choices)


def plan_of(said: Answers) -> ActivityPlanned:
    """The plan that was typed."""
    day = date.fromisoformat(said["day"])
    start, end = _clock(said["start"]), _clock(said["end"])
    assert start is not None, "checked before"
    assert end is not None, "checked before"
    return ActivityPlanned(
        title=said["title"],
        way=ActivityWay(said["way"]),
        place=said["place"],
        starts_at=datetime.combine(day, start, CST),
        ends_at=datetime.combine(day, end, CST),
        capacity=int(said["capacity"] or 0),
        closes_on=date.fromisoformat(said["closes"]),
        remark=said["remark"],
    )


def plan_problems(said: Answers) -> Mapping[str, Problem]:
    """What is wrong with a plan, field by field."""
    start, end = _clock(said["start"]), _clock(said["end"])
    wrong = {key: Problem("activity.time") for key, at in (("start", start), ("end", end)) if at is None}
    if start is not None and end is not None and end <= start:
        wrong["end"] = Problem("activity.ends_first")
    if said["capacity"] and not COUNT.fullmatch(said["capacity"]):
        wrong["capacity"] = Problem("activity.number")
    if said["closes"] > said["day"]:
        wrong["closes"] = Problem("activity.closes_late")
    return wrong


def _clock(typed: str) -> time | None:
    found = CLOCK.fullmatch(typed.strip())
    return time(int(found[1]), int(found[2])) if found else None
