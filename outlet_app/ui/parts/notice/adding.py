"""Lines that join the notice or leave it, each with its row of the checklist."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from outlet_app.domain.events import NoticeLine
from outlet_app.domain.forms.intake import checklist
from outlet_app.domain.materials import CheckedMaterial, Defect, MaterialState
from outlet_app.services.counter import Counter
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.parts.defects_dialog import DefectsDialog
from outlet_app.ui.parts.notice import state as steps
from outlet_app.ui.parts.notice.add_dialog import AddDialog
from outlet_app.ui.parts.notice.editor import NoticeEditor
from outlet_app.ui.parts.notice.state import NoticeState


class Adding(QObject):
    """Reads the page's state and hands back the next one.

    line: how a row is told in writing; removed: what a line leaves behind that is told no more.
    """

    def __init__(
        self,
        editor: NoticeEditor,
        counter: Counter,
        state: Callable[[], NoticeState],
        change: Callable[[NoticeState], None],
        feedback: Feedback,
        page: QWidget,
        line: Callable[[CheckedMaterial], NoticeLine] | None = None,
        removed: Callable[[NoticeState, str], NoticeState] = steps.removed,
    ) -> None:
        super().__init__(page)
        self._editor, self._counter, self._page = editor, counter, page
        self._state, self._change, self._feedback = state, change, feedback
        self._line, self._removed = line or counter.notices.line, removed
        editor.add_wanted.connect(self._ask)
        editor.remove_wanted.connect(self._remove)

    def _remove(self, code: str) -> None:
        place = next(at for at, line in enumerate(self._state().lines) if line.code == code)
        self._change(self._removed(self._state(), code))
        cards = self._editor.cards
        (cards[min(place, len(cards) - 1)].remove if cards else self._editor.add_button).setFocus()

    def _ask(self) -> None:
        told = {line.code for line in self._state().lines}
        rows = [row for row in self._rows() if row.code not in told and row.state is not MaterialState.EXEMPT]
        dialog = AddDialog(rows, self._page)
        dialog.picked.connect(self._picked)
        self._feedback.open(dialog)

    def _picked(self, code: str, wanted: int) -> None:
        row = next(row for row in self._rows() if row.code == code)
        if wanted == MaterialState.MISSING:
            self._put(replace(row, state=MaterialState.MISSING, handed=0))
            return
        dialog = DefectsDialog(row, self._names(), self._page)
        dialog.noted.connect(lambda found, text: self._put(_faulty(row, found, text)))
        self._feedback.open(dialog)

    def _put(self, row: CheckedMaterial) -> None:
        self._change(steps.added(self._state(), row, self._line(row)))
        card = self._editor.cards[-1]
        card.focus_part(card.first_part)

    def _rows(self) -> tuple[CheckedMaterial, ...]:
        entry = self._state().entry
        return checklist(entry, self._counter.reference.sub_item_of(entry.sub_item)) if entry else ()

    def _names(self) -> Mapping[str, str]:
        return {code: phrase.name for code, phrase in self._counter.reference.phrases.items()}


def _faulty(row: CheckedMaterial, defects: tuple[Defect, ...], remark: str) -> CheckedMaterial:
    return replace(row, state=MaterialState.FAULTY, defects=defects, remark=remark, handed=row.copies)
