"""Keeps what is filled in: two seconds after the last change, at once when asked, and again after trouble."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from outlet_app.services.package_drafts import Begun, PackageDrafts, SavedPackage
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.parts.autosave import PAUSE_MS, RETRY_MS
from outlet_app.ui.parts.draft_head import DraftHead


class Keeping(QObject):
    """`found` carries what an earlier session left; nothing is written before that has been read."""

    found = Signal(object)

    def __init__(
        self, drafts: PackageDrafts, lane: Lane, content: Callable[[], Begun | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._drafts, self._lane, self._content = drafts, lane, content
        self._kept: Begun | None = None
        self.head = DraftHead()
        self.is_loaded = False
        self.is_blocked: Callable[[], bool] = bool
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.save)

    @property
    def is_kept(self) -> bool:
        """Whether the store has what is on the page."""
        return self._content() == self._kept

    def load(self) -> None:
        """Look whether something was left unfinished."""
        self._lane.run(self._drafts.load, self._read, owner=self)

    def changed(self) -> None:
        """Something was typed or chosen."""
        self._pause.start(PAUSE_MS)

    def save(self) -> None:
        """Keep what is there now; what is being made a case must not come back as a draft."""
        self._pause.stop()
        if not self.is_loaded or self.is_blocked():
            self._pause.start(RETRY_MS)
            return
        content = self._content()
        if content != self._kept:
            self._lane.run(
                lambda: self._drafts.save(content), lambda answer: self._saved(content, answer), owner=self
            )

    def keep(self, then: Callable[[bool], None]) -> None:
        """Save, and tell whether the store has it."""
        self.save()
        self._lane.run(_nothing, lambda _answer: then(self.is_kept), owner=self)

    def done(self) -> None:
        """What was filled in is a case: its transaction has dropped the draft."""
        self._pause.stop()
        self._kept = None
        self.head.begin()

    def resume(self, saved: SavedPackage) -> None:
        """The page shows what was found; this much is kept already."""
        self._kept = self._content()
        self.head.show_resumed(saved.saved_at)

    def _read(self, answer: Done[SavedPackage | None] | Failed) -> None:
        if isinstance(answer, Failed):
            self.head.show_failed()
            QTimer.singleShot(RETRY_MS, self, self.load)
            return
        self.is_loaded = True
        if answer.value is not None:
            self.found.emit(answer.value)

    def _saved(self, content: Begun | None, answer: Done[datetime | None] | Failed) -> None:
        if isinstance(answer, Failed):
            self._pause.start(RETRY_MS)
            self.head.show_failed()
            return
        self._kept = content
        if answer.value is None:
            self.head.begin()
        else:
            self.head.show_saved(answer.value)


def _nothing() -> None:
    """An errand that only waits for its turn."""
