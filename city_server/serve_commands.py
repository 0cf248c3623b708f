"""`city-server serve`: one node, as many of which may run on one database as are wanted."""

import argparse
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from city_server import authority
from city_server.city import open_city
from city_server.door import Pace
from city_server.serving import Address, OpenToAll, Service, serve
from city_server.store import Store

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

SENTENCE = "answer the counters until told to stop; several nodes may serve one database"
_OPEN = (
    "Without --cert and --key only this machine may be spoken to: give both, or a --host of loopback. "
    "Nothing was started."
)


def add_to(commands: "_Commands") -> None:
    """Put the command beside the others."""
    usual = Pace()
    parser = commands.add_parser("serve", help=SENTENCE, description=SENTENCE)
    parser.add_argument("--database", required=True, help="sqlite:///file or postgresql://…")
    parser.add_argument("--resources", required=True, type=Path, help="folder with catalogue and outlets")
    parser.add_argument("--blobs", default="", help="where attachments lie: a folder, or s3://bucket/prefix")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument(
        "--port", type=int, default=8471, help="port to listen on (%(default)s); 0 takes a free one"
    )
    parser.add_argument("--cert", type=Path, help="the server's certificate with its chain, PEM")
    parser.add_argument("--key", type=Path, help="the private key of the certificate, PEM")
    parser.add_argument(
        "--ca",
        type=Path,
        help="the certificate of whoever signed --cert, which machines believe from enrolment on",
    )
    parser.add_argument(
        "--metrics-port", type=int, help="tell figures for Prometheus on this port of loopback"
    )
    parser.add_argument(
        "--at-once",
        type=int,
        default=usual.at_once,
        help="requests answered at once by this node (%(default)s)",
    )
    parser.add_argument(
        "--pushes-a-second", type=float, default=usual.pushes_a_second, help="of one machine (%(default)s)"
    )
    parser.add_argument(
        "--pushes-in-one-go",
        type=int,
        default=usual.in_one_go,
        help="of one machine, after a pause (%(default)s)",
    )
    parser.set_defaults(run=_run)


def _run(told: argparse.Namespace) -> int:
    if (told.cert is None) != (told.key is None):
        print("--cert and --key belong together. Nothing was started.", file=sys.stderr)
        return 1
    address = Address(told.host, told.port, told.cert, told.key)
    pace = Pace(told.at_once, told.pushes_a_second, told.pushes_in_one_go)
    fault = _misfit(told)
    if fault:
        print(f"{fault} Nothing was started.", file=sys.stderr)
        return 1
    city = open_city(told.database, told.resources, told.blobs)
    try:
        serve(city, Service(address, pace, told.metrics_port))
    except OpenToAll:
        city.store.close()
        print(_OPEN, file=sys.stderr)
        return 1
    return 0


def _misfit(told: argparse.Namespace) -> str:
    """Why no machine would believe this server; empty where all fits."""

    def settle(conn: Connection) -> str:
        store.alone(conn)
        return authority.settle(conn, told.cert, told.ca)

    with closing(Store(told.database)) as store:
        store.create()
        return store.settle(settle)
