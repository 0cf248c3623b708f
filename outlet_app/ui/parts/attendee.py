"""Whoever registers for an activity: the four fields, alike on 培训活动 and on a 办件."""

from collections.abc import Mapping

from outlet_app.domain.applicant import Applicant, IdKind
from outlet_app.domain.facts.activity import Enrolled
from outlet_app.domain.forms.people import ATTENDEE
from outlet_app.domain.forms.spec import Form
from outlet_app.domain.problems import Problem
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import Answers, Line
from outlet_app.wording import training as words

_NOTHING: Mapping[str, str] = {}


def attendee_lines(
    applicant: Applicant | None = None,
    form: Form = ATTENDEE,
    ready: Mapping[str, str] = _NOTHING,
    choices: Mapping[str, Mapping[str, str]] | None = None,
) -> list[Line]:
    """Name, telephone, unit and its code, and what else the form asks, with what is known of an applicant."""
    body = applicant is not None and applicant.kind.is_body
    name = (applicant.contact or ("" if body else applicant.name)) if applicant else ""
    code = applicant.id_number if applicant and applicant.id_kind is IdKind.USCC else ""
    known = {
        "name": name,
        "phone": applicant.phone if applicant else "",
        "unit": applicant.name if applicant and body else "",
        "code": code,
        **ready,
    }
    return lines_of(form, words.ATTENDEE, known, hints=words.ATTENDEE_HINTS, choices=choices)


def attendee_problems(said: Answers) -> Mapping[str, Problem]:
    """A unit's code belongs to a unit; whatever else is wrong the form itself says."""
    return {"unit": Problem("field.missing")} if said["code"] and not said["unit"] else {}


def attendee_of(said: Answers, *, case_id: str = "", at_door: bool = False) -> Enrolled:
    """Who registers, as the form tidied it; the seat is given when it is."""
    return Enrolled(
        seat="",
        name=said["name"],
        phone=said["phone"],
        unit=said["unit"],
        code=said["code"],
        case_id=case_id,
        at_door=at_door,
    )
