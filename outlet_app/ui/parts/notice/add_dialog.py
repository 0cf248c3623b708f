"""Adds a line: one more material of the checklist that is missing or to be corrected."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.problems import Problem
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.segmented import Segmented
from outlet_app.wording import notice as words
from outlet_app.wording.fields import sentence

STATES = (MaterialState.MISSING, MaterialState.FAULTY)


class AddDialog(Dialog):
    """`picked` carries the row's code and the state wanted."""

    picked = Signal(str, int)

    def __init__(self, rows: Sequence[CheckedMaterial], parent: QWidget) -> None:
        super().__init__(words.ADD_TITLE, parent)
        self.combo = Combo([Choice(row.code, row.name, (row.code,)) for row in rows])
        self.material = Field(words.ADD_MATERIAL, self.combo, required=True)
        self.state = Segmented(words.ADD_STATES, words.ADD_STATE, current=0)
        if not rows:
            self.say(words.ADD_NONE)
        self.body.add(self.material)
        self.body.add(Field(words.ADD_STATE, self.state, required=True))
        self.add_button(words.CANCEL, self.reject, closes=False)
        self.add_button(words.ADD_DONE, self._submit, default=True, closes=False)
        self.focus_first(self.combo)

    def _submit(self) -> None:
        code = self.combo.value
        if not isinstance(code, str):
            self.material.say(sentence(Problem("field.choose"), words.ADD_MATERIAL))
            self.combo.setFocus()
            return
        self.accept()
        self.picked.emit(code, STATES[self.state.current])
