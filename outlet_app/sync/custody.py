"""The city's signed word that it has all this machine made, as it is kept here (sync.md D.10)."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from outlet_app.models.blobs import BlobState
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.sync.wire import Custody, HandOver, ParcelKey, custody_fits, read, write

_CUSTODY = "city.custody"


class Receipt(Struct, frozen=True, kw_only=True):
    """The city's word as it is kept here: what it is about, when, its signature (hex), how it came."""

    told: HandOver
    at: datetime
    signature: str
    by_stick: bool = False


def receipt_kept(uow: UnitOfWork) -> Receipt | None:
    """The city's word, while it is about exactly what is here."""
    kept = uow.meta.get(_CUSTODY)
    receipt = read(kept.encode(), Receipt) if kept else None
    return receipt if receipt is not None and receipt.told == everything(uow) else None


def keep_receipt(
    uow: UnitOfWork, city: ParcelKey, custody: Custody, at: datetime, *, by_stick: bool = False
) -> bool:
    """Keep the city's word where it has given it for exactly what is here; False for any other."""
    told = everything(uow)
    if custody.lacking or not custody_fits(city, told, custody):
        return False
    kept = Receipt(told=told, at=at, signature=custody.signature, by_stick=by_stick)
    uow.meta.set(_CUSTODY, write(kept).decode())
    return True


def everything(uow: UnitOfWork, arriving: Iterable[str] = ()) -> HandOver:
    """All that was ever sent under the present name, and the attachments the city has.

    arriving: attachments that reach the city before this is asked.
    """
    me = uow.instance.required()
    held = {blob.sha256 for blob in uow.blobs.in_state(BlobState.CONFIRMED)}
    return HandOver(
        instance=me.instance_id, last_seq=me.next_seq - 1, files=tuple(sorted(held | {*arriving}))
    )
