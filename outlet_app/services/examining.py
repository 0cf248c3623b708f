"""审核 and 补正收件: what lies on the desk of a case that exists already, and the decision on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from outlet_app.domain.case import Case, apply
from outlet_app.domain.catalogue import SubItem
from outlet_app.domain.correcting import DECISIONS, WAITING, asked, entry_of, handed_in
from outlet_app.domain.decisions import Decision
from outlet_app.domain.effects.joining import replaced
from outlet_app.domain.entry import IntakeEntry, NoticeDraft
from outlet_app.domain.events import (
    CaseEvent,
    CorrectionTaken,
    DueStamp,
    Fact,
    MaterialsChecked,
    MaterialsTaken,
    NoticeLine,
)
from outlet_app.domain.forms.intake import check, checklist
from outlet_app.domain.materials import CheckedMaterial, NoticeCause
from outlet_app.domain.people import Right
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.second_notice import explain, gravest, list_changed
from outlet_app.domain.states import State
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.clocks import Clocks
from outlet_app.services.committing import Committing
from outlet_app.services.drafts import case_draft
from outlet_app.services.intake import is_large, papers_of
from outlet_app.services.issuing import Issuing
from outlet_app.services.notices import LARGE_FOR, Notices
from outlet_app.services.numbers import Numbers
from outlet_app.services.opening import Detail, Opening
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.views import PaperView

_ON_DESK = frozenset({Decision.ACCEPT, Decision.NOTICE, Decision.DEFICIENT})
RECEIPT = "W22"
# What is decided without a paper that lists what was handed in.
_UNLISTED = frozenset({None, Decision.TRANSFER})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A case on the desk: its entry as it stands, and in a 补正 the rows the notice asked for."""

    case: Case
    entry: IntakeEntry
    sub_item: SubItem | None
    asked: tuple[CheckedMaterial, ...]
    lines: tuple[NoticeLine, ...]

    @property
    def is_correction(self) -> bool:
        """Whether the applicant comes back with what a notice asked for."""
        return self.case.state in WAITING

    @property
    def rows(self) -> tuple[CheckedMaterial, ...]:
        """What is looked at: only what was asked for, else the whole checklist."""
        return self.asked if self.is_correction else checklist(self.entry, self.sub_item)


@dataclass(frozen=True, slots=True)
class Explained:
    """Why one defect of one material stands in a later notice."""

    material: str
    defect: str
    cause: NoticeCause


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of it: a decision, or None where the papers were taken in and nothing more.

    handed_in: somebody came with what a notice had asked for.
    """

    case: Case
    decision: Decision | None
    papers: tuple[PaperView, ...] = ()
    handed_in: bool = False


class Examining:
    """Domain.md §2.6; one transaction a decision, the papers in it."""

    def __init__(
        self,
        database: Database,
        reference: Reference,
        recorder: Recorder,
        numbers: Numbers,
        clocks: Clocks,
        opening: Opening,
        issuing: Issuing,
        notices: Notices,
        committing: Committing,
    ) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder
        self._numbers = numbers
        self._clocks = clocks
        self._opening = opening
        self._issuing = issuing
        self._notices = notices
        self._committing = committing

    def sheet(self, case_id: str) -> Sheet:
        """What is to be looked at; Refused(examine.not_now) where the case waits for nothing of the kind."""
        with self._database.reading() as uow:
            return self._sheet(self._recorder.read(uow, case_id).case)

    def draft(self, sheet: Sheet, entry: IntakeEntry) -> NoticeDraft:
        """The lines of the next notice in the words of the phrase list, each with its cause; no disk."""
        rows = [row for row in entry.materials if row.needs_correction]
        days = sheet.sub_item.correction_workdays if sheet.sub_item else NoticeDraft(()).correction_workdays
        large = bool(LARGE_FOR & set(entry.special_groups))
        return NoticeDraft(tuple(self.line(sheet, row) for row in rows), days, large=large)

    def line(self, sheet: Sheet, row: CheckedMaterial) -> NoticeLine:
        """One row as a line of the next notice; the first notice of a case needs no cause."""
        cause = gravest(one.cause for one in self.explained(sheet, row))
        return replace(self._notices.line(row), cause=cause if sheet.case.notices else None)

    def explained(self, sheet: Sheet, row: CheckedMaterial) -> tuple[Explained, ...]:
        """Why each defect of a row stands in the next notice; empty for the first notice of a case."""
        if not sheet.case.notices:
            return ()
        told = sheet.case.registered
        now = self._in_force(told.sub_item)
        found = explain(sheet.case, row, list_changed(sheet.sub_item, now, row.code))
        return tuple(Explained(one.material, one.defect, cause) for one, cause in found.items())

    def due(self, workdays: int) -> DueStamp:
        """The last day of a correction period told now; no disk."""
        return self._notices.due(workdays)

    def preview(self, sheet: Sheet, entry: IntakeEntry, draft: NoticeDraft) -> bytes:
        """The next notice as a PDF without a number; NoGlyph where a character cannot be printed."""
        at = self._recorder.clock.now()
        detail = replace(draft, verified=True)
        case = sheet.case
        for fact in self._facts(case, sheet.sub_item, entry, Decision.NOTICE, detail, at):
            case = apply(case, self._imagined(case, fact, at))
        return self._issuing.preview_given(case, large=draft.large)

    def decide(
        self, case_id: str, entry: IntakeEntry, decision: Decision | None, detail: Detail = None
    ) -> Examined:
        """Take in what came and decide; without a decision the papers are taken in, or the work goes on.

        Refused where the entry, the decision or the case does not hold; nothing is kept then.
        """
        at = self._recorder.clock.now()
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            sheet = self._sheet(case)
            self._refuse(uow, sheet, entry, decision, detail)
            facts = tuple(self._facts(case, sheet.sub_item, entry, decision, detail, at))
            facts = self._committing.added(uow, entry, sheet.sub_item, decision, detail, facts)
            case = self._recorder.record(uow, case, case_id, facts)
            uow.drafts.drop(case_draft(self._recorder.person.staff_no, case_id))
            taking = self._numbers.taking(uow)
            papers: list[PaperView] = []
            receipt = (RECEIPT,) if sheet.is_correction and _is_unlisted(facts, decision) else ()
            for form in (*receipt, *papers_of(decision, case)):
                case, paper = self._issuing.issue(uow, taking, case, form, large=is_large(detail))
                papers.append(paper)
            uow.commit()
        taking.testify()
        return Examined(case, decision, tuple(papers), handed_in=sheet.is_correction)

    def _sheet(self, case: Case) -> Sheet:
        if case.state not in DECISIONS:
            raise Refused(Refusal("examine.not_now"))
        told = case.registered
        sub_item = self._reference.sub_item_of(told.sub_item, told.catalogue)
        lines = case.notices[-1].lines if case.notices else ()
        return Sheet(case, entry_of(case), sub_item, asked(case), lines)

    def _in_force(self, code: str) -> SubItem | None:
        try:
            return self._reference.sub_item_of(code)
        except KeyError:
            return None

    def _refuse(
        self, uow: UnitOfWork, sheet: Sheet, entry: IntakeEntry, decision: Decision | None, detail: Detail
    ) -> None:
        problems = check(entry, decision, sheet.sub_item, self._recorder.clock.now().date())
        hard = [problem for problem in problems.values() if not problem.soft]
        if hard:
            raise Refused(Refusal("entry.incomplete", {"n": len(hard)}))
        if decision is None and not sheet.is_correction:
            raise Refused(Refusal("examine.undecided"))
        if decision is None and sheet.case.state is State.CORRECTION_AFTER and _is_short(entry.materials):
            raise Refused(Refusal("correction.still_short"))
        if (
            isinstance(detail, NoticeDraft)
            and not detail.approved_by
            and self._claims_change(sheet, entry, detail)
        ):
            raise Refused(Refusal("notice.second_needs_approval"))
        if isinstance(detail, NoticeDraft) and detail.approved_by:
            approver = uow.people.get(detail.approved_by)
            if approver is None or not approver.may(Right.APPROVE):
                raise Refused(Refusal("right.missing"))

    def _claims_change(self, sheet: Sheet, entry: IntakeEntry, draft: NoticeDraft) -> bool:
        """Whether a line says that list or law changed where this machine knows of no change."""
        rows = {row.code: row for row in entry.materials}
        claimed = (one for one in draft.lines if one.cause is NoticeCause.LIST_OR_LAW_CHANGED)
        known = (self.line(sheet, rows[one.code]).cause for one in claimed if one.code in rows)
        return NoticeCause.BREACH_SECOND_NOTICE in known

    def _facts(
        self,
        case: Case,
        sub_item: SubItem | None,
        entry: IntakeEntry,
        decision: Decision | None,
        detail: Detail,
        at: datetime,
    ) -> Iterator[Fact]:
        known, rows = case.materials, entry.materials
        if case.state in WAITING:
            came = handed_in(case, rows)
            if decision is None and not came:
                raise Refused(Refusal("correction.nothing"))
            known = replaced(known, came)
            yield self._taken(case, came, at)
        elif decision in _ON_DESK:
            rows = checklist(entry, sub_item)
        if rows != known:
            yield MaterialsChecked(case.checks + 1, rows)
        if decision is None:
            return
        tracked = decision is Decision.ACCEPT and self._opening.is_tracked(sub_item)
        if case.state is State.REGISTERED and decision in _ON_DESK and not tracked:
            yield MaterialsTaken()
        release, told = case.registered.catalogue, len(case.notices)
        yield self._opening.decided(
            entry, decision, detail, at, catalogue=release, told=told, running=case.dues
        )

    def _taken(self, case: Case, came: Sequence[CheckedMaterial], at: datetime) -> CorrectionTaken:
        if case.state is State.CORRECTION:
            return CorrectionTaken(tuple(came), review_due=self._clocks.examination(at))
        began = case.paused_at or at
        return CorrectionTaken(tuple(came), self._clocks.put_off(case.dues, began, at))

    def _imagined(self, case: Case, fact: Fact, at: datetime) -> CaseEvent:
        staff = self._recorder.person.staff_no
        return CaseEvent("preview", case.case_id, at, staff, case.outlet, case.terminal, fact)


def _is_unlisted(facts: Sequence[Fact], decision: Decision | None) -> bool:
    """Whether papers came that no paper of the decision lists: they have a receipt of their own."""
    return decision in _UNLISTED and any(isinstance(one, CorrectionTaken) and one.materials for one in facts)


def is_breach(draft: NoticeDraft) -> bool:
    """Tell whether a line of the notice needs a reason and a 窗口负责人."""
    return any(line.cause is NoticeCause.BREACH_SECOND_NOTICE for line in draft.lines)


def _is_short(rows: Sequence[CheckedMaterial]) -> bool:
    return any(row.needs_correction for row in rows)
