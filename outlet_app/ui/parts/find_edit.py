"""A field that finds while one types: what is taken is its answer and fills in others."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from shiboken6 import isValid

from outlet_app.ui.widgets.suggest import Suggestion
from outlet_app.ui.widgets.suggest_edit import SuggestEdit
from outlet_app.wording.cases import FIND_FOOT

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Found:
    """A row of what was found: its words, the code that is the answer, and what it fills in by field."""

    text: str
    code: str
    sub: str = ""
    fills: Mapping[str, str] = field(default_factory=dict)


Find = Callable[[str], Sequence[Found]]


class FindEdit(SuggestEdit):
    """`found` carries the Found that was taken; emptying the field takes it back."""

    found = Signal(object)

    def __init__(self, find: Find, hint: str = "") -> None:
        super().__init__(hint, foot=FIND_FOOT, lead="search", longest=LONGEST)
        self._find = find
        self.code = ""
        self.typed.connect(self._typed)
        self.taken.connect(self._took)

    def _typed(self, text: str) -> None:
        self.code = ""
        rows = self._find(text) if text.strip() else ()
        self.close_popup()
        self.offer([Suggestion(one.text, one, sub=one.sub) for one in rows])

    def _took(self, row: Suggestion) -> None:
        if isinstance(row.value, Found):
            self.show_text(row.text)
            self.code = row.value.code
            self.found.emit(row.value)


Offer = Callable[[Sequence[Suggestion]], None]
Ask = Callable[[str, Offer], None]


class OfferEdit(SuggestEdit):
    """A text of one's own that offers what is known while one types; `ask` answers when it can."""

    def __init__(self, ask: Ask, hint: str = "", longest: int = LONGEST) -> None:
        super().__init__(hint, foot=FIND_FOOT, longest=longest)
        self._ask = ask
        self._asked = ""
        self.typed.connect(self._typed)
        self.taken.connect(self._took)

    def _typed(self, text: str) -> None:
        self._asked = text
        self.close_popup()
        # Several numbers may stand in the field: the last is the one being written.
        self._ask(last_of(text), lambda rows: self._show(text, rows))

    def _show(self, text: str, rows: Sequence[Suggestion]) -> None:
        if isValid(self) and text == self._asked and self.hasFocus() and rows:
            self.offer(rows)

    def _took(self, row: Suggestion) -> None:
        before = self.text()[: len(self.text()) - len(last_of(self.text()))]
        self.show_text(f"{before}{row.text}")
        self._asked = self.text()


def last_of(text: str) -> str:
    """What stands behind the last comma or blank."""
    return re.split(r"[、，,;；\s]", text)[-1]
