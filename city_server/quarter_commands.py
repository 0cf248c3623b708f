"""`city-server reviews quarter`: the sheet of a quarter to publish, held back where few would be told."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from city_server import clock
from city_server.books import Books, read_books
from city_server.finding_book import excluded
from city_server.quarter_book import given_in, mendings_of, work_of
from city_server.quarter_keeping import keep
from city_server.quarter_sheet import Document, QuarterSheet, document, read_words
from city_server.quarter_workbook import build_workbook
from city_server.review_book import Period, reviews_of
from city_server.review_keys import ring
from city_server.reviewed_events import reviewed_events
from city_server.store import Store
from city_server.tasks import all_tasks
from outlet_app.domain.calendar import local_day
from outlet_app.domain.rectification.quarters import Quarter
from outlet_app.domain.rectification.task import Task
from outlet_app.domain.reviews.quarterly import Row, quarter_rows


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command is told beside the database."""
    parser.add_argument("--key", required=True, type=Path, action="append", help="file of a private half")
    parser.add_argument("--year", type=int, required=True)
    parser.add_argument("--quarter", type=int, choices=(1, 2, 3, 4), required=True)
    parser.add_argument("--resources", required=True, type=Path, help="folder with the city's data")
    parser.add_argument("--out", type=Path, help="an .xlsx file that does not exist yet")
    parser.add_argument(
        "--keep", action="store_true", help="show it on the division's pages; of a quarter that is over"
    )
    parser.add_argument(
        "--example", action="append", default=[], help="number of a mended task to show; read it first"
    )


def write_quarter(told: argparse.Namespace) -> int:
    """Count, and write or keep; 1 where the sheet is asked for nowhere or too early, a task to show is none
    that was mended, or a review stays closed.
    """
    quarter, now = Quarter(told.year, told.quarter), clock.now()
    refused = _refusal(told, quarter, local_day(now))
    if refused:
        print(refused, file=sys.stderr)
        return 1
    with closing(Store(told.database)) as store, store.read() as conn:
        books = read_books(conn, told.resources)
        calendar = books.calendar()
        tasks = tuple(all_tasks(conn))
        found = list(reviews_of(conn, ring(told.key), Period()))
        given = given_in(reviewed_events(found), tasks, excluded(conn), quarter)
        mendings = mendings_of(tasks, quarter, now, calendar)
        rows = quarter_rows(work_of(conn, quarter), given, mendings)
    mended = {task.number: task for _, task in tasks if task.mended}
    strangers = [number for number in told.example if number not in mended]
    if strangers:
        print(f"Not written: {', '.join(strangers)} was not mended.", file=sys.stderr)
        return 1
    closed = sum(one.review is None for one in found)
    publish = quarter.published_by(calendar).isoformat()
    shown = [mended[number] for number in told.example]
    sheet = _sheet(books, quarter, rows, publish, shown, closed)
    _put(told, quarter, document(sheet, read_words(told.resources)))
    if closed:
        print(f"{closed} reviews do not open with these keys", file=sys.stderr)
    return 1 if closed else 0


def _refusal(told: argparse.Namespace, quarter: Quarter, today: date) -> str:
    if not told.out and not told.keep:
        return "Not written: say where, with --out, --keep or both."
    # Two counts of a running quarter, compared, would tell what a single visitor said.
    if told.keep and today <= quarter.last:
        return f"Not kept: the quarter runs until {quarter.last.isoformat()}."
    return ""


def _sheet(
    books: Books, quarter: Quarter, rows: Sequence[Row], publish: str, examples: Sequence[Task], closed: int
) -> QuarterSheet:
    return QuarterSheet(
        quarter,
        rows,
        {one.code: one.name for one in books.outlets.all},
        books.item_names(),
        publish,
        examples,
        closed,
    )


def _put(told: argparse.Namespace, quarter: Quarter, sheet: Document) -> None:
    if told.out:
        with os.fdopen(os.open(told.out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), "wb") as file:
            file.write(build_workbook(sheet))
    print(f"rows: {len(sheet.lines)}")
    if told.keep:
        with closing(Store(told.database)) as store:
            print(f"edition: {store.settle(lambda conn: _kept(store, conn, quarter, sheet))}")


def _kept(store: Store, conn: Connection, quarter: Quarter, sheet: Document) -> int:
    store.alone(conn)
    return keep(conn, quarter, sheet)
