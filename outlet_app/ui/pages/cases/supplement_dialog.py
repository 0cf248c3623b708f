"""容缺补齐: which of the promised materials came, in what condition, and on which day they arrived."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from outlet_app.domain.events import PromiseLine
from outlet_app.domain.forms.dates import read_day
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.problems import Problem
from outlet_app.ui.parts.sheet_dialog import HALF_A_YEAR
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.segmented import Segment, Segmented
from outlet_app.ui.widgets.tall_column import TallColumn
from outlet_app.wording import cases as case_words
from outlet_app.wording import deficiency as words
from outlet_app.wording.fields import sentence
from outlet_app.wording.statuses import status

Brought = Mapping[str, MaterialState]
Then = Callable[[Brought, date, str], object]
# The third word means that it did not come.
CHOICES = (MaterialState.COMPLETE, MaterialState.FAULTY, None)
NOT_COME = 2


class OwedRow(Field):
    """One promised material; the digits 1 to 3 choose."""

    def __init__(self, line: PromiseLine, today: date) -> None:
        self.promise = line
        complete, faulty = status("material_complete"), status("material_faulty")
        self.marks = Segmented(
            (
                Segment(complete.text, complete.tone, complete.icon),
                Segment(faulty.text, faulty.tone, faulty.icon),
                Segment(words.NOT_COME),
            ),
            line.name,
            current=NOT_COME,
        )
        super().__init__(line.name, self.marks, hint=words.owed_hint(line, today))

    @property
    def state(self) -> MaterialState | None:
        """What came, None where nothing did."""
        return CHOICES[self.marks.current]


class SupplementDialog(Dialog):
    """`then` gets what came by material code, the day, and what is wrong with what came faulty."""

    def __init__(self, parent: QWidget, owed: Sequence[PromiseLine], today: date, then: Then) -> None:
        super().__init__(words.SUPPLEMENT_TITLE, parent, broad=True)
        self._then, self._today = then, today
        self.rows = [OwedRow(line, today) for line in owed]
        self.day = LineEdit()
        self.day.show_text(words.day_typed(today))
        self.arrived = Field(words.ARRIVED, self.day, hint=words.ARRIVED_HINT, required=True)
        self.remark = LineEdit()
        self.wrong = Field(words.WRONG, self.remark)
        lines = (Paragraph(words.SUPPLEMENT_TEXT), *self.rows, self.arrived, self.wrong)
        self.body.add(TallColumn(words.SUPPLEMENT_TITLE, parent.window(), *lines))
        self.add_button(case_words.CANCEL, self.reject, closes=False)
        self.add_button(words.SUPPLEMENT_GO, self._submit, icon="inbox", default=True, closes=False)
        self.focus_first(self.rows[0].marks)
        for row in self.rows:
            row.marks.chosen.connect(lambda _place: self._show_wrong())
        self._show_wrong()

    def _show_wrong(self) -> None:
        """What is wrong is asked only where something came faulty."""
        faulty = any(row.state is MaterialState.FAULTY for row in self.rows)
        self.wrong.rename(words.WRONG, required=faulty)
        self.wrong.setVisible(faulty)
        self.adjustSize()

    def _submit(self) -> None:
        day = self._read_day()
        remark = self.remark.text().strip()
        brought = {row.promise.code: row.state for row in self.rows if row.state is not None}
        problems = {
            self.rows[0]: None if brought else Problem("supplement.nothing"),
            self.arrived: day if isinstance(day, Problem) else None,
            self.wrong: Problem("field.missing") if self.wrong.line.required and not remark else None,
        }
        for field, problem in problems.items():
            field.say(sentence(problem, field.line.label)) if problem else field.clear()
        first = next((field for field, problem in problems.items() if problem), None)
        if first is not None:
            first.control.setFocus()
        elif isinstance(day, date):
            self.accept()
            self._then(brought, day, remark)

    def _read_day(self) -> date | Problem:
        """A day without its year lies behind us, not ahead."""
        day = read_day(self.day.text(), self._today - HALF_A_YEAR)
        if isinstance(day, date) and day > self._today:
            return Problem("supplement.future")
        return day
