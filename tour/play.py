"""A day in two lives of the client with a hard end between them; the city is down at first."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from outlet_app.system.paths import DataFolder
from tour.city import ROOT, City
from tour.ending import Ended, Ending
from tour.report import Report
from tour.trial import prepare

READY, WANTED, UP = "ready-to-die", "server-wanted", "server-up"
TASKS_WANTED, TASKS_OPEN = "tasks-wanted", "tasks-open"
Told = dict[str, Any]


class NotHeld(Exception):  # noqa: N818 - says which promise was not kept
    """The tour ran, and something it promises did not hold."""


@dataclass(frozen=True, slots=True)
class Story:
    """The two lives by name, how long one may last, and what the day promises.

    promises: what the first life told, what the second told, and what the city holds, compared;
    facts: what else the report says besides.
    """

    first: str
    second: str
    patience_s: float
    promises: Callable[[Told, Told, Told], Mapping[str, bool]]
    facts: Callable[[Told, Told], Mapping[str, object]]


LEFTOVERS = (READY, WANTED, UP, TASKS_WANTED, TASKS_OPEN, "first.json", "second.json", "tour.json")


def play(story: Story, out: Path, data: Path, ending: Ending) -> Told:
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
    first = _live_and_die(story, data, out, ending)
    with report.step("the client is killed the hard way, the database stays noise") as found:
        found["looked_for"] = _names_found(folder, first["typed"])
        if found["looked_for"]:
            raise NotHeld(f"readable in the data folder: {found['looked_for']}")
    try:
        second = _live_again(story, data, out, city, ending)
        served = {**city.counts(), "reviews": len(city.reviews()), "tasks": city.task_states()}
    finally:
        city.stop()
    return _whole(report, story, (first, second, served))


def _live_and_die(story: Story, data: Path, out: Path, ending: Ending) -> Told:
    life = _start_life(story.first, data, out)
    end = time.monotonic() + story.patience_s
    while not (out / READY).exists():
        if life.poll() is not None or time.monotonic() > end:
            life.kill()
            raise NotHeld("the first life ended before its time")
        _end_on_request(ending, life)
        time.sleep(0.05)
    life.kill()
    life.wait()
    return _read(out / "first.json")


def _live_again(story: Story, data: Path, out: Path, city: City, ending: Ending) -> Told:
    life = _start_life(story.second, data, out)
    asks = ((WANTED, UP, city.start), (TASKS_WANTED, TASKS_OPEN, city.open_tasks))
    end = time.monotonic() + story.patience_s
    while life.poll() is None:
        for asked, answered, work in asks:
            if (out / asked).exists() and not (out / answered).exists():
                work()
                (out / answered).touch()
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


def _whole(report: Report, story: Story, told: tuple[Told, Told, Told]) -> Told:
    """The report of the day; NotHeld names the first promise that was not kept."""
    first, second, served = told
    promises = story.promises(first, second, served)
    whole: Told = {
        "held": all(promises.values()),
        "promises": promises,
        **story.facts(first, second),
        "server": served,
        "slots": {"first_life": first["slots"], "second_life": second["slots"]},
        "typed": [*first["typed"], *second["typed"]],
        "steps": [*(_plain(step) for step in report.steps), *first["steps"], *second["steps"]],
    }
    for promise, holds in promises.items():
        print("✓" if holds else "✗", promise, file=sys.stderr)
    if not whole["held"]:
        report.found = whole
        report.write()
        raise NotHeld(next(promise for promise, holds in promises.items() if not holds))
    return whole


def _names_found(folder: DataFolder, typed: list[str]) -> list[str]:
    """Which typed texts can be read in the files the counter left behind."""
    # trial.json tells the trial people's passwords, none of which is typed text.
    files = [path.read_bytes() for path in folder.root.rglob("*") if path.is_file()]
    looked_for = [text for text in dict.fromkeys(typed) if is_worth_looking_for(text)]
    return [text for text in looked_for if any(text.encode() in file for file in files)]


def is_worth_looking_for(text: str) -> bool:
    """A name or number of somebody; item numbers like 8.2 stand in every file."""
    return len(text) >= 3 if not text.isascii() else len(text) > 4


def _plain(step: object) -> Told:
    return {name: getattr(step, name) for name in ("name", "ms", "held", "found")}


def _read(file: Path) -> Told:
    told: Told = json.loads(file.read_text(encoding="utf-8"))
    return told
