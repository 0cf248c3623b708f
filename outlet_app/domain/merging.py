"""One checklist and one form for all items of a package: the strictest requirement wins (domain.md §5)."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from outlet_app.domain.catalogue import ClockKind, Material, PaperForm, SubItem
from outlet_app.domain.forms.dates import read_day
from outlet_app.domain.forms.intake import blank_row
from outlet_app.domain.identifiers import half_width
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.numbering import read_case_number
from outlet_app.domain.packages import AnswerKind, Package, SharedField
from outlet_app.domain.problems import Problem
from outlet_app.domain.rights import check_rights, tidy_rights
from outlet_app.domain.texts import check_line, clean_text

ANSWER_LIMIT = 100
AMOUNT = re.compile(r"\d{1,9}(\.\d{1,2})?", re.ASCII)
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


def answer_problems(
    package: Package, wanted: Iterable[str], answers: Mapping[str, str], today: date
) -> dict[str, Problem]:
    """What is wrong with the answers to a package's fields, by field name in reading order."""
    found = (
        (field_name(one.key), _problem(one, answers.get(one.key, ""), today)) for one in package.asked(wanted)
    )
    return {name: problem for name, problem in found if problem is not None}


def cleaned_answers(
    package: Package, wanted: Iterable[str], answers: Mapping[str, str], today: date
) -> dict[str, str]:
    """The answers as they are kept, without those that were left empty; they must have been checked."""
    kept = {one.key: _clean(one, answers.get(one.key, ""), today) for one in package.asked(wanted)}
    return {key: answer for key, answer in kept.items() if answer}


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


def _problem(field: SharedField, answer: str, today: date) -> Problem | None:
    if not answer.strip():
        return Problem("field.missing", {"field": field_name(field.key)}) if field.needed else None
    return _CHECKS[field.kind](answer, today)


def _line_problem(answer: str, _today: date) -> Problem | None:
    found = check_line(answer, ANSWER_LIMIT)
    return found if found and not found.soft else None


def _day_problem(answer: str, today: date) -> Problem | None:
    said = read_day(answer, today)
    return said if isinstance(said, Problem) else None


def _amount_problem(answer: str, _today: date) -> Problem | None:
    amount = _amount(answer)
    return None if amount and amount.strip("0.") else Problem("amount.wrong")


def _rights_problem(answer: str, today: date) -> Problem | None:
    """A number that is none as far as is known is doubted, never refused (domain.md §10.3, §10.4)."""
    return _line_problem(answer, today) or check_rights(answer)


def _case_no_problem(answer: str, _today: date) -> Problem | None:
    said = read_case_number(answer)
    return said if isinstance(said, Problem) else None


def _amount(answer: str) -> str | None:
    """The amount without separators and needless noughts, None where it is none."""
    text = "".join(half_width(answer).replace(",", "").split())
    return (text.lstrip("0") or "0") if AMOUNT.fullmatch(text) else None


def _clean(field: SharedField, answer: str, today: date) -> str:
    if not answer.strip():
        return ""
    if field.kind is AnswerKind.DAY:
        said = read_day(answer, today)
        return answer if isinstance(said, Problem) else said.isoformat()
    if field.kind is AnswerKind.AMOUNT:
        amount = _amount(answer) or answer
        return f"0{amount}" if amount.startswith(".") else amount
    if field.kind is AnswerKind.CASE_NO:
        number = read_case_number(answer)
        return answer if isinstance(number, Problem) else number.text
    text = clean_text(answer)
    return tidy_rights(text) if field.kind is AnswerKind.RIGHTS else text


_CHECKS: Mapping[AnswerKind, Callable[[str, date], Problem | None]] = {
    AnswerKind.LINE: _line_problem,
    AnswerKind.DAY: _day_problem,
    AnswerKind.AMOUNT: _amount_problem,
    AnswerKind.RIGHTS: _rights_problem,
    AnswerKind.CASE_NO: _case_no_problem,
}
