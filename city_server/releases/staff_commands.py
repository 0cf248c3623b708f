"""`city-server staff check | diff | publish | widen | withdraw | list | export`: who works where."""

import argparse
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from city_server import clock
from city_server.releases import book, people
from city_server.releases.commands import answered, locked, reach_of, takes_reach, takes_signature
from city_server.releases.drafts import read_draft
from city_server.releases.giving import Wish, demand_reach
from city_server.releases.saying import reach_line
from city_server.releases.words import Words, read_words, sheets_of
from city_server.releases.workbook import write_workbook
from city_server.signing_keys import read_signing_key
from outlet_app.domain.releases.order import Mode, Order, Subject
from outlet_app.domain.releases.reach import EVERYWHERE, WHOLE
from outlet_app.domain.releases.staff import StaffRow

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]
SENTENCE = "hand down who works at the outlets, in which post, and who has left"


def add_to(commands: "_Commands") -> None:
    """Put the group beside the other commands."""
    group = commands.add_parser("staff", help=SENTENCE, description=SENTENCE)
    verbs = group.add_subparsers(required=True, metavar="command")
    for name, sentence, run in (
        ("check", "say whether a list can be published, and where it is wrong", _check),
        ("diff", "say who joins, who leaves, and whose row differs", _diff),
        ("publish", "sign a list and hand it down, outlet by outlet; first words are printed once", _publish),
        ("widen", "let a list reach further outlets", _widen),
        ("withdraw", "take a list back; the earlier one counts again", _withdraw),
        ("list", "who counts where", _list),
        ("export", "write the people who count as a workbook, to edit it", _export),
    ):
        parser = verbs.add_parser(name, help=sentence, description=sentence)
        parser.add_argument("--database", required=True, help="sqlite:///file or postgresql://…")
        parser.add_argument(
            "--resources", required=True, type=Path, help="folder the city server serves from"
        )
        parser.set_defaults(run=lambda told, run=run: answered(run, told))
        if name in ("check", "diff", "publish"):
            parser.add_argument("file", type=Path, help=".xlsx or .yaml")
        if name in ("publish", "widen", "withdraw"):
            takes_signature(parser)
        if name in ("publish", "widen"):
            takes_reach(parser, WHOLE if name == "publish" else 0)
        if name in ("widen", "withdraw"):
            parser.add_argument("name", help="the version")
        if name == "publish":
            parser.add_argument("--effective", type=date.fromisoformat, help="day; today where none is told")
        if name == "export":
            parser.add_argument("--out", required=True, type=Path, help="file to write, .xlsx or .json")


def _check(told: argparse.Namespace) -> int:
    words = read_words(told.resources)
    draft = read_draft(told.file, Subject.STAFF, words)
    locked(told, lambda conn: people.demand_sound(conn, told.resources, draft, words))
    since = clock.now().date()
    print(words["said"]["sound"].format(subject=words["subjects"]["staff"], name=draft.name, since=since))
    return 0


def _diff(told: argparse.Namespace) -> int:
    words = read_words(told.resources)
    draft = read_draft(told.file, Subject.STAFF, words)
    found = locked(told, lambda conn: people.moves(conn, draft))
    lines = list(_move_lines(found, words))
    print("\n".join(lines) if lines else words["said"]["nobody"])
    return 0


def _publish(told: argparse.Namespace) -> int:
    words, private = read_words(told.resources), read_signing_key(told.key)
    draft = read_draft(told.file, Subject.STAFF, words)
    wish = Wish(Mode.YEARLY, told.reason.strip(), told.by, reach_of(told), told.effective)

    def publish(conn: Connection) -> tuple[tuple[Order, ...], tuple[people.Handed, ...]]:
        people.demand_sound(conn, told.resources, draft, words)
        demand_reach(wish.reach, told.resources)
        orders, handed = people.orders_of(conn, draft, wish, words)
        for order in orders:
            book.give(conn, private, order)
        return orders, handed

    orders, handed = locked(told, publish)
    print(_orders_line("staffed", orders, words))
    for one in handed:
        print(words["said"]["first_word"].format(staff_no=one.staff_no, name=one.name, word=one.word))
    return 0


def _widen(told: argparse.Namespace) -> int:
    words = read_words(told.resources)
    wish = Wish(Mode.YEARLY, told.reason.strip(), told.by, reach_of(told))
    orders = _given(told, lambda conn: people.widened(conn, told.resources, told.name, wish))
    print(_orders_line("staff_widened", orders, words))
    return 0


def _withdraw(told: argparse.Namespace) -> int:
    words = read_words(told.resources)
    wish = Wish(Mode.YEARLY, told.reason.strip(), told.by, EVERYWHERE)
    orders = _given(told, lambda conn: people.taken_back(conn, told.name, wish))
    print(_orders_line("staff_withdrawn", orders, words))
    outlets, today = [one.outlet for one in orders], clock.now().date()
    bare = locked(told, lambda conn: people.bare_outlets(conn, outlets, today))
    if bare:
        print(words["said"]["staff_bare"].format(n=len(bare), outlets=words["said"]["join"].join(bare)))
    return 0


def _given(told: argparse.Namespace, make: Callable[[Connection], tuple[Order, ...]]) -> tuple[Order, ...]:
    private = read_signing_key(told.key)

    def give(conn: Connection) -> tuple[Order, ...]:
        orders = make(conn)
        for order in orders:
            book.give(conn, private, order)
        return orders

    return locked(told, give)


def _orders_line(kind: str, orders: tuple[Order, ...], words: Words) -> str:
    outlets = words["said"]["join"].join(order.outlet for order in orders)
    reach = reach_line(orders[0].reach, words)
    said: str = words["said"][kind]
    return said.format(name=orders[0].name, n=len(orders), outlets=outlets, reach=reach)


def _list(told: argparse.Namespace) -> int:
    words = read_words(told.resources)
    rows = _rows(told)
    print("\n".join(_person_line(row, words) for row in rows) if rows else words["said"]["none"])
    return 0


def _export(told: argparse.Namespace) -> int:
    words = read_words(told.resources)
    plain = {"version": "", "people": [_editable(row) for row in _rows(told)]}
    if told.out.suffix.lower() == ".xlsx":
        content = write_workbook(plain, sheets_of(words, "staff"), words)
    else:
        content = json.dumps(plain, ensure_ascii=False, indent=1).encode()
    with told.out.open("xb") as file:
        file.write(content)
    print(told.out)
    return 0


def _rows(told: argparse.Namespace) -> list[StaffRow]:
    """Everybody once: whoever moved stands where they work now."""
    now = locked(told, lambda conn: people.in_force_now(conn, clock.now().date()))
    found: dict[str, StaffRow] = {}
    for row in (row for own in now.values() for row in own):
        if row.active or row.staff_no not in found:
            found[row.staff_no] = row
    return sorted(found.values(), key=lambda row: (row.outlet, row.staff_no))


def _editable(row: StaffRow) -> dict[str, object]:
    told = row.plain()
    told.pop("first", None)
    return told


def _move_lines(found: people.Moves, words: Words) -> Iterator[str]:
    for kind, rows in (("joined", found.joined), ("left", found.left), ("changed", found.changed)):
        for row in rows:
            yield words["said"]["moves"][kind].format(person=_person_line(row, words))


def _person_line(row: StaffRow, words: Words) -> str:
    roles = words["said"]["join"].join(words["choices"]["roles"][role] for role in sorted(row.roles))
    state = words["said"]["at_work" if row.active else "has_left"]
    return f"{row.outlet}  {row.staff_no}  {row.name}  {roles}  {state}"
