"""不予受理: why, on what basis, and where the applicant should go."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.entry import RejectDetail
from outlet_app.domain.problems import Problem
from outlet_app.domain.texts import check_line, clean_text
from outlet_app.ui.widgets.check import Radio
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.wording import intake_dialogs as words
from outlet_app.wording.fields import sentence

LIMIT = 200
LONGEST = 20_000


class RejectDialog(Dialog):
    """`decided` carries the RejectDetail. A matter for somebody else needs a place to go (domain.md §1.6)."""

    decided = Signal(object)

    def __init__(self, parent: QWidget, reason: str = "", *, guides: bool = False) -> None:
        super().__init__(words.REJECT_TITLE, parent, broad=True)
        self._guides = guides
        self.say(words.REJECT_TEXT)
        self.radios = {text: Radio(text) for text in words.REJECT_REASONS}
        self.basis = Field(words.REJECT_BASIS, LineEdit(longest=LONGEST))
        self.instead = Field(words.REJECT_INSTEAD, LineEdit(words.REJECT_INSTEAD_HINT, longest=LONGEST))
        for widget in (*self.radios.values(), self.basis, self.instead):
            self.body.add(widget)
        for radio in self.radios.values():
            radio.toggled.connect(self._star)
        first = reason or words.REJECT_REASONS[0]
        self.radios[first].setChecked(True)
        self.add_button(words.CANCEL, self.reject, closes=False)
        self.add_button(words.REJECT_DONE, self._submit, icon="ban", default=True, closes=False)
        self.focus_first(self.radios[first])

    @property
    def reason(self) -> str:
        """The reason chosen."""
        return next(text for text, radio in self.radios.items() if radio.isChecked())

    def _star(self, on: bool) -> None:
        if on:
            elsewhere = self.reason in words.REJECT_ELSEWHERE
            self.instead.rename(words.REJECT_INSTEAD, required=elsewhere or self._guides)
            self.basis.rename(words.REJECT_BASIS, required=not elsewhere)

    def _submit(self) -> None:
        texts = {field: _text(field) for field in (self.basis, self.instead)}
        found = {field: _problem(field, text) for field, text in texts.items()}
        wrong = {field: problem for field, problem in found.items() if problem}
        for field in texts:
            field.say(sentence(wrong[field], field.line.label)) if field in wrong else field.clear()
        if wrong:
            next(iter(wrong)).control.setFocus()
            return
        self.accept()
        self.decided.emit(RejectDetail(self.reason, texts[self.basis], texts[self.instead]))


def _text(field: Field) -> str:
    return clean_text(field.control.text()) if isinstance(field.control, LineEdit) else ""


def _problem(field: Field, text: str) -> Problem | None:
    if not text:
        return Problem("field.missing") if field.line.required else None
    found = check_line(text, LIMIT)
    return found if found and not found.soft else None
