"""One line of the checklist: name, form, the states to choose from, and what was noted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.sayings import Place, Spot
from outlet_app.ui.parts.checklist.mark_bar import MarkBar, Marking
from outlet_app.ui.parts.material_name import MaterialName
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Row, Strip
from outlet_app.ui.widgets.chip import Chip
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.text import ElidedLabel, Label
from outlet_app.wording import intake as words
from outlet_app.wording.intake_dialogs import REMARK

HEIGHT, STACKED_HEIGHT = 40, 76
MARK_ROOM, WIDE_MARK_ROOM, NOTE_ROOM = 300, 340, 150
COMPACT_NOTE = 130


class RemarkEdit(LineEdit):
    """A note in place; Esc gives it up."""

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)


class MaterialRow(Strip):
    """`picked` and `noted` carry the material's code first; `stepped` is an arrow key.

    Stacked, the name has a line of its own above the states: where both share one, it would be cut away.
    """

    picked = Signal(str, int)
    noted = Signal(str, str)
    list_wanted = Signal(str)
    stepped = Signal(str, int)

    def __init__(self, number: int, row: CheckedMaterial, marking: Marking, room: int = MARK_ROOM) -> None:
        self.code, self._row, self._room = row.code, row, room
        self._note_room = NOTE_ROOM
        self.bar = MarkBar(row, marking)
        self.name = MaterialName(row.name, words.form_and_copies(row.form, row.copies))
        self.note = ElidedLabel("", "label", "text2")
        self.edit = RemarkEdit(enter_moves=False)
        self._exempt = Chip(words.MARKS[MaterialState.EXEMPT], 32)
        self._marks = Row(self.bar, self._exempt, None)
        self._notes = Row((self.note, 1), (self.edit, 1))
        self._number = Label(str(number), "body", "text3")
        self._cells = QGridLayout()
        inside = QWidget()
        inside.setLayout(self._cells)
        self._lay_out(stacked=False)
        super().__init__(HEIGHT, (inside, 1))
        self.setAccessibleName(row.name)
        self.edit.setAccessibleName(f"{row.name} {REMARK}")
        self._connect()
        self.edit.hide()
        self.show_row(row, "")

    def phrase_spot(self, _field: QWidget) -> Spot:
        """A note about this material."""
        return Spot(Place.REMARK, defects=tuple(one.code for one in self._row.defects))

    @property
    def takes_focus(self) -> bool:
        """Whether anything can be chosen here."""
        return self._row.state is not MaterialState.EXEMPT

    def show_row(self, row: CheckedMaterial, note: str, problem: str = "") -> None:
        """Show the row's state and the note, or what is wrong with it."""
        self._row = row
        exempt = row.state is MaterialState.EXEMPT
        self.bar.setVisible(not exempt)
        self._exempt.setVisible(exempt)
        self.bar.show_mark(row.state)
        text, tone = (problem, "bad") if problem else (note, _tone(row))
        self.note.setText(text)
        self.note.set_tone(tone)
        self.bar.setAccessibleDescription(text)

    def begin_remark(self) -> None:
        """Edit the note in place."""
        self.edit.show_text(self._row.remark)
        self.note.hide()
        self.edit.show()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_compact(self, compact: bool) -> None:
        """Leave the note less room."""
        self._note_room = COMPACT_NOTE if compact else NOTE_ROOM
        self.restyle()

    def set_stacked(self, stacked: bool) -> None:
        """Two lines, or one."""
        self._height = STACKED_HEIGHT if stacked else HEIGHT
        self._lay_out(stacked=stacked)
        self.restyle()

    def restyle(self) -> None:
        super().restyle()
        s = look().s
        above, below = (6, 8) if self._height == STACKED_HEIGHT else (0, 0)
        self._cells.setContentsMargins(0, s(above), 0, s(below))
        self._cells.setHorizontalSpacing(s(8))
        self._cells.setVerticalSpacing(s(4))
        self._number.setFixedWidth(look().s(16))
        self._marks.setFixedWidth(look().s(self._room))
        self._notes.setFixedWidth(look().s(self._note_room))

    def _lay_out(self, *, stacked: bool) -> None:
        """Put each part in its cell; a part that was elsewhere moves."""
        cells, low = self._cells, 1 if stacked else 0
        cells.addWidget(self._number, 0, 0)
        cells.addWidget(self.name, 0, 1, 1, 3 if stacked else 1)
        cells.addWidget(self._marks, low, 1 if stacked else 2)
        cells.addWidget(self._notes, low, 3, Qt.AlignmentFlag.AlignRight)
        cells.setColumnStretch(1, 0 if stacked else 1)
        cells.setColumnStretch(2, 1 if stacked else 0)

    def _connect(self) -> None:
        self.bar.picked.connect(lambda mark: self.picked.emit(self.code, mark))
        self.bar.stepped.connect(lambda by: self.stepped.emit(self.code, by))
        self.bar.remark_wanted.connect(self._remark)
        self.edit.returnPressed.connect(self.bar.setFocus)
        self.edit.left.connect(self._end_remark)
        self.edit.given_up.connect(self._give_up)

    def _remark(self) -> None:
        if self._row.state is MaterialState.FAULTY:
            self.list_wanted.emit(self.code)
        else:
            self.begin_remark()

    def _give_up(self) -> None:
        self.edit.show_text(self._row.remark)
        self.bar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_remark(self) -> None:
        if self.edit.isHidden():
            return
        self.edit.hide()
        self.note.show()
        self.noted.emit(self.code, self.edit.text().strip())


def _tone(row: CheckedMaterial) -> str:
    return {MaterialState.MISSING: "bad", MaterialState.FAULTY: "warn"}.get(row.state, "text2")
