"""Makes a numbered paper inside the caller's transaction: number, bytes, store, event (decisions.md 6)."""

import hashlib
from dataclasses import replace
from datetime import datetime

from outlet_app.domain.case import Case, fold
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry, NoticeDraft
from outlet_app.domain.events import CaseEvent, ClockTrust, DueStamp, Fact, PaperIssued, Registered
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.cards import Card
from outlet_app.models.papers import Paper
from outlet_app.models.states import WENT_THROUGH
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.printing.fonts import Faces
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.notice import build_notice
from outlet_app.printing.notice_large import build_large_notice
from outlet_app.printing.preview import page_count
from outlet_app.services.makers.table import MAKERS
from outlet_app.services.numbers import Taking
from outlet_app.services.opening import Opening
from outlet_app.services.paper_values import PaperValues
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.views import PaperView

NOTICE = "W04"
DRAFT_NUMBER = "——"


class Issuing:
    """Draws papers of a case; the bytes stored are the bytes shown, hashed and spooled."""

    def __init__(
        self, reference: Reference, recorder: Recorder, values: PaperValues, faces: Faces, opening: Opening
    ) -> None:
        self._reference = reference
        self._recorder = recorder
        self._values = values
        self._faces = faces
        self._opening = opening

    def issue(
        self, uow: UnitOfWork, taking: Taking, case: Case, form: str, *, large: bool = False, ordinal: int = 0
    ) -> tuple[Case, PaperView]:
        """Give a case's form a new number and its first print; Refused(paper.not_fitting).

        large: as 大字版, where the form has one. ordinal: which of several it is about, 0 for the newest.
        """
        if form not in fitting(case):
            raise Refused(Refusal("paper.not_fitting"))
        at, text = self._recorder.clock.now(), self._reference.form_text(form)
        person, number = self._recorder.person, taking.paper_no(text, at.year)
        large, ordinal = large and has_large(form), ordinal or MAKERS[form].count(case)
        imprint = self._values.imprint(person, at, text, number, large=large, ordinal=ordinal)
        return self._print(uow, case, imprint)

    def reissue(
        self, uow: UnitOfWork, case: Case, form: str, *, number: str = "", large: bool | None = None
    ) -> tuple[Case, PaperView]:
        """Print a paper again: the same number and words, the next copy, a new file.

        number: which; else the form's newest that holds, and where all are voided, the newest, marked as
        such. large None: as last time.
        """
        issued = _asked_for(case, form, number)
        if issued is None:
            raise Refused(Refusal("paper.missing"))
        number, at = issued.number, self._recorder.clock.now()
        text = self._reference.forms.drawn_with(form, issued.edition)
        copy_no = max(uow.papers.next_copy(number), _copies(case, number) + 1)
        unsent = _is_unsent(uow.cards.get(case.case_id))
        imprint = self._values.imprint(
            self._recorder.person,
            at,
            text,
            number,
            copy_no,
            unsent=unsent,
            large=has_large(form) and (issued.large if large is None else large),
            ordinal=issued.ordinal,
            voided=case.void_reason(number),
            revoked=case.is_revoked(number),
        )
        return self._print(uow, case, imprint)

    def reads_otherwise(self, uow: UnitOfWork, before: Case, after: Case, issued: PaperIssued) -> bool:
        """Whether a paper of one case differs from the same paper of the other; nothing is kept."""
        maker = MAKERS.get(issued.form)
        if maker is None or not maker.fits(before) or not maker.fits(after):
            return False
        text = self._reference.forms.drawn_with(issued.form, issued.edition)
        imprint = self._values.imprint(
            self._recorder.person,
            self._recorder.clock.now(),
            text,
            issued.number,
            large=issued.large,
            ordinal=issued.ordinal,
        )
        draw = maker.large if maker.large and issued.large else maker.draw
        values = self._values.knowing({person.staff_no: person.name for person in uow.people.all()})
        return draw(values, before, imprint, self._faces) != draw(values, after, imprint, self._faces)

    def preview_notice(self, entry: IntakeEntry, draft: NoticeDraft, due: DueStamp) -> bytes:
        """The notice as it would be, without a number; nothing is stored."""
        at = self._recorder.clock.now()
        case = self._imagined(entry, replace(draft, verified=True), at)
        told = replace(case, notices=(replace(case.notices[-1], due=due),))
        return self.preview_given(told, large=draft.large)

    def preview_given(self, case: Case, *, large: bool = False) -> bytes:
        """The last notice of a case as it would be, without a number; nothing is stored."""
        at, text = self._recorder.clock.now(), self._reference.form_text(NOTICE)
        imprint = self._values.imprint(self._recorder.person, at, text, large=large)
        build = build_large_notice if large else build_notice
        return build(self._values.notice(case, case.notices[-1], at.date(), imprint), self._faces)

    def copies(self, form: str) -> int:
        """How many of a form are printed at once."""
        return self._reference.form_text(form).copies

    def _print(self, uow: UnitOfWork, case: Case, imprint: Imprint) -> tuple[Case, PaperView]:
        form, number, copy_no = imprint.text.code, imprint.number, imprint.copy_no
        maker = MAKERS[form]
        draw = maker.large if maker.large and imprint.large else maker.draw
        names = {person.staff_no: person.name for person in uow.people.all()}
        pdf = draw(self._values.knowing(names), case, imprint, self._faces)
        digest = hashlib.sha256(pdf).hexdigest()
        fact = PaperIssued(
            form,
            number,
            copy_no,
            digest,
            page_count(pdf),
            imprint.text.edition,
            imprint.large,
            imprint.ordinal,
        )
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

    def _imagined(self, entry: IntakeEntry, draft: NoticeDraft, at: datetime) -> Case:
        facts = self._opening.facts(entry, Decision.NOTICE, draft, DRAFT_NUMBER, at)
        staff = self._recorder.person.staff_no
        return fold(
            CaseEvent("preview", "preview", at, staff, "", "", _undrawn(fact), ClockTrust.WALL)
            for fact in facts
        )


def _asked_for(case: Case, form: str, number: str) -> PaperIssued | None:
    found = [one for one in reversed(case.papers) if one.form == form and number in ("", one.number)]
    return (None if number else case.holding(form)) or next(iter(found), None)


def has_large(form: str) -> bool:
    """Whether a form can be had as 大字版."""
    return form in MAKERS and MAKERS[form].large is not None


def fitting(case: Case) -> tuple[str, ...]:
    """The forms that can be made for the case as it stands."""
    return tuple(form for form, maker in MAKERS.items() if maker.fits(case))


def _undrawn(fact: Fact) -> Fact:
    """The query code is drawn with the case; a preview must not show one that will be another."""
    return replace(fact, query_code=DRAFT_NUMBER) if isinstance(fact, Registered) else fact


def _copies(case: Case, number: str) -> int:
    """The highest print known to the case: another window may have printed it."""
    return max((paper.copy_no for paper in case.papers if paper.number == number), default=0)


def _is_unsent(card: Card | None) -> bool:
    return card is None or card.sending not in WENT_THROUGH


def makeable(case: Case) -> tuple[str, ...]:
    """The forms that fit and of which the case has no paper that holds of the newest they are about."""
    return tuple(form for form in fitting(case) if not _is_out(case, form))


def _is_out(case: Case, form: str) -> bool:
    """Papers of an earlier program name no ordinal: they are about the newest."""
    held = case.holding(form)
    return held is not None and held.ordinal in (0, MAKERS[form].count(case))


def paper_view(paper: Paper, applicant: str = "", voided: str = "", *, revoked: bool = False) -> PaperView:
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
        voided=voided,
        revoked=revoked,
    )
