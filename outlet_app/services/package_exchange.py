"""更换事项: a child about the wrong item leaves its package and another takes its place, in one act."""

from dataclasses import dataclass

from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case
from outlet_app.domain.events import AmendCause, DueStamp, Fact, Voided, VoidReason, Withdrawn
from outlet_app.domain.exchanging import is_slip_of
from outlet_app.domain.facts.package import Answered, MemberExchanged, MemberLine
from outlet_app.domain.following import open_members
from outlet_app.domain.people import Right
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.states import State
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.mending import Mending
from outlet_app.services.numbers import Numbers
from outlet_app.services.package_adding import Answers, PackageAdding, entry_again
from outlet_app.services.reading import read_case
from outlet_app.services.recorder import Recorder
from outlet_app.services.views import PaperView


@dataclass(frozen=True, slots=True)
class Exchangeable:
    """A child under way here; printed: its papers that somebody may hold; may_void: by who is signed in."""

    line: MemberLine
    printed: tuple[str, ...]
    may_void: bool


@dataclass(frozen=True, slots=True)
class Exchanged:
    """The parent, the child that went and the one that came, and the papers to hand over."""

    parent: Case
    gone: Case
    child: Case
    papers: tuple[PaperView, ...]


class PackageExchange:
    """Domain.md §5; the parent's event comes first, so that no machine sees a child gone and none come."""

    def __init__(
        self,
        database: Database,
        recorder: Recorder,
        numbers: Numbers,
        mending: Mending,
        adding: PackageAdding,
    ) -> None:
        self._database = database
        self._recorder = recorder
        self._numbers = numbers
        self._mending = mending
        self._adding = adding

    def exchangeable(self, case_id: str) -> tuple[Exchangeable, ...]:
        """The children of a parent that are under way and held here, in their order."""
        with self._database.reading() as uow:
            parent = self._recorder.read(uow, case_id).case
            lines = self._going(parent)
            read = [(line, read_case(uow.journal.of_case(line.case_id))) for line in lines]
            return tuple(
                Exchangeable(line, self._mending.out(uow, one.case), self._may_void(one.case))
                for line, one in read
                if one is not None and _is_here(one.case, parent.outlet)
            )

    def exchange(
        self,
        case_id: str,
        gone: str,
        code: str,
        answers: Answers,
        cause: AmendCause,
        reason: str,
        *,
        collected: bool = False,
    ) -> Exchanged:
        """The child `gone` ends and one about `code` comes; Refused where either does not hold.

        collected: the printed papers of what becomes void are back. Chosen wrong: 作废, the clerk's own
        slip of today, else a 窗口负责人's affair. Wished otherwise by the applicant: 撤回, papers stay true.
        """
        with self._database.unit_of_work() as uow:
            parent = self._recorder.read(uow, case_id).case
            line, case = self._leaving(uow, parent, gone)
            self._refuse(uow, case, cause, collected=collected)
            taking, said = self._numbers.taking(uow), reason.strip()

            def tell(
                new: MemberLine,
                brought: tuple[Answered, ...],
                before: DueStamp | None,
                due: DueStamp | None,
            ) -> Fact:
                return MemberExchanged(line, new, said, cause, brought, before, due)

            added = self._adding.join(uow, taking, parent, entry_again(parent, code, answers), tell)
            come = added.child.case_no
            made: tuple[PaperView, ...] = ()
            if cause is AmendCause.ENTRY_ERROR:
                voided = Voided(VoidReason.WRONG_ITEM, said, come)
                made = self._mending.void_replaced(uow, taking, case, voided, said)
            else:
                self._recorder.record(uow, case, gone, (Withdrawn(said, come),))
            left = self._recorder.read(uow, gone).case
            uow.commit()
        taking.testify()
        return Exchanged(added.parent, left, added.child, (*added.papers, *made))

    def _going(self, parent: Case) -> tuple[MemberLine, ...]:
        under_way = open_members(parent)
        members = parent.package.members if parent.package else ()
        return tuple(one for one in members if one.case_id in under_way)

    def _leaving(self, uow: UnitOfWork, parent: Case, gone: str) -> tuple[MemberLine, Case]:
        line = next((one for one in self._going(parent) if one.case_id == gone), None)
        if line is None:
            raise Refused(Refusal("package.member_ended"))
        case = self._recorder.read(uow, gone).case
        if not _is_here(case, parent.outlet):
            raise Refused(Refusal("package.member_away"))
        return line, case

    def _refuse(self, uow: UnitOfWork, case: Case, cause: AmendCause, *, collected: bool) -> None:
        if cause is not AmendCause.ENTRY_ERROR:
            return
        if not self._may_void(case):
            raise Refused(Refusal("package.exchange_head"))
        if self._mending.out(uow, case) and not collected:
            raise Refused(Refusal("package.papers_out"))

    def _may_void(self, case: Case) -> bool:
        me, today = self._recorder.person, local_day(self._recorder.clock.now())
        return me.may(Right.REOPEN) or is_slip_of(case, me.staff_no, today)


def _is_here(case: Case, outlet: str) -> bool:
    """Under way at the parent's outlet; what is on its way to somebody is called back first."""
    return case.is_open and case.outlet == outlet and case.state is not State.TRANSFERRED
