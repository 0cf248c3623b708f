"""更正事项和时限: which entries move a clock, how they are read and written, and when they may still change.

The bounds: what has been accepted, told or promised to the applicant in a paper runs as that paper says
(行政许可法 32 and 42; domain.md §1.4, §2.6, §3.4); see docs/adr/0037.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from outlet_app.domain.channels import INCOMING, INCOMING_RULE, usual_reply
from outlet_app.domain.dossier import Case
from outlet_app.domain.entry_fields import FIELDS, TICKED, Access, ticked
from outlet_app.domain.events import Channel, Complexity, FieldChange, Incoming, ReplyWay
from outlet_app.domain.following import open_members
from outlet_app.domain.materials import CheckedMaterial
from outlet_app.domain.promises import Deficit, first_due, moved
from outlet_app.domain.states import State

MATTER = frozenset({"item", "sub_item", "consulting"})
LETTER = ("incoming_no", "incoming_from", "incoming_due", "reply_by")
PROMISE = "promise."
FIRST_VISIT = "first_visit"
# Nothing was decided on the merits yet, and no paper names the matter or its period.
_UNDECIDED = frozenset({State.REGISTERED, State.RECEIVED})


def _channel(case: Case, text: str) -> Case:
    """A letter has a number and a sender of its own, a visit has none."""
    way = Channel(text)
    blank = Incoming(reply_by=usual_reply(way))
    incoming = (case.registered.incoming or blank) if way in INCOMING else None
    return replace(case, registered=replace(case.registered, channel=way, incoming=incoming))


def _of_letter(part: str, turn: Callable[[str], object]) -> Access:
    def write(case: Case, text: str) -> Case:
        if case.registered.incoming is None:
            if text:
                raise ValueError(part)
            return case
        told = replace(case.registered.incoming, **{part: turn(text)})  # type: ignore[arg-type]
        return replace(case, registered=replace(case.registered, incoming=told))

    return Access(lambda case: str(getattr(case.registered.incoming, part, "") or ""), write)


def _consulting(case: Case, text: str) -> Case:
    return replace(case, registered=replace(case.registered, consulting=ticked(text)))


def _complexity(case: Case, text: str) -> Case:
    return replace(case, registered=replace(case.registered, complexity=Complexity(text)))


def _first_visit(case: Case, text: str) -> Case:
    return replace(case, next_follow_up=date.fromisoformat(text))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


# In the order in which they are written: what a letter has comes after the channel that makes it one.
TERMS: Mapping[str, Access] = {
    "channel": Access(FIELDS["channel"].read, _channel),
    "incoming_no": _of_letter("number", str),
    "incoming_from": _of_letter("sender", str),
    "incoming_due": _of_letter("due_on", _day),
    "reply_by": _of_letter("reply_by", ReplyWay),
    "item": FIELDS["item"],
    "sub_item": FIELDS["sub_item"],
    "consulting": Access(lambda case: TICKED if case.registered.consulting else "", _consulting),
    "complexity": Access(lambda case: str(case.registered.complexity), _complexity),
    FIRST_VISIT: Access(
        lambda case: case.next_follow_up.isoformat() if case.next_follow_up else "", _first_visit
    ),
}
_ORDER = tuple(TERMS)


def access(case: Case, field: str) -> Access | None:
    """How an entry is read and written; None for what is none of the terms of this case."""
    code = field.removeprefix(PROMISE)
    if code != field:
        known = any(line.code == code for line in case.promises)
        return (
            Access(lambda of: _promised(of, code), lambda of, text: _promise(of, code, text))
            if known
            else None
        )
    return TERMS.get(field)


def value(case: Case, field: str) -> str:
    """An entry as text; KeyError for one that is none of the terms."""
    found = access(case, field)
    if found is None:
        raise KeyError(field)
    return found.read(case)


def differences(case: Case, wanted: Mapping[str, str]) -> tuple[FieldChange, ...]:
    """The changes that lead from the case to these texts, in the order in which they are written."""
    told = sorted(wanted, key=lambda field: (_ORDER.index(field) if field in TERMS else len(_ORDER), field))
    return tuple(
        FieldChange(field, value(case, field), wanted[field])
        for field in told
        if wanted[field] != value(case, field)
    )


def written(case: Case, changes: Iterable[FieldChange]) -> Case:
    """The case with the new entries; ValueError for a text that one cannot take, KeyError as `value`."""
    for change in changes:
        found = access(case, change.field)
        if found is None:
            raise KeyError(change.field)
        case = found.write(case, change.after)
    return case


def fixed(case: Case, field: str, *, follows: bool = False) -> str:
    """Why an entry of this case can no longer be put right, by code; empty where it can.

    follows: the parent of this child is put right in the same act.
    """
    if not case.is_open or (case.package is not None and not open_members(case)):
        return "retime.ended"
    if case.state is State.TRANSFERRED:
        return "retime.transferred"
    if field in MATTER:
        return _matter_fixed(case)
    if field == "complexity":
        return "" if case.is_consultation else "consultation.none"
    if field == FIRST_VISIT:
        settled = case.next_follow_up is None or case.plan is not None or bool(case.visited)
        return "retime.visit_fixed" if settled else ""
    if field.startswith(PROMISE):
        return "retime.promise_fixed" if (case.deficit or Deficit()).extended else ""
    return "retime.child" if case.joined is not None and not follows else ""


def offered(case: Case) -> tuple[str, ...]:
    """The entries that can be put right now, the promised days after the rest."""
    of_letter = case.registered.incoming is not None
    fields = (field for field in TERMS if field != "consulting" and (of_letter or field not in LETTER))
    promised = (f"{PROMISE}{line.code}" for line in case.promises)
    return tuple(field for field in (*fields, *promised) if not fixed(case, field))


def moves_clock(case: Case, changes: Iterable[FieldChange]) -> bool:
    """Whether what is promised to the applicant changes with it: that is a 窗口负责人's to say."""
    fields = {change.field for change in changes}
    return (
        bool(fields & (MATTER | {"complexity", "incoming_due"}))
        or any(field.startswith(PROMISE) for field in fields)
        or (("channel" in fields) and any(due.rule == INCOMING_RULE for due in case.dues))
    )


def rows_after(case: Case, blank: Iterable[CheckedMaterial]) -> tuple[CheckedMaterial, ...]:
    """The checklist of another matter: what was handed in stays, under the new list's row of the same name.

    A paper with scans keeps its own row, for they hang on it; so does one that the new list does not ask for.
    """
    attached = {one.fact.material for one in case.attachments}
    here = [row for row in case.materials if row.handed]
    free = {row.name: row for row in here if row.code not in attached}
    found = tuple(_filled(row, free.get(row.name)) for row in blank)
    used = {row.name for row in found if row.handed}
    return (*found, *(row for row in here if row.name not in used or row.code in attached))


def is_whole(case: Case, rows: Iterable[CheckedMaterial]) -> bool:
    """Whether no paper that was handed in is lost by another checklist."""
    after = [(row.name, row.handed) for row in rows]
    return all((row.name, row.handed) in after for row in case.materials if row.handed)


def promised(case: Case, before: Case) -> Case:
    """The case with the day of its 容缺 following the promises put right."""
    day, stamp = first_due(case.promises), case.supplement_due
    if case.promises == before.promises or day is None or stamp is None or stamp.at is None:
        return case
    deficit = case.deficit or Deficit()
    days = {line.code: line.due for line in case.promises}
    meant = tuple(replace(line, due=days.get(line.code, line.due)) for line in deficit.promised)
    return replace(
        case,
        supplement_due=replace(stamp, at=moved(stamp.at, day)),
        deficit=replace(deficit, promised=meant),
    )


def _matter_fixed(case: Case) -> str:
    if case.package is not None or case.joined is not None:
        return "retime.package"
    told = case.notices or case.promises or case.pledge or case.accepted_at or case.next_follow_up
    if told or case.state not in _UNDECIDED or case.deepened:
        return "retime.decided"
    return "retime.paused" if case.paused_at else ""


def _promised(case: Case, code: str) -> str:
    return next(line.due.isoformat() for line in case.promises if line.code == code)


def _promise(case: Case, code: str, text: str) -> Case:
    day = date.fromisoformat(text)
    lines = tuple(replace(line, due=day) if line.code == code else line for line in case.promises)
    return replace(case, promises=lines)


def _filled(row: CheckedMaterial, came: CheckedMaterial | None) -> CheckedMaterial:
    if came is None:
        return row
    return replace(
        row, state=came.state, form=came.form, handed=came.handed, version=came.version, pages=came.pages,
        defects=came.defects, remark=came.remark,
    )  # fmt: skip
