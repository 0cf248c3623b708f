"""What helps over any page once somebody is signed in: dates of procedures, ready sentences, the scanner."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from outlet_app.ui.jobs import Lane
from outlet_app.ui.parts.answer_dialog import ask_answers
from outlet_app.ui.parts.duty_desk import DutyDesk
from outlet_app.ui.parts.phrase_menu import PhraseMenu
from outlet_app.ui.parts.terms_dialog import ask_terms
from outlet_app.ui.parts.ticket_desk import TicketDesk
from outlet_app.ui.parts.undo_latest import UndoLatest
from outlet_app.ui.scanner.desk import ScanDesk
from outlet_app.ui.shell import Shell

if TYPE_CHECKING:
    from outlet_app.bootstrap.workplace import Workplace
    from outlet_app.services.duty import Duty
    from outlet_app.services.tickets import Tickets


class DeskTools(QObject):
    """`workplace` gives what the person signed in has, or None while nobody is."""

    def __init__(
        self, app: QApplication, shell: Shell, lane: Lane, workplace: Callable[[], Workplace | None]
    ) -> None:
        super().__init__(shell)
        self._shell, self._lane, self._workplace = shell, lane, workplace
        self.scanner = ScanDesk(app, shell)
        self.phrases = PhraseMenu(lane, shell.feedback)
        self.undoing = UndoLatest(lane, shell.feedback, shell.office)
        self.duty = DutyDesk(lane, shell.feedback, shell.office, self._duty)
        self.tickets = TicketDesk(lane, shell.feedback, shell.office, self._tickets)
        shell.duty_wanted.connect(self.duty.ask)
        shell.ticket_wanted.connect(self.tickets.ask)
        shell.seal_wanted.connect(self.duty.seal)
        shell.status_bar.opened.connect(self._status_opened)
        shell.answers_wanted.connect(self._ask_answers)
        shell.undo_wanted.connect(self._ask_undo)
        shell.terms_wanted.connect(self._ask_terms)
        shell.phrases_wanted.connect(self._ask_phrases)

    def _duty(self) -> Duty | None:
        here = self._workplace()
        return here.counter.duty if here is not None else None

    def _tickets(self) -> Tickets | None:
        here = self._workplace()
        return here.counter.tickets if here is not None else None

    def _status_opened(self, part: str) -> None:
        """The papers that wait for the seal, by the mouse."""
        if part == "seal":
            self.duty.ask_seals()

    def _ask_answers(self) -> None:
        """Ctrl+W: what people ask, with answer and basis."""
        if (here := self._workplace()) is not None:
            ask_answers(self._shell, here.counter.answers)

    def _ask_undo(self) -> None:
        """Ctrl+Z: the last decision of today."""
        if (here := self._workplace()) is not None:
            self.undoing.ask(here.counter.mending)

    def _ask_terms(self) -> None:
        """Ctrl+T: the dates of national procedures, over whatever the clerk is at."""
        if (here := self._workplace()) is not None:
            ask_terms(self._shell, here.counter.reference.calendar, self._lane, here.counter.policies)

    def _ask_phrases(self) -> None:
        """Ctrl+G: ready sentences where the cursor is."""
        if (here := self._workplace()) is not None:
            page = self._shell.page
            self.phrases.ask(here.counter.phrase_book, page.phrase_item() if page is not None else None)
