"""The window in front of the citizen: keys 1 … 5 or a touch, and a calm countdown."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QStackedLayout, QWidget

from outlet_app.domain.problems import Problem
from outlet_app.domain.reviews.answers import Answer
from outlet_app.ui.citizen import state as step
from outlet_app.ui.citizen.code_face import CodeFace
from outlet_app.ui.citizen.faces import FacePage, Levels, Reasons, Thanks, Welcome
from outlet_app.ui.citizen.scale import Scale
from outlet_app.ui.citizen.state import Face, Talk
from outlet_app.ui.theme.theme import follow
from outlet_app.ui.widgets.focus_ring import FocusRing
from outlet_app.wording import citizen as words

TICK_MS = 1_000
# What the clerk was typing when the window came must not press a card, nor one press two things.
DEAF_AT_FIRST_MS, DEAF_MS = 800, 350
DECLINE_KEY = 0  # on the cards: this time no review; on the reasons: no reason


class CitizenWindow(QWidget):
    """`pressed` carries level and the level it takes the place of; `submitted` an Answer.

    `declined` and `ran_out` end a talk without a review; `over` tells that the thanks were shown.
    """

    pressed = Signal(object, object)
    submitted = Signal(object)
    code_given = Signal(str)
    declined = Signal()
    ran_out = Signal()
    over = Signal()

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(words.WINDOW)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.talk: Talk | None = None
        self.beside_clerk = False
        self._scale = Scale()
        self._before: Talk | None = None
        self._busy = self._deaf = False
        self.welcome, self.levels = Welcome(self._scaled), Levels(self._scaled)
        self.reasons, self.thanks = Reasons(self._scaled), Thanks(self._scaled)
        self.code = CodeFace(self._scaled)
        self._faces: dict[Face, FacePage] = {
            Face.CODE: self.code,
            Face.LEVELS: self.levels,
            Face.REASONS: self.reasons,
            Face.THANKS: self.thanks,
        }
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        for page in (self.welcome, *self._faces.values()):
            self._stack.addWidget(page)
        self._ring = FocusRing(self)
        self._timer = QTimer(self, interval=TICK_MS)
        self._ears = QTimer(self, singleShot=True)
        self._connect()
        follow(self.restyle)

    def show_outlet(self, name: str) -> None:
        """Whose counter this is."""
        for page in (self.welcome, *self._faces.values()):
            page.outlet = name
            page.update()

    def place_on(self, screen: QScreen, *, beside_clerk: bool) -> None:
        """Cover a screen; beside the clerk's own, the clerk may say that nobody is there."""
        self.beside_clerk = beside_clerk
        if self.isVisible() and self.screen() is screen:
            return
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def begin(self, talk: Talk) -> None:
        """Ask; no card has the focus, so that neither Enter nor Space answers."""
        self._busy = False
        self._change(talk, deaf_ms=DEAF_AT_FIRST_MS)
        self._timer.start()
        self.activateWindow()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Back to the welcome."""
        self._timer.stop()
        self._ears.stop()
        self.talk, self._busy, self._deaf = None, False, False
        self._stack.setCurrentWidget(self.welcome)

    def give_code(self) -> None:
        """The 查询码 is typed: the store knows whether it fits."""
        if self.talk is not None and self._hears(Face.CODE):
            self._busy = True
            self.code_given.emit(self.talk.code)

    def admitted(self, problem: Problem | None) -> None:
        """Whether it did."""
        self._busy = False
        if self.talk is not None:
            self._change(step.admitted(self.talk, problem), deaf_ms=DEAF_MS)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def kept(self) -> None:
        """The pressed card is in the store: on to its reasons."""
        self._busy = False
        if self.talk is not None:
            self._change(replace(self.talk, face=Face.REASONS), deaf_ms=DEAF_MS)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def handed_in(self) -> None:
        """The review is in the queue."""
        self._busy = False
        if self.talk is not None:
            self._change(step.thanked(self.talk), deaf_ms=DEAF_MS)

    def not_kept(self) -> None:
        """The store did not take it: what was there before the press is there again, and says so."""
        self._busy = False
        told = self._before or self.talk
        if told is not None:
            self._change(step.not_kept(told), deaf_ms=DEAF_MS)

    def press(self, key: int) -> None:
        """Card 1 … 5 from the left."""
        if self.talk is not None and self._hears(Face.LEVELS):
            self._before, talk = self.talk, step.pressed(self.talk, key)
            # The reasons come with the answer of the store: only then does the page say that it is noted.
            self.talk, self._busy = replace(talk, face=Face.LEVELS), True
            self.pressed.emit(talk.level, self._before.level)

    def leave(self) -> None:
        """这次不评价; after going back it keeps what was pressed."""
        if self.talk is None or not (self._hears(Face.LEVELS) or self._hears(Face.CODE)):
            return
        if self.talk.level is None:
            self._busy = True
            self.declined.emit()
        else:
            self._hand_in(step.last_word(self.talk))

    def give_up(self) -> None:
        """The clerk says that nobody is there; where a card was pressed, only the citizen ends it."""
        hears = self._hears(Face.LEVELS) or self._hears(Face.CODE)
        if self.beside_clerk and hears and self.talk and self.talk.level is None:
            self._busy = True
            self.ran_out.emit()

    def submit(self, *, withheld: bool = False) -> None:
        """提交评价 or 不说明原因."""
        if self.talk is None or not self._hears(Face.REASONS):
            return
        tried = step.hindered(self.talk)
        if tried.problem is not None and not withheld:
            self._change(tried)
        else:
            self._hand_in(step.answer(tried, withheld=withheld))

    def tick(self) -> None:
        """One second later; at nought the pressed level is handed in, or nobody answered."""
        if self.talk is None or self._busy:
            return
        self._change(step.ticked(self.talk))
        if self.talk.left:
            return
        if self.talk.face is Face.THANKS:
            self.over.emit()
        elif self.talk.level is not None:
            self._hand_in(step.last_word(self.talk))
        else:
            self._busy = True
            self.ran_out.emit()

    def restyle(self) -> None:
        """Fit the design to this screen."""
        self._scale = Scale.of(self.width(), self.height())
        for page in (self.welcome, *self._faces.values()):
            page.restyle()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Digits only, from the row or a keypad; everything else answers nothing."""
        if event.isAutoRepeat() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return
        if self._is_on(Face.CODE):
            self._type(event)
        elif Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9:
            self._digit(event.key() - Qt.Key.Key_0)
        elif self._is_on(Face.REASONS) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        elif event.key() == Qt.Key.Key_Escape:
            self.give_up()

    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        super().mousePressEvent(event)
        self._touch()

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.restyle()

    def closeEvent(self, event: QCloseEvent, /) -> None:
        """Nobody closes it under a citizen's hands."""
        if self.talk is not None:
            event.ignore()
        else:
            super().closeEvent(event)

    def _type(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.give_code()
        elif event.key() == Qt.Key.Key_Backspace:
            self._step(step.erased, Face.CODE)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            self._step(lambda talk: step.typed(talk, event.text()), Face.CODE)

    def _digit(self, digit: int) -> None:
        if self._is_on(Face.LEVELS):
            if digit == DECLINE_KEY:
                self.leave()
            elif digit <= len(self.levels.cards):
                self.press(digit)
        elif self._is_on(Face.REASONS):
            if digit == DECLINE_KEY and self.reasons.none.isVisible():
                self.submit(withheld=True)
            elif digit:
                self._choose(digit)

    def _choose(self, place: int) -> None:
        self._step(lambda talk: step.chose(talk, place))
        if place == step.OTHER and self.talk is not None and self.talk.other:
            self.reasons.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, change: Callable[[Talk], Talk], face: Face = Face.REASONS) -> None:
        if self.talk is not None and self._hears(face):
            self._change(change(self.talk))

    def _touch(self) -> None:
        if self.talk is not None and not self._busy:
            self._change(step.touched(self.talk))

    def _hand_in(self, told: Answer) -> None:
        self._busy = True
        self.submitted.emit(told)

    def _back(self) -> None:
        if self.talk is not None and self._hears(Face.REASONS):
            self._change(step.went_back(self.talk), deaf_ms=DEAF_MS)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, talk: Talk, *, deaf_ms: int = 0) -> None:
        self.talk, self._before = talk, None
        page = self._faces[talk.face]
        page.show_talk(talk)
        self._stack.setCurrentWidget(page)
        if deaf_ms:
            self._deaf = True
            self._ears.start(deaf_ms)

    def _hears(self, face: Face) -> bool:
        return self._is_on(face) and not self._busy and not self._deaf

    def _is_on(self, face: Face) -> bool:
        return self.talk is not None and self.talk.face is face

    def _hear_again(self) -> None:
        self._deaf = False

    def _scaled(self) -> Scale:
        return self._scale

    def _connect(self) -> None:
        self._timer.timeout.connect(self.tick)
        self._ears.timeout.connect(self._hear_again)
        self.levels.pressed.connect(self.press)
        self.levels.left.connect(self.leave)
        self.code.typed.connect(lambda one: self._step(lambda talk: step.typed(talk, one), Face.CODE))
        self.code.erased.connect(lambda: self._step(step.erased, Face.CODE))
        self.code.given.connect(self.give_code)
        self.code.left.connect(self.leave)
        reasons = self.reasons
        reasons.chose.connect(self._choose)
        reasons.wrote.connect(lambda text: self._step(lambda talk: step.wrote(talk, text)))
        reasons.anonymous.connect(lambda: self._step(step.hid_name))
        reasons.call_back.connect(lambda: self._step(step.would_talk))
        reasons.back.connect(self._back)
        reasons.withheld.connect(lambda: self.submit(withheld=True))
        reasons.submitted.connect(self.submit)
