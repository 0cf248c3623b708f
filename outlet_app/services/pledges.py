"""告知承诺: told and promised before the acceptance; verified, and dealt with where untrue, after it."""

from dataclasses import dataclass
from datetime import date

from outlet_app.domain.case import Case
from outlet_app.domain.catalogue import CheckWay, SubItem
from outlet_app.domain.credit import Repute
from outlet_app.domain.entry import DeficientDetail, IntakeEntry, PledgeDetail
from outlet_app.domain.events import Fact, PaperVoided
from outlet_app.domain.facts.pledge import (
    CheckResult,
    Consequence,
    ConsequenceDrawn,
    PledgeChecked,
    PledgeLine,
    PledgeMade,
)
from outlet_app.domain.forms.intake import checklist
from outlet_app.domain.people import Right
from outlet_app.domain.pledges import against, pledge_lines
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.opening import Detail
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.repute import repute_of

FORM = "W09"


@dataclass(frozen=True, slots=True)
class PledgeTold:
    """What the applicant is told before promising, and what stands in the way."""

    lines: tuple[PledgeLine, ...]
    basis: tuple[str, ...]
    clauses: tuple[str, ...]
    repute: Repute
    refusal: Refusal | None


class Pledges:
    """Domain.md §3.6, §3.7; each step after the acceptance is one transaction."""

    def __init__(self, database: Database, reference: Reference, recorder: Recorder) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder

    def told(self, entry: IntakeEntry, sub_item: SubItem | None = None) -> PledgeTold:
        """What is to be told of a filled registration; sub_item: of a case that exists already."""
        known = sub_item or self._reference.sub_item_of(entry.sub_item)
        with self._database.reading() as uow:
            repute = repute_of(uow, entry.applicant, self._recorder.clock.now().date())
        text = self._reference.form_text(FORM)
        lines = pledge_lines(checklist(entry, known), known)
        clauses = tuple(words for key, words in text.clauses.items() if key.startswith("tell_"))
        return PledgeTold(lines, text.basis, clauses, repute, against(repute))

    def made(
        self, uow: UnitOfWork, entry: IntakeEntry, sub_item: SubItem | None, detail: Detail
    ) -> tuple[PledgeMade, ...]:
        """The promise of every row marked so, none where none is; Refused where it may not be made."""
        lines = pledge_lines(checklist(entry, sub_item), sub_item)
        if not lines:
            return ()
        said = detail.pledge if isinstance(detail, DeficientDetail) else detail
        pledge = said if isinstance(said, PledgeDetail) else PledgeDetail()
        refusal = against(repute_of(uow, entry.applicant, self._recorder.clock.now().date()))
        if refusal is not None:
            raise Refused(refusal)
        edition = self._reference.form_text(FORM).edition
        return (PledgeMade(lines, edition, pledge.told, pledge.signed, pledge.open_as),)

    def check(
        self, case_id: str, code: str, way: CheckWay, result: CheckResult, evidence: str, day: date
    ) -> Case:
        """核查: what was found, on what evidence; the officer is whoever is signed in."""
        return self._step(case_id, PledgeChecked(code, way, result, evidence, day))

    def draw(
        self,
        case_id: str,
        step: Consequence,
        reason: str,
        *,
        number: str = "",
        rectify_by: date | None = None,
    ) -> Case:
        """What is done about an untrue pledge, by a supervisor; a revoked paper holds no more."""
        if not self._recorder.person.may(Right.APPROVE):
            raise Refused(Refusal("right.missing"))
        drawn = ConsequenceDrawn(step, reason, self._recorder.person.staff_no, number, rectify_by)
        revoked = (PaperVoided(number, reason),) if number and step is Consequence.REVOKE else ()
        return self._step(case_id, drawn, *revoked)

    def _step(self, case_id: str, *facts: Fact) -> Case:
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            case = self._recorder.record(uow, case, case_id, facts)
            uow.commit()
        return case
