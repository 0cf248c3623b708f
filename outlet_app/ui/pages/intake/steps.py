"""The pure steps of the registration page: from one state to the next."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from outlet_app.domain.answers import KnownAnswer
from outlet_app.domain.applicant import Agent, Applicant, ApplicantKind, IdKind
from outlet_app.domain.catalogue import Catalogue, ClockKind, SubItem
from outlet_app.domain.channels import usual_reply
from outlet_app.domain.contact import MOBILE_LENGTH
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.events import Channel, Complexity, ReplyWay, Situation
from outlet_app.domain.forms.intake import NOT_LISTED, blank_row, check, row_field
from outlet_app.domain.identifiers import LENGTH, normalise
from outlet_app.domain.licences import Licence, kind_of
from outlet_app.domain.materials import WHOLE_LIST, CheckedMaterial, Defect, MaterialState
from outlet_app.ui.pages.intake.state import IntakeState

# 知识产权业务咨询服务: what people telephone about.
CONSULTING = 2
FIXED_LENGTHS = {
    "applicant.id_number": LENGTH,
    "agent.id_number": LENGTH,
    "phone": MOBILE_LENGTH,
    "agent.phone": MOBILE_LENGTH,
}


def opened(today: date) -> IntakeState:
    """An empty page."""
    return IntakeState(today)


def called(today: date, catalogue: Catalogue) -> IntakeState:
    """A page for somebody on the telephone: a person with a question (domain.md §1.1)."""
    who = Applicant(ApplicantKind.PERSON, id_kind=IdKind.ID_CARD)
    asked = IntakeState(today, IntakeEntry(applicant=who, channel=Channel.PHONE))
    return chose_item(asked, CONSULTING, catalogue)


def resumed(entry: IntakeEntry, catalogue: Catalogue, today: date) -> IntakeState:
    """The page as a draft left it; a sub-item the list no longer has is asked again."""
    codes = {sub.code: sub for item in catalogue.items for sub in item.sub_items}
    sub_item = codes.get(entry.sub_item)
    kept = entry if sub_item else replace(entry, sub_item="", materials=())
    return IntakeState(today, kept, sub_item)


def typed(state: IntakeState, name: str, text: str) -> IntakeState:
    """A text changed: a shown problem is judged on every key, a fixed length when it is reached."""
    changed = replace(state, entry=_with_text(state.entry, name, text))
    if name == "answer" and not text.strip():
        # Whatever comes next is an answer of the clerk's own.
        changed = _with(changed, answer_source="")
    whole = len(normalise(text)) == FIXED_LENGTHS.get(name)
    return _judged(changed, also={name} if whole and text else set())


def left_field(state: IntakeState, name: str) -> IntakeState:
    """The cursor left a field: now it may be told what is wrong with it."""
    return _judged(replace(state, left=state.left | {name}), also={name})


def tried(state: IntakeState, decision: Decision, today: date) -> IntakeState:
    """A decision was pressed: every problem shows, or none is left and the way is free."""
    found = check(state.answered, decision, state.sub_item, today)
    return replace(state, today=today, problems=found, tried=decision if found else None)


def chose_kind(state: IntakeState, kind: ApplicantKind) -> IntakeState:
    """Another kind of applicant asks for another number (UI.md §6.2)."""
    paper = IdKind.USCC if kind.is_body else IdKind.ID_CARD
    party = replace(state.entry.applicant, kind=kind, id_kind=paper)
    return _without(_with(state, applicant=party), "applicant.id_number", "contact")


def chose_paper(state: IntakeState, name: str, kind: IdKind) -> IntakeState:
    """Another paper of a person: the applicant's or the agent's."""
    if name == "agent.id_kind":
        agent = replace(state.entry.agent or Agent(""), id_kind=kind)
        return _without(_with(state, agent=agent), "agent.id_number")
    party = replace(state.entry.applicant, id_kind=kind)
    return _without(_with(state, applicant=party), "applicant.id_number")


def chose_channel(state: IntakeState, channel: Channel) -> IntakeState:
    """How the matter came; its answer goes back the same way until somebody says otherwise."""
    return _judged(_with(state, channel=channel, reply_by=usual_reply(channel)))


def chose_reply(state: IntakeState, way: ReplyWay) -> IntakeState:
    """How the answer goes back."""
    return _judged(_with(state, reply_by=way))


def chose_situation(state: IntakeState, situation: Situation | None) -> IntakeState:
    """What the first contact is about; it decides which decisions are open (domain.md §1.2)."""
    return _judged(replace(_with(state, situation=situation), tried=None))


def chose_group(state: IntakeState, group: str) -> IntakeState:
    """A 特殊群体, or none."""
    return _with(state, special_groups=(group,) if group else ())


def assisted(state: IntakeState, on: bool) -> IntakeState:
    """帮办代办: the contact is offered as the agent."""
    party = state.entry.applicant
    agent = state.entry.agent or Agent(party.contact, IdKind.ID_CARD, "", party.phone)
    return _judged(_with(state, assisted=on, agent=agent if on else state.entry.agent))


def chose_item(state: IntakeState, number: int, catalogue: Catalogue) -> IntakeState:
    """A service item: its first sub-item comes with it; 0 has none."""
    if number == state.entry.item:
        return state
    first = catalogue.item(number).sub_items[0] if number else None
    return _put_sub_item(_with(state, item=number), first)


def chose_sub_item(state: IntakeState, code: str, catalogue: Catalogue) -> IntakeState:
    """A sub-item of the item."""
    return _put_sub_item(state, catalogue.sub_item(code))


def chose_complexity(state: IntakeState, wanted: Complexity, catalogue: Catalogue) -> IntakeState:
    """复杂程度 selects the clock (domain.md §1.3 field 11): the item's sub-item that has it."""
    if state.entry.item in (None, NOT_LISTED) or not state.sub_item:
        return _judged(_with(state, complexity=wanted))
    fitting = [sub for sub in _talks(state, catalogue) if complexity_of(sub) is wanted]
    keeps = complexity_of(state.sub_item) is wanted or not fitting
    return _put_sub_item(state, state.sub_item if keeps else fitting[0])


def asks_complexity(state: IntakeState, catalogue: Catalogue) -> bool:
    """Whether the item answers both at once and in working days, so that the clerk must say which."""
    kinds = {complexity_of(sub) for sub in _talks(state, catalogue)}
    return len(kinds) > 1 and state.sub_item is not None and state.sub_item.consulting


def complexity_of(sub_item: SubItem) -> Complexity:
    """复杂 where an answer is promised in working days."""
    timed = any(rule.kind is ClockKind.WORKDAYS for rule in sub_item.clocks)
    return Complexity.COMPLEX if sub_item.consulting and timed else Complexity.SIMPLE


def marked(state: IntakeState, code: str, mark: MaterialState) -> IntakeState:
    """A row was decided; defects chosen earlier come back with 需补正."""
    return _with_row(state, code, lambda row: replace(row, state=mark, handed=_handed(row, mark)))


def found_wanting(state: IntakeState, code: str, defects: tuple[Defect, ...], remark: str) -> IntakeState:
    """What is wrong with a row, from the defect list."""

    def faulty(row: CheckedMaterial) -> CheckedMaterial:
        handed = _handed(row, MaterialState.FAULTY)
        return replace(row, state=MaterialState.FAULTY, defects=defects, remark=remark, handed=handed)

    return _with_row(state, code, faulty)


def undeferred(state: IntakeState) -> IntakeState:
    """No 容缺: what was promised for later is missing now."""
    promised = [row.code for row in state.rows if row.state is MaterialState.DEFERRED]
    for code in promised:
        state = marked(state, code, MaterialState.MISSING)
    return state


def remarked(state: IntakeState, code: str, remark: str) -> IntakeState:
    """The clerk's note at a row."""
    return _with_row(state, code, lambda row: replace(row, remark=remark))


def took_over(state: IntakeState, applicant: Applicant, visited: date) -> IntakeState:
    """The last visit fills the applicant's fields."""
    # Whoever acted for somebody else on the page before does not act for this one.
    agent = state.entry.agent if state.entry.assisted else None
    filled = _with(state, applicant=applicant, agent=agent, special_groups=())
    return _judged(replace(filled, brought=visited, left=filled.left | {"applicant.id_number"}))


def took_answer(state: IntakeState, one: KnownAnswer) -> IntakeState:
    """An entry of 政策问答 becomes the answer, with its basis and edition."""
    return _judged(_with(state, answer=one.answer, basis=one.basis, answer_source=one.source))


def recalled(state: IntakeState, agent: Agent | None, groups: tuple[str, ...]) -> IntakeState:
    """What else the last visit tells; it shows with 帮办代办, and never over what was filled in meanwhile."""
    entry = state.entry
    known = entry.agent if entry.agent and (entry.agent.name or entry.agent.id_number) else agent
    return _judged(_with(state, agent=known, special_groups=entry.special_groups or groups))


def took_licence(
    state: IntakeState, licence: Licence, known: Applicant | None, day: date | None
) -> IntakeState:
    """A scanned licence fills the applicant; what it does not tell comes from the last visit, if any.

    What the clerk typed about the same applicant stays.
    """
    typed = Applicant(ApplicantKind.ENTERPRISE) if is_about_another(state, licence) else state.entry.applicant
    party = known or Applicant(kind_of(licence.code), contact=licence.person)
    told = replace(
        party,
        name=licence.name or typed.name.strip() or party.name,
        id_kind=IdKind.USCC,
        id_number=licence.code,
        contact=typed.contact.strip() or party.contact,
        phone=typed.phone.strip() or party.phone,
    )
    filled = _with(state, applicant=told)
    return _judged(replace(filled, brought=day, left=filled.left | {"applicant.id_number"}))


def is_about_another(state: IntakeState, licence: Licence) -> bool:
    """Whether the page holds an applicant whom the licence would push out."""
    party = state.entry.applicant
    number, name = normalise(party.id_number), party.name.strip()
    if number:
        return number != licence.code
    return bool(name and licence.name and name != licence.name)


def _with(state: IntakeState, **changes: Any) -> IntakeState:
    return replace(state, entry=replace(state.entry, **changes))


def _without(state: IntakeState, *names: str) -> IntakeState:
    kept = {name: problem for name, problem in state.problems.items() if name not in names}
    return _judged(replace(state, problems=kept))


def _judged(state: IntakeState, also: set[str] | frozenset[str] = frozenset()) -> IntakeState:
    """Keep the shown problems true, and show those of further fields."""
    found = check(state.answered, state.tried or state.advice, state.sub_item, state.today)
    wanted = set(state.problems) | also
    shown = {name: problem for name, problem in found.items() if name in wanted}
    return replace(state, problems=shown, tried=state.tried if shown else None)


def _with_text(entry: IntakeEntry, name: str, text: str) -> IntakeEntry:
    room, _, part = name.rpartition(".")
    if name in ("contact", "phone"):
        room, part = "applicant", name
    change: dict[str, Any] = {part: text}
    if room == "applicant":
        return replace(entry, applicant=replace(entry.applicant, **change))
    if room == "agent":
        return replace(entry, agent=replace(entry.agent or Agent(""), **change))
    return replace(entry, **change)


def _put_sub_item(state: IntakeState, sub_item: SubItem | None) -> IntakeState:
    if sub_item == state.sub_item and sub_item is not None:
        return state
    shelf = {**state.shelf, **{row.code: row for row in state.entry.materials}}
    rows = [shelf.get(m.code, blank_row(m)) for m in (sub_item.materials if sub_item else ())]
    entry = replace(
        state.entry,
        sub_item=sub_item.code if sub_item else "",
        complexity=complexity_of(sub_item) if sub_item else Complexity.SIMPLE,
        materials=tuple(row for row in rows if row.state is not MaterialState.UNDECIDED),
    )
    kept = {name: problem for name, problem in state.problems.items() if not name.startswith(WHOLE_LIST)}
    return _judged(replace(state, entry=entry, sub_item=sub_item, shelf=shelf, problems=kept))


def _with_row(
    state: IntakeState, code: str, change: Callable[[CheckedMaterial], CheckedMaterial]
) -> IntakeState:
    rows = [change(row) if row.code == code else row for row in state.rows]
    decided = tuple(row for row in rows if row.state is not MaterialState.UNDECIDED)
    also = {WHOLE_LIST} | ({row_field(code)} if state.tried else set())
    return _judged(_with(state, materials=decided), also=also)


def _handed(row: CheckedMaterial, mark: MaterialState) -> int:
    return row.copies if mark in (MaterialState.COMPLETE, MaterialState.FAULTY) else 0


def _talks(state: IntakeState, catalogue: Catalogue) -> list[SubItem]:
    if not state.entry.item:
        return []
    return [sub for sub in catalogue.item(state.entry.item).sub_items if sub.consulting]
