"""The card of a machine's first start."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.identifiers import half_width
from outlet_app.domain.passwords import password_problem
from outlet_app.ui.parts.cover import PasswordEdit, card_of, fill
from outlet_app.ui.widgets.buttons import MAIN, Button, Kind
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import sign_in as words
from outlet_app.wording.people import PASSWORDS


class Enrolling(NamedTuple):
    """What was filled in."""

    server_url: str
    code: str
    password: str


class EnrolCard(QWidget):
    """`wanted` carries an Enrolling once every field is filled and the passwords are alike."""

    wanted = Signal(object)

    def __init__(self, server_url: str = "") -> None:
        super().__init__()
        self.server, self.code = LineEdit(), LineEdit()
        self.server.setText(server_url)
        self.password, self.again = PasswordEdit(words.NEW_PASSWORD), PasswordEdit(words.PASSWORD_AGAIN)
        self.server_field = Field(words.SERVER, self.server, hint=words.SERVER_HINT, required=True)
        self.code_field = Field(words.CODE, self.code, hint=words.CODE_HINT, required=True)
        hint = words.NEW_PASSWORD_HINT
        self.password_field = Field(words.NEW_PASSWORD, self.password, hint=hint, required=True)
        self.again_field = Field(words.PASSWORD_AGAIN, self.again, required=True)
        self.button = Button(words.ENROL, kind=Kind.PRIMARY, size=MAIN)
        fields = (self.server_field, self.code_field, self.password_field, self.again_field)
        text = Label(words.FIRST_START_TEXT, "body", "text2", wrap=True)
        card = card_of(Label(words.FIRST_START, "title"), text, *fields, self.button)
        fill(self, card)
        self.button.clicked.connect(self._try)
        self.password.line.returnPressed.connect(self.again.line.setFocus)
        self.again.line.returnPressed.connect(self._try)

    def begin(self) -> None:
        """For another enrolment: the code is used up, and no 口令 is left standing."""
        for line in (self.code, self.password.line, self.again.line):
            line.clear()
        for field in (self.server_field, self.code_field, self.password_field, self.again_field):
            field.clear()

    def take_focus(self) -> None:
        """The cursor goes to the first empty field."""
        (self.code if self.server.text() else self.server).setFocus()

    def set_busy(self, busy: bool) -> None:
        """While the city is being asked."""
        for widget in (self.server, self.code, self.password, self.again, self.button):
            widget.setEnabled(not busy)
        self.button.setText(words.ENROLLING if busy else words.ENROL)

    def _try(self) -> None:
        for field, message in self._messages():
            field.clear()
            if message:
                field.say(message)
                field.setFocus()
                return
        self.wanted.emit(
            Enrolling(
                half_width(self.server.text()).strip().rstrip("/"),
                half_width(self.code.text()).strip().upper(),
                self.password.text(),
            )
        )

    def _messages(self) -> Iterator[tuple[Field, str]]:
        """What stands against each field, in reading order."""
        yield self.server_field, "" if self.server.text().strip() else words.FILL_SERVER
        yield self.code_field, "" if self.code.text().strip() else words.FILL_CODE
        weak = password_problem(self.password.text())
        yield self.password_field, PASSWORDS[weak.code].format(**weak.args) if weak else ""
        yield self.again_field, "" if self.again.text() == self.password.text() else words.NOT_ALIKE
