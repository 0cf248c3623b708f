"""`city-server division add | reset | remove | list | records`: who signs in at the division's pages."""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from city_server.division import diary, staff
from city_server.store import Store

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

SENTENCE = "people of the city division who may sign in at /division, and what was done there"
_NOBODY = "Nobody of the division has this number; `city-server division list` prints who has."


def add_to(commands: "_Commands") -> None:
    """Put the group beside the other commands."""
    group = commands.add_parser("division", help=SENTENCE, description=SENTENCE)
    verbs = group.add_subparsers(required=True, metavar="command")
    adding = _verb(verbs, "add", "let a person sign in; prints a password to hand out", _add)
    _takes_number(adding)
    adding.add_argument("--name", required=True, type=name, help="name; the outlets read it")
    _takes_number(_verb(verbs, "reset", "print a new password to hand out; sessions end", _reset))
    _takes_number(_verb(verbs, "remove", "let a person in no more; sessions end at once", _remove))
    appointing = _verb(verbs, "officer", "let a person list and strike off discredited applicants", _officer)
    _takes_number(appointing)
    appointing.add_argument("--end", action="store_true", help="no more")
    _verb(verbs, "list", "print who may sign in, one JSON object a line", _list)
    reading = _verb(verbs, "records", "print who was here and did what, the newest first", _records)
    reading.add_argument("--staff", default="", help="only of this 10-digit number")
    reading.add_argument("--most", type=int, default=200, help="lines at most (%(default)s)")


def _verb(
    verbs: "_Commands", name: str, sentence: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=sentence, description=sentence)
    parser.add_argument("--database", required=True, help="sqlite:///file or postgresql://…")
    parser.set_defaults(run=run)
    return parser


def _takes_number(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--staff", required=True, type=_number, help="10-digit staff number")


def _number(text: str) -> str:
    if not staff.is_staff_no(text):
        raise argparse.ArgumentTypeError("a staff number has 10 digits")
    return text


def name(text: str) -> str:
    """A name as people read it; argparse says what is wrong with another."""
    if not text.strip() or not text.isprintable() or len(text) > staff.LONGEST_NAME:
        raise argparse.ArgumentTypeError("a name of at most 50 characters is needed")
    return text.strip()


def _add(told: argparse.Namespace) -> int:
    return _settled(told, lambda conn: staff.take_on(conn, told.staff, told.name))


def _reset(told: argparse.Namespace) -> int:
    return _settled(told, lambda conn: staff.reset(conn, told.staff))


def _remove(told: argparse.Namespace) -> int:
    def work(conn: Connection) -> str:
        staff.take_off(conn, told.staff)
        return "removed"

    return _settled(told, work)


def _officer(told: argparse.Namespace) -> int:
    def work(conn: Connection) -> str:
        staff.appoint(conn, told.staff, officer=not told.end)
        return "ended" if told.end else "appointed"

    return _settled(told, work)


def _list(told: argparse.Namespace) -> int:
    with closing(Store(told.database)) as store, store.read() as conn:
        for one in staff.members(conn):
            print(json.dumps(asdict(one), ensure_ascii=False))
    return 0


def _records(told: argparse.Namespace) -> int:
    with closing(Store(told.database)) as store, store.read() as conn:
        for one in diary.lines(conn, told.staff, told.most):
            print(json.dumps(asdict(one), ensure_ascii=False))
    return 0


def _settled(told: argparse.Namespace, work: Callable[[Connection], str]) -> int:
    with closing(Store(told.database)) as store:
        try:
            print(store.settle(work))
        except staff.NoSuchPerson:
            print(_NOBODY, file=sys.stderr)
            return 1
    return 0
