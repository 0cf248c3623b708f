"""Brings the citizen's window up and away, keeps what is pressed, and covers the clerk's work meanwhile."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from outlet_app.domain.events import Channel, ReviewOutcome
from outlet_app.domain.problems import Problem, Refused
from outlet_app.domain.reviews.answers import Answer, Ending
from outlet_app.domain.reviews.levels import Level
from outlet_app.services.review_views import Invitation
from outlet_app.services.views import Outcome
from outlet_app.ui.citizen.screens import citizen_screen
from outlet_app.ui.citizen.state import asked
from outlet_app.ui.citizen.waiting import Waiting
from outlet_app.ui.citizen.window import CitizenWindow
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.office import Office
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.shell import Shell
from outlet_app.ui.theme.tokens import Tone
from outlet_app.wording import citizen as words

STANDS_HERE = frozenset({Channel.COUNTER, Channel.ON_SITE})
Screens = Callable[[QScreen | None], QScreen | None]


class Reviews(Protocol):
    """The use case, as far as the window needs it."""

    def invite(self, case_id: str = "") -> Invitation: ...
    def follow(self, case_id: str) -> Invitation: ...
    def admit(self, invitation: Invitation, typed: str) -> Problem | None: ...
    def press(self, invitation: Invitation, level: Level, instead_of: Level | None = None) -> None: ...
    def submit(self, invitation: Invitation, answer: Answer) -> None: ...
    def leave(self, invitation: Invitation, outcome: ReviewOutcome) -> None: ...


def _invited(reviews: Reviews, case_id: str, silent: bool) -> Invitation:
    """Who was rated already may have a later word, if somebody asks for it (domain.md §7.4)."""
    try:
        return reviews.invite(case_id)
    except Refused as refused:
        if silent or not case_id or refused.refusal.code != "review.rated":
            raise
        return reviews.follow(case_id)


def second_screen(clerk: QScreen | None) -> QScreen | None:
    """The screen of the citizen among those plugged in."""
    return citizen_screen(clerk, QGuiApplication.screens())


class ReviewHost(QObject):
    """One review at a time; `began` and `ended` tell the program, `ended` after every talk."""

    began = Signal()
    ended = Signal()

    def __init__(self, shell: Shell, office: Office, lane: Lane, screens: Screens = second_screen) -> None:
        super().__init__(shell)
        self._shell, self._office, self._lane, self._screens = shell, office, lane, screens
        self._reviews: Reviews | None = None
        self._invitation: Invitation | None = None
        self._is_asking = self._has_told = False
        self.waiting = Waiting()
        self.window: CitizenWindow | None = None
        self.waiting.came.connect(self._give_keys_back)
        self.waiting.given_up.connect(self._give_up)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._arrange)
            app.screenRemoved.connect(self._arrange)

    @property
    def is_open(self) -> bool:
        """Whether a citizen is being asked."""
        return self._invitation is not None

    def begin(self, reviews: Reviews) -> None:
        """Somebody signed in: a second screen says welcome."""
        self._reviews = reviews
        self._arrange()

    def end(self) -> None:
        """Nobody is signed in any more; a pressed card is in the store already."""
        was_open = self.is_open
        self._reviews = self._invitation = None
        self._is_asking = False
        if self.window is not None:
            self.window.end()
            self.window.hide()
        if was_open:
            self._uncover()

    def invite(self, case_id: str = "") -> None:
        """F7: ask about a case, or about whoever was served last."""
        self._ask(case_id, silent=False)

    def offer(self, outcome: Outcome) -> None:
        """After a decision, where the applicant stands here with a screen of the own."""
        case = outcome.case
        if self._citizens() is not None and case.registered.channel in STANDS_HERE:
            self._ask(case.case_id, silent=True)

    def offer_case(self, case_id: str) -> None:
        """After a step for which the applicant stood here, with a screen of the own."""
        if self._citizens() is not None:
            self._ask(case_id, silent=True)

    def _ask(self, case_id: str, *, silent: bool) -> None:
        reviews, shell = self._reviews, self._shell
        if reviews is None or self._is_asking or shell.is_covered or shell.feedback.open_dialog is not None:
            return
        self._is_asking = True
        self._lane.run(
            lambda: _invited(reviews, case_id, silent),
            lambda outcome: self._asked(outcome, silent),
            owner=self,
        )

    def _asked(self, outcome: Done[Invitation] | Failed, silent: bool) -> None:
        self._is_asking = False
        if isinstance(outcome, Failed):
            # Nobody asked for what came by itself; a refusal then only means that there is nothing to rate.
            if not (silent and isinstance(outcome.error, Refused)):
                tell(self._shell.feedback, outcome.error)
        elif self._reviews is not None and not self._shell.is_covered:
            self._open(outcome.value)

    def _open(self, invitation: Invitation) -> None:
        self._invitation, self._has_told = invitation, False
        self._shell.feedback.hold()
        self.waiting.show_pressed(False)
        self.waiting.show_again(invitation.again)
        self._shell.veil(self.waiting)
        window = self.window or self._make()
        self._arrange()
        window.begin(asked(invitation))
        self.began.emit()

    def _make(self) -> CitizenWindow:
        self.window = window = CitizenWindow()
        window.pressed.connect(self._press)
        window.code_given.connect(self._admit)
        window.submitted.connect(self._submit)
        window.declined.connect(lambda: self._leave(ReviewOutcome.DECLINED))
        window.ran_out.connect(lambda: self._leave(ReviewOutcome.TIMED_OUT))
        window.over.connect(self._over)
        return window

    def _arrange(self, _screen: QScreen | None = None) -> None:
        """A screen came or went, or somebody is asked: the window covers the citizen's, else the clerk's."""
        citizens = self._citizens()
        if self._reviews is None or (citizens is None and not self.is_open):
            if self.window is not None:
                self.window.hide()
            return
        window = self.window or self._make()
        window.show_outlet(self._office.outlet.name)
        self.waiting.set_beside(citizens is not None)
        was_active = self._shell.isActiveWindow()
        window.place_on(citizens or self._shell.screen(), beside_clerk=citizens is not None)
        if was_active and not self.is_open:
            self._shell.activateWindow()

    def _citizens(self) -> QScreen | None:
        return self._screens(self._shell.screen())

    def _admit(self, code: str) -> None:
        reviews, invitation = self._reviews, self._invitation
        if reviews is not None and invitation is not None:
            self._lane.run(lambda: reviews.admit(invitation, code), self._admitted, owner=self)

    def _admitted(self, outcome: Done[Problem | None] | Failed) -> None:
        if self.window is None or not self.is_open:
            return
        if isinstance(outcome, Failed):
            self._close()
            self._tell(outcome.error)
        else:
            self.window.admitted(outcome.value)

    def _press(self, level: Level, instead_of: Level | None) -> None:
        reviews, invitation = self._reviews, self._invitation
        if reviews is None or invitation is None:
            return
        self.waiting.show_pressed(True)
        self._lane.run(
            lambda: reviews.press(invitation, level, instead_of),
            lambda outcome: self._kept(outcome, CitizenWindow.kept),
            owner=self,
        )

    def _submit(self, answer: Answer) -> None:
        reviews, invitation = self._reviews, self._invitation
        if reviews is None or invitation is None:
            return
        walked_off = answer.ending is Ending.TIMED_OUT
        self._lane.run(
            lambda: reviews.submit(invitation, answer),
            lambda outcome: self._kept(outcome, CitizenWindow.handed_in, walked_off),
            owner=self,
        )

    def _kept(
        self, outcome: Done[None] | Failed, then: Callable[[CitizenWindow], None], walked_off: bool = False
    ) -> None:
        if self.window is None or not self.is_open:
            return
        if isinstance(outcome, Done):
            then(self.window)
            return
        self._tell(outcome.error)
        if walked_off:
            # Nobody is there to press again; the pressed card waits in the store for the next start.
            self._close()
        else:
            self.window.not_kept()
            self.waiting.show_pressed(self.window.talk is not None and self.window.talk.level is not None)

    def _leave(self, outcome: ReviewOutcome) -> None:
        reviews, invitation = self._reviews, self._invitation
        if reviews is not None and invitation is not None:
            self._lane.run(lambda: reviews.leave(invitation, outcome), self._left, owner=self)

    def _left(self, outcome: Done[None] | Failed) -> None:
        if not self.is_open:
            return
        if isinstance(outcome, Failed):
            self._tell(outcome.error)
            self._close()
        elif self._invitation is not None and self._invitation.again:
            self._close(words.AGAIN_OVER)
        else:
            self._close(words.UNRATED, words.UNRATED_TEXT, Tone.INFO)

    def _over(self) -> None:
        """Rated. Whether a later word was given is nobody's to know here, so that way ends the same."""
        if self._invitation is not None and self._invitation.again:
            self._close(words.AGAIN_OVER)
        else:
            self._close(words.RATED, words.RATED_TEXT, Tone.OK)

    def _tell(self, error: Exception) -> None:
        """Once: a full disk would say so at every press."""
        if not self._has_told:
            self._has_told = True
            tell(self._shell.feedback, error)

    def _close(self, title: str = "", text: str = "", tone: Tone = Tone.INFO) -> None:
        self._invitation = None
        if self.window is not None:
            self.window.end()
        self._arrange()
        self._uncover()
        if title:
            self._shell.feedback.toast(title, text, tone)

    def _uncover(self) -> None:
        self._shell.uncover()
        self._shell.activateWindow()
        self._shell.feedback.release()
        self.ended.emit()

    def _give_keys_back(self) -> None:
        if self.window is not None and self.is_open:
            self.window.activateWindow()

    def _give_up(self) -> None:
        if self.window is not None:
            self.window.give_up()
