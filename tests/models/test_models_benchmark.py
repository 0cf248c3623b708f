"""The benchmark of a save runs, measures the real thing and says so in numbers."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "local_save.py"), "--folder", str(folder), *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    folder = tmp_path_factory.mktemp("bench")
    done = run(folder, "--before", "5", "--saves", "20", "--reads", "5")
    assert done.stderr == ""
    assert list(folder.iterdir()) == []  # nothing left behind
    told: dict[str, object] = json.loads(done.stdout)
    return told | {"exit": done.returncode}


def test_it_says_what_was_measured(report: dict[str, object]) -> None:
    assert (report["synchronous"], report["events_each"], report["saves"]) == ("FULL", 3, 20)


def test_each_figure_has_median_tail_and_worst_in_order(report: dict[str, object]) -> None:
    for name in ("save", "fsync_4k", "first_page", "search_2_characters", "find_applicant_initials"):
        figure = report[name]
        assert isinstance(figure, dict)
        assert 0 < figure["p50_ms"] <= figure["p99_ms"] <= figure["max_ms"]


def test_the_exit_code_is_the_verdict(report: dict[str, object]) -> None:
    save = report["save"]
    assert isinstance(save, dict)
    assert report["exit"] == (0 if save["p99_ms"] < 30 else 1)
