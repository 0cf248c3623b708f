"""容缺受理: the conditions, what comes in which form by which day, and that it was theirs to ask."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.deficiency import Condition
from outlet_app.domain.entry import DeficientDetail, PromiseTerm
from outlet_app.domain.forms.dates import read_day
from outlet_app.domain.materials import CheckedMaterial
from outlet_app.domain.problems import Problem
from outlet_app.services.promises import Conditions
from outlet_app.ui.parts.condition_list import ConditionList
from outlet_app.ui.widgets.boxes import Line, Row
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.tall_column import TallColumn
from outlet_app.wording import deficiency as told_words
from outlet_app.wording import intake_dialogs as words
from outlet_app.wording.fields import sentence


class PromisedRow(Row):
    """One material: the day it comes, and its form."""

    def __init__(self, row: CheckedMaterial, latest: date) -> None:
        self.row, self._latest = row, latest
        self.edit = LineEdit()
        self.edit.show_text(words.day_typed(latest))
        self.day = Field(row.name, self.edit, hint=words.latest(latest), required=True)
        self.form = Combo([Choice(form, word) for form, word in told_words.FORMS.items()])
        self.form.set_value(row.form)
        super().__init__((self.day, 3), (Field(words.PROMISE_FORM, self.form), 2), gap=12)
        self.edit.setAccessibleName(f"{row.name} {words.PROMISE_DATE}")
        self.form.setAccessibleName(f"{row.name} {words.PROMISE_FORM}")

    def read(self, today: date) -> PromiseTerm | Problem:
        """The promise as filled in; what is wrong is said at the field."""
        day = _within(read_day(self.edit.text(), today), today, self._latest)
        if isinstance(day, Problem):
            self.day.say(sentence(day, words.PROMISE_DATE))
            return day
        self.day.clear()
        chosen = self.form.value
        return PromiseTerm(self.row.code, day, chosen if isinstance(chosen, PaperForm) else self.row.form)


class PromiseDialog(Dialog):
    """`decided` carries the DeficientDetail; no day is after the last one allowed (decisions 16).

    latest: the last day of a material, by its code, where it is not the one for all.
    """

    decided = Signal(object)

    def __init__(
        self,
        told: Conditions,
        owed: Sequence[CheckedMaterial],
        today: date,
        parent: QWidget,
        latest: Mapping[str, date] | None = None,
    ) -> None:
        super().__init__(words.PROMISE_TITLE, parent, broad=True)
        self._today = today
        at = told.latest.at
        self._latest = at.date() if at else today
        self.conditions = ConditionList(told.judged)
        days = latest or {}
        self.rows = [PromisedRow(row, days.get(row.code, self._latest)) for row in owed]
        known = told_words.known(told.repute.list_as_of, told.repute.synced_at)
        lines = (self.conditions, Paragraph(known, 13, "text3"), Line(), *self.rows)
        self.body.add(TallColumn(words.PROMISE_TITLE, parent.window(), *lines))
        self.add_button(words.CANCEL, self.reject, closes=False)
        self.add_button(words.PROMISE_DONE, self._submit, icon="hourglass", default=True, closes=False)
        self.focus_first(self.conditions.ticks[Condition.VOLUNTEERED])
        self.conditions.ticked.connect(self._clear_ticks)

    def _clear_ticks(self) -> None:
        for condition in self.conditions.ticks:
            if self.conditions.is_ticked(condition):
                self.conditions.lines[condition].say("")

    def _submit(self) -> None:
        terms = [row.read(self._today) for row in self.rows]
        open_ticks = list(self._open_ticks())
        wrong = [row.edit for row, term in zip(self.rows, terms, strict=True) if isinstance(term, Problem)]
        for widget in (*(self.conditions.ticks[one] for one in open_ticks), *wrong):
            widget.setFocus()
            return
        lines = tuple(term for term in terms if isinstance(term, PromiseTerm))
        authorised = self.conditions.is_ticked(Condition.AUTHORISED)
        self.accept()
        self.decided.emit(
            DeficientDetail(
                max(line.due for line in lines), volunteered=True, lines=lines, authorised=authorised
            )
        )

    def _open_ticks(self) -> Iterator[Condition]:
        for condition in self.conditions.ticks:
            if not self.conditions.is_ticked(condition):
                self.conditions.lines[condition].say(told_words.UNTICKED[condition])
                yield condition


def _within(day: date | Problem, today: date, latest: date) -> date | Problem:
    if isinstance(day, Problem):
        return day
    if day < today:
        return Problem("promise.past")
    return Problem("promise.late", {"latest": words.day_typed(latest)}) if day > latest else day
