"""首问登记: checks what was filled in and makes it a case, in one transaction."""

from collections.abc import Iterator, Mapping

from outlet_app.domain.case import Case
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry, NoticeDraft
from outlet_app.domain.events import TransferredOut
from outlet_app.domain.forms.intake import check
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.engine import Database
from outlet_app.services.carrying import carry_on
from outlet_app.services.clocks import Clocks
from outlet_app.services.committing import Committing
from outlet_app.services.duplicates import Duplicates
from outlet_app.services.issuing import Issuing
from outlet_app.services.numbers import Numbers
from outlet_app.services.opening import Detail, Opening
from outlet_app.services.pledges import FORM as PLEDGE
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.views import DuePreview, DuplicateHint, Outcome, PaperView

# In the order in which they are signed and handed over.
PAPERS_OF: Mapping[Decision, tuple[str, ...]] = {
    Decision.ACCEPT: ("W05",),
    Decision.NOTICE: ("W04",),
    Decision.REJECT: ("W06",),
    Decision.DEFICIENT: ("W07", "W08"),
    Decision.RECEIVE: ("W02",),
    Decision.TRANSFER: ("W13",),
}


_SAYS_ACCEPTED = frozenset({"W05", "W08"})


class Intake:
    """The desk's first step (domain.md §1; decisions.md 5, 6, 13, 14)."""

    def __init__(
        self,
        database: Database,
        reference: Reference,
        recorder: Recorder,
        numbers: Numbers,
        clocks: Clocks,
        opening: Opening,
        issuing: Issuing,
        committing: Committing,
    ) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder
        self._numbers = numbers
        self._clocks = clocks
        self._issuing = issuing
        self._opening = opening
        self._committing = committing
        self._duplicates = Duplicates(database, reference, recorder)

    def due_preview(self, sub_item_code: str) -> DuePreview:
        """The deadline the page shows while it is filled; no disk."""
        sub_item = self._reference.sub_item_of(sub_item_code)
        return self._clocks.preview(sub_item, self._recorder.clock.now())

    def duplicate_of(self, entry: IntakeEntry) -> DuplicateHint | None:
        """A case of the same applicant and item, registered today, or None."""
        return self._duplicates.of_today(entry)

    def repeated_by(self, entry: IntakeEntry) -> DuplicateHint | None:
        """The same, or a case of the applicant and item that is still open: told beside the form."""
        return self._duplicates.hint(entry)

    def decide(self, entry: IntakeEntry, decision: Decision, detail: Detail = None) -> Outcome:
        """Register and decide. Refused where the entry or the decision does not hold; nothing is kept then.

        The case, its number, its paper and the queue entry are committed together (decisions.md 6);
        the witness is written before the outcome is returned, so a print can only come later.
        """
        self._refuse_incomplete(entry, decision)
        now = self._recorder.clock.now()
        case_id = self._recorder.new_id()
        with self._database.unit_of_work() as uow:
            taking = self._numbers.taking(uow)
            facts = self._opening.facts(entry, decision, detail, taking.case_no(now.date()), now)
            sub_item = self._reference.sub_item_of(entry.sub_item)
            facts = self._committing.added(uow, entry, sub_item, decision, detail, facts)
            case = self._recorder.record(uow, None, case_id, facts)
            carry_on(uow, self._recorder, entry, case)
            papers: list[PaperView] = []
            for form in papers_of(decision, case):
                case, paper = self._issuing.issue(uow, taking, case, form, large=is_large(detail))
                papers.append(paper)
            uow.drafts.drop(self._recorder.person.staff_no)
            uow.commit()
        taking.testify()
        return Outcome(case, decision, tuple(papers))

    def _refuse_incomplete(self, entry: IntakeEntry, decision: Decision) -> None:
        today = self._recorder.clock.now().date()
        problems = check(entry, decision, self._reference.sub_item_of(entry.sub_item), today)
        hard = [problem for problem in problems.values() if not problem.soft]
        if hard:
            raise Refused(Refusal("entry.incomplete", {"n": len(hard)}))


def papers_of(decision: Decision | None, case: Case) -> Iterator[str]:
    """The forms to issue after a decision; a pledge is signed before anything says 受理.

    Nothing is handed over the telephone; what a caller wants on paper is issued from the case.
    """
    sent = case.pending if decision is Decision.TRANSFER else None
    if sent is not None:
        yield from papers_of_transfer(sent.fact)
        return
    for form in PAPERS_OF.get(decision, ()) if decision and not case.is_afar else ():
        if form in _SAYS_ACCEPTED and case.pledge:
            yield PLEDGE
        yield form


def papers_of_transfer(sent: TransferredOut) -> tuple[str, ...]:
    """转办单 always, 材料移交单 where papers go with it: each is named and both sign (domain.md §1.4)."""
    always = PAPERS_OF[Decision.TRANSFER]
    return (*always, "W14") if sent.materials else always


def is_large(detail: Detail) -> bool:
    """Whether the clerk chose 大字版 for the notice."""
    return isinstance(detail, NoticeDraft) and detail.large
