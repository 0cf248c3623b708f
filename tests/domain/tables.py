"""A table of cases as one test: every row is tried, and each row that does not hold is named."""

from collections.abc import Callable, Iterable
from functools import wraps
from inspect import Parameter, Signature
from reprlib import Repr

import pytest

Test = Callable[..., None]
Row = dict[str, object]
SHOWN = Repr()
SHOWN.maxstring = SHOWN.maxother = 80


def each(names: str | tuple[str, ...], rows: Iterable[object]) -> Callable[[Test], Test]:
    """Try the test with every row of a table: one item in all, where parametrize makes one of each row.

    The first row that does not hold is shown as any failing test is, with a note that names every such row.
    Two tables above one test are tried in every combination. An item costs half a millisecond, most rules a
    hundredth of that (docs/adr/0025).
    """
    alone = isinstance(names, str)
    keys = (names,) if alone else names
    table = [dict(zip(keys, (row,) if alone else row, strict=True)) for row in rows]
    if not table:
        raise ValueError("a table without rows proves nothing")

    def over(test: Test) -> Test:
        body, known = getattr(test, "tried", (test, [{}]))
        return _whole(body, [row | more for more in known for row in table])

    return over


def _whole(body: Test, table: list[Row]) -> Test:
    asked = body.__code__.co_varnames[: body.__code__.co_argcount]
    missing = set(table[0]) - set(asked)
    if missing:
        raise TypeError(f"{body.__name__} asks for no {missing}")

    @wraps(body)
    def whole(*self: object, **given: object) -> None:
        fallen = [(row, wrong) for row in table if (wrong := _tried(body, self, given | row)) is not None]
        if fallen:
            first = fallen[0][1]
            first.add_note(f"{len(fallen)} of {len(table)} rows do not hold:")
            for row, wrong in fallen:
                first.add_note(f"  {_named(row)}: {str(wrong).partition(chr(10))[0]}")
            raise first

    left = [name for name in asked if name not in table[0]]
    whole.__signature__ = Signature([Parameter(name, Parameter.POSITIONAL_OR_KEYWORD) for name in left])
    whole.tried = (body, table)
    return whole


def _tried(body: Test, self: tuple[object, ...], given: Row) -> BaseException | None:
    try:
        body(*self, **given)
    except (Exception, pytest.fail.Exception) as wrong:
        return wrong
    return None


def _named(row: Row) -> str:
    return ", ".join(f"{key}={SHOWN.repr(value)}" for key, value in row.items())
