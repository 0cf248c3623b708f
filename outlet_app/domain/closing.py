"""日结核对: a day as this machine has it held against the day as the city has it (sync.md D.13, §5)."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum

from outlet_app.domain.frozen import dataclass


class Unlike(StrEnum):
    """How a number differs, in the order in which it is listed."""

    UNSENT = "unsent"
    CITY_LACKS = "city_lacks"
    NOT_HERE = "not_here"
    DIFFERS = "differs"
    PAPER_LACKED = "paper_lacked"
    PAPER_NOT_HERE = "paper_not_here"
    COPIES = "copies"


@dataclass(frozen=True, slots=True)
class HeldCase:
    """One case of the day: its number, how many events, a digest over them; unsent: events only here.

    A record that is no case (值班、活动) has no number.
    """

    number: str
    events: int
    digest: str
    unsent: int = 0


@dataclass(frozen=True, slots=True)
class HeldDay:
    """Cases by id, and papers by number with how often each was printed."""

    cases: Mapping[str, HeldCase] = field(default_factory=dict)
    papers: Mapping[str, int] = field(default_factory=dict)

    @property
    def events(self) -> int:
        """Every event, sent or not."""
        return sum(one.events + one.unsent for one in self.cases.values())

    @property
    def unsent(self) -> int:
        """The events the city cannot have yet."""
        return sum(one.unsent for one in self.cases.values())

    @property
    def code(self) -> str:
        """Eight characters that are the same on both sides where the day is the same."""
        total = hashlib.sha256()
        for case_id, one in sorted(self.cases.items()):
            total.update(f"{case_id}\t{one.events + one.unsent}\t{one.digest}\n".encode())
        for number, copies in sorted(self.papers.items()):
            total.update(f"{number}\t{copies}\n".encode())
        told = total.hexdigest().upper()
        return f"{told[:4]}-{told[4:8]}"


@dataclass(frozen=True, slots=True)
class Difference:
    """What is unlike, by number; here and there are counts of events or of prints."""

    kind: Unlike
    number: str
    here: int
    there: int


def compare(here: HeldDay, there: HeldDay) -> tuple[Difference, ...]:
    """Every difference, cases before papers, in the order of their numbers; nothing where both agree."""
    found = (*_cases(here, there), *_papers(here.papers, there.papers))
    order = list(Unlike)
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), one.number)))


def _cases(here: HeldDay, there: HeldDay) -> Iterator[Difference]:
    for case_id in {*here.cases, *there.cases}:
        mine, theirs = here.cases.get(case_id), there.cases.get(case_id)
        if mine is None and theirs is not None:
            yield Difference(Unlike.NOT_HERE, theirs.number, 0, theirs.events)
        elif mine is not None:
            yield from _case(mine, theirs)


def _case(mine: HeldCase, theirs: HeldCase | None) -> Iterator[Difference]:
    held = theirs.events if theirs else 0
    told = (mine.number, mine.events + mine.unsent, held)
    if mine.unsent:
        yield Difference(Unlike.UNSENT, *told)
    elif theirs is None:
        yield Difference(Unlike.CITY_LACKS, *told)
    elif (mine.events, mine.digest) != (theirs.events, theirs.digest):
        yield Difference(Unlike.DIFFERS, *told)


def _papers(here: Mapping[str, int], there: Mapping[str, int]) -> Iterator[Difference]:
    for number in {*here, *there}:
        mine, theirs = here.get(number, 0), there.get(number, 0)
        if not theirs:
            yield Difference(Unlike.PAPER_LACKED, number, mine, 0)
        elif not mine:
            yield Difference(Unlike.PAPER_NOT_HERE, number, 0, theirs)
        elif mine != theirs:
            yield Difference(Unlike.COPIES, number, mine, theirs)
