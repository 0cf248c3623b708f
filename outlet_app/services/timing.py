"""核定时间: a moment a wrong clock wrote is put right by a head, and what was counted from it with it."""

from collections.abc import Iterator
from datetime import datetime

from outlet_app.domain.case import Case
from outlet_app.domain.events import CaseEvent, ClockTrust, DueRecomputed
from outlet_app.domain.facts.timing import TimeConfirmed
from outlet_app.domain.people import Right
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.engine import Database
from outlet_app.services.due_days import DueDays, Really, running
from outlet_app.services.reading import Reading
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference


def first_in_doubt(events: tuple[CaseEvent, ...]) -> CaseEvent | None:
    """The first event in doubt that no confirmation before has settled; None without any."""
    open_ones: list[CaseEvent] = []
    for event in events:
        if isinstance(event.fact, TimeConfirmed):
            open_ones.clear()
        if event.trust is ClockTrust.SUSPECT:
            open_ones.append(event)
    return open_ones[0] if open_ones else None


class Timing:
    """One transaction; the source is sync.md D.9: confirmed by an event, never to an applicant's cost."""

    def __init__(self, database: Database, reference: Reference, recorder: Recorder) -> None:
        self._database = database
        self._recorder = recorder
        self._days = DueDays(reference)

    def confirm(self, case_id: str, moment: datetime, proof: str) -> Case:
        """Say when the first moment in doubt really was, and how this is known.

        Due days that were counted from a moment in doubt are counted again and logged, those of an open case;
        the applicant's own days are never made shorter. Refused(right.missing) but for a 窗口负责人;
        Refused(time.sure) where nothing is in doubt.
        """
        if not self._recorder.person.may(Right.REOPEN):
            raise Refused(Refusal("right.missing"))
        with self._database.unit_of_work() as uow:
            reading = self._recorder.read(uow, case_id)
            doubted = first_in_doubt(reading.counted)
            if doubted is None:
                raise Refused(Refusal("time.sure"))
            told = TimeConfirmed(doubted.op_id, moment, proof.strip())
            changes = tuple(self._changes(reading, _put_right(reading, doubted, moment)))
            case = self._recorder.record(uow, reading.case, case_id, (told, *changes))
            uow.commit()
        return case

    def _changes(self, reading: Reading, really: Really) -> Iterator[DueRecomputed]:
        case = reading.case
        for before in running(case) if case.is_open else ():
            after = self._days.again(reading, before, really)
            if after is None or after.at is None or after.at == before.at:
                continue
            of_applicant = before == case.correction_due
            if not (of_applicant and before.at is not None and after.at < before.at):
                yield DueRecomputed(before, after)


def _put_right(reading: Reading, doubted: CaseEvent, moment: datetime) -> Really:
    """What that clock wrote lies beside the truth by as much as its first moment."""
    beside = moment - doubted.at
    written = {event.at for event in reading.counted if event.trust is ClockTrust.SUSPECT}

    def really(at: datetime) -> datetime:
        return at + beside if at in written else at

    return really
