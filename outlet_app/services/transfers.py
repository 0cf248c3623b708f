"""转办 from 办件查询: sending on, taking, sending back, withdrawing, naming the handler (domain.md §1.4)."""

from dataclasses import dataclass

from outlet_app.domain.case import Case
from outlet_app.domain.entry import TransferDetail
from outlet_app.domain.events import (
    Fact,
    TransferReturned,
    TransferTaken,
    TransferWithdrawn,
)
from outlet_app.domain.handing import MOST_BOUNCES
from outlet_app.domain.offers.transfer import answers_for, is_asked
from outlet_app.domain.people import Right
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.engine import Database
from outlet_app.services.intake import papers_of_transfer
from outlet_app.services.issuing import Issuing
from outlet_app.services.numbers import Numbers
from outlet_app.services.opening import Opening
from outlet_app.services.recorder import Recorder
from outlet_app.services.views import PaperView


@dataclass(frozen=True, slots=True)
class Sent:
    """The case on its way, and the papers that go with it."""

    case: Case
    papers: tuple[PaperView, ...]


class Transfers:
    """Each step is one transaction; the rules of the case decide, the person's post is asked here."""

    def __init__(
        self,
        database: Database,
        recorder: Recorder,
        opening: Opening,
        numbers: Numbers,
        issuing: Issuing,
        here: str,
    ) -> None:
        self._database = database
        self._recorder = recorder
        self._opening = opening
        self._numbers = numbers
        self._issuing = issuing
        self._here = here

    def send(self, case_id: str, detail: TransferDetail) -> Sent:
        """转办, or after two bounces 指定承办, which only a 窗口负责人 may do; Refused otherwise.

        Its papers are made in the same transaction, to be printed after it.
        """
        me = self._recorder.person
        if detail.to_staff == me.staff_no:
            raise Refused(Refusal("transfer.to_self"))
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            designates = case.bounces >= MOST_BOUNCES
            if designates and not me.may(Right.DESIGNATE):
                raise Refused(Refusal("transfer.designate", {"n": case.bounces}))
            running = (case.due,) if case.due else ()
            by = me.staff_no if designates else ""
            fact = self._opening.transferred(detail, running, self._recorder.clock.now(), by)
            case = self._recorder.record(uow, case, case_id, (fact,))
            taking = self._numbers.taking(uow)
            papers: list[PaperView] = []
            for form in papers_of_transfer(fact):
                case, paper = self._issuing.issue(uow, taking, case, form)
                papers.append(paper)
            uow.commit()
        taking.testify()
        return Sent(case, tuple(papers))

    def take(self, case_id: str, remark: str = "") -> Case:
        """接收: from now on the person signed in handles the case."""
        return self._answer(case_id, TransferTaken(remark, self._recorder.person.name))

    def send_back(self, case_id: str, reason: str, remark: str = "") -> Case:
        """退回 for one of the three reasons."""
        return self._answer(case_id, TransferReturned(reason, remark, self._recorder.person.name))

    def withdraw(self, case_id: str, reason: str) -> Case:
        """撤回转办 by the sender or the head of the sending outlet, while nobody has received it."""
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            sent = case.pending
            if sent is not None and not answers_for(sent, self._recorder.person, self._here):
                raise Refused(Refusal("right.missing"))
            case = self._recorder.record(uow, case, case_id, (TransferWithdrawn(reason),))
            uow.commit()
        return case

    def _answer(self, case_id: str, fact: Fact) -> Case:
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            sent, me = case.pending, self._recorder.person
            if sent is not None and self._here == sent.receiver and not is_asked(sent, me, self._here):
                own = sent.stays_here and me.staff_no == sent.sender
                code = "transfer.own" if own else "transfer.not_here"
                raise Refused(Refusal(code, {"receiver": sent.fact.to_name}))
            case = self._recorder.record(uow, case, case_id, (fact,))
            uow.commit()
        return case
