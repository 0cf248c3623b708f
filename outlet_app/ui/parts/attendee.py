"""Whoever registers for an activity: the four fields, alike on 培训活动 and on a 办件."""

from collections.abc import Mapping

from outlet_app.domain.applicant import Applicant, IdKind
from outlet_app.domain.contact import check_phone, normalise_phone
from outlet_app.domain.facts.activity import Enrolled
from outlet_app.domain.identifiers import check_uscc, normalise
from outlet_app.domain.problems import Problem
from outlet_app.domain.texts import check_name, clean_name
from outlet_app.ui.parts.sheet_dialog import Answers, Line
from outlet_app.wording import training as words


def attendee_lines(applicant: Applicant | None = None) -> list[Line]:
    """Name, telephone, unit and its code, with what is known of an applicant."""
    body = applicant is not None and applicant.kind.is_body
    name = (applicant.contact or ("" if body else applicant.name)) if applicant else ""
    code = applicant.id_number if applicant and applicant.id_kind is IdKind.USCC else ""
    return [
        Line("name", words.PERSON, required=True, ready=name, longest=100),
        Line("phone", words.PHONE, required=True, ready=applicant.phone if applicant else "", longest=40),
        Line("unit", words.UNIT, ready=applicant.name if applicant and body else "", longest=100),
        Line("code", words.CODE, ready=code, hint=words.CODE_HINT, longest=40),
    ]


def attendee_problems(said: Answers) -> Mapping[str, Problem]:
    """What is wrong, field by field; a unit's code belongs to a unit."""
    found = {
        "name": check_name(said["name"]),
        "phone": check_phone(normalise_phone(said["phone"])),
        "code": check_uscc(normalise(said["code"])) if said["code"] else None,
        "unit": Problem("field.missing") if said["code"] and not said["unit"] else None,
    }
    return {key: problem for key, problem in found.items() if problem is not None and not problem.soft}


def attendee_of(said: Answers, *, case_id: str = "", at_door: bool = False) -> Enrolled:
    """Who registers, as stored; the seat is given when it is."""
    return Enrolled(
        seat="",
        name=clean_name(said["name"]),
        phone=normalise_phone(said["phone"]),
        unit=clean_name(said["unit"]),
        code=normalise(said["code"]) if said["code"] else "",
        case_id=case_id,
        at_door=at_door,
    )
