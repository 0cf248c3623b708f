"""The lock over the whole window: the same person's password takes it away, sending goes on."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from outlet_app.services.sign_in import SignIn
from outlet_app.system.keystore import LockedOut, WrongPassword
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.office import Office
from outlet_app.ui.pages.lock.draft_note import DraftNote, Keep
from outlet_app.ui.parts.cover import Cover, PasswordEdit, card_of, fill
from outlet_app.ui.widgets.boxes import Column, Line, Row
from outlet_app.ui.widgets.buttons import MAIN, Button, Kind
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.text import ElidedLabel, Glyph, Label
from outlet_app.wording import sign_in as words
from outlet_app.wording.timeline import whole_day


class LockPage(QWidget):
    """`unlocked`, `other_person_wanted` and `quit_wanted` ask the composition root."""

    unlocked = Signal()
    failed = Signal(object)
    other_person_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, sign_in: SignIn, office: Office, lanes: Lanes, version: str, keep: Keep) -> None:
        super().__init__()
        self._sign_in, self._office, self._lanes = sign_in, office, lanes
        self.clock, self.day = Label("", "clock"), Label("", "record", "text2")
        self.name, self.where = Label("", "heading"), ElidedLabel("", "body", "text2")
        self.password = PasswordEdit(words.PASSWORD)
        self.field = Field(words.PASSWORD, self.password)
        self.button = Button(words.UNLOCK_KEY, kind=Kind.PRIMARY, size=MAIN)
        self.draft = DraftNote(keep)
        other = Button(words.OTHER_PERSON, "users", Kind.QUIET)
        leave = Button(words.QUIT, "power", Kind.GHOST)
        why = Label(words.LOCKED_WHY, "caption", "text3")
        card = card_of(
            Row(Glyph("lock", 24), Label(words.LOCKED, "title"), None, why),
            Column(self.name, self.where, gap=2),
            self.field,
            self.button,
            Line(),
            self.draft,
            _note("cloud-upload", words.STILL_SENDING),
            Row(other, None, leave),
        )
        top = Column(Row(None, self.clock, None), Row(None, self.day, None), gap=0)
        fill(self, Cover(top, card, version))
        self._connect(other.clicked.connect, leave.clicked.connect)
        self.show_time()

    def begin(self) -> None:
        """Lock for the person signed in."""
        person = self._office.person
        if person is not None:
            self.name.setText(person.name)
            self.where.setText(words.WHO.format(short_no=person.short_no, outlet=self._office.outlet.name))
        self.password.clear()
        self.field.clear()
        self.draft.begin()
        self.show_time()

    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        self.password.line.setFocus()

    def show_time(self) -> None:
        """The clock on the wall of a locked counter."""
        now = self._office.now()
        self.clock.setText(f"{now:%H:%M}")
        self.day.setText(whole_day(now.date()))

    def _connect(self, on_other: Callable[..., object], on_leave: Callable[..., object]) -> None:
        on_other(self.other_person_wanted)
        on_leave(self.quit_wanted)
        self.button.clicked.connect(self._try)
        self.password.line.returnPressed.connect(self._try)
        self.password.line.textEdited.connect(self.field.clear)
        self._office.minute_passed.connect(self.show_time)

    def _try(self) -> None:
        person, password = self._office.person, self.password.text()
        if person is None or not password:
            self.field.say(words.FILL_PASSWORD)
            return
        self._busy(True)
        staff_no = person.staff_no
        self._lanes.desk.run(lambda: self._sign_in.check(staff_no, password), self._answered, owner=self)

    def _answered(self, outcome: Done[None] | Failed) -> None:
        self._busy(False)
        if isinstance(outcome, Done):
            self.password.clear()
            self.unlocked.emit()
            return
        match outcome.error:
            case WrongPassword() as wrong:
                self.field.say(words.WRONG_PASSWORD.format(n=wrong.tries_left))
            case LockedOut() as locked:
                self.field.say(words.LOCKED_OUT.format(time=f"{locked.until:%H:%M}"))
            case other:
                self.failed.emit(other)
        self.password.line.selectAll()
        self.password.line.setFocus()

    def _busy(self, busy: bool) -> None:
        self.password.setEnabled(not busy)
        self.button.setEnabled(not busy)
        self.button.setText(words.UNLOCKING if busy else words.UNLOCK_KEY)


def _note(icon: str, text: str) -> QWidget:
    return Row(Glyph(icon, 18), Label(text, "body", "text2"), None)
