"""不予受理: why, on what basis, and where the applicant should go."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.entry import RejectDetail
from outlet_app.domain.forms.decisions import RejectReason, reject_form
from outlet_app.domain.forms.spec import Form
from outlet_app.ui.parts.asked_form import AskedForm, Place, at_field, room
from outlet_app.ui.widgets.check import Radio
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.wording import intake_dialogs as words


class RejectDialog(Dialog):
    """`decided` carries the RejectDetail. A matter for somebody else needs a place to go (domain.md §1.6)."""

    decided = Signal(object)

    def __init__(self, parent: QWidget, *, guides: bool = False) -> None:
        super().__init__(words.REJECT_TITLE, parent, broad=True)
        self.say(words.REJECT_TEXT)
        form = reject_form(guides=guides)
        self.radios = {code: Radio(text) for code, text in words.REJECT_REASONS.items()}
        self.basis = _line(form, "basis")
        self.instead = _line(form, "instead", words.REJECT_INSTEAD_HINT)
        for widget in (*self.radios.values(), self.basis, self.instead):
            self.body.add(widget)
        first = self.radios[RejectReason.NOT_LISTED]
        first.setChecked(True)
        places = {
            "reason": Place(first, lambda: self.code, lambda _text, _tone: None),
            "basis": at_field(self.basis),
            "instead": at_field(self.instead),
        }
        self._asked = AskedForm(form, words.REJECT_FIELDS, places)
        for radio in self.radios.values():
            radio.toggled.connect(lambda _on: self._asked.follow())
        self.add_button(words.CANCEL, self.reject, closes=False)
        self.add_button(words.REJECT_DONE, self._submit, icon="ban", default=True, closes=False)
        self.focus_first(first)

    @property
    def code(self) -> RejectReason:
        """The reason chosen."""
        return next((code for code, radio in self.radios.items() if radio.isChecked()), RejectReason.OTHER)

    def _submit(self) -> None:
        said = self._asked.take()
        if said is None:
            return
        self.accept()
        self.decided.emit(RejectDetail(words.REJECT_REASONS[self.code], said["basis"], said["instead"]))


def _line(form: Form, name: str, hint: str = "") -> Field:
    return Field(words.REJECT_FIELDS[name], LineEdit(hint, longest=room(form.field(name))))
