"""Keeps the draft: two seconds after the last change and whenever the focus moves; retries on trouble."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from outlet_app.domain.entry import IntakeEntry, NoticeDraft
from outlet_app.services.drafts import Drafts
from outlet_app.ui.jobs import Done, Failed, Lane

PAUSE_MS = 2_000
RETRY_MS = 5_000
Unsaved = tuple[IntakeEntry, NoticeDraft | None, str]


class Autosave(QObject):
    """`content` gives what to keep, None for a blank page; `saved` carries the time, `failed` the error."""

    saved = Signal(object)
    failed = Signal(object)

    def __init__(
        self, drafts: Drafts, lane: Lane, content: Callable[[], Unsaved | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._drafts, self._lane, self._content = drafts, lane, content
        self._kept: Unsaved | None = None
        self._dirty = False
        self.is_held = False
        self.is_blocked: Callable[[], bool] = bool
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.save)

    def changed(self) -> None:
        """Something was typed or chosen."""
        self._dirty = True
        self._pause.start(PAUSE_MS)

    def focus_moved(self) -> None:
        """Another field: save at once what changed, and where the cursor is a moment later."""
        if self._dirty:
            self.save()
        else:
            self.cursor_moved()

    def cursor_moved(self) -> None:
        """The cursor went elsewhere: worth a save once it rests, so that a crash leaves it there."""
        if not self._pause.isActive() and not self.is_held:
            self._pause.start(PAUSE_MS)

    def save(self) -> None:
        """Keep what is there now, if it is not what was kept last; held, try again later."""
        self._pause.stop()
        # What is being made a case must not come back as a draft: the visitor would be registered twice.
        if self.is_held or self.is_blocked():
            self._pause.start(RETRY_MS)
            return
        content = self._content()
        self._dirty = False
        if content == self._kept:
            return
        # The page may have gone on to another case before the lane comes to this.
        drafts = self._drafts
        self._lane.run(
            lambda: _write(drafts, content), lambda answer: self._answered(content, answer), owner=self
        )

    @property
    def is_kept(self) -> bool:
        """Whether the store has what is on the page; where the cursor stands does not count."""
        return _without_cursor(self._content()) == _without_cursor(self._kept)

    def keep(self, then: Callable[[bool], None]) -> None:
        """Save, and tell whether the store has it: the answer waits behind the save in the same lane."""
        self.save()
        self._lane.run(_nothing, lambda _answer: then(self.is_kept), owner=self)

    def use(self, drafts: Drafts) -> None:
        """What is filled in from now on is kept there."""
        self.stop()
        self._drafts, self.is_held = drafts, False

    def stop(self) -> None:
        """The registration is a case, or given up: there is no draft any more."""
        self._pause.stop()
        self._dirty = False
        self._kept = None

    def resume_from(self, content: Unsaved | None) -> None:
        """This is what the store already has."""
        self._kept = content

    def _answered(self, content: Unsaved | None, answer: Done[datetime | None] | Failed) -> None:
        if isinstance(answer, Failed):
            self._dirty = True
            self._pause.start(RETRY_MS)
            self.failed.emit(answer.error)
            return
        self._kept = content
        self.saved.emit(answer.value)


def _write(drafts: Drafts, content: Unsaved | None) -> datetime | None:
    if content is None:
        drafts.drop()
        return None
    return drafts.save(*content)


def _without_cursor(content: Unsaved | None) -> tuple[IntakeEntry, NoticeDraft | None] | None:
    return content[:2] if content is not None else None


def _nothing() -> None:
    """An errand that only waits for its turn."""
