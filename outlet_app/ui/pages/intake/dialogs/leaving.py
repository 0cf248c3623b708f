"""Leaving a registration that could have been decided, or starting another over it."""

from collections.abc import Callable
from datetime import datetime

from outlet_app.ui.feedback import Answer, Feedback
from outlet_app.ui.widgets.buttons import Kind
from outlet_app.wording import intake_dialogs as words
from outlet_app.wording.formats import clock

Act = Callable[[], object]


def ask_leave(feedback: Feedback, drop: Act, go: Act) -> None:
    """The draft is kept either way unless the clerk deletes it."""
    feedback.ask(
        words.LEAVE_TITLE,
        (words.LEAVE_TEXT,),
        (
            Answer(words.LEAVE_DROP, drop, kind=Kind.DANGER),
            Answer(words.LEAVE_STAY),
            Answer(words.LEAVE_GO, go, default=True),
        ),
    )


def ask_earlier(feedback: Feedback, saved_at: datetime, resume: Act) -> None:
    """The store answered late: the clerk has begun another registration meanwhile."""
    feedback.ask(
        words.LEAVE_TITLE,
        (words.EARLIER_TEXT.format(time=clock(saved_at)),),
        (Answer(words.EARLIER_BACK, resume), Answer(words.LEAVE_STAY, default=True)),
    )


def ask_new(feedback: Feedback, drop: Act) -> None:
    """F2 over an unfinished registration."""
    feedback.ask(
        words.LEAVE_TITLE,
        (words.NEW_TEXT,),
        (Answer(words.NEW_DROP, drop, kind=Kind.DANGER), Answer(words.LEAVE_STAY, default=True)),
    )
