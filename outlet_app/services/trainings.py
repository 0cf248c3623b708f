"""培训与宣传活动: plan, publish, register, sign in, hold, file (domain.md §9.10)."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case
from outlet_app.domain.events import CaseEvent, Fact
from outlet_app.domain.facts.activity import (
    ActivityArchived,
    ActivityCancelled,
    ActivityChanged,
    ActivityHeld,
    ActivityPlanned,
    ActivityPublished,
    ActivityReviewed,
    Enrolled,
    EnrolmentCancelled,
    EnrolmentClosed,
    SignedIn,
    SignWay,
)
from outlet_app.domain.facts.outcome import OutcomeWritten
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.training.activity import Activity, ActivityState
from outlet_app.domain.training.reach import reach
from outlet_app.domain.training.rules import FROM, apply, judge
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.issuing import Issuing
from outlet_app.services.numbers import Numbers, Taking
from outlet_app.services.reading import read_case
from outlet_app.services.recorder import Recorder, misfit, op_of
from outlet_app.services.reference import Reference
from outlet_app.services.training_papers import TrainingPapers
from outlet_app.services.training_reading import all_activities, read_activity
from outlet_app.services.training_views import Registration, TrainingDetail, TrainingsView
from outlet_app.services.views import PaperView

STEPS: Mapping[str, type[Fact]] = {
    "publish": ActivityPublished,
    "enrol": Enrolled,
    "sign_in": SignedIn,
    "end_enrolment": EnrolmentClosed,
    "hold": ActivityHeld,
    "archive": ActivityArchived,
    "review": ActivityReviewed,
    "change": ActivityChanged,
    "drop_seat": EnrolmentCancelled,
    "cancel": ActivityCancelled,
}
# What the receipt says depends on the place that the registration got.
Receipt = Callable[[Registration], OutcomeWritten]
OF_SEATS = frozenset({"sign_in", "drop_seat"})


class Trainings:
    """What one signed-in person may do with the activities of this outlet."""

    def __init__(
        self,
        database: Database,
        reference: Reference,
        recorder: Recorder,
        numbers: Numbers,
        issuing: Issuing,
        papers: TrainingPapers,
    ) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder
        self._numbers = numbers
        self._issuing = issuing
        self._papers = papers

    def all(self) -> TrainingsView:
        """The activities of this outlet and the year's reach."""
        with self._database.reading() as uow:
            own = tuple(one for one in all_activities(uow) if one.outlet == self._here)
        return TrainingsView(own, reach(own, local_day(self._recorder.clock.now()).year))

    def open_now(self) -> tuple[Activity, ...]:
        """The activities that take registrations today."""
        today = local_day(self._recorder.clock.now())
        return tuple(
            one
            for one in self.all().activities
            if one.state is ActivityState.OPEN and today <= one.plan.closes_on
        )

    def detail(self, activity_id: str) -> TrainingDetail:
        """One activity; Refused(activity.unknown)."""
        with self._database.reading() as uow:
            activity = self._read(uow, activity_id)
            papers = self._papers.of(uow, activity)
        return TrainingDetail(activity, papers, _allowed(activity))

    def plan(self, plan: ActivityPlanned) -> str:
        """Plan an activity; returns its id."""
        activity_id = self._recorder.new_id()
        with self._database.unit_of_work() as uow:
            self._record(uow, None, activity_id, plan)
            uow.commit()
        return activity_id

    def tell(self, activity_id: str, fact: Fact) -> Activity:
        """One further step; Refused where the rules say no."""
        with self._database.unit_of_work() as uow:
            activity, _ = self._record(uow, self._read(uow, activity_id), activity_id, fact)
            uow.commit()
        return activity

    def enrol(self, activity_id: str, who: Enrolled, receipt: Receipt | None = None) -> Registration:
        """Register somebody, and for a 办件 write the receipt that its applicant takes along.

        Who comes when all places are taken stands on the waiting list: the answer says where.
        """
        seat = replace(who, seat=self._recorder.new_id())
        with self._database.unit_of_work() as uow:
            taking = self._numbers.taking(uow)
            activity, _ = self._record(uow, self._read(uow, activity_id), activity_id, seat)
            told = Registration(activity, seat, activity.place_in_line(seat.seat))
            if receipt is not None and seat.case_id:
                told = replace(told, papers=self._receipt(uow, taking, seat.case_id, receipt(told)))
            uow.commit()
        taking.testify()
        return told

    def sign_in_by(self, activity_id: str, case_no: str, query_code: str = "") -> Registration:
        """签到 by the code on the receipt of a registration; several on one receipt come in one by one.

        Refused(activity.code_unknown) for whoever is not on this list, and as the rules of 签到 say.
        """
        with self._database.unit_of_work() as uow:
            activity = self._read(uow, activity_id)
            seats = [seat for seat in activity.holding if self._is_on(uow, seat.fact, case_no, query_code)]
            if not seats:
                raise Refused(Refusal("activity.code_unknown", {"case_no": case_no}))
            seat = next((one for one in seats if one.signed_at is None), seats[-1])
            activity, _ = self._record(uow, activity, activity_id, SignedIn(seat.fact.seat, SignWay.CODE))
            uow.commit()
        return Registration(activity, seat.fact, 0)

    def _is_on(self, uow: UnitOfWork, seat: Enrolled, case_no: str, query_code: str) -> bool:
        """Whether a seat came by the case of this number; a code that is not the case's is nobody's."""
        reading = read_case(uow.journal.of_case(seat.case_id)) if seat.case_id else None
        told = reading.case.registered if reading else None
        return told is not None and told.case_no == case_no and query_code in ("", told.query_code)

    def print(self, activity_id: str) -> PaperView:
        """The sign-in sheet as the list stands now, with the number it was given first."""
        with self._database.unit_of_work() as uow:
            activity = self._read(uow, activity_id)
            taking, fact, pdf = self._papers.draw(uow, activity)
            _, event = self._record(uow, activity, activity_id, fact)
            paper = self._papers.keep(uow, event, fact, pdf)
            uow.commit()
        taking.testify()
        return paper

    def attended(self, case: Case) -> tuple[Activity, ...]:
        """The activities at which the case's applicant signed in, by name and telephone or by code."""
        return tuple(
            one for one in self.all().activities if any(_is_of(case, seat.fact) for seat in one.signed)
        )

    @property
    def _here(self) -> str:
        return self._reference.outlet.code

    def _read(self, uow: UnitOfWork, activity_id: str) -> Activity:
        activity = read_activity(uow.journal.of_case(activity_id))
        if activity is None:
            raise Refused(Refusal("activity.unknown"))
        return activity

    def _record(
        self, uow: UnitOfWork, activity: Activity | None, activity_id: str, fact: Fact
    ) -> tuple[Activity, CaseEvent]:
        event = self._recorder.event(activity_id, fact)
        refusal = judge(activity, event) or misfit(event)
        if refusal is not None:
            raise Refused(refusal)
        self._recorder.append(uow, op_of(event))
        return apply(activity, event), event

    def _receipt(
        self, uow: UnitOfWork, taking: Taking, case_id: str, receipt: OutcomeWritten
    ) -> tuple[PaperView, ...]:
        case = self._recorder.read(uow, case_id).case
        case = self._recorder.record(uow, case, case_id, (receipt,))
        return (self._issuing.issue(uow, taking, case, receipt.form)[1],)


def _allowed(activity: Activity) -> frozenset[str]:
    steps = {code for code, fact in STEPS.items() if activity.state in FROM[fact]}
    return frozenset(steps if activity.holding else steps - OF_SEATS)


def _is_of(case: Case, seat: Enrolled) -> bool:
    applicant = case.registered.applicant
    names = {applicant.name, applicant.contact} - {""}
    known = bool(applicant.id_number) and seat.code == applicant.id_number
    return known or (seat.name in names and seat.phone == applicant.phone)
