"""Takes down what the city has: changed cases with their cursor, and data packs (sync.md D.6)."""

from collections.abc import Callable, Container, Iterator, Sequence
from datetime import datetime
from hashlib import sha256

from outlet_app.failpoints import Failpoint, reach
from outlet_app.models.cursors import Cursor
from outlet_app.models.engine import Database
from outlet_app.models.errors import HistoryIsFixed
from outlet_app.models.instance import Instance
from outlet_app.models.journal import Op, Told
from outlet_app.models.packs import ETAG, POLICY_KEY, REFUSED_PACKS
from outlet_app.models.reviews import CityKey
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.sync.client import CityClient
from outlet_app.sync.outbound import CasesChanged
from outlet_app.sync.outcomes import CaptivePortal, Denial
from outlet_app.sync.pipeline import Ahead
from outlet_app.sync.wire import (
    MISNAMED,
    RELEASE,
    SIGNED_KINDS,
    Code,
    Entry,
    Pack,
    PackFault,
    ParcelKey,
    PolicyKey,
    Pulled,
    PulledCase,
    ReviewKey,
    glance,
    newest_trusted,
    open_pack,
    order_fits,
    stands_for,
    write,
)

NO_KEY = "no_key"
# In meta: the city's public keys for parcels, as it told them.
PARCEL_KEY = "courier.city"
# A page of more cases is kept first and shown afterwards, slice by slice.
AT_ONCE = 50


class Inbound:
    """Rows and cursor in the same local transaction, page after page."""

    def __init__(self, database: Database, on_cases_changed: CasesChanged) -> None:
        self._database = database
        self._on_cases_changed = on_cases_changed

    def catch_up(self, client: CityClient, limit: int) -> Iterator[int]:
        """Pull until nothing more is there; yields how much of each page was new here.

        While one page is being kept the next is on its way.
        """
        with self._database.reading() as uow:
            instance = uow.instance.required()
            cursor = uow.cursors.get(instance.outlet_code) or Cursor(instance.epoch, 0)
        with Ahead[Cursor, Pulled](lambda at: client.pull(at.epoch, at.version, limit)) as ahead:
            while True:
                page = ahead.answer(cursor)
                reach(Failpoint.PAGE_BEFORE_KEEPING)
                before, cursor = cursor, Cursor(page.epoch, page.version)
                if page.more:
                    ahead.send(cursor)
                if page.version > before.version:
                    yield self._keep(instance, page)
                if not page.more:
                    return

    def show_rest(self) -> None:
        """Show what came in large pages, also what an earlier start of the program had not come to."""
        while waiting := self._unshown():
            with self._database.unit_of_work() as uow:
                self._on_cases_changed(uow, waiting)
                uow.unshown.strike(waiting)
                uow.commit()

    def _unshown(self) -> tuple[str, ...]:
        with self._database.reading() as uow:
            return uow.unshown.some(AT_ONCE)

    def learn_key(self, told: ReviewKey | None) -> None:
        """Keep to whom reviews are sealed, where the city says so."""
        if told is None:
            return
        key = CityKey(told.public, told.mark)
        with self._database.reading() as uow:
            known = uow.reviews.key()
        if key != known:
            with self._database.unit_of_work() as uow:
                uow.reviews.keep_key(key)
                uow.commit()

    def learn_parcels(self, told: ParcelKey | None) -> None:
        """Keep to whom parcels are sealed, where the city says so."""
        written = write(told).decode() if told else ""
        with self._database.reading() as uow:
            known = uow.meta.get(PARCEL_KEY) or ""
        if written and written != known:
            with self._database.unit_of_work() as uow:
                uow.meta.set(PARCEL_KEY, written)
                uow.commit()

    def learn_signers(self, told: tuple[PolicyKey, ...]) -> None:
        """Keep whose signature under policies counts: the first told, then whoever it vouched for."""
        with self._database.reading() as uow:
            held = uow.meta.get(POLICY_KEY) or ""
        trusted = newest_trusted(held, told)
        if trusted != held:
            with self._database.unit_of_work() as uow:
                uow.meta.set(POLICY_KEY, trusted)
                # What was turned away under another key is asked for again.
                uow.meta.set(ETAG, "")
                uow.commit()

    def refresh_packs(self, client: CityClient, etag: str, now: Callable[[], datetime]) -> bool:
        """Fetch the packs this machine lacks if the city's set changed; whether any was new."""
        with self._database.reading() as uow:
            held = uow.meta.get(ETAG) or ""
            signer = uow.meta.get(POLICY_KEY) or ""
        manifest = client.catalogue(held) if etag != held else None
        if manifest is None:
            return False
        lacking = [pack for pack in manifest.packs if not self._holds(pack)]
        fetched = [(pack, client.pack(pack)) for pack in lacking]
        faults = [(pack, _fault(signer, pack, body)) for pack, body in fetched]
        told = "\n".join(f"{pack.kind} {pack.ref} {fault}" for pack, fault in faults if fault)
        with self._database.unit_of_work() as uow:
            # A pack nobody signed must not take the place of one that somebody did.
            for (pack, body), (_, fault) in zip(fetched, faults, strict=True):
                if not fault:
                    uow.cache.put(pack.kind, pack.ref, body, now())
            uow.meta.set(REFUSED_PACKS, told)
            uow.meta.set(ETAG, manifest.etag)
            reach(Failpoint.PACKS_BEFORE_COMMIT)
            uow.commit()
        return any(not fault for _, fault in faults)

    def _keep(self, instance: Instance, page: Pulled) -> int:
        with self._database.unit_of_work() as uow:
            held = uow.journal.of_cases(case.case_id for case in page.cases)
            known = {one.op_id: (one.case_n, one.verdict) for each in held.values() for one in each}
            news = [
                (case, one)
                for case in page.cases
                for one in case.events
                if known.get(one.op_id) != (one.n, one.v.value)
            ]
            place_entries(uow, news, known)
            changed = list(dict.fromkeys(case.case_id for case, _ in news))
            if len(changed) > AT_ONCE:
                uow.unshown.note(changed)
            elif changed:
                self._on_cases_changed(uow, changed)
            uow.cursors.set(instance.outlet_code, page.epoch, page.version)
            reach(Failpoint.PAGE_BEFORE_COMMIT)
            uow.commit()
        return len(news)

    def _holds(self, pack: Pack) -> bool:
        with self._database.reading() as uow:
            held = uow.cache.get(pack.kind, pack.ref)
        return held is not None and held.sha256 == pack.sha256


def _fault(signer: str, pack: Pack, body: bytes) -> str:
    """Why a signed kind of pack is not to be believed; empty for all that is."""
    if pack.kind not in SIGNED_KINDS:
        return ""
    if not signer:
        return NO_KEY
    try:
        signed = open_pack(bytes.fromhex(signer), pack.kind, pack.ref, body)
    except PackFault as fault:
        return fault.reason
    return MISNAMED if pack.kind == RELEASE and not order_fits(pack.ref, signed) else ""


def place_entries(uow: UnitOfWork, told: Sequence[tuple[PulledCase, Entry]], known: Container[str]) -> None:
    """Take down events as the city told them; Denial(FORK) where it shows that we were set back."""
    try:
        uow.journal.place_all([_told(case, entry, known) for case, entry in told])
    except HistoryIsFixed as other_bytes:
        raise Denial(Code.FORK) from other_bytes


def _told(case: PulledCase, entry: Entry, known: Container[str]) -> Told:
    is_known, body = entry.op_id in known, entry.body
    op = _op(case, entry, body) if body and not (is_known and stands_for(body)) else None
    if op is None and not is_known:
        # The city says we made it, and we do not have it: this database is older than what we sent.
        raise Denial(Code.FORK)
    return Told(case.case_id, entry.op_id, entry.n, entry.v.value, entry.code, op, entry.args)


def _op(case: PulledCase, entry: Entry, body: bytes) -> Op:
    op = _checked(entry, body)
    if op.case_id != case.case_id:
        raise CaptivePortal("an event of another case")
    return op


def op_of_entry(entry: Entry) -> Op:
    """An event as the journal keeps it; CaptivePortal where its bytes are not what is said of them."""
    return _checked(entry, entry.body)


def _checked(entry: Entry, body: bytes) -> Op:
    seen, digest = glance(body), sha256(body)
    if digest.hexdigest() != entry.sha256 or seen.op != entry.op_id:
        raise CaptivePortal("an event that is not what it says")
    return Op(entry.op_id, seen.kind, seen.kv, seen.case, seen.at, seen.actor, body, digest.digest())
