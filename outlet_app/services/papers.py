"""Papers after they were made: show, spool, print again, and say what was never confirmed."""

import logging
from pathlib import Path

from outlet_app.domain.case import Case
from outlet_app.domain.events import PaperVoided, PrintFailed
from outlet_app.domain.people import Right
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.failpoints import Failpoint, reach
from outlet_app.models.engine import Database
from outlet_app.models.errors import StorageError
from outlet_app.models.papers import Paper
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.printing.preview import page_count, render_page
from outlet_app.services.issuing import Issuing, paper_view
from outlet_app.services.numbers import Numbers
from outlet_app.services.ports import Spooler
from outlet_app.services.reading import read_case
from outlet_app.services.recorder import Recorder
from outlet_app.services.troubles import Trouble
from outlet_app.services.veil import Veil
from outlet_app.services.views import PaperView
from outlet_app.system.spooler import SpoolerTrouble

MOST_NAMED = 5
# Everybody signed in here reads the list; a bad review's paper stands on its task alone.
SHOWN_APART = frozenset({"W16"})
log = logging.getLogger(__name__)


class Papers:
    """Everything is printed from the stored bytes, after the commit (decisions.md 6)."""

    def __init__(
        self,
        database: Database,
        recorder: Recorder,
        issuing: Issuing,
        spooler: Spooler,
        numbers: Numbers,
        veil: Veil,
    ) -> None:
        self._database = database
        self._recorder = recorder
        self._issuing = issuing
        self._spooler = spooler
        self._numbers = numbers
        self._veil = veil

    def pdf(self, paper_id: str) -> bytes:
        """The stored bytes of a paper; Trouble(paper.missing), Refused(veil.covered)."""
        with self._database.reading() as uow:
            paper = self._required(uow, paper_id)
            self._refuse_veiled(uow, paper)
            return uow.papers.pdf(paper_id)

    def spool(self, paper_id: str, copies: int = 0) -> int:
        """Hand a paper to the printer, as many as its form says; how many that are.

        On failure the number stays and the failure is an event. copies: another number, 0 for the form's.
        """
        with self._database.reading() as uow:
            paper = self._required(uow, paper_id)
            pdf = uow.papers.pdf(paper_id)
        copies = copies or self._issuing.copies(paper.form)
        reach(Failpoint.PAPER_BEFORE_SPOOL)
        try:
            self._spooler.spool(pdf, paper.number, copies)
        except SpoolerTrouble as trouble:
            self._note_failure(paper, trouble.code)
            raise Trouble(trouble.code) from trouble
        reach(Failpoint.PAPER_BEFORE_CONFIRM)
        try:
            self.confirm(paper_id)
        except StorageError as error:
            # Printed is printed: the paper is offered again, and nobody may hear that the case is lost.
            raise Trouble("paper.not_confirmed", {"number": paper.number}) from error
        return copies

    def confirm(self, paper_id: str) -> None:
        """The paper is in somebody's hand, or need not be printed."""
        with self._database.unit_of_work() as uow:
            uow.papers.mark_spooled(paper_id, self._recorder.clock.now())
            uow.commit()

    def unconfirmed(self) -> tuple[PaperView, ...]:
        """Papers made but never handed to a printer: 已生成，未确认打印."""
        with self._database.reading() as uow:
            return unconfirmed_papers(uow)

    def reprint(self, case_id: str, form: str, *, number: str = "", large: bool | None = None) -> PaperView:
        """A new print of a paper, else of the form's newest: same number, next copy, a new file."""
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            self._veil.refuse(case)
            _, paper = self._issuing.reissue(uow, case, form, number=number, large=large)
            uow.commit()
        return paper

    def issue(self, case_id: str, form: str, *, large: bool = False) -> PaperView:
        """A paper of its own number for a case that has come so far; Refused(paper.not_fitting)."""
        with self._database.unit_of_work() as uow:
            taking = self._numbers.taking(uow)
            case = self._recorder.read(uow, case_id).case
            self._veil.refuse(case)
            _, paper = self._issuing.issue(uow, taking, case, form, large=large)
            uow.commit()
        taking.testify()
        return paper

    def void(self, case_id: str, number: str, reason: str) -> Case:
        """作废, by a 窗口负责人; Refused(right.missing). The number and its prints stay as they are."""
        if not self._recorder.person.may(Right.APPROVE):
            raise Refused(Refusal("right.missing"))
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            case = self._recorder.record(uow, case, case_id, (PaperVoided(number, reason),))
            uow.commit()
        return case

    def export(self, paper_id: str, path: Path) -> None:
        """Write the stored bytes to a file the clerk named; Trouble(paper.not_written)."""
        try:
            path.write_bytes(self.pdf(paper_id))
        except OSError as error:
            raise Trouble("paper.not_written", {"name": path.name}) from error

    def pages(self, pdf: bytes) -> int:
        """How many pages a PDF has."""
        return page_count(pdf)

    def page_image(self, pdf: bytes, index: int, width_px: int) -> tuple[int, int, bytes]:
        """One page as (width, height, BGRA bytes)."""
        return render_page(pdf, index, width_px)

    def _refuse_veiled(self, uow: UnitOfWork, paper: Paper) -> None:
        reading = read_case(uow.journal.of_case(paper.case_id)) if paper.case_id else None
        if reading is not None:
            self._veil.refuse(reading.case)

    def _required(self, uow: UnitOfWork, paper_id: str) -> Paper:
        paper = uow.papers.get(paper_id)
        if paper is None:
            raise Trouble("paper.missing")
        return paper

    def _note_failure(self, paper: Paper, code: str) -> None:
        if paper.case_id is None:
            return
        failed = PrintFailed(paper.number, paper.copy_no, code)
        try:
            with self._database.unit_of_work() as uow:
                case = self._recorder.read(uow, paper.case_id).case
                self._recorder.record(uow, case, paper.case_id, (failed,))
                uow.commit()
        except StorageError as error:
            # The clerk has to hear of the printer; the paper stays unconfirmed with or without the note.
            log.warning("print failure of %s not noted: %s", paper.number, error.code)


def unconfirmed_papers(uow: UnitOfWork) -> tuple[PaperView, ...]:
    """Oldest first; whose they are is looked up for those that are asked about first."""
    papers = [paper for paper in uow.papers.unspooled() if paper.form not in SHOWN_APART]
    named = (_view(uow, paper) for paper in papers[:MOST_NAMED])
    return (*named, *(paper_view(paper) for paper in papers[MOST_NAMED:]))


def _view(uow: UnitOfWork, paper: Paper) -> PaperView:
    card = uow.cards.get(paper.case_id) if paper.case_id else None
    return paper_view(paper, card.applicant_name if card else "")
