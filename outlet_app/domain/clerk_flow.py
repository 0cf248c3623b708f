"""Sheet 3 by clerk: whose hands the day's cases came into and left, each balanced (domain.md §8.2)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from outlet_app.domain.courses import Course, is_held
from outlet_app.domain.stock import ENTRIES, Move, Movement, balance

CARRIED_IN, CARRIED_OVER = "carried_in", "carried_over"
# A case found void leaves with 撤回/终止, as in the outlet's own flow.
_FIELDS: Mapping[Move, str] = {**{move: move.value for move in Move}, Move.VOIDED: Move.LEFT.value}


def clerk_flows(courses: Iterable[Course], clerks: Iterable[str]) -> dict[str, Counter[str]]:
    """Return 工号 → the figures of its flow, by 工号.

    A case belongs to its 承办人. One that changed hands inside the outlet leaves the first and comes to
    the last of the day, so that the sum over the clerks stays the outlet's but for these.
    """
    rows: dict[str, Counter[str]] = {clerk: Counter() for clerk in clerks}
    for seen in courses:
        for clerk, figure in _strokes(seen):
            rows.setdefault(clerk, Counter())[figure] += 1
    return dict(sorted(rows.items()))


def _strokes(seen: Course) -> Iterator[tuple[str, str]]:
    holder = ""
    if balance(seen.moved_before) > 0:
        holder = seen.before[-1].after.handler
        yield holder, CARRIED_IN
    for movement in seen.moved_today:
        if movement.move in ENTRIES:
            holder = movement.step.after.handler
            yield holder, _FIELDS[movement.move]
        else:
            yield from _gone(holder, movement)
            holder = ""
    if is_held(seen):
        yield from _handed(holder, seen.case.handler)
        yield seen.case.handler, CARRIED_OVER


def _gone(holder: str, movement: Movement) -> Iterator[tuple[str, str]]:
    before = movement.step.before
    leaver = before.handler if before is not None else holder
    yield from _handed(holder, leaver)
    yield leaver, _FIELDS[movement.move]


def _handed(giver: str, taker: str) -> Iterator[tuple[str, str]]:
    if giver and giver != taker:
        yield giver, Move.TRANSFERRED_OUT.value
        yield taker, Move.TRANSFERRED_IN.value
