"""容缺受理: the conditions, what comes in which form by which day, and that it was theirs to ask."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.deficiency import Condition
from outlet_app.domain.entry import DeficientDetail, PromiseTerm
from outlet_app.domain.forms.decisions import due_field, form_field, promise_form
from outlet_app.domain.materials import CheckedMaterial
from outlet_app.services.promises import Conditions
from outlet_app.ui.parts.asked_form import AskedForm, Place, at_field, at_tick
from outlet_app.ui.parts.condition_list import ConditionList
from outlet_app.ui.parts.sheet_dialog import Answers
from outlet_app.ui.widgets.boxes import Line, Row
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.tall_column import TallColumn
from outlet_app.wording import deficiency as told_words
from outlet_app.wording import intake_dialogs as words


class PromisedRow(Row):
    """One material: the day it comes, and its form."""

    def __init__(self, row: CheckedMaterial, latest: date) -> None:
        self.row = row
        self.edit = LineEdit()
        self.edit.show_text(words.day_typed(latest))
        self.day = Field(row.name, self.edit, hint=words.latest(latest), required=True)
        self.form = Combo([Choice(form, word) for form, word in told_words.FORMS.items()])
        self.form.set_value(row.form)
        self.shape = Field(words.PROMISE_FORM, self.form)
        super().__init__((self.day, 3), (self.shape, 2), gap=12)
        self._name()

    def _name(self) -> None:
        """Each control by its material: the labels alone stand there as often as there are materials."""
        self.edit.setAccessibleName(f"{self.row.name} {words.PROMISE_DATE}")
        self.form.setAccessibleName(f"{self.row.name} {words.PROMISE_FORM}")

    @property
    def places(self) -> dict[str, Place]:
        """Where its fields of the form stand; both are always there, and only the day has a star."""
        code, day, shape = self.row.code, at_field(self.day), at_field(self.shape)
        return {
            due_field(code): Place(day.control, day.read, day.say),
            form_field(code): Place(shape.control, shape.read, shape.say),
        }

    def term(self, said: Answers) -> PromiseTerm:
        """The promise as filled in."""
        code = self.row.code
        return PromiseTerm(code, date.fromisoformat(said[due_field(code)]), PaperForm(said[form_field(code)]))


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
        for_all = told.latest.at.date() if told.latest.at else today
        days = {row.code: (latest or {}).get(row.code, for_all) for row in owed}
        self.conditions = ConditionList(told.judged)
        self.rows = [PromisedRow(row, days[row.code]) for row in owed]
        self._asked = self._ask(days, today)
        known = told_words.known(told.repute.list_as_of, told.repute.synced_at)
        lines = (self.conditions, Paragraph(known, 13, "text3"), Line(), *self.rows)
        self.body.add(TallColumn(words.PROMISE_TITLE, parent.window(), *lines))
        self.add_button(words.CANCEL, self.reject, closes=False)
        self.add_button(words.PROMISE_DONE, self._submit, icon="hourglass", default=True, closes=False)
        self.focus_first(self.conditions.ticks[Condition.VOLUNTEERED])
        self.conditions.ticked.connect(self._clear_ticks)

    def _ask(self, days: Mapping[str, date], today: date) -> AskedForm:
        ticks = self.conditions.ticks
        places: dict[str, Place] = {
            one: at_tick(tick, self.conditions.lines[one].say) for one, tick in ticks.items()
        }
        for row in self.rows:
            places |= row.places
        labels = {name: words.PROMISE_LABELS[name.partition(".")[0]] for name in places}
        return AskedForm(promise_form(tuple(ticks), days), labels, places, today=today)

    def _clear_ticks(self) -> None:
        for condition in self.conditions.ticks:
            if self.conditions.is_ticked(condition):
                self.conditions.lines[condition].say("")

    def _submit(self) -> None:
        said = self._asked.take()
        if said is None:
            return
        lines = tuple(row.term(said) for row in self.rows)
        authorised = self.conditions.is_ticked(Condition.AUTHORISED)
        self.accept()
        self.decided.emit(
            DeficientDetail(
                max(line.due for line in lines), volunteered=True, lines=lines, authorised=authorised
            )
        )
