"""What the program does with a machine that the city calls back: locks it, wipes it, says its last word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from outlet_app.system.farewell import FarewellBook, Stage
from outlet_app.ui.jobs import Done, Failed
from outlet_app.ui.parts.farewell import tell_gone
from outlet_app.ui.parts.news import tell_barred

if TYPE_CHECKING:
    from outlet_app.bootstrap.workplace import Workplace
    from outlet_app.services.views import QueueState
    from outlet_app.system.paths import DataFolder
    from outlet_app.ui.citizen.host import ReviewHost
    from outlet_app.ui.idle import IdleWatch
    from outlet_app.ui.jobs import Lanes
    from outlet_app.ui.office import Office
    from outlet_app.ui.pages.evacuation.page import EvacuationPage
    from outlet_app.ui.pages.lock.page import LockPage
    from outlet_app.ui.pages.sign_in.page import SignInPage
    from outlet_app.ui.shell import Shell
    from outlet_app.ui.sync_timer import SyncTimer

CALLED_BACK = "revoked_evacuate"


class Around(Protocol):
    """What calling back needs of the program."""

    folder: DataFolder
    lanes: Lanes
    office: Office
    shell: Shell
    sync_timer: SyncTimer
    reviewing: ReviewHost
    idle: IdleWatch
    lock_page: LockPage
    sign_in_page: SignInPage
    workplace: Workplace | None

    def change_person(self) -> None:
        """Sign out and close the store."""

    def tell(self, error: Exception) -> None:
        """Say what went wrong."""


class CallingBack(QObject):
    """Looks after every round; a machine that began to destroy itself is finished at the next start."""

    def __init__(self, program: Around, parent: QObject) -> None:
        super().__init__(parent)
        self._program = program
        self.book = FarewellBook(program.folder)
        self.page: EvacuationPage | None = None
        self._told = ""
        self.has_spoken = False

    def begin(self) -> None:
        """Once the window stands."""
        program = self._program
        program.sync_timer.round_done.connect(self.look)
        program.lock_page.unlocked.connect(self.look_again)

    def at_start(self) -> None:
        """A last word that could not be said before is said now, and whoever is here reads what was done."""
        told = self.book.read()
        if told is not None and told.stage == Stage.DESTROYED:
            self._program.lanes.courier.run(self._say, self._said, owner=self)

    def look_again(self) -> None:
        """Somebody came back to the counter: is it still theirs?"""
        here = self._program.workplace
        if here is not None:
            self._program.lanes.desk.run(here.sync.state, self._looked, owner=self)

    def look(self, state: QueueState) -> None:
        """Lay the page over everything once the city calls back; somebody else's cover goes first."""
        shell, here = self._program.shell, self._program.workplace
        self._tell(state.mode)
        if self.page is not None:
            self.page.show_round(state)
        if state.mode != CALLED_BACK or here is None or self.page is not None or shell.is_covered:
            return
        from outlet_app.bootstrap.pages import make_evacuation

        self._program.idle.stop()
        if shell.page is not None:
            shell.page.save()
        self.page = make_evacuation(self._program, here)
        self.page.wiping.connect(self._wipe)
        self.page.quit_wanted.connect(shell.close)
        shell.cover(self.page)
        self.page.show_round(state)
        self.page.refresh()

    def forget(self) -> None:
        """Whoever was signed in is not any more."""
        self._told = ""
        page, self.page = self.page, None
        if page is not None:
            page.hide()
            page.deleteLater()

    def _tell(self, mode: str) -> None:
        """A decision of the city, once each time somebody signs in; the lock speaks for itself."""
        before, self._told = self._told, mode
        is_news = mode not in (before, "", CALLED_BACK)
        # Whoever pressed 立即同步 is answered after this, and shall not read the same twice.
        self.has_spoken = is_news or mode == CALLED_BACK
        if is_news:
            tell_barred(self._program.shell.feedback, mode)

    def _looked(self, outcome: Done[QueueState] | Failed) -> None:
        if isinstance(outcome, Done):
            self.look(outcome.value)

    def _wipe(self) -> None:
        """The store is closed first, lane after lane, as when somebody signs out; then nothing is left."""
        self._program.change_person()
        lanes = self._program.lanes

        def then_destroy(_outcome: Done[None] | Failed) -> None:
            lanes.desk.run(self.book.destroy, self._destroyed, owner=self)

        def then_desk(_outcome: Done[None] | Failed) -> None:
            lanes.courier.run(_none, then_destroy, owner=self)

        lanes.press.run(_none, then_desk, owner=self)

    def _destroyed(self, outcome: Done[bool] | Failed) -> None:
        if isinstance(outcome, Failed):
            self._program.tell(outcome.error)
            return
        self._program.sign_in_page.begin()
        self._program.lanes.courier.run(self._say, self._said, owner=self)

    def _say(self) -> str:
        from outlet_app.services.evacuation import say_last_word

        say_last_word(self.book)
        told = self.book.read()
        return told.stage if told is not None else ""

    def _said(self, outcome: Done[str] | Failed) -> None:
        stage = outcome.value if isinstance(outcome, Done) else Stage.DESTROYED.value
        tell_gone(self._program.shell.feedback, stage)


def _none() -> None:
    """An errand that only waits for its turn."""
