"""`city-server parcel take`: takes in a stick's parcel here, and writes the receipt that travels back."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from city_server import clock
from city_server.blob_store import default_place, open_blob_store
from city_server.blobs import Blobs
from city_server.city import query_key_of
from city_server.denial import Denied
from city_server.lost_history import own_up
from city_server.parcel_keys import ParcelKeys, make
from city_server.parcels import Hatch, take_part
from city_server.store import Store
from outlet_app.sync.wire import Bundled, Limits, parcels
from outlet_app.sync.wire.parcels import Parcel, ParcelFault, Way

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

SENTENCE = "take in what an outlet without a network exported to a stick"
_FAULTS = {
    ParcelFault.NONE: "This file is no parcel of a counter; nothing was taken in.",
    ParcelFault.DAMAGED: "This parcel is damaged or incomplete; nothing was taken in. Export it again.",
    ParcelFault.NEWER: "A newer program made this parcel; update city-server first. Nothing was taken in.",
}
_IS_RECEIPT = "This is a receipt, which goes back to the outlet; nothing was taken in."
_FOREIGN = "This parcel is sealed to another city; nothing was taken in."
_UNPROVEN = "This parcel is of no machine enrolled here, or was changed; what it holds was not taken in."


class _Refused(Exception):  # noqa: N818 - said to the administrator as it is
    """One sentence: why nothing was taken in."""


def add_to(commands: "_Commands") -> None:
    """Put the group beside the other commands."""
    group = commands.add_parser("parcel", help=SENTENCE, description=SENTENCE)
    verbs = group.add_subparsers(required=True, metavar="command")
    taking = verbs.add_parser("take", help=SENTENCE, description=SENTENCE)
    taking.add_argument("--database", required=True, help="sqlite:///file or postgresql://…")
    taking.add_argument("--blobs", default="", help="where attachments lie; beside the database by default")
    taking.add_argument("--out", type=Path, help="folder for the receipt; the parcel's own by default")
    taking.add_argument("file", type=Path, help="the parcel, as the counter wrote it")
    taking.set_defaults(run=_take)


def _take(told: argparse.Namespace) -> int:
    try:
        content = told.file.read_bytes()
        with closing(Store(told.database)) as store:
            print(_taken(store, told, content))
    except OSError as broken:
        print(f"{broken.filename}: {broken.strerror}. A parcel may be taken in again.", file=sys.stderr)
        return 1
    except _Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


def _taken(store: Store, told: argparse.Namespace, content: bytes) -> str:
    keys = store.settle(make)
    parcel = _opened(content, keys)
    files = Blobs(store, open_blob_store(told.blobs or default_place(told.database)))
    key = store.settle(query_key_of)
    hatch = Hatch(store, files, key, Limits(), lambda lost: own_up(store, lost))
    try:
        answers = [take_part(hatch, one) for one in parcel.parts]
    except Denied as denied:
        raise _Refused(_UNPROVEN) from denied
    receipt = _receipt(parcel, answers)
    place = (told.out or told.file.parent) / receipt[0]
    place.write_bytes(receipt[1])
    return _summary(answers, place)


def _opened(content: bytes, keys: ParcelKeys) -> Parcel:
    try:
        parcel = parcels.unwrap(content)
    except ParcelFault as fault:
        raise _Refused(_FAULTS[str(fault)]) from fault
    if parcel.label.way is not Way.OUT:
        raise _Refused(_IS_RECEIPT)
    if parcel.label.city != parcels.parcel_key_id(keys.told.seal):
        raise _Refused(_FOREIGN)
    return parcel


def _receipt(parcel: Parcel, answers: Sequence[Bundled]) -> tuple[str, bytes]:
    label = parcels.answering(parcel.label, clock.now())
    return parcels.name_of(label), parcels.wrap(
        label, tuple(parcels.from_text(one.sealed) for one in answers)
    )


def _summary(answers: Sequence[Bundled], place: Path) -> str:
    took, known = sum(one.took for one in answers), sum(one.known for one in answers)
    codes = sorted({one.code for one in answers if one.code})
    said = f"{took} new, {known} known already" + (f", refused: {', '.join(codes)}" if codes else "")
    return f"{said}\nreceipt: {place}"
