"""Pauses of our clocks, and what a missed period makes of a case once a person has confirmed it."""

from dataclasses import dataclass, replace
from datetime import date

from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case
from outlet_app.domain.catalogue import ClockStart, PaperForm, SubItem
from outlet_app.domain.effects.joining import merged
from outlet_app.domain.events import (
    DeemedAccepted,
    DeemedWithdrawn,
    DueStamp,
    Fact,
    HandedBack,
    Paused,
    ProposalDeclined,
    Resumed,
    Terminated,
    WorkStarted,
)
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.offers.lapse import ACCEPTED, WITHDRAWN, lapsed, proposed_to
from outlet_app.domain.pauses import waited
from outlet_app.domain.people import Right
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.states import State
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.clocks import Clocks
from outlet_app.services.issuing import Issuing
from outlet_app.services.numbers import Numbers
from outlet_app.services.oversight import refuse_unexplained
from outlet_app.services.proposals import proposal_of
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.views import PaperView

_ON_THE_DESK = frozenset({MaterialState.COMPLETE, MaterialState.FAULTY})


@dataclass(frozen=True, slots=True)
class Resumption:
    """The working days of this pause and of all together, and the deadline once the clock goes on."""

    days: int
    total: int
    due: DueStamp | None


class Lapses:
    """Domain.md §2.6 and §11.5; each step is one transaction, never taken by the clock alone."""

    def __init__(
        self,
        database: Database,
        reference: Reference,
        recorder: Recorder,
        numbers: Numbers,
        clocks: Clocks,
        issuing: Issuing,
    ) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder
        self._numbers = numbers
        self._clocks = clocks
        self._issuing = issuing

    def pause(self, case_id: str, reason: str, evidence: str) -> Case:
        """暂停计时; work that had not begun begins with it."""

        def facts(case: Case) -> tuple[Fact, ...]:
            begun: tuple[Fact, ...] = (WorkStarted(),) if case.state is State.ACCEPTED else ()
            return (*begun, Paused(reason, evidence.strip()))

        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            case = self._recorder.record(uow, case, case_id, facts(case))
            uow.commit()
        return case

    def resume(self, case_id: str, evidence: str = "") -> Case:
        """恢复计时: working-day clocks end later by the whole working days of this pause."""
        at = self._recorder.clock.now()
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            moved = self._clocks.put_off(case.dues, case.paused_at or at, at)
            case = self._recorder.record(uow, case, case_id, (Resumed(moved, evidence.strip()),))
            uow.commit()
        return case

    def waited(self, case: Case) -> int:
        """The working days of all pauses so far."""
        until = case.ended_at or self._recorder.clock.now()
        return waited(case.pauses, until, self._reference.calendar)

    def resumption(self, case: Case) -> Resumption:
        """What 恢复计时 would do now; no disk."""
        at = self._recorder.clock.now()
        moved = self._clocks.put_off(case.dues, case.paused_at or at, at)
        days = waited(case.pauses[-1:], at, self._reference.calendar)
        return Resumption(days, self.waited(case), replace(case, dues=merged(case.dues, moved)).due)

    def from_receipt(self, case: Case) -> tuple[DueStamp, ...]:
        """The clocks of a case accepted by silence: they run from the day of receipt; no disk."""
        return self._clocks.started(
            self._sub_item(case), ClockStart.ACCEPTED, case.received_at or case.registered_at
        )

    def confirm_accepted(self, case_id: str) -> tuple[PaperView, ...]:
        """视为受理 from the day of receipt, with its 受理通知书; Refused where not proposed."""
        with self._database.unit_of_work() as uow:
            case = self._proposed(uow, case_id, ACCEPTED, "deemed.not_proposed")
            received = case.received_at or case.registered_at
            visit = self._clocks.follow_up(self._sub_item(case), received)
            fact = DeemedAccepted(
                local_day(received),
                self.from_receipt(case),
                local_day(visit.at) if visit and visit.at else None,
            )
            return self._made(uow, case, fact, "W05")

    def confirm_withdrawn(self, case_id: str, reason: str) -> tuple[PaperView, ...]:
        """视为撤回 with what is given back, and the slip the applicant signs for it."""
        with self._database.unit_of_work() as uow:
            case = self._proposed(uow, case_id, WITHDRAWN, "lapse.not_proposed")
            due = case.correction_due.at if case.correction_due else None
            ended = local_day(due or self._recorder.clock.now())
            return self._made(uow, case, DeemedWithdrawn(reason.strip(), ended, to_hand_back(case)), "W21")

    def terminate(self, case_id: str, reason: str) -> tuple[PaperView, ...]:
        """终止办理 with what is given back, and its notice; Refused(right.missing) but for a 窗口负责人."""
        if not self._recorder.person.may(Right.APPROVE):
            raise Refused(Refusal("right.missing"))
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            refuse_unexplained(case, self._recorder.clock.now())
            return self._made(uow, case, Terminated(reason.strip(), to_hand_back(case)), "W29")

    def decline(self, case_id: str, proposal: str, reason: str, again_on: date) -> Case:
        """暂不确认: why what is proposed is not confirmed today, and when it is asked again."""
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            person, now = self._recorder.person, self._recorder.clock.now()
            if proposal_of(case, self._reference, person, now) != proposal:
                raise Refused(Refusal("decline.not_proposed"))
            fact = ProposalDeclined(proposal, reason.strip(), again_on)
            case = self._recorder.record(uow, case, case_id, (fact,))
            uow.commit()
        return case

    def _proposed(self, uow: UnitOfWork, case_id: str, proposal: str, code: str) -> Case:
        if not proposed_to(self._recorder.person, proposal):
            raise Refused(Refusal("right.missing"))
        case = self._recorder.read(uow, case_id).case
        sub_item = self._sub_item(case)
        found = lapsed(case, sub_item.authority if sub_item else None, self._recorder.clock.now())
        if found != proposal:
            raise Refused(Refusal(code))
        return case

    def _sub_item(self, case: Case) -> SubItem | None:
        told = case.registered
        return self._reference.sub_item_of(told.sub_item, told.catalogue)

    def _made(self, uow: UnitOfWork, case: Case, fact: Fact, form: str) -> tuple[PaperView, ...]:
        case = self._recorder.record(uow, case, case.case_id, (fact,))
        taking = self._numbers.taking(uow)
        _, paper = self._issuing.issue(uow, taking, case, form)
        uow.commit()
        taking.testify()
        return (paper,)


def to_hand_back(case: Case) -> tuple[HandedBack, ...]:
    """The papers of the applicant that lie here: originals only looked at went back at once."""
    here = (row for row in case.materials if _is_here(row))
    return tuple(HandedBack(row.code, row.name, row.handed or row.copies) for row in here)


def _is_here(row: CheckedMaterial) -> bool:
    return row.state in _ON_THE_DESK and row.form is not PaperForm.SIGHTED
