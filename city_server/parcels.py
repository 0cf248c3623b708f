"""Takes in what came by stick: a sealed part is opened, proven and sent the way of every push and upload."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, select

from city_server import clock, contact, custody, parcel_keys, schema
from city_server.blob_store import Gone, StoreAway, StoreFull
from city_server.blobs import Blobs, Chunk
from city_server.callers import Caller, own_instance
from city_server.denial import Denied
from city_server.parcel_keys import ParcelKeys
from city_server.push import HistoryLost, take_push
from city_server.store import Store
from outlet_app.failpoints import Failpoint, reach
from outlet_app.sync.wire import (
    Beat,
    Beaten,
    BlobOffered,
    Bundled,
    Code,
    Fault,
    HandOver,
    Limits,
    Push,
    Pushed,
    parcels,
    read,
    write,
)
from outlet_app.sync.wire.parcels import Kind, Part, Reply

OwnUp = Callable[[HistoryLost], str]
_M = TypeVar("_M")


@dataclass(frozen=True, slots=True)
class Hatch:
    """What a parcel needs of the city; `own_up` begins a new epoch where a receipt proves a loss."""

    store: Store
    blobs: Blobs
    query_key: bytes
    limits: Limits
    own_up: OwnUp


@dataclass(frozen=True, slots=True)
class _Outcome:
    kind: Kind
    about: str
    body: bytes
    took: int = 0
    known: int = 0
    code: str = ""


def take_part(hatch: Hatch, sealed: bytes) -> Bundled:
    """Do what the part asks and seal the answer to whoever packed it; the same part again changes nothing.

    Denied: SEAL{why} where it is not sealed to this city, of no machine of it, or not signed by that
    machine; then nobody could be answered. Every other refusal travels back sealed.
    """
    with hatch.store.read() as conn:
        keys = parcel_keys.required(conn)
        part = _opened(keys, sealed)
        caller = _packer(conn, part)
    try:
        outcome = _DOERS.get(part.kind, _unknown)(hatch, caller, part)
    except Denied as denied:
        outcome = _refused(denied)
    reach(Failpoint.CITY_PART_BEFORE_ANSWER)
    return _bundled(keys, part, outcome)


def _opened(keys: ParcelKeys, sealed: bytes) -> Part:
    try:
        part = parcels.open_part(keys.identity, sealed)
    except ValueError as closed:
        raise Denied(Code.SEAL, why="sealed") from closed
    if not parcels.is_recipient(part.back):
        raise Denied(Code.SEAL, why="back")
    return part


def _packer(conn: Connection, part: Part) -> Caller:
    """The machine that packed it. A revoked one too: what it made is kept, and a person decides."""
    device = schema.device
    asked = select(device).where(device.c.device_id == part.device) if part.device.isprintable() else None
    found = conn.execute(asked).one_or_none() if asked is not None else None
    if found is None or not parcels.part_fits(found.public_key, part):
        raise Denied(Code.SEAL, why="packer")
    return Caller(found.device_id, found.outlet, found.terminal_no, found.mode)


def _pushed(hatch: Hatch, caller: Caller, part: Part) -> _Outcome:
    push = _told(part, Push)
    if push.instance != part.instance or not push.ops:
        raise Denied(Code.BAD_BODY)

    def take(conn: Connection) -> tuple[int, Pushed]:
        before = own_instance(conn, caller, push.instance, lock=True).last_seq
        return before, take_push(conn, caller, push, hatch.query_key, hatch.limits)

    try:
        before, answered = hatch.store.settle(take)
    except HistoryLost as lost:
        raise Denied(Code.EPOCH, epoch=hatch.own_up(lost), last_seq=lost.last_seq) from lost
    took = sum(op.seq > before for op in push.ops)
    return _Outcome(Kind.PUSHED, push.ops[-1].sha256, write(answered), took, len(push.ops) - took)


def _told(part: Part, kind: type[_M]) -> _M:
    try:
        return read(part.body, kind)
    except ValueError as wrong:
        raise Denied(Code.BAD_BODY) from wrong


def _kept(hatch: Hatch, caller: Caller, part: Part) -> _Outcome:
    try:
        piece = parcels.read_piece(part.body)
    except ValueError as wrong:
        raise Denied(Code.BAD_BODY) from wrong
    if piece.size > hatch.limits.max_blob:
        raise Denied(Code.TOO_LARGE)
    try:
        upload = hatch.blobs.offer(caller.outlet, BlobOffered(sha256=piece.sha256, size=piece.size))
        fresh = piece.content[max(0, upload.offset - piece.offset) :]
        took = 0
        if not upload.held and fresh and upload.offset >= piece.offset:
            upload = hatch.blobs.take(caller.outlet, Chunk(upload.upload, upload.offset, fresh))
            took = 1
    except StoreFull as full:
        raise Denied(Code.NO_ROOM) from full
    except (StoreAway, Gone) as away:
        raise Denied(Code.BUSY) from away
    return _Outcome(Kind.HELD, piece.sha256, write(upload), took, 1 - took)


def _heard(hatch: Hatch, caller: Caller, part: Part) -> _Outcome:
    beat = _told(part, Beat)
    if beat.instance != part.instance:
        raise Denied(Code.BAD_BODY)
    hatch.store.settle(lambda conn: contact.keep(conn, caller, beat, contact.STICK))
    return _Outcome(Kind.BEATEN, "", write(Beaten(server_time=clock.now(), mode=caller.mode)))


def _signed_for(hatch: Hatch, caller: Caller, part: Part) -> _Outcome:
    told = _told(part, HandOver)
    if told.instance != part.instance or told.destroyed:
        # The last word needs a fresh nonce: a parcel may be taken in again at any time.
        raise Denied(Code.BAD_BODY)
    signed = hatch.store.settle(lambda conn: custody.hand_over(conn, caller, told))
    return _Outcome(Kind.CUSTODY, "", write(signed))


def _unknown(_hatch: Hatch, _caller: Caller, _part: Part) -> _Outcome:
    raise Denied(Code.BAD_BODY)


_DOERS: dict[str, Callable[[Hatch, Caller, Part], _Outcome]] = {
    Kind.PUSH: _pushed,
    Kind.PIECE: _kept,
    Kind.BEAT: _heard,
    Kind.HAND_OVER: _signed_for,
}


def _refused(denied: Denied) -> _Outcome:
    told = Fault(code=denied.code, args=dict(denied.args_told))
    return _Outcome(Kind.REFUSED, "", write(told), code=denied.code.value)


def _bundled(keys: ParcelKeys, part: Part, outcome: _Outcome) -> Bundled:
    reply = Reply(
        instance=part.instance,
        kind=outcome.kind.value,
        about=outcome.about,
        body=outcome.body,
        signature=b"",
    )
    sealed = parcels.seal_reply(part.back, keys.private, reply)
    return Bundled(sealed=parcels.as_text(sealed), took=outcome.took, known=outcome.known, code=outcome.code)
