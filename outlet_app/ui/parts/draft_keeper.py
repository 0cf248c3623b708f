"""The draft of the page: kept while it is filled, brought back after a crash, given up when asked."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from outlet_app.services.drafts import Drafts, SavedDraft
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.parts import autosave
from outlet_app.ui.parts.autosave import Autosave, Unsaved
from outlet_app.ui.parts.draft_head import DraftHead


class DraftKeeper(QObject):
    """`found` carries the SavedDraft of an earlier session; `head` says how the present one stands."""

    found = Signal(object)
    none_found = Signal()

    def __init__(
        self, drafts: Drafts, lane: Lane, content: Callable[[], Unsaved | None], page: QWidget
    ) -> None:
        super().__init__(page)
        self._drafts, self._lane = drafts, lane
        self.head = DraftHead()
        self.autosave = Autosave(drafts, lane, content, self)
        self.autosave.saved.connect(self._saved)
        self.autosave.failed.connect(lambda _error: self.head.show_failed())
        # Nothing is written before what was left unfinished has been read: it would be lost.
        self.autosave.is_held = True
        self._is_handed_over = False

    @property
    def is_kept(self) -> bool:
        """Whether leaving the program now would lose nothing of this page."""
        return self._is_handed_over or self.autosave.is_kept

    def keep(self, then: Callable[[bool], None]) -> None:
        """Keep the draft now and tell whether that went well."""
        if self._is_handed_over:
            then(True)
        else:
            self.autosave.keep(then)

    def save(self) -> None:
        """Keep the draft now, unless another page goes on with it."""
        if not self._is_handed_over:
            self.autosave.save()

    @property
    def is_loaded(self) -> bool:
        """Whether the store has answered once."""
        return not self.autosave.is_held

    def load(self) -> None:
        """Look whether something was left unfinished, here or on another page."""
        self._lane.run(self._drafts.load, self._read, owner=self)

    def take_over(self) -> None:
        """Another page handed its content over: what the store has is older."""
        self._is_handed_over = self.autosave.is_held = False

    def use(self, drafts: Drafts) -> None:
        """Another case is filled in from now on; what was left of it has been read."""
        self._drafts, self._is_handed_over = drafts, False
        self.autosave.use(drafts)
        self.head.begin()

    def rest(self) -> None:
        """Nothing is filled in."""
        self.stop()
        self.autosave.is_held = True

    def hand_over(self) -> None:
        """Another page goes on with the content: from now on this one would only write what is older."""
        self._is_handed_over = self.autosave.is_held = True

    def resume(self, saved: SavedDraft, content: Unsaved | None) -> None:
        """The page shows what was found; this much is kept already."""
        self.autosave.resume_from(content)
        self.head.show_resumed(saved.saved_at)

    def stop(self) -> None:
        """The registration is a case: there is no draft any more."""
        self.autosave.stop()
        self.head.begin()

    def drop(self) -> None:
        """Give the draft up."""
        self.stop()
        self._lane.run(self._drafts.drop, self._dropped, owner=self)

    def _read(self, answer: Done[SavedDraft | None] | Failed) -> None:
        if isinstance(answer, Failed):
            # The clerk may begin meanwhile; the lane has logged why it could not be read.
            self.head.show_failed()
            QTimer.singleShot(autosave.RETRY_MS, self, self.load)
            return
        self._is_handed_over = self.autosave.is_held = False
        if answer.value is not None:
            self.found.emit(answer.value)
        else:
            self.none_found.emit()

    def _saved(self, at: datetime | None) -> None:
        if at is None:
            self.head.begin()
        else:
            self.head.show_saved(at)

    def _dropped(self, answer: Done[None] | Failed) -> None:
        if isinstance(answer, Failed):
            self.head.show_failed()
