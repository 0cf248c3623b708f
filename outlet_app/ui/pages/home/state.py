"""What the desk shows, as a value: the day's view, the chosen tab, what went wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from outlet_app.domain.calendar import CST
from outlet_app.domain.deadlines import Urgency
from outlet_app.domain.decisions import Decision
from outlet_app.domain.states import State
from outlet_app.services.views import CaseFilter, CaseRow, DayNumbers, DeskView

ALWAYS_SHOWN = (Decision.ANSWER, Decision.ACCEPT, Decision.NOTICE)
RARE = (Decision.DEFICIENT, Decision.TRANSFER, Decision.REJECT, Decision.RECEIVE)
WAITING_FOR_MATERIALS = frozenset({State.CORRECTION, State.CORRECTION_AFTER, State.ACCEPTED_DEFICIENT})
_RANKS: Mapping[Urgency, int] = {Urgency.OVERDUE: 0, Urgency.TODAY: 1}
_UNDATED = datetime.max.replace(tzinfo=CST)


class Pile(StrEnum):
    """The tabs of 待办提醒; the queue is one of them in a narrow window only."""

    ALL = "all"
    OVERDUE = "overdue"
    TODAY = "today"
    MATERIALS = "materials"
    RECEIVE = "receive"
    UNSENT = "unsent"
    OVERSEE = "oversee"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class HomeState:
    """The desk before (`view` None) and after its first reading; `failed` keeps what was read before."""

    view: DeskView | None = None
    pile: Pile = Pile.ALL
    failed: bool = False


@dataclass(frozen=True, slots=True)
class DayFigure:
    """One number of the strip; `decision` None is 今日接待."""

    decision: Decision | None
    count: int
    yesterday: int | None = None
    assisted: int = 0


def loaded(state: HomeState, view: DeskView) -> HomeState:
    """A fresh reading, its to-dos in the order of UI.md §6.1, hand-overs among them once."""
    known = {row.case_id for row in view.todo}
    further = tuple(row for row in view.hand_overs if row.case_id not in known)
    return replace(state, view=replace(view, todo=in_order((*view.todo, *further))), failed=False)


def failed(state: HomeState) -> HomeState:
    """The reading went wrong; what was shown stays."""
    return replace(state, failed=True)


def chose(state: HomeState, pile: Pile) -> HomeState:
    """Another tab."""
    return replace(state, pile=pile)


def in_order(rows: tuple[CaseRow, ...]) -> tuple[CaseRow, ...]:
    """Overdue first, then today's by time, then by date; what has no date comes last."""
    return tuple(sorted(rows, key=_rank))


def rows_of(state: HomeState) -> tuple[CaseRow, ...]:
    """The rows of the chosen tab."""
    return _pile(state, state.pile)


def counts(state: HomeState) -> tuple[int, ...]:
    """How many rows each tab has, in the order of the tabs."""
    unsent = state.view.unsent_total if state.view else 0
    return tuple(unsent if pile is Pile.UNSENT else len(_pile(state, pile)) for pile in Pile)


def figures(numbers: DayNumbers) -> tuple[DayFigure, ...]:
    """The strip: 今日接待, the common results, and the rare ones that happened."""
    shown = (*ALWAYS_SHOWN, *(one for one in RARE if numbers.results.get(one)))
    rest = (DayFigure(one, numbers.results.get(one, 0), assisted=_assisted(one, numbers)) for one in shown)
    return (DayFigure(None, numbers.received, numbers.yesterday), *rest)


def behind(figure: DayFigure, view: DeskView) -> CaseFilter:
    """The cases a figure counts."""
    return CaseFilter(decision=figure.decision, since=view.day, until=view.day)


def _assisted(decision: Decision, numbers: DayNumbers) -> int:
    return numbers.assisted if decision is Decision.ACCEPT else 0


def _todo(state: HomeState) -> tuple[CaseRow, ...]:
    return state.view.todo if state.view else ()


def _pile(state: HomeState, pile: Pile) -> tuple[CaseRow, ...]:
    if pile is Pile.OVERSEE:
        return state.view.overseen if state.view else ()
    return tuple(row for row in _todo(state) if _belongs(row, pile))


def _belongs(row: CaseRow, pile: Pile) -> bool:
    match pile:
        case Pile.OVERDUE:
            return row.urgency is Urgency.OVERDUE
        case Pile.TODAY:
            return row.urgency is Urgency.TODAY
        case Pile.MATERIALS:
            return row.state in WAITING_FOR_MATERIALS
        case Pile.CONFIRM:
            return bool(row.proposal)
        case Pile.RECEIVE:
            return row.hand_over is not None and row.hand_over.concerns_me
        case Pile.UNSENT:
            return False
    return True


def _rank(row: CaseRow) -> tuple[int, datetime]:
    sent = row.hand_over
    rank = _RANKS.get(row.urgency, 2)
    if sent is not None and sent.concerns_me:
        # An answer that is overdue presses like a limit, one that is asked of me like today's.
        rank = min(rank, 0 if sent.late else 1 if sent.asks_me else rank)
    return rank, _moment(row)


def _moment(row: CaseRow) -> datetime:
    if row.hand_over and row.hand_over.concerns_me and row.hand_over.receive_by and row.hand_over.is_open:
        return row.hand_over.receive_by
    if row.due and row.due.at:
        return row.due.at
    if row.next_follow_up:
        return datetime.combine(row.next_follow_up, datetime.max.time(), CST)
    return _UNDATED
