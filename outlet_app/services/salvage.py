"""After a copy took a damaged store's place: what was saved since is brought back out of the damaged file."""

import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy.exc import IntegrityError

from outlet_app.models.blobs import HERE, BlobFile, BlobState
from outlet_app.models.chain import unpack
from outlet_app.models.drafts import Draft
from outlet_app.models.engine import Database
from outlet_app.models.errors import StorageError
from outlet_app.models.journal import Op, Told
from outlet_app.models.papers import Paper
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.models.wreck import Row, Wreck
from outlet_app.services.projection import reproject_all
from outlet_app.services.salvage_desk import marks_back, packs_back, people_back
from outlet_app.services.salvage_reviews import cards_back, counts_back
from outlet_app.sync.levelling import HEALED, as_healed
from outlet_app.sync.wire import REVIEW_KIND

SALVAGED = "salvaged"
_DONE = "store.salvaged"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Found:
    """An event that the store lacks: whether it was made here, and what the city had said of it."""

    op: Op
    is_own: bool
    told: Told | None


@dataclass(frozen=True, slots=True)
class _Came:
    """What a damaged file gave back, and what it held and did not give: steps, and counts of reviews."""

    steps: int
    lost: int
    untold: int

    @property
    def is_news(self) -> bool:
        """Whether anybody has to hear of it."""
        return bool(self.steps or self.lost or self.untold)


def bring_back(database: Database, now: datetime) -> int:
    """Take over from every damaged file put aside what the store lacks; how many steps came back.

    Each file in one transaction, once; what is there already is left as it is. A file that cannot be copied
    now, for want of room, is tried again at the next start.
    """
    back = 0
    for wreck in database.wrecks():
        with database.reading() as uow:
            done = json.loads(uow.meta.get(_DONE) or "[]")
        if wreck.name in done:
            continue
        try:
            with database.wreck(wreck) as opened, database.unit_of_work() as uow:
                came = _take_over(uow, opened)
                uow.meta.set(_DONE, json.dumps([*done, wreck.name]))
                if came.is_news:
                    told = as_healed(SALVAGED, now, came.steps, lost=came.lost, untold=came.untold)
                    uow.meta.set(HEALED, told)
                uow.commit()
        except StorageError as trouble:
            log.error("nothing was brought back from %s: %s", wreck.name, trouble.code)
        else:
            back += came.steps
    return back


def _take_over(uow: UnitOfWork, wreck: Wreck) -> _Came:
    rows = list(wreck.rows("event"))
    found = _events(uow, wreck, rows)
    uow.journal.append([one.op for one in found if one.is_own])
    _place(uow, found)
    _papers(uow, wreck)
    _attachments(uow, wreck)
    _drafts(uow, wreck)
    _numbers(uow, wreck)
    people, packs = people_back(uow, wreck), packs_back(uow, wreck)
    log.info("%d people and %d packs were brought back", people, packs)
    reviews = frozenset(one.op.op_id for one in found if one.op.kind == REVIEW_KIND)
    untold = counts_back(uow, wreck, rows, reviews)
    cards_back(uow, wreck)
    marks_back(uow, wreck)
    reproject_all(uow, sorted({one.op.case_id for one in found if one.op.case_id}))
    return _Came(sum(one.is_own for one in found), _lost(uow, wreck, rows), untold)


def _lost(uow: UnitOfWork, wreck: Wreck, rows: Sequence[Row]) -> int:
    """How many steps nobody has any more: made under this name, never answered by the city, not read.

    Told by the number the next one would have had. Where it is not certain that one is lost, none is.
    """
    names = list(wreck.rows("instance"))
    if not names or names[-1]["instance_id"] != uow.instance.required().instance_id:
        return 0
    me = names[-1]
    made: int = me["next_seq"] - 1 - me["acked_seq"]
    queued = {
        row["op_id"]
        for row in wreck.rows("outbox")
        if row["instance_id"] == me["instance_id"] and row["seq"] > me["acked_seq"]
    }
    answered = {row["op_id"] for row in wreck.rows("place")}
    unsent = queued | {row["op_id"] for row in rows if row["op_id"] not in answered}
    return max(0, made - len(unsent - uow.journal.lacking(list(unsent))))


def _events(uow: UnitOfWork, wreck: Wreck, rows: Sequence[Row]) -> list[_Found]:
    """Whole events only: bytes that no longer fit their digest are no event."""
    lacking = uow.journal.lacking([row["op_id"] for row in rows])
    bodies = {row["op_id"]: row["bytes"] for row in _of(wreck, "event_body", "op_id", lacking)}
    places = {row["op_id"]: row for row in _of(wreck, "place", "op_id", lacking)}
    own = {row["op_id"] for row in _of(wreck, "outbox", "op_id", lacking)}
    found = []
    for row in rows:
        body = unpack(bodies.get(row["op_id"]))
        if row["op_id"] in lacking and body and sha256(body).digest() == row["sha256"]:
            op = Op(
                row["op_id"], row["kind"], row["kv"], row["case_id"], row["at"], row["actor"], body,
                digest=row["sha256"],
            )  # fmt: skip
            told = places.get(op.op_id)
            # What the city never spoke of was made here, also where the queue itself cannot be read.
            found.append(_Found(op, op.op_id in own or told is None, _told(op, told)))
    return found


def _told(op: Op, row: Row | None) -> Told | None:
    if row is None or not row["verdict"]:
        return None
    return Told(row["case_id"], op.op_id, row["n"], row["verdict"], row["code"])


def _place(uow: UnitOfWork, found: Iterable[_Found]) -> None:
    """Where the city had put them; it is asked again about all of it, so a place that is taken may wait."""
    told = [
        Told(one.told.case_id, one.op.op_id, one.told.n, one.told.verdict, one.told.code,
             None if one.is_own else one.op)
        for one in found if one.told is not None
    ]  # fmt: skip
    try:
        with uow.savepoint():
            uow.journal.place_all(told)
    except IntegrityError:
        log.info("the city has put something else there since")


def _papers(uow: UnitOfWork, wreck: Wreck) -> None:
    lacking = {
        row["paper_id"]: row
        for row in wreck.rows("paper")
        if uow.papers.get(row["paper_id"]) is None and not _is_taken(uow, row)
    }
    for body in _of(wreck, "paper_body", "paper_id", lacking):
        paper = Paper(**{**lacking[body["paper_id"]], **_moments(lacking[body["paper_id"]])})
        if sha256(body["pdf"]).hexdigest() == paper.sha256:
            uow.papers.put(paper, body["pdf"])


def _is_taken(uow: UnitOfWork, row: Row) -> bool:
    prints = uow.papers.numbered(row["number"]) if row["number"] else ()
    return any(one.copy_no == row["copy_no"] for one in prints)


def _moments(row: Row) -> dict[str, datetime | None]:
    moments = {name: row[name] for name in ("created_at", "spooled_at")}
    return {name: datetime.fromisoformat(told) if told else None for name, told in moments.items()}


def _attachments(uow: UnitOfWork, wreck: Wreck) -> None:
    """Their files lie beside the store and are whole; the keys to them stood in it."""
    for row in wreck.rows("blob_file"):
        state, confirmed = BlobState(row["state"]), row["confirmed_at"]
        if state in HERE:
            at = datetime.fromisoformat(confirmed) if confirmed else None
            uow.blobs.put(BlobFile(**{**row, "state": state, "confirmed_at": at}))


def _drafts(uow: UnitOfWork, wreck: Wreck) -> None:
    for row in wreck.rows("draft"):
        draft = Draft(row["staff_no"], datetime.fromisoformat(row["saved_at"]), row["body"])
        here = uow.drafts.get(draft.staff_no)
        if here is None or here.saved_at < draft.saved_at:
            uow.drafts.save(draft.staff_no, draft.body, draft.saved_at)


def _numbers(uow: UnitOfWork, wreck: Wreck) -> None:
    """How far each series was, unless this machine had taken another name since; then the witness tells."""
    names = [row["instance_id"] for row in wreck.rows("instance")]
    if names and names[-1] == uow.instance.required().instance_id:
        for row in wreck.rows("counter"):
            uow.counters.go_on_above(row["series"], row["last"])


def _of(wreck: Wreck, table: str, key: str, wanted: Iterable[str]) -> Iterable[Row]:
    known = frozenset(wanted)
    return (row for row in wreck.rows(table) if row[key] in known) if known else ()
