"""The card with 工号 and 口令."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from outlet_app.ui.pages.sign_in.state import TrialPerson
from outlet_app.ui.parts.cover import PasswordEdit, card_of, fill
from outlet_app.ui.parts.own_word import Wrong
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.boxes import Column, Row
from outlet_app.ui.widgets.buttons import COMPACT, MAIN, Button, Kind
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.text import Glyph, Label
from outlet_app.wording import sign_in as words


class SignCard(QWidget):
    """`tried` carries what was typed as 工号 and 口令."""

    tried = Signal(str, str)

    def __init__(self, remembered: Sequence[str], trial: Sequence[TrialPerson]) -> None:
        super().__init__()
        self.staff = LineEdit()
        self.password = PasswordEdit(words.PASSWORD)
        self.staff_field = Field(words.STAFF_NO, self.staff, hint=words.STAFF_HINT)
        self.password_field = Field(words.PASSWORD, self.password)
        self.caps = Row(Glyph("triangle-alert", 18, "warn"), Label(words.CAPS_LOCK, "label", "warn"), None)
        self.caps.setVisible(False)
        self.button = Button(words.SIGN_IN_KEY, kind=Kind.PRIMARY, size=MAIN)
        note = Row(None, Glyph("info", 16, "text3"), Label(words.OFFLINE_TOO, "label", "text2"), gap=6)
        card = card_of(
            Label(words.SIGN_IN, "title"),
            *([self._trial(trial)] if trial else []),
            self.staff_field,
            *([self._recent(remembered[1:])] if remembered[1:] else []),
            self.password_field,
            self.caps,
            self.button,
            note,
        )
        fill(self, card)
        self._connect()
        self.begin(remembered[0][-4:] if remembered else "")

    def begin(self, staff_no: str) -> None:
        """Ready for somebody: the cursor stands where the next key belongs."""
        self.staff.setText(staff_no)
        self.password.clear()
        self.say(Wrong())

    def take_focus(self) -> None:
        """The cursor goes where the next key belongs."""
        (self.password.line if self.staff.text() else self.staff).setFocus()

    def say(self, wrong: Wrong) -> None:
        """Messages in the label lines; the field to mend gets the cursor."""
        for field, text in ((self.staff_field, wrong.staff_no), (self.password_field, wrong.password)):
            if text:
                field.say(text, Tone.BAD)
            else:
                field.clear()
        if wrong.staff_no:
            self.staff.setFocus()
        elif wrong.password:
            self.password.line.selectAll()
            self.password.line.setFocus()

    def set_busy(self, busy: bool) -> None:
        """While the store is being opened nothing else can be pressed."""
        for widget in (self.staff, self.password, self.button):
            widget.setEnabled(not busy)
        self.button.setText(words.OPENING if busy else words.SIGN_IN_KEY)

    def eventFilter(self, _watched: QObject, event: QEvent, /) -> bool:
        """A capital typed without Shift tells that Caps Lock is on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.text().isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps.setVisible(event.text().isupper() is not shifted)
        return False

    def _connect(self) -> None:
        self.button.clicked.connect(self._try)
        self.password.line.returnPressed.connect(self._try)
        self.password.line.installEventFilter(self)
        self.staff.textEdited.connect(self.staff_field.clear)
        self.password.line.textEdited.connect(self.password_field.clear)

    def _try(self) -> None:
        if not self.password.text():
            self.say(Wrong(password=words.FILL_PASSWORD))
        else:
            self.tried.emit(self.staff.text(), self.password.text())

    def _recent(self, others: Sequence[str]) -> QWidget:
        row = Row(Label(words.RECENT, "caption", "text3"), gap=4)
        for staff_no in others[:4]:
            button = Button(staff_no[-4:], kind=Kind.QUIET, size=COMPACT)
            button.clicked.connect(partial(self._take, staff_no))
            row.add(button)
        row.add(None)
        return row

    def _take(self, staff_no: str) -> None:
        self.begin(staff_no[-4:])
        self.password.line.setFocus()

    def _trial(self, people: Sequence[TrialPerson]) -> QWidget:
        lines = [
            Label(
                words.TRIAL_PERSON.format(name=one.name, staff_no=one.staff_no[-4:], password=one.password),
                "label",
                "text2",
            )
            for one in people
        ]
        return Column(Label(words.TRIAL_TEXT, "caption", "text3", wrap=True), *lines, gap=2)
