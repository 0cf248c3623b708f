"""What a new version of the service-item list changes, line by line, and which sub-items that touches."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import TypeVar

from outlet_app.domain.calendar import HolidayYear
from outlet_app.domain.catalogue import Catalogue, Material, ServiceItem, SubItem, TimeRule
from outlet_app.domain.frozen import dataclass

_T = TypeVar("_T", ServiceItem, SubItem, Material, TimeRule)
_INNER = frozenset({"sub_items", "materials", "clocks"})


class Turn(StrEnum):
    """What became of a line."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Level(StrEnum):
    """Which table of the list a line stands in."""

    ITEM = "item"
    SUB_ITEM = "sub_item"
    MATERIAL = "material"
    CLOCK = "clock"
    PERSON = "person"
    DAY_OFF = "day_off"
    DAY_WORKED = "day_worked"
    FORM = "form"
    CLAUSE = "clause"
    NOTE = "note"
    POLICY = "policy"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Change:
    """One line: code and name of what changed; field, before and after where it was changed.

    sub_items: the codes of those whose cases it concerns. field: of a clause or note, its place from 1.
    """

    turn: Turn
    level: Level
    code: str
    name: str
    sub_items: tuple[str, ...]
    field: str = ""
    before: str = ""
    after: str = ""


def differences(old: Catalogue, new: Catalogue) -> tuple[Change, ...]:
    """Every change from one version to the other, in the order of the list, what fell away last."""
    return tuple(_items(old.items, new.items))


def day_differences(old: HolidayYear | None, new: HolidayYear) -> tuple[Change, ...]:
    """Every day that another plan of a year gives or takes, in the order of the calendar."""
    found: list[Change] = []
    for level, name in ((Level.DAY_OFF, "off"), (Level.DAY_WORKED, "worked")):
        had: frozenset[date] = getattr(old, name) if old else frozenset()
        has: frozenset[date] = getattr(new, name)
        found += [Change(Turn.ADDED, level, "", day.isoformat(), ()) for day in has - had]
        found += [Change(Turn.REMOVED, level, "", day.isoformat(), ()) for day in had - has]
    return tuple(sorted(found, key=lambda one: (one.name, one.level, one.turn)))


def touched(changes: Iterable[Change]) -> frozenset[str]:
    """The codes of all sub-items whose cases some change concerns."""
    return frozenset(code for change in changes for code in change.sub_items)


def _items(old: Sequence[ServiceItem], new: Sequence[ServiceItem]) -> Iterator[Change]:
    for before, after in _pairs(old, new, lambda one: one.number):
        some = after or before
        assert some is not None, "a pair has one of the two"
        subs = {one.code for each in (before, after) if each for one in each.sub_items}
        yield from _line(Level.ITEM, str(some.number), some.name, tuple(sorted(subs)), before, after)
        if before and after:
            yield from _sub_items(before.sub_items, after.sub_items)


def _sub_items(old: Sequence[SubItem], new: Sequence[SubItem]) -> Iterator[Change]:
    for before, after in _pairs(old, new, lambda one: one.code):
        some = after or before
        assert some is not None, "a pair has one of the two"
        own = (some.code,)
        yield from _line(Level.SUB_ITEM, some.code, some.name, own, before, after)
        if before and after:
            for one, other in _pairs(before.clocks, after.clocks, lambda one: one.code):
                rule = other or one
                assert rule is not None, "a pair has one of the two"
                yield from _line(Level.CLOCK, some.code, some.name, own, one, other)
            for had, has in _pairs(before.materials, after.materials, lambda one: one.code):
                paper = has or had
                assert paper is not None, "a pair has one of the two"
                yield from _line(Level.MATERIAL, paper.code, paper.name, own, had, has)


def _pairs(
    old: Sequence[_T], new: Sequence[_T], key: Callable[[_T], object]
) -> Iterator[tuple[_T | None, _T | None]]:
    had: Mapping[object, _T] = {key(one): one for one in old}
    has = {key(one) for one in new}
    yield from ((had.get(key(one)), one) for one in new)
    yield from ((one, None) for one in old if key(one) not in has)


def _line(
    level: Level, code: str, name: str, subs: tuple[str, ...], before: _T | None, after: _T | None
) -> Iterator[Change]:
    if before is None or after is None:
        yield Change(Turn.ADDED if before is None else Turn.REMOVED, level, code, name, subs)
        return
    for field in fields(before):
        if field.name in _INNER:
            continue
        was, now = getattr(before, field.name), getattr(after, field.name)
        if was != now:
            yield Change(Turn.CHANGED, level, code, name, subs, field.name, _said(was), _said(now))


def _said(value: object) -> str:
    return "\n".join(value) if isinstance(value, tuple) else str(value)
