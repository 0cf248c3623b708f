"""The marks of the rows: what a key says of a material, the defect list, the step to the next open row."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.materials import Defect, MaterialState
from outlet_app.services.reference import Reference
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.pages.corrections import state as steps
from outlet_app.ui.pages.corrections.sheet_card import SheetCard
from outlet_app.ui.pages.corrections.state import DeskState
from outlet_app.ui.parts.defects_dialog import DefectsDialog

Change = Callable[[DeskState], DeskState]


class RowMarks(QObject):
    """`changed` carries the step to take."""

    changed = Signal(object)

    def __init__(
        self,
        card: SheetCard,
        state: Callable[[], DeskState | None],
        reference: Reference,
        feedback: Feedback,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._card, self._state, self._feedback, self._page = card, state, feedback, page
        self._names = {code: phrase.name for code, phrase in reference.phrases.items()}
        for rows in card.lists.values():
            rows.picked.connect(self._picked)
            rows.noted.connect(self._noted)
            rows.list_wanted.connect(self._ask_defects)
        card.all_right.clicked.connect(lambda: self.changed.emit(steps.all_right))

    def focus_open(self) -> None:
        """The first row nobody has looked at, else the first of all."""
        state = self._state()
        self._card.list.focus_row(steps.next_open(state, "") if state else "")

    def _picked(self, code: str, mark: int) -> None:
        if mark == MaterialState.FAULTY:
            self._ask_defects(code)
            return
        self.changed.emit(lambda state: steps.marked(state, code, MaterialState(mark)))
        self._step_on(code)

    def _noted(self, code: str, text: str) -> None:
        self.changed.emit(lambda state: steps.remarked(state, code, text))

    def _ask_defects(self, code: str) -> None:
        state = self._state()
        if state is None:
            return
        row = next(row for row in state.rows if row.code == code)
        dialog = DefectsDialog(row, self._names, self._page)
        dialog.noted.connect(lambda found, text: self._wanting(code, found, text))
        # Given up, the row shows again what it was.
        dialog.finished.connect(lambda _result: self._show_again())
        self._feedback.open(dialog)

    def _wanting(self, code: str, defects: tuple[Defect, ...], remark: str) -> None:
        self.changed.emit(lambda state: steps.found_wanting(state, code, defects, remark))
        self._step_on(code)

    def _show_again(self) -> None:
        state = self._state()
        if state is not None:
            self._card.list.show_state(state)

    def _step_on(self, code: str) -> None:
        """The next row that nobody has looked at; after the last the decision is a key away."""
        state = self._state()
        waiting = steps.next_open(state, code) if state else ""
        if waiting:
            self._card.list.focus_row(waiting)
