"""The one table of keys, and the switchboard from keys to what the window does."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class Command(StrEnum):
    """What a key can ask of the window, whichever page is shown."""

    HELP = "help"
    NEW_CASE = "new_case"
    CALL = "call"
    FIND = "find"
    REFRESH = "refresh"
    NEXT_PANE = "next_pane"
    PREVIOUS_PANE = "previous_pane"
    INVITE_REVIEW = "invite_review"
    SYNC_NOW = "sync_now"
    PRINT = "print"
    TERMS = "terms"
    PHRASES = "phrases"
    UNDO = "undo"
    ANSWERS = "answers"
    SEAL = "seal"
    DUTY = "duty"
    TICKET = "ticket"
    LOCK = "lock"
    SAVE = "save"
    PRIMARY = "primary"
    LARGER = "larger"
    SMALLER = "smaller"
    NORMAL_SIZE = "normal_size"
    RECENT = "recent"
    BACK = "back"


class PageKey(StrEnum):
    """The pages in the order of Ctrl+1 … Ctrl+9, then those with an own key; absent ones leave it free."""

    WORKBENCH = "workbench"
    INTAKE = "intake"
    CASES = "cases"
    NOTICE = "notice"
    REVIEWS = "reviews"
    REPORTS = "reports"
    SYNC = "sync"
    CATALOGUE = "catalogue"
    SETTINGS = "settings"
    CORRECTIONS = "corrections"
    POLICIES = "policies"
    ASSISTANCE = "assistance"
    PACKAGES = "packages"


KEYS: Mapping[Command, tuple[str, ...]] = {
    Command.HELP: ("F1",),
    Command.NEW_CASE: ("F2",),
    Command.CALL: ("Shift+F2",),
    Command.FIND: ("F3",),
    Command.REFRESH: ("F5",),
    Command.NEXT_PANE: ("F6",),
    Command.PREVIOUS_PANE: ("Shift+F6",),
    Command.INVITE_REVIEW: ("F7",),
    Command.SYNC_NOW: ("F8",),
    Command.PRINT: ("F9",),
    Command.TERMS: ("Ctrl+T",),
    Command.PHRASES: ("Ctrl+G",),
    Command.UNDO: ("Ctrl+Z",),
    Command.ANSWERS: ("Ctrl+W",),
    Command.SEAL: ("Shift+F9",),
    Command.DUTY: ("Shift+F12",),
    Command.TICKET: ("Shift+F5",),
    Command.LOCK: ("Ctrl+L",),
    Command.SAVE: ("Ctrl+S",),
    Command.PRIMARY: ("Ctrl+Return", "Ctrl+Enter"),
    Command.LARGER: ("Ctrl+=", "Ctrl++"),
    Command.SMALLER: ("Ctrl+-",),
    Command.NORMAL_SIZE: ("Ctrl+0",),
    Command.RECENT: ("Ctrl+J",),
    Command.BACK: ("Esc",),
}
# What somebody at the counter asks for at any moment has a function key; the nine digits are given out.
OWN_KEYS: Mapping[PageKey, str] = {
    PageKey.CORRECTIONS: "F11",
    PageKey.POLICIES: "Shift+F3",
    PageKey.ASSISTANCE: "F12",
    PageKey.PACKAGES: "Shift+F11",
}
PAGE_KEYS: Mapping[PageKey, str] = {
    page: OWN_KEYS.get(page, f"Ctrl+{at}") for at, page in enumerate(PageKey, 1)
}
NEW = "new"  # what F2 asks the registration page for: an empty form
CALL = "call"  # and Shift+F2: a form for somebody on the telephone
ALWAYS = frozenset({Command.LARGER, Command.SMALLER, Command.NORMAL_SIZE})
IN_DIALOGS = ALWAYS | {Command.LOCK, Command.PHRASES}


class Keymap(QObject):
    """Binds commands and pages to handlers on one window; unbound keys stay free."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._always: list[QShortcut] = []
        self._bound: list[QShortcut] = []
        self._handlers: dict[Command, Callable[[], object]] = {}
        self._is_enabled = True
        self.commands: list[Command] = []
        self.pages: list[PageKey] = []

    def bind(self, command: Command, handler: Callable[[], object]) -> None:
        """Let a command's keys call the handler."""
        self.commands.append(command)
        self._handlers[command] = handler
        for keys in KEYS[command]:
            shortcut = self._shortcut(keys, handler, self._window)
            (self._always if command in ALWAYS else self._bound).append(shortcut)

    def bind_page(self, page: PageKey, handler: Callable[[], object]) -> None:
        """Let a page's digit call the handler."""
        self.pages.append(page)
        self._bound.append(self._shortcut(PAGE_KEYS[page], handler, self._window))

    def lend(self, dialog: QWidget) -> None:
        """Let the keys that must work over a dialog too work there: it shuts the window's own off."""
        for command in IN_DIALOGS if self._is_enabled else ALWAYS:
            for keys in KEYS[command] if command in self._handlers else ():
                self._shortcut(keys, self._handlers[command], dialog)

    def set_enabled(self, enabled: bool) -> None:
        """Switch every key off while the window is locked; only the display size stays."""
        self._is_enabled = enabled
        for shortcut in self._bound:
            shortcut.setEnabled(enabled)

    def _shortcut(self, keys: str, handler: Callable[[], object], on: QWidget) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), on)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(lambda: handler() and None)
        return shortcut
