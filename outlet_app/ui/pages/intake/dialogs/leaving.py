"""Leaving a registration that could have been decided, or starting another over it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from outlet_app.ui.feedback import Answer, Feedback
from outlet_app.ui.parts.draft_keeper import DraftKeeper
from outlet_app.ui.widgets.buttons import Kind
from outlet_app.wording import drafts, shell
from outlet_app.wording import intake_dialogs as words
from outlet_app.wording.formats import clock

Act = Callable[[], object]


class Leaving(QObject):
    """Asks once the store has answered, so that what it says of the draft is true."""

    def __init__(
        self, draft: DraftKeeper, feedback: Feedback, is_ready: Callable[[], bool], drop: Act
    ) -> None:
        super().__init__(draft)
        self._draft, self._feedback = draft, feedback
        self._is_ready, self._drop = is_ready, drop
        self._go: Act | None = None

    def ask(self, go: Act) -> None:
        """The draft is kept either way unless the clerk deletes it."""
        waiting, self._go = self._go, go
        if waiting is None:
            self._draft.keep(self._told)

    def ask_new(self, go: Act) -> None:
        """F2 over an unfinished registration."""
        self._feedback.ask(
            words.LEAVE_TITLE,
            (words.NEW_TEXT,),
            (
                Answer(words.NEW_DROP, lambda: self._drop_and(go), kind=Kind.DANGER),
                Answer(words.LEAVE_STAY, default=True),
            ),
        )

    def _told(self, kept: bool) -> None:
        go, self._go = self._go, None
        if go is None:
            return
        if not self._is_ready():
            go()
        elif kept:
            self._ask_leave(go)
        else:
            self._ask_unkept(go)

    def _ask_leave(self, go: Act) -> None:
        self._feedback.ask(
            words.LEAVE_TITLE,
            (words.LEAVE_TEXT,),
            (
                Answer(words.LEAVE_DROP, lambda: self._drop_and(go), kind=Kind.DANGER),
                Answer(words.LEAVE_STAY),
                Answer(words.LEAVE_GO, go, default=True),
            ),
        )

    def _ask_unkept(self, go: Act) -> None:
        found = self._feedback.clauses_of(drafts.NOT_SAVED, {})
        self._feedback.ask(
            shell.headline(found.happened),
            (found.safe, found.now),
            (
                Answer(words.LEAVE_GO, go),
                Answer(words.LEAVE_STAY),
                Answer(drafts.AGAIN, lambda: self.ask(go), default=True),
            ),
            icon="triangle-alert",
            tone="warn",
        )

    def _drop_and(self, go: Act) -> None:
        self._drop()
        go()


def ask_earlier(feedback: Feedback, saved_at: datetime, resume: Act) -> None:
    """The store answered late: the clerk has begun another registration meanwhile."""
    feedback.ask(
        words.LEAVE_TITLE,
        (words.EARLIER_TEXT.format(time=clock(saved_at)),),
        (Answer(words.EARLIER_BACK, resume), Answer(words.LEAVE_STAY, default=True)),
    )
