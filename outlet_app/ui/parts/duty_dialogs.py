"""值班、交接班: whose duty it is and what is pending; the hand-over at which two people stand."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from outlet_app.domain.forms.duty import HAND
from outlet_app.domain.people import Person
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.parts.asked_form import AskedForm, at_field, room
from outlet_app.ui.parts.cover import PasswordEdit
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.field_row import FieldRow
from outlet_app.ui.parts.own_word import wrong_of
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.tall_column import REST_OF_DIALOG, TallColumn
from outlet_app.ui.widgets.text import Label
from outlet_app.ui.widgets.text_area import TextArea
from outlet_app.wording import duty as words
from outlet_app.wording import sign_in

TEXT_ROOM = 96
Steps = Mapping[str, Callable[[], object]]
HandOver = Callable[..., None]


class DutyDialog(Dialog):
    """Says how the book stands and offers what may be written next; `steps` by their button words."""

    def __init__(self, parent: QWidget, on_duty: str, pending: str, stays: str, steps: Steps) -> None:
        super().__init__(words.TITLE, parent, broad=True)
        self.on_duty, self.pending = Paragraph(on_duty), Paragraph(pending)
        self.body.add(self.on_duty)
        self.body.add(Label(words.PENDING_TITLE, "label", "text2"))
        self.body.add(self.pending)
        self.stays = Paragraph(stays)
        self.body.add(Label(words.STAYS_TITLE, "label", "text2"))
        self.body.add(self.stays)
        self.add_button(words.CLOSE, self.reject, closes=False, default=not steps)
        last = list(steps)[-1] if steps else ""
        for text, then in steps.items():
            self.add_button(text, then, default=text == last)


class HandDutyDialog(Dialog):
    """Stays open until the receiver's 口令 is right; `hand` is run in the lane."""

    def __init__(
        self,
        parent: QWidget,
        pending: str,
        stays: str,
        colleagues: Sequence[Person],
        hand: HandOver,
        lane: Lane,
        feedback: Feedback,
        then: Callable[[], object],
    ) -> None:
        super().__init__(words.HAND_TITLE, parent, broad=True)
        self._hand, self._lane, self._feedback, self._then = hand, lane, feedback, then
        self.to = Combo(
            [Choice(one.staff_no, f"{one.name} {one.short_no}", (one.short_no,)) for one in colleagues]
        )
        self.password = PasswordEdit(words.PASSWORD)
        self.seals, self.devices, self.papers = _line("seals"), _line("devices"), _line("papers")
        self.note = TextArea(words.NOTE_HINT, least=2, longest=room(HAND.field("note")))
        told = {"seals": self.seals, "devices": self.devices, "papers": self.papers, "note": self.note}
        fields = {name: Field(words.FIELDS[name], control) for name, control in told.items()}
        self.to_field, self.seals_field = Field(words.FIELDS["to"], self.to), fields["seals"]
        self.password_field = Field(words.PASSWORD, self.password, required=True)
        places = {name: at_field(field) for name, field in {**fields, "to": self.to_field}.items()}
        self._asked = AskedForm(HAND, words.FIELDS, places)
        self.body.add(Paragraph(words.HAND_TEXT))
        self.body.add(Paragraph(pending, 14, "text2"))
        self.stays = Paragraph(f"{words.STAYS_TITLE}：{stays}", 14, "text2")
        self.body.add(self.stays)
        rows = (*fields.values(), FieldRow((self.to_field, 1), (self.password_field, 1)))
        self.body.add(TallColumn(words.HAND_TITLE, parent.window(), *rows, rest=REST_OF_DIALOG + TEXT_ROOM))
        self.add_button(words.CLOSE, self.reject, closes=False)
        self.go = self.add_button(words.HAND_GO, self._try, default=True, closes=False)
        self.focus_first(self.seals)

    def _try(self) -> None:
        if (focus := self.focusWidget()) is not None:
            focus.clearFocus()
        said = self._asked.take()
        self.password_field.tell("" if self.password.text() else sign_in.FILL_PASSWORD)
        if said is None:
            return
        if self.password_field.message:
            self.password.setFocus()
            return
        self.go.setEnabled(False)
        told, password = dict(said), self.password.text()
        self._lane.run(lambda: self._hand(told.pop("to"), password, **told), self._answered, owner=self)

    def _answered(self, answer: Done[None] | Failed) -> None:
        self.go.setEnabled(True)
        if isinstance(answer, Done):
            self.accept()
            self._then()
            return
        self.password.clear()
        wrong = wrong_of(answer.error)
        if wrong is None:
            self.reject()
            tell(self._feedback, answer.error)
            return
        self.password_field.say(wrong.password or wrong.staff_no)
        self.password.setFocus()


def _line(name: str) -> LineEdit:
    return LineEdit(words.HINTS[name], longest=room(HAND.field(name)))
