"""`city-server reviews exclude | count-again | findings`: duplicates, tests and the like."""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import Connection

from city_server.finding_book import Finding, findings
from city_server.findings import NotFound, Reviews, count_again, exclude
from city_server.review_book import Period, reviews_of
from city_server.review_keys import ring
from city_server.store import Store
from outlet_app.domain.facts.rectification import Ground
from outlet_app.domain.reviews.exclusion import GROUNDS, Found

EXCLUDE = "let a duplicate, a test or an unfair review count in no rate; it stays where it is"
AGAIN = "let a review count again that was excluded"
FINDINGS = "print every finding on a review, one JSON object a line"
_SAID = {
    "exclusion.unknown": "there is no such review, or it does not open with these keys",
    "exclusion.own": "nobody decides on a review of the own work or the own outlet",
    "exclusion.reason": "a reason of at most 200 characters is needed",
    "exclusion.task": "it has a task; decide on that with `tasks decide`",
    "exclusion.twice": "it is excluded already",
    "exclusion.none": "it is not excluded",
    "exclusion.ground": "that is no ground",
    "exclusion.repeats": "--repeats goes with a duplicate only",
    "exclusion.original": "a duplicate names another review that counts, with --repeats",
}


def add_exclude(parser: argparse.ArgumentParser) -> None:
    """What `exclude` is told beside the database."""
    _add_decision(parser)
    told = tuple(one.value for one in GROUNDS)
    parser.add_argument("--ground", required=True, choices=told, help="why it counts in no rate")
    parser.add_argument("--repeats", default="", help="of a duplicate: the id of the review it repeats")


def add_count_again(parser: argparse.ArgumentParser) -> None:
    """What `count-again` is told beside the database."""
    _add_decision(parser)


def write_exclude(told: argparse.Namespace) -> int:
    """Exclude; 1 where it may not be."""
    found = Found(told.review, Ground(told.ground), told.reason.strip(), told.by, told.repeats)
    return _decide(told, lambda conn, reviews: exclude(conn, found, reviews))


def write_count_again(told: argparse.Namespace) -> int:
    """Take a finding back; 1 where there is none."""
    return _decide(
        told, lambda conn, reviews: count_again(conn, told.review, told.by, told.reason.strip(), reviews)
    )


def list_findings(told: argparse.Namespace) -> int:
    """All of them, oldest first."""
    with closing(Store(told.database)) as store, store.read() as conn:
        for one in findings(conn):
            print(json.dumps(asdict(one), ensure_ascii=False))
    return 0


def _add_decision(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--key", required=True, type=Path, action="append", help="file of a private half")
    parser.add_argument("--review", required=True, help="id of the review, as `reviews list` prints it")
    parser.add_argument("--reason", required=True, help="why; kept with the finding")
    parser.add_argument("--by", required=True, help="10-digit number of whoever decides this")


def _decide(told: argparse.Namespace, work: Callable[[Connection, Reviews], Finding]) -> int:
    keys = ring(told.key)

    def decided(conn: Connection, store: Store) -> Finding:
        # Two at once must not exclude each other's original.
        store.alone(conn)
        return work(conn, {one.op_id: one for one in reviews_of(conn, keys, Period())})

    with closing(Store(told.database)) as store:
        try:
            made = store.settle(lambda conn: decided(conn, store))
        except NotFound as refused:
            print(f"Not done: {_SAID[str(refused)]}.", file=sys.stderr)
            return 1
    print(json.dumps(asdict(made), ensure_ascii=False))
    return 0
