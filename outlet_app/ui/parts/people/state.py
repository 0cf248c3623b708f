"""Checking a new colleague before anything is stored: field → short sentence."""

from collections.abc import Collection
from dataclasses import dataclass

from outlet_app.domain.passwords import password_problem
from outlet_app.domain.texts import check_name
from outlet_app.wording import people as words
from outlet_app.wording.fields import sentence

STAFF_NO_LENGTH = 10


@dataclass(frozen=True, slots=True)
class NewColleague:
    """What was filled in."""

    staff_no: str = ""
    name: str = ""
    is_supervisor: bool = False
    password: str = ""
    again: str = ""


def problems(filled: NewColleague, known: Collection[str]) -> dict[str, str]:
    """What is wrong, by field in reading order; empty when the colleague can be added."""
    found = {
        "staff_no": _staff_no(filled.staff_no, known),
        "name": _name(filled.name),
    }
    wrong = {field: said for field, said in found.items() if said}
    return wrong | password_problems(filled.staff_no, filled.password, filled.again)


def password_problems(staff_no: str, password: str, again: str) -> dict[str, str]:
    """What is wrong with a 口令 typed twice, by field."""
    found = {
        "password": _password(staff_no, password),
        "again": "" if again == password else words.NOT_ALIKE,
    }
    return {field: said for field, said in found.items() if said}


def _staff_no(staff_no: str, known: Collection[str]) -> str:
    if not staff_no:
        return words.FILL.format(label=words.STAFF_NO)
    if len(staff_no) != STAFF_NO_LENGTH or not (staff_no.isascii() and staff_no.isdigit()):
        return words.STAFF_NO_SHORT
    return words.STAFF_NO_KNOWN if staff_no in known else ""


def _name(name: str) -> str:
    problem = check_name(name)
    if problem is None or problem.soft:
        return ""
    return sentence(problem, words.NAME) if name else words.FILL.format(label=words.NAME)


def _password(staff_no: str, password: str) -> str:
    if not password:
        return words.FILL.format(label=words.PASSWORD)
    problem = password_problem(password, staff_no)
    return words.PASSWORDS[problem.code].format(**problem.args) if problem else ""
