"""The seven conditions of 容缺受理, each judged by itself (domain.md §3.2)."""

from collections.abc import Iterator
from dataclasses import field
from datetime import date
from enum import StrEnum

from outlet_app.domain.catalogue import Authority, SubItem
from outlet_app.domain.credit import Repute
from outlet_app.domain.entry import DeficientDetail, IntakeEntry
from outlet_app.domain.forms.intake import checklist, has_agent
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.materials import SETTLED, CheckedMaterial, MaterialState
from outlet_app.domain.problems import Refusal


class Condition(StrEnum):
    """The conditions in the order of domain.md §3.2."""

    VOLUNTEERED = "volunteered"
    CORE = "core"
    LISTED = "listed"
    CREDIT = "credit"
    OVERDUE = "overdue"
    AUTHORISED = "authorised"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class Judged:
    """One condition: whether it holds, what fails it, and for a failure the refusal of the step.

    `asked` marks what only the people at the counter can say and the clerk ticks.
    """

    condition: Condition
    holds: bool
    names: tuple[str, ...] = ()
    asked: bool = False
    refusal: Refusal | None = field(default=None, compare=False)


def conditions(
    entry: IntakeEntry,
    sub_item: SubItem | None,
    repute: Repute,
    detail: DeficientDetail | None = None,
) -> tuple[Judged, ...]:
    """Judge all seven conditions; the case may be accepted with 容缺 when every one holds.

    Without a detail nothing has been ticked yet: what the clerk asks is then open, not failed by the case.
    """
    rows = checklist(entry, sub_item)
    return (
        _volunteered(detail),
        _core(rows),
        _listed(rows),
        _credit(repute),
        _overdue(repute),
        _authorised(entry, detail),
        _authority(sub_item),
    )


def failed(judged: tuple[Judged, ...]) -> Refusal | None:
    """Return why the step is refused, by the first condition that fails; None when all hold."""
    return next((one.refusal for one in judged if not one.holds), None)


def standing_problems(judged: tuple[Judged, ...]) -> tuple[Judged, ...]:
    """Return the conditions that no tick of the clerk can mend."""
    return tuple(one for one in judged if not one.holds and not one.asked)


def late_lines(detail: DeficientDetail, today: date, latest: date) -> Iterator[Refusal]:
    """Yield what is wrong with the promised days: one already past, or one after the last allowed."""
    for day in (*(line.due for line in detail.lines), detail.promised_by):
        if day < today:
            yield Refusal("promise.past")
        if day > latest:
            yield Refusal("promise.too_late", {"latest": latest.isoformat()})


def _volunteered(detail: DeficientDetail | None) -> Judged:
    holds = detail is not None and detail.volunteered
    return Judged(Condition.VOLUNTEERED, holds, (), True, Refusal("promise.not_volunteered"))


def _core(rows: tuple[CheckedMaterial, ...]) -> Judged:
    names = tuple(row.name for row in rows if row.core and row.state not in SETTLED)
    refusal = Refusal("promise.core_open", {"name": names[0]}) if names else None
    return Judged(Condition.CORE, not names, names, refusal=refusal)


def _listed(rows: tuple[CheckedMaterial, ...]) -> Judged:
    others = tuple(row for row in rows if not row.core)
    promised = [row for row in rows if row.state is MaterialState.DEFERRED]
    wrong = (*(row for row in promised if not row.can_follow), *(row for row in others if _is_left(row)))
    names = tuple(dict.fromkeys(row.name for row in wrong))
    if names:
        return Judged(
            Condition.LISTED, False, names, refusal=Refusal("promise.not_allowed", {"name": names[0]})
        )
    return Judged(Condition.LISTED, bool(promised), refusal=None if promised else Refusal("promise.empty"))


def _is_left(row: CheckedMaterial) -> bool:
    return row.state not in SETTLED | {MaterialState.DEFERRED}


def _credit(repute: Repute) -> Judged:
    cases = tuple(one.case_no or one.listed_on.isoformat() for one in repute.listed)
    refusal = Refusal("promise.discredited", {"until": repute.listed[0].until.isoformat()}) if cases else None
    return Judged(Condition.CREDIT, not cases, cases, refusal=refusal)


def _overdue(repute: Repute) -> Judged:
    cases = tuple(dict.fromkeys(one.case_no for one in repute.overdue))
    refusal = Refusal("promise.overdue", {"case_no": cases[0]}) if cases else None
    return Judged(Condition.OVERDUE, not cases, cases, refusal=refusal)


def _authorised(entry: IntakeEntry, detail: DeficientDetail | None) -> Judged:
    if not has_agent(entry):
        return Judged(Condition.AUTHORISED, True)
    holds = detail is not None and detail.authorised
    names = (entry.agent.name,) if entry.agent else ()
    return Judged(Condition.AUTHORISED, holds, names, True, Refusal("promise.not_authorised"))


def _authority(sub_item: SubItem | None) -> Judged:
    holds = sub_item is not None and sub_item.authority is not Authority.GUIDE
    return Judged(Condition.AUTHORITY, holds, refusal=None if holds else Refusal("promise.national"))
