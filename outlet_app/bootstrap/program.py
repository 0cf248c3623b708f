"""The light half of the program: window, sign-in, lock, and what happens between them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from errno import ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from outlet_app.bootstrap.calling_back import CallingBack
from outlet_app.bootstrap.desk_tools import DeskTools
from outlet_app.bootstrap.display import DisplayKeeper
from outlet_app.bootstrap.makers import AHEAD, FIRST, page_makers
from outlet_app.bootstrap.news_desk import NewsDesk
from outlet_app.bootstrap.trial_note import trial_people
from outlet_app.domain.attendance import Gone
from outlet_app.domain.facts.duty import SignOutWay
from outlet_app.domain.people import Right
from outlet_app.services.sign_in import SignIn
from outlet_app.services.troubles import Trouble
from outlet_app.settings import Settings
from outlet_app.system.clock import SystemClock
from outlet_app.system.crash import catch_crashes, write_sheet
from outlet_app.system.keystore import KeyStore
from outlet_app.system.paths import DataFolder
from outlet_app.system.preferences import Preferences
from outlet_app.ui.citizen.host import ReviewHost
from outlet_app.ui.clauses import CLAUSES
from outlet_app.ui.collector import Collector
from outlet_app.ui.idle import IdleWatch
from outlet_app.ui.jobs import Done, Failed, Lanes, open_lanes
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.office import Office, OutletFacts
from outlet_app.ui.pages.lock.page import LockPage
from outlet_app.ui.pages.sign_in.enrol_card import Enrolling
from outlet_app.ui.pages.sign_in.page import SignInPage
from outlet_app.ui.pages.sign_in.person_menu import ask_person
from outlet_app.ui.pages.sign_in.rescue import offer_backup
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.leaving import Leaving
from outlet_app.ui.parts.news import tell_sync
from outlet_app.ui.parts.time_question import TimeQuestion
from outlet_app.ui.shell import Made, Shell
from outlet_app.ui.sync_timer import SyncTimer
from outlet_app.ui.theme.theme import look
from outlet_app.version import VERSION

if TYPE_CHECKING:
    from outlet_app.bootstrap.workplace import Workplace
    from outlet_app.services.ports import Spooler
    from outlet_app.services.views import QueueState


class Program(QObject):
    """One window from the first start to the last sign-out; `workplace` is what a signed-in person has."""

    def __init__(
        self,
        app: QApplication,
        settings: Settings,
        folder: DataFolder,
        resources: Path,
        *,
        spooler: Spooler | None = None,
        lanes: Lanes | None = None,
    ) -> None:
        super().__init__(app)
        self.folder, self.resources, self.spooler = folder, resources, spooler
        self.clock = SystemClock()
        self.keystore = KeyStore(folder.slots)
        self.lanes = lanes or open_lanes(app)
        self._collector = Collector(self)
        self._collector.start()
        self.workplace: Workplace | None = None
        self._left: list[tuple[Workplace, Gone | None]] = []
        self._locked_at: datetime | None = None
        self._page_maker: Callable[[PageKey, Program, Workplace], Made]
        sign_in = SignIn(self.keystore)
        self.office = Office(self.clock.now, self)
        self.sync_timer = SyncTimer(self.office, self.lanes, self)
        self.shell = Shell(self.office, page_makers(self._make_page), CLAUSES)
        self.leaving = Leaving(self.office, self.shell.feedback, self.shell.sync_wanted.emit)
        self.shell.may_close = self.leaving.may_close
        self.reviewing = ReviewHost(self.shell, self.office, self.lanes.desk)
        self.idle = IdleWatch(app)
        self.tools = DeskTools(app, self.shell, self.lanes.desk, lambda: self.workplace)
        self.tools.duty.handed.connect(lambda: self.change_person(SignOutWay.HANDED))
        self.sign_in_page = SignInPage(
            sign_in,
            self.lanes,
            self._open,
            self._enrol,
            version=VERSION,
            server_url=settings.server_url,
            trial=trial_people(folder.root) if settings.trial else (),
        )
        self.lock_page = LockPage(sign_in, self.office, self.lanes, VERSION, self.shell.keep)
        self._display = DisplayKeeper(Preferences(folder.preferences), self.office, settings.theme)
        self._forget_crashes = catch_crashes(folder.logs, self.shell.feedback.bug)
        self.time_question = TimeQuestion(
            self.office, self.lanes.desk, self.shell.feedback, lambda: self.shell.is_covered, self
        )
        self.news = NewsDesk(
            self.shell, self.lanes, self.reviewing, lambda: self.workplace, self.lock, self._sent_away
        )
        self.called_back = CallingBack(self, self)
        self._connect(app)

    def start(self) -> None:
        """Show the window at the sign-in page."""
        self.shell.cover(self.sign_in_page)
        self.shell.appear()
        self.called_back.at_start()

    def close(self) -> None:
        """Let what is under way end, then give everything back."""
        self._sign_out(SignOutWay.QUIT)
        self.lanes.close()
        self._close_left()
        self._forget_crashes()
        self._collector.stop()

    def lock(self) -> None:
        """Cover everything; the key stays and the courier goes on (decisions.md 24)."""
        if self.workplace is not None and not self.shell.is_covered:
            self.idle.stop()
            self._locked_at = self.clock.now()
            self.lock_page.begin()
            self.shell.cover(self.lock_page)

    def _connect(self, app: QApplication) -> None:
        self.sign_in_page.opened.connect(self._opened)
        self.sign_in_page.failed.connect(self._refused)
        self.lock_page.unlocked.connect(self._unlocked)
        self.lock_page.failed.connect(self.tell)
        self.lock_page.other_person_wanted.connect(self.change_person)
        self.lock_page.quit_wanted.connect(self.shell.close)
        self.shell.lock_wanted.connect(self.lock)
        self.shell.other_person_wanted.connect(self._person_asked)
        self.shell.sync_wanted.connect(self.sync_timer.hurry)
        self.shell.review_wanted.connect(self.reviewing.invite)
        self.reviewing.began.connect(self.idle.stop)
        self.reviewing.ended.connect(self.idle.start)
        self.sync_timer.round_failed.connect(self.tell)
        self.sync_timer.round_done.connect(self.news.look)
        self.sync_timer.wish_answered.connect(self._tell_sync)
        self.idle.idle.connect(self.lock)
        self.called_back.begin()
        look().changed.connect(self._display.keep)
        # Before quitting: a review under way would not let its window be closed.
        self.shell.closing.connect(self.reviewing.end)
        self.shell.closing.connect(app.quit)

    def _open(self, staff_no: str, password: str) -> Workplace:
        """In the desk lane: the password first, then the heavy half."""
        try:
            key = self.keystore.unlock(staff_no, password)
        except OSError as error:
            # Each try is counted on the disk; a full one must say so and not look like a bug.
            raise Trouble("storage.disk_full" if error.errno == ENOSPC else "storage.disk_failed") from error
        from outlet_app.bootstrap.pages import make_page
        from outlet_app.bootstrap.workplace import open_workplace

        self._page_maker = make_page
        return open_workplace(
            self.folder, self.resources, self.keystore, key, staff_no, self.clock, self.spooler
        )

    def _make_page(self, key: PageKey) -> Made:
        assert self.workplace is not None, "pages are shown only to somebody signed in"
        return self._page_maker(key, self, self.workplace)

    def _enrol(self, filled: Enrolling) -> None:
        from outlet_app.services.enrolment import Enrolment

        Enrolment(self.keystore, self.folder.database).enrol(*filled)

    def _opened(self, workplace: Workplace) -> None:
        self.workplace = workplace
        here = workplace.counter.reference.outlet
        self.office.show_outlet(OutletFacts(here.code, here.sign, here.name))
        self.office.sign_in(workplace.person)
        self._display.bring_back(workplace.person.staff_no)
        self.shell.forget_pages()
        # Behind the cover and step by step: neither the first page nor the first F2 holds the window.
        self.shell.make_ahead(FIRST, lambda: self._begin(workplace))

    def _begin(self, workplace: Workplace) -> None:
        self.shell.open(PageKey.WORKBENCH)
        self.shell.uncover()
        self.sync_timer.start(workplace.sync, workplace.counter.written)
        self.time_question.start(workplace.time_check)
        self.reviewing.begin(workplace.counter.reviews)
        self.idle.start()
        self.news.ask()
        self.called_back.look_again()
        self.shell.make_ahead(AHEAD)

    def _unlocked(self) -> None:
        self._locked_at = None
        self.shell.uncover()
        self.idle.start()

    def _tell_sync(self, state: QueueState) -> None:
        if not self.called_back.has_spoken:
            tell_sync(self.shell.feedback, state)

    def _person_asked(self) -> None:
        """The status bar's person: a 窗口负责人 also finds the colleagues there."""
        here = self.workplace
        if here is None or not here.person.may(Right.ADD_COLLEAGUE):
            self.change_person()
            return
        from outlet_app.ui.parts.people.dialogs import PeopleDialog

        feedback, shell = self.shell.feedback, self.shell

        def colleagues() -> None:
            feedback.open(PeopleDialog(shell, here.counter.people, self.lanes.desk, feedback))

        ask_person(feedback, here.person.name, colleagues, self.change_person)

    def change_person(self, way: SignOutWay = SignOutWay.CHANGED) -> None:
        """换人登录: drafts are kept, the store is closed, nothing is sent until somebody signs in."""
        self._sign_out(SignOutWay.LOCKED if self._locked_at and way is SignOutWay.CHANGED else way)
        self.sign_in_page.begin()
        self.shell.cover(self.sign_in_page)
        self.leaving.note()

    def _sent_away(self) -> None:
        self.change_person(SignOutWay.SENT_AWAY)

    def _sign_out(self, way: SignOutWay) -> None:
        # A machine that wipes itself has handed over what there was: nothing is written behind that.
        wiping = self.called_back.page is not None
        gone = None if wiping else Gone(way, self._locked_at or self.clock.now())
        self._locked_at = None
        self.reviewing.end()
        self.idle.stop()
        self.sync_timer.stop()
        self.time_question.stop()
        self.called_back.forget()
        workplace, self.workplace = self.workplace, None
        if workplace is None:
            return
        if self.shell.page is not None:
            self.shell.page.save()
        self.shell.forget_pages()
        self.office.sign_in(None)
        self._left.append((workplace, gone))
        # One lane after the other: each may still be at work on the store.
        press, courier, desk = self.lanes.press, self.lanes.courier, self.lanes.desk

        def then_desk(_outcome: Done[None] | Failed) -> None:
            desk.run(self._close_left, _nothing, owner=self)

        press.run(_none, lambda _: courier.run(_none, then_desk, owner=self), owner=self)

    def _close_left(self) -> None:
        while self._left:
            workplace, gone = self._left.pop()
            workplace.close(gone)

    def _refused(self, error: Exception) -> None:
        if getattr(error, "code", "") == "storage.damaged":
            self._offer_backup()
        else:
            self.tell(error)

    def _offer_backup(self) -> None:
        from outlet_app.models.backup import last_backup, restore

        newest, database = last_backup(self.folder.backups), self.folder.database
        offer_backup(
            self.shell.feedback,
            self.lanes.desk,
            self,
            newest.made_at if newest else None,
            lambda: restore(database, newest.path) if newest else None,
        )

    def tell(self, error: Exception) -> None:
        """A Refusal or a Trouble in its words; anything else is a bug with a number."""
        try:
            tell(self.shell.feedback, error)
        except Exception as unexpected:
            self.shell.feedback.bug(write_sheet(self.folder.logs, unexpected))


def _none() -> None:
    """An errand that only waits for its turn."""


def _nothing(_outcome: Done[None] | Failed) -> None:
    """Nobody waits for this answer."""
