"""Accounts for every number a terminal gave out: used, void, of no case, held back, or not accounted for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum

from outlet_app.domain.frozen import dataclass
from outlet_app.domain.numbering import series_of

Series = tuple[str, str, str]


class Fate(StrEnum):
    """What became of a number; the later in this order outweighs the earlier."""

    HELD = "held"
    LOOSE = "loose"
    USED = "used"
    VOID = "void"


_WEIGHT = {fate: place for place, fate in enumerate(Fate)}


@dataclass(frozen=True, slots=True)
class Account:
    """One series of one terminal: how many numbers of each fate, and the serials nobody knows of."""

    sign: str
    terminal: str
    series: str
    last: int
    used: int = 0
    void: int = 0
    loose: int = 0
    held: int = 0
    missing: tuple[int, ...] = ()


def account(fates: Iterable[tuple[str, Fate]], given: Mapping[Series, int]) -> tuple[Account, ...]:
    """Accounts by outlet sign, terminal and series, in order.

    `fates` are numbers with what became of them, any of them more than once; what is no number is
    passed over. `given` is the highest serial a terminal says it gave out in a series.
    """
    seen: defaultdict[Series, dict[int, Fate]] = defaultdict(dict)
    for number, fate in fates:
        found = series_of(number)
        if found is not None:
            *series, serial = found
            known = seen[(series[0], series[1], series[2])]
            known[serial] = max(fate, known.get(serial, fate), key=_WEIGHT.__getitem__)
    return tuple(
        _account(series, seen.get(series, {}), given.get(series, 0)) for series in sorted({*seen, *given})
    )


def _account(series: Series, known: Mapping[int, Fate], given: int) -> Account:
    last = max([given, *known])
    told = [*known.values()]
    return Account(
        *series,
        last,
        used=told.count(Fate.USED),
        void=told.count(Fate.VOID),
        loose=told.count(Fate.LOOSE),
        held=told.count(Fate.HELD),
        missing=tuple(serial for serial in range(1, last + 1) if serial not in known),
    )


def spans(serials: Iterable[int]) -> str:
    """Serials as a person writes them: 3, 7–9."""
    parts: list[list[int]] = []
    for serial in sorted(serials):
        if parts and serial == parts[-1][1] + 1:
            parts[-1][1] = serial
        else:
            parts.append([serial, serial])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in parts)
