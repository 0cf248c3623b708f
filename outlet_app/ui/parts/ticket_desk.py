"""Shift+F5: the number of the queue at the window is called, or it is told what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from outlet_app.domain.calendar import local_day
from outlet_app.domain.facts.duty import TicketFate
from outlet_app.domain.forms.tickets import CALL, FATE, ticket_problems
from outlet_app.domain.problems import Problem
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.office import Office
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import Answers, Checker, Line, SheetDialog
from outlet_app.wording import tickets as words

if TYPE_CHECKING:
    # The store comes with it, and the sign-in page shall not wait for that.
    from outlet_app.services.tickets import Tickets, TicketView


class TicketDesk(QObject):
    """`tickets` gives the use case of who is signed in, None while nobody is."""

    def __init__(
        self, lane: Lane, feedback: Feedback, office: Office, tickets: Callable[[], Tickets | None]
    ) -> None:
        super().__init__(feedback)
        self._lane, self._feedback, self._office, self._tickets = lane, feedback, office, tickets

    def ask(self) -> None:
        """The next number, or first what became of the one that was called."""
        if (tickets := self._tickets()) is not None:
            self._lane.run(tickets.view, lambda answer: self._seen(tickets, answer), owner=self)

    def _seen(self, tickets: Tickets, answer: Done[TicketView] | Failed) -> None:
        if isinstance(answer, Failed):
            tell(self._feedback, answer.error)
        elif answer.value.number:
            self._ask_fate(tickets, answer.value)
        else:
            self._ask_number(tickets, answer.value)

    def _ask_number(self, tickets: Tickets, view: TicketView) -> None:
        lines = lines_of(CALL, words.CALL_FIELDS, {"number": view.following}, hints=words.CALL_HINTS)

        def call(said: Answers) -> None:
            self._lane.run(lambda: tickets.call(said["number"]), self._called, owner=self)

        self._sheet((words.CALL_TITLE, words.CALL_TEXT, words.CALL_GO), lines, call, _number)

    def _ask_fate(self, tickets: Tickets, view: TicketView) -> None:
        ready = {"fate": TicketFate.PASSED, "following": view.following}
        choices = {"fate": words.FATES}
        lines = lines_of(FATE, words.FATE_FIELDS, ready, hints=words.FATE_HINTS, choices=choices)

        def end(said: Answers) -> None:
            fate, following = TicketFate(said["fate"]), said["following"].strip()

            def write() -> tuple[str, str]:
                tickets.end(view.number, fate, said["note"].strip(), following)
                return words.ended(view.number, fate, following.upper())

            self._lane.run(write, self._ended, owner=self)

        text = words.waiting(view.number, view.since)
        self._sheet((words.END_TITLE, text, words.END_GO), lines, end, _fate)

    def _called(self, answer: Done[str] | Failed) -> None:
        if isinstance(answer, Failed):
            tell(self._feedback, answer.error)
        else:
            self._feedback.toast(words.CALLED.format(number=answer.value))

    def _ended(self, answer: Done[tuple[str, str]] | Failed) -> None:
        if isinstance(answer, Failed):
            tell(self._feedback, answer.error)
        else:
            self._feedback.toast(*answer.value)

    def _sheet(
        self,
        said: tuple[str, str, str],
        lines: Sequence[Line],
        then: Callable[[Answers], object],
        check: Checker,
    ) -> None:
        title, text, go = said
        today = local_day(self._office.now())
        self._feedback.open(
            SheetDialog(self._feedback.window, title, text, lines, go, then, today=today, check=check)
        )


def _number(said: Answers) -> Mapping[str, Problem]:
    return ticket_problems(said, "number")


def _fate(said: Answers) -> Mapping[str, Problem]:
    return ticket_problems(said, "following")
