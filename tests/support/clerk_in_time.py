"""A whole counter that does what it is told, a command a line; its clock is whatever the process has.

enrol FOLDER URL CODE  the first start: the machine asks to be taken on
open FOLDER   the program starts: a fresh clock, the city's time of an earlier start if it knows one
accept        a case with its paper, printed
sync          a round with the city
close         the program ends
"""

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path

from outlet_app.bootstrap import workplace
from outlet_app.domain.decisions import Decision
from outlet_app.services.enrolment import Enrolment
from outlet_app.services.troubles import Trouble
from outlet_app.sync.trust import AUTHORITY, pinned_client
from outlet_app.sync.wire import decode_event
from outlet_app.system.clock import wall
from outlet_app.system.keystore import KeyStore
from tests.support.bench import CHEAP
from tests.support.entries import search_report
from tests.support.walkers import Walker, warm

Told = dict[str, object]


class Clerk:
    """One counter at a time; it learns and keeps the city's time as the program does."""

    def __init__(self) -> None:
        self.one: Walker | None = None

    def enrol(self, folder: str, url: str, code: str) -> Told:
        keystore = KeyStore(Path(folder) / "keys.json", wall, CHEAP)
        try:
            Enrolment(keystore, Path(folder) / "new.db").enrol(url, code, "Wind-4-Weiden")
        except Trouble as trouble:
            return {"trouble": trouble.code}
        return {"trouble": ""}

    def open(self, folder: str) -> Told:
        one = self.one = Walker(Path(folder))
        one.engine._on_server_time = self._learn
        with one.database.reading() as uow:
            if uow.meta.get(AUTHORITY):
                one.engine._client_factory = pinned_client(one.database)
            workplace._set_clock(one.clock, uow)
        return {"wall": wall().isoformat(), "trust": one.clock.trust().value}

    def accept(self) -> Told:
        assert self.one is not None
        desk, shown = self.one.desk(), wall()
        outcome = desk.intake.decide(search_report(desk.reference), Decision.ACCEPT)
        for paper in outcome.papers:
            desk.papers.spool(paper.paper_id)
        event = decode_event(self.one.history(outcome.case.case_id)[0].body)
        return {
            "case_id": outcome.case.case_id,
            "case_no": outcome.case.case_no,
            "at": event.at.isoformat(),
            "trust": event.trust.value,
            "wall": shown.isoformat(),
            "due": [due.at.isoformat() for due in outcome.case.dues if due.at],
            "papers": [paper.number for paper in outcome.papers],
            "printed": self.one.printed,
        }

    def sync(self) -> Told:
        assert self.one is not None
        report = self.one.sync()
        return {"code": report.error_code, "pushed": report.pushed, "waiting": report.waiting}

    def hang_up(self) -> Told:
        """The line is gone; the next round begins another."""
        assert self.one is not None
        self.one.engine.close()
        return {}

    def close(self) -> Told:
        assert self.one is not None
        self.one.close()
        self.one = None
        return {}

    def _learn(self, told: datetime, round_trip: timedelta) -> None:
        assert self.one is not None
        self.one.clock.learn(told, round_trip)
        workplace._keep_time(self.one.clock, self.one.database)


def main() -> int:
    clerk = Clerk()
    warm()
    for line in sys.stdin:
        what, *told = json.loads(line)
        answer = getattr(clerk, what)(*told)
        print(json.dumps(answer), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
