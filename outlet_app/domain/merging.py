"""One checklist and one form for all items of a package: the strictest requirement wins (domain.md §5)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from outlet_app.domain.catalogue import ClockKind, Material, PaperForm, SubItem
from outlet_app.domain.forms.addition import CAUSE, COLLECTED, GONE, MEMBER, REASON, WHICH
from outlet_app.domain.forms.intake import blank_row
from outlet_app.domain.forms.reading import missing, problems, tidied
from outlet_app.domain.forms.registration import APART
from outlet_app.domain.forms.spec import Field, Form, Kind, Section, sheet
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.packages import Package, SharedField
from outlet_app.domain.problems import Problem

ANSWER_LIMIT = 100
FIELD = "field"
# An original serves wherever a copy would; what is only looked at serves where a copy would, too.
STRICTEST_FIRST = (PaperForm.ORIGINAL, PaperForm.SIGHTED, PaperForm.COPY, PaperForm.ELECTRONIC)


def merged(package: Package, subs: Sequence[SubItem]) -> tuple[Material, ...]:
    """The one checklist of these sub-items: what several ask for stands once, in its strictest form.

    A shared row is named by its key, is 主件 where one member says so, and is exempt only where every
    member may have it from shared data. It may follow later, or be pledged, only where every member that
    asks for it allows that.
    """
    groups: dict[str, list[Material]] = {}
    names: dict[str, str] = {}
    for sub in subs:
        for material in sub.materials:
            shared = package.shared(material.code)
            key = shared.key if shared else material.code
            groups.setdefault(key, []).append(material)
            names[key] = shared.name if shared else material.name
    return tuple(_strictest(key, names[key], group) for key, group in groups.items())


def blank_rows(package: Package, subs: Sequence[SubItem]) -> tuple[CheckedMaterial, ...]:
    """The merged checklist as nobody has looked at it yet."""
    return tuple(blank_row(material) for material in merged(package, subs))


def rows_of(package: Package, sub: SubItem, rows: Iterable[CheckedMaterial]) -> tuple[CheckedMaterial, ...]:
    """One sub-item's own checklist, out of the merged one as it was decided."""
    decided = {row.code: row for row in rows}
    return tuple(_own(blank_row(one), decided.get(key_of(package, one.code))) for one in sub.materials)


def key_of(package: Package, code: str) -> str:
    """The row of the merged checklist that stands for a member's material."""
    shared = package.shared(code)
    return shared.key if shared else code


def needed_by(package: Package, subs: Iterable[SubItem], key: str) -> tuple[str, ...]:
    """The sub-items that a row of the merged checklist stands for, in order."""
    return tuple(sub.code for sub in subs if any(key_of(package, one.code) == key for one in sub.materials))


def promised_days(package: Package, subs: Iterable[SubItem]) -> int:
    """Working days promised for the whole: the longest member, one after another where they are serial.

    0 where no member promises working days; each member keeps its own limit beside this one.
    """
    days = {sub.code: _workdays(sub) for sub in subs}
    ends: dict[str, int] = {}
    for member in package.members:
        if member.sub_item in days:
            ends[member.sub_item] = days[member.sub_item] + ends.get(member.after, 0)
    return max(ends.values(), default=0)


def field_name(key: str) -> str:
    """The stable code of a package's field on the page."""
    return f"{FIELD}.{key}"


def shared_form(asked: Iterable[SharedField]) -> Form:
    """The form of what a package asks once for all its items."""
    return Form("shared", 1, (Section("shared", tuple(map(_form_field, asked))),))


def addition_form(asked: Iterable[SharedField]) -> Form:
    """The sheet of 增加事项 with what the package asks, each field only with an item that needs it."""
    return sheet("add_member", WHICH, *_with_their_items(asked), REASON)


def exchange_form(asked: Iterable[SharedField], *, printed: bool) -> Form:
    """The sheet of 更换事项, the same way; printed: papers of a child that may go are in somebody's hands."""
    form = sheet("exchange_member", GONE, WHICH, *_with_their_items(asked), CAUSE, REASON, COLLECTED)
    return form if printed else form.without("collected")


def _with_their_items(asked: Iterable[SharedField]) -> Iterable[Field]:
    every = tuple(asked)
    told = zip(shared_form(every).fields(), every, strict=True)
    return (replace(field, sent=APART, told_when=(MEMBER, one.members)) for field, one in told)


def answer_problems(
    package: Package, wanted: Iterable[str], answers: Mapping[str, str], today: date
) -> dict[str, Problem]:
    """What stands against a package's answers and what only warns, by field name in reading order."""
    form, said = shared_form(package.asked(wanted)), _by_field(answers)
    found = missing(form, said) | problems(form, said, today)
    return dict(sorted(found.items(), key=lambda pair: form.place(pair[0])))


def cleaned_answers(
    package: Package, wanted: Iterable[str], answers: Mapping[str, str], today: date
) -> dict[str, str]:
    """The answers as they are kept, without those that were left empty; they must have been checked."""
    asked = package.asked(wanted)
    kept = tidied(shared_form(asked), _by_field(answers), today)
    return {one.key: answer for one in asked if (answer := kept[field_name(one.key)])}


def _by_field(answers: Mapping[str, str]) -> dict[str, str]:
    return {field_name(key): text for key, text in answers.items()}


def _strictest(key: str, name: str, group: Sequence[Material]) -> Material:
    first = min(group, key=lambda one: STRICTEST_FIRST.index(one.form))
    return replace(
        first,
        code=key,
        name=name,
        core=any(one.core for one in group),
        copies=max(one.copies for one in group),
        may_follow=all(one.may_follow and not one.core for one in group),
        may_pledge=all(one.may_pledge for one in group),
        shared=all(one.shared for one in group),
    )


def _own(row: CheckedMaterial, decided: CheckedMaterial | None) -> CheckedMaterial:
    if decided is None or row.state is MaterialState.EXEMPT:
        return row
    handed = row.copies if decided.handed else 0
    return replace(
        row,
        state=decided.state,
        handed=handed,
        pages=decided.pages,
        defects=decided.defects,
        remark=decided.remark,
        version=decided.version,
    )


def _workdays(sub: SubItem) -> int:
    return max((rule.value for rule in sub.clocks if rule.kind is ClockKind.WORKDAYS), default=0)


def _form_field(field: SharedField) -> Field:
    name, kind = field_name(field.key), Kind(field.kind)
    return Field(name, kind, ANSWER_LIMIT, label=field.label, needed=field.needed)
