"""`dev.py tour`: plays a day at the counter against a real city and writes what happened."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tour.ending import ENDED, Ended, Ending
from tour.full.judging import FULL
from tour.judging import SHORT
from tour.play import LEFTOVERS, NotHeld, play


def main(words: Sequence[str] | None = None) -> int:
    """Play the day; 0 only if all of it held."""
    ending = Ending()
    parser = argparse.ArgumentParser("dev.py tour", description="Play a day at the counter.")
    parser.add_argument("--out", type=Path, required=True, help="folder for tour.json, papers and pictures")
    parser.add_argument("--data", type=Path, help="data folder of the counter (default: a fresh one)")
    parser.add_argument("--full", action="store_true", help="a whole day: some 60 visitors over all items")
    told = parser.parse_args(words)
    out: Path = told.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    for leftover in LEFTOVERS:
        (out / leftover).unlink(missing_ok=True)
    story = FULL if told.full else SHORT
    with tempfile.TemporaryDirectory(prefix="tour-") as fresh:
        data = (told.data or Path(fresh) / "counter").resolve()
        try:
            whole = play(story, out, data, ending)
        except Ended:
            return ENDED
        except (NotHeld, subprocess.TimeoutExpired, AssertionError) as broken:
            print(f"The tour did not hold: {broken}", file=sys.stderr)
            return 1
    (out / "tour.json").write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"The day held. See {out.name}/tour.json, the papers and screens/.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
