"""Shift+F12 and Shift+F9: the book of the day and the uses of seals, over whatever page is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from outlet_app.domain.calendar import local_day
from outlet_app.domain.duty import takes_seal
from outlet_app.domain.facts.duty import AwayReason, Seal, SealUsed
from outlet_app.domain.forms.duty import BEGIN, END, LEAVE, SEAL
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.office import Office
from outlet_app.ui.parts.duty_dialogs import DutyDialog, HandDutyDialog
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import Answers, Line, SheetDialog
from outlet_app.ui.theme.tokens import Tone
from outlet_app.wording import duty as words

if TYPE_CHECKING:
    # The store comes with it, and the sign-in page shall not wait for that.
    from outlet_app.services.duty import Duty, DutyView


class DutyDesk(QObject):
    """`duty` gives the use case of who is signed in, None while nobody is; `handed` asks to sign out."""

    handed = Signal()

    def __init__(
        self, lane: Lane, feedback: Feedback, office: Office, duty: Callable[[], Duty | None]
    ) -> None:
        super().__init__(feedback)
        self._lane, self._feedback, self._office, self._duty = lane, feedback, office, duty
        feedback.printed.connect(self._printed)

    def ask(self) -> None:
        """How the book stands and what may be written next."""
        if (duty := self._duty()) is not None:
            self._lane.run(duty.view, lambda answer: self._seen(duty, answer), owner=self)

    def seal(self) -> None:
        """用印 of the paper printed last, by one key."""
        if (duty := self._duty()) is not None:
            self._lane.run(duty.seal_latest, lambda answer: self._sealed(duty, answer), owner=self)

    def look(self) -> None:
        """Count the papers that wait for a use of the seal to be written down."""
        if (duty := self._duty()) is not None:
            self._lane.run(duty.unsealed, self._counted, owner=self)

    def ask_seals(self) -> None:
        """Another seal, other copies, or another paper than the last."""
        if (duty := self._duty()) is not None:
            self._lane.run(duty.unsealed, lambda answer: self._ask_seal(duty, answer), owner=self)

    def _printed(self, form: str) -> None:
        if takes_seal(form):
            self.look()

    def _counted(self, answer: Done[tuple[SealUsed, ...]] | Failed) -> None:
        # A convenience: where the store does not answer, it is counted with the next print.
        if isinstance(answer, Done):
            self._office.show_to_seal(len(answer.value))

    def _sealed(self, duty: Duty, answer: Done[SealUsed | None] | Failed) -> None:
        if isinstance(answer, Failed):
            tell(self._feedback, answer.error)
        elif answer.value is None:
            self._feedback.toast(words.SEAL_NONE, words.SEAL_NONE_TEXT, Tone.MUTE)
        else:
            self._feedback.toast(words.SEAL_DONE, words.sealed(answer.value))
        self._lane.run(duty.unsealed, self._counted, owner=self)

    def _seen(self, duty: Duty, answer: Done[DutyView] | Failed) -> None:
        if isinstance(answer, Failed):
            tell(self._feedback, answer.error)
            return
        view = answer.value
        name = view.on_duty.name if view.on_duty else ""
        on_duty = words.on_duty(name, view.since, away=view.away)
        steps = self._steps(duty, view)
        pending, stays = words.pending(view.pending), words.stays(view.stays, view.names)
        self._feedback.open(DutyDialog(self._feedback.window, on_duty, pending, stays, steps))

    def _steps(self, duty: Duty, view: DutyView) -> Mapping[str, Callable[[], object]]:
        """The most usual one last: Enter takes it."""
        steps: dict[str, Callable[[], object]] = {}
        if view.pending.unsealed:
            steps[words.SEAL_OTHER] = self.ask_seals
        if not view.mine:
            return {**steps, words.BEGIN: lambda: self._begin(duty)}
        if view.away:
            return {**steps, words.BACK: lambda: self._run(duty.come_back, "back")}
        steps[words.END] = lambda: self._end(duty)
        steps[words.LEAVE] = lambda: self._leave(duty, view)
        steps[words.HAND] = lambda: self._hand(duty, view)
        return steps

    def _begin(self, duty: Duty) -> None:
        lines = lines_of(BEGIN, words.FIELDS, hints=words.HINTS)
        self._sheet(
            (words.BEGIN_TITLE, words.BEGIN_TEXT, words.BEGIN_GO),
            lines,
            lambda said: self._run(lambda: duty.begin(said["seals"], said["devices"], said["note"]), "begin"),
        )

    def _hand(self, duty: Duty, view: DutyView) -> None:
        dialog = HandDutyDialog(
            self._feedback.window,
            words.pending(view.pending),
            words.stays(view.stays, view.names),
            view.colleagues,
            duty.hand_over,
            self._lane,
            self._feedback,
            self._handed,
        )
        self._feedback.open(dialog)

    def _handed(self) -> None:
        """The desk is somebody else's now: nothing more is done in the name of whoever handed it over."""
        self.handed.emit()
        self._feedback.toast(words.DONE["hand"], words.HANDED_NEXT)

    def _leave(self, duty: Duty, view: DutyView) -> None:
        others = {
            "": words.NOBODY_STANDS,
            **{one.staff_no: f"{one.name} {one.short_no}" for one in view.colleagues},
        }
        choices = {"reason": words.AWAY_REASONS, "stand_in": others}
        lines = lines_of(LEAVE, words.FIELDS, {"reason": AwayReason.MEAL}, choices=choices)
        self._sheet(
            (words.LEAVE_TITLE, words.LEAVE_TEXT, words.LEAVE_GO),
            lines,
            lambda said: self._run(
                lambda: duty.leave(AwayReason(said["reason"]), said["stand_in"], said["note"]), "leave"
            ),
        )

    def _end(self, duty: Duty) -> None:
        self._sheet(
            (words.END_TITLE, words.END_TEXT, words.END_GO),
            lines_of(END, words.END_FIELDS, hints=words.HINTS),
            lambda said: self._run(lambda: duty.end(said["seals"], said["note"]), "end"),
        )

    def _ask_seal(self, duty: Duty, answer: Done[tuple[SealUsed, ...]] | Failed) -> None:
        if isinstance(answer, Failed):
            tell(self._feedback, answer.error)
            return
        waiting = {used.number: used for used in answer.value}
        if not waiting:
            self._feedback.toast(words.SEAL_NONE, words.SEAL_NONE_TEXT, Tone.MUTE)
            return
        first = answer.value[0]
        choices = {"number": {number: number for number in waiting}, "seal": words.SEALS_NAMED}
        ready = {"number": first.number, "seal": Seal.BUSINESS, "copies": str(first.copies)}
        lines = lines_of(SEAL, words.SEAL_FIELDS, ready, choices=choices)
        self._sheet(
            (words.SEAL_TITLE, words.SEAL_TEXT, words.SEAL_GO),
            lines,
            lambda said: self._use(duty, waiting[said["number"]], said),
        )

    def _use(self, duty: Duty, used: SealUsed, said: Answers) -> None:
        told = SealUsed(
            used.number, used.form, Seal(said["seal"]), int(said["copies"]), used.case_no, said["note"]
        )

        def write() -> SealUsed | None:
            duty.use_seal(told)
            return told

        self._lane.run(write, lambda answer: self._sealed(duty, answer), owner=self)

    def _run(self, step: Callable[[], None], done: str) -> None:
        def told(answer: Done[None] | Failed) -> None:
            if isinstance(answer, Failed):
                tell(self._feedback, answer.error)
            else:
                self._feedback.toast(words.DONE[done])

        self._lane.run(step, told, owner=self)

    def _sheet(
        self,
        said: tuple[str, str, str],
        lines: Sequence[Line],
        then: Callable[[Answers], object],
    ) -> None:
        title, text, go = said
        today = local_day(self._office.now())
        self._feedback.open(SheetDialog(self._feedback.window, title, text, lines, go, then, today=today))
