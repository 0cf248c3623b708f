"""更正: which entries of a case can be put right, how they are read, and how they are written."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from outlet_app.domain import course_entries
from outlet_app.domain.calendar import local_day
from outlet_app.domain.channels import INCOMING_RULE
from outlet_app.domain.dossier import Case
from outlet_app.domain.entry_fields import FIELDS, Access
from outlet_app.domain.events import AmendCause, Amended, FieldChange, MaterialChange
from outlet_app.domain.marking import marked
from outlet_app.domain.materials import CheckedMaterial

FORMER_NAMES = frozenset({"applicant.name", "contact", "agent.name"})
FORMER_CODES = frozenset({"applicant.id_number", "phone", "agent.id_number", "agent.phone"})
MATTER = frozenset({"item", "sub_item"})
# A change of these by the applicant excuses what was not asked before (domain.md §2.6).
REQUEST = MATTER | {"request"}
_ORDER = tuple(FIELDS)
# What is asked once for a whole package and stands in each of its cases.
SHARED = frozenset(FIELDS) - MATTER - {"answer", "situation", "callback"}


def access(case: Case, field: str) -> Access | None:
    """How a field or a part of an entry is read and written; None for what can never be amended."""
    return FIELDS.get(field) or course_entries.access(case, field)


def value(case: Case, field: str) -> str:
    """A field of the case as text; KeyError for a field that can never be amended."""
    return _known(case, field).read(case)


def differences(case: Case, wanted: Mapping[str, str]) -> tuple[FieldChange, ...]:
    """The changes that lead from the case to these texts, in the order of the page; KeyError as above."""
    return tuple(
        FieldChange(field, value(case, field), wanted[field])
        for field in sorted(wanted, key=_place)
        if wanted[field] != value(case, field)
    )


def written(case: Case, changes: Iterable[FieldChange]) -> Case:
    """The case with the new texts in place; ValueError for a text that a field cannot take."""
    for change in changes:
        case = _known(case, change.field).write(case, change.after)
    return case


def amended(case: Case, fact: Amended) -> Case:
    """The case with everything put right, and still found by what was written before."""
    names = tuple(one.before for one in fact.changes if one.field in FORMER_NAMES and one.before)
    codes = tuple(one.before for one in fact.changes if one.field in FORMER_CODES and one.before)
    by_applicant = fact.cause is AmendCause.APPLICANT_CHANGED and case.notices
    another = by_applicant and any(one.field in REQUEST for one in fact.changes)
    return marked(
        written(case, fact.changes),
        materials=_with_rows(case, fact.materials),
        former_names=_with_more(case.former_names, names),
        former_codes=_with_more(case.former_codes, codes),
        request_changed=bool(another) or case.request_changed,
        outdated=tuple(
            dict.fromkeys(one.number for one in case.papers if one.number not in case.void_papers)
        ),
    )


def shared(changes: Iterable[FieldChange], child: Case) -> tuple[tuple[FieldChange, ...], tuple[str, ...]]:
    """The changes of a package's parent that its child takes over, and the fields in which it differs.

    A child that says what the parent said before follows; one that says already what the parent says now
    has nothing to do; one that says a third thing was put right by itself and is left alone.
    """
    told = [(one, value(child, one.field)) for one in changes if one.field in SHARED]
    own = tuple(one for one, said in told if said == one.before)
    return own, tuple(one.field for one, said in told if said not in (one.before, one.after))


def shared_rows(
    changes: Iterable[MaterialChange], child: Case, key_of: Callable[[str], str]
) -> tuple[tuple[MaterialChange, ...], tuple[str, ...]]:
    """The rows of a parent's one list that its child takes over, and the names of those it holds otherwise.

    key_of: the row of the one list that a child's material stands under. A paper handed in twice since is
    another paper, and a child whose row was marked otherwise was put right by itself: both are left alone.
    """
    told = {one.before.code: one for one in changes}
    own: list[MaterialChange] = []
    differing: list[str] = []
    for row in child.materials:
        one = told.get(key_of(row.code))
        if one is None or _marks(row) == _marks(one.after):
            continue
        if (row.version, _marks(row)) != (one.before.version, _marks(one.before)):
            differing.append(row.name)
            continue
        after = one.after
        own.append(
            MaterialChange(row, replace(row, state=after.state, defects=after.defects, remark=after.remark))
        )
    return tuple(own), tuple(differing)


def _marks(row: CheckedMaterial) -> tuple[object, ...]:
    return row.state, row.defects, row.remark


def may_change_matter(case: Case) -> bool:
    """Tell whether the item can still be another: no clock runs by it and no paper was asked for by it."""
    ours = [due for due in case.dues if due.rule != INCOMING_RULE]
    return not (case.materials or ours or case.notices or case.next_follow_up)


def is_posted_late(case: Case) -> bool:
    """Tell whether a letter bears a 邮戳日 after the day on which it was registered."""
    incoming = case.registered.incoming
    posted = incoming.posted_on if incoming else None
    return posted is not None and posted > local_day(case.registered_at)


def _place(field: str) -> int:
    """The order of the page; entries of the course as they were asked for, after it."""
    return _ORDER.index(field) if field in FIELDS else len(_ORDER)


def _known(case: Case, field: str) -> Access:
    found = access(case, field)
    if found is None:
        raise KeyError(field)
    return found


def _with_rows(case: Case, changes: tuple[MaterialChange, ...]) -> tuple[CheckedMaterial, ...]:
    after = {one.after.code: one.after for one in changes}
    return tuple(after.get(row.code, row) for row in case.materials)


def _with_more(known: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *more)))
