"""政策问答 over any page: search while typing, look at the answer with its basis, take it over by keys."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from outlet_app.domain.answers import KnownAnswer
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.buttons import Button
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.page import Page
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.suggest import Suggestion
from outlet_app.ui.widgets.suggest_edit import SuggestEdit
from outlet_app.wording import answers as words

LONGEST = 60
ROOM, LEAST_ROOM, REST = 440, 200, 200


class Book(Protocol):
    """Answers in memory; asking is free."""

    def find(self, asked: str, item: int | None = None) -> tuple[KnownAnswer, ...]: ...


class QuestionEdit(SuggestEdit):
    """`entered` tells that it has the focus: a list hangs under no other field."""

    entered = Signal()

    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        self.entered.emit()


class AnswerDialog(Dialog):
    """`taken` and `copied` carry the answer; `can_take`: there is a form behind that asks for one."""

    taken = Signal(object)
    copied = Signal(object)

    def __init__(self, parent: QWidget, book: Book, item: int | None, *, can_take: bool) -> None:
        super().__init__(words.TITLE, parent, broad=True)
        self._book, self._item, self._around = book, item, parent.window()
        self.chosen: KnownAnswer | None = None
        self.search = QuestionEdit(words.SEARCH_HINT, foot=words.FOOT, lead="search", longest=LONGEST)
        self.question = Paragraph("", 15, "text", bold=True)
        self.answer = Paragraph(words.FIRST, 15, "text2")
        self.foot = Paragraph("", 13, "text3")
        self.body.add(Field(words.SEARCH, self.search))
        for part in (self.question, self.answer, self.foot):
            self.body.add(part)
        self.body.add(None)
        self.add_button(words.CANCEL, self.reject, closes=False)
        self.copy = self._answer_button(words.COPY, "copy", self.copied.emit, default=not can_take)
        self.take = (
            self._answer_button(words.TAKE, "check", self.taken.emit, default=True) if can_take else None
        )
        self.search.typed.connect(self._typed)
        self.search.entered.connect(lambda: self._typed(self.search.text()))
        self.search.taken.connect(self._take_row)
        self.focus_first(self.search)
        self._show(None)
        follow(self._fit)

    def _fit(self) -> None:
        # The list hangs inside the dialog, so there must be room for some rows of it.
        effective = self._around.height() / look().factor
        self.body.setMinimumHeight(look().s(min(max(effective - REST, LEAST_ROOM), ROOM)))

    def _answer_button(
        self, text: str, icon: str, tell: Callable[[object], object], *, default: bool
    ) -> Button:
        def act() -> None:
            if self.chosen is not None:
                self.accept()
                tell(self.chosen)

        return self.add_button(text, act, icon=icon, default=default, closes=False)

    def _typed(self, text: str) -> None:
        found = self._book.find(text, self._item)
        self.search.close_popup()
        self.search.offer([row(one) for one in found])
        if text.strip() and not found:
            self._show(None)
            self.question.set_text(words.NONE)
            self.answer.set_text(words.NONE_TEXT)
            self.adjustSize()

    def _take_row(self, taken: Suggestion) -> None:
        if isinstance(taken.value, KnownAnswer):
            self._show(taken.value)
            (self.take or self.copy).setFocus()

    def _show(self, one: KnownAnswer | None) -> None:
        self.chosen = one
        self.question.set_text(one.question if one else "")
        self.answer.set_text(one.answer if one else words.FIRST)
        self.foot.set_text(words.foot(one) if one else "")
        self.question.setVisible(one is not None)
        self.foot.setVisible(one is not None)
        for button in (self.take, self.copy):
            if button is not None:
                button.setEnabled(one is not None)
        self.adjustSize()


class Window(Protocol):
    """What stands behind the dialog."""

    feedback: Feedback

    @property
    def page(self) -> Page | None: ...


def ask_answers(window: Window, book: Book) -> AnswerDialog:
    """Open 政策问答 over whatever is shown; what is taken goes into the page, else onto the clipboard."""
    page, feedback = window.page, window.feedback
    item = page.phrase_item() if page is not None else None
    can_take = page is not None and page.takes_answers
    dialog = AnswerDialog(feedback.window, book, item, can_take=can_take)

    def copied(one: KnownAnswer) -> None:
        _copy(one)
        feedback.toast(words.COPIED, words.foot(one))

    def taken(one: KnownAnswer) -> None:
        if page is not None and page.take_answer(one):
            feedback.toast(words.TAKEN, words.TAKEN_TEXT)
        else:
            _copy(one)
            feedback.toast(words.NOT_TAKEN, words.NOT_TAKEN_TEXT, Tone.WARN)

    dialog.copied.connect(copied)
    dialog.taken.connect(taken)
    feedback.open(dialog)
    return dialog


def _copy(one: KnownAnswer) -> None:
    QGuiApplication.clipboard().setText(f"{one.answer}\n{words.BASIS.format(basis=one.basis)}")


def row(one: KnownAnswer) -> Suggestion:
    """The question, and below it the basis."""
    return Suggestion(one.question, one, sub=words.foot(one), icon="book-open")
