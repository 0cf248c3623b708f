"""`city-server doctor`: what is well and what is not, a line each; the exit code is the worst of them."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from city_server.doctor import Asked, Grade, examine

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

SENTENCE = "look over database, schema, epoch, disk, keys, clock, certificate and backups"
_CODES = "exit code: 0 all is well, 1 something to look at, 2 something is wrong"
_WORDS = {Grade.WELL: "well", Grade.LOOK: "look", Grade.BAD: "BAD"}


def add_to(commands: "_Commands") -> None:
    """Put the command beside the others."""
    parser = commands.add_parser("doctor", help=SENTENCE, description=f"{SENTENCE}; {_CODES}")
    parser.add_argument("--database", required=True, help="sqlite:///file or postgresql://…")
    parser.add_argument(
        "--key-file",
        type=Path,
        action="append",
        default=[],
        help="a private key of the city; several may be given",
    )
    parser.add_argument("--cert", type=Path, help="the server's certificate, as for serve")
    parser.add_argument("--backups", type=Path, help="folder in which backups are made")
    parser.add_argument(
        "--folder",
        type=Path,
        action="append",
        default=[],
        help="a folder that needs room, as that of the attachments",
    )
    parser.set_defaults(run=_run)


def _several(parser: argparse.ArgumentParser, name: str, sentence: str) -> None:
    parser.add_argument(name, type=Path, action="append", default=[], help=sentence)


def _run(told: argparse.Namespace) -> int:
    asked = Asked(told.database, tuple(told.key_file), told.cert, told.backups, tuple(told.folder))
    worst = Grade.WELL
    for one in examine(asked):
        print(f"{_WORDS[one.grade]:4}  {one.part:11}  {one.said}")
        worst = max(worst, one.grade)
    return int(worst)
