"""`city-server reviews key | list | alerts | exclude | … | hand-over`: for the holder of the private key."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from city_server import finding_commands, quarter_commands, reviews
from city_server.books import read_books
from city_server.finding_book import Finding, excluded
from city_server.hand_over import Record, events_of, record_of
from city_server.review_book import OpenedReview, Period, reviews_of
from city_server.review_keys import make_key_file, read_key_file, ring
from city_server.reviewed_events import reviewed_events
from city_server.store import Store
from city_server.tasks import all_tasks
from outlet_app.domain.reviews.again import first_code, is_again
from outlet_app.domain.reviews.suspicion import Seen, Suspicion, suspicions
from outlet_app.domain.service_hours import Times
from outlet_app.sync.wire import Review

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]
_Run = Callable[[argparse.Namespace], int]


def add_to(commands: "_Commands") -> None:
    """Put the group beside the other commands."""
    group = commands.add_parser("reviews", help="keys, reading and hand-over of reviews")
    verbs = group.add_subparsers(required=True, metavar="command")

    key = _verb(verbs, "key", "make a private key file, or take one that is there, and seal to it", _key)
    key.add_argument("--key", required=True, type=Path, help="file of the private half; keep it apart")

    listing = _reads(verbs, "list", "open and print reviews, one JSON object a line", _list)
    listing.add_argument("--outlet", default="", help="10-digit code of one outlet")
    listing.add_argument("--bad", action="store_true", help="only bad ones that have no task yet")

    alerts = _reads(verbs, "alerts", "print what should be looked at, one JSON object a line", _alerts)
    alerts.add_argument("--outlet", default="", help="10-digit code of one outlet")
    alerts.add_argument("--resources", required=True, type=Path, help="folder with calendars and outlets")

    sentence = "write the sheet of a quarter by outlet and item, fit to be published"
    quarter_commands.add_options(_verb(verbs, "quarter", sentence, quarter_commands.write_quarter))

    finding_commands.add_exclude(
        _verb(verbs, "exclude", finding_commands.EXCLUDE, finding_commands.write_exclude)
    )
    finding_commands.add_count_again(
        _verb(verbs, "count-again", finding_commands.AGAIN, finding_commands.write_count_again)
    )
    _verb(verbs, "findings", finding_commands.FINDINGS, finding_commands.list_findings)

    over = _reads(verbs, "hand-over", "write records for the regional system, one JSON object a line", _over)
    over.add_argument("--outlet", default="", help="10-digit code of one outlet")
    over.add_argument("--resources", required=True, type=Path, help="folder with catalogue and outlets")
    over.add_argument("--out", required=True, type=Path, help="a file that does not exist yet")


def _verb(verbs: "_Commands", name: str, sentence: str, run: _Run) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=sentence, description=sentence)
    parser.add_argument("--database", required=True, help="sqlite:///file or postgresql://…")
    parser.set_defaults(run=run)
    return parser


def _reads(verbs: "_Commands", name: str, sentence: str, run: _Run) -> argparse.ArgumentParser:
    parser = _verb(verbs, name, sentence, run)
    once_more = "file of a private half; give it once for each key"
    parser.add_argument("--key", required=True, type=Path, action="append", help=once_more)
    parser.add_argument("--since", type=date.fromisoformat, default=date.min, help="first day, YYYY-MM-DD")
    parser.add_argument("--until", type=date.fromisoformat, default=date.max, help="last day, YYYY-MM-DD")
    return parser


def _key(told: argparse.Namespace) -> int:
    pair = read_key_file(told.key) if told.key.exists() else make_key_file(told.key)
    with closing(Store(told.database)) as store:
        store.create()
        print(store.settle(lambda conn: reviews.register_key(conn, pair.public)))
    return 0


def _list(told: argparse.Namespace) -> int:
    closed = 0
    with closing(Store(told.database)) as store, store.read() as conn:
        found = excluded(conn)
        handled = {op_id for op_id, _ in all_tasks(conn)} | found.keys() if told.bad else set()
        for one in reviews_of(conn, ring(told.key), Period(told.since, told.until), told.outlet):
            closed += one.review is None
            if told.bad and not _waits(one, handled):
                continue
            print(json.dumps(_shown(one, found.get(one.op_id)), ensure_ascii=False))
    return _tell_closed(closed)


def _alerts(told: argparse.Namespace) -> int:
    """Too fast, all alike, or at odd hours (domain.md §7.6), outlet by outlet; no figure changes by it."""
    with closing(Store(told.database)) as store, store.read() as conn:
        books = read_books(conn, told.resources)
        found = list(reviews_of(conn, ring(told.key), Period(told.since, told.until), told.outlet))
    for outlet in sorted({one.outlet for one in found}):
        times = Times(books.calendar(outlet), books.hours(outlet))
        own = [_seen(one, one.review) for one in found if one.outlet == outlet and one.review]
        for one in suspicions(own, times):
            print(json.dumps(_alerted(outlet, one), ensure_ascii=False))
    return _tell_closed(sum(one.review is None for one in found))


def _seen(one: OpenedReview, review: Review) -> Seen:
    return Seen(one.terminal, review.at, review.by, review.answer.level, review.answer.tags)


def _alerted(outlet: str, one: Suspicion) -> dict[str, object]:
    return {
        "pattern": one.pattern.value,
        "outlet": outlet,
        "terminal": one.device,
        "count": one.count,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "by": list(one.people),
    }


def _waits(one: OpenedReview, handled: set[str]) -> bool:
    return one.review is not None and one.review.answer.level.is_bad and one.op_id not in handled


def _over(told: argparse.Namespace) -> int:
    keys, period = ring(told.key), Period(told.since, told.until)
    with closing(Store(told.database)) as store, store.read() as conn:
        books = read_books(conn, told.resources)
        # Both words of an event belong together, whichever of them was given in the period.
        found = list(reviews_of(conn, keys, Period(), told.outlet))
        events = [one for one in reviewed_events(found) if one.falls_in(period)]
        of, out = dict(all_tasks(conn)), excluded(conn)
        records = [
            record_of(
                one.first.review,
                events_of(conn, one.first.review.case_id),
                books,
                of.get(one.first.op_id),
                one.later.review if one.later else None,
                one.counts.op_id in out,
            )
            for one in events
            if one.first
        ]
    written = [one for one in records if one is not None]
    _write(told.out, written)
    print(f"records: {len(written)}")
    _tell_doubts(records)
    _tell_orphans(sum(one.first is None for one in events))
    return _tell_closed(sum(one.review is None for one in found))


def _write(path: Path, records: Iterable[Record]) -> None:
    # Names and numbers of people: readable by whoever hands it over and by nobody else.
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(one, ensure_ascii=False)}\n" for one in records)


def _tell_orphans(count: int) -> None:
    if count:
        print(f"{count} later words came before the first ones; left out until those arrive", file=sys.stderr)


def _tell_doubts(records: Iterable[Record | None]) -> None:
    told = list(records)
    strangers, silent = told.count(None), len(list(_without_reason(told)))
    if strangers:
        print(f"{strangers} reviews are of services the city has not heard of yet; left out", file=sys.stderr)
    if silent:
        print(f"{silent} bad reviews state no reason; the regional interface asks for one", file=sys.stderr)


def _without_reason(records: Iterable[Record | None]) -> Iterator[Record]:
    for one in records:
        if one and int(one["satisfaction"]) <= 2 and not (one["evalDetail"] or one["writingEvaluation"]):
            yield one


def _tell_closed(count: int) -> int:
    if count:
        print(f"{count} reviews do not open with these keys", file=sys.stderr)
    return 1 if count else 0


def _shown(one: OpenedReview, found: Finding | None) -> dict[str, object]:
    head: dict[str, object] = {
        "review": one.op_id,
        "outlet": one.outlet,
        "received_at": one.received_at,
        "key": one.key_id,
    }
    if one.review is None:
        return head
    told, answer = one.review, one.review.answer
    return head | {
        "case_no": told.case_no,
        "occasion": first_code(told.occasion),
        "again": is_again(told.occasion),
        "number": told.number,
        "item": told.item,
        "by": told.by,
        "at": told.at.isoformat(),
        "level": int(answer.level),
        "tags": list(answer.tags),
        "text": answer.text,
        "withheld": answer.withheld,
        "anonymous": answer.anonymous,
        "call_back": answer.call_back,
        "ending": answer.ending.value,
        "excluded": found.ground if found else "",
    }
