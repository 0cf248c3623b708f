"""Run the eight measures of the head-to-head, interleaved, and print one JSON object."""

import argparse
import json
import os
import platform
import shutil
import signal
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.sync.programs import Anki, Client, Line, Ours, Pouch, Program, install_peers, rss_mib
from benchmarks.sync.records import request_text
from benchmarks.sync.rough_line import RoughLine

GATES = {"push_per_s": 3000, "pull_per_s": 10_000, "nothing_ms": 20, "one_ms": 50}
ROUGH = 1000
PROGRAMS = ("ours", "pouchdb", "anki")
SHORT = """\
our own side alone, in less than five minutes, without Node and without any registry:
  python -m benchmarks.sync --only ours --rounds 1
all three, interleaved, on a machine that does nothing else (about half an hour):
  python -m benchmarks.sync
"""
Figures = dict[str, float]


def measure(program: Program, folder: Path, records: int) -> Figures:
    """All eight measures of one program on fresh folders."""
    line = RoughLine(program.port)
    first, empty = Client(program, folder / "first", line.port), Client(program, folder / "empty")
    before = line.bytes_up + line.bytes_down
    told = first.run(
        f"make:{records}", "sync", *["sync"] * 9, "make:1", "sync", "make:1", "sync", "make:1", "sync"
    )
    came = empty.run("sync", "make:1", "sync")
    figures = {
        "push_per_s": records / _ms(told[1]) * 1000,
        "pull_per_s": records / (_ms(came[0]) - _showing(came[0])) * 1000,
        "pulled_and_shown_per_s": records / _ms(came[0]) * 1000,
        "nothing_ms": statistics.median(_ms(one) for one in told[2:11]),
        "one_ms": statistics.median(_ms(one) for one in told[12:18:2]),
        "first_push_after_pull_ms": _ms(came[2]),
        "client_peak_mib": _peak(told),
        "pulling_client_peak_mib": _peak(came),
        "server_rss_mib": rss_mib(program.server_pid),
        "wire_bytes_per_record": (line.bytes_up + line.bytes_down - before) / records,
    }
    line.close()
    return figures | _rough(program, folder) | _killed(program, folder, records, _ms(told[1]) / 1000)


def _rough(program: Program, folder: Path) -> Figures:
    line = RoughLine(program.port, rtt_s=0.2, loss=0.05)
    Client(program, folder / "rough")
    told = Client(program, folder / "rough", line.port).run(f"make:{ROUGH}", "sync")
    line.close()
    return {"rough_1000_s": _ms(told[1]) / 1000}


def _killed(program: Program, folder: Path, records: int, push_s: float) -> Figures:
    client = Client(program, folder / "killed")
    client.run("sync")
    (had,) = (line["found"] for line in client.run("tally") if line["step"] == "tally")
    client.run(f"make:{records}")
    process = client.start("make:0", "sync")
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(push_s / 2)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    started = time.perf_counter()
    told = client.run("sync", "sync", "tally")
    reader = Client(program, folder / "reader")
    read = reader.run("sync", "tally")
    return {
        "after_kill_s": time.perf_counter() - started,
        "lost_or_doubled": abs(_found(told) - had - records) + abs(_found(read) - _found(told)),
    }


def _showing(line: Line) -> float:
    """Milliseconds after the last page was kept: ours makes lists and index then, the others have none."""
    return float(line["found"]["showing_ms"]) if "showing_ms" in str(line) else 0.0  # type: ignore[index]


def _ms(line: Line) -> float:
    return float(line["ms"])  # type: ignore[arg-type]


def _peak(lines: list[Line]) -> float:
    return float(lines[-1]["peak_mib"])  # type: ignore[arg-type]


def _found(lines: list[Line]) -> int:
    return next(int(line["found"]) for line in lines if line["step"] == "tally")  # type: ignore[call-overload]


def main() -> int:
    """Exit code 1 where one of our gates is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=SHORT, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=10_000, help="records of 3 KB (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="the median is told (default: %(default)s)")
    parser.add_argument(
        "--peers",
        type=Path,
        default=Path(tempfile.gettempdir()) / "sync-peers",
        help="where PouchDB and Anki are, or are installed once (default: %(default)s)",
    )
    parser.add_argument("--only", default="", choices=("", *PROGRAMS), help="one program alone")
    told = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="sync-"))
    try:
        report = run(folder, told.peers, told.records, told.rounds, told.only)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps(report, indent=1))
    return 0 if all(report["gates"].values()) else 1  # type: ignore[attr-defined]


def run(folder: Path, peers: Path, records: int, rounds: int, only: str) -> dict[str, object]:
    """Each round measures every program in turn, on servers of its own."""
    pouch, anki = install_peers(peers) if only != "ours" else (peers, peers)
    texts = folder / "texts.json"
    texts.write_text(json.dumps([request_text(n) for n in range(records)]), encoding="utf-8")
    start: dict[str, Callable[[Path], Program]] = {
        "ours": lambda _: Ours(),
        "pouchdb": lambda home: Pouch(home, pouch, texts),
        "anki": lambda home: Anki(home, anki, texts),
    }
    found: dict[str, list[Figures]] = {}
    for turn in range(rounds):
        for name, begin in start.items():
            if only in ("", name):
                home = folder / f"{name}-{turn}"
                home.mkdir()
                program = begin(home)
                try:
                    found.setdefault(name, []).append(measure(program, home, records))
                finally:
                    program.stop()
    figures = {name: _medians(each) for name, each in found.items()}
    return {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": os.getloadavg(),
        "records": records,
        "rounds": rounds,
        "medians": figures,
        "gates": _gates(figures.get("ours", {})),
    }


def _medians(rounds: list[Figures]) -> Figures:
    return {key: round(statistics.median(one[key] for one in rounds), 2) for key in rounds[0]}


def _gates(ours: Figures) -> dict[str, bool]:
    return {
        key: ours[key] >= gate if key.endswith("per_s") else ours[key] < gate
        for key, gate in GATES.items()
        if key in ours
    }


if __name__ == "__main__":
    raise SystemExit(main())
