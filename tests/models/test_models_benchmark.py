"""The benchmarks run, measure the real thing and say so in numbers."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(folder: Path, *arguments: str, name: str = "local_save.py") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / name), "--folder", str(folder), *arguments],
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


@pytest.fixture(scope="module")
def hints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    folder = tmp_path_factory.mktemp("hints")
    done = run(folder, "--cases", "120", "--times", "10", name="duplicate_hint.py")
    assert done.stderr == ""
    assert list(folder.iterdir()) == []
    told: dict[str, object] = json.loads(done.stdout)
    return told | {"exit": done.returncode}


KINDS = ("by_number", "by_name_of_body", "by_name_of_person", "nobody")


def test_the_hint_is_measured_for_every_kind_of_question(hints: dict[str, object]) -> None:
    assert (hints["cases"], hints["limit_p99_ms"]) == (120, 50.0)
    for kind in KINDS:
        figure = hints[kind]
        assert isinstance(figure, dict)
        assert 0 < figure["p50_ms"] <= figure["p99_ms"] <= figure["max_ms"]
    assert hints["exit"] == (0 if all(hints[kind]["p99_ms"] < 50 for kind in KINDS) else 1)  # type: ignore[index]


def test_it_measures_hits_and_not_only_misses(hints: dict[str, object]) -> None:
    hit = {kind: hints[kind]["hits_of_50"] for kind in KINDS}  # type: ignore[index]
    assert hit["nobody"] == 0
    assert all(hit[kind] > 0 for kind in KINDS[:3]), hit
