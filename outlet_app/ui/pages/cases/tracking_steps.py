"""Stages, plans, visits and summaries, as asked on 办件查询."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from outlet_app.domain.calendar import CST
from outlet_app.domain.facts.tracking import (
    FACE_TO_FACE,
    FollowUpVisited,
    StageSummarised,
    TrackingPlanned,
    VisitWay,
)
from outlet_app.services.views import CaseDetail
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.sheet_dialog import Answers, Asked, Line, SheetDialog
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
        ready = following(stages, detail.case.stage)
        named = {stage: stage for stage in stages}
        choice = Line("stage", words.STAGE, Asked.CHOICE, True, ready, choices=named)
        free = Line("stage", words.STAGE, required=True, longest=30)
        later = () if detail.case.next_follow_up is None else (self._next(detail),)

        def go(said: Answers) -> None:
            day = date.fromisoformat(said["next"]) if later else None
            stage = said["stage"]
            self._desk.step_to(
                lambda: tracking.reach(case_id, stage, said["note"], day), words.STAGE_SAVED, detail, stage
            )

        lines = (choice if stages else free, Line("note", words.STAGE_NOTE, Asked.PROSE), *later)
        self._open(words.STAGE_TITLE, words.STAGE_TEXT, lines, words.STAGE_GO, go)

    def _plan(self, detail: CaseDetail) -> None:
        before, tracking, case_id = detail.case.plan, self._desk.counter.tracking, detail.row.case_id
        lines = (
            Line("goal", words.GOAL, Asked.PROSE, True, before.goal if before else ""),
            Line("measures", words.MEASURES, Asked.PROSE, True, before.measures if before else ""),
            Line("partner", words.PARTNER, ready=before.partner if before else "", longest=60),
            self._next(detail),
        )

        def go(said: Answers) -> None:
            plan = TrackingPlanned(
                said["goal"], said["measures"], date.fromisoformat(said["next"]), said["partner"]
            )
            self._desk.step(lambda: tracking.plan(case_id, plan), words.PLAN_SAVED, detail)

        self._open(words.PLAN_TITLE, words.PLAN_TEXT, lines, words.PLAN_GO, go)

    def _visit(self, detail: CaseDetail) -> None:
        tracking, case_id = self._desk.counter.tracking, detail.row.case_id
        ways = {way.value: word for way, word in words.WAYS.items()}
        contact = detail.case.registered.applicant.contact
        lines = (
            Line("way", words.VISIT_WAY, Asked.CHOICE, True, VisitWay.PHONE.value, choices=ways),
            Line("met", words.MET, ready=contact, longest=50),
            Line("findings", words.FINDINGS, Asked.PROSE, True),
            Line("day", words.VISIT_DAY, Asked.DAY, True, words.typed(self._today())),
            self._next(detail),
        )

        def go(said: Answers) -> None:
            day, later = date.fromisoformat(said["day"]), date.fromisoformat(said["next"])
            visit = FollowUpVisited(day, VisitWay(said["way"]), said["findings"], later, said["met"])
            said_so = words.VISIT_PRINTED if visit.way in FACE_TO_FACE else words.VISIT_SAVED
            self._desk.step_with_papers(lambda: tracking.visit(case_id, visit), said_so, detail)

        self._open(words.VISIT_TITLE, words.VISIT_TEXT, lines, words.VISIT_GO, go)

    def _summary(self, detail: CaseDetail) -> None:
        tracking, case_id = self._desk.counter.tracking, detail.row.case_id
        lines = (
            Line("summary", words.SUMMARY, Asked.PROSE, True, longest=1000),
            Line("effect", words.EFFECT, hint=words.EFFECT_HINT, longest=200),
        )

        def go(said: Answers) -> None:
            summary = StageSummarised(said["summary"], said["effect"])
            self._desk.step_with_papers(
                lambda: tracking.sum_up(case_id, summary), words.SUMMARY_SAVED, detail
            )

        self._open(words.SUMMARY_TITLE, words.SUMMARY_TEXT, lines, words.SUMMARY_GO, go)

    def _next(self, detail: CaseDetail) -> Line:
        usual = self._desk.counter.tracking.usual_next(detail.case)
        ready = words.typed(usual) if usual else ""
        return Line("next", words.NEXT, Asked.DAY, True, ready, words.NEXT_HINT)

    def _today(self) -> date:
        return self._desk.now().astimezone(CST).date()

    def _open(
        self, title: str, text: str, lines: Sequence[Line], go: str, then: Callable[[Answers], None]
    ) -> None:
        dialog = SheetDialog(self._desk.page, title, text, lines, go, then, today=self._today())
        self._desk.feedback.open(dialog)


def following(stages: Sequence[str], present: str) -> str:
    """The stage after the present one; the first where none is reached yet."""
    if present not in stages:
        return stages[0] if stages else ""
    return stages[min(stages.index(present) + 1, len(stages) - 1)]
