"""Steps of cases that wait, as asked on 办件查询: pauses, and what a missed period proposes."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from outlet_app.domain.calendar import local_day
from outlet_app.domain.forms.waiting import DECLINE, PAUSE, RESUME, WITHDRAWAL, decline_problems
from outlet_app.domain.proposed import PROPOSALS
from outlet_app.services.lapses import to_hand_back
from outlet_app.services.views import CaseDetail
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import Answers
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.wording import cases as common
from outlet_app.wording import waiting as words

WEEK = timedelta(days=7)


class WaitingSteps:
    """Opens the questions; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The steps by code."""
        return {
            "correct": self._on_the_desk,
            "examine": self._on_the_desk,
            "tell": self._on_the_desk,
            "decline": self._decline,
            "pause": self._pause,
            "resume": self._resume,
            "deem_accepted": self._deem_accepted,
            "deem_withdrawn": self._deem_withdrawn,
        }

    def _on_the_desk(self, detail: CaseDetail) -> None:
        self._desk.page_wanted.emit(PageKey.CORRECTIONS, detail.row.case_id)

    def _decline(self, detail: CaseDetail) -> None:
        lapses, case_id, today = self._desk.counter.lapses, detail.row.case_id, local_day(self._desk.now())
        proposal = next(iter(detail.actions & PROPOSALS), "")
        ready = {"again": f"{today + WEEK:%Y-%m-%d}"}
        lines = lines_of(DECLINE, words.DECLINE_FIELDS, ready, hints=words.DECLINE_HINTS)

        def decline(said: Answers) -> None:
            day = date.fromisoformat(said["again"])
            self._desk.step(
                lambda: lapses.decline(case_id, proposal, said["reason"], day), words.DECLINED, detail
            )

        text = words.decline_text(proposal)
        self._desk.ask(
            words.DECLINE_TITLE,
            text,
            lines,
            words.DECLINE_GO,
            decline,
            check=lambda said: decline_problems(said, today),
        )

    def _pause(self, detail: CaseDetail) -> None:
        lapses, case_id = self._desk.counter.lapses, detail.row.case_id
        choices = {"reason": words.PAUSE_REASONS}
        lines = lines_of(PAUSE, words.PAUSE_FIELDS, hints=words.PAUSE_HINTS, choices=choices)

        def pause(said: Answers) -> None:
            self._desk.step(
                lambda: lapses.pause(case_id, said["reason"], said["evidence"]), words.PAUSED, detail
            )

        text = words.pause_text(lapses.waited(detail.case))
        self._desk.ask(words.PAUSE_TITLE, text, lines, words.PAUSE_GO, pause)

    def _resume(self, detail: CaseDetail) -> None:
        lapses, case_id = self._desk.counter.lapses, detail.row.case_id
        told = lapses.resumption(detail.case)
        lines = lines_of(RESUME, words.RESUME_FIELDS, hints=words.RESUME_HINTS)

        def resume(said: Answers) -> None:
            self._desk.step(lambda: lapses.resume(case_id, said["evidence"]), words.RESUMED, detail)

        text = words.resume_text(told.days, told.total, told.due)
        self._desk.ask(words.RESUME_TITLE, text, lines, words.RESUME_GO, resume)

    def _deem_accepted(self, detail: CaseDetail) -> None:
        lapses, case = self._desk.counter.lapses, detail.case
        received = local_day(case.received_at or case.registered_at)
        ends = [stamp.at for stamp in lapses.from_receipt(case) if stamp.at]
        dialog = ConfirmDialog(
            self._desk.page,
            words.ACCEPT_TITLE,
            words.ACCEPT_TEXT,
            words.accept_lines(received, min(ends, default=None)),
        )

        def accept() -> None:
            self._desk.step_with_papers(
                lambda: lapses.confirm_accepted(detail.row.case_id), words.ACCEPTED, detail
            )

        dialog.add_button(common.CANCEL, dialog.reject, closes=False)
        dialog.add_button(words.ACCEPT_GO, accept, icon="printer", default=True)
        self._desk.feedback.open(dialog)

    def _deem_withdrawn(self, detail: CaseDetail) -> None:
        lapses, case = self._desk.counter.lapses, detail.case
        due = case.correction_due.at if case.correction_due else None
        text = words.withdraw_text(due, to_hand_back(case))
        lines = lines_of(WITHDRAWAL, words.WITHDRAW_FIELDS, {"reason": words.WITHDRAW_READY})

        def withdraw(said: Answers) -> None:
            self._desk.step_with_papers(
                lambda: lapses.confirm_withdrawn(detail.row.case_id, said["reason"]),
                words.WITHDRAWN,
                detail,
            )

        self._desk.ask(words.WITHDRAW_TITLE, text, lines, words.WITHDRAW_GO, withdraw, is_final=True)


class ConfirmDialog(Dialog):
    """A sentence, and below it what follows; the buttons are the caller's."""

    def __init__(self, parent: QWidget, title: str, text: str, lines: Sequence[str]) -> None:
        super().__init__(title, parent, broad=True)
        self.lines = tuple(lines)
        self.say(text, *lines)
