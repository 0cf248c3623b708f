"""Patterns of reviews that somebody should look at: too fast, all alike, or at odd hours (domain.md §7.6)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby, pairwise

from outlet_app.domain.frozen import dataclass
from outlet_app.domain.reviews.levels import Level
from outlet_app.domain.service_hours import Times

LEAST_APART = timedelta(seconds=10)
# More than this share of one device's reviews alike: it takes twenty to tell that from chance.
ALIKE, LEAST_ALIKE = 0.95, 20


class Pattern(StrEnum):
    """Why somebody should look; none of them is a finding, and none changes a figure."""

    HURRIED = "hurried"
    UNIFORM = "uniform"
    ODD_HOURS = "odd_hours"


@dataclass(frozen=True, slots=True)
class Seen:
    """One review as far as it is known: where and when it was given, and about whom.

    level, tags: known to the city alone; a review without them is never called alike.
    """

    device: str
    at: datetime
    by: str
    level: Level | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A pattern on one device: how many reviews, from when to when, about whom."""

    pattern: Pattern
    device: str
    count: int
    first: datetime
    last: datetime
    people: tuple[str, ...]


def suspicions(seen: Iterable[Seen], times: Times) -> tuple[Suspicion, ...]:
    """Return what should be looked at, device by device, in order of time."""
    ordered = sorted(seen, key=lambda one: (one.device, one.at))
    by_device = [tuple(own) for _, own in groupby(ordered, key=lambda one: one.device)]
    found = [one for own in by_device for one in (*_hurried(own), *_uniform(own), *_odd(own, times))]
    return tuple(sorted(found, key=lambda one: (one.first, one.device, one.pattern)))


def _hurried(own: Sequence[Seen]) -> Iterator[Suspicion]:
    """Runs of reviews of which each came less than ten seconds after the one before."""
    run = [own[0]]
    for before, one in pairwise(own):
        if one.at - before.at < LEAST_APART:
            run.append(one)
            continue
        yield from _run(run)
        run = [one]
    yield from _run(run)


def _run(run: Sequence[Seen]) -> Iterator[Suspicion]:
    if len(run) > 1:
        yield _told(Pattern.HURRIED, run)


def _uniform(own: Sequence[Seen]) -> Iterator[Suspicion]:
    """More than 95 % of all with the best level and the very same tags."""
    best = [one for one in own if one.level is Level.VERY_SATISFIED]
    if len(own) < LEAST_ALIKE or not best:
        return
    tags, _ = Counter(tuple(sorted(one.tags)) for one in best).most_common(1)[0]
    alike = [one for one in best if tuple(sorted(one.tags)) == tags]
    if len(alike) > ALIKE * len(own):
        yield _told(Pattern.UNIFORM, alike)


def _odd(own: Sequence[Seen], times: Times) -> Iterator[Suspicion]:
    odd = [one for one in own if times.is_extended(one.at)]
    if odd:
        yield _told(Pattern.ODD_HOURS, odd)


def _told(pattern: Pattern, of: Sequence[Seen]) -> Suspicion:
    people = tuple(sorted({one.by for one in of}))
    return Suspicion(pattern, of[0].device, len(of), of[0].at, of[-1].at, people)
