"""`city-server reviews quarter`: the sheet of a quarter to publish, held back where few would be told."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from city_server import clock
from city_server.books import Books, read_books
from city_server.finding_book import excluded
from city_server.quarter_book import given_in, mendings_of, work_of
from city_server.quarter_sheet import QuarterSheet, build_sheet, read_words
from city_server.review_book import Period, reviews_of
from city_server.review_keys import ring
from city_server.reviewed_events import reviewed_events
from city_server.store import Store
from city_server.tasks import all_tasks
from outlet_app.domain.rectification.quarters import Quarter
from outlet_app.domain.rectification.task import Task
from outlet_app.domain.reviews.quarterly import Row, quarter_rows


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command is told beside the database."""
    parser.add_argument("--key", required=True, type=Path, action="append", help="file of a private half")
    parser.add_argument("--year", type=int, required=True)
    parser.add_argument("--quarter", type=int, choices=(1, 2, 3, 4), required=True)
    parser.add_argument("--resources", required=True, type=Path, help="folder with the city's data")
    parser.add_argument("--out", required=True, type=Path, help="an .xlsx file that does not exist yet")
    parser.add_argument(
        "--example", action="append", default=[], help="number of a mended task to show; read it first"
    )


def write_quarter(told: argparse.Namespace) -> int:
    """Count and write; 1 where a task to show is none that was mended, or a review stays closed."""
    quarter = Quarter(told.year, told.quarter)
    with closing(Store(told.database)) as store, store.read() as conn:
        books = read_books(conn, told.resources)
        calendar = books.calendar()
        tasks = tuple(all_tasks(conn))
        found = list(reviews_of(conn, ring(told.key), Period()))
        given = given_in(reviewed_events(found), tasks, excluded(conn), quarter)
        mendings = mendings_of(tasks, quarter, clock.now(), calendar)
        rows = quarter_rows(work_of(conn, quarter), given, mendings)
    mended = {task.number: task for _, task in tasks if task.mended}
    strangers = [number for number in told.example if number not in mended]
    if strangers:
        print(f"Not written: {', '.join(strangers)} was not mended.", file=sys.stderr)
        return 1
    publish = quarter.published_by(calendar).isoformat()
    _write(told, _sheet(books, quarter, rows, publish, [mended[number] for number in told.example]))
    closed = sum(one.review is None for one in found)
    if closed:
        print(f"{closed} reviews do not open with these keys", file=sys.stderr)
    return 1 if closed else 0


def _sheet(
    books: Books, quarter: Quarter, rows: Sequence[Row], publish: str, examples: Sequence[Task]
) -> QuarterSheet:
    return QuarterSheet(
        quarter,
        rows,
        {one.code: one.name for one in books.outlets.all},
        books.item_names(),
        publish,
        examples,
    )


def _write(told: argparse.Namespace, sheet: QuarterSheet) -> None:
    with os.fdopen(os.open(told.out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), "wb") as file:
        file.write(build_sheet(sheet, read_words(told.resources)))
    print(f"rows: {len(sheet.rows)}")
