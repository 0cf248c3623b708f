"""`city-server overseen`: the city's list of what is late, reported, bounced or not received."""

import argparse
import json
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from city_server import clock
from city_server.books import read_books
from city_server.overseeing import Overseen, for_the_city, overseen
from city_server.store import Store

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

SENTENCE = "print the open cases that ask for somebody who leads, one JSON object a line"


def add_to(commands: "_Commands") -> None:
    """Put the command beside the others."""
    parser = commands.add_parser("overseen", help=SENTENCE, description=SENTENCE)
    parser.add_argument("--database", required=True, help="sqlite:///file or postgresql://…")
    parser.add_argument("--resources", required=True, type=Path, help="folder with the holiday plans")
    parser.add_argument("--outlet", default="", help="10-digit code of one outlet")
    parser.add_argument("--all", action="store_true", help="also what is still the outlet's own affair")
    parser.add_argument("--at", type=_moment, help="as of this moment, ISO with offset; now if not given")
    parser.set_defaults(run=_run)


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise argparse.ArgumentTypeError("a moment needs its offset, as in 2026-11-20T09:00:00+08:00")
    return at


def _run(told: argparse.Namespace) -> int:
    now = told.at or clock.now()
    with closing(Store(told.database)) as store, store.read() as conn:
        lines = overseen(conn, now, read_books(conn, told.resources), told.outlet)
    for one in lines if told.all else for_the_city(lines):
        print(json.dumps(_plain(one), ensure_ascii=False))
    return 0


def _plain(one: Overseen) -> dict[str, object]:
    """No name and no telephone of an applicant stands on the list: who needs them opens the case."""
    return {
        "outlet": one.outlet,
        "case_no": one.case_no,
        "handler": one.handler,
        "concerns": [concern.value for concern in one.concerns],
        "rung": one.rung.value,
        "rule": one.rule,
        "due": one.due.isoformat() if one.due else "",
        "overdue_workdays": one.overdue_workdays,
        "reason": one.reason,
        "measures": one.measures,
        "situation": one.situation,
        "answer_by": one.answer_by,
    }
