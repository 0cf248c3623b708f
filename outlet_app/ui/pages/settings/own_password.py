"""修改口令: whoever is signed in types the present 口令 once and the new one twice."""

from PySide6.QtWidgets import QWidget

from outlet_app.domain.people import Person
from outlet_app.services.people import People
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.parts.cover import PasswordEdit
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.field_row import FieldRow
from outlet_app.ui.parts.own_word import wrong_of
from outlet_app.ui.parts.people.state import password_problems
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording import people as people_words
from outlet_app.wording import settings as words


class OwnPasswordDialog(Dialog):
    """It stays open until the new 口令 holds; a wrong present one is said at its field."""

    def __init__(self, parent: QWidget, people: People, lane: Lane, feedback: Feedback) -> None:
        super().__init__(words.OWN_TITLE, parent, broad=True)
        self._people, self._lane, self._feedback = people, lane, feedback
        self.old, self.password = PasswordEdit(words.OWN_OLD), PasswordEdit(words.OWN_NEW)
        self.again = PasswordEdit(people_words.AGAIN)
        hint = people_words.PASSWORD_HINT
        self.fields = {
            "old": Field(words.OWN_OLD, self.old, required=True),
            "password": Field(words.OWN_NEW, self.password, hint=hint, required=True),
            "again": Field(people_words.AGAIN, self.again, required=True),
        }
        self.body.add(Paragraph(words.OWN_TEXT))
        self.body.add(self.fields["old"])
        self.body.add(FieldRow((self.fields["password"], 1), (self.fields["again"], 1)))
        self.add_button(people_words.CANCEL, self.reject, closes=False)
        self.go = self.add_button(words.OWN_GO, self._try, default=True, closes=False)
        self.focus_first(self.old.line)

    def _try(self) -> None:
        if self._walk_on():
            return
        wrong = self._wrong()
        for key, field in self.fields.items():
            field.say(wrong[key]) if key in wrong else field.clear()
        if wrong:
            self.fields[next(iter(wrong))].control.setFocus()
            return
        old, new = self.old.text(), self.password.text()
        self.go.setEnabled(False)
        self._lane.run(lambda: self._people.change_own(old, new), self._held, owner=self)

    def _wrong(self) -> dict[str, str]:
        old, new = self.old.text(), self.password.text()
        found = {} if old else {"old": people_words.FILL.format(label=words.OWN_OLD)}
        found |= password_problems(self._people.me().staff_no, new, self.again.text())
        if old and old == new:
            found["password"] = words.OWN_SAME
        return found

    def _walk_on(self) -> bool:
        """Enter goes to the next line while it is still to be filled."""
        lines = (self.old.line, self.password.line, self.again.line)
        here = next((at for at, line in enumerate(lines) if line.hasFocus()), len(lines))
        if all(line.text() for line in lines[here + 1 :]):
            return False
        lines[here + 1].setFocus()
        return True

    def _held(self, outcome: Done[Person] | Failed) -> None:
        self.go.setEnabled(True)
        if isinstance(outcome, Done):
            self.accept()
            self._feedback.toast(words.OWN_DONE)
            return
        wrong = wrong_of(outcome.error)
        if wrong is None:
            self.reject()
            tell(self._feedback, outcome.error)
            return
        self.fields["old"].say(wrong.password or wrong.staff_no)
        self.old.clear()
        self.old.line.setFocus()
