"""作废, 更正重开 and 撤销决定, beside 更正: mended by events, within their bounds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case
from outlet_app.domain.decisions import decision_of
from outlet_app.domain.events import (
    CaseEvent,
    CorrectionTaken,
    CorrectionUndone,
    DecisionUndone,
    DueStamp,
    PaperVoided,
    Reopened,
    TransferredOut,
    Voided,
)
from outlet_app.domain.people import Right
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.taking import papers_since
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.amending import Amending
from outlet_app.services.clocks import Clocks
from outlet_app.services.issuing import Issuing
from outlet_app.services.numbers import Numbers, Taking
from outlet_app.services.package_notices import PackageNotices, Shared
from outlet_app.services.reading import Reading, readings_of_day
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.views import PaperView


@dataclass(frozen=True, slots=True)
class Undoing:
    """What taking the last decision back means: why it cannot be, and which papers are to be collected."""

    refusal: Refusal | None
    numbers: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Undone:
    """The case as it stands again, and papers of other cases that were made for it."""

    case: Case
    papers: tuple[PaperView, ...] = ()


@dataclass(frozen=True, slots=True)
class LastDecided:
    """What the person signed in did last today that can be taken back, and whether it still can.

    is_taking: it was a 补正收件, no decision.
    """

    case: Case
    undoing: Undoing
    is_taking: bool = False


class Mending(Amending):
    """Nothing is overwritten (path 10); each step is one transaction."""

    def __init__(
        self,
        database: Database,
        reference: Reference,
        recorder: Recorder,
        clocks: Clocks,
        numbers: Numbers,
        issuing: Issuing,
    ) -> None:
        super().__init__(database, reference, recorder)
        self._clocks = clocks
        self._numbers = numbers
        self._shared = PackageNotices(recorder, issuing)

    def void(self, case_id: str, reason: str, note: str = "") -> Case:
        """作废 of a case and of every paper of it; Refused(right.missing) but for a 窗口负责人."""
        self._demand_head()
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            numbers = _counting(case)
            facts = (*(PaperVoided(number, reason) for number in numbers), Voided(reason, note.strip()))
            case = self._recorder.record(uow, case, case_id, facts)
            self._settle_papers(uow, case_id, numbers)
            uow.commit()
        return case

    def out(self, uow: UnitOfWork, case: Case) -> tuple[str, ...]:
        """The printed papers that fall with a 作废 of this case, a package's one notice among them."""
        return self._out(uow, case.case_id, _counting(case), self._shared.of_decision(uow, case))

    def void_replaced(
        self, uow: UnitOfWork, taking: Taking, case: Case, voided: Voided, reason: str
    ) -> tuple[PaperView, ...]:
        """作废 in the caller's transaction of a child whose place was taken; papers for its siblings."""
        numbers, shared = _counting(case), self._shared.of_decision(uow, case)
        facts = (*(PaperVoided(number, reason) for number in numbers), voided)
        case = self._recorder.record(uow, case, case.case_id, facts)
        self._settle_papers(uow, case.case_id, numbers)
        return self._tell_others(uow, taking, shared, case, reason) if shared else ()

    def reopen(self, case_id: str, reason: str) -> Case:
        """更正重开 of a closed case; Refused(right.missing) but for a 窗口负责人."""
        self._demand_head()
        due = self.mend_by()
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            case = self._recorder.record(uow, case, case_id, (Reopened(reason.strip(), (due,)),))
            uow.commit()
        return case

    def mend_by(self) -> DueStamp:
        """By when a case reopened now is to be mended; no disk."""
        return self._clocks.mending(self._recorder.clock.now())

    def undoing(self, case_id: str) -> Undoing:
        """Whether the last decision can be taken back now, and which papers must come back for it."""
        with self._database.reading() as uow:
            reading = self._recorder.read(uow, case_id)
            numbers = reading.case.papers_of_decision
            refusal = self._hindrance(reading)
            shared = self._shared.of_decision(uow, reading.case)
            printed = self._out(uow, case_id, numbers, shared)
            return Undoing(
                refusal, (*numbers, *(shared.numbers if shared else ())), () if refusal else printed
            )

    def latest(self) -> LastDecided | None:
        """The person's last decision or 补正收件 of today that stands, whatever followed it, if any."""
        today = self._recorder.clock.now().date()
        with self._database.reading() as uow:
            day = readings_of_day(uow, today)
        mine = [(one, reading.case) for reading in day for one in self._steps(reading) if one.day == today]
        if not mine:
            return None
        # Of two steps of one moment the later stands behind: what came is taken in before it is decided on.
        step, case = sorted(mine, key=lambda one: one[0].at)[-1]
        is_taking = isinstance(step.fact, CorrectionTaken)
        may = self.untaking if is_taking else self.undoing
        return LastDecided(case, may(case.case_id), is_taking)

    def _steps(self, reading: Reading) -> Iterator[CaseEvent]:
        """What this person decided and took in on a case, not counting what was taken back."""
        me, told = self._recorder.person.staff_no, reading.counted
        undone = {one.fact.op_id for one in told if isinstance(one.fact, DecisionUndone | CorrectionUndone)}
        for one in told:
            stands = one.actor == me and one.op_id not in undone
            if stands and (decision_of(one.fact) or isinstance(one.fact, CorrectionTaken)):
                yield one

    def undo(self, case_id: str, reason: str, *, collected: bool = False) -> Case:
        """Take the last decision back; its papers become void, the printed ones only if `collected`."""
        return self.undo_whole(case_id, reason, collected=collected).case

    def undo_whole(self, case_id: str, reason: str, *, collected: bool = False) -> Undone:
        """The same, with the papers that take the place of a package's one notice."""
        with self._database.unit_of_work() as uow:
            taking = self._numbers.taking(uow)
            reading = self._recorder.read(uow, case_id)
            case, last = reading.case, reading.case.last_decision
            refusal = self._hindrance(reading)
            if refusal is not None or last is None:
                raise Refused(refusal or Refusal("undo.not_last"))
            numbers, shared = case.papers_of_decision, self._shared.of_decision(uow, case)
            if self._out(uow, case_id, numbers, shared) and not collected:
                raise Refused(Refusal("undo.paper_out"))
            voided = tuple(PaperVoided(number, reason) for number in numbers)
            case = self._recorder.record(uow, case, case_id, (*voided, DecisionUndone(last.op_id, reason)))
            self._settle_papers(uow, case_id, numbers)
            papers = self._tell_others(uow, taking, shared, case, reason) if shared else ()
            uow.commit()
        taking.testify()
        return Undone(case, papers)

    def untaking(self, case_id: str) -> Undoing:
        """Whether the last 补正收件 can be taken back now, and which papers must come back for it."""
        with self._database.reading() as uow:
            case = self._recorder.read(uow, case_id).case
            numbers = papers_since(case)
            refusal = self._untake_hindrance(case)
            return Undoing(refusal, numbers, () if refusal else self._printed(uow, case_id, numbers))

    def untake(self, case_id: str, reason: str, *, collected: bool = False) -> Case:
        """撤销补正收件; its receipt becomes void, a printed one only if `collected`."""
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            refusal, last = self._untake_hindrance(case), case.last_taking
            if refusal is not None or last is None:
                raise Refused(refusal or Refusal("untake.not_last"))
            numbers = papers_since(case)
            if self._printed(uow, case_id, numbers) and not collected:
                raise Refused(Refusal("untake.paper_out"))
            voided = tuple(PaperVoided(number, reason) for number in numbers)
            facts = (*voided, CorrectionUndone(last.op_id, reason))
            case = self._recorder.record(uow, case, case_id, facts)
            self._settle_papers(uow, case_id, numbers)
            uow.commit()
        return case

    def _untake_hindrance(self, case: Case) -> Refusal | None:
        last = case.last_taking
        if last is None:
            return Refusal("untake.not_last")
        if case.joined is not None:
            return Refusal("untake.package")
        if last.by != self._recorder.person.staff_no:
            return Refusal("untake.other_person")
        today = local_day(self._recorder.clock.now())
        return None if local_day(last.at) == today else Refusal("untake.other_day")

    def _tell_others(
        self, uow: UnitOfWork, taking: Taking, shared: Shared, case: Case, reason: str
    ) -> tuple[PaperView, ...]:
        self._shared.void(uow, shared, reason)
        self._settle_papers(uow, shared.parent.case_id, shared.numbers)
        return self._shared.tell_others(uow, taking, shared, case)

    def _out(
        self, uow: UnitOfWork, case_id: str, numbers: Sequence[str], shared: Shared | None
    ) -> tuple[str, ...]:
        """The papers of the decision that somebody may hold, the package's one notice among them."""
        of_parent = self._printed(uow, shared.parent.case_id, shared.numbers) if shared else ()
        return (*self._printed(uow, case_id, numbers), *of_parent)

    def _hindrance(self, reading: Reading) -> Refusal | None:
        """What the judge would say with every paper void, and what only this machine knows."""
        last = reading.case.last_decision
        if last is None:
            return Refusal("undo.not_last")
        if last.by != self._recorder.person.staff_no:
            return Refusal("undo.other_person")
        if last.at.date() != self._recorder.clock.now().date():
            return Refusal("undo.other_day")
        return Refusal("undo.known_elsewhere") if _is_known_elsewhere(reading, last.op_id) else None

    def _printed(self, uow: UnitOfWork, case_id: str, numbers: Sequence[str]) -> tuple[str, ...]:
        spooled = {one.number for one in uow.papers.of_case(case_id) if one.spooled_at is not None}
        return tuple(number for number in numbers if number in spooled)

    def _settle_papers(self, uow: UnitOfWork, case_id: str, numbers: Sequence[str]) -> None:
        """Nobody is asked any more whether a void paper was printed."""
        for paper in uow.papers.of_case(case_id):
            if paper.number in numbers and paper.spooled_at is None:
                uow.papers.mark_spooled(paper.paper_id, self._recorder.clock.now())

    def _demand_head(self) -> None:
        if not self._recorder.person.may(Right.REOPEN):
            raise Refused(Refusal("right.missing"))


def _counting(case: Case) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.number for one in case.papers if one.number not in case.void_papers))


def _is_known_elsewhere(reading: Reading, op_id: str) -> bool:
    """Whether the city has the decision and another outlet sees the case."""
    told = [step.event for step in reading.steps if step.counts]
    sent_to = {one.fact.to_outlet for one in told if isinstance(one.fact, TransferredOut)} - {""}
    outlets = {one.outlet for one in told} | sent_to
    sent = any(step.entry.verdict is not None for step in reading.steps if step.event.op_id == op_id)
    return sent and len(outlets) > 1
