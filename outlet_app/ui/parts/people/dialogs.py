"""The list of colleagues, and adding one: the colleague types an own password twice (decisions.md 23)."""

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from outlet_app.domain.identifiers import normalise
from outlet_app.domain.people import Person, Right, Role
from outlet_app.domain.texts import clean_name
from outlet_app.services.people import People
from outlet_app.ui.feedback import Answer, Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.parts.cover import PasswordEdit
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.field_row import FieldRow
from outlet_app.ui.parts.list_pane import ListPane
from outlet_app.ui.parts.people.reset_dialog import ResetDialog
from outlet_app.ui.parts.people.state import NewColleague, problems
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.buttons import Button
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.empty_state import EmptyState
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell, Column
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import people as words

ROWS_SHOWN = 6
LONGEST_NAME = 50


class AddDialog(Dialog):
    """Fills a NewColleague; it stays open until the colleague is stored."""

    def __init__(
        self, parent: QWidget, people: People, known: frozenset[str], lane: Lane, feedback: Feedback
    ) -> None:
        super().__init__(words.ADD_TITLE, parent, broad=True)
        self._people, self._known, self._lane, self._feedback = people, known, lane, feedback
        self.staff_no, self.name = LineEdit(longest=20), LineEdit(longest=LONGEST_NAME)
        self.password, self.again = PasswordEdit(words.PASSWORD), PasswordEdit(words.AGAIN)
        self.supervisor = Check(words.SUPERVISOR)
        self.fields = {
            "staff_no": Field(words.STAFF_NO, self.staff_no, hint=words.STAFF_NO_HINT, required=True),
            "name": Field(words.NAME, self.name, required=True),
            "password": Field(words.PASSWORD, self.password, hint=words.PASSWORD_HINT, required=True),
            "again": Field(words.AGAIN, self.again, required=True),
        }
        self.body.add(Paragraph(words.TEXT))
        # Two in a row: in one column the form would be taller than a window of 1366 × 696 at 150 %.
        self.body.add(FieldRow((self.fields["staff_no"], 1), (self.fields["name"], 1)))
        self.body.add(self.supervisor)
        self.body.add(FieldRow((self.fields["password"], 1), (self.fields["again"], 1)))
        self.add_button(words.CANCEL, self.reject, closes=False)
        self.go = self.add_button(words.GO, self._try, default=True, closes=False)
        self.focus_first(self.staff_no)

    def filled(self) -> NewColleague:
        """What stands in the fields."""
        return NewColleague(
            normalise(self.staff_no.text()),
            clean_name(self.name.text()),
            self.supervisor.isChecked(),
            self.password.text(),
            self.again.text(),
        )

    def _try(self) -> None:
        if self._walk_on():
            return
        filled = self.filled()
        wrong = problems(filled, self._known)
        for key, field in self.fields.items():
            field.say(wrong[key]) if key in wrong else field.clear()
        if wrong:
            self.fields[next(iter(wrong))].control.setFocus()
            return
        roles = frozenset({Role.CLERK, Role.SUPERVISOR} if filled.is_supervisor else {Role.CLERK})
        self.go.setEnabled(False)
        self._lane.run(
            lambda: self._people.add(filled.staff_no, filled.name, roles, filled.password),
            self._stored,
            owner=self._feedback,  # told even when the form was left meanwhile: somebody new may sign in
        )

    def _walk_on(self) -> bool:
        """Enter goes to the next field while anything behind it is still to be filled."""
        lines = (self.staff_no, self.name, self.password.line, self.again.line)
        here = next((at for at, line in enumerate(lines) if line.hasFocus()), len(lines))
        if all(line.text() for line in lines[here + 1 :]):
            return False
        lines[here + 1].setFocus()
        return True

    def _stored(self, outcome: Done[Person] | Failed) -> None:
        if isValid(self):
            self.done(
                Dialog.DialogCode.Rejected if isinstance(outcome, Failed) else Dialog.DialogCode.Accepted
            )
        if isinstance(outcome, Failed):
            tell(self._feedback, outcome.error)
            return
        new = outcome.value
        heads = Role.SUPERVISOR in new.roles
        self._feedback.toast(words.ADDED, words.added(new.name, new.staff_no, heads=heads))


class PeopleDialog(Dialog):
    """Who may sign in at this counter."""

    def __init__(self, parent: QWidget, people: People, lane: Lane, feedback: Feedback) -> None:
        super().__init__(words.TITLE, parent, broad=True)
        self._people, self._lane, self._feedback = people, lane, feedback
        self._known: frozenset[str] = frozenset()
        title = words.COLUMNS
        self.table: Table[Person] = Table(
            (
                Column("name", title["name"], lambda one: Cell(one.name), 140),
                Column("staff_no", title["staff_no"], lambda one: Cell(one.staff_no), 132),
                Column("roles", title["roles"], lambda one: Cell(words.roles(frozenset(one.roles)))),
            ),
            words.TITLE,
            record=lambda one: one.staff_no,
        )
        self.pane = ListPane(self.table, EmptyState("users", *words.UNREAD))
        self.note = Label(words.RESET_HINT, "caption", "text3", wrap=True)
        self.body.add((self.pane, 1))
        self.body.add(self.note)
        self.appoint: Button = self.add_button(words.APPOINT, self._appoint, icon="scale", closes=False)
        self.appoint.setVisible(people.me().may(Right.APPOINT))
        self.reset: Button = self.add_button(words.RESET, self._reset, icon="key-round", closes=False)
        self.add: Button = self.add_button(words.ADD, self._add, icon="user-plus")
        self.add_button(words.CLOSE, default=True)
        self.focus_first(self.table)
        self.pane.begin()
        self._lane.run(people.all, self._read, owner=self)
        self.restyle()

    def restyle(self) -> None:
        super().restyle()
        if isinstance(getattr(self, "pane", None), ListPane):
            self.pane.setFixedHeight(look().s(36 + 40 * ROWS_SHOWN))

    def _read(self, outcome: Done[tuple[Person, ...]] | Failed) -> None:
        if isinstance(outcome, Failed):
            self.pane.say(*words.UNREAD)
            return
        self._known = frozenset(one.staff_no for one in outcome.value)
        self.table.show_rows(outcome.value)
        self.pane.show_table()

        self.table.current_changed.connect(lambda _person: self._say(own=False))

    def _reset(self) -> None:
        person, window = self.table.current_row(), self.parentWidget()
        if person is None or window is None:
            return
        if person.staff_no == self._people.me().staff_no:
            self._say(own=True)
            return
        self.accept()
        self._feedback.open(ResetDialog(window, self._people, person, self._lane, self._feedback))

    def _appoint(self) -> None:
        """任命 whoever is not one, 免去 whoever is."""
        person = self.table.current_row()
        if person is None:
            return
        if Role.CITY_ADMIN in person.roles:
            self.note.setText(words.BY_POST)
            self.note.set_tone("warn")
            return
        officer = Role.CREDIT_OFFICER not in person.roles
        self.accept()
        go = Answer(
            words.APPOINT_GO if officer else words.DISMISS_GO, lambda: self._hold(person, officer=officer)
        )
        self._feedback.ask(
            words.APPOINT_TITLE if officer else words.DISMISS_TITLE,
            (words.appoint_text(person.name, person.staff_no, officer=officer),),
            (Answer(words.CANCEL, default=True), go),
        )

    def _hold(self, person: Person, *, officer: bool) -> None:
        people, feedback = self._people, self._feedback

        def held(outcome: Done[Person] | Failed) -> None:
            if isinstance(outcome, Failed):
                tell(feedback, outcome.error)
                return
            said = words.APPOINTED if officer else words.DISMISSED
            feedback.toast(said, words.added(outcome.value.name, outcome.value.staff_no))

        # Told even though the list is closed by now.
        self._lane.run(lambda: people.appoint(person.staff_no, officer=officer), held, owner=feedback)

    def _say(self, *, own: bool) -> None:
        self.note.setText(words.OWN if own else words.RESET_HINT)
        self.note.set_tone("warn" if own else "text3")

    def _add(self) -> None:
        """The list gives way to the form: never two dialogs at once."""
        window = self.parentWidget()
        if window is not None:
            dialog = AddDialog(window, self._people, self._known, self._lane, self._feedback)
            self._feedback.open(dialog)
