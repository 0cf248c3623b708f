"""处理完毕: what a person did about own steps that the city refused, and the papers they left behind.

A refused step stays in the history without effect; nobody is asked about it any more (sync.md D.7).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from outlet_app.domain.case import Case
from outlet_app.domain.events import CaseEvent, Fact, PaperIssued, PaperVoided
from outlet_app.domain.facts.refusal import Handling, RefusalSettled
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.engine import Database
from outlet_app.models.states import NEEDS_YOU
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.queue import OPS_READ
from outlet_app.services.reading import Reading, Step
from outlet_app.services.recorder import Recorder


@dataclass(frozen=True, slots=True)
class Unsettled:
    """The refused steps of this machine in a case; the papers made with them, and those that were printed."""

    steps: tuple[Step, ...] = ()
    numbers: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()


class Settling:
    """One transaction; the papers of a step without effect become void with it."""

    def __init__(self, database: Database, recorder: Recorder) -> None:
        self._database = database
        self._recorder = recorder

    def unsettled(self, case_id: str) -> Unsettled:
        """What is to be looked at; nothing where somebody has settled it meanwhile."""
        with self._database.reading() as uow:
            reading = self._recorder.read(uow, case_id)
            made = made_in_vain(reading)
            return Unsettled(refused(reading), left_behind(reading), self._printed(uow, case_id, made))

    def settle(self, case_id: str, way: Handling, note: str, why_void: str) -> Case:
        """Say what was done; why_void: of the papers. Refused(settle.nothing) where nothing waits."""
        with self._database.unit_of_work() as uow:
            reading = self._recorder.read(uow, case_id)
            ops = tuple(step.event.op_id for step in refused(reading))
            if not reading.counted:
                # The city has no such case: it could let no word about it count.
                return self._noted(uow, reading, ops)
            made = made_in_vain(reading)
            voided = (PaperVoided(number, why_void) for number in left_behind(reading))
            facts: tuple[Fact, ...] = (*voided, RefusalSettled(ops, way.value, note.strip()))
            case, events = self._recorder.record_events(uow, reading.case, case_id, facts)
            _supersede(uow, ops, events)
            for paper in uow.papers.of_case(case_id):
                if paper.number in made and paper.spooled_at is None:
                    uow.papers.mark_spooled(paper.paper_id, self._recorder.clock.now())
            uow.commit()
        return case

    def _noted(self, uow: UnitOfWork, reading: Reading, ops: Sequence[str]) -> Case:
        if not ops:
            raise Refused(Refusal("settle.nothing"))
        for op_id in ops:
            uow.outbox.supersede(op_id, op_id)
        uow.commit()
        return reading.case

    def _printed(self, uow: UnitOfWork, case_id: str, numbers: Sequence[str]) -> tuple[str, ...]:
        spooled = {one.number for one in uow.papers.of_case(case_id) if one.spooled_at is not None}
        return tuple(number for number in numbers if number in spooled)


def refused(reading: Reading) -> tuple[Step, ...]:
    """The steps this machine sent in vain and nobody has settled, in the order in which they were made."""
    return tuple(step for step in _own(reading) if step.entry.state == NEEDS_YOU)


def left_behind(reading: Reading) -> tuple[str, ...]:
    """The papers made in one act with a refused step that count, though what they say does not."""
    known = {paper.number for paper in reading.case.papers} - {*reading.case.void_papers}
    return tuple(number for number in made_in_vain(reading) if number in known)


def made_in_vain(reading: Reading) -> tuple[str, ...]:
    """The papers made in one act with a refused step, whether the city let them count or not."""
    numbers: dict[str, None] = {}
    in_vain = False
    for step in _own(reading):
        fact = step.event.fact
        if not isinstance(fact, PaperIssued):
            in_vain = step.entry.state == NEEDS_YOU
        elif in_vain and fact.copy_no == 1 and fact.number not in reading.case.void_papers:
            numbers[fact.number] = None
    return tuple(numbers)


def dismiss(uow: UnitOfWork, record: str) -> int:
    """Somebody has read why the city refused what belongs to no case; how many steps of it."""
    rows = uow.outbox.rows(OPS_READ)
    ops = [row.op_id for row in rows if row.state == NEEDS_YOU and (row.case_id or "") == record]
    for op_id in ops:
        uow.outbox.supersede(op_id, op_id)
    return len(ops)


def _own(reading: Reading) -> list[Step]:
    own = (step for step in reading.steps if step.entry.state is not None)
    return sorted(own, key=lambda step: step.entry.local_no)


def _supersede(uow: UnitOfWork, ops: Sequence[str], events: Sequence[CaseEvent]) -> None:
    for op_id in ops:
        uow.outbox.supersede(op_id, events[-1].op_id)
