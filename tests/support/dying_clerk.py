"""A counter that is killed the hard way in the middle of an acceptance: `… FOLDER MOMENT`.

in-transaction   the paper is drawn and nothing is committed yet
after-commit     everything is committed, the number is not witnessed yet
before-spool     the number is witnessed, the paper is on its way to the printer
"""

import os
import signal
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from outlet_app.domain.decisions import Decision
from outlet_app.models.engine import open_database
from outlet_app.services import issuing
from outlet_app.services.library import read_library
from outlet_app.system.ids import new_id
from outlet_app.system.keystore import KeyStore
from outlet_app.system.spooler import RecordingSpooler
from outlet_app.system.witness import Witness
from tests.support.bench import CHEAP, KEY, Bench, StoppedClock, shelf
from tests.support.builders import OUTLET
from tests.support.entries import search_report


def die(*_: Any, **__: Any) -> Any:
    """SIGKILL to this very process."""
    os.kill(os.getpid(), signal.SIGKILL)


class DyingWitness(Witness):
    """Never gets to writing."""

    append = die


class DyingSpooler(RecordingSpooler):
    """Never gets to the printer."""

    spool = die


def reopened(folder: Path, at: datetime, moment: str = "") -> Bench:
    """The counter of a folder after a start of the program."""
    clock = StoppedClock(at)
    store = open_database(folder / "data" / "outlet.db", KEY, busy_ms=5_000)
    log = folder / "witness" / "numbers.log"
    witness = DyingWitness(log) if moment == "after-commit" else Witness(log)
    spooler = DyingSpooler() if moment == "before-spool" else RecordingSpooler()
    keystore = KeyStore(folder / "slots.json", clock.now, CHEAP)
    bench = Bench(folder, clock, store, read_library(shelf()).at(OUTLET, "01"), spooler, keystore, witness)
    bench.machine = replace(bench.machine, new_id=new_id)
    return bench


def main() -> None:
    folder, moment, at = Path(sys.argv[1]), sys.argv[2], datetime.fromisoformat(sys.argv[3])
    bench = reopened(folder, at, moment)
    if moment == "in-transaction":
        drawing: Any = issuing
        drawing.page_count = die
    counter = bench.counter()
    outcome = counter.intake.decide(search_report(bench.reference), Decision.ACCEPT)
    counter.papers.spool(outcome.papers[0].paper_id)


if __name__ == "__main__":
    main()
