"""One line of a sheet: what is asked, what stands in it at first, and the control it is answered in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from outlet_app.domain.entry_fields import TICKED
from outlet_app.domain.forms.reading import problem
from outlet_app.domain.forms.spec import Field as FieldSpec
from outlet_app.domain.problems import Problem
from outlet_app.ui.parts.find_edit import Ask, Find, FindEdit, OfferEdit
from outlet_app.ui.parts.pick_list import PickList
from outlet_app.ui.parts.rows_edit import RowsEdit
from outlet_app.ui.parts.sheet_controls import Control, choices_of
from outlet_app.ui.parts.tick_grid import TickGrid
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.combo import Combo
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.text_area import TextArea

Answers = Mapping[str, str]


class Asked(StrEnum):
    """What kind of answer a line takes; a day is answered in ISO form, a tick as `yes` or nothing.

    PAST: a day that lies behind us, today at the latest. TICKS: the chosen codes with commas between.
    ROWS: line by line, the cells parted by tabs. FIND: the code of what was found; it fills in others.
    PICK: one of a few, all of which are seen.
    """

    TEXT = "text"
    PROSE = "prose"
    DAY = "day"
    PAST = "past"
    CHOICE = "choice"
    PICK = "pick"
    TICK = "tick"
    TICKS = "ticks"
    ROWS = "rows"
    FIND = "find"


@dataclass(frozen=True, slots=True)
class Line:
    """One field: its key in the answers, its label, what stands in it at first; columns, rows: of a table.

    find: of a FIND line; ask: what a text offers while it is written, column_asks: the cells of a table.
    spec: the field of a form that the line was made from: it says how the answer is tidied and checked.
    keys: what further its choices are found by. gone: what is typed to say that nothing is to stand there any
    more; it is read as no answer of the field.
    """

    key: str
    label: str
    asked: Asked = Asked.TEXT
    required: bool = False
    ready: str = ""
    hint: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    longest: int = 500
    columns: tuple[tuple[str, int], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    find: Find | None = None
    ask: Ask | None = None
    column_asks: Mapping[int, Ask] = field(default_factory=dict)
    spec: FieldSpec | None = None
    gone: str = ""

    def wrong(self, answers: Answers, today: date) -> Problem | None:
        """What its form says of what stands there."""
        told_gone = bool(self.gone) and answers.get(self.key) == self.gone
        return problem(self.spec, answers, today) if self.spec and not told_gone else None


def control_of(line: Line) -> Control:
    """The control of a line, with what stands in it at first."""
    if line.asked is Asked.FIND and line.find is not None:
        return FindEdit(line.find, line.hint)
    if line.asked is Asked.ROWS:
        return RowsEdit(line.columns, line.rows, line.column_asks)
    if line.asked is Asked.PICK:
        return PickList(line.choices, line.ready)
    if line.asked is Asked.CHOICE:
        combo = Combo(choices_of(line.choices, line.keys))
        combo.set_value(line.ready if line.ready in line.choices else None)
        return combo
    if line.asked is Asked.TICK:
        tick = Check(line.label)
        tick.setChecked(line.ready == TICKED)
        return tick
    if line.asked is Asked.TICKS:
        return TickGrid(line.choices, line.ready.split(","))
    if line.asked is Asked.PROSE:
        prose = TextArea(least=2, longest=line.longest)
        prose.show_text(line.ready)
        return prose
    edit = OfferEdit(line.ask, longest=line.longest) if line.ask else LineEdit(longest=line.longest)
    edit.show_text(line.ready)
    return edit
