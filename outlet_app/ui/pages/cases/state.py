"""What 办件查询 shows, as a value: filters, the page of the list, the chosen case."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from outlet_app.domain.deadlines import Urgency
from outlet_app.domain.states import State
from outlet_app.services.views import CaseDetail, CaseFilter, CasePage, CaseRow

LEAST_ROWS = 3
REVEAL_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the list: filters, where it starts and how many rows fit."""

    filter: CaseFilter = field(default_factory=CaseFilter)
    offset: int = 0
    size: int = 9


@dataclass(frozen=True, slots=True)
class CasesState:
    """The page; `answer` belongs to `asked`, and `chosen` may be ahead of `detail` for a moment."""

    asked: Question = field(default_factory=Question)
    answer: CasePage | None = None
    chosen: str = ""
    detail: CaseDetail | None = None
    failed: bool = False


def filtered(state: CasesState, wanted: CaseFilter) -> CasesState:
    """Other filters: the list starts again from its first row."""
    return replace(state, asked=replace(state.asked, filter=wanted, offset=0))


def resized(state: CasesState, size: int) -> CasesState:
    """Another number of rows fits; the first row stays in view."""
    size = max(size, LEAST_ROWS)
    return replace(state, asked=replace(state.asked, size=size, offset=state.asked.offset // size * size))


def turned(state: CasesState, step: int) -> CasesState:
    """The next (1) or previous (-1) page, where there is one."""
    offset = state.asked.offset + step * state.asked.size
    if not 0 <= offset < total(state):
        return state
    return replace(state, asked=replace(state.asked, offset=offset))


def listed(state: CasesState, question: Question, answer: CasePage) -> CasesState:
    """An answer; one to an older question is dropped, an offset behind the end goes back to it."""
    if question != state.asked:
        return state
    state = replace(state, answer=answer, failed=False)
    if answer.rows or not answer.total:
        return state
    last = (answer.total - 1) // question.size * question.size
    return replace(state, asked=replace(question, offset=last))


def failed(state: CasesState) -> CasesState:
    """The list could not be read."""
    return replace(state, failed=True)


def chose(state: CasesState, case_id: str) -> CasesState:
    """Another row; the detail on show is kept until its own arrives."""
    return replace(state, chosen=case_id)


def detailed(state: CasesState, detail: CaseDetail) -> CasesState:
    """A detail; one of a case left meanwhile is dropped."""
    return replace(state, detail=detail) if detail.row.case_id == state.chosen else state


def emptied(state: CasesState) -> CasesState:
    """No row is left to show a detail of."""
    return replace(state, chosen="", detail=None)


def rows(state: CasesState) -> tuple[CaseRow, ...]:
    """The rows on show."""
    return state.answer.rows if state.answer else ()


def total(state: CasesState) -> int:
    """How many cases the filters leave."""
    return state.answer.total if state.answer else 0


def bounds(state: CasesState) -> tuple[int, int]:
    """The first and last row on show, counted from 1; (0, 0) without rows."""
    count = len(rows(state))
    return (state.asked.offset + 1, state.asked.offset + count) if count else (0, 0)


def has_before(state: CasesState) -> bool:
    """Whether there is a previous page."""
    return state.asked.offset > 0


def has_after(state: CasesState) -> bool:
    """Whether there is a next page."""
    return state.asked.offset + len(rows(state)) < total(state)


def is_unfiltered(wanted: CaseFilter) -> bool:
    """Whether nothing at all narrows the list."""
    return wanted == CaseFilter()


@dataclass(frozen=True, slots=True)
class StandingChoice:
    """One entry of 状态: the states and the urgency it stands for."""

    states: frozenset[State] = frozenset()
    urgency: Urgency | None = None


_DONE_WITH = frozenset({State.WITHDRAWN, State.TERMINATED})
_AT_WORK = frozenset(
    {
        State.REGISTERED,
        State.RECEIVED,
        State.ACCEPTED,
        State.IN_PROGRESS,
        State.SUSPENDED,
        State.RESULT_OK,
        State.RESULT_NO,
    }
)
STANDINGS: Mapping[str, StandingChoice] = {
    "overdue": StandingChoice(urgency=Urgency.OVERDUE),
    "today": StandingChoice(urgency=Urgency.TODAY),
    "soon": StandingChoice(urgency=Urgency.SOON),
    "in_progress": StandingChoice(_AT_WORK),
    "correcting": StandingChoice(frozenset({State.CORRECTION, State.CORRECTION_AFTER})),
    "deferred": StandingChoice(frozenset({State.ACCEPTED_DEFICIENT})),
    "following": StandingChoice(frozenset({State.TRACKING})),
    "transferred": StandingChoice(frozenset({State.TRANSFERRED})),
    "closed": StandingChoice(frozenset({State.CLOSED})),
    "rejected": StandingChoice(frozenset({State.REJECTED})),
    "withdrawn": StandingChoice(_DONE_WITH),
    "void": StandingChoice(frozenset({State.VOIDED})),
}
_LENGTHS: Mapping[str, int] = {"today": 1, "week": 7, "month": 30, "quarter": 90}
PERIODS = ("all", *_LENGTHS, "year")


def standing_of(wanted: CaseFilter) -> str:
    """The entry of 状态 that these filters stand for; empty where none does."""
    asked = StandingChoice(wanted.states, wanted.urgency)
    return next((code for code, choice in STANDINGS.items() if choice == asked), "")


def period_of(code: str, today: date) -> tuple[date | None, date | None]:
    """First and last day of an entry of 日期; open ends are None."""
    if code == "year":
        return date(today.year, 1, 1), None
    length = _LENGTHS.get(code)
    return (
        (today - timedelta(days=length - 1), today if code == "today" else None) if length else (None, None)
    )


def period_code(since: date | None, until: date | None, today: date) -> str:
    """The entry of 日期 with these days; empty for a period of its own."""
    wanted = (since, until)
    return next((code for code in PERIODS if period_of(code, today) == wanted), "")
