"""常用语 under the text with the cursor: arrows or a digit choose, Enter inserts, the focus never moves."""

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from outlet_app.domain.sayings import Place, Saying, Spot
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.theme.tokens import Tone
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.strokes import ENTER, is_plain
from outlet_app.ui.widgets.suggest import MOST_ROWS, Suggestion, SuggestPopup
from outlet_app.ui.widgets.suggest_edit import STEPS, SuggestEdit
from outlet_app.ui.widgets.text_area import TextArea
from outlet_app.wording import phrases as words

Written = LineEdit | TextArea


class Book(Protocol):
    """Where sentences come from and go to; asked in the lane only."""

    def offered(self, spot: Spot) -> tuple[Saying, ...]: ...
    def keep(self, text: str, spot: Spot) -> Saying: ...
    def remove(self, saying: Saying) -> None: ...


class PhraseMenu(QObject):
    """One list at a time, under whatever text the clerk writes; `item` is the matter of the page."""

    def __init__(self, lane: Lane, feedback: Feedback) -> None:
        super().__init__(feedback)
        self._lane, self._feedback = lane, feedback
        self._book: Book | None = None
        self._field: Written | None = None
        self._spot = Spot()
        self.popup: SuggestPopup | None = None

    def ask(self, book: Book, item: int | None) -> None:
        """Ctrl+G: offer what fits the spot with the cursor."""
        self.close()
        self._book = book
        field = QApplication.focusWidget()
        spot = spot_of(field, item)
        if spot is None or not isinstance(field, LineEdit | TextArea):
            self._feedback.toast(words.NO_TEXT, words.NO_TEXT_NOW, Tone.WARN)
            return
        self._lane.run(lambda: book.offered(spot), lambda answer: self._show(field, spot, answer), owner=self)

    def close(self) -> None:
        """Put the list away."""
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        if self.popup is not None and isValid(self.popup):
            self.popup.hide()
            self.popup.deleteLater()
        self._field, self.popup = None, None

    def eventFilter(self, _watched: QObject, event: QEvent, /) -> bool:
        """The keys of the list; any other key goes on writing and closes it."""
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.InputMethod):
            self.close()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            # The window's Esc and a dialog's must not win over the open list.
            event.setAccepted(event.key() == Qt.Key.Key_Escape)
            return event.key() == Qt.Key.Key_Escape
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._steer(event)
        return False

    def _show(self, field: Written, spot: Spot, answer: Done[tuple[Saying, ...]] | Failed) -> None:
        if isinstance(answer, Failed):
            tell(self._feedback, answer.error)
        elif isValid(field) and field.hasFocus():
            rows = [row(at, saying) for at, saying in enumerate(answer.value, 1)]
            text = _text_of(field)
            if text and all(text != one.text for one in answer.value):
                rows.append(Suggestion(words.SAVE, text, sub=text, icon="plus", accent=True))
            self._offer(field, spot, rows)

    def _offer(self, field: Written, spot: Spot, rows: list[Suggestion]) -> None:
        if not rows:
            self._feedback.toast(words.NONE, words.NONE_TEXT, Tone.MUTE)
            return
        self._field, self._spot = field, spot
        self.popup = SuggestPopup(field, words.FOOT)
        self.popup.picked.connect(self._take)
        self.popup.offer(rows)
        field.installEventFilter(self)

    def _steer(self, event: QKeyEvent) -> bool:
        popup, key = self.popup, Qt.Key(event.key())
        if popup is None:
            return False
        digit = key - Qt.Key.Key_1
        if not is_plain(event):
            self.close()
            return False
        if key in STEPS:
            popup.move_by(STEPS[key])
        elif key in ENTER:
            self._take(popup.chosen())
        elif 0 <= digit < min(MOST_ROWS, len(popup.rows)):
            self._take(popup.rows[digit])
        elif key == Qt.Key.Key_Delete:
            self._remove(popup.chosen())
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            self.close()
            return False
        return True

    def _take(self, row: Suggestion | None) -> None:
        field, spot, book = self._field, self._spot, self._book
        self.close()
        if row is None or field is None or book is None:
            return
        if isinstance(row.value, Saying):
            insert(field, row.value.text)
        else:
            text = str(row.value)
            self._lane.run(lambda: book.keep(text, spot), self._kept, owner=self)

    def _remove(self, row: Suggestion | None) -> None:
        saying, book = row.value if row is not None else None, self._book
        if not isinstance(saying, Saying) or not saying.own or book is None:
            return
        self.close()
        self._lane.run(lambda: book.remove(saying), lambda answer: self._removed(saying, answer), owner=self)

    def _kept(self, answer: Done[Saying] | Failed) -> None:
        if isinstance(answer, Failed):
            tell(self._feedback, answer.error)
        else:
            self._feedback.toast(words.SAVED, f"“{answer.value.text}”{words.SAVED_TEXT}")

    def _removed(self, saying: Saying, answer: Done[None] | Failed) -> None:
        if isinstance(answer, Failed):
            tell(self._feedback, answer.error)
        else:
            self._feedback.toast(words.REMOVED, words.REMOVED_TEXT.format(text=saying.text))


def spot_of(field: QWidget | None, item: int | None) -> Spot | None:
    """What is written where the cursor is, as the nearest part around it knows; None where nothing is."""
    if isinstance(field, SuggestEdit) or not isinstance(field, LineEdit | TextArea) or field.isReadOnly():
        return None
    around: QWidget | None = field
    while around is not None:
        told = getattr(around, "phrase_spot", None)
        spot: Spot | None = told(field) if told is not None else None
        if spot is not None:
            return replace(spot, item=item)
        around = around.parentWidget()
    return Spot(Place.NOTE, item) if isinstance(field, TextArea) else None


def row(at: int, saying: Saying) -> Suggestion:
    """A sentence with its digit, and below it why it is offered."""
    lead = f"{at}　" if at <= MOST_ROWS else "　　"
    return Suggestion(f"{lead}{saying.text}", saying, sub=words.sub(saying))


def insert(field: Written, text: str) -> None:
    """Write a sentence where the cursor is, over what is selected, as if it were typed."""
    if isinstance(field, QLineEdit):
        field.insert(text)
    else:
        field.textCursor().insertText(text[: field.room()])
        field.ensureCursorVisible()


def _text_of(field: Written) -> str:
    chosen = field.selectedText() if isinstance(field, QLineEdit) else field.textCursor().selectedText()
    return " ".join((chosen or field.text()).split())
