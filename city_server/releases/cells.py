"""What a cell of a workbook says, and how a value is written into one."""

from collections.abc import Mapping
from datetime import date, datetime

from city_server.releases.words import Column, Words


class CellWrong(Exception):  # noqa: N818 - a finding about a cell
    """A cell that cannot be read; `reason` is a code."""

    def __init__(self, reason: str, found: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.found = found


def read_cell(column: Column, value: object, words: Words) -> object:
    """The value a cell stands for; CellWrong."""
    if isinstance(value, str):
        value = value.strip()
    if value in (None, ""):
        return _nothing(column, words)
    if column.kind == "number":
        return _number(value)
    if column.kind == "day":
        return _day(value)
    said = _text(value)
    if column.kind == "flag":
        return _flag(said, words)
    if column.kind == "choice":
        return _choice(said, words["choices"][column.field])
    parts = [part.strip() for part in said.replace(words["separator"], "\n").splitlines() if part.strip()]
    if column.kind == "choices":
        # People part them as they please.
        return [_choice(one, words["choices"][column.field]) for one in said.replace("、", " ").split()]
    return parts if column.kind == "lines" else said


def write_cell(column: Column, value: object, words: Words) -> object:
    """What stands in the cell for a value."""
    if column.kind == "flag":
        return words["flags"]["yes" if value else "no"]
    if column.kind == "choice":
        return words["choices"][column.field].get(value, value)
    if column.kind == "choices" and isinstance(value, list):
        return "、".join(words["choices"][column.field][one] for one in value)
    if column.kind == "lines" and isinstance(value, list):
        return "\n".join(value)
    return value


def _nothing(column: Column, words: Words) -> object:
    if column.kind == "choice" and "" in words["choices"][column.field].values():
        return ""
    if column.kind in ("lines", "choices"):
        return []
    if column.optional:
        return "" if column.kind == "text" else None
    raise CellWrong(_MISSING.get(column.kind, "text_expected"))


_MISSING = {
    "number": "number_expected",
    "flag": "true_or_false_expected",
    "day": "date_expected",
    "choice": "unknown_value",
}


def _number(value: object) -> int:
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise CellWrong("number_expected", str(value))
    return int(value)


def _day(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as wrong:
        raise CellWrong("date_expected", str(value)) from wrong


def _text(value: object) -> str:
    # A decimal has lost what was typed: 1.10 has become 1.1.
    if isinstance(value, float | bool | date):
        raise CellWrong("written_as_number", str(value))
    return str(value)


def _flag(said: str, words: Words) -> bool:
    if said not in words["flags"].values():
        raise CellWrong("true_or_false_expected", said)
    return bool(said == words["flags"]["yes"])


def _choice(said: str, choices: Mapping[str, str]) -> str:
    for code, word in choices.items():
        if said in (word, code) and said:
            return code
    raise CellWrong("unknown_value", said)
