"""Cases coming into and going out of an outlet's stock, told from their events."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from outlet_app.domain.case import apply
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.states import State


class Move(StrEnum):
    """Why a case entered or left the stock of an outlet (decisions 17, sheet 3)."""

    NEW = "new"
    TRANSFERRED_IN = "transferred_in"
    REOPENED = "reopened"
    CLOSED = "closed"
    REJECTED = "rejected"
    LEFT = "left"
    TRANSFERRED_OUT = "transferred_out"
    VOIDED = "voided"


ENTRIES = frozenset({Move.NEW, Move.TRANSFERRED_IN, Move.REOPENED})
_EXITS = {
    State.CLOSED: Move.CLOSED,
    State.REJECTED: Move.REJECTED,
    State.WITHDRAWN: Move.LEFT,
    State.TERMINATED: Move.LEFT,
    State.VOIDED: Move.VOIDED,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One event with the case before and after it; before is None at the registration."""

    event: CaseEvent
    before: Case | None
    after: Case


@dataclass(frozen=True, slots=True)
class Movement:
    """One case crossing the border of an outlet's stock."""

    move: Move
    step: Step

    @property
    def at(self) -> datetime:
        """Return the moment of the event that moved the case."""
        return self.step.event.at


def steps(events: Iterable[CaseEvent]) -> Iterator[Step]:
    """Fold a case's effective events in their order, showing every step."""
    case: Case | None = None
    for event in events:
        after = apply(case, event)
        yield Step(event, case, after)
        case = after


def movements(path: Iterable[Step], outlet: str) -> Iterator[Movement]:
    """Tell the movements of one case through an outlet's stock, in the case's order.

    A case is in the stock of the outlet that holds it while somebody there still has to act; a transfer
    counts when the other side takes it, for until then the sender is responsible (domain.md §1.4).
    """
    for entered, step in crossings(path, lambda case: case.is_open and case.outlet == outlet):
        yield Movement(_entry(step) if entered else _exit(step), step)


def crossings(path: Iterable[Step], inside: Callable[[Case], bool]) -> Iterator[tuple[bool, Step]]:
    """Yield the steps by which a case begins (True) or ceases (False) to fulfil a condition."""
    for step in path:
        was = step.before is not None and inside(step.before)
        now = inside(step.after)
        if was is not now:
            yield now, step


def settled(of_one_day: Sequence[Movement]) -> tuple[Movement, ...]:
    """Drop what a case did and undid on one day, so that it is counted once (domain.md §8.2)."""
    kept: list[Movement] = []
    for movement in of_one_day:
        undoes = movement.move in ENTRIES and kept and kept[-1].move not in ENTRIES
        if undoes:
            kept.pop()
        else:
            kept.append(movement)
    return tuple(kept)


def of_a_void(of_one_day: Sequence[Movement]) -> tuple[Movement, ...]:
    """The day's movements of a case voided that day: one registered by mistake never moved anything.

    A case of an earlier day leaves the stock by 作废, whatever it had ended as before on the same day.
    """
    if any(movement.move is Move.NEW for movement in of_one_day):
        return ()
    return tuple(
        movement
        if movement.move in ENTRIES or movement.move is Move.TRANSFERRED_OUT
        else replace(movement, move=Move.VOIDED)
        for movement in of_one_day
    )


def balance(crossed: Iterable[Movement]) -> int:
    """Return how many cases more there are after these movements."""
    return sum(1 if movement.move in ENTRIES else -1 for movement in crossed)


def _entry(step: Step) -> Move:
    if step.before is None:
        return Move.NEW
    return Move.TRANSFERRED_IN if step.before.outlet != step.after.outlet else Move.REOPENED


def _exit(step: Step) -> Move:
    return _EXITS.get(step.after.state, Move.TRANSFERRED_OUT)
