"""Adds a line: one more material of the checklist that is missing or to be corrected."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.forms.notice import ADDED
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.ui.parts.asked_form import AskedForm, Place, at_field
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.segmented import Segmented
from outlet_app.wording import notice as words

STATES = {"missing": MaterialState.MISSING, "faulty": MaterialState.FAULTY}


class AddDialog(Dialog):
    """`picked` carries the row's code and the state wanted."""

    picked = Signal(str, int)

    def __init__(self, rows: Sequence[CheckedMaterial], parent: QWidget) -> None:
        super().__init__(words.ADD_TITLE, parent)
        self.combo = Combo([Choice(row.code, row.name, (row.code,)) for row in rows])
        self.material = Field(words.ADD_FIELDS["material"], self.combo)
        names = [words.ADD_STATES[code] for code in STATES]
        self.state = Segmented(names, words.ADD_FIELDS["state"], current=0)
        state = Field(words.ADD_FIELDS["state"], self.state, required=True)
        if not rows:
            self.say(words.ADD_NONE)
        self.body.add(self.material)
        self.body.add(state)
        places = {
            "material": at_field(self.material),
            "state": Place(self.state, lambda: list(STATES)[self.state.current], state.tell),
        }
        self._asked = AskedForm(ADDED, words.ADD_FIELDS, places)
        self.add_button(words.CANCEL, self.reject, closes=False)
        self.add_button(words.ADD_DONE, self._submit, default=True, closes=False)
        self.focus_first(self.combo)

    def _submit(self) -> None:
        said = self._asked.take()
        if said is None:
            return
        self.accept()
        self.picked.emit(said["material"], STATES[said["state"]])
