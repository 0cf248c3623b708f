"""一次性告知书: prefilled from the checklist, previewed, and issued as the first decision of a case."""

from collections.abc import Callable

from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry, NoticeDraft
from outlet_app.domain.events import DueStamp, NoticeLine
from outlet_app.domain.forms.intake import checklist
from outlet_app.domain.materials import CheckedMaterial, Defect
from outlet_app.services.clocks import Clocks
from outlet_app.services.intake import Intake
from outlet_app.services.issuing import Issuing
from outlet_app.services.ports import Clock
from outlet_app.services.reference import Phrase, Reference
from outlet_app.services.views import Outcome

# Whom the notice is set large for, unless the clerk chooses otherwise (domain.md §1.3 field 20).
LARGE_FOR = frozenset({"elderly"})


class Notices:
    """Everything that is missing, told once, in writing (domain.md §2)."""

    def __init__(
        self, reference: Reference, clock: Clock, clocks: Clocks, intake: Intake, issuing: Issuing
    ) -> None:
        self._reference = reference
        self._clock = clock
        self._clocks = clocks
        self._intake = intake
        self._issuing = issuing

    def draft(self, entry: IntakeEntry) -> NoticeDraft:
        """The lines of every missing or faulty row with ready words; no disk."""
        sub_item = self._reference.sub_item_of(entry.sub_item)
        rows = [row for row in checklist(entry, sub_item) if row.needs_correction]
        days = sub_item.correction_workdays if sub_item else NoticeDraft(()).correction_workdays
        large = bool(LARGE_FOR & set(entry.special_groups))
        return NoticeDraft(tuple(self.line(row) for row in rows), days, large=large)

    def line(self, row: CheckedMaterial) -> NoticeLine:
        """One row of the notice in the words of the phrase list."""
        return NoticeLine(
            code=row.code,
            name=row.name,
            state=row.state,
            form=row.form,
            copies=row.copies,
            issue=self._issue(row),
            remedy=row.remedy or self._sentences(row.found, lambda phrase: phrase.remedy),
            defects=row.found,
            material_version=row.version,
            may_follow=row.can_follow,
        )

    def due(self, workdays: int) -> DueStamp:
        """The last day of a correction period told now; no disk."""
        return self._clocks.correction(self._clock.now(), workdays)

    def preview(self, entry: IntakeEntry, draft: NoticeDraft) -> bytes:
        """The notice as a PDF without a number; NoGlyph where a character cannot be printed."""
        return self._issuing.preview_notice(entry, draft, self.due(draft.correction_workdays))

    def issue(self, entry: IntakeEntry, draft: NoticeDraft) -> Outcome:
        """Register the case, give the notice and store its paper in one transaction."""
        return self._intake.decide(entry, Decision.NOTICE, draft)

    def _issue(self, row: CheckedMaterial) -> str:
        told = self._sentences(row.found, lambda phrase: phrase.issue)
        return told + "".join(defect.remark for defect in row.found if defect.remark) + row.remark

    def _sentences(self, defects: tuple[Defect, ...], pick: Callable[[Phrase], str]) -> str:
        known = [self._reference.phrases[d.code] for d in defects if d.code in self._reference.phrases]
        return "".join(pick(phrase) for phrase in known)
