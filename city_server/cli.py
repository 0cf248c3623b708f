"""`city-server`: one program, one command for each thing the city division does with it."""

import argparse
import json
import logging
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection
from sqlalchemy.exc import ArgumentError, DBAPIError

from city_server import (
    authority,
    backup_commands,
    division_commands,
    doctor_commands,
    enrolment,
    epochs,
    mode_commands,
    number_commands,
    outlet_commands,
    overseeing_commands,
    parcel_commands,
    parked_commands,
    policy_commands,
    review_commands,
    serve_commands,
    task_commands,
    word_commands,
)
from city_server.census import take_census
from city_server.city import open_city
from city_server.database_words import database_trouble
from city_server.migrations import SchemaTooNew
from city_server.releases import commands as release_commands
from city_server.releases import staff_commands
from city_server.review_keys import KeyFileError
from city_server.store import Store
from outlet_app.sync.wire import authority_mark

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]
_Run = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what was asked, 1 with a sentence on stderr when it could not."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    told = parser().parse_args(argv)
    try:
        return int(told.run(told))
    except enrolment.UnknownOutlet as unknown:
        print(f"There is no outlet {unknown} in the city's table.", file=sys.stderr)
    except KeyFileError as wrong:
        print(f"{wrong}.", file=sys.stderr)
    except FileExistsError as taken:
        print(f"{taken.filename} is there already; nothing was written.", file=sys.stderr)
    except SchemaTooNew as found:
        print(f"This database has schema {found}; a newer city-server wrote it.", file=sys.stderr)
    except (ArgumentError, DBAPIError) as trouble:
        said = database_trouble(trouble)
        if not said:
            raise
        print(said, file=sys.stderr)
    return 1


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    whole = argparse.ArgumentParser(prog="city-server", description="The city's side of the counters.")
    commands = whole.add_subparsers(required=True, metavar="command")

    init = _command(commands, "init", "create the tables, load the outlets, open the first epoch", _init)
    _takes_resources(init)

    serve_commands.add_to(commands)

    enrol = _command(commands, "enrol", "make a one-time code for a machine", _enrol)
    enrol.add_argument("--outlet", required=True, help="10-digit code of the outlet")
    enrol.add_argument("--staff", required=True, type=_staff_no, help="10-digit number of its head")
    enrol.add_argument("--name", required=True, type=division_commands.name, help="name of its head")

    counts = _command(commands, "counts", "count and digest what an outlet has here", _counts)
    counts.add_argument("--outlet", required=True)
    counts.add_argument("--json", action="store_true", help="one JSON object instead of lines")

    _command(commands, "new-epoch", "after restoring a backup: make every counter compare", _new_epoch)
    review_commands.add_to(commands)
    task_commands.add_to(commands)
    overseeing_commands.add_to(commands)
    word_commands.add_to(commands)
    outlet_commands.add_to(commands)
    parked_commands.add_to(commands)
    backup_commands.add_to(commands)
    doctor_commands.add_to(commands)
    policy_commands.add_to(commands)
    release_commands.add_to(commands)
    staff_commands.add_to(commands)
    number_commands.add_to(commands)
    division_commands.add_to(commands)
    parcel_commands.add_to(commands)
    mode_commands.add_to(commands)
    return whole


def _command(commands: "_Commands", name: str, sentence: str, run: _Run) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=sentence, description=sentence)
    parser.add_argument("--database", required=True, help="sqlite:///file or postgresql://…")
    parser.set_defaults(run=run)
    return parser


def _takes_resources(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--resources", required=True, type=Path, help="folder with catalogue and outlets")


def _staff_no(text: str) -> str:
    if len(text) != 10 or not (text.isascii() and text.isdecimal()):
        raise argparse.ArgumentTypeError("a staff number has 10 digits")
    return text


def _init(told: argparse.Namespace) -> int:
    open_city(told.database, told.resources).store.close()
    print("ready")
    return 0


def _enrol(told: argparse.Namespace) -> int:
    with closing(Store(told.database)) as store:
        print(store.settle(lambda conn: _code(conn, told)))
    return 0


def _code(conn: Connection, told: argparse.Namespace) -> str:
    code = enrolment.make_code(conn, told.outlet, told.staff, told.name)
    pem = authority.kept(conn)
    return f"{code}+{authority_mark(pem)}" if pem else code


def _counts(told: argparse.Namespace) -> int:
    with closing(Store(told.database)) as store, store.read() as conn:
        census = take_census(conn, told.outlet)
    plain = {
        "outlet": told.outlet,
        "cases": census.tally.cases,
        "events": census.tally.events,
        "digest": census.tally.digest,
        "parked": census.parked,
        "rejected": census.rejected,
        "case_numbers": list(census.case_numbers),
    }
    print(json.dumps(plain) if told.json else "\n".join(f"{name}: {value}" for name, value in plain.items()))
    return 0


def _new_epoch(told: argparse.Namespace) -> int:
    with closing(Store(told.database)) as store:
        opened = store.settle(lambda conn: _open_epoch(conn, store))
    print(opened.name)
    return 0


def _open_epoch(conn: Connection, store: Store) -> epochs.Epoch:
    store.alone(conn)
    return epochs.open_new(conn, store.cluster(conn), "told by the runbook")
