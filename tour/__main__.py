"""`dev.py tour`: plays a day at the counter against a real city and writes what happened."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from outlet_app.system.paths import DataFolder
from tour.city import ROOT, City
from tour.ending import ENDED, Ended, Ending
from tour.report import Report
from tour.trial import prepare

LIFE_S = 420
SLOT_BOUND_MS = 50.0


class NotHeld(Exception):  # noqa: N818 - says which promise was not kept
    """The tour ran, and something it promises did not hold."""


def main(words: Sequence[str] | None = None) -> int:
    """Play the day; 0 only if all of it held."""
    ending = Ending()
    parser = argparse.ArgumentParser("dev.py tour", description="Play a day at the counter.")
    parser.add_argument("--out", type=Path, required=True, help="folder for tour.json, papers and pictures")
    parser.add_argument("--data", type=Path, help="data folder of the counter (default: a fresh one)")
    told = parser.parse_args(words)
    out: Path = told.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    for leftover in ("ready-to-die", "server-wanted", "server-up", "first.json", "second.json", "tour.json"):
        (out / leftover).unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="tour-") as fresh:
        data = (told.data or Path(fresh) / "counter").resolve()
        try:
            whole = play(out, data, ending)
        except Ended:
            return ENDED
        except (NotHeld, subprocess.TimeoutExpired, AssertionError) as broken:
            print(f"The tour did not hold: {broken}", file=sys.stderr)
            return 1
    (out / "tour.json").write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"The day held. See {out.name}/tour.json, its three PDFs and screens/.")
    return 0


def play(out: Path, data: Path, ending: Ending) -> dict[str, Any]:
    """The parts in order; what each told, put together and compared. Ended where somebody asks for it."""
    report = Report(out / "tour.json")
    # The city's database is not encrypted; it lies beside the counter's folder, not in it.
    folder, city = DataFolder(data), City(data.with_name(f"{data.name}-city"))
    folder.prepare(trial=True)
    if folder.slots.exists():
        raise NotHeld("the data folder already holds a counter; name an empty one")
    with report.step("a trial city takes the counter on, then goes down"):
        city.start()
        try:
            prepare(folder, city)
        finally:
            city.stop()
    first = _live_and_die(data, out, ending)
    with report.step("the client is killed the hard way, the database stays noise") as found:
        found["looked_for"] = _names_found(folder, first["typed"])
        if found["looked_for"]:
            raise NotHeld(f"readable in the data folder: {found['looked_for']}")
    try:
        second = _live_again(data, out, city, ending)
        served = city.counts()
    finally:
        city.stop()
    return _judged(report, first, second, served)


def _live_and_die(data: Path, out: Path, ending: Ending) -> dict[str, Any]:
    life = _start_life("first", data, out)
    end = time.monotonic() + LIFE_S
    while not (out / "ready-to-die").exists():
        if life.poll() is not None or time.monotonic() > end:
            life.kill()
            raise NotHeld("the first life ended before its time")
        _end_on_request(ending, life)
        time.sleep(0.05)
    life.kill()
    life.wait()
    return _read(out / "first.json")


def _live_again(data: Path, out: Path, city: City, ending: Ending) -> dict[str, Any]:
    life = _start_life("second", data, out)
    end = time.monotonic() + LIFE_S
    while life.poll() is None:
        if (out / "server-wanted").exists() and not (out / "server-up").exists():
            city.start()
            (out / "server-up").touch()
        if time.monotonic() > end:
            life.kill()
            raise NotHeld("the second life did not come to its end")
        _end_on_request(ending, life)
        time.sleep(0.05)
    if life.returncode:
        raise NotHeld("the second life failed")
    return _read(out / "second.json")


def _end_on_request(ending: Ending, life: subprocess.Popen[bytes]) -> None:
    if ending.is_asked:
        life.kill()
        life.wait()
        raise Ended


def _start_life(name: str, data: Path, out: Path) -> subprocess.Popen[bytes]:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    command = [sys.executable, "-m", "tour.life", name, str(data), str(out)]
    return subprocess.Popen(command, cwd=ROOT, env=environment)


def _judged(
    report: Report, first: dict[str, Any], second: dict[str, Any], served: dict[str, Any]
) -> dict[str, Any]:
    """Everything the issue promises, compared; NotHeld names the first that differs."""
    told = _by_step(first) | _by_step(second)
    made = sorted(str(found["case_no"]) for found in told.values() if "case_no" in found)
    kept, sent = told["nothing is lost"], told["the city comes back, the queue empties"]
    draft = told["another visitor begins to tell"]["draft"]
    promises = {
        "every case number is still there after the kill": kept["case_numbers"] == made,
        "the draft came back": kept["draft"] == draft,
        "four cases waited before": sent["before"] == 4,
        "the queue is empty after": sent["after"] == 0,
        "the city has the same cases": served["cases"] == sent["cases"] == len(made),
        "the city has the same events": served["events"] == sent["events"],
        "the city has the same digest": served["digest"] == sent["digest"],
        "the city has the same numbers": sorted(map(str, _list(served["case_numbers"]))) == made,
        "nothing is parked or rejected": not served["parked"] and not served["rejected"],
        "slot time p99 under 50 ms": all(_p99(life) < SLOT_BOUND_MS for life in (first, second)),
    }
    whole: dict[str, Any] = {
        "held": all(promises.values()),
        "promises": promises,
        "case_numbers": made,
        "queue": {"before": sent["before"], "after": sent["after"]},
        "server": served,
        "slots": {"first_life": first["slots"], "second_life": second["slots"]},
        "typed": [*_list(first["typed"]), *_list(second["typed"])],
        "steps": [*(_plain(step) for step in report.steps), *_list(first["steps"]), *_list(second["steps"])],
    }
    for promise, holds in promises.items():
        print("✓" if holds else "✗", promise, file=sys.stderr)
    if not whole["held"]:
        report.found = whole
        report.write()
        raise NotHeld(next(promise for promise, holds in promises.items() if not holds))
    return whole


def _names_found(folder: DataFolder, typed: object) -> list[str]:
    """Which typed texts can be read in the files the counter left behind."""
    # trial.json tells the trial people's passwords, none of which is typed text.
    files = [path for path in folder.root.rglob("*") if path.is_file()]
    found = []
    for text in map(str, _list(typed)):
        encoded = text.encode()
        if is_worth_looking_for(text) and any(encoded in path.read_bytes() for path in files):
            found.append(text)
    return found


def is_worth_looking_for(text: str) -> bool:
    """A name or number of somebody; item numbers like 8.2 stand in every file."""
    return len(text) >= 3 if not text.isascii() else len(text) > 4


def _by_step(life: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {str(step["name"]): dict(step["found"]) for step in _list(life["steps"])}


def _p99(life: dict[str, Any]) -> float:
    slots = life["slots"]
    assert isinstance(slots, dict)
    return float(slots["p99_ms"])


def _plain(step: object) -> dict[str, Any]:
    return {name: getattr(step, name) for name in ("name", "ms", "held", "found")}


def _list(value: object) -> list[Any]:
    assert isinstance(value, list)
    return value


def _read(file: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return told


if __name__ == "__main__":
    sys.exit(main())
