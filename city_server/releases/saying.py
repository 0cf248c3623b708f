"""What the commands say of releases, in the words of the city's resources."""

from collections.abc import Iterable, Iterator
from datetime import date

from city_server.releases.words import Words, sheets_of
from outlet_app.domain.releases.difference import Change, Level, Turn
from outlet_app.domain.releases.order import Order
from outlet_app.domain.releases.reach import WHOLE, Reach
from outlet_app.domain.releases.standing import Release

_TEXTS = frozenset({Level.FORM, Level.CLAUSE, Level.NOTE, Level.POLICY, Level.CONDITION})
_LEVELS = {"item": "items", "sub_item": "sub_items", "material": "materials", "clock": "clocks"}


def change_line(change: Change, words: Words) -> str:
    """One change in one line."""
    if change.level in _TEXTS:
        return _text_line(change, words)
    level = words["levels"][change.level.value]
    column = _column(change, words)
    said = str(words["turns"][change.turn.value]).format(
        level=level,
        code=change.code,
        name=f"“{change.name}”",
        field=column,
        before=_value(change.field, change.before, words) if change.turn is Turn.CHANGED else "",
        after=_value(change.field, change.after, words) if change.turn is Turn.CHANGED else "",
    )
    return said if change.code else said.replace("  ", " ")


def _text_line(change: Change, words: Words) -> str:
    """A change of a form text or a policy: whole clauses stand as they are written in the file."""
    said = words["texts"]
    kind = change.turn.value
    if change.level in (Level.CLAUSE, Level.NOTE):
        place, kind = said[change.level.value].format(n=change.field), f"part_{kind}"
    else:
        place = said["fields"].get(f"{change.level}.{change.field}") or said["fields"].get(change.field, "")
        if change.turn is Turn.CHANGED and change.before == change.after:
            kind = "touched"
    before, after = (_text_value(one, words) for one in (change.before, change.after))
    level, name = words["levels"][change.level.value], f"“{change.name}”"
    return str(said[kind]).format(
        level=level, code=change.code, name=name, place=place, before=before, after=after
    )


def _text_value(value: str, words: Words) -> str:
    said: str = words["texts"]["values"].get(value, value)
    return said.replace("\n", str(words["separator"]))


def _column(change: Change, words: Words) -> str:
    for sheet in sheets_of(words, "catalogue"):
        if sheet.level == _LEVELS.get(change.level.value):
            heads = {one.field: one.head for one in sheet.columns if one.kind != "parent"}
            return heads.get(change.field, change.field)
    return change.field


def _value(field: str, value: str, words: Words) -> str:
    if value in ("True", "False"):
        return str(words["flags"]["yes" if value == "True" else "no"])
    named = words["choices"].get(field, {})
    return str(named.get(value, value)).replace("\n", words["separator"])


def reach_line(reach: Reach, words: Words) -> str:
    """Whom it reaches."""
    said = words["said"]
    if reach.share >= WHOLE:
        return str(said["everywhere"])
    parts = [*reach.outlets, *reach.divisions]
    if reach.share:
        parts.append(said["share"].format(share=reach.share))
    return str(said["join"].join(parts))


def order_line(order: Order, words: Words, kind: str, **more: object) -> str:
    """What an order did."""
    return str(words["said"][kind]).format(
        number=order.number,
        subject=words["subjects"][order.subject.value],
        name=order.name,
        mode=words["modes"][order.mode.value],
        since=order.effective_from,
        reach=reach_line(order.reach, words),
        **more,
    )


def standing_lines(releases: Iterable[Release], today: date, words: Words) -> Iterator[str]:
    """One line a version, the newest last."""
    states = words["said"]["states"]
    for one in releases:
        state = states["waiting"] if one.since > today else states["live"]
        if one.withdrawn:
            state = states["withdrawn"].format(reason=one.withdrawn.reason)
        yield str(words["said"]["line"]).format(
            number=one.order.number,
            subject=words["subjects"][one.order.subject.value],
            name=one.order.name,
            mode=words["modes"][one.order.mode.value],
            since=one.since,
            reach=reach_line(one.reach, words),
            state=state,
        )
