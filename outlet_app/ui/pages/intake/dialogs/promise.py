"""容缺受理: the applicant's promise, by which day, and that it was theirs to make."""

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.calendar import CST
from outlet_app.domain.entry import DeficientDetail
from outlet_app.domain.forms.dates import read_day
from outlet_app.domain.problems import Problem
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.wording import intake_dialogs as words
from outlet_app.wording.fields import sentence


class PromiseDialog(Dialog):
    """`decided` carries the DeficientDetail; the day is at most `latest` (decisions 16)."""

    decided = Signal(object)

    def __init__(self, names: list[str], latest: datetime, today: date, parent: QWidget) -> None:
        super().__init__(words.PROMISE_TITLE, parent, broad=True)
        self._latest, self._today = latest.astimezone(CST).date(), today
        self.say(words.PROMISE_TEXT.format(names="、".join(names)))
        self.day = LineEdit()
        self.day.show_text(words.day_typed(self._latest))
        self.date = Field(words.PROMISE_DATE, self.day, hint=words.latest(latest), required=True)
        self.volunteered = Check(words.PROMISE_VOLUNTEERED)
        self.tick = Field("", self.volunteered)
        self.body.add(self.date)
        self.body.add(self.tick)
        self.add_button(words.CANCEL, self.reject, closes=False)
        self.add_button(words.PROMISE_DONE, self._submit, icon="hourglass", default=True, closes=False)
        self.focus_first(self.day)

    def _submit(self) -> None:
        day = self._read()
        self.date.clear()
        self.tick.clear()
        if isinstance(day, Problem):
            self.date.say(sentence(day, words.PROMISE_DATE))
            self.day.setFocus()
        elif not self.volunteered.isChecked():
            self.tick.say(sentence(Problem("promise.volunteered"), ""))
            self.volunteered.setFocus()
        else:
            self.accept()
            self.decided.emit(DeficientDetail(day, volunteered=True))

    def _read(self) -> date | Problem:
        day = read_day(self.day.text(), self._today)
        if isinstance(day, Problem):
            return day
        if day < self._today:
            return Problem("promise.past")
        return (
            Problem("promise.late", {"latest": words.day_typed(self._latest)}) if day > self._latest else day
        )
