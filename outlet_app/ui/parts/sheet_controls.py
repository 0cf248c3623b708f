"""The controls of a sheet: what stands in each, and how those that hang on others follow them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from outlet_app.domain.entry_fields import TICKED
from outlet_app.domain.forms.hanging import is_needed, is_told, offered
from outlet_app.domain.forms.spec import Field as FieldSpec
from outlet_app.ui.parts.find_edit import FindEdit
from outlet_app.ui.parts.pick_list import PickList
from outlet_app.ui.parts.rows_edit import RowsEdit
from outlet_app.ui.parts.tick_grid import TickGrid
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.text_area import TextArea

Control = FindEdit | LineEdit | TextArea | Combo | Check | PickList | RowsEdit | TickGrid
_NONE: Mapping[str, tuple[str, ...]] = {}


def said_in(control: Control) -> str:
    """What stands in a control: a text, a code, a tick."""
    if isinstance(control, FindEdit | PickList):
        return control.code
    if isinstance(control, Combo):
        return str(control.value) if control.value is not None else ""
    if isinstance(control, Check):
        return TICKED if control.isChecked() else ""
    if isinstance(control, TickGrid):
        return ",".join(control.chosen)
    if isinstance(control, RowsEdit):
        return control.text()
    return control.text().strip()


def choices_of(choices: Mapping[str, str], keys: Mapping[str, tuple[str, ...]] = _NONE) -> list[Choice]:
    """A closed list as it is offered: each word is found by its own keys, or by its code."""
    return [Choice(code, word, keys.get(code, (code,))) for code, word in choices.items()]


@dataclass(frozen=True, slots=True)
class Hung:
    """A line that hangs on others: what its form says of it, and what there is to choose from."""

    spec: FieldSpec
    field: Field
    control: Control
    choices: Mapping[str, str]
    required: bool

    def follow(self, said: Mapping[str, str], *, opening: bool = False) -> None:
        """Ask it or not, star it or not, and offer what fits; nothing is chosen while the sheet opens."""
        self.field.setVisible(is_told(self.spec, said))
        self.field.rename(self.field.line.label, required=self.required or is_needed(self.spec, said))
        if isinstance(self.control, Combo) and self.spec.narrowed[0]:
            self._narrow(self.control, offered(self.spec, said) or tuple(self.choices), opening=opening)

    def _narrow(self, combo: Combo, left: tuple[str, ...], *, opening: bool) -> None:
        """Of another list the first stands ready where it has not what was chosen."""
        if left == tuple(choice.value for choice in combo.choices):
            return
        combo.set_choices(choices_of({code: self.choices[code] for code in left}))
        if combo.value is None and not opening:
            combo.set_value(left[0])


def whenever(control: Control, then: Callable[[], object]) -> None:
    """Call this whenever something else is chosen or ticked."""
    if isinstance(control, Combo | PickList):
        control.chosen.connect(lambda _value: then())
    elif isinstance(control, Check):
        control.toggled.connect(lambda _on: then())
