"""One line of the notice: the material, what is wrong with it, and what is to be brought."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from outlet_app.domain.events import NoticeLine
from outlet_app.domain.forms.notice import ON_SPOT, PLACE, line_field
from outlet_app.domain.forms.registration import ON
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.problems import Problem
from outlet_app.domain.sayings import Place, Spot
from outlet_app.ui.parts.field_row import FieldRow
from outlet_app.ui.parts.material_name import MaterialName
from outlet_app.ui.parts.notice.state import NoticeState
from outlet_app.ui.theme.theme import follow, look
from outlet_app.ui.widgets.boxes import Row, ground
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.chip import Chip
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.text import Label
from outlet_app.ui.widgets.text_area import TextArea
from outlet_app.wording import notice as words
from outlet_app.wording.fields import sentence
from outlet_app.wording.second_notice import cause_line, is_late

LINES, MOST = 3, 5
LONGEST = 50_000
PARTS = {"issue": words.ISSUE, "remedy": words.REMEDY}
FAULTY_PARTS = {**PARTS, PLACE.name: words.PLACE}


class LineCard(QFrame):
    """`written(code, part, text)`, `left(field)`, `remove_wanted(code)`."""

    written = Signal(str, str, str)
    left = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, number: int, line: NoticeLine) -> None:
        super().__init__()
        ground(self, "box")
        self.line = line
        self._parts = PARTS if line.state is MaterialState.MISSING else FAULTY_PARTS
        self.areas = {part: TextArea(least=LINES, most=MOST, longest=LONGEST) for part in PARTS}
        self.on_spot = Check(words.ON_SPOT)
        if self._parts is FAULTY_PARTS:
            self.areas[PLACE.name] = TextArea(longest=LONGEST)
        hints = {PLACE.name: words.PLACE_HINT}
        self.fields = {
            part: Field(self._parts[part], area, hint=hints.get(part, ""))
            for part, area in self.areas.items()
        }
        self.chip = Chip(words.chip(line))
        self.remove = Button(
            words.REMOVE, kind=Kind.QUIET, size=COMPACT, name=words.REMOVE_NAME.format(name=line.name)
        )
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self._head(number, line))
        self.cause = Label(cause_line(line), "caption", "warn" if is_late(line) else "text2")
        self._layout.addWidget(self.cause)
        self.cause.setVisible(line.cause is not None)
        self._layout.addWidget(
            FieldRow((self.fields["issue"], 9), (self.fields["remedy"], 10), from_top=True)
        )
        self._ask_where()
        self.setAccessibleName(line.name)
        if line.state is MaterialState.MISSING:
            self._fix_issue()
        self._connect(line)
        self.show_line(line)
        follow(self.restyle)

    def show_line(self, line: NoticeLine) -> None:
        """The words as they stand; typing is not disturbed."""
        self.line = line
        for part, area in self.areas.items():
            if area.text() != getattr(line, part):
                area.show_text(getattr(line, part))
        self.on_spot.setChecked(line.on_spot)

    def show_problems(self, state: NoticeState) -> None:
        """What is wrong with each text."""
        for part, field in self.fields.items():
            problem = state.problems.get(line_field(self.line.code, part))
            if isinstance(problem, Problem):
                field.say(sentence(problem, self._parts[part]))
            else:
                field.clear()

    def phrase_spot(self, field: QWidget) -> Spot | None:
        """What is wrong with the material, or what to bring, as its defects ask."""
        part = next((part for part in PARTS if self.areas[part] is field), None)
        return Spot(Place(part), defects=tuple(one.code for one in self.line.defects)) if part else None

    @property
    def first_part(self) -> str:
        """The text the clerk is most likely to change."""
        return "remedy" if self.areas["issue"].isReadOnly() else "issue"

    def focus_part(self, part: str, at: int = -1) -> None:
        """Put the cursor into a text, at its end or where it was."""
        area = self.areas[part]
        area.setFocus(Qt.FocusReason.OtherFocusReason)
        cursor = area.textCursor()
        cursor.setPosition(len(area.text()) if at < 0 else min(at, len(area.text())))
        area.setTextCursor(cursor)

    def restyle(self) -> None:
        """Scale the padding."""
        s = look().s
        self._layout.setContentsMargins(s(12), s(4), s(12), s(10))
        self._layout.setSpacing(0)

    def _ask_where(self) -> None:
        """Where a material that came is faulty, and whether that can be put right at once."""
        place, spot = self.fields.get(PLACE.name), Field("", self.on_spot)
        if place is not None:
            self._layout.addWidget(FieldRow((place, 9), (spot, 10)))
        else:
            # What did not come is nowhere wrong and nothing to put right.
            spot.setParent(self)
            spot.hide()

    def _fix_issue(self) -> None:
        # The paper's section of missing materials has no room for more than that they are missing.
        self.areas["issue"].setReadOnly(True)
        self.areas["issue"].setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _head(self, number: int, line: NoticeLine) -> Row:
        name = MaterialName(line.name, words.form(line), bold=True)
        return Row(Label(str(number), "strong", "accent_text"), (name, 1), self.chip, self.remove)

    def _connect(self, line: NoticeLine) -> None:
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(line.code))
        self.on_spot.setAccessibleName(words.NAMED.format(name=line.name, part=words.ON_SPOT))
        self.on_spot.clicked.connect(lambda on: self.written.emit(line.code, ON_SPOT.name, ON if on else ""))
        for part, area in self.areas.items():
            area.setAccessibleName(words.NAMED.format(name=line.name, part=self._parts[part]))
            area.typed.connect(lambda text, part=part: self._typed(part, text))
            area.left.connect(lambda part=part: self.left.emit(line_field(line.code, part)))

    def _typed(self, part: str, text: str) -> None:
        if self.areas[part].isReadOnly():
            return
        if text != getattr(self.line, part):
            self.written.emit(self.line.code, part, text)
