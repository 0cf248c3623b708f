"""Packs the queue into a sealed parcel for a stick, and hands other machines' parcels to the city."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from outlet_app.models.blobs import BlobFile, BlobState
from outlet_app.models.engine import Database
from outlet_app.models.instance import Instance
from outlet_app.models.outbox import Outgoing
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.sync.blobs import ReadFile
from outlet_app.sync.client import CityClient
from outlet_app.sync.custody import everything
from outlet_app.sync.inbound import PARCEL_KEY
from outlet_app.sync.outbound import as_is, push_of
from outlet_app.sync.outcomes import CaptivePortal, Denial
from outlet_app.sync.standing import Mode, is_heard_by_stick, mode_kept
from outlet_app.sync.wire import Beat, Code, ParcelKey, parcels, read, write
from outlet_app.sync.wire.parcels import Kind, Label, Parcel, ParcelFault, Part, Piece, Way

# As a push takes at most (sync.md D.5); a piece is as long as a first chunk of an upload.
MOST_OPS, MOST_BYTES, PIECE = 200, 524_288, 1_048_576
# Attachments of one parcel. What does not fit goes with the next; events always go, all of them.
MOST_FILES = 64 * 1_048_576
_IDENTITY = "courier.identity"
_ALL = 10**12


class CourierFault(Exception):  # noqa: N818 - an answer to whoever holds the stick
    """Why a parcel leads nowhere: a code, worded by the window; nothing was lost and nothing changed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Packed:
    """A parcel ready to be written: how many events and whole attachments, and how many wait for the next."""

    content: bytes
    name: str
    events: int
    files: int
    left: int


@dataclass(frozen=True, slots=True)
class Delivered:
    """What the city did with a parcel: new and known events or pieces, and the receipts to bring back."""

    content: bytes
    name: str
    took: int
    known: int
    code: str


class Courier:
    """Blocking; nothing here takes anything out of the queue."""

    def __init__(
        self,
        database: Database,
        read_file: ReadFile,
        now: Callable[[], datetime],
        beat: Callable[[], Beat],
    ) -> None:
        self._database = database
        self._read_file = read_file
        self._now = now
        self._beat = beat

    def pack(self) -> Packed:
        """All that waits and how this machine is, signed and sealed to the city; the queue stays as it is.

        A machine that was called back asks for the city's word in the same parcel. Where nothing waits, only
        that machine packs, and one that the city has no other way to reach.

        CourierFault(empty, no_key, nameless); NotEnrolled.
        """
        with self._database.unit_of_work() as uow:
            me, city, back = uow.instance.required(), city_of(uow), recipient(uow)
            leaves, alone = mode_kept(uow) is Mode.EVACUATE, is_heard_by_stick(uow)
            ops = uow.outbox.batch(_ALL, _ALL)
            files = uow.blobs.to_send()
            uow.commit()
        if me.stopped:
            raise CourierFault("nameless")
        fitting = _fitting(files)
        chosen = dict(self._readable(fitting, gives_up=leaves))
        inside = [*self._pushes(me, ops), *_pieces(chosen)]
        if not inside and not leaves and not alone:
            raise CourierFault("empty")
        inside.append((Kind.BEAT, write(self._beat())))
        if leaves and len(fitting) == len(files):
            inside.append((Kind.HAND_OVER, self._question(chosen)))
        parts = tuple(parcels.seal_part(city, me.private_key, _part(me, back, *one)) for one in inside)
        label = _label(Way.OUT, city, me.instance_id, me.outlet_sign, me.terminal_no, self._now())
        left = len(files) - len(fitting)
        return Packed(parcels.wrap(label, parts), parcels.name_of(label), len(ops), len(chosen), left)

    def deliver(self, content: bytes, client: CityClient) -> Delivered:
        """Hand each part to the city and gather the answers. Offline and Denial as they come.

        CourierFault(none, damaged, newer, foreign_city, is_receipt, unopened); again the same is no change.
        """
        with self._database.reading() as uow:
            city = city_of(uow)
        parcel = opened(content, city)
        if parcel.label.way is not Way.OUT:
            raise CourierFault("is_receipt")
        told = [_handed_on(client, one) for one in parcel.parts]
        label = parcels.answering(parcel.label, self._now())
        replies = tuple(_reply(one.sealed) for one in told)
        took, known = sum(one.took for one in told), sum(one.known for one in told)
        code = next((one.code for one in told if one.code), "")
        return Delivered(parcels.wrap(label, replies), parcels.name_of(label), took, known, code)

    def _pushes(self, me: Instance, ops: Sequence[Outgoing]) -> Iterator[tuple[Kind, bytes]]:
        for batch in batches(ops):
            yield Kind.PUSH, write(push_of(me, [as_is(op) for op in batch]))

    def _question(self, sent: Iterable[str]) -> bytes:
        with self._database.reading() as uow:
            return write(everything(uow, sent))

    def _readable(self, files: Sequence[BlobFile], *, gives_up: bool) -> Iterator[tuple[str, bytes]]:
        """Digest and content; whoever leaves waits no longer for what cannot be read here."""
        for blob in files:
            content = self._content(blob)
            if content:
                yield blob.sha256, content
            elif gives_up:
                with self._database.unit_of_work() as uow:
                    uow.blobs.mark(blob.sha256, BlobState.DAMAGED)
                    uow.commit()

    def _content(self, blob: BlobFile) -> bytes:
        """The file in plain; empty where it is lost here, which the upload lane tells the clerk."""
        try:
            content = self._read_file(blob)
        except LookupError:
            return b""
        return content if sha256(content).hexdigest() == blob.sha256 else b""


def opened(content: bytes, city: ParcelKey) -> Parcel:
    """The parcel of this very city; CourierFault(none, damaged, newer, foreign_city)."""
    try:
        parcel = parcels.unwrap(content)
    except ParcelFault as fault:
        raise CourierFault(str(fault)) from fault
    if parcel.label.city != parcels.parcel_key_id(city.seal):
        raise CourierFault("foreign_city")
    return parcel


def city_of(uow: UnitOfWork) -> ParcelKey:
    """The city's keys as it told them; CourierFault(no_key) before this machine ever heard of them."""
    told = uow.meta.get(PARCEL_KEY)
    if not told:
        raise CourierFault("no_key")
    return read(told.encode(), ParcelKey)


def identity_kept(uow: UnitOfWork) -> str:
    """What opens the city's answers to this machine, empty before its first parcel."""
    return uow.meta.get(_IDENTITY) or ""


def recipient(uow: UnitOfWork) -> str:
    """To whom the city seals its answers; made with the first parcel and kept in the store."""
    kept = identity_kept(uow)
    if not kept:
        kept = parcels.new_identity()
        uow.meta.set(_IDENTITY, kept)
    return parcels.recipient_of(kept)


def batches(ops: Sequence[Outgoing]) -> Iterator[Sequence[Outgoing]]:
    """The operations as so many pushes; at least one in each, however large."""
    start, room = 0, MOST_BYTES
    for place, op in enumerate(ops):
        room -= len(op.body)
        if place > start and (room < 0 or place - start == MOST_OPS):
            yield ops[start:place]
            start, room = place, MOST_BYTES - len(op.body)
    if ops:
        yield ops[start:]


def _pieces(files: Mapping[str, bytes]) -> Iterator[tuple[Kind, bytes]]:
    for digest, content in files.items():
        for at in range(0, len(content), PIECE):
            told = content[at : at + PIECE]
            piece = Piece(sha256=digest, size=len(content), offset=at, content=told)
            yield Kind.PIECE, parcels.pack_piece(piece)


def _fitting(files: Sequence[BlobFile]) -> Sequence[BlobFile]:
    room = MOST_FILES
    chosen: list[BlobFile] = []
    for blob in files:
        room -= blob.size
        if room < 0 and chosen:
            break
        chosen.append(blob)
    return chosen


def _part(me: Instance, back: str, kind: Kind, body: bytes) -> Part:
    return Part(
        device=me.device_id, instance=me.instance_id, back=back, kind=kind.value, body=body, signature=b""
    )


def _label(way: Way, city: ParcelKey, instance: str, sign: str, terminal: str, at: datetime) -> Label:
    known = parcels.parcel_key_id(city.seal)
    return Label(way=way, city=known, instance=instance, sign=sign, terminal=terminal, at=at)


def _handed_on(client: CityClient, part: bytes) -> parcels.Bundled:
    try:
        return client.bundle(part)
    except Denial as denial:
        if denial.code != Code.SEAL:
            raise
        raise CourierFault("unopened") from denial


def _reply(told: str) -> bytes:
    try:
        return parcels.from_text(told)
    except ValueError as wrong:
        raise CaptivePortal("an answer that is none") from wrong
