"""Asks once a boot to look at the machine's date, where it cannot be right; nobody's work waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from outlet_app.ui.feedback import Answer, Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.office import Office
from outlet_app.ui.theme.tokens import Tone
from outlet_app.wording import time_check as words

if TYPE_CHECKING:
    from outlet_app.services.time_check import TimeCheck


class TimeQuestion(QObject):
    """Looks at sign-in and with every minute, but not behind a lock; Esc puts it off to the next sign-in."""

    def __init__(
        self,
        office: Office,
        lane: Lane,
        feedback: Feedback,
        is_covered: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._office, self._lane, self._feedback = office, lane, feedback
        self._is_covered = is_covered
        self._check: TimeCheck | None = None
        office.minute_passed.connect(self._look)

    def start(self, check: TimeCheck) -> None:
        """Somebody signed in."""
        self._check = check
        self._look()

    def stop(self) -> None:
        """Nobody is signed in, or the question was put."""
        self._check = None

    def _look(self) -> None:
        check = self._check
        if check is not None and not self._is_covered():
            self._lane.run(check.is_due, lambda answer: self._told(check, answer), owner=self)

    def _told(self, check: TimeCheck, answer: Done[bool] | Failed) -> None:
        # A store that cannot be read has told so elsewhere; the question comes with another minute.
        if isinstance(answer, Failed) or not answer.value or check is not self._check or self._is_covered():
            return
        self.stop()
        self._feedback.ask(
            words.TITLE,
            (words.shown(self._office.now()), words.DOUBT, words.KEPT),
            (
                Answer(words.WRONG, lambda: self._wrong(check)),
                Answer(words.RIGHT, lambda: self._note(check, True), default=True),
            ),
            icon="clock-alert",
            tone="warn",
        )

    def _wrong(self, check: TimeCheck) -> None:
        self._note(check, False)
        self._feedback.toast(words.SET_IT, words.SET_IT_TEXT, Tone.WARN)

    def _note(self, check: TimeCheck, right: bool) -> None:
        self._lane.run(lambda: check.note(right), _nothing, owner=self)


def _nothing(_outcome: Done[None] | Failed) -> None:
    """An answer that was not kept is asked for again at the next sign-in; the lane has logged why."""
