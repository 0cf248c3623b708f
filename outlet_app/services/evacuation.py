"""上交数据: how far a machine that the city calls back is, and the step after which nothing is left here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from errno import ENOSPC
from typing import Protocol

from outlet_app.models.engine import Database
from outlet_app.services.ports import Clock
from outlet_app.services.troubles import Trouble
from outlet_app.sync.client import CityClient
from outlet_app.sync.courier import CourierFault
from outlet_app.sync.handing_over import SILENCE, HandingOver, LastWord, say
from outlet_app.sync.outcomes import Denial, Offline
from outlet_app.sync.standing import Mode, mode_kept
from outlet_app.system.farewell import Farewell, FarewellBook, Stage


@dataclass(frozen=True, slots=True)
class Leaving:
    """What waits and what the city signed for; `signed_at` None until it has all of it.

    events, files: still to be handed over; damaged: files that cannot be read here any more; others: parcels
    and receipts of other machines; drafts, papers: what stays on this machine alone and goes with it.
    """

    leaves: bool
    events: int = 0
    files: int = 0
    damaged: int = 0
    others: int = 0
    drafts: int = 0
    signed_at: datetime | None = None
    signed_events: int = 0
    signed_files: int = 0


class Ask(Protocol):
    """Asks the city by the way, as the engine does."""

    def __call__(self, work: Callable[[CityClient], LastWord], /) -> LastWord:
        """What was signed."""


class Evacuation:
    """Blocking. Nothing is destroyed without the city's signed word for exactly what is here."""

    def __init__(
        self,
        database: Database,
        handing_over: HandingOver,
        book: FarewellBook,
        others: Callable[[], int],
        ask: Ask,
        clock: Clock,
    ) -> None:
        self._database = database
        self._handing_over = handing_over
        self._book = book
        self._others = others
        self._ask = ask
        self._clock = clock

    def state(self) -> Leaving:
        """How far it is."""
        with self._database.reading() as uow:
            if mode_kept(uow) is not Mode.EVACUATE:
                return Leaving(leaves=False)
            held = self._handing_over.held(uow)
            drafts = uow.drafts.count()
        others = self._others()
        signed = None if others or held.events else held.receipt
        return Leaving(
            leaves=True,
            events=held.events,
            files=held.files,
            damaged=held.damaged,
            others=others,
            drafts=drafts,
            signed_at=signed.at if signed else None,
            signed_events=signed.told.last_seq if signed else 0,
            signed_files=len(signed.told.files) if signed else 0,
        )

    def begin(self) -> None:
        """The point of no return: from here every start destroys what is left. In the courier lane.

        Trouble(leaving.unsigned) where the city has not signed for all of it, (leaving.offline).
        """
        with self._database.reading() as uow:
            held, me = self._handing_over.held(uow), uow.instance.required()
        receipt = held.receipt
        if receipt is None or self.state().signed_at is None:
            raise Trouble("leaving.unsigned")
        word = self._last_word(may_be_silent=receipt.by_stick)
        told = Farewell(
            outlet=me.outlet_code,
            terminal=me.terminal_no,
            at=self._clock.now().isoformat(),
            events=receipt.told.last_seq,
            files=len(receipt.told.files),
            custody=receipt.signature,
            slots=self._book.slots(),
            url=word.url,
            authority=word.authority,
            target=word.target,
            body=word.body,
            headers=dict(word.headers),
        )
        try:
            self._book.write(told)
        except OSError as error:
            raise Trouble("storage.disk_full" if error.errno == ENOSPC else "storage.disk_failed") from error

    def _last_word(self, *, may_be_silent: bool) -> LastWord:
        try:
            return self._ask(self._handing_over.last_word)
        except Offline as away:
            if may_be_silent:
                # Where the city's word came by stick there may never be a line.
                return SILENCE
            raise Trouble("leaving.offline") from away
        except (Denial, CourierFault) as refused:
            raise Trouble("leaving.unsigned") from refused


def say_last_word(book: FarewellBook) -> None:
    """Tell the city that the keys are gone, if that is still to be done; OSError of the disk."""
    told = book.read()
    if told is None or told.stage != Stage.DESTROYED:
        return
    heard = bool(told.target) and say(
        LastWord(told.url, told.authority, told.target, told.body, told.headers)
    )
    if heard is not None:
        book.turn(Stage.SAID if heard else Stage.UNSAID)
