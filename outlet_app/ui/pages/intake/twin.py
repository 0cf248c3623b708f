"""The amber line over the form: this applicant already has a case like this one, and the way to it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from outlet_app.domain.calendar import HolidayCalendar
from outlet_app.services.intake import Intake
from outlet_app.services.views import DuplicateHint
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.pages.intake.state import IntakeState
from outlet_app.ui.parts.standing import standing_of
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Column, Strip
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.drawing import brush_on, rule
from outlet_app.ui.widgets.text import ElidedLabel, Glyph, Label
from outlet_app.wording import duplicates as words
from outlet_app.wording.states import step

HEIGHT = 56
PAUSE_MS = 300


class TwinStrip(Strip):
    """`open_wanted` carries the case's number. It takes no focus of its own accord and stops nothing."""

    open_wanted = Signal(str)

    def __init__(self) -> None:
        self.title, self.told = Label("", "strong"), ElidedLabel("", "caption", "text2")
        self.open = Button(words.OPEN, "arrow-right", Kind.GHOST, COMPACT)
        lines = Column(self.title, self.told, gap=0)
        glyph = Glyph("triangle-alert", 20, "warn")
        super().__init__(HEIGHT, glyph, (lines, 1), self.open, gap=12, margins=(16, 6, 12, 6))
        self._case_no = ""
        self.open.clicked.connect(lambda: self.open_wanted.emit(self._case_no))
        self.hide()

    def say(self, case_no: str, title: str = "", text: str = "") -> None:
        """Tell of a case, or with an empty number of none."""
        self._case_no = case_no
        self.title.setText(title)
        self.told.setText(text)
        self.setAccessibleName(f"{title} {text}".strip())
        self.setVisible(bool(case_no))

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = brush_on(self)
        painter.fillRect(self.rect(), look().color("warn_soft"))
        rule(painter, 0, self.height() - 1, self.width(), 1, "warn_line")
        painter.end()


class TwinWatch(QObject):
    """Asks the store a moment after applicant or item changed; an answer to an older question is dropped."""

    def __init__(
        self,
        strip: TwinStrip,
        intake: Intake,
        calendar: HolidayCalendar,
        lane: Lane,
        now: Callable[[], datetime],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._strip, self._intake, self._calendar = strip, intake, calendar
        self._lane, self._now = lane, now
        self._state: IntakeState | None = None
        self._asked: object = None
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._ask)

    def look(self, state: IntakeState) -> None:
        """The form as it stands now."""
        self._state = state
        key = _key(state)
        if key == self._asked:
            return
        self._asked = key
        self._strip.say("")
        if key is None:
            self._pause.stop()
        else:
            self._pause.start()

    def _ask(self) -> None:
        if self._state is None:
            return
        entry, key = self._state.submitted, self._asked
        self._lane.run(
            lambda: self._intake.repeated_by(entry), lambda answer: self._show(key, answer), owner=self
        )

    def _show(self, key: object, answer: Done[DuplicateHint | None] | Failed) -> None:
        # A hint is a convenience: where the store does not answer, the decision looks once more.
        if isinstance(answer, Failed) or answer.value is None or key != self._asked:
            return
        hint = answer.value
        standing = standing_of(hint.row, self._now(), self._calendar)
        self._strip.say(hint.case_no, *words.strip(hint, step(standing), self._now()))


def _key(state: IntakeState) -> object:
    party, item = state.entry.applicant, state.entry.item
    who = (party.id_number.strip(), party.name.strip())
    return (*who, item) if item is not None and any(who) else None
