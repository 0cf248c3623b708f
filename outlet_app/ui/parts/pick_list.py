"""One of a few answers, all of them seen: the arrows walk and choose, Space takes what has the focus."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy

from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.check import Radio


class PickList(Column):
    """The answers by code, a line each; `chosen` carries the new code."""

    chosen = Signal(str)

    def __init__(self, choices: Mapping[str, str], ready: str = "") -> None:
        self.radios = {code: Radio(word) for code, word in choices.items()}
        super().__init__(*self.radios.values(), gap=4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        for code, radio in self.radios.items():
            self._group.addButton(radio)
            radio.toggled.connect(lambda on, code=code: self._toggled(code, on=on))
        self.setFocusProxy(next(iter(self.radios.values())))
        if ready in self.radios:
            self.radios[ready].setChecked(True)

    @property
    def code(self) -> str:
        """The code of what is chosen, or nothing."""
        return next((code for code, radio in self.radios.items() if radio.isChecked()), "")

    def _toggled(self, code: str, *, on: bool) -> None:
        if on:
            # The keys come back to what was chosen.
            self.setFocusProxy(self.radios[code])
            self.chosen.emit(code)
