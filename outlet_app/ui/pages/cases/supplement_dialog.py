"""容缺补齐: which of the promised materials came, in what condition, and on which day they arrived."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from outlet_app.domain.events import PromiseLine
from outlet_app.domain.forms.deficiency import (
    COMPLETE,
    FAULTY,
    NOT_COME,
    SUPPLEMENT,
    brought_field,
    supplement_form,
    supplement_problems,
)
from outlet_app.domain.forms.registration import ON
from outlet_app.domain.materials import MaterialState
from outlet_app.ui.parts.asked_form import AskedForm, Place, at_field, room
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.segmented import Segment, Segmented
from outlet_app.ui.widgets.tall_column import TallColumn
from outlet_app.wording import cases as case_words
from outlet_app.wording import deficiency as words
from outlet_app.wording.statuses import status

Brought = Mapping[str, MaterialState]
Then = Callable[[Brought, date, str], object]
STATES = {COMPLETE: MaterialState.COMPLETE, FAULTY: MaterialState.FAULTY}
CODES = (COMPLETE, FAULTY, NOT_COME)


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
            current=CODES.index(NOT_COME),
        )
        super().__init__(line.name, self.marks, hint=words.owed_hint(line, today))

    @property
    def code(self) -> str:
        """What was chosen, as the form has it."""
        return CODES[self.marks.current]

    @property
    def state(self) -> MaterialState | None:
        """What came, None where nothing did."""
        return STATES.get(self.code)

    @property
    def place(self) -> Place:
        """Where its field of the form stands."""
        return Place(self.marks, lambda: self.code, self.tell)


class SupplementDialog(Dialog):
    """`then` gets what came by material code, the day, and what is wrong with what came faulty."""

    def __init__(self, parent: QWidget, owed: Sequence[PromiseLine], today: date, then: Then) -> None:
        super().__init__(words.SUPPLEMENT_TITLE, parent, broad=True)
        self._then = then
        self.rows = [OwedRow(line, today) for line in owed]
        self.day = LineEdit()
        self.day.show_text(words.day_typed(today))
        labels = words.SUPPLEMENT_FIELDS
        self.arrived = Field(labels["day"], self.day, hint=words.ARRIVED_HINT)
        self.remark = LineEdit(longest=room(SUPPLEMENT.field("remark")))
        self.wrong = Field(labels["remark"], self.remark)
        lines = (Paragraph(words.SUPPLEMENT_TEXT), *self.rows, self.arrived, self.wrong)
        self._column = TallColumn(words.SUPPLEMENT_TITLE, parent.window(), *lines)
        self.body.add(self._column)
        self._asked = self._ask(today)
        self.add_button(case_words.CANCEL, self.reject, closes=False)
        self.add_button(words.SUPPLEMENT_GO, self._submit, icon="inbox", default=True, closes=False)
        self.focus_first(self.rows[0].marks)
        for row in self.rows:
            row.marks.chosen.connect(lambda _place: self._follow())

    def _ask(self, today: date) -> AskedForm:
        names = {brought_field(row.promise.code): row for row in self.rows}
        marks = self.rows[0].marks
        places = {
            **{name: row.place for name, row in names.items()},
            "faulty": Place(marks, lambda: ON if self._is_faulty() else "", lambda _text, _tone: None),
            "day": at_field(self.arrived),
            "remark": at_field(self.wrong),
        }
        labels = {**words.SUPPLEMENT_FIELDS, **{name: row.promise.name for name, row in names.items()}}
        form = supplement_form([row.promise.code for row in self.rows])
        return AskedForm(form, labels, places, today=today, check=supplement_problems)

    def _is_faulty(self) -> bool:
        return any(row.state is MaterialState.FAULTY for row in self.rows)

    def _follow(self) -> None:
        """What is wrong is asked only where something came faulty."""
        self._asked.follow()
        self._column.fit()
        self.fit()

    def _submit(self) -> None:
        said = self._asked.take()
        if said is None:
            return
        brought = {row.promise.code: row.state for row in self.rows if row.state is not None}
        self.accept()
        self._then(brought, date.fromisoformat(said["day"]), said["remark"])
