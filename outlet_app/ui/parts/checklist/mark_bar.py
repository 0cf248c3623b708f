"""The states of one material as a segmented control whose digits name states, not places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.ui.widgets.segmented import ROW_SHAPE, Segment, Segmented
from outlet_app.wording.intake import MARKS
from outlet_app.wording.statuses import Status

CHOICES = (
    MaterialState.COMPLETE,
    MaterialState.MISSING,
    MaterialState.FAULTY,
    MaterialState.DEFERRED,
    MaterialState.NOT_NEEDED,
    MaterialState.PLEDGED,
)
# The digits of the screen: 免予提交 is set by the system and has none.
KEYS = dict(enumerate(CHOICES, 1))
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Marking:
    """Which states can be chosen, and what they are called here."""

    choices: Sequence[MaterialState] = CHOICES
    words: Mapping[MaterialState, Status] = field(default_factory=lambda: MARKS)


class MarkBar(Segmented):
    """`picked` carries the state wanted, also when it is the present one; `stepped` the arrow keys."""

    picked = Signal(int)
    stepped = Signal(int)
    remark_wanted = Signal()

    def __init__(self, row: CheckedMaterial, marking: Marking | None = None) -> None:
        marking = marking or Marking()
        self.marks: Sequence[MaterialState] = [mark for mark in marking.choices if mark not in _closed(row)]
        told = [marking.words[mark] for mark in self.marks]
        segments = [Segment(one.text, one.tone, one.icon) for one in told]
        super().__init__(segments, row.name, shape=ROW_SHAPE, vertical_keys=False)
        self.chosen.connect(lambda place: self.picked.emit(self.marks[place]))

    def show_mark(self, mark: MaterialState) -> None:
        """Show the row's state; an undecided row shows none."""
        self.choose(self.marks.index(mark) if mark in self.marks else -1)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in STEPS:
            self.stepped.emit(STEPS[Qt.Key(event.key())])
        elif event.key() in ENTER:
            self.remark_wanted.emit()
        elif Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            self._pick_state(event.key() - Qt.Key.Key_0.value)
        else:
            super().keyPressEvent(event)

    def _pick_state(self, digit: int) -> None:
        wanted = KEYS.get(digit)
        if wanted in self.marks:
            self.choose(self.marks.index(wanted))
            self.picked.emit(wanted)


def _closed(row: CheckedMaterial) -> set[MaterialState]:
    """What the list does not open for a row."""
    may = {MaterialState.DEFERRED: row.can_follow, MaterialState.PLEDGED: row.may_pledge}
    return {state for state, holds in may.items() if not holds}
