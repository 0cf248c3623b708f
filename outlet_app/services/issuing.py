"""Makes a numbered paper inside the caller's transaction: number, bytes, store, event (decisions.md 6)."""

import hashlib
from dataclasses import replace
from datetime import date, datetime

from outlet_app.domain.case import Case, fold
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry, NoticeDraft
from outlet_app.domain.events import CaseEvent, ClockTrust, DueStamp, Fact, PaperIssued, Registered
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.cards import Card
from outlet_app.models.papers import Paper
from outlet_app.models.states import WENT_THROUGH
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.printing.acceptance import build_acceptance
from outlet_app.printing.fonts import Faces
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.notice import build_notice
from outlet_app.printing.preview import page_count
from outlet_app.services.numbers import Taking
from outlet_app.services.opening import Opening
from outlet_app.services.paper_values import PaperValues
from outlet_app.services.recorder import Recorder
from outlet_app.services.views import PaperView

NOTICE, ACCEPTANCE, DAY_SHEET = "W04", "W05", "W17"
DRAFT_NUMBER = "——"


class Issuing:
    """Draws papers of a case; the bytes stored are the bytes shown, hashed and spooled."""

    def __init__(self, recorder: Recorder, values: PaperValues, faces: Faces, opening: Opening) -> None:
        self._recorder = recorder
        self._values = values
        self._faces = faces
        self._opening = opening

    def issue(self, uow: UnitOfWork, taking: Taking, case: Case, form: str) -> tuple[Case, PaperView]:
        """Give a case's form a new number and its first print."""
        at = self._recorder.clock.now()
        imprint = self._values.imprint(self._recorder.person, at, taking.paper_no(form, at.year))
        return self._print(uow, case, form, imprint)

    def reissue(self, uow: UnitOfWork, case: Case, form: str) -> tuple[Case, PaperView]:
        """Print the newest paper of a form again: the same number, the next copy, a new file."""
        numbers = [paper.number for paper in case.papers if paper.form == form]
        if not numbers:
            raise Refused(Refusal("paper.missing"))
        number, at = numbers[-1], self._recorder.clock.now()
        copy_no = max(uow.papers.next_copy(number), _copies(case, number) + 1)
        unsent = _is_unsent(uow.cards.get(case.case_id))
        imprint = self._values.imprint(self._recorder.person, at, number, copy_no, unsent=unsent)
        return self._print(uow, case, form, imprint)

    def preview_notice(self, entry: IntakeEntry, draft: NoticeDraft, due: DueStamp) -> bytes:
        """The notice as it would be, without a number; nothing is stored."""
        at = self._recorder.clock.now()
        case = self._imagined(entry, replace(draft, verified=True), at)
        imprint = self._values.imprint(self._recorder.person, at)
        given = replace(case.notices[-1], due=due)
        return build_notice(self._values.notice(case, given, at.date(), imprint), self._faces)

    def _print(self, uow: UnitOfWork, case: Case, form: str, imprint: Imprint) -> tuple[Case, PaperView]:
        number, copy_no = imprint.number, imprint.copy_no
        pdf = self._draw(case, form, imprint)
        digest = hashlib.sha256(pdf).hexdigest()
        fact = PaperIssued(form, number, copy_no, digest, page_count(pdf))
        case, (issued,) = self._recorder.record_events(uow, case, case.case_id, (fact,))
        paper = Paper(
            paper_id=self._recorder.new_id(),
            case_id=case.case_id,
            op_id=issued.op_id,
            form=form,
            number=number,
            copy_no=copy_no,
            sha256=digest,
            size=len(pdf),
            created_at=imprint.printed_at,
        )
        uow.papers.put(paper, pdf)
        return case, paper_view(paper, case.registered.applicant.name)

    def _draw(self, case: Case, form: str, imprint: Imprint) -> bytes:
        if form == NOTICE:
            values = self._values.notice(case, case.notices[-1], _given_on(case, imprint), imprint)
            return build_notice(values, self._faces)
        return build_acceptance(self._values.acceptance(case, imprint), self._faces)

    def _imagined(self, entry: IntakeEntry, draft: NoticeDraft, at: datetime) -> Case:
        facts = self._opening.facts(entry, Decision.NOTICE, draft, DRAFT_NUMBER, at)
        staff = self._recorder.person.staff_no
        return fold(
            CaseEvent("preview", "preview", at, staff, "", "", _undrawn(fact), ClockTrust.WALL)
            for fact in facts
        )


def _undrawn(fact: Fact) -> Fact:
    """The query code is drawn with the case; a preview must not show one that will be another."""
    return replace(fact, query_code=DRAFT_NUMBER) if isinstance(fact, Registered) else fact


def _copies(case: Case, number: str) -> int:
    """The highest print known to the case: another window may have printed it."""
    return max((paper.copy_no for paper in case.papers if paper.number == number), default=0)


def _is_unsent(card: Card | None) -> bool:
    return card is None or card.sending not in WENT_THROUGH


def _given_on(case: Case, imprint: Imprint) -> date:
    """The day of the notice, which a later print does not move; the first notice is the decision itself."""
    first = case.decided_at if case.decision is Decision.NOTICE and len(case.notices) == 1 else None
    return (first or imprint.printed_at).date()


def paper_view(paper: Paper, applicant: str = "") -> PaperView:
    """A stored paper as lists show it."""
    return PaperView(
        paper_id=paper.paper_id,
        case_id=paper.case_id,
        form=paper.form,
        number=paper.number,
        copy_no=paper.copy_no,
        issued_at=paper.created_at,
        spooled=paper.spooled_at is not None,
        applicant=applicant,
    )
