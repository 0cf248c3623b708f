"""`city-server suspend | resume | revoke`: what a machine may still do, decided by a person."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from city_server.callers import Mode
from city_server.contact import contacts
from city_server.modes import LONGEST_REASON, NotPossible, Turn, UnknownMachine, turn
from city_server.number_book import explain
from city_server.store import Store
from outlet_app.domain.accounting import spans

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_VERBS = {
    "suspend": "tell a machine nothing more until `resume`; what it made still arrives",
    "resume": "let a suspended machine hear from the city again",
    "revoke": "take a machine out of service: it hands over what it has, then destroys its keys",
}


def add_to(commands: "_Commands") -> None:
    """Put the commands beside the others."""
    for verb, sentence in _VERBS.items():
        parser = commands.add_parser(verb, help=sentence, description=sentence)
        parser.add_argument("--database", required=True, help="sqlite:///file or postgresql://…")
        parser.add_argument("--outlet", required=True, help="10-digit code of the outlet")
        parser.add_argument("--terminal", required=True, help="two digits, as `outlets` prints them")
        parser.add_argument("--by", required=True, help="who decides this; kept")
        parser.add_argument("--reason", default="", help="why; kept")
        parser.set_defaults(run=_run, verb=verb, lost=False)
        if verb == "revoke":
            parser.add_argument(
                "--lost",
                action="store_true",
                help="stolen, lost or broken: answered nothing; what still comes waits for a person",
            )


def _run(told: argparse.Namespace) -> int:
    if len(told.reason) > LONGEST_REASON:
        print(f"A reason has at most {LONGEST_REASON} characters.", file=sys.stderr)
        return 1
    wanted = Turn(_wanted(told), told.by, told.reason)
    with closing(Store(told.database)) as store:
        try:
            before = store.settle(lambda conn: turn(conn, told.outlet, told.terminal, wanted))
        except UnknownMachine:
            print(
                f"Outlet {told.outlet} has no machine {told.terminal}; `outlets` prints them.",
                file=sys.stderr,
            )
            return 1
        except NotPossible as present:
            print(f"This machine is {present}; {told.verb} is not possible from there.", file=sys.stderr)
            return 1
        print(f"{told.outlet} {told.terminal}: {before.value} -> {wanted.mode.value}")
        if told.lost:
            with store.read() as conn:
                print("\n".join(_loss(conn, told.outlet, told.terminal)))
    return 0


def _loss(conn: Connection, outlet: str, terminal: str) -> Iterator[str]:
    """What is known to be missing of a machine that brings nothing any more."""
    one = next(found for found in contacts(conn, outlet) if found.terminal == terminal)
    if one.at is None or one.beat is None:
        yield "never heard of"
    else:
        how = "by stick" if one.by_stick else "on the line"
        yield f"last heard of {one.at.isoformat(timespec='minutes')} {how}, {one.beat.queue} events waited"
    found = [
        kept for kept in explain(conn, outlet) if kept.why == "lost" and kept.account.terminal == terminal
    ]
    for kept in found:
        yield f"stranded in {kept.account.series}: {spans(kept.account.missing)}"
    if not found:
        yield "no number is missing as far as it told"


def _wanted(told: argparse.Namespace) -> Mode:
    if told.verb == "suspend":
        return Mode.SUSPENDED
    if told.verb == "resume":
        return Mode.ACTIVE
    return Mode.REVOKED if told.lost else Mode.EVACUATE
