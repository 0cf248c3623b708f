"""Another password for a colleague who forgot it: the colleague types it twice."""

from PySide6.QtWidgets import QWidget

from outlet_app.domain.people import Person
from outlet_app.services.people import People
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.parts.cover import PasswordEdit
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.field_row import FieldRow
from outlet_app.ui.parts.people.state import password_problems
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording import people as words


class ResetDialog(Dialog):
    """It stays open until the new password holds."""

    def __init__(
        self, parent: QWidget, people: People, person: Person, lane: Lane, feedback: Feedback
    ) -> None:
        super().__init__(words.RESET_TITLE, parent, broad=True)
        self._people, self._person, self._lane, self._feedback = people, person, lane, feedback
        self.password, self.again = PasswordEdit(words.PASSWORD), PasswordEdit(words.AGAIN)
        self.fields = {
            "password": Field(words.PASSWORD, self.password, hint=words.PASSWORD_HINT, required=True),
            "again": Field(words.AGAIN, self.again, required=True),
        }
        self.body.add(Paragraph(words.reset_text(person.name, person.staff_no), color="text"))
        self.body.add(FieldRow((self.fields["password"], 1), (self.fields["again"], 1)))
        self.add_button(words.CANCEL, self.reject, closes=False)
        self.go = self.add_button(words.RESET_GO, self._try, default=True, closes=False)
        self.focus_first(self.password.line)

    def _try(self) -> None:
        if self.password.line.hasFocus() and not self.again.text():
            self.again.line.setFocus()
            return
        staff_no, password = self._person.staff_no, self.password.text()
        wrong = password_problems(staff_no, password, self.again.text())
        for key, field in self.fields.items():
            field.say(wrong[key]) if key in wrong else field.clear()
        if wrong:
            self.fields[next(iter(wrong))].control.setFocus()
            return
        self.go.setEnabled(False)
        self._lane.run(lambda: self._people.reset_password(staff_no, password), self._held, owner=self)

    def _held(self, outcome: Done[Person] | Failed) -> None:
        self.go.setEnabled(True)
        if isinstance(outcome, Failed):
            self.reject()
            tell(self._feedback, outcome.error)
            return
        self.accept()
        self._feedback.toast(words.RESET_DONE, words.added(outcome.value.name, outcome.value.staff_no))
