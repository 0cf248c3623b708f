"""What the window's keys do, whichever page is shown."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget

from outlet_app.ui.feedback import Feedback
from outlet_app.ui.help import key_groups
from outlet_app.ui.keymap import CALL, NEW, Command, Keymap, PageKey
from outlet_app.ui.navigation import Navigation
from outlet_app.ui.page_frame import PageFrame
from outlet_app.ui.pages.help.page import HelpDialog
from outlet_app.ui.panes import enter_pane, step_pane
from outlet_app.ui.parts.case_order import Pointed
from outlet_app.ui.status_bar import StatusBar
from outlet_app.ui.theme.theme import FACTORS, factors_for, look
from outlet_app.ui.undo_key import UndoKey
from outlet_app.ui.widgets.display_choice import display_dialog
from outlet_app.ui.widgets.page import Page


class Window(Protocol):
    """What the commands need of the window."""

    feedback: Feedback
    keymap: Keymap
    navigation: Navigation
    status_bar: StatusBar
    pages: QStackedWidget
    lock_wanted: SignalInstance
    sync_wanted: SignalInstance
    terms_wanted: SignalInstance
    phrases_wanted: SignalInstance
    undo_wanted: SignalInstance
    answers_wanted: SignalInstance
    seal_wanted: SignalInstance
    duty_wanted: SignalInstance
    ticket_wanted: SignalInstance
    review_wanted: SignalInstance

    @property
    def page(self) -> Page | None: ...
    @property
    def frame(self) -> PageFrame | None: ...
    def open(self, key: str, what: object = None) -> None: ...
    def width(self) -> int: ...


class Commands(QObject):
    """Binds the keymap on a window and carries commands out."""

    def __init__(self, window: Window, widget: QWidget) -> None:
        super().__init__(widget)
        self._window, self._widget = window, widget
        self._undo_key = UndoKey(self)
        self._doings: dict[Command, Callable[[], object]] = {
            Command.HELP: self.show_help,
            Command.FIND: self.find,
            Command.REFRESH: lambda: self._on_page(Page.refresh),
            Command.NEXT_PANE: lambda: step_pane(self._panes(), 1),
            Command.PREVIOUS_PANE: lambda: step_pane(self._panes(), -1),
            Command.INVITE_REVIEW: self.invite_review,
            Command.SYNC_NOW: window.sync_wanted.emit,
            Command.TERMS: window.terms_wanted.emit,
            Command.PHRASES: window.phrases_wanted.emit,
            Command.UNDO: self.undo,
            Command.ANSWERS: window.answers_wanted.emit,
            Command.SEAL: window.seal_wanted.emit,
            Command.DUTY: window.duty_wanted.emit,
            Command.TICKET: window.ticket_wanted.emit,
            Command.PRINT: lambda: self._on_page(Page.print_current),
            Command.LOCK: window.lock_wanted.emit,
            Command.SAVE: lambda: self._on_page(Page.save),
            Command.PRIMARY: self.press_primary,
            Command.LARGER: lambda: self.change_size(1),
            Command.SMALLER: lambda: self.change_size(-1),
            Command.NORMAL_SIZE: lambda: look().choose(factor=FACTORS[0]),
            Command.RECENT: window.feedback.show_history,
            Command.BACK: lambda: self._on_page(Page.go_back),
        }

    def bind(self, pages: tuple[PageKey, ...]) -> None:
        """Give every command its keys, in the order of the help page."""
        keymap = self._window.keymap
        if PageKey.INTAKE in pages:
            self._doings = {Command.NEW_CASE: self.new_case, Command.CALL: self.take_call, **self._doings}
        for command in Command:
            if command in self._doings:
                keymap.bind(command, self._doings[command])
        for page in pages:
            keymap.bind_page(page, partial(self._open, page))

    def _open(self, page: PageKey) -> None:
        """Who comes with materials may well be about the case the keys are on."""
        here = self._window.page
        about = Pointed(here.pointed()) if page is PageKey.CORRECTIONS and here is not None else None
        self._window.open(page, about)

    def do(self, command: str) -> None:
        """Carry a command out that was asked for without its key."""
        self._doings[Command(command)]()

    def show_help(self) -> None:
        """F1."""
        self._window.feedback.open(HelpDialog(key_groups(self._window.keymap), self._widget))

    def show_display(self) -> None:
        """Size and colours, behind the status bar's 显示."""
        self._window.feedback.open(display_dialog(self._widget))

    def new_case(self) -> None:
        """F2: the registration page with an empty form."""
        self._window.open(PageKey.INTAKE, NEW)

    def take_call(self) -> None:
        """Shift+F2: the registration page for somebody on the telephone."""
        self._window.open(PageKey.INTAKE, CALL)

    def find(self) -> None:
        """F3: the page's own search field, else the one in the top bar."""
        frame = self._window.frame
        if frame is None or frame.page.find_here():
            return
        if frame.top_bar.search.isVisible():
            frame.top_bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            frame.top_bar.search.selectAll()
        else:
            self._window.open(PageKey.CASES)

    def press_primary(self) -> None:
        """Ctrl+Enter: the accent button of the page."""
        page = self._window.page
        if page is not None and (button := page.primary()) is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            button.click()

    def invite_review(self) -> None:
        """F7: about the case the page shows, or whoever was served last."""
        page = self._window.page
        self._window.review_wanted.emit(page.subject() if page is not None else "")

    def undo(self) -> None:
        """Ctrl+Z outside of a text: the page's own step, or the last decision whichever page is shown."""
        page = self._window.page
        if page is None or not page.undo():
            self._window.undo_wanted.emit()

    def change_size(self, steps: int) -> None:
        """The next larger or smaller display size that fits the window."""
        fitting = factors_for(self._window.width())
        at = FACTORS.index(look().factor) + steps
        if 0 <= at < len(FACTORS) and FACTORS[at] in fitting:
            look().choose(factor=FACTORS[at])

    def _on_page(self, step: Callable[[Page], object]) -> None:
        if (page := self._window.page) is not None:
            getattr(page, step.__name__)()

    def enter_page(self) -> None:
        """Give the keys to the first pane that has a use for them, wherever they are."""
        enter_pane(self._panes())

    def _panes(self) -> tuple[QWidget, ...]:
        frame = self._window.frame
        if frame is None:
            return (self._window.navigation, self._window.status_bar)
        page = frame.page
        bar = (page.action_bar,) if page.action_bar is not None else ()
        inside = tuple(page.panes()) or (page,)
        return (*inside, *bar, self._window.status_bar, self._window.navigation, frame.top_bar)
