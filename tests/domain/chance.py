"""Inputs by chance: drawn by a plain generator while all holds, made small by Hypothesis once one falls.

Loading Hypothesis takes longer than trying every rule of the room, so a room that holds never loads it.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import wraps
from inspect import Signature, signature
from typing import TypeVar

import pytest

Test = Callable[..., None]
Value = TypeVar("Value")
EDGES = 0.2
SMALLER = 2000


@dataclass(frozen=True)
class Draw:
    """The values of one example, all of them made of whole numbers between two bounds, both included."""

    whole: Callable[[int, int], int]

    def flag(self) -> bool:
        return bool(self.whole(0, 1))

    def one_of(self, values: Sequence[Value]) -> Value:
        return values[self.whole(0, len(values) - 1)]

    def some(self, values: Sequence[Value], most: int) -> list[Value]:
        """Up to so many of them, the same ones also again."""
        return [self.one_of(values) for _ in range(self.whole(0, most))]

    def text(self, alphabet: str, most: int = 20) -> str:
        return "".join(self.some(alphabet, most))

    def day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.whole(0, (last - first).days))

    def moment(self, first: datetime, last: datetime) -> datetime:
        tick = timedelta(microseconds=1)
        return first + self.whole(0, (last - first) // tick) * tick


def by_chance(examples: int) -> Callable[[Test], Test]:
    """Try the test with so many examples; its last argument draws them.

    What falls is drawn again by Hypothesis, which looks for the smallest example that falls too. The order of
    chance is pytest-randomly's: the number it prints gives the same examples again.
    """

    def over(test: Test) -> Test:
        @wraps(test)
        def whole(*self: object) -> None:
            seed = random.getrandbits(64)
            draw = Draw(_with_edges(random.Random(seed)))
            for place in range(examples):
                try:
                    test(*self, draw)
                except (Exception, pytest.fail.Exception) as fallen:
                    fallen.add_note(f"an example by chance, seed {seed}, number {place + 1}")
                    _make_small(test, self)
                    raise

        whole.__signature__ = Signature(list(signature(test).parameters.values())[:-1])
        return whole

    return over


def _with_edges(chance: random.Random) -> Callable[[int, int], int]:
    """Any number between the bounds, the bounds themselves rather often: mistakes live there."""

    def whole(first: int, last: int) -> int:
        place = chance.random()
        if place < EDGES:
            return first if place < EDGES / 2 else last
        return first + int((place - EDGES) / (1 - EDGES) * (last - first + 1))

    return whole


def _make_small(test: Test, self: tuple[object, ...]) -> None:
    from hypothesis import HealthCheck, given, settings
    from hypothesis import strategies as st

    @settings(max_examples=SMALLER, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def smaller(data: st.DataObject) -> None:
        test(*self, Draw(lambda first, last: data.draw(st.integers(first, last))))

    smaller()
