"""The lines of a sheet, read off a form's spec (ADR 0043)."""

from collections.abc import Mapping

from outlet_app.domain.forms.spec import Field, Form, Kind
from outlet_app.ui.parts.find_edit import Ask, Find
from outlet_app.ui.parts.sheet_lines import Asked, Line
from outlet_app.wording.mending import NOTHING_THERE

_NOTHING: Mapping[str, str] = {}
_ASKED: Mapping[Kind, Asked] = {
    Kind.TEXT: Asked.PROSE,
    Kind.DAY: Asked.DAY,
    Kind.AHEAD: Asked.DAY,
    Kind.PAST: Asked.PAST,
    Kind.CHOICE: Asked.CHOICE,
    Kind.PICK: Asked.PICK,
    Kind.SWITCH: Asked.TICK,
    Kind.TICKS: Asked.TICKS,
    Kind.FIND: Asked.FIND,
    Kind.ROWS: Asked.ROWS,
}
# What is too long is told at its field and never cut in silence.
ROOM_FOR_PASTES = 4


def lines_of(
    form: Form,
    labels: Mapping[str, str],
    ready: Mapping[str, str] = _NOTHING,
    *,
    rows: tuple[tuple[str, ...], ...] = (),
    hints: Mapping[str, str] = _NOTHING,
    numbers: Ask | None = None,
    choices: Mapping[str, Mapping[str, str]] | None = None,
    find: Find | None = None,
    keys: Mapping[str, Mapping[str, tuple[str, ...]]] | None = None,
) -> list[Line]:
    """A line for each field in reading order; `labels` for fields whose words do not come with the form.

    ready: what stands there at first. numbers: what is offered where numbers of rights are written. find: the
    book that a FIND field is looked up in.
    """
    return [
        Line(
            key=one.name,
            label=one.label or labels[one.name],
            asked=_ASKED.get(one.kind, Asked.TEXT),
            required=one.needed and not one.masked,
            ready=ready.get(one.name, ""),
            hint=hints.get(one.name, ""),
            choices=_left(one, (choices or {}).get(one.name, {})),
            keys=(keys or {}).get(one.name, {}),
            longest=(one.limit or 1000) * ROOM_FOR_PASTES,
            columns=tuple((column.label or labels[column.name], column.share) for column in one.columns),
            rows=rows if one.kind is Kind.ROWS else (),
            find=find if one.kind is Kind.FIND else None,
            ask=numbers if one.kind is Kind.RIGHTS else None,
            column_asks=_column_asks(one, numbers),
            spec=one,
            gone=NOTHING_THERE if one.masked else "",
        )
        for one in form.fields()
    ]


def _left(field: Field, choices: Mapping[str, str]) -> Mapping[str, str]:
    """The words of those codes that the form leaves in its list."""
    if not field.options:
        return choices
    return {code: word for code, word in choices.items() if code in field.options}


def _column_asks(field: Field, numbers: Ask | None) -> Mapping[int, Ask]:
    at = (place for place, column in enumerate(field.columns) if column.kind is Kind.RIGHTS)
    return dict.fromkeys(at, numbers) if numbers else {}
