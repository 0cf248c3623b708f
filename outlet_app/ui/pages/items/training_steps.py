"""The steps of an activity, as asked on 培训活动."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.calendar import local_day
from outlet_app.domain.events import Fact
from outlet_app.domain.facts.activity import (
    ActivityArchived,
    ActivityCancelled,
    ActivityChanged,
    ActivityHeld,
    ActivityPublished,
    ActivityReviewed,
    EnrolmentCancelled,
    EnrolmentClosed,
    SignedIn,
    SignWay,
)
from outlet_app.domain.forms.people import ATTENDEE
from outlet_app.domain.forms.training import (
    ARCHIVE,
    CHANGE,
    ENROL,
    HOLD,
    REASON,
    REVIEW,
    SIGN_IN,
    review_problems,
)
from outlet_app.domain.problems import Problem
from outlet_app.domain.scanning import Scan
from outlet_app.domain.training.activity import Activity, Seat
from outlet_app.services.training_views import Registration
from outlet_app.services.trainings import Trainings
from outlet_app.ui.feedback import Answer, Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.pages.items.plan_sheet import plan_lines, plan_of, plan_problems
from outlet_app.ui.parts.attendee import attendee_lines, attendee_of, attendee_problems
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import TICKED, Answers, Line, SheetDialog
from outlet_app.wording import training as words

Go = Callable[[Answers], None]


class TrainingSteps(QObject):
    """`changed` carries the activity that a step changed."""

    changed = Signal(str)

    def __init__(
        self,
        page: QWidget,
        trainings: Trainings,
        desk: Lane,
        feedback: Feedback,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(page)
        self._page, self._use, self._desk, self._feedback, self._now = page, trainings, desk, feedback, now

    def plan(self) -> None:
        """新建活动."""

        def go(said: Answers) -> None:
            plan = plan_of(said)
            self._desk.run(lambda: self._use.plan(plan), self._planned, owner=self)

        self._open(words.PLAN_TITLE, words.PLAN_TEXT, plan_lines(None), words.PLAN_GO, go, plan_problems)

    def ask(self, code: str, activity: Activity, seat: Seat | None) -> None:
        """Open the question of a step; those about a person are about the chosen one."""
        asks: Mapping[str, Callable[[Activity], None]] = {
            "publish": self._publish,
            "enrol": self._enrol,
            "end_enrolment": self._end,
            "hold": self._hold,
            "archive": self._archive,
            "review": self._review,
            "change": self._change,
            "cancel": self._cancel,
        }
        if code in asks:
            asks[code](activity)
        elif seat is not None:
            self._sign_in(activity, seat) if code == "sign_in" else self._drop(activity, seat)

    def sign_in_by(self, activity: Activity, scan: Scan) -> None:
        """签到 by the code on a receipt; asks nothing, for a queue stands at the door."""
        activity_id = activity.activity_id
        self._desk.run(
            lambda: self._use.sign_in_by(activity_id, scan.case_no, scan.query_code),
            lambda done: self._came(done, activity_id),
            owner=self,
        )

    def _came(self, outcome: Done[Registration] | Failed, activity_id: str) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
        else:
            told = outcome.value
            line = words.CAME_LINE.format(
                name=told.seat.name, unit=told.seat.unit, n=len(told.activity.signed)
            )
            self._feedback.toast(words.CAME, line.strip())
        self.changed.emit(activity_id)

    def _publish(self, activity: Activity) -> None:
        self._confirm(
            activity,
            "publish",
            ActivityPublished(),
            words.PUBLISH_TITLE,
            words.PUBLISH_TEXT,
            words.PUBLISH_GO,
        )

    def _end(self, activity: Activity) -> None:
        self._confirm(
            activity, "end_enrolment", EnrolmentClosed(), words.END_TITLE, words.END_TEXT, words.END_GO
        )

    def _enrol(self, activity: Activity) -> None:
        today = local_day(self._now()) == local_day(activity.plan.starts_at)

        def go(said: Answers) -> None:
            who = attendee_of(said, at_door=said.get("at_door") == TICKED)
            self._desk.run(lambda: self._use.enrol(activity.activity_id, who), self._enrolled, owner=self)

        lines = attendee_lines(form=ENROL if today else ATTENDEE, ready={"at_door": TICKED})
        self._open(words.ENROL_TITLE, words.room(activity), lines, words.ENROL_GO, go, attendee_problems)

    def _sign_in(self, activity: Activity, seat: Seat) -> None:
        ready, choices = {"way": SignWay.SIGNATURE.value}, {"way": words.sign_choices()}
        lines = lines_of(SIGN_IN, words.SIGN_FIELDS, ready, choices=choices)
        text = words.SIGN_TEXT.format(name=seat.fact.name, unit=seat.fact.unit)
        self._tell_after(
            activity, "sign_in", words.SIGN_TITLE, text, lines, words.SIGN_GO,
            lambda said: SignedIn(seat.fact.seat, SignWay(said["way"])),
        )  # fmt: skip

    def _drop(self, activity: Activity, seat: Seat) -> None:
        text = f"{words.SIGN_TEXT.format(name=seat.fact.name, unit=seat.fact.unit)}\n{words.DROP_TEXT}"
        self._tell_after(
            activity, "drop_seat", words.DROP_TITLE, text, _reason(), words.DROP_GO,
            lambda said: EnrolmentCancelled(seat.fact.seat, said["reason"]),
        )  # fmt: skip

    def _hold(self, activity: Activity) -> None:
        lines = lines_of(HOLD, words.HOLD_FIELDS, hints=words.HOLD_HINTS)
        self._tell_after(
            activity, "hold", words.HOLD_TITLE, "", lines, words.HOLD_GO,
            lambda said: ActivityHeld(said["summary"]),
        )  # fmt: skip

    def _archive(self, activity: Activity) -> None:
        lines = lines_of(ARCHIVE, words.ARCHIVE_FIELDS, hints=words.ARCHIVE_HINTS)
        self._tell_after(
            activity, "archive", words.ARCHIVE_TITLE, "", lines, words.ARCHIVE_GO,
            lambda said: ActivityArchived(said["materials"], said["archive_no"]),
        )  # fmt: skip

    def _review(self, activity: Activity) -> None:
        lines = lines_of(REVIEW, words.REVIEW_FIELDS)
        self._tell_after(
            activity, "review", words.REVIEW_TITLE, "", lines, words.REVIEW_GO,
            lambda said: ActivityReviewed(int(said["answered"]), int(said["content"]), said["findings"]),
            lambda said: review_problems(said, len(activity.signed)),
        )  # fmt: skip

    def _change(self, activity: Activity) -> None:
        lines = plan_lines(activity.plan, CHANGE)
        self._tell_after(
            activity, "change", words.CHANGE_TITLE, "", lines, words.CHANGE_GO,
            lambda said: ActivityChanged(plan_of(said), said["reason"]),
            plan_problems,
        )  # fmt: skip

    def _cancel(self, activity: Activity) -> None:
        text = words.CANCEL_TEXT.format(n=len(activity.holding))
        self._tell_after(
            activity, "cancel", words.CANCEL_TITLE, text, _reason(), words.CANCEL_GO,
            lambda said: ActivityCancelled(said["reason"]),
            is_final=True,
        )  # fmt: skip

    def _confirm(self, activity: Activity, code: str, fact: Fact, title: str, text: str, go: str) -> None:
        self._feedback.ask(
            title,
            (activity.plan.title, text),
            (
                Answer(words.BACK, lambda: None),
                Answer(go, lambda: self._run(activity, code, fact), default=True),
            ),
        )

    def _tell_after(
        self,
        activity: Activity,
        code: str,
        title: str,
        text: str,
        lines: Sequence[Line],
        go: str,
        make: Callable[[Answers], Fact],
        check: Callable[[Answers], Mapping[str, Problem]] | None = None,
        *,
        is_final: bool = False,
    ) -> None:
        def then(said: Answers) -> None:
            self._run(activity, code, make(said))

        self._open(title, text, lines, go, then, check, is_final=is_final)

    def _run(self, activity: Activity, code: str, fact: Fact) -> None:
        self._desk.run(
            lambda: self._use.tell(activity.activity_id, fact),
            lambda done: self._told(done, code),
            owner=self,
        )

    def _open(
        self,
        title: str,
        text: str,
        lines: Sequence[Line],
        go: str,
        then: Go,
        check: Callable[[Answers], Mapping[str, Problem]] | None = None,
        *,
        is_final: bool = False,
    ) -> None:
        today = local_day(self._now())
        dialog = SheetDialog(
            self._page, title, text, lines, go, then, today=today, check=check, is_final=is_final
        )
        self._feedback.open(dialog)

    def _planned(self, outcome: Done[str] | Failed) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
            return
        self._feedback.toast(words.DONE["plan"])
        self.changed.emit(outcome.value)

    def _told(self, outcome: Done[Activity] | Failed, code: str) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
            self.changed.emit("")
            return
        self._feedback.toast(words.DONE[code], outcome.value.plan.title)
        self.changed.emit(outcome.value.activity_id)

    def _enrolled(self, outcome: Done[Registration] | Failed) -> None:
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
            return
        told = outcome.value
        line = words.ENROLLED_LINE.format(name=told.seat.name, title=told.activity.plan.title)
        self._feedback.toast(words.WAITS.format(place=told.place) if told.place else words.ENROLLED, line)
        self.changed.emit(told.activity.activity_id)


def _reason() -> list[Line]:
    return lines_of(REASON, words.REASON_FIELDS)
