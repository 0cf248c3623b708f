"""The scripted day, as `dev.py tour` plays it: real widgets, a real city, a kill in the middle."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from tour.play import is_worth_looking_for

ROOT = Path(__file__).parents[2]
# Measured and written by the tour; a busy machine must not decide whether a change may land.
MEASURED_ONLY = "slot time p99 under 50 ms"


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, dict[str, Any]]:
    """The folder of the day, the counter's data folder, and what the tour wrote."""
    out, data = tmp_path_factory.mktemp("day"), tmp_path_factory.mktemp("data")
    command = [sys.executable, "-m", "tour", "--out", str(out), "--data", str(data)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=280)
    told = (out / "tour.json").read_text(encoding="utf-8")
    assert '"promises"' in told, done.stderr.decode()
    return out, data, json.loads(told)


def text_of(pdf: Path) -> str:
    """All words of a PDF without spaces and line ends."""
    document = pdfium.PdfDocument(pdf)
    try:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


def test_every_promise_of_the_day_holds(day: tuple[Path, Path, dict[str, Any]]) -> None:
    promises = day[2]["promises"]
    broken = [promise for promise, held in promises.items() if not held and promise != MEASURED_ONLY]
    assert broken == []
    assert len(promises) == 10


def test_every_step_was_played(day: tuple[Path, Path, dict[str, Any]]) -> None:
    steps = day[2]["steps"]
    assert len(steps) == 13
    assert all(step["held"] and step["ms"] > 0 for step in steps)


def test_a_consultation_needs_few_keys(day: tuple[Path, Path, dict[str, Any]]) -> None:
    (keys,) = [s["found"]["keys_besides_text"] for s in day[2]["steps"] if "keys_besides_text" in s["found"]]
    assert 5 < keys < 25


def test_a_call_needs_as_few(day: tuple[Path, Path, dict[str, Any]]) -> None:
    (keys,) = [s["found"]["keys_for_a_call"] for s in day[2]["steps"] if "keys_for_a_call" in s["found"]]
    assert 5 < keys <= 25


def test_the_papers_are_those_of_the_cases(day: tuple[Path, Path, dict[str, Any]]) -> None:
    out, _, told = day
    notice, acceptance = text_of(out / "notice.pdf"), text_of(out / "acceptance.pdf")
    first, *_, last = told["case_numbers"]
    assert "一次性告知书" in notice
    assert first in notice
    assert "受理通知书" in acceptance
    assert last in acceptance
    assert "日工作量统计表" in text_of(out / "workload.pdf")


def test_pictures_are_as_large_as_a_counters_screen(day: tuple[Path, Path, dict[str, Any]]) -> None:
    pictures = sorted((day[0] / "screens").glob("*.png"))
    assert len(pictures) >= 10
    # Width and height stand at bytes 16 to 24 of every PNG.
    sizes = {path.read_bytes()[16:24] for path in pictures}
    assert sizes == {(1366).to_bytes(4, "big") + (768).to_bytes(4, "big")}


def test_nothing_typed_can_be_read_in_the_counters_files(day: tuple[Path, Path, dict[str, Any]]) -> None:
    _, data, told = day
    files = [path for path in data.rglob("*") if path.is_file()]
    readable = b"".join(path.read_bytes() for path in files)
    assert (data / "data" / "outlet.db") in files
    typed = [text for text in told["typed"] if is_worth_looking_for(text)]
    assert "其其格" in typed
    assert len(typed) >= 8
    assert [text for text in typed if text.encode() in readable] == []
