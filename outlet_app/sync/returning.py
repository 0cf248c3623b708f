"""Takes in the city's receipts that came back by stick; only they move anything in the queue."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from msgspec import structs

from outlet_app.failpoints import Failpoint, reach
from outlet_app.models.blobs import BlobState
from outlet_app.models.engine import Database
from outlet_app.sync.courier import CourierFault, city_of, identity_kept, opened
from outlet_app.sync.custody import keep_receipt
from outlet_app.sync.levelling import RECEIPTS, Levelling
from outlet_app.sync.outbound import CasesChanged, keep_answer
from outlet_app.sync.standing import Mode, learn_by_stick, mode_kept
from outlet_app.sync.wire import Beaten, Code, Custody, Fault, Pushed, Upload, parcels, read
from outlet_app.sync.wire.parcels import Kind, Parcel, Reply, Way

_M = TypeVar("_M")


@dataclass(frozen=True, slots=True)
class Returned:
    """What a receipt brought: events answered and attachments confirmed; `code` of what the city refused.

    `again` is how many events wait once more because the city was set back; `heard`, that the city has heard
    how this machine is, of a parcel that said nothing else; `signed`, that it has signed for everything.
    """

    events: int = 0
    files: int = 0
    again: int = 0
    code: str = ""
    heard: bool = False
    signed: bool = False


class Returning:
    """Blocking; each reply is one local transaction, and one that is known already changes nothing."""

    def __init__(
        self, database: Database, on_cases_changed: CasesChanged, now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._on_cases_changed = on_cases_changed
        self._now = now
        self._levelling = Levelling(database, on_cases_changed)

    def take(self, content: bytes) -> Returned:
        """Keep what the receipt says.

        CourierFault(none, damaged, newer, foreign_city, is_parcel, foreign_machine, former_name, unproven,
        gap); nothing is changed then, but for `gap`, where all before the gap is kept.
        """
        replies = self._read(content)
        events = files = again = 0
        code, heard, signed = "", False, False
        for reply in replies:
            if reply.kind == Kind.PUSHED:
                events += self._answered(reply)
            elif reply.kind == Kind.HELD:
                files += self._held(reply)
            elif reply.kind == Kind.BEATEN:
                heard = self._stands(_body(reply, Beaten)) or heard
            elif reply.kind == Kind.CUSTODY:
                signed = self._signed(_body(reply, Custody)) or signed
            else:
                told = _body(reply, Fault)
                code = code or told.code
                again += self._refused(told)
        alone = all(reply.kind not in (Kind.PUSHED, Kind.HELD) for reply in replies)
        return Returned(events, files, again, code, heard and alone, signed)

    def _read(self, content: bytes) -> list[Reply]:
        with self._database.reading() as uow:
            city, me = city_of(uow), uow.instance.required()
            names = {one.instance_id for one in uow.instance.all()}
            opens = identity_kept(uow)
        parcel = opened(content, city)
        _refuse_strange(parcel, me.instance_id, names)
        try:
            replies = [parcels.open_reply(opens, city, one) for one in parcel.parts]
        except ValueError as closed:
            raise CourierFault("unproven") from closed
        if any(reply.instance != me.instance_id for reply in replies):
            raise CourierFault("unproven")
        return replies

    def _answered(self, reply: Reply) -> int:
        pushed = _body(reply, Pushed)
        last = pushed.results[-1].seq if pushed.results else 0
        with self._database.unit_of_work() as uow:
            me = uow.instance.required()
            if pushed.epoch != me.epoch or last <= me.acked_seq:
                # Of a history that is over, or heard already; perhaps by the line, and since then more.
                return 0
            if pushed.results[0].seq > me.acked_seq + 1:
                raise CourierFault("gap")
            if uow.restarts.digest_at(last) != reply.about:
                # This machine was set back since: another event stands at this place now.
                raise CourierFault("unproven")
            news = tuple(one for one in pushed.results if one.seq > me.acked_seq)
            told = structs.replace(pushed, results=news)
            keep_answer(uow, told, last, self._now(), self._on_cases_changed)
            reach(Failpoint.TAKE_BEFORE_COMMIT)
            uow.commit()
        return len(news)

    def _held(self, reply: Reply) -> int:
        upload = _body(reply, Upload)
        with self._database.unit_of_work() as uow:
            blob = uow.blobs.get(reply.about)
            if not upload.held or blob is None or blob.state is not BlobState.LOCAL:
                return 0
            uow.blobs.mark(blob.sha256, BlobState.CONFIRMED, at=self._now())
            uow.commit()
        return 1

    def _stands(self, told: Beaten) -> bool:
        with self._database.unit_of_work() as uow:
            is_news = learn_by_stick(uow, told.mode, told.server_time)
            uow.commit()
        return is_news

    def _signed(self, custody: Custody) -> bool:
        with self._database.unit_of_work() as uow:
            for one in custody.lacking:
                uow.blobs.mark(one, BlobState.LOCAL)
            # Whoever was let off meanwhile leaves no more, and what was made since is not signed for.
            leaves = mode_kept(uow) is Mode.EVACUATE and not uow.outbox.unsent()
            kept = leaves and keep_receipt(uow, city_of(uow), custody, self._now(), by_stick=True)
            uow.commit()
        return kept

    def _refused(self, told: Fault) -> int:
        expected, held = told.args.get("expected"), told.args.get("last_seq")
        if told.code == Code.SEQ_GAP and isinstance(expected, int) and expected > 0:
            return self._rewound(expected)
        epoch = told.args.get("epoch")
        if told.code == Code.EPOCH and isinstance(epoch, str) and isinstance(held, int):
            return self._turned(epoch, held)
        return 0

    def _rewound(self, expected: int) -> int:
        with self._database.unit_of_work() as uow:
            before = uow.instance.required().acked_seq
            uow.outbox.rewind(expected)
            uow.commit()
        return max(0, before - expected + 1)

    def _turned(self, epoch: str, held: int) -> int:
        with self._database.reading() as uow:
            known = uow.instance.required().epoch == epoch or f'"{epoch}"' in (uow.meta.get(RECEIPTS) or "")
        return 0 if known else self._levelling.turn_to(epoch, held, self._now())


def _refuse_strange(parcel: Parcel, mine: str, names: set[str]) -> None:
    if parcel.label.way is not Way.BACK:
        raise CourierFault("is_parcel")
    if parcel.label.instance not in names:
        raise CourierFault("foreign_machine")
    if parcel.label.instance != mine:
        raise CourierFault("former_name")


def _body(reply: Reply, kind: type[_M]) -> _M:
    try:
        return read(reply.body, kind)
    except ValueError as wrong:
        raise CourierFault("unproven") from wrong
