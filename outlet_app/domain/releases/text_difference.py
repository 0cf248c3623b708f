"""What a new edition of form texts or policies changes: clause by clause, condition by condition."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher

from outlet_app.domain.forms.texts import Edition, FormText
from outlet_app.domain.policies.conditions import Condition, Group
from outlet_app.domain.policies.policy import Policy, PolicyRelease
from outlet_app.domain.releases.difference import Change, Level, Turn

_FORM_FIELDS = ("title", "word", "copies", "basis", "outcomes")
# `version` counts up with every change, which is said by itself.
_POLICY_FIELDS = (
    "name",
    "document_no",
    "basis",
    "kind",
    "mode",
    "valid_from",
    "valid_until",
    "standard",
    "cap",
    "excludes",
    "materials",
)
_CONDITION_FIELDS = ("text", "basis", "settled_by")


def texts_before(editions: Iterable[tuple[tuple[date, int], Edition]]) -> Mapping[str, FormText]:
    """The text of every form that counted before, of the editions with their ranks; one need not hold all."""
    in_order = sorted(editions, key=lambda pair: (pair[0], pair[1].version))
    return {text.code: text for _, edition in in_order for text in edition.forms}


def form_differences(before: Mapping[str, FormText], now: Iterable[FormText]) -> tuple[Change, ...]:
    """What an edition changes; a form that it does not hold stays as it is."""
    return tuple(change for text in now for change in _form(before.get(text.code), text))


def policy_differences(before: PolicyRelease, now: PolicyRelease) -> tuple[Change, ...]:
    """What a release of policies changes, in its order, what fell away last."""
    return tuple(_policies(before.policies, now.policies))


def _form(before: FormText | None, now: FormText) -> Iterator[Change]:
    here = Change(Turn.CHANGED, Level.FORM, now.code, now.title, ())
    if before is None:
        yield replace(here, turn=Turn.ADDED)
        return
    yield from _fields(here, before, now, _FORM_FIELDS)
    yield from _clauses(replace(here, level=Level.CLAUSE), before.clauses, now.clauses)
    yield from _notes(replace(here, level=Level.NOTE), before.notes, now.notes)
    for field in ("entries", "columns"):
        was, has = getattr(before, field), getattr(now, field)
        if was != has:
            yield _told(here, field, [one.label for one in was], [one.label for one in has])


def _clauses(here: Change, before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Change]:
    for place, (key, text) in enumerate(now.items(), 1):
        if key not in before:
            yield replace(here, turn=Turn.ADDED, field=str(place), after=text)
        elif before[key] != text:
            yield replace(here, field=str(place), before=before[key], after=text)
    for place, (key, text) in enumerate(before.items(), 1):
        if key not in now:
            yield replace(here, turn=Turn.REMOVED, field=str(place), before=text)


def _notes(here: Change, before: Sequence[str], now: Sequence[str]) -> Iterator[Change]:
    """Line by line: one that was only moved down by another is no change."""
    for tag, first, last, start, end in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        both = min(last - first, end - start)
        for step in range(both):
            yield replace(
                here, field=str(start + step + 1), before=before[first + step], after=now[start + step]
            )
        for place in range(first + both, last):
            yield replace(here, turn=Turn.REMOVED, field=str(place + 1), before=before[place])
        for place in range(start + both, end):
            yield replace(here, turn=Turn.ADDED, field=str(place + 1), after=now[place])


def _policies(before: Sequence[Policy], now: Sequence[Policy]) -> Iterator[Change]:
    had = {one.number: one for one in before}
    for one in now:
        here = Change(Turn.CHANGED, Level.POLICY, one.number, one.name, ())
        if one.number not in had:
            yield replace(here, turn=Turn.ADDED)
            continue
        was = had[one.number]
        yield from _fields(here, was, one, _POLICY_FIELDS)
        if was.windows != one.windows:
            yield _told(
                here,
                "windows",
                *([f"{day.opens}/{day.closes}" for day in each.windows] for each in (was, one)),
            )
        yield from _conditions(one.number, was.conditions, one.conditions)
    there = {one.number for one in now}
    gone = (one for one in before if one.number not in there)
    yield from (Change(Turn.REMOVED, Level.POLICY, one.number, one.name, ()) for one in gone)


def _conditions(number: str, before: Sequence[Condition], now: Sequence[Condition]) -> Iterator[Change]:
    had, has = dict(_flat(before)), dict(_flat(now))
    for code, one in has.items():
        here = Change(Turn.CHANGED, Level.CONDITION, f"{number} {code}", one.text, ())
        if code not in had:
            yield replace(here, turn=Turn.ADDED)
            continue
        yield from _fields(here, had[code], one, _CONDITION_FIELDS)
        if _bare(had[code]) != _bare(one):
            yield replace(here, field="asks")
    for code, one in had.items():
        if code not in has:
            yield Change(Turn.REMOVED, Level.CONDITION, f"{number} {code}", one.text, ())


def _flat(conditions: Iterable[Condition]) -> Iterator[tuple[str, Condition]]:
    for one in conditions:
        yield one.code, one
        if isinstance(one.asks, Group):
            yield from _flat(one.asks.parts)


def _bare(condition: Condition) -> object:
    """How it is tested; of a group only how its parts belong together, for each part is told by itself."""
    return condition.asks.join if isinstance(condition.asks, Group) else condition.asks


def _fields(here: Change, before: object, now: object, names: Iterable[str]) -> Iterator[Change]:
    for name in names:
        was, has = getattr(before, name), getattr(now, name)
        if was != has:
            yield _told(
                here, name, *(each if isinstance(each, tuple) else [str(each)] for each in (was, has))
            )


def _told(here: Change, field: str, before: Sequence[str], now: Sequence[str]) -> Change:
    return replace(here, field=field, before="\n".join(before), after="\n".join(now))
