"""Outside of the period of a declaration: a line over the form, and a reminder in its place (§9.8)."""

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from outlet_app.domain.calendar import local_day
from outlet_app.domain.forms.carrying import REMIND
from outlet_app.services.carrying import Wish, waiting
from outlet_app.services.counter import Counter
from outlet_app.services.policy_views import NamedSeason
from outlet_app.services.views import Outcome
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.office import Office
from outlet_app.ui.pages.intake.form_card import FormCard
from outlet_app.ui.pages.intake.state import IntakeState
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import Answers, SheetDialog
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Column, Strip
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.drawing import brush_on, rule
from outlet_app.ui.widgets.text import ElidedLabel, Glyph, Label
from outlet_app.wording import carrying as words

HEIGHT = 56


class SeasonStrip(Strip):
    """From when it can be declared, and the button that keeps it in mind."""

    def __init__(self) -> None:
        self.title, self.told = Label("", "strong"), ElidedLabel("", "caption", "text2")
        self.remind = Button(words.BUTTON, "calendar-check", Kind.GHOST, COMPACT)
        lines = Column(self.title, self.told, gap=0)
        glyph = Glyph("calendar-check", 20, "info")
        super().__init__(HEIGHT, glyph, (lines, 1), self.remind, gap=12, margins=(16, 6, 12, 6))
        self.hide()

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = brush_on(self)
        painter.fillRect(self.rect(), look().color("info_soft"))
        rule(painter, 0, self.height() - 1, self.width(), 1, "info_line")
        painter.end()


class Reminding(QObject):
    """`kept` tells that the reminder is in the store, so that the form is free for the next one."""

    kept = Signal()

    def __init__(
        self, counter: Counter, office: Office, desk: Lane, feedback: Feedback, form: FormCard, page: QWidget
    ) -> None:
        super().__init__(page)
        self._counter, self._office, self._desk = counter, office, desk
        self._feedback, self._page = feedback, page
        self._state: IntakeState | None = None
        self._waiting: tuple[NamedSeason, ...] = ()
        self.strip = SeasonStrip()
        form.put_on_top(self.strip)
        self.strip.remind.clicked.connect(self.ask)

    def show_state(self, state: IntakeState) -> None:
        """The form as it stands now."""
        self._state = state
        self._waiting = waiting(state.outlook, state.entry.sub_item) if state.outlook else ()
        self.strip.setVisible(bool(self._waiting))
        if self._waiting:
            first = self._waiting[0]
            title, text = words.strip(first.name, _opens(first))
            self.strip.title.setText(title)
            self.strip.told.setText(text)
            self.strip.setAccessibleName(f"{title}。{text}")

    def ask(self) -> None:
        """Which policy, and what is answered meanwhile."""
        found = {one.number: one for one in self._waiting}
        if self._state is None or not found:
            return
        first = self._waiting[0]
        choices = {number: words.choice(one.name, _opens(one)) for number, one in found.items()}
        ready = {"policy": first.number, "answer": words.ready(first.name, _opens(first))}
        lines = lines_of(REMIND, words.FIELDS, ready, choices={"policy": choices})
        dialog = SheetDialog(
            self._page, words.TITLE, words.TEXT, lines, words.GO,
            lambda said: self._remind(found[said["policy"]], said), today=local_day(self._office.now()),
        )  # fmt: skip
        self._feedback.open(dialog)

    def _remind(self, chosen: NamedSeason, said: Answers) -> None:
        if self._state is None:
            return
        entry = self._state.submitted
        request = entry.request.strip() or words.REQUEST.format(name=chosen.name)
        wish = Wish(chosen.number, chosen.name, _opens(chosen), chosen.season.closes, request, said["answer"])
        self._desk.run(lambda: self._counter.carrying.remind(entry, wish), self._reminded, owner=self)

    def _reminded(self, answer: Done[Outcome] | Failed) -> None:
        if isinstance(answer, Failed):
            tell(self._feedback, answer.error)
            return
        case = answer.value.case
        assert case.reminder is not None, "it was just written"
        day = f"{case.reminder.opens:%Y-%m-%d}"
        self._feedback.toast(words.SAVED, words.SAVED_TEXT.format(case_no=case.case_no, day=day))
        self.kept.emit()


def _opens(one: NamedSeason) -> date:
    assert one.season.opens is not None, "only what is to come is asked about"
    return one.season.opens
