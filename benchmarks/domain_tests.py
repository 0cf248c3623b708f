"""How long the domain's tests take on this machine: the seconds pytest reports, and the processor's own."""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOM = "tests/domain"
LIMIT_S = 1.0
_SUMMARY = re.compile(r"(\d+) passed in ([\d.]+)s")


@dataclass(frozen=True)
class Run:
    """One run: tests passed, the seconds pytest reports, and the processor's for the whole process."""

    tests: int
    reported_s: float
    cpu_s: float


def read(summary: str) -> tuple[int, float]:
    """Tests and seconds of pytest's last line; ValueError where not every test passed."""
    found = _SUMMARY.search(summary)
    if found is None or "failed" in summary or "error" in summary:
        raise ValueError(f"not every test passed: {summary}")
    return int(found[1]), float(found[2])


def processor_s(*asked: str) -> tuple[str, float]:
    """What a command says, and the processor's seconds for it; nought where the system counts none."""
    before = os.times()
    said = subprocess.run(
        [sys.executable, *asked], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return said, round(spent, 2)


def run() -> Run:
    """The whole room once, in a process of its own."""
    said, spent = processor_s("-m", "pytest", "-q", ROOM)
    lines = said.strip().splitlines()
    return Run(*read(lines[-1] if lines else "nothing said"), spent)


def main() -> int:
    """Print one JSON object; exit code 1 if the best of the runs is above the limit.

    The best, because whatever else the machine does only ever adds. The first run may compile the tests and
    is told apart.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    told = parser.parse_args()
    first, runs = run(), [run() for _ in range(told.runs)]
    best = min(one.reported_s for one in runs)
    report = {
        "python": platform.python_version(),
        "tests": first.tests,
        "first_run": asdict(first),
        "reported_s": {"best": best, "worst": max(one.reported_s for one in runs)},
        "cpu_s": min(one.cpu_s for one in runs),
        "cpu_s_of_pytest_itself": processor_s("-m", "pytest", "--version")[1],
        "limit_s": LIMIT_S,
    }
    print(json.dumps(report, indent=1))
    return 0 if best < LIMIT_S else 1


if __name__ == "__main__":
    raise SystemExit(main())
