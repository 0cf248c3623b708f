"""Row 32 as it is written: a month, compressed, of a whole city's counters, lines and disks that fail.

The same rules and the same invariants as `treaty_machine`, with so many counters that Hypothesis could not
shrink what went wrong; a seed plays the same month again.
"""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.faults.treaty_machine import FACTS, Treaty
from tests.support.city_here import LOSE_ANSWER, LOSE_REQUEST, TWICE

LINES = (LOSE_REQUEST, LOSE_ANSWER, TWICE)
FIRST_OUTLET = 1_508_400_000
# How often in a hundred a counter's day has it; what is left over is a good line.
BAD_LINE, KILLED, AWAY = 30, 15, 15
# How often in a hundred a day of the city, or of one of its counters, has it.
CITY_STARTS_AGAIN, CITY_COPIED, CITY_SET_BACK = 40, 30, 10
MACHINE_COPIED, MACHINE_SET_BACK, COPY_BESIDE = 60, 40, 15


@dataclass
class Month:
    """What came of it, as it is written down."""

    counters: int
    days: int
    seed: int
    operations: int = 0
    machines: int = 0
    seconds: float = 0.0
    happened: dict[str, int] = field(default_factory=dict)

    def note(self, what: str) -> None:
        """It happened once more."""
        self.happened[what] = self.happened.get(what, 0) + 1

    def said(self) -> str:
        """One line of the log."""
        told = ", ".join(f"{name} {n}" for name, n in sorted(self.happened.items()))
        return (
            f"{self.counters} counters, {self.days} days, seed {self.seed}: {self.operations} operations, "
            f"{self.machines} machines in the end, {self.seconds:.0f} s; {told}; every invariant held"
        )


class Fleet(Treaty):
    """So many counters, every fifth outlet with two windows."""

    def __init__(self, counters: int) -> None:
        self.outlets = outlets_of(counters)
        self.most_machines = counters + counters // 10 + 1
        super().__init__()
        self.take_on()


def outlets_of(counters: int) -> tuple[str, ...]:
    """Where each counter stands."""
    return tuple(str(FIRST_OUTLET + n - n // 6) for n in range(counters))


def play_month(
    counters: int, days: int, with_seed: int, tell: Callable[[str], None] = lambda _line: None
) -> Month:
    """A month with chance begun at a seed; AssertionError where an invariant does not hold at its end."""
    month, chance, began = Month(counters, days, with_seed), random.Random(with_seed), time.monotonic()
    fleet = Fleet(counters)
    try:
        for day in range(1, days + 1):
            for which in chance.sample(range(len(fleet.machines)), len(fleet.machines)):
                _work(fleet, which, chance, month)
            _misfortune(fleet, chance, month)
            spent = time.monotonic() - began
            tell(f"day {day:3} of {days} in {spent:6.0f} s · {len(fleet.said)} said to be saved")
        month.operations, month.machines = len(fleet.said), len(fleet.machines)
    finally:
        # All of them are brought to quiet and every invariant is asked for, as after a day of three.
        fleet.teardown()
    month.seconds = time.monotonic() - began
    return month


def _work(fleet: Fleet, which: int, chance: random.Random, month: Month) -> None:
    """A counter's day: visitors, steps on earlier cases, and a line as it is that day."""
    for _ in range(chance.randint(1, 3)):
        fleet.register(which, chance.choices(FACTS, k=chance.randint(0, 2)))
        if chance.random() < 0.5:
            fleet.go_on(which, chance.randrange(1_000), chance.choice(FACTS))
    drawn = chance.randrange(100)
    if drawn < BAD_LINE:
        month.note("bad lines")
        fleet.sync_over_a_bad_line(which, chance.randint(0, 8), _faults(chance))
    elif drawn < BAD_LINE + KILLED:
        month.note("killed")
        fleet.killed_while_syncing(which, chance.randint(1, 6), after=chance.random() < 0.5)
    elif drawn < BAD_LINE + KILLED + AWAY:
        month.note("offline")
    else:
        fleet.sync(which)


def _faults(chance: random.Random) -> Sequence[str]:
    return chance.choices(LINES, k=chance.randint(1, 3))


def _misfortune(fleet: Fleet, chance: random.Random, month: Month) -> None:
    """What befalls the city, and a machine here and there, between two days."""
    which = chance.randrange(1_000)
    for often, what, befalls in (
        (CITY_STARTS_AGAIN, "city started again", fleet.city_starts_again),
        (CITY_COPIED, "city copied", fleet.city_is_copied),
        (CITY_SET_BACK if fleet.city_copy else 0, "city set back", fleet.city_is_set_back),
        (MACHINE_COPIED, "machine copied", lambda: fleet.machine_is_copied(which)),
        (
            MACHINE_SET_BACK if fleet.copies else 0,
            "machine set back",
            lambda: fleet.machine_is_set_back(which),
        ),
        (_beside(fleet), "copy beside its original", lambda: fleet.a_copy_is_started_beside_it(which)),
    ):
        if chance.randrange(100) < often:
            month.note(what)
            befalls()


def _beside(fleet: Fleet) -> int:
    return COPY_BESIDE if fleet.copies and len(fleet.machines) < fleet.most_machines else 0
