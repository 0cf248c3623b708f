"""The holiday plan as rows of a workbook and as the spans and days that counters read."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from city_server.releases.placed import Fault, FileUnusable, Placed


def from_rows(told: Placed) -> Placed:
    """Turn the rows into spans and days, in place; FileUnusable names every row that cannot be meant."""
    spans, days, faults = _rows(told, "off"), _rows(told, "worked"), []
    off: set[date] = set()
    for row in spans:
        first, last = _day(row["first"]), _day(row["last"])
        if last < first:
            faults.append(_at(row, "last", "ends_before_it_begins"))
        elif {first.year, last.year} != {told.get("year")}:
            faults.append(_at(row, "first", "other_year"))
        else:
            off |= {first + timedelta(days=step) for step in range((last - first).days + 1)}
    for row in days:
        day = _day(row["day"])
        if day.year != told.get("year"):
            faults.append(_at(row, "day", "other_year"))
        elif day in off:
            faults.append(_at(row, "day", "off_and_worked"))
    if faults:
        raise FileUnusable(*faults)
    told["off"] = [f"{row['first']}/{row['last']}" for row in spans]
    told["worked"] = [str(row["day"]) for row in days]
    return told


def to_rows(plain: Mapping[str, object]) -> dict[str, object]:
    """The plan as rows to be edited."""
    return dict(plain) | {
        "off": [dict(zip(("first", "last"), _ends(span), strict=True)) for span in _texts(plain, "off")],
        "worked": [{"day": day} for day in _texts(plain, "worked")],
    }


def _rows(told: Placed, name: str) -> list[Placed]:
    found = told.get(name, [])
    return [row for row in found if isinstance(row, Placed)] if isinstance(found, list) else []


def _texts(plain: Mapping[str, object], name: str) -> Iterator[str]:
    found = plain.get(name, [])
    return map(str, found if isinstance(found, list) else [])


def _ends(span: str) -> tuple[str, str]:
    first, _, last = span.partition("/")
    return first, last or first


def _day(told: object) -> date:
    return date.fromisoformat(str(told))


_HEADS = {"first": "第一天", "last": "最后一天", "day": "日期"}


def _at(row: Placed, column: str, reason: str) -> Fault:
    line, letter = row.cells[column]
    return Fault(reason, row.sheet, line, _HEADS[column], letter, str(row[column]))
