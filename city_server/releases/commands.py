"""`city-server release check | diff | publish | widen | withdraw | list | export | resign`."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection

from city_server import clock
from city_server.releases import book, giving
from city_server.releases.calendar_rows import to_rows
from city_server.releases.comparing import diff_lines
from city_server.releases.drafts import Draft, bundled, read_draft
from city_server.releases.needs import Concerned, concerned, concerned_lines, demand_needed
from city_server.releases.placed import FileUnusable
from city_server.releases.saying import order_line, standing_lines
from city_server.releases.words import read_words, sentence, sheets_of
from city_server.releases.workbook import write_workbook
from city_server.signing_keys import read_signing_key
from city_server.store import Store
from outlet_app.domain.releases.order import Mode, Order, Subject
from outlet_app.domain.releases.reach import WHOLE, Reach

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]
_T = TypeVar("_T")
_Run = Callable[[argparse.Namespace], int]
SENTENCE = "check, compare, sign and hand down the service-item list and what else counters look things up in"
KEY_ENDED = "Counters believe another key; nothing was signed."


def add_to(commands: "_Commands") -> None:
    """Put the group beside the other commands."""
    group = commands.add_parser("release", help=SENTENCE, description=SENTENCE)
    verbs = group.add_subparsers(required=True, metavar="command")
    check = _verb(verbs, "check", "say whether a file can be published, and where it is wrong", _check)
    diff = _verb(verbs, "diff", "say what a file changes in the version that counts now", _diff)
    publish = _verb(verbs, "publish", "check a file, sign it and hand it down to the counters", _publish)
    for one in (check, diff, publish):
        one.add_argument("file", type=Path, help=".xlsx or .yaml")
        takes_subject(one)
    takes_reach(publish, WHOLE)
    publish.add_argument("--mode", required=True, type=Mode, choices=tuple(Mode), metavar="yearly|urgent")
    publish.add_argument("--effective", type=date.fromisoformat, help="day, where the file names none")
    widen = _verb(verbs, "widen", "let a version reach further outlets", _widen)
    takes_reach(widen, 0)
    withdraw = _verb(
        verbs, "withdraw", "take a version back; the earlier one counts for new cases", _withdraw
    )
    for one in (publish, widen, withdraw):
        takes_signature(one)
    for one in (widen, withdraw):
        one.add_argument("name", help="the version")
        takes_subject(one)
    _verb(verbs, "list", "every version handed down, and how it stands", _list)
    export = _verb(verbs, "export", "write the newest version as a workbook or as text, to edit it", _export)
    takes_subject(export)
    export.add_argument("--out", required=True, type=Path, help="file to write, .xlsx or .json")
    resign = _verb(verbs, "resign", "sign every order anew after another key took over", _resign)
    resign.add_argument("--key", required=True, type=Path, help="file of the private half")


def _verb(verbs: "_Commands", name: str, sentence: str, run: _Run) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=sentence, description=sentence)
    parser.add_argument("--database", required=True, help="sqlite:///file or postgresql://…")
    parser.add_argument("--resources", required=True, type=Path, help="folder the city server serves from")
    parser.set_defaults(run=lambda told: answered(run, told))
    return parser


def takes_subject(parser: argparse.ArgumentParser) -> None:
    """What the version is one of."""
    offered = tuple(one for one in Subject if one is not Subject.STAFF)
    parser.add_argument(
        "--subject", type=Subject, choices=offered, default=Subject.CATALOGUE, metavar="|".join(offered)
    )


def takes_reach(parser: argparse.ArgumentParser, share: int) -> None:
    """Whom it is meant for."""
    parser.add_argument("--outlets", type=_codes, default=(), help="codes of outlets, parted by commas")
    parser.add_argument("--divisions", type=_codes, default=(), help="six-digit codes, parted by commas")
    parser.add_argument("--share", type=int, default=None, help="how many of a hundred outlets")
    parser.set_defaults(usual_share=share)


def takes_signature(parser: argparse.ArgumentParser) -> None:
    """Who gives the order, and with which key."""
    parser.add_argument("--key", required=True, type=Path, help="file of the private half")
    parser.add_argument("--by", required=True, help="10-digit staff number of whoever gives the order")
    parser.add_argument("--reason", default="", help="why; the counters read it")


def answered(run: _Run, told: argparse.Namespace) -> int:
    """Run a command; 1 with the sentences on stderr where a file or a wish was refused."""
    try:
        return run(told)
    except FileUnusable as wrong:
        words = read_words(told.resources)
        lines = [sentence(fault, words) for fault in wrong.faults]
        print(words["said"]["refused"].format(n=len(lines)), *lines, sep="\n", file=sys.stderr)
    except book.KeyNotInForce:
        print(KEY_ENDED, file=sys.stderr)
    return 1


def locked(told: argparse.Namespace, work: Callable[[Connection], _T]) -> _T:
    """Do something that takes a number, one process at a time."""
    with closing(Store(told.database)) as store:
        store.create()

        def alone(conn: Connection) -> _T:
            store.alone(conn)
            return work(conn)

        return store.settle(alone)


def reach_of(told: argparse.Namespace) -> Reach:
    """Whom the words of the command mean: named outlets alone, or a share, or both."""
    named = bool(told.outlets or told.divisions)
    usual = 0 if named else told.usual_share
    return Reach(told.outlets, told.divisions, usual if told.share is None else told.share)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in text.split(","))))


def _wish(told: argparse.Namespace, reach: Reach, mode: Mode = Mode.YEARLY) -> giving.Wish:
    since = getattr(told, "effective", None)
    return giving.Wish(mode, told.reason.strip(), told.by, reach, since)


def _check(told: argparse.Namespace) -> int:
    words = read_words(told.resources)
    draft = read_draft(told.file, told.subject, words)
    since = date.fromisoformat(str(draft.content.get("effective_from") or clock.now().date()))

    def look(conn: Connection) -> Concerned:
        giving.demand_fresh(conn, told.resources, draft, words)
        demand_needed(conn, told.resources, draft, since, words)
        return _concerned(conn, told, draft)

    found = locked(told, look)
    named = words["subjects"][draft.subject.value]
    sound = words["said"]["sound"].format(subject=named, name=draft.name, since=since)
    print(sound, *concerned_lines(found, words), sep="\n")
    return 0


def _diff(told: argparse.Namespace) -> int:
    words = read_words(told.resources)
    draft = read_draft(told.file, told.subject, words)

    def look(conn: Connection) -> tuple[Sequence[str], Concerned]:
        return tuple(diff_lines(conn, told.resources, draft, words)), _concerned(conn, told, draft)

    lines, found = locked(told, look)
    print(*lines, *concerned_lines(found, words), sep="\n")
    return 0


def _concerned(conn: Connection, told: argparse.Namespace, draft: Draft) -> Concerned:
    before = giving.earlier(conn, told.resources, told.subject)
    return concerned(conn, draft, before.content if before else None)


def _publish(told: argparse.Namespace) -> int:
    words, private = read_words(told.resources), read_signing_key(told.key)
    draft, wish = read_draft(told.file, told.subject, words), _wish(told, reach_of(told), told.mode)

    def publish(conn: Connection) -> tuple[Order, Concerned]:
        found = _concerned(conn, told, draft)
        order = giving.order_of(conn, told.resources, draft, wish, words)
        book.give(conn, private, order)
        return order, found

    order, found = locked(told, publish)
    print(order_line(order, words, "published"), *concerned_lines(found, words), sep="\n")
    return 0


def _widen(told: argparse.Namespace) -> int:
    words, private = read_words(told.resources), read_signing_key(told.key)
    wish = _wish(told, reach_of(told))

    def widen(conn: Connection) -> Order:
        order = giving.widened(conn, told.resources, told.subject, told.name, wish)
        book.give(conn, private, order)
        return order

    print(order_line(locked(told, widen), words, "widened"))
    return 0


def _withdraw(told: argparse.Namespace) -> int:
    words, private = read_words(told.resources), read_signing_key(told.key)

    def withdraw(conn: Connection) -> tuple[Order, str]:
        before = giving.earlier(conn, told.resources, told.subject, without=told.name)
        order = giving.taken_back(conn, told.subject, told.name, _wish(told, Reach()))
        book.give(conn, private, order)
        return order, before.name if before else ""

    order, name = locked(told, withdraw)
    print(order_line(order, words, "withdrawn", earlier=name))
    return 0


def _list(told: argparse.Namespace) -> int:
    words = read_words(told.resources)
    lines = list(standing_lines(locked(told, book.standing), clock.now().date(), words))
    print("\n".join(lines) if lines else words["said"]["none"])
    return 0


def _export(told: argparse.Namespace) -> int:
    words = read_words(told.resources)
    before = locked(told, lambda conn: giving.earlier(conn, told.resources, told.subject))
    plain = before.content if before else next(iter(bundled(told.resources, told.subject).values()), {})
    sheets = sheets_of(words, told.subject.value)
    if told.out.suffix.lower() == ".xlsx" and sheets:
        rows = to_rows(plain) if told.subject is Subject.CALENDAR else plain
        content = write_workbook(rows, sheets, words)
    else:
        content = json.dumps(plain, ensure_ascii=False, indent=1).encode()
    with told.out.open("xb") as file:
        file.write(content)
    print(told.out)
    return 0


def _resign(told: argparse.Namespace) -> int:
    private = read_signing_key(told.key)
    print(locked(told, lambda conn: book.sign_again(conn, private)))
    return 0
