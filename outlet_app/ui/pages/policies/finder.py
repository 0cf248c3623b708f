"""Finds an enterprise of the register while its name or code is typed."""

from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from outlet_app.domain.identifiers import check_uscc, normalise
from outlet_app.services.policy_views import EnterpriseRow
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.widgets.suggest import Suggestion
from outlet_app.ui.widgets.suggest_edit import SuggestEdit
from outlet_app.wording import policy_page as words

PAUSE_MS = 200
LEAST, LONGEST = 2, 60


class Enterprises(Protocol):
    """Who can be asked."""

    def find(self, text: str) -> tuple[EnterpriseRow, ...]: ...


class EnterpriseFinder(QObject):
    """`found` carries the EnterpriseRow that was taken; a sound code that nobody has is offered too."""

    found = Signal(object)

    def __init__(self, field: SuggestEdit, enterprises: Enterprises, lane: Lane) -> None:
        super().__init__(field)
        self._field, self._enterprises, self._lane = field, enterprises, lane
        self._asked = ""
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._ask)
        field.typed.connect(self._typed)
        field.taken.connect(self._taken)

    def _typed(self, text: str) -> None:
        self._asked = text.strip()
        if LEAST <= len(self._asked) <= LONGEST:
            self._pause.start()
        else:
            self._pause.stop()
            self._field.close_popup()

    def _ask(self) -> None:
        text = self._asked
        self._lane.run(
            lambda: self._enterprises.find(text), lambda answer: self._show(text, answer), owner=self
        )

    def _show(self, text: str, answer: Done[tuple[EnterpriseRow, ...]] | Failed) -> None:
        # A failed search leaves the clerk typing; the lane has logged it.
        if isinstance(answer, Failed) or text != self._asked or not self._field.hasFocus():
            return
        rows = [_suggestion(one) for one in answer.value]
        code = normalise(text)
        if not rows and check_uscc(code) is None:
            stranger = EnterpriseRow(code, "", in_register=False)
            rows = [Suggestion(words.unlisted(code), stranger, icon="circle-help", accent=True)]
        if rows:
            self._field.offer(rows)
        else:
            self._field.close_popup()

    def _taken(self, taken: Suggestion) -> None:
        self._pause.stop()
        self._asked = ""
        if isinstance(taken.value, EnterpriseRow):
            self.found.emit(taken.value)


def _suggestion(one: EnterpriseRow) -> Suggestion:
    return Suggestion(one.name, one, sub=one.code, icon="building-2")
