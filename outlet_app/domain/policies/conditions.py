"""The conditions of a policy: a tree of tests over the closed list of data (domain.md §6)."""

import calendar as months
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from outlet_app.domain.frozen import dataclass
from outlet_app.domain.plain import PlainRow
from outlet_app.domain.policies.vocabulary import RECORDS, SCALARS, Datum, Kind, Scalar, read_scalar

DEEPEST = 3


class Op(StrEnum):
    """How a value is held against what the policy asks.

    under: the code begins with one of these (division, industry). within_last: not older than n months.
    valid: a day not before today.
    """

    EQ = "eq"
    NE = "ne"
    IN = "in"
    UNDER = "under"
    GE = "ge"
    LE = "le"
    BETWEEN = "between"
    WITHIN_LAST = "within_last"
    VALID = "valid"


class Amount(StrEnum):
    """How many records must be there."""

    EXISTS = "exists"
    NOT_EXISTS = "not_exists"
    AT_LEAST = "count_ge"


class Join(StrEnum):
    """How the conditions of a group belong together."""

    ALL = "all"
    ANY = "any"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Check:
    """One value against its operands."""

    op: Op
    operands: tuple[Scalar, ...]

    def holds(self, value: Scalar, today: date) -> bool:
        """Tell whether the value is as asked."""
        return _HOLDS[self.op](value, self.operands, today)


@dataclass(frozen=True, slots=True)
class ValueTest:
    """A datum with one value, checked."""

    datum: Datum
    check: Check


@dataclass(frozen=True, slots=True)
class RecordTest:
    """How many records of a datum pass all checks of their parts."""

    datum: Datum
    amount: Amount
    count: int
    where: tuple[tuple[str, Check], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Several conditions together."""

    join: Join
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of a policy: its words, what it asks, its basis, and what would settle it when unknown."""

    code: str
    text: str
    asks: ValueTest | RecordTest | Group
    settled_by: str = ""
    basis: str = ""


def read_condition(row: PlainRow, depth: int = 1) -> Condition:
    """Read one condition of a parsed policy; the file's error names row and column of what is wrong."""
    asks = _asks(row, depth)
    # Only what looks at data can stay open, and then it must say what closes it.
    needs = not isinstance(asks, Group)
    return Condition(
        code=row.text("code"),
        text=row.text("text"),
        asks=asks,
        settled_by=row.text("settled_by") if needs else "",
        basis=row.text("basis", may_be_empty=True) if "basis" in row.plain else "",
    )


def months_before(day: date, count: int) -> date:
    """The same day so many months earlier, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - count, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def _asks(row: PlainRow, depth: int) -> ValueTest | RecordTest | Group:
    joined = [join for join in Join if join in row.plain]
    if not joined:
        return _test(row)
    if len(joined) > 1 or "datum" in row.plain:
        raise row.refuse(joined[0], "one_only")
    if depth >= DEEPEST:
        raise row.refuse(joined[0], "too_deep")
    parts = row.rows(joined[0], "code", lambda part: read_condition(part, depth + 1))
    if not parts or (joined[0] is Join.NOT and len(parts) > 1):
        raise row.refuse(joined[0], "one_expected" if parts else "empty")
    return Group(joined[0], parts)


def _test(row: PlainRow) -> ValueTest | RecordTest:
    datum = row.member("datum", Datum)
    if datum in SCALARS:
        return ValueTest(datum, _check(row, SCALARS[datum]))
    amount = row.member("op", Amount)
    count = row.number("value", 1) if amount is Amount.AT_LEAST else 1
    return RecordTest(datum, amount, count, _where(row, RECORDS[datum]))


def _where(row: PlainRow, parts: Mapping[str, Kind]) -> tuple[tuple[str, Check], ...]:
    checks = []
    for one in row.values("where") if "where" in row.plain else ():
        part = PlainRow(one, row.row, row.error)
        name = part.text("part")
        if name not in parts:
            raise row.refuse(name, "unknown_value")
        checks.append((name, _check(part, parts[name])))
    return tuple(checks)


def _check(row: PlainRow, kind: Kind) -> Check:
    op = row.member("op", Op)
    if op not in _OPS[kind]:
        raise row.refuse("op", "not_allowed_here")
    if op is Op.VALID:
        return Check(op, ())
    if op is Op.WITHIN_LAST:
        return Check(op, (row.number("value", 1),))
    found = row.plain.get("value")
    many = found if isinstance(found, list) else [found]
    if not _fits_number(op, len(many)):
        raise row.refuse("value", "number_of_values")
    return Check(
        op, tuple(read_scalar(PlainRow({"value": v}, row.row, row.error), "value", kind) for v in many)
    )


def _fits_number(op: Op, count: int) -> bool:
    if op is Op.BETWEEN:
        return count == 2
    return count >= 1 if op in _MANY else count == 1


_MANY = frozenset({Op.IN, Op.UNDER, Op.BETWEEN})
_OPS: Mapping[Kind, frozenset[Op]] = {
    Kind.TEXT: frozenset({Op.EQ, Op.NE, Op.IN, Op.UNDER}),
    Kind.NUMBER: frozenset({Op.EQ, Op.NE, Op.IN, Op.GE, Op.LE, Op.BETWEEN}),
    Kind.DAY: frozenset({Op.GE, Op.LE, Op.BETWEEN, Op.WITHIN_LAST, Op.VALID}),
}


def _within(value: Scalar, operands: tuple[Scalar, ...], today: date) -> bool:
    assert isinstance(value, date)
    assert isinstance(operands[0], int)
    return months_before(today, operands[0]) <= value <= today


# Kinds were compared when the policy and the register were read, so the comparisons below cannot mix them.
_HOLDS: Mapping[Op, Callable[[Scalar, tuple[Scalar, ...], date], bool]] = {
    Op.EQ: lambda value, asked, _today: value == asked[0],
    Op.NE: lambda value, asked, _today: value != asked[0],
    Op.IN: lambda value, asked, _today: value in asked,
    Op.UNDER: lambda value, asked, _today: str(value).startswith(tuple(map(str, asked))),
    Op.GE: lambda value, asked, _today: value >= asked[0],  # type: ignore[operator]
    Op.LE: lambda value, asked, _today: value <= asked[0],  # type: ignore[operator]
    Op.BETWEEN: lambda value, asked, _today: asked[0] <= value <= asked[1],  # type: ignore[operator]
    Op.WITHIN_LAST: _within,
    Op.VALID: lambda value, _asked, today: value >= today,  # type: ignore[operator]
}
