"""The counter of the head-to-head: the real encrypted store and the real engine, without a window."""

import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from uuid6 import uuid7

from benchmarks.sync.records import request_text
from benchmarks.sync.report import steps
from outlet_app.sync.client import CityClient
from outlet_app.sync.line import Line
from tests.support.counter import Counter, op_of, registration

CHUNK = 500


class Client:
    """One machine and what it is asked to do."""

    def __init__(self, folder: Path, url: str) -> None:
        # By the address told now, not by the one of the enrolment: a rough line stands before the same city.
        self._counter = Counter(folder, url, lambda me: CityClient(me, Line(url)))
        self._showing = 0.0
        inbound = self._counter.engine._inbound
        inbound.show_rest = partial(self._timed, inbound.show_rest)  # type: ignore[method-assign]
        with self._counter.database.reading() as uow:
            self._numbers = count(len(uow.journal.all_case_ids()))

    def enrol(self, code: int) -> None:
        """Take the machine on; the code comes on standard input, it is no figure."""
        assert code == 0
        self._counter.enrol(sys.stdin.readline().strip())

    def make(self, records: int) -> int:
        """Save so many registrations, as many in one transaction as the round sends."""
        terminal = self._counter.me.terminal_no
        for start in range(0, records, CHUNK):
            self._counter.save_raw([self._op(terminal) for _ in range(min(CHUNK, records - start))])
        return records

    def sync(self, _: int) -> dict[str, object]:
        """One round, however long it takes; again where the line broke."""
        self._showing = 0.0
        while True:
            told = self._counter.sync()
            if not told.error_code:
                # What came is kept when the round is through but for this; then it stands in every list.
                return {"pushed": told.pushed, "pulled": told.pulled, "showing_ms": self._showing * 1000}

    def _timed(self, show: Callable[[], None]) -> None:
        started = time.perf_counter()
        show()
        self._showing += time.perf_counter() - started

    def tally(self, _: int) -> int:
        """How many events took effect, as this machine knows it."""
        return self._counter.tally().events

    def _op(self, terminal: str):  # type: ignore[no-untyped-def]
        n = next(self._numbers)
        said = registration(case_no=f"HH05-20261122-{terminal}{n:06}-T", request=request_text(n))
        return op_of(self._counter.event(str(uuid7()), said))


if __name__ == "__main__":
    client = Client(Path(sys.argv[1]), sys.argv[2])
    steps(
        sys.argv[3:], {"enrol": client.enrol, "make": client.make, "sync": client.sync, "tally": client.tally}
    )
