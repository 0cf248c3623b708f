"""Asks the city for its word that it has all this machine made, and says the last word (sync.md D.10)."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from outlet_app.models.blobs import BlobState
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.sync.client import CityClient
from outlet_app.sync.courier import CourierFault, city_of
from outlet_app.sync.custody import Receipt, everything, keep_receipt, receipt_kept
from outlet_app.sync.line import Line
from outlet_app.sync.outcomes import Denial, Offline
from outlet_app.sync.standing import Mode, mode_kept
from outlet_app.sync.trust import AUTHORITY
from outlet_app.sync.wire import Code, HandOver, write


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


SILENCE = LastWord("", "", "", "", {})


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
            told = everything(uow)
        if not leaves or held.events or held.files or held.receipt or self._others():
            return
        custody = client.hand_over(told)
        with self._database.unit_of_work() as uow:
            for one in custody.lacking:
                uow.blobs.mark(one, BlobState.LOCAL)
            # What was made while the question was on its way is not signed for.
            keep_receipt(uow, city_of(uow), custody, self._now())
            uow.commit()

    def held(self, uow: UnitOfWork) -> Held:
        """How far the handing over is; the city's word counts only for exactly what is here now."""
        files = uow.blobs.total()
        damaged = files.damaged
        waiting = files.waiting - damaged
        return Held(uow.outbox.unsent(), waiting, damaged, None if waiting else receipt_kept(uow))

    def last_word(self, client: CityClient) -> LastWord:
        """That the keys are destroyed, signed now and not sent. Offline and Denial as they come."""
        with self._database.reading() as uow:
            me, authority = uow.instance.required(), uow.meta.get(AUTHORITY) or ""
            receipt = receipt_kept(uow)
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
