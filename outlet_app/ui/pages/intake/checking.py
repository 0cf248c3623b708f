"""Marks the rows of the checklist, and asks for the defects where something is to be corrected."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from outlet_app.domain.materials import MaterialState
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.pages.intake import steps
from outlet_app.ui.pages.intake.state import IntakeState
from outlet_app.ui.parts.checklist.materials_list import MaterialsList
from outlet_app.ui.parts.defects_dialog import DefectsDialog


class Checking(QObject):
    """Reads the page's state and hands back the next one."""

    def __init__(
        self,
        materials: MaterialsList,
        names: Mapping[str, str],
        state: Callable[[], IntakeState],
        change: Callable[[IntakeState], None],
        feedback: Feedback,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._materials, self._names, self._page = materials, names, page
        self._state, self._change, self._feedback = state, change, feedback
        materials.picked.connect(self._picked)
        materials.noted.connect(lambda code, text: change(steps.remarked(state(), code, text)))
        materials.list_wanted.connect(self._ask_defects)

    def _picked(self, code: str, mark: int) -> None:
        if mark == MaterialState.FAULTY:
            self._ask_defects(code)
        else:
            self._change(steps.marked(self._state(), code, MaterialState(mark)))

    def _ask_defects(self, code: str) -> None:
        row = next(row for row in self._state().rows if row.code == code)
        dialog = DefectsDialog(row, self._names, self._page)
        dialog.noted.connect(
            lambda found, text: self._change(steps.found_wanting(self._state(), code, found, text))
        )
        # Given up, the row shows again what it was.
        dialog.finished.connect(lambda _result: self._materials.show_state(self._state()))
        self._feedback.open(dialog)
