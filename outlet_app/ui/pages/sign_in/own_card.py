"""The card after a first 口令: the person sets an own one, typed twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.passwords import password_problem
from outlet_app.ui.parts.cover import PasswordEdit, card_of, fill
from outlet_app.ui.widgets.buttons import MAIN, Button, Kind
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.text import Label
from outlet_app.wording import sign_in as words
from outlet_app.wording.people import PASSWORDS


class OwnCard(QWidget):
    """`wanted` carries the own 口令, once it will do and was typed alike."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._staff_no = ""
        self.password, self.again = PasswordEdit(words.OWN_PASSWORD), PasswordEdit(words.PASSWORD_AGAIN)
        hint = words.NEW_PASSWORD_HINT
        self.password_field = Field(words.OWN_PASSWORD, self.password, hint=hint, required=True)
        self.again_field = Field(words.PASSWORD_AGAIN, self.again, required=True)
        self.button = Button(words.SET_OWN, kind=Kind.PRIMARY, size=MAIN)
        text = Label(words.OWN_TEXT, "body", "text2", wrap=True)
        fields = (self.password_field, self.again_field)
        fill(self, card_of(Label(words.OWN_TITLE, "title"), text, *fields, self.button))
        self.button.clicked.connect(self._try)
        self.password.line.returnPressed.connect(self.again.line.setFocus)
        self.again.line.returnPressed.connect(self._try)

    def begin(self, staff_no: str) -> None:
        """Ready for the person of that 工号."""
        self._staff_no = staff_no
        for edit, field in ((self.password, self.password_field), (self.again, self.again_field)):
            edit.clear()
            field.clear()
        self.set_busy(False)

    def take_focus(self) -> None:
        """The cursor goes to the first field."""
        self.password.line.setFocus()

    def set_busy(self, busy: bool) -> None:
        """While the slot is being made."""
        for widget in (self.password, self.again, self.button):
            widget.setEnabled(not busy)

    def _try(self) -> None:
        own, weak = self.password.text(), password_problem(self.password.text(), self._staff_no)
        told = (
            (self.password_field, PASSWORDS[weak.code].format(**weak.args) if weak else ""),
            (self.again_field, "" if self.again.text() == own else words.NOT_ALIKE),
        )
        for field, message in told:
            field.clear()
            if message:
                field.say(message)
                field.setFocus()
                return
        self.wanted.emit(own)
