"""What the notice page knows: the registration, the draft, and what is wrong with it; pure steps between."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from outlet_app.domain.entry import IntakeEntry, NoticeDraft
from outlet_app.domain.events import Delivery, NoticeLine
from outlet_app.domain.forms.notice import ON_SPOT, PLACE, WRITTEN, check_notice
from outlet_app.domain.forms.registration import ON
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.problems import Problem

# What the clerk found for a line; it outlives a look at the checklist that changed nothing of the line.
KEPT = tuple(one.name for one in (*WRITTEN, PLACE, ON_SPOT))


@dataclass(frozen=True, slots=True)
class NoticeState:
    """`entry` None: no notice is being written. `removed` names the row set to 齐全 last."""

    entry: IntakeEntry | None = None
    draft: NoticeDraft = field(default_factory=lambda: NoticeDraft(()))
    problems: Mapping[str, Problem] = field(default_factory=dict)
    tried: bool = False
    removed: str = ""

    @property
    def lines(self) -> tuple[NoticeLine, ...]:
        return self.draft.lines

    @property
    def can_print(self) -> bool:
        """Whether nothing stands against printing."""
        return self.entry is not None and not check_notice(self.draft)


def opened(entry: IntakeEntry, fresh: NoticeDraft, earlier: NoticeDraft | None) -> NoticeState:
    """The lines the checklist asks for now, in the words the clerk had already found for them."""
    return NoticeState(entry, merged(fresh, earlier) if earlier else fresh)


def merged(fresh: NoticeDraft, earlier: NoticeDraft) -> NoticeDraft:
    """Keep edited words of lines that still mean the same; the tick only if no line came or went."""
    known = {line.code: line for line in earlier.lines}
    lines = tuple(_kept(line, known.get(line.code)) for line in fresh.lines)
    same = [line.code for line in lines] == list(known) and lines == earlier.lines
    return replace(earlier, lines=lines, verified=earlier.verified and same)


def written(state: NoticeState, code: str, part: str, text: str) -> NoticeState:
    """A line changed in one part: its words or, with ON or nothing, that it can be put right at once."""
    change: dict[str, Any] = {part: text == ON if part == ON_SPOT.name else text}
    lines = tuple(replace(line, **change) if line.code == code else line for line in state.lines)
    return _judged(replace(state, draft=replace(state.draft, lines=lines)))


def left_field(state: NoticeState, name: str) -> NoticeState:
    """The cursor left a text: now it may be told what is wrong with it."""
    found = check_notice(state.draft)
    shown = {**state.problems, **({name: found[name]} if name in found else {})}
    return _judged(replace(state, problems=shown))


def removed(state: NoticeState, code: str, right: CheckedMaterial | None = None) -> NoticeState:
    """A line goes because the applicant has put it right on the spot: the row becomes 齐全, or `right`."""
    if state.entry is None:
        return state
    gone = next(line for line in state.lines if line.code == code)
    lines = tuple(line for line in state.lines if line.code != code)
    rows = tuple(right or _complete(row) if row.code == code else row for row in state.entry.materials)
    changed = replace(
        state,
        entry=replace(state.entry, materials=rows),
        draft=replace(state.draft, lines=lines, verified=False),
        removed=gone.name,
    )
    return _judged(changed)


def added(state: NoticeState, row: CheckedMaterial, line: NoticeLine) -> NoticeState:
    """One more row is missing or faulty: it joins the checklist and the notice."""
    if state.entry is None:
        return state
    others = [one for one in state.entry.materials if one.code != row.code]
    changed = replace(
        state,
        entry=replace(state.entry, materials=(*others, row)),
        draft=replace(state.draft, lines=(*state.lines, line), verified=False),
        removed="",
    )
    return _judged(changed)


def chose_period(state: NoticeState, workdays: int) -> NoticeState:
    """Another 补正期限."""
    return _judged(replace(state, draft=replace(state.draft, correction_workdays=workdays)))


def chose_delivery(state: NoticeState, delivery: Delivery) -> NoticeState:
    """Another 送达方式."""
    return replace(state, draft=replace(state.draft, delivery=delivery))


def enlarged(state: NoticeState, on: bool) -> NoticeState:
    """大字版 chosen, or taken back."""
    return replace(state, draft=replace(state.draft, large=on))


def ticked(state: NoticeState, on: bool) -> NoticeState:
    """The clerk says that nothing will be added later, or takes it back."""
    return _judged(replace(state, draft=replace(state.draft, verified=on)))


def tried(state: NoticeState) -> NoticeState:
    """打印并送达 was pressed: every problem shows."""
    found = check_notice(state.draft)
    return replace(state, problems=found, tried=bool(found))


def _judged(state: NoticeState) -> NoticeState:
    found = check_notice(state.draft)
    shown = {name: problem for name, problem in found.items() if name in state.problems}
    return replace(state, problems=shown, tried=state.tried and bool(shown))


def _kept(line: NoticeLine, earlier: NoticeLine | None) -> NoticeLine:
    if earlier is None or (earlier.state, earlier.defects) != (line.state, line.defects):
        return line
    told = {part: getattr(earlier, part) for part in KEPT}
    return replace(line, **told)


def _complete(row: CheckedMaterial) -> CheckedMaterial:
    return replace(row, state=MaterialState.COMPLETE, handed=row.copies)
