"""Closes a page while what it shows is being saved: no field changes, and what is typed is told, not lost."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from outlet_app.ui.feedback import Feedback
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.page import Page
from outlet_app.wording import drafts as words

# A save is over sooner than this; greying the fields for a blink would only flicker.
CALM_MS = 150
TEXTS = (QLineEdit, QPlainTextEdit)
ERASERS = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
CHORDS = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier)
TOUCHES = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.TouchBegin,
        QEvent.Type.DragEnter,
        QEvent.Type.Drop,
        QEvent.Type.ContextMenu,
        QEvent.Type.Shortcut,
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
    }
)


class Shutter(QObject):
    """Shut, the page and its action bar take no key and no touch; the window around them goes on."""

    def __init__(self, page: Page, feedback: Feedback) -> None:
        super().__init__(page)
        self._page, self._feedback = page, feedback
        self._calmed: list[QLineEdit | QPlainTextEdit] = []
        self._has_told = False
        self.is_shut = False
        self._calm = QTimer(self, interval=CALM_MS, singleShot=True)
        self._calm.timeout.connect(self._look_calm)

    def set_shut(self, shut: bool) -> None:
        """Close before the save is queued, open when its answer has come."""
        if shut == self.is_shut:
            return
        self.is_shut, self._has_told = shut, False
        app = QApplication.instance()
        if app is None:
            return
        if shut:
            app.installEventFilter(self)
            self._calm.start(CALM_MS)
        else:
            app.removeEventFilter(self)
            self._calm.stop()
            self._look_open()

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Swallow what would change the page; say so once where it would have written something."""
        if event.type() not in TOUCHES or not isinstance(watched, QWidget) or not self._covers(watched):
            return False
        if _writes(event, isinstance(watched, TEXTS)):
            self._tell()
        return True

    def _covers(self, widget: QWidget) -> bool:
        return any(place is widget or place.isAncestorOf(widget) for place in self._places())

    def _places(self) -> Iterator[QWidget]:
        yield self._page
        if self._page.action_bar is not None:
            yield self._page.action_bar

    def _tell(self) -> None:
        if not self._has_told:
            self._has_told = True
            self._feedback.toast(words.NOT_TYPED, words.NOT_TYPED_TEXT, Tone.WARN)

    def _look_calm(self) -> None:
        texts: list[QLineEdit | QPlainTextEdit] = [*self._page.findChildren(QLineEdit)]
        texts += self._page.findChildren(QPlainTextEdit)
        self._calmed = [text for text in texts if not text.isReadOnly()]
        for text in self._calmed:
            text.setReadOnly(True)

    def _look_open(self) -> None:
        for text in self._calmed:
            if isValid(text):
                text.setReadOnly(False)
        self._calmed.clear()


def _writes(event: QEvent, into_text: bool) -> bool:
    if isinstance(event, QInputMethodEvent):
        return bool(event.commitString() or event.preeditString())
    if not isinstance(event, QKeyEvent):
        return False
    if event.key() in ERASERS or event.matches(QKeySequence.StandardKey.Paste):
        return into_text
    # Control and Alt together are AltGr, which writes.
    chords = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    if chords in CHORDS or not event.text().isprintable():
        return False
    # A space on a button presses it, and a second press means nothing.
    return bool(event.text().strip()) or (into_text and bool(event.text()))


def is_typing_elsewhere(page: Page) -> bool:
    """Whether the cursor stands in a text of the same window outside the page: it must not be taken away."""
    focus = QApplication.focusWidget()
    near = focus is not None and focus.window() is page.window()
    return near and isinstance(focus, TEXTS) and page.isVisible() and not page.isAncestorOf(focus)
