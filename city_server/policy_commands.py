"""`city-server policies key | sign`: for whoever publishes policies and the enterprise register."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from city_server.signing_keys import (
    NotEndorsed,
    make_signing_key,
    read_signing_key,
    register_signing_key,
)
from city_server.store import Store
from outlet_app.domain.plain import DataError
from outlet_app.domain.policies.policy import read_policies
from outlet_app.domain.policies.register import read_register
from outlet_app.sync.wire import sign_pack

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]
_READERS: Mapping[str, Callable[[Mapping[str, object]], object]] = {
    "policies": read_policies,
    "register": read_register,
}


def add_to(commands: "_Commands") -> None:
    """Put the group beside the other commands."""
    group = commands.add_parser("policies", help="keys and signatures of policies and of the register")
    verbs = group.add_subparsers(required=True, metavar="command")

    sentence = "make a private key file, or take one that is there, and let counters believe it"
    key = verbs.add_parser("key", help=sentence, description=sentence)
    key.add_argument("--database", required=True, help="sqlite:///file or postgresql://…")
    key.add_argument("--key", required=True, type=Path, help="file of the private half; keep it apart")
    key.add_argument("--former", type=Path, help="file of the key in force, which vouches for the new one")
    key.set_defaults(run=_key)

    sentence = "check a file of policies or of the register and write it signed"
    sign = verbs.add_parser("sign", help=sentence, description=sentence)
    sign.add_argument("--key", required=True, type=Path, help="file of the private half")
    sign.add_argument("--kind", required=True, choices=sorted(_READERS))
    sign.add_argument("--ref", required=True, type=_ref, help="its name, for example 2026-2")
    sign.add_argument("--file", required=True, type=Path, help="the data as JSON")
    sign.add_argument("--resources", required=True, type=Path, help="folder the city server serves from")
    sign.set_defaults(run=_sign)


def _ref(text: str) -> str:
    if not text or not all(sign.isascii() and (sign.isalnum() or sign == "-") for sign in text):
        raise argparse.ArgumentTypeError("letters, digits and hyphens only")
    return text


def _key(told: argparse.Namespace) -> int:
    private = read_signing_key(told.key) if told.key.exists() else make_signing_key(told.key)
    former = read_signing_key(told.former) if told.former else None
    with closing(Store(told.database)) as store:
        store.create()
        try:
            print(store.settle(lambda conn: register_signing_key(conn, private, former)))
        except NotEndorsed:
            print("Counters believe another key; give its file with --former.", file=sys.stderr)
            return 1
    return 0


def _sign(told: argparse.Namespace) -> int:
    private = read_signing_key(told.key)
    try:
        body = told.file.read_bytes()
        _READERS[told.kind](json.loads(body))
    except (OSError, DataError, ValueError) as wrong:
        print(f"{told.file} was not signed: {wrong}", file=sys.stderr)
        return 1
    place = told.resources / told.kind / f"{told.ref}.json"
    place.parent.mkdir(exist_ok=True)
    # What was handed down under a name stays what it is; a change gets a name of its own.
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), "wb") as file:
        file.write(sign_pack(private, told.kind, told.ref, body))
    print(place)
    return 0
