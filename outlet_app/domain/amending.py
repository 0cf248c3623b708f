"""更正: which entries of a case can be put right, how they are read, and how they are written."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import AmendCause, Amended, Channel, FieldChange, MaterialChange, Situation
from outlet_app.domain.materials import CheckedMaterial

FORMER_NAMES = frozenset({"applicant.name", "contact"})
FORMER_CODES = frozenset({"applicant.id_number", "phone"})
MATTER = frozenset({"item", "sub_item"})
# A change of these by the applicant excuses what was not asked before (domain.md §2.6).
REQUEST = MATTER | {"request"}


@dataclass(frozen=True, slots=True)
class Access:
    """How one field is read as text and written from text; ValueError for a text it cannot take."""

    read: Callable[[Case], str]
    write: Callable[[Case, str], Case]


def _applicant(part: str, turn: Callable[[str], object] = str) -> Access:
    def write(case: Case, text: str) -> Case:
        told = replace(case.registered.applicant, **{part: turn(text)})  # type: ignore[arg-type]
        return replace(case, registered=replace(case.registered, applicant=told))

    return Access(lambda case: str(getattr(case.registered.applicant, part)), write)


def _registered(part: str, turn: Callable[[str], object] = str) -> Access:
    def write(case: Case, text: str) -> Case:
        return replace(case, registered=replace(case.registered, **{part: turn(text)}))  # type: ignore[arg-type]

    return Access(lambda case: str(getattr(case.registered, part)), write)


def _situation(case: Case, text: str) -> Case:
    return replace(case, registered=replace(case.registered, situation=Situation(text)))


# In the order of the registration page. The first-contact person and every number are not among them.
FIELDS: Mapping[str, Access] = {
    "applicant.name": _applicant("name"),
    "applicant.id_kind": _applicant("id_kind", IdKind),
    "applicant.id_number": _applicant("id_number"),
    "contact": _applicant("contact"),
    "phone": _applicant("phone"),
    "channel": _registered("channel", Channel),
    "item": _registered("item", int),
    "sub_item": _registered("sub_item"),
    "request": _registered("request"),
    "situation": Access(lambda case: case.registered.situation or "", _situation),
    "callback": _registered("callback"),
    "answer": Access(lambda case: case.answer, lambda case, text: replace(case, answer=text)),
}


def value(case: Case, field: str) -> str:
    """A field of the case as text; KeyError for a field that can never be amended."""
    return FIELDS[field].read(case)


def differences(case: Case, wanted: Mapping[str, str]) -> tuple[FieldChange, ...]:
    """The changes that lead from the case to these texts, in the order of the page."""
    return tuple(
        FieldChange(field, value(case, field), wanted[field])
        for field in FIELDS
        if field in wanted and wanted[field] != value(case, field)
    )


def written(case: Case, changes: Iterable[FieldChange]) -> Case:
    """The case with the new texts in place; ValueError for a text that a field cannot take."""
    for change in changes:
        case = FIELDS[change.field].write(case, change.after)
    return case


def amended(case: Case, fact: Amended) -> Case:
    """The case with everything put right, and still found by what was written before."""
    names = tuple(one.before for one in fact.changes if one.field in FORMER_NAMES and one.before)
    codes = tuple(one.before for one in fact.changes if one.field in FORMER_CODES and one.before)
    by_applicant = fact.cause is AmendCause.APPLICANT_CHANGED and case.notices
    another = by_applicant and any(one.field in REQUEST for one in fact.changes)
    return replace(
        written(case, fact.changes),
        materials=_with_rows(case, fact.materials),
        former_names=_with_more(case.former_names, names),
        former_codes=_with_more(case.former_codes, codes),
        request_changed=bool(another) or case.request_changed,
    )


def may_change_matter(case: Case) -> bool:
    """Tell whether the item can still be another: no clock runs by it and no paper was asked for by it."""
    return not (case.materials or case.dues or case.notices or case.next_follow_up)


def _with_rows(case: Case, changes: tuple[MaterialChange, ...]) -> tuple[CheckedMaterial, ...]:
    after = {one.after.code: one.after for one in changes}
    return tuple(after.get(row.code, row) for row in case.materials)


def _with_more(known: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *more)))
