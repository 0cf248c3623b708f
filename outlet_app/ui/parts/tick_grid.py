"""Several ticks of one question, side by side: any of them may be chosen."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.check import Check

COLUMNS = 2
# Longer words than this have a line of their own.
SHORT = 16


class TickGrid(QWidget):
    """The ticks by code, two in a row, long ones one; the keys go to the first, Tab walks on, Space ticks."""

    def __init__(self, choices: Mapping[str, str], chosen: Iterable[str] = ()) -> None:
        super().__init__()
        ticked = frozenset(chosen)
        self.ticks = {code: Check(word, code in ticked) for code, word in choices.items()}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        columns = COLUMNS if all(len(word) <= SHORT for word in choices.values()) else 1
        for place, tick in enumerate(self.ticks.values()):
            self._grid.addWidget(tick, place // columns, place % columns, Qt.AlignmentFlag.AlignLeft)
            self._grid.setColumnStretch(place % columns, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(next(iter(self.ticks.values())))
        follow(self.restyle)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The codes that are ticked, in the order of the choices."""
        return tuple(code for code, tick in self.ticks.items() if tick.isChecked())

    def restyle(self) -> None:
        """Scale the gaps."""
        self._grid.setHorizontalSpacing(look().s(12))
        self._grid.setVerticalSpacing(look().s(4))
