"""A damaged store at sign-in: says so, keeps the file, and offers the last backup."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from outlet_app.ui.feedback import Answer, Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.widgets.buttons import Kind
from outlet_app.wording import sign_in as words
from outlet_app.wording.formats import stamp


def offer_backup(
    feedback: Feedback,
    lane: Lane,
    owner: QObject,
    newest: datetime | None,
    restore: Callable[[], object],
) -> None:
    """Ask whether to go on with the backup of that time; the damaged file is kept either way."""
    if newest is None:
        feedback.ask(
            words.DAMAGED_TITLE,
            (words.DAMAGED_KEPT, words.DAMAGED_NO_BACKUP),
            (Answer(words.LATER, default=True),),
            icon="triangle-alert",
            tone="bad",
        )
        return

    def restored(outcome: Done[object] | Failed) -> None:
        if isinstance(outcome, Failed):
            tell(feedback, outcome.error)
        else:
            feedback.toast(words.RESTORED)

    feedback.ask(
        words.DAMAGED_TITLE,
        (words.DAMAGED_KEPT, words.DAMAGED_BACKUP.format(at=stamp(newest))),
        (
            Answer(words.LATER, default=True),
            Answer(words.USE_BACKUP, lambda: lane.run(restore, restored, owner=owner), Kind.PRIMARY),
        ),
        icon="triangle-alert",
        tone="bad",
    )
