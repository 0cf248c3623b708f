"""`city-server parked list | show | judge | resolve`: what waits for a person, and what becomes of it."""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from city_server.city import query_key_of
from city_server.parked import NoReason, NotParked, body, course, judge, set_aside, waiting
from city_server.store import Store

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

SENTENCE = "operations the city holds without a verdict: look at them, judge them again, set them aside"
_NOT_HERE = "Nothing with this id waits here; `city-server parked list` prints what does."
_NO_REASON = "A reason is needed, at most 500 characters; the counter shows it to the clerk."


def add_to(commands: "_Commands") -> None:
    """Put the group beside the other commands."""
    group = commands.add_parser("parked", help=SENTENCE, description=SENTENCE)
    verbs = group.add_subparsers(required=True, metavar="command")
    listing = _verb(verbs, "list", "print what waits, oldest first, one JSON object a line", _list)
    listing.add_argument("--outlet", default="", help="10-digit code of one outlet")
    showing = _verb(verbs, "show", "print one operation with every verdict it was given", _show)
    showing.add_argument("--op", required=True, help="id, as `parked list` prints it")
    showing.add_argument(
        "--content",
        action="store_true",
        help="also what the clerk wrote; it names people, and is for your eyes",
    )
    judging = _verb(verbs, "judge", "ask the rules once more, when what was in the way is gone", _judge)
    which = judging.add_mutually_exclusive_group(required=True)
    which.add_argument("--op", default="", help="one operation, and what waits beside it in its case")
    which.add_argument("--all", action="store_true", help="everything that waits")
    _signed_by(judging)
    resolving = _verb(
        verbs, "resolve", "decide that an operation takes no effect; it stays on record", _resolve
    )
    resolving.add_argument("--op", required=True, help="id, as `parked list` prints it")
    resolving.add_argument("--reason", required=True, help="why; the clerk at the counter reads it")
    _signed_by(resolving)


def _verb(
    verbs: "_Commands", name: str, sentence: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=sentence, description=sentence)
    parser.add_argument("--database", required=True, help="sqlite:///file or postgresql://…")
    parser.set_defaults(run=run)
    return parser


def _signed_by(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", required=True, help="who decides this; kept beside the verdict")


def _list(told: argparse.Namespace) -> int:
    with closing(Store(told.database)) as store, store.read() as conn:
        for one in waiting(conn, told.outlet):
            print(json.dumps(asdict(one), ensure_ascii=False))
    return 0


def _show(told: argparse.Namespace) -> int:
    with closing(Store(told.database)) as store, store.read() as conn:
        verdicts = course(conn, told.op)
        content = body(conn, told.op).decode(errors="replace") if told.content else ""
    if not verdicts:
        print(_NOT_HERE, file=sys.stderr)
        return 1
    for one in verdicts:
        print(json.dumps(asdict(one), ensure_ascii=False))
    if content:
        print(content)
    return 0


def _judge(told: argparse.Namespace) -> int:
    def work(conn: Connection) -> int:
        found = waiting(conn, op_id=told.op) if told.all or told.op else ()
        if not found and not told.all:
            raise NotParked(told.op)
        return len(judge(conn, query_key_of(conn), sorted({one.case_id for one in found}), told.by))

    return _settled(told, work)


def _resolve(told: argparse.Namespace) -> int:
    def work(conn: Connection) -> int:
        return 1 + len(set_aside(conn, query_key_of(conn), told.op, told.reason, told.by))

    return _settled(told, work)


def _settled(told: argparse.Namespace, work: Callable[[Connection], int]) -> int:
    with closing(Store(told.database)) as store:
        try:
            count = store.settle(work)
        except NotParked:
            print(_NOT_HERE, file=sys.stderr)
            return 1
        except NoReason:
            print(_NO_REASON, file=sys.stderr)
            return 1
        with store.read() as conn:
            print(f"{count} settled, {len(waiting(conn))} still wait")
    return 0
