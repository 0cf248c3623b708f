"""What a client process tells: one JSON line a step, and its own memory at the end."""

import json
import resource
import sys
import time
from collections.abc import Callable


def steps(asked: list[str], can: dict[str, Callable[[int], object]]) -> None:
    """Do `name` or `name:figure` in order; print how long each took in milliseconds."""
    for told in asked:
        name, _, figure = told.partition(":")
        started = time.perf_counter()
        found = can[name](int(figure or 0))
        tell(step=name, ms=(time.perf_counter() - started) * 1000, found=found)
    tell(step="end", peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def tell(**what: object) -> None:
    """One line for whoever measures."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()
