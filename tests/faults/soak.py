"""The long run: everybody is killed at every failpoint, then chance plays days whose seeds are printed."""

import argparse
import logging
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.failpoint_table import TABLE
from tests.faults.fleet_days import play_month
from tests.faults.treaty_machine import Treaty
from tests.support.walking import Street

TURN = 50


def play(examples: int, steps: int, with_seed: int, *, shrink: bool = True) -> None:
    """So many days with chance begun at a seed; AssertionError with the shortest day that breaks a rule."""
    phases = (Phase.generate, Phase.shrink) if shrink else (Phase.generate,)
    told = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(with_seed)(Treaty), settings=told)


def play_apart(examples: int, steps: int, with_seed: int) -> int:
    """The same in a process of its own, for days leave megabytes behind; its exit code."""
    told = ["--examples", examples, "--steps", steps, "--seed", with_seed, "--one-turn"]
    return subprocess.run(
        [sys.executable, "-m", "tests.faults.soak", *map(str, told)], check=False
    ).returncode


def walk_everywhere() -> int:
    """Every place with every victim there may be; how many walks those were."""
    walks = [(place, victim) for place, walk in TABLE.items() for victim in walk.victims]
    with tempfile.TemporaryDirectory(prefix="street-") as folder, closing(Street(Path(folder))) as street:
        for n, (place, victim) in enumerate(walks, 1):
            print(f"{n:6} of {len(walks)} walks · {victim} dies at {place}", flush=True)
            street.walk(place, TABLE[place].scenario, TABLE[place].nth, victim)
    return len(walks)


def main(words: list[str]) -> int:
    """Exit code 0 where every day ended as it must."""
    parser = argparse.ArgumentParser(prog="dev.py soak", description=__doc__)
    parser.add_argument("--examples", type=int, default=10_000)
    parser.add_argument(
        "--after", type=int, default=0, help="days of the same seed already played, whole turns of 50"
    )
    parser.add_argument("--steps", type=int, default=25, help="things that happen in a day")
    parser.add_argument("--seed", type=int, default=None, help="play the one turn of this seed")
    parser.add_argument(
        "--places", action=argparse.BooleanOptionalAction, default=True, help="failpoints first"
    )
    parser.add_argument(
        "--fleet", type=int, default=0, help="counters of one city, a month of theirs and no more"
    )
    parser.add_argument("--days", type=int, default=30, help="days of that month")
    parser.add_argument("--one-turn", action="store_true", help=argparse.SUPPRESS)
    told = parser.parse_args(words)
    # Cities that find themselves set back say so loudly, which is no news here.
    logging.disable(logging.CRITICAL)
    if told.one_turn:
        play(told.examples, told.steps, told.seed)
        return 0
    if told.fleet:
        with_seed = told.seed if told.seed is not None else random.Random().getrandbits(32)
        print(f"{told.fleet} counters for {told.days} days · seed {with_seed}", flush=True)
        print(play_month(told.fleet, told.days, with_seed, _tell).said(), flush=True)
        return 0
    if told.places:
        walk_everywhere()
    began = time.monotonic()
    for done, with_seed in _turns(told.examples, told.seed):
        if done < told.after:
            continue
        print(f"{done:6} days in {time.monotonic() - began:7.0f} s · next seed {with_seed}", flush=True)
        if play_apart(min(TURN, told.examples - done), told.steps, with_seed):
            return 1
    print(f"{told.examples:6} days in {time.monotonic() - began:7.0f} s · every invariant held", flush=True)
    return 0


def _tell(line: str) -> None:
    print(line, flush=True)


def _turns(examples: int, first_seed: int | None) -> Iterator[tuple[int, int]]:
    """How many days lie before a turn, and its seed; the first one's is the seed of the rest."""
    chance = random.Random(first_seed)
    for done in range(0, examples, TURN):
        yield done, first_seed if first_seed is not None and not done else chance.getrandbits(32)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
