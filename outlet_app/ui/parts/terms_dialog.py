"""期限计算: renewal, opposition and reply dates while the visitor waits; nothing is stored."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from outlet_app.domain import ip_terms
from outlet_app.domain.calendar import HolidayCalendar, local_day
from outlet_app.domain.forms.dates import read_day
from outlet_app.domain.ip_terms import Unit
from outlet_app.domain.policies.windows import Season
from outlet_app.domain.problems import Problem
from outlet_app.services.policy_views import NamedSeason, Outlook
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.office import Office
from outlet_app.ui.widgets.boxes import Row
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.segmented import Segmented
from outlet_app.wording import terms as words
from outlet_app.wording.fields import sentence
from outlet_app.wording.policies import season

LONGEST_PERIOD = 999
SEASONS = "seasons"
_ORDER = {Season.OPEN: 0, Season.ALWAYS: 1, Season.BEFORE: 2, Season.OVER: 3, Season.NOT_IN_FORCE: 4}


class TermsDialog(Dialog):
    """`copied` tells that the result lies on the clipboard."""

    copied = Signal()

    def __init__(self, parent: QWidget, plan: HolidayCalendar, today: date) -> None:
        super().__init__(words.TITLE, parent, broad=True)
        self._plan, self._today = plan, today
        self._seasons: str = words.SEASONS_UNREAD
        self.body.add(Paragraph(words.TEXT))
        self.kind = Combo([Choice(code, word) for code, word in words.KINDS.items()])
        self.kind.set_value("renewal")
        self.day = LineEdit(longest=20)
        self.length = LineEdit(longest=3)
        self.length.show_text("15")
        self.unit = Segmented(tuple(words.UNITS.values()), words.UNIT, current=0)
        self.day_field = Field("", self.day, hint=words.DAY_HINT)
        self.length_field = Field(words.LENGTH, self.length)
        self.period = Row((self.length_field, 1), Field(words.UNIT, self.unit), gap=12)
        self.outcome = Paragraph(words.NOTHING_YET, 15, "text3")
        self._lay_out()
        self._connect()
        self._turn()
        self.focus_first(self.kind)

    def _lay_out(self) -> None:
        for part in (Field(words.KIND, self.kind), self.day_field, self.period, self.outcome):
            self.body.add(part)
        self.add_button(words.CLOSE, self.reject, closes=False)
        self.copy = self.add_button(words.COPY, self._copy, icon="copy", default=True, closes=False)

    def _connect(self) -> None:
        self.kind.chosen.connect(lambda _kind: self._turn())
        self.day.typed.connect(lambda _text: self._compute())
        self.length.typed.connect(lambda _text: self._compute())
        self.unit.chosen.connect(lambda _place: self._compute())

    def show_seasons(self, seasons: Sequence[NamedSeason]) -> None:
        """The declaration periods of the policies in force, once they are read."""
        told = [(one.name, season(one.season, self._today)) for one in by_day(seasons)]
        self._seasons = words.seasons(told)
        self._compute()

    def _turn(self) -> None:
        self.day_field.setVisible(self._chosen != SEASONS)
        self.day_field.rename(words.DAY_OF.get(self._chosen, ""))
        self.period.setVisible(self._chosen == "reply")
        self.adjustSize()
        self._compute()

    @property
    def _chosen(self) -> str:
        return str(self.kind.value)

    def _compute(self) -> None:
        found = self._found()
        self.outcome.set_text(found or words.NOTHING_YET)
        self.copy.setEnabled(bool(found))

    def _found(self) -> str:
        """The result in words, empty while something is missing; what is wrong is said at its field."""
        self.day_field.clear()
        self.length_field.clear()
        if self._chosen == SEASONS:
            return self._seasons
        if not self.day.text().strip():
            return ""
        day = _read(self.day.text(), self._today)
        if isinstance(day, Problem):
            self.day_field.say(sentence(day, words.DAY_OF[self._chosen]))
            return ""
        return self._told(day)

    def _told(self, day: date) -> str:
        match self._chosen:
            case "renewal":
                return words.renewal(ip_terms.renewal(day, self._plan), self._today)
            case "registration":
                last = ip_terms.expiry(day)
                return words.expiry(last, ip_terms.renewal(last, self._plan), self._today)
            case "opposition":
                return words.deadline(self._chosen, ip_terms.opposition(day, self._plan), self._today)
        return self._reply(day)

    def _reply(self, day: date) -> str:
        said = self.length.text().strip()
        if not (said.isascii() and said.isdecimal() and 0 < int(said) <= LONGEST_PERIOD):
            self.length_field.say(sentence(Problem("field.missing"), words.LENGTH))
            return ""
        unit = tuple(Unit)[self.unit.current]
        return words.deadline("reply", ip_terms.reply(day, int(said), unit, self._plan), self._today)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.outcome.text())
        self.copied.emit()


def _read(raw: str, today: date) -> date | Problem:
    """The day written; one without a year is the nearest such day, before or after today."""
    ahead = read_day(raw, today)
    if isinstance(ahead, Problem):
        return ahead
    before = read_day(raw, ip_terms.months_later(today, -12))
    if isinstance(before, Problem):
        return ahead
    return min(ahead, before, key=lambda day: abs((day - today).days))


def by_day(seasons: Sequence[NamedSeason]) -> list[NamedSeason]:
    """What can be declared now, the soonest to end first; then what is to come; then what is over."""
    return sorted(
        seasons, key=lambda one: (_ORDER[one.season.season], one.season.closes or date.max, one.name)
    )


class Window(Protocol):
    """What the dialog is opened over."""

    feedback: Feedback
    office: Office


class Seasons(Protocol):
    """Who knows the policies in force; asked in the lane only."""

    def outlook(self, code: str = "") -> Outlook: ...


def ask_terms(window: Window, plan: HolidayCalendar, lane: Lane, policies: Seasons) -> TermsDialog:
    """Open it over the window with today's date; the seasons come when they are read."""
    feedback = window.feedback
    dialog = TermsDialog(feedback.window, plan, local_day(window.office.now()))
    dialog.copied.connect(lambda: feedback.toast(words.COPIED))
    feedback.open(dialog)

    def read(outcome: Done[Outlook] | Failed) -> None:
        # Without an answer the dialog goes on as it is; the lane has logged why.
        if isinstance(outcome, Done) and isValid(dialog):
            dialog.show_seasons(outcome.value.seasons)

    lane.run(policies.outlook, read, owner=feedback)
    return dialog
