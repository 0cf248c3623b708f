"""登录 and 签退 at this terminal: the book of the day knows who opened it, and when they left."""

from dataclasses import replace
from datetime import datetime

from outlet_app.domain.attendance import Gone
from outlet_app.domain.duty import book_id, judge
from outlet_app.domain.facts.duty import DutyFact, SignedInHere, SignedOutHere
from outlet_app.domain.problems import Refused
from outlet_app.models.engine import Database
from outlet_app.services.duty_reading import read_book
from outlet_app.services.recorder import Recorder, op_of


class Attendance:
    """Written by the program itself, whether or not somebody is on duty (domain.md §1.6 item 10)."""

    def __init__(self, database: Database, recorder: Recorder) -> None:
        self._database = database
        self._recorder = recorder
        self._since: datetime | None = None

    def sign_in(self) -> None:
        """登录, once the store is open."""
        self._since = self._write(SignedInHere(has_end=True))

    def sign_out(self, gone: Gone) -> None:
        """签退, as the store is closed; once, and only of a 登录 that was written."""
        since, self._since = self._since, None
        if since is not None:
            # The clock may have been put right by the city meanwhile: no stay ends before it began.
            self._write(SignedOutHere(gone.way, since, max(gone.left, since)))

    def _write(self, fact: DutyFact) -> datetime:
        told = self._recorder.event("", fact)
        event = replace(told, case_id=book_id(told.outlet, told.terminal, told.day))
        with self._database.unit_of_work() as uow:
            refusal = judge(read_book(uow.journal.of_case(event.case_id)), event)
            if refusal is not None:
                raise Refused(refusal)
            self._recorder.append(uow, op_of(event))
            uow.commit()
        return event.at
