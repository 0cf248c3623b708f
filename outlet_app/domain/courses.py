"""One case's day at one outlet: what was done, what moved, and whether it is overdue."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum

from outlet_app.domain.calendar import CST
from outlet_app.domain.channels import Entrance, entrance
from outlet_app.domain.decisions import Decision
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import Voided
from outlet_app.domain.facts.agency import AgencyBegun, Mode
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.lateness import is_overdue
from outlet_app.domain.stock import Move, Movement, Step, movements, of_a_void, settled


class Special(StrEnum):
    """The columns of the sheet beside 接待 and 处理结果."""

    ASSISTED = "assisted"
    CLOSED = "closed"
    OVERDUE = "overdue"


class Extra(StrEnum):
    """The columns of sheet 4 (domain.md §8.2)."""

    NOTICES = "notices"
    SECOND = "second"
    INSTANT = "instant"
    PROMISED = "promised"
    UNTYPED = "untyped"
    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    OPEN_LATE = "open_late"
    NEARLY = "nearly"
    HELPED = "helped"
    AGENTED = "agented"
    PARENTS = "parents"
    CHILDREN = "children"
    PUSHED = "pushed"
    CONFIRMED = "confirmed"
    EXTENDED = "extended"
    OFFERED = "offered"
    RATED = "rated"


Column = Entrance | Decision | Special | Extra


@dataclass(frozen=True, slots=True)
class Mark:
    """One stroke on the sheet: in the item's row and in the clerk's row."""

    item: int
    clerk: str
    column: Column


@dataclass(frozen=True, slots=True)
class Course:
    """One case seen from one outlet and day: its steps split at midnight, and its movements.

    case: as it stands at the end of the day. done_here: the day's steps taken by the outlet's own people.
    voided_today: whether the day's end found the case to be void.
    """

    outlet: str
    before: tuple[Step, ...]
    today: tuple[Step, ...]
    moved_before: tuple[Movement, ...]
    moved_today: tuple[Movement, ...]
    case: Case
    done_here: tuple[Step, ...]
    voided_today: bool

    @property
    def never_was(self) -> bool:
        """Tell whether it was registered and voided the same day: it counts as 作废 and as nothing else."""
        return not self.before and self.voided_today


def course(steps: Iterable[Step], outlet: str, day: date, until: datetime) -> Course | None:
    """Look at a case's steps up to a moment of the day; None where there are none yet.

    A parent of 集成办 is no case of its own: its children are counted (ADR 0026).
    An event belongs to the local calendar day of its own time, wherever it stands in the case (§8.2).
    """
    told = tuple(steps)
    if told and told[-1].after.package is not None:
        return None
    dated = [(step, _day(step)) for step in told if step.event.at <= until]
    before = tuple(step for step, on in dated if on < day)
    today = tuple(step for step, on in dated if on == day)
    if not before and not today:
        return None
    moved = tuple(movements((step for step, on in dated if on <= day), outlet))
    voided = any(map(_voids, today))
    moved_today = settled([movement for movement in moved if _day(movement.step) == day])
    return Course(
        outlet,
        before,
        today,
        tuple(movement for movement in moved if _day(movement.step) < day),
        of_a_void(moved_today) if voided else moved_today,
        (today or before)[-1].after,
        tuple(step for step in today if step.event.outlet == outlet),
        voided,
    )


def marks(one: Course, until: datetime) -> Iterator[Mark]:
    """Yield the case's strokes: its visit and result, its closing, and whether it is overdue.

    What was put right the same day counts as it is now. A case voided that day makes no stroke.
    """
    if one.voided_today:
        return
    item = one.case.registered.item
    for step in decisions_of_day(one.done_here):
        yield from (Mark(item, step.event.actor, column) for column in _visit(one.case, step.after.decision))
    helped = assistance(one)
    if helped is not None:
        yield Mark(item, helped[0], Special.ASSISTED)
    ended, held = closings(one), is_held(one)
    for movement in ended:
        yield Mark(item, movement.step.event.actor, Special.CLOSED)
    if (held or ended) and is_overdue(one.case, until):
        clerk = one.case.handler if held else ended[-1].step.event.actor
        yield Mark(item, clerk, Special.OVERDUE)


def closings(one: Course) -> tuple[Movement, ...]:
    """The day's closings that stand."""
    return tuple(movement for movement in one.moved_today if movement.move is Move.CLOSED)


def is_held(one: Course) -> bool:
    """Whether the case is in the outlet's stock at the end of the day."""
    return one.case.is_open and one.case.outlet == one.outlet


def assistance(one: Course) -> tuple[str, Extra] | None:
    """Who helped that day, and whether as 帮办 or 代办; a case counts once a day.

    A 帮办代办 begun that day tells it by its mode; without one the visit does, where somebody was helped.
    """
    begun = [step.event for step in one.done_here if isinstance(step.event.fact, AgencyBegun)]
    if begun and isinstance(fact := begun[-1].fact, AgencyBegun):
        return begun[-1].actor, Extra.AGENTED if fact.mode is Mode.WHOLE else Extra.HELPED
    visits = decisions_of_day(one.done_here) if one.case.registered.assisted else ()
    return (visits[-1].event.actor, Extra.HELPED) if visits else None


def decisions_of_day(done: Iterable[Step]) -> list[Step]:
    """The first decision of each visit, as it stands: one taken back the same day was none (ADR 0016)."""
    standing: list[Step] = []
    for step in done:
        if _decided(step):
            standing.append(step)
        elif standing and step.after.decision is None:
            standing.pop()
    return standing


def _decided(step: Step) -> bool:
    return step.after.decision is not None and (step.before is None or step.before.decision is None)


def _voids(step: Step) -> bool:
    return isinstance(step.event.fact, Voided)


def _visit(case: Case, decision: Decision | None) -> Iterator[Column]:
    yield entrance(case.registered.channel)
    if decision:
        yield decision


def _day(step: Step) -> date:
    return step.event.at.astimezone(CST).date()
