"""季度统计表: the kept sheets of reviews 事项×网点, as a page to read and print and as a workbook."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from starlette.responses import Response

from city_server import clock
from city_server.division.view import SAFE, page
from city_server.division.visit import Visit
from city_server.quarter_keeping import Kept, kept, quarters_kept
from city_server.quarter_sheet import Document, Line, Span
from city_server.quarter_workbook import build_workbook
from outlet_app.domain.calendar import local_day
from outlet_app.domain.rectification.quarters import Quarter
from outlet_app.wording import division as words

NOT_FOUND = 404
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUMS = "sums"


@dataclass(frozen=True, slots=True)
class Head:
    """A head over so many columns and rows of the table."""

    name: str
    columns: int = 1
    rows: int = 1


def show(visit: Visit) -> Response:
    """The newest sheet, or that of the quarter asked for: whole, its sums, or one outlet of it."""
    with visit.city.store.read() as conn:
        known = quarters_kept(conn)
        wanted = read_quarter(visit.query.get("quarter", "")) or (known[0] if known else None)
        found = kept(conn, wanted) if wanted else None
        last = Quarter.of(local_day(clock.now())).before
        publish = last.published_by(visit.city.books(conn).calendar())
    part = visit.query.get("part", "")
    return page(
        visit,
        "quarters.html",
        quarters={key_of(one): words.QUARTER.format(year=one.year, n=one.number) for one in known},
        chosen=key_of(wanted) if wanted else "",
        found=found,
        owed=None if last in known else last,
        publish=publish,
        spans=_spans(found.document) if found else {},
        part=part,
        lines=tuple(_shown(found.document, part)) if found else (),
        heads=heads(found.document) if found else (),
    )


def book(visit: Visit) -> Response:
    """The whole sheet of a quarter as a workbook."""
    wanted = read_quarter(visit.query.get("quarter", ""))
    with visit.city.store.read() as conn:
        found = kept(conn, wanted) if wanted else None
    if found is None:
        return page(visit, "plain.html", NOT_FOUND, sentence=words.NO_QUARTER)
    headers = {**SAFE, "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file_name(found))}"}
    return Response(build_workbook(found.document), headers=headers, media_type=XLSX)


def key_of(quarter: Quarter) -> str:
    """A quarter as it stands in an address: 2026-4."""
    return f"{quarter.year}-{quarter.number}"


def read_quarter(text: str) -> Quarter | None:
    """The quarter that an address names; None where it names none."""
    year, _, number = text.partition("-")
    is_one = len(year) == 4 and year.isascii() and year.isdecimal() and number in ("1", "2", "3", "4")
    return Quarter(int(year), int(number)) if is_one else None


def file_name(found: Kept) -> str:
    """The name under which a browser saves the workbook."""
    quarter = found.quarter
    return words.QUARTER_FILE.format(year=quarter.year, n=quarter.number, edition=found.edition)


def heads(told: Document) -> tuple[tuple[Head, ...], ...]:
    """The rows of heads: the groups over their columns, a column of no group over both rows."""
    if not any(group.name for group in told.groups):
        return (tuple(map(Head, told.heads)),)
    upper: list[Head] = []
    below: list[Head] = []
    rest = iter(told.heads)
    for group in told.groups:
        own = [next(rest) for _ in range(group.columns)]
        upper += [Head(group.name, group.columns)] if group.name else [Head(name, rows=2) for name in own]
        below += map(Head, own) if group.name else []
    return tuple(upper), tuple(below)


def _spans(told: Document) -> Mapping[str, str]:
    """What may be shown alone: the sums, or one outlet."""
    outlets = {line.outlet: str(line.cells[0]) for line in told.lines if line.span is Span.OUTLET}
    return {SUMS: words.SUMS_ONLY, **outlets}


def _shown(told: Document, part: str) -> Iterator[Line]:
    for line in told.lines:
        is_sum = part == SUMS and line.span is not Span.ITEM
        if not part or is_sum or line.outlet == part:
            yield line
