"""The benchmarks of sync run against the real city, count what arrived, and say what they measured."""

import gc
import json
import os
import socket
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest

from benchmarks.fleet.__main__ import broken
from benchmarks.sync.__main__ import GATES
from benchmarks.sync.records import LENGTH, request_text
from benchmarks.sync.rough_line import SEGMENT, RoughLine
from tests.support.server import ROOT

MEASURES = {
    "push_per_s", "pull_per_s", "pulled_and_shown_per_s", "nothing_ms", "one_ms", "first_push_after_pull_ms",
    "client_peak_mib", "pulling_client_peak_mib", "server_rss_mib", "wire_bytes_per_record", "rough_1000_s",
    "after_kill_s", "lost_or_doubled",
}  # fmt: skip


def run(*asked: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", *asked], cwd=ROOT, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.stdout, done.stderr
    told: dict[str, object] = json.loads(done.stdout)
    return told


def test_the_head_to_head_takes_all_its_measures_and_loses_nothing() -> None:
    told = run("benchmarks.sync", "--only", "ours", "--records", "60", "--rounds", "1")
    figures = told["medians"]["ours"]  # type: ignore[index]
    assert set(figures) == MEASURES
    assert figures["lost_or_doubled"] == 0
    assert {name: figure for name, figure in figures.items() if figure <= 0} == {"lost_or_doubled": 0}
    assert set(told["gates"]) == set(GATES)  # type: ignore[call-overload]
    # A greeting and a push take two round trips of 200 ms at least: whoever is quicker went past the line.
    assert figures["rough_1000_s"] > 0.4


def test_row_23_a_fleet_comes_back_and_the_city_has_everything() -> None:
    told = run("benchmarks.fleet", "--terminals", "4", "--ops", "21", "--spread", "0")
    assert (told["complete"], told["terminals"], told["ops"]) == (True, 4, 84)
    ended = told["finished_s"]
    assert 0 < ended["first"] <= ended["median"] <= ended["last"] <= float(str(told["drained_s"])) + 0.1  # type: ignore[index]
    assert 0.25 <= float(str(told["fairness"])) <= 1.0
    # How long it took is the benchmark's affair: this machine may be busy with anything.
    assert (told["pushes"], told["broken"]) == (4, broken(told))


REPORT = {
    "complete": True, "spread_s": 60.0, "ops": 600_000, "drained_s": 300.0, "push_p99_s": 4.9,
    "pushes": 3_000, "refused": 9_000, "silent": 0,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, []),
        ({"complete": False}, ["complete"]),
        ({"drained_s": 1_380.0}, []),
        ({"drained_s": 1_380.1}, ["drained_s"]),
        ({"push_p99_s": 5.0}, ["push_p99_s"]),
        ({"silent": 121}, []),
        ({"silent": 122}, ["silent"]),
        ({"refused": 0, "silent": 31}, ["silent"]),
        ({"complete": False, "push_p99_s": 30.0, "silent": 3_000}, ["complete", "push_p99_s", "silent"]),
    ],
)
def test_row_23_what_a_fleet_must_not_suffer_is_named(changes: dict[str, object], says: list[str]) -> None:
    """Being told to come again is no fault; waiting in vain is, for whoever does asks again."""
    assert broken({**REPORT, **changes}) == says


def test_every_record_has_its_own_text_the_same_each_time() -> None:
    texts = [request_text(n) for n in range(50)]
    assert texts == [request_text(n) for n in range(50)]
    assert len(set(texts)) == 50
    assert {len(one) for one in texts} == {LENGTH}


@pytest.fixture
def echo() -> Iterator[int]:
    """A server that says everything back."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            peer, _ = listener.accept()
            with peer, suppress(OSError):
                while told := peer.recv(65536):
                    peer.sendall(told)

        thread = threading.Thread(target=serve)
        thread.start()
        yield listener.getsockname()[1]
        # A line cut before its first byte may never have called.
        socket.create_connection(listener.getsockname(), timeout=10).close()
        thread.join(10)


def said_back(port: int, told: bytes) -> bytes:
    with closing(socket.create_connection(("127.0.0.1", port), timeout=30)) as peer:
        peer.sendall(told)
        peer.shutdown(socket.SHUT_WR)
        heard = b""
        while part := peer.recv(65536):
            heard += part
        return heard


def test_a_rough_line_is_slow_but_changes_no_byte_and_counts_all(echo: int) -> None:
    line, told = RoughLine(echo, rtt_s=0.02, loss=0.5), os.urandom(20 * SEGMENT)
    started = time.perf_counter()
    assert said_back(line.port, told) == told
    took = time.perf_counter() - started
    assert (line.bytes_up, line.bytes_down) == (len(told), len(told))
    # Half the way there, half the way back, and the way the connection itself needs.
    assert took >= 0.04
    line.close()


@pytest.mark.parametrize("heard", [0, 3], ids=["nothing came through yet", "in the middle"])
def test_a_line_that_is_cut_leaves_no_socket_open(echo: int, heard: int) -> None:
    line = RoughLine(echo, rtt_s=0.01 * heard)
    with closing(socket.create_connection(("127.0.0.1", line.port), timeout=30)) as peer:
        peer.sendall(b"abc")
        assert peer.recv(heard) == b"abc"[:heard]
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            line.close()
            del line
            gc.collect()
    assert [str(one.message) for one in told] == []
