"""The quarterly sheet 事项×网点 of reviews and their mending, fit to be published (domain.md §7.6)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import TypeVar

from outlet_app.domain.frozen import dataclass
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.reviews.rates import satisfaction

LEAST_SHOWN = 5
TOP_TAGS = 5
WHOLE = -1
_Key = TypeVar("_Key", int, str)


@dataclass(frozen=True, slots=True)
class Given:
    """One review that counts, or was found not to (excluded): where, about what, and what was said."""

    outlet: str
    item: int
    level: Level
    tags: tuple[str, ...] = ()
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Mending:
    """Bad reviews of a row that were due and those that were mended; days: 平均整改用时 in working days."""

    due: int = 0
    done: int = 0
    days: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One item of an outlet, an outlet (item WHOLE), or the city (no outlet, item WHOLE).

    cases: 办件数; served: service events that could be rated. is_held_back: fewer reviews than may be told
    apart, so that levels, satisfaction, tags and mending stand in the sums alone (decisions.md 18).
    """

    outlet: str
    item: int
    cases: int = 0
    served: int = 0
    levels: Mapping[Level, int] = field(default_factory=dict)
    excluded: int = 0
    tags: tuple[str, ...] = ()
    mending: Mending = Mending()
    is_held_back: bool = False

    @property
    def rated(self) -> int:
        """Return 评价数: the reviews that count."""
        return sum(self.levels.values())

    @property
    def rate(self) -> float | None:
        """Return 评价率; None where nothing could be rated."""
        return min(self.rated / self.served, 1.0) if self.served else None

    @property
    def satisfaction(self) -> float | None:
        """Return 满意度; None where nobody rated."""
        return satisfaction(self.levels)

    @property
    def bad(self) -> int:
        """Return 差评数."""
        return sum(count for level, count in self.levels.items() if level.is_bad)


Work = Mapping[tuple[str, int], tuple[int, int]]
Mendings = Mapping[tuple[str, int], Mending]


def quarter_rows(work: Work, given: Iterable[Given], mendings: Mendings) -> tuple[Row, ...]:
    """Return every row: outlet by outlet its items and its sum, and the city's sum last.

    work: (outlet, item) → cases and service events. mendings: by outlet and item; under WHOLE an outlet's,
    under no outlet the city's.
    """
    told = tuple(given)
    keys = {*work, *((one.outlet, one.item) for one in told)}
    rows = [_row(key, work, told, mendings) for key in sorted(keys)]
    outlets = sorted({outlet for outlet, _ in keys})
    sums = {outlet: _sum(outlet, rows, told, mendings) for outlet in outlets}
    hidden = held_back({outlet: row.rated for outlet, row in sums.items()})
    ordered = [
        row
        for outlet in outlets
        for row in (
            *_hidden([one for one in rows if one.outlet == outlet], every=outlet in hidden),
            _held(sums[outlet], outlet in hidden),
        )
    ]
    return (*ordered, _sum("", rows, told, mendings))


def held_back(counts: Mapping[_Key, int]) -> frozenset[_Key]:
    """Return what may not be told apart: rows of one to four reviews, and where these together are fewer
    than five the smallest other one too, or the sum would tell them.
    """
    few = {key for key, count in counts.items() if 0 < count < LEAST_SHOWN}
    rest = sorted((count, key) for key, count in counts.items() if count >= LEAST_SHOWN)
    if 0 < sum(counts[key] for key in few) < LEAST_SHOWN and rest:
        few.add(rest[0][1])
    return frozenset(few)


def _hidden(rows: Sequence[Row], *, every: bool) -> list[Row]:
    few = held_back({row.item: row.rated for row in rows})
    return [_held(row, row.rated > 0 and (every or row.item in few)) for row in rows]


def _held(row: Row, hidden: bool) -> Row:
    return replace(row, is_held_back=hidden)


def _row(key: tuple[str, int], work: Work, given: Iterable[Given], mendings: Mendings) -> Row:
    own = [one for one in given if (one.outlet, one.item) == key]
    return _counted(*key, *work.get(key, (0, 0)), own, mendings)


def _sum(outlet: str, rows: Iterable[Row], given: Iterable[Given], mendings: Mendings) -> Row:
    own = [row for row in rows if outlet in ("", row.outlet)]
    told = [one for one in given if outlet in ("", one.outlet)]
    cases, served = sum(row.cases for row in own), sum(row.served for row in own)
    return _counted(outlet, WHOLE, cases, served, told, mendings)


def _counted(
    outlet: str, item: int, cases: int, served: int, own: Sequence[Given], mendings: Mendings
) -> Row:
    valid = [one for one in own if not one.excluded]
    tags = Counter(tag for one in valid for tag in one.tags)
    top = sorted(tags.items(), key=lambda one: (-one[1], one[0]))[:TOP_TAGS]
    return Row(
        outlet,
        item,
        cases,
        served,
        dict(Counter(one.level for one in valid)),
        len(own) - len(valid),
        tuple(tag for tag, _ in top),
        mendings.get((outlet, item), Mending()),
    )
