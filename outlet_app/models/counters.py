"""Serial numbers that are never reset and never given twice (domain.md §10.8, decisions.md 7)."""

from datetime import date

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.sql.dml import ReturningInsert

from outlet_app.models.rows.desk import COUNTER

_ASIDE = "/"


def case_series(day: date) -> str:
    """The name of a day's case numbers, also in the witness file."""
    return f"case:{day.isoformat()}"


def paper_series(word: str, year: int) -> str:
    """The name of a year's numbers of one kind of paper, also in the witness file."""
    return f"paper:{word}:{year}"


class Counters:
    """Going back to a used date or year continues its series."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def next_case_serial(self, day: date, *, above: int = 0) -> int:
        """The next serial of a day; `above` is the witness's high water for a store that lags behind it."""
        return self._next(case_series(day), above)

    def next_paper_serial(self, word: str, year: int, *, above: int = 0) -> int:
        """The next number of one kind of paper in a year."""
        return self._next(paper_series(word, year), above)

    def last(self, series: str) -> int:
        """The last number given in a series, 0 if none."""
        found = self._connection.execute(select(COUNTER.c.last).where(COUNTER.c.series == series))
        return found.scalar_one_or_none() or 0

    def go_on_above(self, series: str, last: int) -> None:
        """Give no number of a series again up to `last`, which this machine gave out before."""
        known = insert(COUNTER).values(series=series, last=last)
        higher = func.max(COUNTER.c.last, known.excluded.last)
        kept = known.on_conflict_do_update(index_elements=[COUNTER.c.series], set_={"last": higher})
        self._connection.execute(kept)

    def all(self) -> dict[str, int]:
        """The last number of every series; one put aside has the name it was given out under before it."""
        return {row.series: row.last for row in self._connection.execute(select(COUNTER))}

    def begin_anew(self, under: str) -> None:
        """Put every series aside under a name that is over; the next numbers begin at 1."""
        kept = update(COUNTER).where(~COUNTER.c.series.contains(_ASIDE, autoescape=True))
        self._connection.execute(kept.values(series=under + _ASIDE + COUNTER.c.series))

    def _next(self, series: str, above: int) -> int:
        return int(self._connection.execute(_STEP, {"series": series, "last": above + 1}).scalar_one())


def _stepping() -> ReturningInsert[int]:
    first = insert(COUNTER)
    onward = func.max(COUNTER.c.last + 1, first.excluded.last)
    stepped = first.on_conflict_do_update(index_elements=[COUNTER.c.series], set_={"last": onward})
    return stepped.returning(COUNTER.c.last)


_STEP = _stepping()
