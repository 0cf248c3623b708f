"""The holiday plan as rows of a workbook and as the spans and days that counters read."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from city_server.releases.placed import FileUnusable, Placed
from city_server.releases.words import Sheet, fault_at


def from_rows(told: Placed, sheets: Sequence[Sheet]) -> Placed:
    """Turn the rows into spans and days, in place; FileUnusable names every row that cannot be meant."""
    spans, days, faults = _rows(told, "off"), _rows(told, "worked"), []
    off: set[date] = set()
    for row in spans:
        first, last = _day(row["first"]), _day(row["last"])
        if last < first:
            faults.append(fault_at(row, "last", "ends_before_it_begins", sheets))
        elif {first.year, last.year} != {told.get("year")}:
            faults.append(fault_at(row, "first", "other_year", sheets))
        else:
            off |= {first + timedelta(days=step) for step in range((last - first).days + 1)}
    for row in days:
        day = _day(row["day"])
        if day.year != told.get("year"):
            faults.append(fault_at(row, "day", "other_year", sheets))
        elif day in off:
            faults.append(fault_at(row, "day", "off_and_worked", sheets))
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
