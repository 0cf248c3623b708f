"""What is known of the bytes of attachments: where they lie, and how far they are (sync.md D.1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, Update, case, delete, exists, func, insert, or_, select, update

from outlet_app.models.rows.blobs import BLOB_FILE, BLOB_USE
from outlet_app.models.rows.desk import CARD
from outlet_app.models.rows.statements import upsert

MOST_REFUSALS = 3


class BlobState(StrEnum):
    """Where the bytes of a digest are.

    LOCAL: here, on their way. CONFIRMED: here, and the city confirmed the digest. REMOTE: in the city alone.
    ELSEWHERE: neither here nor known to have arrived. DAMAGED: the city refused the digest three times.
    """

    LOCAL = "local"
    CONFIRMED = "confirmed"
    REMOTE = "remote"
    ELSEWHERE = "elsewhere"
    DAMAGED = "damaged"


ARRIVED = (BlobState.CONFIRMED, BlobState.REMOTE)
HERE = (BlobState.LOCAL, BlobState.CONFIRMED, BlobState.DAMAGED)


@dataclass(frozen=True, slots=True)
class BlobFile:
    """The bytes of one digest; `name` and `key` open their file and are empty where it is not here."""

    sha256: str
    size: int
    state: BlobState
    name: str = ""
    key: bytes = b""
    upload: str = ""
    refused: int = 0
    confirmed_at: datetime | None = None

    @property
    def is_here(self) -> bool:
        """Whether the file lies on this machine."""
        return self.state in HERE


@dataclass(frozen=True, slots=True)
class BlobCounts:
    """Files that still have to arrive, those of them that ask for a new scan, and all that count.

    elsewhere: those that still have to arrive from another machine.
    """

    waiting: int
    damaged: int
    total: int
    elsewhere: int = 0


class Blobs:
    """Rows are added by digest and never removed; only where the bytes are is told anew."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, blob: BlobFile) -> None:
        """Keep a file just written here; a digest whose bytes are here already stays as it is."""
        known = self.get(blob.sha256)
        if known is None or not known.is_here or known.state is BlobState.DAMAGED:
            values = {column.name: getattr(blob, column.name) for column in BLOB_FILE.columns}
            self._connection.execute(_KEEP, values)

    def get(self, sha256: str) -> BlobFile | None:
        """What is known of a digest."""
        return self.of([sha256]).get(sha256)

    def of(self, digests: Iterable[str]) -> dict[str, BlobFile]:
        """The same of several."""
        asked = select(BLOB_FILE).where(BLOB_FILE.c.sha256.in_(list(digests)))
        rows = self._connection.execute(asked).mappings()
        return {row["sha256"]: BlobFile(**{**row, "state": BlobState(row["state"])}) for row in rows}

    def name_uses(self, case_id: str, uses: Mapping[str, tuple[int, bool]]) -> None:
        """Which digests a case names, their sizes, and whether they count; unknown ones are elsewhere."""
        self._connection.execute(delete(BLOB_USE).where(BLOB_USE.c.case_id == case_id))
        if not uses:
            return
        known = self.of(uses)
        for sha256, (size, counts) in uses.items():
            if sha256 not in known:
                self.put(BlobFile(sha256, size, BlobState.ELSEWHERE))
            self._connection.execute(insert(BLOB_USE).values(case_id=case_id, sha256=sha256, counts=counts))

    def to_send(self) -> tuple[BlobFile, ...]:
        """What waits here for the line, in the order it was made."""
        return self.in_state(BlobState.LOCAL)

    def mark(self, sha256: str, state: BlobState, *, at: datetime | None = None) -> None:
        """The bytes are somewhere else now; `at` is when the city confirmed them."""
        told: dict[str, object] = {"state": state, "upload": ""}
        if at is not None:
            told["confirmed_at"] = at
        if state is BlobState.REMOTE:
            told |= {"name": "", "key": b""}
        self._connection.execute(_of(sha256).values(told))

    def begun(self, sha256: str, upload: str) -> None:
        """Under which name the city takes the bytes."""
        self._connection.execute(_of(sha256).values(upload=upload))

    def refuse(self, sha256: str) -> BlobState:
        """The city found another digest; after the third time the file is taken as damaged."""
        known = self.get(sha256)
        refused = (known.refused if known else 0) + 1
        state = BlobState.DAMAGED if refused >= MOST_REFUSALS else BlobState.LOCAL
        self._connection.execute(_of(sha256).values(refused=refused, state=state, upload=""))
        return state

    def removable(self, before: datetime) -> tuple[BlobFile, ...]:
        """Files confirmed before that moment whose cases, all of them, ended before it (I10)."""
        still_needed = exists().where(
            BLOB_USE.c.sha256 == BLOB_FILE.c.sha256,
            CARD.c.case_id == BLOB_USE.c.case_id,
            or_(CARD.c.is_open, CARD.c.closed_at.is_(None), CARD.c.closed_at > before),
        )
        named = exists().where(BLOB_USE.c.sha256 == BLOB_FILE.c.sha256)
        asked = select(BLOB_FILE.c.sha256).where(
            BLOB_FILE.c.state == BlobState.CONFIRMED, BLOB_FILE.c.confirmed_at <= before, named, ~still_needed
        )
        return tuple(self.of(self._connection.scalars(asked)).values())

    def counts(self, case_ids: Iterable[str] | None = None) -> dict[str, BlobCounts]:
        """材料待传 of cases that have attachments which count; a list without cases asks nothing."""
        wanted = None if case_ids is None else list(case_ids)
        if wanted == []:
            return {}
        away = case((BLOB_FILE.c.state.in_(ARRIVED), 0), else_=1)
        broken = case((BLOB_FILE.c.state == BlobState.DAMAGED, 1), else_=0)
        others = case((BLOB_FILE.c.state == BlobState.ELSEWHERE, 1), else_=0)
        asked = (
            select(BLOB_USE.c.case_id, func.sum(away), func.sum(broken), func.count(), func.sum(others))
            .join(BLOB_FILE, BLOB_FILE.c.sha256 == BLOB_USE.c.sha256)
            .where(BLOB_USE.c.counts)
            .group_by(BLOB_USE.c.case_id)
        )
        if wanted is not None:
            asked = asked.where(BLOB_USE.c.case_id.in_(wanted))
        return {row[0]: BlobCounts(*map(int, row[1:])) for row in self._connection.execute(asked)}

    def total(self) -> BlobCounts:
        """The same of this machine as a whole: its own files and what of them waits."""
        found: dict[str, int] = {
            state: int(n)
            for state, n in self._connection.execute(
                select(BLOB_FILE.c.state, func.count()).group_by(BLOB_FILE.c.state)
            )
        }
        damaged = found.get(BlobState.DAMAGED, 0)
        return BlobCounts(found.get(BlobState.LOCAL, 0) + damaged, damaged, sum(found.values()))

    def names(self) -> frozenset[str]:
        """The files that should lie on this machine."""
        return frozenset(self._connection.scalars(select(BLOB_FILE.c.name).where(BLOB_FILE.c.name != "")))

    def in_state(self, state: BlobState) -> tuple[BlobFile, ...]:
        """The files of cases that stand there, in the order they were made."""
        named = exists().where(BLOB_USE.c.sha256 == BLOB_FILE.c.sha256)
        asked = select(BLOB_FILE.c.sha256).where(BLOB_FILE.c.state == state, named).order_by(_AGE)
        digests = list(self._connection.scalars(asked))
        known = self.of(digests)
        return tuple(known[one] for one in digests)


_KEEP = upsert(BLOB_FILE)
# Files are named by ids that rise with time.
_AGE = BLOB_FILE.c.name


def _of(sha256: str) -> Update:
    return update(BLOB_FILE).where(BLOB_FILE.c.sha256 == sha256)
