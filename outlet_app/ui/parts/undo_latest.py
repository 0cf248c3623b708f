"""Ctrl+Z: the last decision or 补正收件 of the person signed in taken back, that day and by an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from outlet_app.domain.calendar import local_day
from outlet_app.domain.dossier import Case
from outlet_app.domain.forms.mending import undo_form, untake_form
from outlet_app.domain.problems import Refused
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.office import Office
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import TICKED, Answers, SheetDialog
from outlet_app.ui.theme.tokens import Tone
from outlet_app.wording import mending as words

if TYPE_CHECKING:
    # The store comes with it, and the sign-in page shall not wait for that.
    from outlet_app.services.mending import LastDecided


class Book(Protocol):
    """Who knows the decisions; asked in the lane only."""

    def latest(self) -> LastDecided | None: ...
    def undo(self, case_id: str, reason: str, *, collected: bool = False) -> Case: ...
    def untake(self, case_id: str, reason: str, *, collected: bool = False) -> Case: ...


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
            said = words.NOT_UNTAKEN if answer.value.is_taking else words.NOT_UNDONE
            self._feedback.toast(said, words.named(answer.value.case), Tone.WARN)
            tell(self._feedback, Refused(answer.value.undoing.refusal))
        else:
            self._ask(book, answer.value)

    def _ask(self, book: Book, found: LastDecided) -> None:
        title, text, go = _said(found)
        form, printed = untake_form if found.is_taking else undo_form, found.undoing.printed
        lines = lines_of(form(printed=bool(printed)), words.undo_fields(printed))
        self._feedback.open(
            SheetDialog(
                self._feedback.window,
                title,
                text,
                lines,
                go,
                lambda said: self._undo(book, found, said),
                today=local_day(self._office.now()),
                is_final=True,
            )
        )

    def _undo(self, book: Book, found: LastDecided, said: Answers) -> None:
        case_id, collected = found.case.case_id, said.get("collected") == TICKED
        step = book.untake if found.is_taking else book.undo
        self._lane.run(
            lambda: step(case_id, said["reason"], collected=collected),
            lambda answer: self._done(answer, is_taking=found.is_taking),
            owner=self,
        )

    def _done(self, answer: Done[Case] | Failed, *, is_taking: bool) -> None:
        if isinstance(answer, Failed):
            tell(self._feedback, answer.error)
            return
        done = words.UNTAKEN if is_taking else words.UNDONE
        self._feedback.toast(done, words.undone_text(answer.value, is_taking=is_taking))
        self.undone.emit(answer.value)


def _said(found: LastDecided) -> tuple[str, str, str]:
    """Title, text and button: what is meant, until when, and what taking it back does."""
    case, numbers = found.case, found.undoing.numbers
    if found.is_taking:
        taken = case.last_taking
        assert taken is not None, "nothing hinders it"
        return words.UNTAKE_TITLE, words.untake_latest_text(case, taken.at), words.UNTAKE_GO
    last = case.last_decision
    assert last is not None, "nothing hinders it"
    return words.undo_title(last.decision), words.undo_latest_text(case, last.at, numbers), words.UNDO_GO
