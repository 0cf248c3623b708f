"""How the program speaks to people: toasts, questions, banners, troubles and the crash sheet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.problems import Refusal
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.boxes import Column, Scroller
from outlet_app.ui.widgets.buttons import Kind
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.text import Label
from outlet_app.ui.widgets.toast import Notice, ToastStack
from outlet_app.wording import shell as words
from outlet_app.wording.troubles import Clauses


@dataclass(frozen=True, slots=True)
class Answer:
    """One button of a question: a verb (with its mnemonic) and what it does."""

    text: str
    then: Callable[[], object] | None = None
    kind: Kind = Kind.PLAIN
    icon: str = ""
    default: bool = False


class Feedback(QObject):
    """`banner_wanted` carries tone, title and text for the page in view; `opened` the dialog now open.

    `printed`: a paper of this form has left the printer, whoever asked for it.
    """

    banner_wanted = Signal(object, str, str)
    opened = Signal(object)
    printed = Signal(str)

    def __init__(self, window: QWidget, clauses: Mapping[str, Clauses], now: Callable[[], datetime]) -> None:
        super().__init__(window)
        self.window, self._clauses, self._now = window, clauses, now
        self._waiting: list[Dialog] = []
        self.open_dialog: Dialog | None = None
        self._is_held = False
        self.toasts = ToastStack(window)

    def toast(self, title: str, text: str = "", tone: Tone = Tone.OK) -> None:
        """Say in passing what was done; BAD ones stay until they are closed."""
        self.toasts.show(Notice(tone, title, text, self._now()))

    def refuse(self, refusal: Refusal) -> None:
        """The use case says no: an amber banner on the page with the next step."""
        found = self.clauses_of(refusal.code, refusal.args)
        self.banner_wanted.emit(Tone.WARN, words.headline(found.happened), f"{found.safe}{found.now}")

    def trouble(
        self, code: str, args: Mapping[str, object], answers: Sequence[Answer] = (), icon: str = ""
    ) -> None:
        """Printer, disk or server failed: what happened, is the work safe, what to do now."""
        found = self.clauses_of(code, args)
        dialog = Dialog(words.headline(found.happened), self.window)
        dialog.say(found.safe, found.now, icon=icon or "triangle-alert", tone="bad")
        self._answer(dialog, answers or (Answer(words.KNOWN, default=True),))

    def bug(self, reference: str) -> None:
        """The program itself failed: a reference number for the city."""
        dialog = Dialog(words.BUG_TITLE, self.window)
        dialog.say(
            words.BUG_SAFE, words.BUG_REFERENCE.format(reference=reference), icon="circle-alert", tone="bad"
        )
        self._answer(dialog, (Answer(words.KNOWN, default=True),))

    def ask(
        self,
        title: str,
        sentences: Sequence[str],
        answers: Sequence[Answer],
        *,
        icon: str = "info",
        tone: str = "info",
    ) -> None:
        """A question with verbs for answers; Esc answers nothing."""
        dialog = Dialog(title, self.window)
        dialog.say(sentences[0], *sentences[1:], icon=icon, tone=tone)
        self._answer(dialog, answers)

    def open(self, dialog: Dialog) -> None:
        """Open a dialog made by a page; a second one waits until the first is closed."""
        if self.open_dialog is not None or self._is_held:
            self._waiting.append(dialog)
            return
        self.open_dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()
        self.opened.emit(dialog)

    @property
    def is_held(self) -> bool:
        """Whether dialogs wait because somebody else is at the keys."""
        return self._is_held

    def hold(self) -> None:
        """Somebody else is at the keys: dialogs wait until `release`."""
        self._is_held = True

    def release(self) -> None:
        """The clerk is back."""
        self._is_held = False
        self._open_next()

    def close_all(self) -> None:
        """Close what is open and forget what waits (the window is locked)."""
        for dialog in self._waiting:
            dialog.deleteLater()
        self._waiting.clear()
        if self.open_dialog is not None:
            self.open_dialog.reject()
        self.toasts.clear()

    def show_history(self) -> None:
        """Ctrl+J: what was said in passing, newest first."""
        dialog = Dialog(words.RECENT, self.window, broad=True)
        lines = Column(gap=12)
        for notice in reversed(self.toasts.history[-20:]):
            title = Label(f"{notice.at:%H:%M}  {notice.title}", "strong", wrap=True)
            lines.add(Column(title, *((Paragraph(notice.text, 14),) if notice.text else ()), gap=0))
        if not self.toasts.history:
            lines.add(Paragraph(words.NO_RECENT))
        lines.add(None)
        dialog.body.add((Scroller(lines, words.RECENT), 1))
        self._answer(dialog, (Answer(words.CLOSE, default=True),))

    def clauses_of(self, code: str, args: Mapping[str, object]) -> Clauses:
        """The three clauses of a code; an unknown code is named to the reader."""
        found = self._clauses.get(code)
        if found is None:
            unknown = words.UNKNOWN_TROUBLE.format(code=code)
            return Clauses(unknown, words.UNKNOWN_SAFE, words.UNKNOWN_NOW)
        return found.filled(args)

    def _answer(self, dialog: Dialog, answers: Sequence[Answer]) -> None:
        for answer in answers:
            dialog.add_button(
                answer.text, answer.then, kind=answer.kind, icon=answer.icon, default=answer.default
            )
        self.open(dialog)

    def _closed(self) -> None:
        self.open_dialog = None
        self._open_next()

    def _open_next(self) -> None:
        if self._waiting and self.open_dialog is None:
            self.open(self._waiting.pop(0))
