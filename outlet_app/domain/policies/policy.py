"""A policy as the city publishes it: version, basis, 申报期, conditions, what is granted (domain.md §6)."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from outlet_app.domain.frozen import dataclass
from outlet_app.domain.plain import DataError, Plain, PlainRow
from outlet_app.domain.policies.conditions import Condition, read_condition

ITEM = 8
TOLD, WILL = "8.1", "8.5"  # 政策匹配、推送 and 免申即享意愿确认 in the list


class PolicyMode(StrEnum):
    """免申即享: only the will is asked; 申报: an application with materials."""

    OFFERED = "offered"
    APPLIED = "applied"


# What is declared for a policy: 申报预审 and 帮办提交, or the will alone.
DECLARED = {"8.2": PolicyMode.APPLIED, "8.3": PolicyMode.APPLIED, WILL: PolicyMode.OFFERED}


class PolicyKind(StrEnum):
    """资金类, 资质类."""

    FUND = "fund"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Window:
    """One 申报期, both days included."""

    opens: date
    closes: date


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy in one version; windows in order of time, none of them: all year round.

    basis: the articles it rests on. standard: 兑现标准; cap: 上限, empty where there is none.
    """

    number: str
    version: str
    name: str
    document_no: str
    basis: str
    kind: PolicyKind
    mode: PolicyMode
    valid_from: date
    valid_until: date
    windows: tuple[Window, ...]
    conditions: tuple[Condition, ...]
    standard: str
    cap: str = ""
    excludes: str = ""
    materials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyRelease:
    """What the city hands down at once; after `good_until` nobody may rely on it any more."""

    version: str
    issued_on: date
    good_until: date
    policies: tuple[Policy, ...]

    def policy(self, number: str) -> Policy | None:
        """Return the policy of that number."""
        return next((one for one in self.policies if one.number == number), None)


class PolicyError(DataError):
    """Policies that cannot be used: where they are wrong (row, column) and why, as codes."""


def read_policies(plain: Plain) -> PolicyRelease:
    """Turn a parsed release into a PolicyRelease; PolicyError(row, column, reason) if it is unusable."""
    told = PlainRow(plain, "policies", PolicyError)
    return PolicyRelease(
        version=told.text("version"),
        issued_on=told.day("issued_on"),
        good_until=_after(told, "issued_on", "good_until"),
        policies=told.rows("policies", "number", _policy),
    )


def codes_of(conditions: Iterable[Condition]) -> list[str]:
    """Every code in the tree, in order."""
    found: list[str] = []
    for condition in conditions:
        found.append(condition.code)
        found.extend(codes_of(getattr(condition.asks, "parts", ())))
    return found


def _policy(row: PlainRow) -> Policy:
    conditions = row.rows("conditions", "code", read_condition)
    if not conditions:
        raise row.refuse("conditions", "empty")
    codes = codes_of(conditions)
    if len(set(codes)) < len(codes):
        raise row.refuse("conditions", "used_twice")
    return Policy(
        number=row.text("number"),
        version=row.text("version"),
        name=row.text("name"),
        document_no=row.text("document_no"),
        basis=row.text("basis"),
        kind=row.member("kind", PolicyKind),
        mode=row.member("mode", PolicyMode),
        valid_from=row.day("valid_from"),
        valid_until=_after(row, "valid_from", "valid_until"),
        windows=_windows(row),
        conditions=conditions,
        standard=row.text("standard"),
        cap=row.text("cap", may_be_empty=True) if "cap" in row.plain else "",
        excludes=row.text("excludes", may_be_empty=True) if "excludes" in row.plain else "",
        materials=row.texts("materials") if "materials" in row.plain else (),
    )


def _windows(row: PlainRow) -> tuple[Window, ...]:
    found = tuple(_window(PlainRow(one, row.row, row.error)) for one in row.values("windows"))
    days = [day for one in found for day in (one.opens, one.closes)]
    if days != sorted(days) or len({one.opens for one in found}) < len(found):
        raise row.refuse("windows", "spans_out_of_order")
    return found


def _window(row: PlainRow) -> Window:
    return Window(row.day("opens"), _after(row, "opens", "closes"))


def _after(row: PlainRow, first: str, last: str) -> date:
    if row.day(last) < row.day(first):
        raise row.refuse(last, "spans_out_of_order")
    return row.day(last)
