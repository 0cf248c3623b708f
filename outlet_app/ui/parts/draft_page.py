"""A page that is filled in as the clerk's draft: what Ctrl+S, locking and another field mean for it."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from outlet_app.services.drafts import Drafts
from outlet_app.ui.jobs import Lane
from outlet_app.ui.parts.autosave import Unsaved
from outlet_app.ui.parts.draft_keeper import DraftKeeper
from outlet_app.ui.widgets.page import Page

TOLD = "tellsItsCursor"


class DraftPage(Page):
    """Pages say in `content` what is to be kept."""

    def __init__(self, title: str, drafts: Drafts, lane: Lane) -> None:
        super().__init__(title)
        self.draft = DraftKeeper(drafts, lane, self.content, self)
        self.head.add(self.draft.head)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._field_left)

    def content(self) -> Unsaved | None:
        """What to keep as of now; None where nothing is filled in."""
        return None

    def save(self) -> None:
        """Ctrl+S: keep the draft now."""
        self.draft.save()

    @property
    def is_kept(self) -> bool:
        return self.draft.is_kept

    def keep(self, then: Callable[[bool], None]) -> None:
        self.draft.keep(then)

    def _field_left(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is not None and self.isAncestorOf(old):
            self.draft.autosave.focus_moved()
        # Once for each text: it tells for the rest of its life where its cursor goes.
        if isinstance(now, QLineEdit | QPlainTextEdit) and self.isAncestorOf(now) and not now.property(TOLD):
            now.setProperty(TOLD, True)
            now.cursorPositionChanged.connect(lambda *_places: self.draft.autosave.cursor_moved())
