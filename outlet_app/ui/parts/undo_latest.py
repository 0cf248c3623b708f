"""Ctrl+Z: the last decision of the person signed in taken back, right after it or later on the same day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from outlet_app.domain.calendar import local_day
from outlet_app.domain.dossier import Case
from outlet_app.domain.problems import Refused
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.office import Office
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.sheet_dialog import TICKED, Answers, Asked, Line, SheetDialog
from outlet_app.ui.theme.tokens import Tone
from outlet_app.wording import mending as words

if TYPE_CHECKING:
    # The store comes with it, and the sign-in page shall not wait for that.
    from outlet_app.services.mending import LastDecided


class Book(Protocol):
    """Who knows the decisions; asked in the lane only."""

    def latest(self) -> LastDecided | None: ...
    def undo(self, case_id: str, reason: str, *, collected: bool = False) -> Case: ...


class UndoLatest(QObject):
    """Asks before it acts, and says why where it cannot; `undone` carries the case as it stands then."""

    undone = Signal(object)

    def __init__(self, lane: Lane, feedback: Feedback, office: Office) -> None:
        super().__init__(feedback)
        self._lane, self._feedback, self._office = lane, feedback, office

    def ask(self, book: Book) -> None:
        """Look which decision was the last, and whether it may be taken back."""
        self._lane.run(book.latest, lambda answer: self._found(book, answer), owner=self)

    def _found(self, book: Book, answer: Done[LastDecided | None] | Failed) -> None:
        if isinstance(answer, Failed):
            tell(self._feedback, answer.error)
        elif answer.value is None:
            self._feedback.toast(words.NOTHING_TO_UNDO, words.NOTHING_TO_UNDO_TEXT, Tone.MUTE)
        elif answer.value.undoing.refusal is not None:
            self._feedback.toast(words.NOT_UNDONE, words.named(answer.value.case), Tone.WARN)
            tell(self._feedback, Refused(answer.value.undoing.refusal))
        else:
            self._ask(book, answer.value)

    def _ask(self, book: Book, found: LastDecided) -> None:
        case, last, undoing = found.case, found.case.last_decision, found.undoing
        assert last is not None
        lines = [Line("reason", words.UNDO_REASON, Asked.PROSE, True, longest=200)]
        if undoing.printed:
            told = words.UNDO_COLLECTED.format(numbers="、".join(undoing.printed))
            lines.append(Line("collected", told, Asked.TICK, True))
        text = words.undo_latest_text(case, last.at, undoing.numbers)
        self._feedback.open(
            SheetDialog(
                self._feedback.window,
                words.undo_title(last.decision),
                text,
                lines,
                words.UNDO_GO,
                lambda said: self._undo(book, case, said),
                today=local_day(self._office.now()),
                is_final=True,
            )
        )

    def _undo(self, book: Book, case: Case, said: Answers) -> None:
        collected = said.get("collected") == TICKED
        self._lane.run(
            lambda: book.undo(case.case_id, said["reason"], collected=collected), self._done, owner=self
        )

    def _done(self, answer: Done[Case] | Failed) -> None:
        if isinstance(answer, Failed):
            tell(self._feedback, answer.error)
            return
        self._feedback.toast(words.UNDONE, words.undone_text(answer.value))
        self.undone.emit(answer.value)
