"""办件查询: lists, one case in full, and the steps a clerk can take on it from there."""

from dataclasses import replace

from outlet_app.domain.case import Case
from outlet_app.domain.copying import is_filed_outside
from outlet_app.domain.events import Closed, Fact, FeedbackGiven, ResultReached, Withdrawn
from outlet_app.domain.facts.consultation import ToldWay
from outlet_app.domain.facts.pledge import ChecksDue
from outlet_app.domain.masking import mask_id, mask_phone
from outlet_app.domain.numbering import scanned
from outlet_app.domain.offers import offered
from outlet_app.domain.offers.course import WITH_RESULT
from outlet_app.domain.oversight import needs_reason
from outlet_app.domain.proposed import PROPOSALS
from outlet_app.domain.veil import FOR_STRANGERS, SEE, covered
from outlet_app.models.cards import CardFilter
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.beside import course_of
from outlet_app.services.clocks import Clocks
from outlet_app.services.disclosure import Disclosure
from outlet_app.services.families import family_of
from outlet_app.services.hand_overs import HandOvers
from outlet_app.services.issuing import makeable, paper_view
from outlet_app.services.notified import notices_of
from outlet_app.services.oversight import refuse_unexplained
from outlet_app.services.proposals import proposal_of
from outlet_app.services.reading import Reading, Step
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.rows import Rows
from outlet_app.services.settling import refused
from outlet_app.services.veil import Veil
from outlet_app.services.views import CaseDetail, CaseFilter, CasePage, TimelineEntry

MOST_OPEN = 5_000
ISSUE, DECLINE = "issue_paper", "decline"
# Only what lies in this store can be printed again; the papers of another outlet are known, not held.
REPRINT = "reprint"
EXPLAIN = "explain"
COPY_OUT = "copy_out"
SETTLE = "settle"


class Cases:
    """Reads in the reading lane of the store; each step is one transaction."""

    def __init__(
        self,
        database: Database,
        reference: Reference,
        recorder: Recorder,
        disclosure: Disclosure,
        clocks: Clocks,
        veil: Veil,
    ) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder
        self._disclosure = disclosure
        self._clocks = clocks
        self._veil = veil

    def page(self, asked: CaseFilter, limit: int = 50, offset: int = 0) -> CasePage:
        """One page of the list, newest first, and the number of all hits."""
        with self._database.reading() as uow:
            rows = self._rows(uow)
            if asked.urgency is not None:
                return _pressing(uow, rows, asked, limit, offset)
            found = uow.cards.page(_card_filter(asked), limit, offset)
            return CasePage(rows.all(found.rows), found.total)

    def detail(self, case_id: str) -> CaseDetail:
        """Everything about one case, numbers masked; Refused(case.unknown)."""
        with self._database.reading() as uow:
            reading = self._recorder.read(uow, case_id)
            return self._detail(uow, reading)

    def reveal(self, case_id: str, what: str, reason: str) -> str:
        """A masked number in full, for a reason from the list; every look is logged."""
        with self._database.reading() as uow:
            case = self._recorder.read(uow, case_id).case
        self._disclosure.note(self._recorder.person.staff_no, case_id, what, reason)
        applicant = case.registered.applicant
        return applicant.id_number if what == "id" else applicant.phone

    def lift(self, case_id: str, reason: str) -> None:
        """Show a matter of 维权援助 to this person for a minute; every look is logged."""
        self._veil.lift(case_id, reason)

    def handlers(self) -> tuple[tuple[str, str], ...]:
        """Staff numbers and names to filter by."""
        with self._database.reading() as uow:
            return tuple((person.staff_no, person.name) for person in uow.people.all())

    def close(self, case_id: str, outcome: str, *, supported: bool = True) -> Case:
        """办结: the result where there is none yet, then the closing. supported: False for 不予支持."""
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            refuse_unexplained(case, self._recorder.clock.now())
            told = (ResultReached(supported, outcome),) if case.state in WITH_RESULT else ()
            facts: tuple[Fact, ...] = (*told, Closed(outcome), *self._checks(case))
            case = self._recorder.record(uow, case, case_id, facts)
            uow.commit()
        return case

    def withdraw(self, case_id: str, reason: str) -> Case:
        """申请人撤回."""
        return self._step(case_id, Withdrawn(reason))

    def feedback(self, case_id: str, text: str, way: ToldWay | None = None) -> Case:
        """24 小时内反馈处理意见; stops the feedback clock and leaves the answer's running."""
        return self._step(case_id, FeedbackGiven(text, way))

    def _checks(self, case: Case) -> tuple[Fact, ...]:
        """What was pledged is verified within ten working days of the closing (domain.md §3.7)."""
        if case.pledge is None or not case.pledge.open_lines:
            return ()
        return (ChecksDue(self._clocks.checking(self._recorder.clock.now())),)

    def _step(self, case_id: str, fact: Fact) -> Case:
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            case = self._recorder.record(uow, case, case_id, (fact,))
            uow.commit()
        return case

    def _rows(self, uow: UnitOfWork) -> Rows:
        return Rows(uow, self._reference, self._recorder.clock.now(), self._recorder.person)

    def _detail(self, uow: UnitOfWork, reading: Reading) -> CaseDetail:
        case, rows = reading.case, self._rows(uow)
        card = uow.cards.get(case.case_id)
        if card is None:
            raise LookupError(f"no card for {case.case_id}")
        applicant, here = case.registered.applicant, self._reference.outlet.code
        # Who only looks on issues nothing.
        makes = makeable(case) if case.outlet == here else ()
        looking = HandOvers(self._reference, self._recorder.person, self._recorder.clock.now())
        papers = tuple(
            paper_view(
                paper, applicant.name, case.void_reason(paper.number), revoked=case.is_revoked(paper.number)
            )
            for paper in uow.papers.of_case(case.case_id)
        )
        detail = CaseDetail(
            row=rows.row(card, has_files=bool(case.attachments)),
            case=case,
            masked_id=mask_id(applicant.id_number, applicant.id_kind),
            masked_phone=mask_phone(applicant.phone),
            timeline=tuple(self._told(step, rows) for step in reversed(course_of(uow, reading))),
            papers=papers,
            first_contact_name=rows.name_of(case.first_contact),
            actions=offered(case, self._recorder.person, looking.now.date(), here)
            - (frozenset() if papers else {REPRINT})
            | self._proposed(case)
            | self._to_explain(case, here)
            | ({ISSUE} if makes else frozenset())
            | self._to_copy(case, here)
            | (frozenset({SETTLE}) if refused(reading) else frozenset()),
            hand_over=looking.of(reading),
            makes=makes,
            family=family_of(uow, self._reference, case),
            notices=notices_of(uow, reading),
        )
        asked = detail.hand_over is not None and detail.hand_over.asks_me
        return under_veil(detail) if self._veil.covers(case) and not asked else detail

    def _to_copy(self, case: Case, here: str) -> frozenset[str]:
        goes_out = case.outlet == here and is_filed_outside(case)
        site = self._reference.site_of(case.registered.sub_item) if goes_out else None
        return frozenset({COPY_OUT}) if site else frozenset()

    def _to_explain(self, case: Case, here: str) -> frozenset[str]:
        late = case.outlet == here and needs_reason(case, self._recorder.clock.now())
        return frozenset({EXPLAIN}) if late else frozenset()

    def _proposed(self, case: Case) -> frozenset[str]:
        now = self._recorder.clock.now()
        found = {proposal_of(case, self._reference, self._recorder.person, now)} & PROPOSALS
        return frozenset(found | {DECLINE} if found else found)

    def _told(self, step: Step, rows: Rows) -> TimelineEntry:
        return TimelineEntry(
            event=step.event,
            who=rows.name_of(step.event.actor),
            where=self._reference.outlet_name(step.event.outlet),
            verdict=step.entry.state or step.entry.verdict or "",
            code=step.entry.code,
            counts=step.counts,
        )


def under_veil(detail: CaseDetail) -> CaseDetail:
    """What somebody who has no part in the matter is told of it."""
    actions = detail.actions & FOR_STRANGERS | {SEE}
    return replace(detail, case=covered(detail.case), actions=actions, makes=(), veiled=True, notices={})


def _pressing(uow: UnitOfWork, rows: Rows, asked: CaseFilter, limit: int, offset: int) -> CasePage:
    """How pressing a case is depends on the moment and the holiday plan, so it is told row by row."""
    found = uow.cards.page(replace(_card_filter(asked), only_open=True), MOST_OPEN).rows
    fitting = [row for row in rows.all(found) if row.urgency is asked.urgency]
    return CasePage(tuple(fitting[offset : offset + limit]), len(fitting))


def _card_filter(asked: CaseFilter) -> CardFilter:
    return CardFilter(
        text=scanned(asked.text),
        states=tuple(sorted(asked.states)),
        decisions=(asked.decision,) if asked.decision else (),
        items=(asked.item,) if asked.item is not None else (),
        since=asked.since,
        until=asked.until,
        handler=asked.handler,
        only_open=asked.only_open,
        ids=asked.counted.case_ids if asked.counted else None,
    )
