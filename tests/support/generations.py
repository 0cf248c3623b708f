"""A program of a later day: one kind of step is written in another generation, with a way up from each.

The first generation of a stage is today's. The second writes it in brackets, the third a mark before them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from outlet_app.domain.events import StageReached
from outlet_app.domain.facts.shared import Payload


def _second(told: Payload) -> Payload:
    return {**told, "stage": f"〔{told['stage'].strip()}〕"}


def _third(told: Payload) -> Payload:
    return {**told, "stage": f"阶段{told['stage']}"}


def be_of_generation(generation: int) -> None:
    """From now on this process is that program."""
    StageReached.KV, StageReached.EARLIER = generation, (_second, _third)[: generation - 1]


@contextmanager
def of_generation(generation: int) -> Iterator[None]:
    """For a while this process is that program."""
    be_of_generation(generation)
    try:
        yield
    finally:
        be_of_generation(1)
