"""Asks the city for its word that it has all this machine made, and says the last word (sync.md D.10)."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from msgspec import Struct

from outlet_app.models.blobs import BlobState
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.sync.client import CityClient
from outlet_app.sync.courier import CourierFault, city_of
from outlet_app.sync.line import Line
from outlet_app.sync.outcomes import Denial, Offline
from outlet_app.sync.standing import Mode, mode_kept
from outlet_app.sync.trust import AUTHORITY
from outlet_app.sync.wire import Code, HandOver, custody_fits, read, write

_CUSTODY = "city.custody"


class Receipt(Struct, frozen=True, kw_only=True):
    """The city's word as it is kept here: what it is about, when, and its signature (hex)."""

    told: HandOver
    at: datetime
    signature: str


class Held(NamedTuple):
    """What still waits to be handed over: events, attachments, and the city's word if it is given."""

    events: int
    files: int
    damaged: int
    receipt: Receipt | None


@dataclass(frozen=True, slots=True)
class LastWord:
    """A request signed while there was a key, for when there is none: good for a day."""

    url: str
    authority: str
    target: str
    body: str
    headers: Mapping[str, str]


class HandingOver:
    """Blocking, in the courier lane; `others` counts what lies here for other machines."""

    def __init__(self, database: Database, others: Callable[[], int], now: Callable[[], datetime]) -> None:
        self._database = database
        self._others = others
        self._now = now

    def ask(self, client: CityClient) -> None:
        """At the end of a round: once nothing waits, ask for custody. Offline and Denial as they come."""
        with self._database.reading() as uow:
            leaves = mode_kept(uow) is Mode.EVACUATE
            held = self.held(uow)
            told = _everything(uow)
        if not leaves or held.events or held.files or held.receipt or self._others():
            return
        custody = client.hand_over(told)
        with self._database.unit_of_work() as uow:
            for one in custody.lacking:
                uow.blobs.mark(one, BlobState.LOCAL)
            # Nothing may have been made while the question was on its way.
            if not custody.lacking and told == _everything(uow) and custody_fits(city_of(uow), told, custody):
                kept = Receipt(told=told, at=self._now(), signature=custody.signature)
                uow.meta.set(_CUSTODY, write(kept).decode())
            uow.commit()

    def held(self, uow: UnitOfWork) -> Held:
        """How far the handing over is; the city's word counts only for exactly what is here now."""
        files = uow.blobs.total()
        damaged = files.damaged
        waiting = files.waiting - damaged
        return Held(uow.outbox.unsent(), waiting, damaged, None if waiting else _receipt(uow))

    def last_word(self, client: CityClient) -> LastWord:
        """That the keys are destroyed, signed now and not sent. Offline and Denial as they come."""
        with self._database.reading() as uow:
            me, authority = uow.instance.required(), uow.meta.get(AUTHORITY) or ""
            receipt = _receipt(uow)
        if receipt is None:
            raise CourierFault("no_custody")
        told = receipt.told
        body = write(
            HandOver(instance=told.instance, last_seq=told.last_seq, files=told.files, destroyed=True)
        )
        target, content, headers = client.last_word(body)
        return LastWord(me.server_url, authority, target, b64encode(content).decode(), headers)


def say(word: LastWord) -> bool | None:
    """Tell the city; True once it knows, False where it will not listen any more, None without a line."""
    line = Line(word.url, authority=word.authority)
    try:
        line.exchange("POST", word.target, b64decode(word.body), word.headers)
    except Offline:
        return None
    except Denial as denial:
        # A machine it was already told of is answered nothing any more.
        return True if denial.code == Code.MODE else False if denial.code == Code.NONCE else None
    finally:
        line.close()
    return True


def _receipt(uow: UnitOfWork) -> Receipt | None:
    kept = uow.meta.get(_CUSTODY)
    receipt = read(kept.encode(), Receipt) if kept else None
    return receipt if receipt is not None and receipt.told == _everything(uow) else None


def _everything(uow: UnitOfWork) -> HandOver:
    """All that was ever sent under the present name, and the attachments that lie here."""
    me = uow.instance.required()
    files = sorted(blob.sha256 for blob in uow.blobs.in_state(BlobState.CONFIRMED))
    return HandOver(instance=me.instance_id, last_seq=me.next_seq - 1, files=tuple(files))
