"""What this machine keeps of reviews: counts that name nobody, sealed bytes, and whom to seal to."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import Insert, insert

from outlet_app.models.meta import Meta
from outlet_app.models.rows.reviews import REVIEW_PENDING, REVIEW_TALLY
from outlet_app.models.rows.statements import upsert

Tally = Mapping[tuple[int, int], int]
_KEY, _TOOK, _TRIES = "review.key", "review.again.", "review.tries."


@dataclass(frozen=True, slots=True)
class CityKey:
    """To whom reviews are sealed, and the secret of their marks; both as hex."""

    public: str
    mark: str


@dataclass(frozen=True, slots=True)
class Pending:
    """A card that was pressed while the reasons are still open: sealed, and of which service event."""

    case_id: str
    occasion: str
    op_id: str
    at: str
    body: bytes


def _counting() -> Insert:
    one = insert(REVIEW_TALLY)
    more = {"count": REVIEW_TALLY.c.count + one.excluded.count}
    return one.on_conflict_do_update(index_elements=list(REVIEW_TALLY.primary_key.columns), set_=more)


_COUNT, _PRESS = _counting(), upsert(REVIEW_PENDING)


class Reviews:
    """No row joins a case with a level."""

    def __init__(self, connection: Connection, meta: Meta) -> None:
        self._connection = connection
        self._meta = meta

    def key(self) -> CityKey | None:
        """The city's key, None before the city has told one."""
        public, _, mark = (self._meta.get(_KEY) or "").partition(" ")
        return CityKey(public, mark) if public and mark else None

    def keep_key(self, key: CityKey) -> None:
        """The city told its key, perhaps a new one."""
        if key != self.key():
            self._meta.set(_KEY, f"{key.public} {key.mark}")

    def took(self, mark: str) -> bool:
        """Whether a later word under this mark was taken on this machine."""
        return self._meta.get(f"{_TOOK}{mark}") is not None

    def take(self, mark: str) -> None:
        """A later word was taken; the mark tells nobody without the secret whose it is."""
        self._meta.set(f"{_TOOK}{mark}", "1")

    def tries(self, case_id: str) -> tuple[datetime, int] | None:
        """When the first wrong 查询码 of a case was typed, and how many were; None where none was."""
        since, _, count = (self._meta.get(f"{_TRIES}{case_id}") or "").partition(" ")
        return (datetime.fromisoformat(since), int(count)) if count else None

    def keep_tries(self, case_id: str, since: datetime, count: int) -> None:
        """So many were typed; a restart forgets none."""
        self._meta.set(f"{_TRIES}{case_id}", f"{since.isoformat()} {count}")

    def count(self, day: date, item: int, level: int) -> None:
        """One more review of an item on a day."""
        row = {"day": day.isoformat(), "item": item, "level": level, "count": 1}
        self._connection.execute(_COUNT, row)

    def uncount(self, day: date, item: int, level: int) -> None:
        """The reviewer took another level instead of one counted before."""
        mine = {"day": day.isoformat(), "item": item, "level": level}
        counted = (REVIEW_TALLY.c[name] == value for name, value in mine.items())
        self._connection.execute(update(REVIEW_TALLY).where(*counted).values(count=REVIEW_TALLY.c.count - 1))

    def recount(self, day: date, counts: Tally) -> None:
        """Put other counts in the place of a day's, where a store that knew better was damaged."""
        self._connection.execute(delete(REVIEW_TALLY).where(REVIEW_TALLY.c.day == day.isoformat()))
        rows = [
            {"day": day.isoformat(), "item": item, "level": level, "count": count}
            for (item, level), count in counts.items()
        ]
        if rows:
            self._connection.execute(insert(REVIEW_TALLY), rows)

    def tally(self, first: date, last: date) -> Tally:
        """(item, level) → count over days, both included."""
        counts: Counter[tuple[int, int]] = Counter()
        within = REVIEW_TALLY.c.day.between(first.isoformat(), last.isoformat())
        for row in self._connection.execute(select(REVIEW_TALLY).where(within, REVIEW_TALLY.c.count > 0)):
            counts[row.item, row.level] += row._mapping["count"]
        return dict(counts)

    def press(self, pending: Pending) -> None:
        """Keep a pressed card; another card of the same service event replaces it."""
        self._connection.execute(_PRESS, {name: getattr(pending, name) for name in Pending.__slots__})

    def pressed(self, case_id: str, occasion: str) -> Pending | None:
        """The card pressed for a service event."""
        return next(
            (one for one in self.all_pressed() if (one.case_id, one.occasion) == (case_id, occasion)), None
        )

    def all_pressed(self) -> tuple[Pending, ...]:
        """Every card whose reasons never came to an end, oldest first."""
        found = self._connection.execute(select(REVIEW_PENDING).order_by(REVIEW_PENDING.c.at))
        return tuple(Pending(**row._mapping) for row in found)

    def settle(self, pending: Pending) -> None:
        """The review is in the journal now."""
        self._connection.execute(
            delete(REVIEW_PENDING).where(
                REVIEW_PENDING.c.case_id == pending.case_id, REVIEW_PENDING.c.occasion == pending.occasion
            )
        )
