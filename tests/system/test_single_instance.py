"""Two copies of the program on one data folder: the second is told."""

import subprocess
import sys
from pathlib import Path

import pytest

from outlet_app.system.single_instance import AlreadyRunning, SingleInstance

ROOT = Path(__file__).parents[2]
HOLDING = """
import sys
from pathlib import Path
from outlet_app.system.single_instance import SingleInstance
SingleInstance(Path(sys.argv[1])).acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_the_second_start_is_refused_and_may_come_in_after_the_first(tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path / "lock"), SingleInstance(tmp_path / "lock")
    with first:
        with pytest.raises(AlreadyRunning):
            second.acquire()
        with pytest.raises(AlreadyRunning):
            second.acquire()
    with second, pytest.raises(AlreadyRunning):
        first.acquire()


def test_other_folders_are_free(tmp_path: Path) -> None:
    with SingleInstance(tmp_path / "a" / "lock"), SingleInstance(tmp_path / "b" / "lock"):
        assert (tmp_path / "b" / "lock").exists()


def test_a_lock_file_left_behind_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("stale")
    with SingleInstance(tmp_path / "lock"):
        assert (tmp_path / "lock").exists()


def test_releasing_twice_is_harmless(tmp_path: Path) -> None:
    only = SingleInstance(tmp_path / "lock")
    only.acquire()
    only.release()
    only.release()
    only.acquire()
    only.release()


def test_another_process_holds_it_until_it_dies(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(tmp_path / "lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(AlreadyRunning):
            SingleInstance(tmp_path / "lock").acquire()
        holder.kill()
    with SingleInstance(tmp_path / "lock"):
        assert holder.returncode
