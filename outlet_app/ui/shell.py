"""The window: navigation, pages, status bar, the cover for sign-in and lock, and the keys to them."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import delete, isValid

from outlet_app.ui.commands import Commands
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.keymap import Keymap, PageKey
from outlet_app.ui.making import Making, Pieces
from outlet_app.ui.navigation import Navigation
from outlet_app.ui.office import Office
from outlet_app.ui.page_frame import PageFrame
from outlet_app.ui.status_bar import StatusBar
from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.top_bar import TopBar
from outlet_app.ui.widgets.boxes import ground
from outlet_app.ui.widgets.focus_ring import FocusRing
from outlet_app.ui.widgets.page import Layout, Page
from outlet_app.wording.shell import WINDOW_TITLE
from outlet_app.wording.troubles import Clauses

Made = Page | Pieces[Page]
MakePage = Callable[[], Made]
FIRST_SIZE, LEAST_SIZE = QSize(1366, 768), QSize(960, 540)
FRAME = QSize(16, 40)
TOASTS_OVER_STATUS, TOASTS_OVER_ACTIONS = 32, 96


class Shell(QWidget):
    """Pages are made on their first visit; those not given are absent. Signals ask the composition root."""

    lock_wanted = Signal()
    sync_wanted = Signal()
    terms_wanted = Signal()
    phrases_wanted = Signal()
    undo_wanted = Signal()
    answers_wanted = Signal()
    seal_wanted = Signal()
    duty_wanted = Signal()
    ticket_wanted = Signal()
    review_wanted = Signal(str)
    other_person_wanted = Signal()
    page_shown = Signal(str)
    closing = Signal()

    def __init__(
        self, office: Office, makers: Mapping[PageKey, MakePage], clauses: Mapping[str, Clauses]
    ) -> None:
        super().__init__()
        self._makers = makers
        self.office = office
        self.frames: dict[PageKey, PageFrame] = {}
        self.current: PageKey | None = None
        self._came_from: QWidget | None = None
        self.may_close: Callable[[], bool] = lambda: True
        self.layout_class = Layout.STANDARD
        self.setWindowTitle(WINDOW_TITLE)
        ground(self, "canvas")
        self.navigation = Navigation(tuple(makers))
        self.pages = QStackedWidget()
        self.status_bar = StatusBar(office)
        self._stack = QStackedWidget()
        self._lay_out()
        self._making = Making(self._framed, self)
        self._ring = FocusRing(self)
        self.feedback = Feedback(self, clauses, office.now)
        self.keymap = Keymap(self)
        self.commands = Commands(self, self)
        self.commands.bind(tuple(makers))
        self._connect()
        self.resize(FIRST_SIZE)
        follow(self.restyle)

    @property
    def page(self) -> Page | None:
        """The page in view."""
        return self.frames[self.current].page if self.current is not None else None

    @property
    def frame(self) -> PageFrame | None:
        """The page in view with its bars."""
        return self.frames[self.current] if self.current is not None else None

    def appear(self, room: QSize | None = None) -> None:
        """Show the window; where the screen has just room for it, over all of it.

        A frame and a task bar would push its foot off a screen of 1366×768. room: without any task bar.
        """
        room = room or self.screen().availableSize()
        holds = room.width() >= LEAST_SIZE.width() and room.height() >= LEAST_SIZE.height()
        framed = FIRST_SIZE + FRAME
        tight = room.width() < framed.width() or room.height() < framed.height()
        if holds and tight:
            self.showMaximized()
        else:
            self.show()

    def open(self, key: str, what: object = None) -> None:
        """Show a page (and a record on it), once the present page lets go."""
        wanted = PageKey(key)
        if wanted not in self._makers:
            return
        if self.page is None or wanted == self.current:
            self._show(wanted, what)
        else:
            self.page.leave(lambda: self._show(wanted, what))

    def cover(self, widget: QWidget) -> None:
        """Lay sign-in or lock over everything: dialogs close, keys are off, the page keeps its state."""
        self.feedback.close_all()
        self.veil(widget)

    def veil(self, widget: QWidget) -> None:
        """Lay something over everything while somebody else is at the keys; what was said stays."""
        if not self.is_covered:
            self._came_from = QApplication.focusWidget()
        self.keymap.set_enabled(False)
        if self._stack.indexOf(widget) < 0:
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        widget.setFocus()

    def uncover(self) -> None:
        """Take the cover away and go on where the work stood."""
        self._stack.setCurrentIndex(0)
        self.keymap.set_enabled(True)
        came_from = self._came_from
        if came_from is not None and isValid(came_from) and self._takes_keys(came_from):
            came_from.setFocus()
        else:
            # It stood in a dialog that is closed, or nowhere; Qt would choose the navigation.
            self.commands.enter_page()

    def _takes_keys(self, widget: QWidget) -> bool:
        return self.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled()

    @property
    def is_covered(self) -> bool:
        return self._stack.currentIndex() != 0

    def make_ahead(self, keys: Iterable[PageKey], then: Callable[[], None] | None = None) -> None:
        """Make pages before their first visit, while nothing else is to be done; then tell."""
        wanted = [key for key in keys if key in self._makers and key not in self.frames]
        self._making.begin(wanted, then)

    def forget_pages(self) -> None:
        """Another person signed in: every page is made anew."""
        self._making.forget()
        for frame in self.frames.values():
            self.pages.removeWidget(frame)
            frame.hide()
            # At once: an answer still on its way must not reach the page of somebody who has left.
            delete(frame)
        self.frames.clear()
        self.current = None

    def keep(self, then: Callable[[bool], None]) -> None:
        """Keep what is unfinished on any page, and tell whether the store has all of it."""
        current = self.page
        waiting = [one.page for one in self.frames.values() if one.page is current or not one.page.is_kept]
        told: list[bool] = []

        def one_told(kept: bool) -> None:
            told.append(kept)
            if len(told) == len(waiting):
                then(all(told))

        for page in waiting:
            page.keep(one_told)
        if not waiting:
            then(True)

    def restyle(self) -> None:
        """Find the layout class for the present width and size factor."""
        self.layout_class = Layout.of(self.width() / look().factor)
        compact = self.layout_class is Layout.COMPACT
        self.navigation.set_rail(compact)
        self.status_bar.set_compact(compact)
        for frame in self.frames.values():
            frame.set_layout(self.layout_class)

    def minimumSizeHint(self) -> QSize:
        return LEAST_SIZE

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.restyle()

    def closeEvent(self, event: QCloseEvent, /) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        place, work, upper = QWidget(), QVBoxLayout(), QHBoxLayout()
        place.setLayout(work)
        upper.addWidget(self.navigation)
        upper.addWidget(self.pages, 1)
        work.addLayout(upper, 1)
        work.addWidget(self.status_bar)
        outer = QVBoxLayout(self)
        outer.addWidget(self._stack)
        # An explicit minimum: a page that wants more room scrolls, it never makes the window larger.
        self.setMinimumSize(LEAST_SIZE)
        self._stack.addWidget(place)
        for layout in (work, upper, outer):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)

    def _connect(self) -> None:
        self.navigation.opened.connect(self.open)
        self.navigation.asked.connect(self.commands.do)
        self.status_bar.opened.connect(self._status_part)
        self.office.queue_changed.connect(self.navigation.show_queue)
        self.navigation.show_queue(self.office.queue)
        self.feedback.banner_wanted.connect(self._show_banner)
        self.feedback.opened.connect(self.keymap.lend)

    def _status_part(self, part: str) -> None:
        if part == "person":
            self.other_person_wanted.emit()
        elif part == "display":
            self.commands.show_display()
        elif part in ("link", "queue", "synced"):
            self.open(PageKey.SYNC)
        elif part == "outlet":
            self.open(PageKey.SETTINGS)

    def _show_banner(self, tone: object, title: str, text: str) -> None:
        if self.frame is not None and isinstance(tone, Tone):
            self.frame.show_banner(tone, title, text)

    def _show(self, key: PageKey, what: object) -> None:
        if key not in self.frames:
            self._making.finish(key)
        frame = self.frames[key]
        frame.hide_banner()
        self.current = key
        self.pages.setCurrentWidget(frame)
        self.navigation.show_current(key)
        low = frame.page.action_bar is None
        self.feedback.toasts.keep_off(TOASTS_OVER_STATUS if low else TOASTS_OVER_ACTIONS)
        frame.page.activated(what)
        self.page_shown.emit(key)

    def _framed(self, key: PageKey) -> Pieces[None]:
        """Make a page and put it among the others, in steps that are soon done."""
        made = self._makers[key]()
        page = made if isinstance(made, Page) else (yield from made)
        yield
        bar = TopBar(page)
        bar.searched.connect(lambda text: self.open(PageKey.CASES, text))
        page.go_to.connect(self.open)
        frame = PageFrame(page, bar)
        yield
        frame.set_layout(self.layout_class)
        self.frames[key] = frame
        self.pages.addWidget(frame)
