"""What each decision asks of the registration's fields, and which decision fits."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from outlet_app.domain.catalogue import Material, PaperForm, SubItem
from outlet_app.domain.channels import AFAR, asked_for
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.events import Complexity, Situation
from outlet_app.domain.forms.contents import content_problems
from outlet_app.domain.forms.registration import INTAKE, values_of
from outlet_app.domain.materials import (
    WHOLE_LIST,
    Advice,
    CheckedMaterial,
    MaterialState,
    accept_problems,
    advise,
    check_problems,
    deficient_problems,
    notice_problems,
)
from outlet_app.domain.problems import Problem
from outlet_app.domain.situations import GUIDING, REPORTED, allows

NOT_LISTED = 0
IN_FULL = frozenset({Decision.ACCEPT, Decision.NOTICE, Decision.DEFICIENT, Decision.RECEIVE})
_MATTER = ("item", "sub_item", "request")
_PARTY = ("applicant.name", "applicant.id_number", "phone")
_AGENT = ("agent.name", "agent.id_number", "agent.phone")
_ASKED: Mapping[Decision, tuple[str, ...]] = {
    Decision.ANSWER: (*_MATTER, "answer"),
    Decision.REJECT: _MATTER,
    Decision.TRANSFER: (*_MATTER, "phone"),
}
_ROW_RULES = {
    Decision.ACCEPT: accept_problems,
    Decision.NOTICE: notice_problems,
    Decision.DEFICIENT: deficient_problems,
}
_ADVISED = {
    Advice.NONE: None,
    Advice.ANSWER: Decision.ANSWER,
    Advice.ACCEPT: Decision.ACCEPT,
    Advice.NOTICE: Decision.NOTICE,
    Advice.ACCEPT_DEFICIENT: Decision.DEFICIENT,
}


def check(
    entry: IntakeEntry, decision: Decision | None, sub_item: SubItem | None, today: date
) -> dict[str, Problem]:
    """Return everything that stands against the decision, by field code in reading order.

    decision None looks only at what has been filled in. Rows of the checklist are named
    "materials.<code>". Empty means the decision may be taken. Source: decisions 14 and 15, domain.md §10.
    """
    found = _missing(entry, decision, sub_item) | content_problems(entry, today)
    found |= _rows(entry, decision, sub_item)
    if decision is not None and not allows(entry.situation, decision):
        found["situation"] = Problem("situation.decision")
    return dict(sorted(found.items(), key=lambda pair: INTAKE.place(pair[0])))


def is_afar(entry: IntakeEntry, sub_item: SubItem | None) -> bool:
    """Tell whether it is a question of somebody who is not here: no paper can be seen, none handed over."""
    asks = entry.item == NOT_LISTED or (sub_item is not None and sub_item.consulting)
    return entry.channel in AFAR and asks


def required(
    entry: IntakeEntry, decision: Decision | None, sub_item: SubItem | None = None
) -> frozenset[str]:
    """Return the fields the decision asks for (decisions 14); none while nothing is decided.

    A caller shows no paper, so none is asked for (ADR 0022); who is guided elsewhere is told whither.
    A matter outside the list is taken in with what came, line by line.
    What came in writing is asked what it takes to find it again and to answer it.
    """
    if decision is None:
        return frozenset()
    asked = {*_MATTER, *_party(entry)} if decision in IN_FULL else set(_ASKED[decision])
    if is_afar(entry, sub_item):
        asked -= {"applicant.id_number"}
    if decision is Decision.ANSWER and entry.situation in GUIDING:
        asked |= {"guided_to"}
    if entry.item == NOT_LISTED and decision is Decision.RECEIVE:
        asked |= {"handed_in"}
    asked |= asked_for(entry.channel, entry.reply_by)
    return frozenset(asked - {"sub_item"} if entry.item == NOT_LISTED else asked)


def recommended(entry: IntakeEntry, sub_item: SubItem | None) -> Decision | None:
    """Return the decision the page fills (UI.md §6.2), None while no matter is chosen or rows are open."""
    told = _told_by_situation(entry)
    if told is not None:
        return told
    if entry.item == NOT_LISTED:
        return Decision.ANSWER if allows(entry.situation, Decision.ANSWER) else None
    if sub_item is None:
        return None
    at_once = entry.complexity is Complexity.SIMPLE and (sub_item.consulting or sub_item.instant)
    at_once = at_once and entry.situation is not Situation.OWN_LATER
    return _ADVISED[advise(checklist(entry, sub_item), at_once)]


def _told_by_situation(entry: IntakeEntry) -> Decision | None:
    if entry.situation in REPORTED or entry.situation is Situation.COLLEAGUE:
        return Decision.TRANSFER
    if entry.situation in GUIDING and not entry.guided_to.strip():
        return Decision.TRANSFER if entry.situation is Situation.ELSEWHERE else Decision.REJECT
    return Decision.ANSWER if entry.situation in GUIDING or entry.situation is Situation.OWN_NOW else None


def checklist(entry: IntakeEntry, sub_item: SubItem | None) -> tuple[CheckedMaterial, ...]:
    """Return every row of the sub-item: as decided, exempt where data is shared, else undecided.

    A caller brings nothing: what a question would like to see is not needed until somebody says so.
    """
    decided = {row.code: row for row in entry.materials}
    materials = sub_item.materials if sub_item else ()
    blank = _not_brought if is_afar(entry, sub_item) else blank_row
    return tuple(decided.get(material.code, blank(material)) for material in materials)


def handed_in(entry: IntakeEntry) -> tuple[CheckedMaterial, ...]:
    """Return what came of a matter outside the list, as rows of its own; no list asks for them."""
    lines = entry.handed_in.splitlines() if entry.item == NOT_LISTED else ()
    named = [line.strip() for line in lines if line.strip()]
    return tuple(
        CheckedMaterial(f"0-M{n}", name, MaterialState.COMPLETE, PaperForm.ORIGINAL, 1, handed=1)
        for n, name in enumerate(named, 1)
    )


def _not_brought(material: Material) -> CheckedMaterial:
    row = blank_row(material)
    return row if material.core or material.shared else replace(row, state=MaterialState.NOT_NEEDED)


def blank_row(material: Material) -> CheckedMaterial:
    """Return a row nobody has looked at; 免予提交 is set by the system (decisions 15)."""
    return CheckedMaterial(
        code=material.code,
        name=material.name,
        state=MaterialState.EXEMPT if material.shared else MaterialState.UNDECIDED,
        form=material.form,
        copies=material.copies,
        remedy=material.remedy,
        core=material.core,
        may_follow=material.may_follow,
        may_pledge=material.may_pledge,
    )


def row_field(code: str) -> str:
    """Return the stable code of one row of the checklist."""
    return f"{WHOLE_LIST}.{code}"


def has_agent(entry: IntakeEntry) -> bool:
    """Tell whether 帮办代办 is for somebody else, so that the agent's fields count (UI.md §6.2)."""
    contact = entry.applicant.contact.strip()
    return entry.assisted and contact not in ("", entry.applicant.name.strip())


def _party(entry: IntakeEntry) -> Iterator[str]:
    yield from _PARTY
    if entry.applicant.kind.is_body:
        yield "contact"
    if has_agent(entry):
        yield from _AGENT


def _missing(entry: IntakeEntry, decision: Decision | None, sub_item: SubItem | None) -> dict[str, Problem]:
    values = values_of(INTAKE, entry)
    empty = {name for name in required(entry, decision, sub_item) if not values[name].strip()}
    found = {name: Problem("field.missing", {"field": name}) for name in empty}
    if entry.item == NOT_LISTED and decision in IN_FULL - {Decision.RECEIVE}:
        found["item"] = Problem("item.not_listed")
    return found


def _rows(entry: IntakeEntry, decision: Decision | None, sub_item: SubItem | None) -> dict[str, Problem]:
    if decision is None or sub_item is None:
        return {}
    if decision in _ROW_RULES:
        return _named(_ROW_RULES[decision](checklist(entry, sub_item)))
    decided = (row for row in checklist(entry, sub_item) if row.state is not MaterialState.UNDECIDED)
    return _named(check_problems(decided))


def _named(found: Mapping[str, Problem]) -> dict[str, Problem]:
    return {code if code == WHOLE_LIST else row_field(code): problem for code, problem in found.items()}
