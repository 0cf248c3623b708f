"""长期跟踪 and the stages of a matter: begin, go on, plan, visit, sum up (domain.md §9.3–§9.8)."""

from datetime import date

from outlet_app.domain.calendar import CST
from outlet_app.domain.case import Case
from outlet_app.domain.events import Fact, StageReached, WorkStarted
from outlet_app.domain.facts.tracking import (
    FACE_TO_FACE,
    FollowUpVisited,
    StageSummarised,
    TrackingPlanned,
)
from outlet_app.domain.states import State
from outlet_app.models.engine import Database
from outlet_app.services.clocks import Clocks
from outlet_app.services.issuing import Issuing
from outlet_app.services.numbers import Numbers
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.views import PaperView

VISIT, SUMMARY = "W26", "W27"


class Tracking:
    """Each step is one transaction; Refused where the rules say no."""

    def __init__(
        self,
        database: Database,
        reference: Reference,
        recorder: Recorder,
        clocks: Clocks,
        numbers: Numbers,
        issuing: Issuing,
    ) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder
        self._clocks = clocks
        self._numbers = numbers
        self._issuing = issuing

    def stages(self, case: Case) -> tuple[str, ...]:
        """The stages of the sub-item's own course in the version the case was registered under."""
        told = case.registered
        sub_item = self._reference.sub_item_of(told.sub_item, told.catalogue)
        return sub_item.stages if sub_item else ()

    def usual_next(self, case: Case) -> date | None:
        """The day of the next visit by the list's interval, None where the list promises no tracking."""
        told = case.registered
        sub_item = self._reference.sub_item_of(told.sub_item, told.catalogue)
        stamp = self._clocks.follow_up(sub_item, self._recorder.clock.now())
        return stamp.at.astimezone(CST).date() if stamp and stamp.at else None

    def reach(self, case_id: str, stage: str, note: str = "", next_follow_up: date | None = None) -> Case:
        """A stage of the course is reached; work that had not begun begins with it."""
        reached = StageReached(stage, next_follow_up, note)
        with self._database.unit_of_work() as uow:
            case = self._recorder.read(uow, case_id).case
            begun: tuple[Fact, ...] = (WorkStarted(),) if case.state is State.ACCEPTED else ()
            case = self._recorder.record(uow, case, case_id, (*begun, reached))
            uow.commit()
        return case

    def plan(self, case_id: str, plan: TrackingPlanned) -> tuple[PaperView, ...]:
        """方案: replaces the plan before it, which stays in the record; no paper."""
        return self._step(case_id, plan)

    def visit(self, case_id: str, visit: FollowUpVisited) -> tuple[PaperView, ...]:
        """回访 with what was found and the day of the next; a paper to sign where both stood together."""
        return self._step(case_id, visit, *((VISIT,) if visit.way in FACE_TO_FACE else ()))

    def sum_up(self, case_id: str, summary: StageSummarised) -> tuple[PaperView, ...]:
        """阶段小结, with its paper."""
        return self._step(case_id, summary, SUMMARY)

    def _step(self, case_id: str, fact: Fact, *forms: str) -> tuple[PaperView, ...]:
        papers: list[PaperView] = []
        with self._database.unit_of_work() as uow:
            taking = self._numbers.taking(uow)
            case = self._recorder.read(uow, case_id).case
            case = self._recorder.record(uow, case, case_id, (fact,))
            for form in forms:
                case, paper = self._issuing.issue(uow, taking, case, form)
                papers.append(paper)
            uow.commit()
        taking.testify()
        return tuple(papers)
