"""Sign-in over the whole window; a new machine enrols here first."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from outlet_app.services.sign_in import SignIn
from outlet_app.system.keystore import FirstWordUsed
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.pages.sign_in.enrol_card import EnrolCard, Enrolling
from outlet_app.ui.pages.sign_in.own_card import OwnCard
from outlet_app.ui.pages.sign_in.sign_card import SignCard
from outlet_app.ui.pages.sign_in.state import TrialPerson
from outlet_app.ui.parts.cover import Cover, fill
from outlet_app.ui.parts.own_word import Wrong, staff_no_meant, wrong_of
from outlet_app.ui.widgets.boxes import Column, Row
from outlet_app.ui.widgets.brand import Seal
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import shell
from outlet_app.wording import sign_in as words

Open = Callable[[str, str], object]
Enrol = Callable[[Enrolling], object]


class SignInPage(QWidget):
    """`open_with` and `enrol_with` work in the desk lane; `opened` carries what the former returned."""

    opened = Signal(object)
    failed = Signal(object)
    enrolled = Signal()

    def __init__(
        self,
        sign_in: SignIn,
        lanes: Lanes,
        open_with: Open,
        enrol_with: Enrol,
        *,
        version: str,
        server_url: str = "",
        trial: Sequence[TrialPerson] = (),
    ) -> None:
        super().__init__()
        self._sign_in, self._lanes = sign_in, lanes
        self._open_with, self._enrol_with = open_with, enrol_with
        self._trial = trial
        self.sign_card = SignCard(sign_in.remembered(), trial)
        self.enrol_card = EnrolCard(server_url)
        self.own_card = OwnCard()
        self._first = ("", "")
        cards = Column(self.sign_card, self.enrol_card, self.own_card, gap=0)
        fill(self, Cover(_brand(), cards, version))
        self.own_card.wanted.connect(self._trade)
        self.sign_card.tried.connect(self._try)
        self.enrol_card.wanted.connect(self._enrol)
        self._show_card(self.enrol_card if not sign_in.has_anyone() else self.sign_card)

    def begin(self) -> None:
        """Ready for the next person."""
        recent = self._sign_in.remembered()
        self.sign_card.set_busy(False)
        self.sign_card.begin(recent[0][-4:] if recent else "")
        self.enrol_card.begin()
        self._show_card(self.sign_card if self._sign_in.has_anyone() else self.enrol_card)

    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        self._shown.take_focus()

    def _try(self, typed: str, password: str) -> None:
        meant = staff_no_meant(typed, self._sign_in.people())
        if isinstance(meant, Wrong):
            self.sign_card.say(meant)
            return
        self._first = (meant, password)
        self._open(meant, password)

    def _open(self, staff_no: str, password: str) -> None:
        self.sign_card.set_busy(True)
        self._lanes.desk.run(lambda: self._open_with(staff_no, password), self._answered, owner=self)

    def _trade(self, own: str) -> None:
        """An own 口令 for the first one; then the person is signed in with it."""
        staff_no, word = self._first
        self.own_card.set_busy(True)

        def traded(outcome: Done[None] | Failed) -> None:
            self._show_card(self.sign_card)
            if isinstance(outcome, Failed):
                self._answered(outcome)
            else:
                self._open(staff_no, own)

        self._lanes.desk.run(lambda: self._sign_in.trade(staff_no, word, own), traded, owner=self)

    def _answered(self, outcome: Done[object] | Failed) -> None:
        if isinstance(outcome, Done):
            # Busy until the next person: behind this page the first pages are being made.
            self.sign_card.say(Wrong())
            self.opened.emit(outcome.value)
            return
        self.sign_card.set_busy(False)
        if isinstance(outcome.error, FirstWordUsed):
            self.own_card.begin(self._first[0])
            self._show_card(self.own_card)
            self.own_card.take_focus()
            return
        wrong = wrong_of(outcome.error)
        if wrong is not None:
            self.sign_card.say(wrong)
        else:
            self.failed.emit(outcome.error)

    def _enrol(self, filled: Enrolling) -> None:
        self.enrol_card.set_busy(True)
        self._lanes.desk.run(lambda: self._enrol_with(filled), self._enrol_answered, owner=self)

    def _enrol_answered(self, outcome: Done[object] | Failed) -> None:
        self.enrol_card.set_busy(False)
        if isinstance(outcome, Failed):
            self.failed.emit(outcome.error)
            return
        self.sign_card.begin(self._sign_in.people()[0][-4:])
        self._show_card(self.sign_card)
        self.sign_card.take_focus()
        self.enrolled.emit()

    def _show_card(self, card: SignCard | EnrolCard | OwnCard) -> None:
        self._shown = card
        for one in (self.sign_card, self.enrol_card, self.own_card):
            one.setVisible(one is card)


def _brand() -> QWidget:
    names = Column(Label(words.CITY, "brand"), Label(shell.PROGRAM_PART, "record", "text2"), gap=0)
    return Row(Seal(56), names, gap=16)
