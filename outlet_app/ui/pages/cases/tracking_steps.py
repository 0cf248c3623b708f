"""Stages, plans, visits and summaries, as asked on 办件查询."""

from collections.abc import Mapping, Sequence
from datetime import date

from outlet_app.domain.calendar import CST
from outlet_app.domain.facts.tracking import (
    FACE_TO_FACE,
    FollowUpVisited,
    StageSummarised,
    TrackingPlanned,
    VisitWay,
)
from outlet_app.domain.forms.told import told
from outlet_app.domain.forms.tracking import PLAN, SUMMARY, VISIT, stage_form
from outlet_app.services.views import CaseDetail
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import Answers
from outlet_app.wording import tracking as words


class TrackingSteps:
    """Opens the questions; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The steps by code."""
        return {"stage": self._stage, "plan": self._plan, "visit": self._visit, "summary": self._summary}

    def _stage(self, detail: CaseDetail) -> None:
        tracking, case_id = self._desk.counter.tracking, detail.row.case_id
        stages = tracking.stages(detail.case)
        tracked = detail.case.next_follow_up is not None
        ready = {"stage": following(stages, detail.case.stage), "next": self._next(detail)}

        def go(said: Answers) -> None:
            day = date.fromisoformat(said["next"]) if tracked else None
            stage = said["stage"]
            self._desk.step_to(
                lambda: tracking.reach(case_id, stage, said["note"], day), words.STAGE_SAVED, detail, stage
            )

        form, named = stage_form(listed=bool(stages), tracked=tracked), {stage: stage for stage in stages}
        lines = lines_of(form, words.FIELDS, ready, hints=words.HINTS, choices={"stage": named})
        self._desk.ask(words.STAGE_TITLE, words.STAGE_TEXT, lines, words.STAGE_GO, go)

    def _plan(self, detail: CaseDetail) -> None:
        before, tracking, case_id = detail.case.plan, self._desk.counter.tracking, detail.row.case_id
        ready = (told(PLAN, before) if before else {}) | {"next": self._next(detail)}
        lines = lines_of(PLAN, words.FIELDS, ready, hints=words.HINTS)

        def go(said: Answers) -> None:
            plan = TrackingPlanned(
                said["goal"], said["measures"], date.fromisoformat(said["next"]), said["partner"]
            )
            self._desk.step(lambda: tracking.plan(case_id, plan), words.PLAN_SAVED, detail)

        self._desk.ask(words.PLAN_TITLE, words.PLAN_TEXT, lines, words.PLAN_GO, go)

    def _visit(self, detail: CaseDetail) -> None:
        tracking, case_id = self._desk.counter.tracking, detail.row.case_id
        ready = {
            "way": VisitWay.PHONE.value,
            "met": detail.case.registered.applicant.contact,
            "day": words.typed(self._today()),
            "next": self._next(detail),
        }
        ways = {way.value: word for way, word in words.WAYS.items()}
        lines = lines_of(VISIT, words.FIELDS, ready, hints=words.HINTS, choices={"way": ways})

        def go(said: Answers) -> None:
            day, later = date.fromisoformat(said["day"]), date.fromisoformat(said["next"])
            visit = FollowUpVisited(day, VisitWay(said["way"]), said["findings"], later, said["met"])
            said_so = words.VISIT_PRINTED if visit.way in FACE_TO_FACE else words.VISIT_SAVED
            self._desk.step_with_papers(lambda: tracking.visit(case_id, visit), said_so, detail)

        self._desk.ask(words.VISIT_TITLE, words.VISIT_TEXT, lines, words.VISIT_GO, go)

    def _summary(self, detail: CaseDetail) -> None:
        tracking, case_id = self._desk.counter.tracking, detail.row.case_id
        lines = lines_of(SUMMARY, words.FIELDS, hints=words.HINTS)

        def go(said: Answers) -> None:
            summary = StageSummarised(said["summary"], said["effect"])
            self._desk.step_with_papers(
                lambda: tracking.sum_up(case_id, summary), words.SUMMARY_SAVED, detail
            )

        self._desk.ask(words.SUMMARY_TITLE, words.SUMMARY_TEXT, lines, words.SUMMARY_GO, go)

    def _next(self, detail: CaseDetail) -> str:
        usual = self._desk.counter.tracking.usual_next(detail.case)
        return words.typed(usual) if usual else ""

    def _today(self) -> date:
        return self._desk.now().astimezone(CST).date()


def following(stages: Sequence[str], present: str) -> str:
    """The stage after the present one; the first where none is reached yet."""
    if present not in stages:
        return stages[0] if stages else ""
    return stages[min(stages.index(present) + 1, len(stages) - 1)]
