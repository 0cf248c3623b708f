"""What came from the city after a round: told in passing, and whoever its list sent away is signed out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from outlet_app.ui.citizen.host import ReviewHost
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.parts.news import tell_healed, tell_news, tell_transfers
from outlet_app.ui.shell import Shell

if TYPE_CHECKING:
    from outlet_app.bootstrap.workplace import Workplace
    from outlet_app.services.release_views import News

SENT_AWAY, SENT_AWAY_UNKEPT = "people.sent_away", "people.sent_away_unkept"


class NewsDesk(QObject):
    """`workplace` gives what the person signed in has; `lock` and `sign_out` are the program's own."""

    def __init__(
        self,
        shell: Shell,
        lanes: Lanes,
        reviewing: ReviewHost,
        workplace: Callable[[], Workplace | None],
        lock: Callable[[], None],
        sign_out: Callable[[], None],
    ) -> None:
        super().__init__(shell)
        self._shell, self._lanes, self._reviewing = shell, lanes, reviewing
        self._workplace, self._lock, self._sign_out = workplace, lock, sign_out
        # Whom the list sent away and who is still at the window, until what is being kept is kept.
        self._leaver: Workplace | None = None
        reviewing.ended.connect(self._review_ended)

    def look(self) -> None:
        """After a round. New data hold from the next sign-in: no page changes under a clerk's hands."""
        here = self._workplace()
        if here is None:
            return
        tell_healed(self._shell.feedback, here.sync.take_healed())
        tell_transfers(self._shell.feedback, here.counter.arrivals.take_news())
        if here.sync.catalogue_changed or here.is_another_day():
            self.ask()

    def ask(self) -> None:
        """Follow the list of people and tell what nobody here has looked at."""
        here = self._workplace()
        if here is not None:
            self._lanes.desk.run(here.news, lambda outcome: self._told(here, outcome), owner=self)

    def _told(self, here: Workplace, outcome: Done[News] | Failed) -> None:
        if not isinstance(outcome, Done) or self._workplace() is not here:
            return
        if not outcome.value.has_left:
            tell_news(self._shell.feedback, outcome.value)
        elif self._leaver is not here:
            self._leaver = here
            self._begin()

    def _review_ended(self) -> None:
        if self._leaver is not None:
            self._begin()

    def _begin(self) -> None:
        """A citizen who is being asked comes to the end; then what was asked of the lanes before does."""
        if self._reviewing.is_open:
            return
        here, desk, press = self._leaver, self._lanes.desk, self._lanes.press

        def keep(_outcome: Done[None] | Failed) -> None:
            self._shell.keep(lambda kept: self._send_away(here, kept))

        desk.run(_none, lambda _: press.run(_none, keep, owner=self), owner=self)

    def _send_away(self, here: Workplace | None, kept: bool) -> None:
        if here is None or self._leaver is not here:
            return
        self._leaver = None
        if self._workplace() is not here:
            return
        person = here.person
        if kept:
            self._sign_out()
        else:
            # What the disk does not take stays behind the lock, which asks for it again and again.
            self._lock()
        code = SENT_AWAY if kept else SENT_AWAY_UNKEPT
        self._shell.feedback.trouble(code, {"name": person.name, "short": person.short_no}, icon="lock")


def _none() -> None:
    """An errand that only waits for its turn."""
