"""The fact a form is sent as: what stands in each field of it, and whether the form takes that (ADR 0043)."""

from collections.abc import Mapping
from datetime import date
from enum import Enum

from outlet_app.domain.facts.shared import Fact
from outlet_app.domain.forms import (
    addition,
    agency,
    carrying,
    consultation,
    course,
    credit,
    decisions,
    deficiency,
    duty,
    ending,
    mending,
    pledge,
    policy,
    rectification,
    tickets,
    tracking,
    training,
    transfer,
    waiting,
)
from outlet_app.domain.forms.reading import missing, problems
from outlet_app.domain.forms.registration import ON
from outlet_app.domain.forms.spec import Form
from outlet_app.domain.problems import Problem

FORMS: Mapping[type[Fact], Form] = {
    **addition.TOLD,
    **agency.TOLD,
    **carrying.TOLD,
    **consultation.TOLD,
    **course.TOLD,
    **credit.TOLD,
    **decisions.TOLD,
    **deficiency.TOLD,
    **duty.TOLD,
    **ending.TOLD,
    **mending.TOLD,
    **pledge.TOLD,
    **policy.TOLD,
    **rectification.TOLD,
    **tickets.TOLD,
    **tracking.TOLD,
    **training.TOLD,
    **transfer.TOLD,
    **waiting.TOLD,
}


def told(form: Form, fact: Fact) -> dict[str, str]:
    """What stands in each field that is sent with the fact; the fields of another fact are left out."""
    return {one.name: _text(_found(fact, one.wire)) for one in form.fields() if one.wire}


def misfits(fact: Fact, today: date) -> dict[str, Problem]:
    """Why a fact is none of its form, by field, warnings left out; nothing where it has no form."""
    form = FORMS.get(type(fact))
    if form is None:
        return {}
    said = told(form, fact)
    asked = form.without(*(one.name for one in form.fields() if one.name not in said))
    found = {**problems(asked, said, today), **missing(asked, said)}
    return {name: one for name, one in found.items() if not one.soft}


def _found(whole: object, path: str) -> object:
    for part in path.split("."):
        # Who authorised nobody has no days of an authority either.
        whole = None if whole is None else getattr(whole, part)
    return whole


def _text(value: object) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return ON if value else ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return ",".join(map(_text, value))
    return "" if value is None else str(value)
