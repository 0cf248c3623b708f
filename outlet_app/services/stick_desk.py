"""U 盘收发: writes the sealed queue to a stick, hands others' parcels on, takes the city's receipts back."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from outlet_app.failpoints import Failpoint, reach
from outlet_app.models.engine import Database
from outlet_app.services.ports import Clock
from outlet_app.services.stick_views import Brought, Exported, StickState
from outlet_app.services.troubles import Trouble
from outlet_app.sync.client import CityClient
from outlet_app.sync.courier import Courier, CourierFault, Delivered, Packed, city_of, opened
from outlet_app.sync.outcomes import Denial, Offline
from outlet_app.sync.returning import Returning
from outlet_app.sync.wire.parcels import Label, Way
from outlet_app.system.parcel_shelf import ParcelShelf, Tray
from outlet_app.system.sticks import StickFault, read_whole, write_whole

_EXPORTED = "courier.exported"
_T = TypeVar("_T", covariant=True)


class Ask(Protocol):
    """Asks the city by the way, as the engine does; Offline and Denial as they come."""

    def __call__(self, work: Callable[[CityClient], Delivered], /) -> Delivered:
        """What the city answered."""


class StickDesk:
    """Blocking, in the courier lane; nothing counts as sent before the city's receipt is in."""

    def __init__(
        self,
        database: Database,
        courier: Courier,
        returning: Returning,
        shelf: ParcelShelf,
        ask: Ask,
        clock: Clock,
    ) -> None:
        self._database = database
        self._courier = courier
        self._returning = returning
        self._shelf = shelf
        self._ask = ask
        self._clock = clock

    def state(self) -> StickState:
        """How it stands; cheap enough for every reading of the page."""
        with self._database.reading() as uow:
            kept, me = json.loads(uow.meta.get(_EXPORTED) or "{}"), uow.instance.required()
            answered = me.acked_seq >= kept.get("last", 0) or me.instance_id != kept["instance"]
            sent = answered and not (kept.get("files") and uow.blobs.to_send())
        out = {} if sent else kept
        trays = {tray: len(self._shelf.files(tray)) for tray in (Tray.ON, Tray.BACK, Tray.ASIDE)}
        return StickState(
            exported_at=datetime.fromisoformat(out["at"]) if out else None,
            events=out.get("events", 0),
            files=out.get("files", 0),
            to_city=trays[Tray.ON],
            to_bring_back=trays[Tray.BACK],
            set_aside=trays[Tray.ASIDE],
        )

    def for_city(self) -> int:
        """How many parcels of other machines lie here for the city."""
        return len(self._shelf.files(Tray.ON))

    def export(self, folder: Path) -> Exported:
        """All that waits as one sealed file, and the receipts that wait for other machines.

        Trouble(stick.empty, no_key, nameless; full, shut, gone, unlike); the queue stays as it is.
        """
        packed = self._packed()
        receipts = self._shelf.files(Tray.BACK)
        if packed is None and not receipts:
            raise Trouble("stick.empty")
        try:
            name = write_whole(folder, packed.name, packed.content).name if packed else ""
            for one in receipts:
                write_whole(folder, one.name, read_whole(one))
        except StickFault as fault:
            raise Trouble("stick." + fault.why) from fault
        self._here(lambda: self._brought_back(receipts))
        if packed is None:
            return Exported(str(folder), "", 0, 0, 0, len(receipts))
        reach(Failpoint.EXPORT_BEFORE_NOTE)
        self._remember(packed)
        return Exported(str(folder), name, packed.events, packed.files, packed.left, len(receipts))

    def bring(self, paths: Sequence[Path]) -> tuple[Brought, ...]:
        """Take in what was chosen on a stick, the oldest name first; each file has its own answer."""
        return tuple(self._bring(path) for path in sorted(paths, key=lambda one: one.name))

    def forward(self, client: CityClient) -> None:
        """Hand on what lies here for the city, within a round; Offline as it comes."""
        for path in self._shelf.files(Tray.ON):
            try:
                self._hand_on(path, lambda work: work(client))
            except (Denial, StickFault):
                # The city takes none now; it stays, and the next round tries again.
                return
            except CourierFault:
                self._shelf.move(path, Tray.ASIDE)

    def _bring(self, path: Path) -> Brought:
        try:
            content = read_whole(path)
            with self._database.reading() as uow:
                city = city_of(uow)
            label = opened(content, city).label
            if label.way is Way.BACK:
                return self._take(path.name, content, label)
            return self._pass_on(path, content, label)
        except StickFault as fault:
            return Brought("failed", path.name, code="stick.unread" if fault.why == "gone" else "stick.none")
        except CourierFault as fault:
            return Brought("failed", path.name, code="stick." + fault.code)
        except Trouble as trouble:
            return Brought("failed", path.name, code=trouble.code)

    def _take(self, name: str, content: bytes, label: Label) -> Brought:
        told = self._returning.take(content)
        return Brought(
            "receipt",
            name,
            label.sign,
            label.terminal,
            events=told.events,
            files=told.files,
            again=told.again,
            code=told.code,
            heard=told.heard,
            signed=told.signed,
        )

    def _pass_on(self, path: Path, content: bytes, label: Label) -> Brought:
        kept = self._here(lambda: self._shelf.keep(Tray.ON, path.name, content))
        try:
            told, receipt = self._hand_on(kept, self._ask)
        except (Offline, Denial) as away:
            return Brought("waiting", path.name, label.sign, label.terminal, code=away.code)
        except CourierFault:
            self._here(lambda: self._shelf.move(kept, Tray.ASIDE))
            raise
        return Brought(
            "parcel",
            path.name,
            label.sign,
            label.terminal,
            events=told.took,
            known=told.known,
            on_stick=self._back_on_stick(path.parent, receipt),
            code=told.code,
        )

    def _hand_on(self, path: Path, ask: Ask) -> tuple[Delivered, Path]:
        """The city's answers, and where the receipt lies; the parcel goes only after it lies there."""
        content = read_whole(path)
        reach(Failpoint.BRING_BEFORE_ASKING)
        told = ask(lambda client: self._courier.deliver(content, client))
        reach(Failpoint.BRING_AFTER_ANSWER)
        receipt = self._here(lambda: self._shelf.keep(Tray.BACK, told.name, told.content))
        path.unlink(missing_ok=True)
        return told, receipt

    def _back_on_stick(self, folder: Path, receipt: Path) -> bool:
        """Whether the receipt lies beside the parcel; where not, it goes with the next export."""
        reach(Failpoint.BRING_BEFORE_STICK)
        try:
            write_whole(folder, receipt.name, read_whole(receipt))
            self._shelf.move(receipt, Tray.DONE)
        except StickFault:
            return False
        return True

    def _brought_back(self, receipts: Sequence[Path]) -> None:
        for one in receipts:
            self._shelf.move(one, Tray.DONE)

    def _packed(self) -> Packed | None:
        try:
            return self._courier.pack()
        except CourierFault as fault:
            if fault.code == "empty":
                return None
            raise Trouble("stick." + fault.code) from fault

    def _here(self, work: Callable[[], _T]) -> _T:
        """Something on this machine's own disk."""
        try:
            return work()
        except StickFault as fault:
            full = fault.why == "full"
            raise Trouble("storage.disk_full" if full else "storage.disk_failed") from fault

    def _remember(self, packed: Packed) -> None:
        told = {"at": self._clock.now().isoformat(), "events": packed.events, "files": packed.files}
        with self._database.unit_of_work() as uow:
            me = uow.instance.required()
            told |= {"instance": me.instance_id, "last": me.acked_seq + packed.events}
            uow.meta.set(_EXPORTED, json.dumps(told))
            uow.commit()
